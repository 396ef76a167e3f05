"""The folder of saved incidents: private, never overwritten by surprise, lists what it can read."""

from __future__ import annotations

import json
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from expert.casefiles.listing import incidents_folder, new_file
from expert.casefiles.removal import delete_case
from expert.casefiles.shelf import Shelf
from expert.casefiles.store import CaseChangedError, save_case
from expert.casefiles.summary import CaseSummary
from expert.incident import Incident

NOW = datetime(2026, 11, 20, 17, 40, 5)


def listed_in(folder: Path) -> list[CaseSummary]:
    shelf = Shelf(folder)
    shelf.scan()
    return list(shelf.summaries())


def incident(title: str = "Dossier 1") -> Incident:
    return Incident(title=title, examined_on=date(2026, 11, 20))


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALIF_DOSSIER", str(tmp_path))
    assert incidents_folder() == tmp_path
    monkeypatch.delenv("QUALIF_DOSSIER")
    assert incidents_folder().parts[-2:] == ("qualif", "incidents")


def test_a_file_name_says_nothing_of_the_incident_and_is_never_the_same(tmp_path: Path) -> None:
    names = {new_file(tmp_path, NOW).name for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("incident-20261120-174005-") for name in names)


def test_folder_and_file_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "incidents"
    path = new_file(folder, NOW)
    save_case(path, incident(), None)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    folder.chmod(0o755)
    save_case(new_file(folder, NOW), incident(), None)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_save_needs_the_stamp_of_what_is_there(tmp_path: Path) -> None:
    path = new_file(tmp_path, NOW)
    first = save_case(path, incident(), None)
    second = save_case(path, incident("Dossier 2"), first)
    written = path.read_bytes()
    for stamp in (first, None):
        with pytest.raises(CaseChangedError, match="modifié dans une autre fenêtre"):
            save_case(path, incident("Dossier 3"), stamp)
    assert path.read_bytes() == written
    path.unlink()
    with pytest.raises(CaseChangedError, match="supprimé"):
        save_case(path, incident("Dossier 3"), second)
    assert not path.exists()


def test_the_list_is_the_last_saved_first_and_keeps_broken_files_visible(tmp_path: Path) -> None:
    for number, title in enumerate(("Ancien", "Récent")):
        path = tmp_path / f"{number}.json"
        save_case(path, incident(title), None)
    (tmp_path / "0.json").touch()
    (tmp_path / "0.json").with_suffix(".txt").write_text("autre chose", encoding="utf-8")
    (tmp_path / "lien.json").symlink_to(tmp_path / "1.json")
    (tmp_path / "liste.json").write_text(json.dumps([1]), encoding="utf-8")
    (tmp_path / "gros.json").write_text(" " * 1_000_001, encoding="utf-8")
    listed = {summary.path.name: summary for summary in listed_in(tmp_path)}
    assert set(listed) == {"0.json", "1.json", "liste.json", "gros.json"}
    assert listed["0.json"].title == "Ancien" and listed["0.json"].problem is None
    assert listed["0.json"].examined_on == "2026-11-20"
    for name in ("liste.json", "gros.json"):
        assert listed[name].problem == (
            "fichier illisible : ce n'est pas un dossier enregistré par Qualif"
        )


def test_a_folder_that_is_not_there_lists_nothing(tmp_path: Path) -> None:
    assert listed_in(tmp_path / "absent") == []


def test_deleting_twice_is_no_error(tmp_path: Path) -> None:
    path = new_file(tmp_path, NOW)
    save_case(path, incident(), None)
    delete_case(path)
    delete_case(path)
    assert listed_in(tmp_path) == []


def save_if_first(path: Path, stamp: str, title: str) -> bool:
    try:
        save_case(path, incident(title), stamp)
    except CaseChangedError:
        return False
    return True


def test_of_two_windows_that_save_at_once_exactly_one_succeeds(tmp_path: Path) -> None:
    path = new_file(tmp_path, NOW)
    with get_context("spawn").Pool(2) as windows:
        for turn in range(20):
            stamp = save_case(path, incident(f"Avant {turn}"), None)
            jobs = [(path, stamp, f"Fenêtre {window} {turn}") for window in range(4)]
            assert windows.starmap(save_if_first, jobs, chunksize=1).count(True) == 1
            path.unlink()
