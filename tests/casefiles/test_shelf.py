"""Thousands of incidents listed at once, and nothing kept that their files do not hold."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from expert.casefiles import shelf as shelves
from expert.casefiles.noted import CONCLUSION_NOTE, conclusion_note
from expert.casefiles.shelf import KEPT, Shelf
from expert.casefiles.summary import CaseSummary
from expert.incident import Incident, Key
from expert.incident_files import incident_text, write_incident

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MANY", 3)


def filled(folder: Path, *titles: str) -> None:
    for number, title in enumerate(titles):
        path = folder / f"{number}.json"
        write_incident(Incident(title, DAY), path)
        os.utime(path, (1_000_000 - number, 1_000_000 - number))


def shelf_of(folder: Path) -> Shelf:
    shelf = Shelf(folder)
    shelf.scan()
    return shelf


def titles(shelf: Shelf) -> list[str]:
    return [line.title for line in shelf.summaries()]


def noted(incident: Incident, reader: str = "rh", status: str = "open") -> Incident:
    data = json.loads(incident_text(incident, "json"))
    note = conclusion_note(data, status, "empreinte", "1.0", reader)  # type: ignore[arg-type]
    notes = {"lecteur": reader, CONCLUSION_NOTE: note}
    return Incident(incident.title, incident.examined_on, incident.answers, notes=notes)


def line_of(folder: Path, incident: Incident) -> CaseSummary:
    write_incident(incident, folder / "x.json")
    return shelf_of(folder).summary(0)


def test_what_was_kept_is_used_and_only_for_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, "Un", "Deux", "Trois")
    shelf_of(tmp_path).read_all()
    assert (tmp_path / KEPT).stat().st_mode & 0o777 == 0o600
    write_incident(Incident("Quatre", DAY), tmp_path / "1.json")
    read: list[str] = []
    whole = shelves.read_summary

    def counted(path: Path, *rest: object) -> CaseSummary:
        read.append(path.name)
        return whole(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(shelves, "read_summary", counted)
    assert titles(shelf_of(tmp_path)) == ["Quatre", "Un", "Trois"]
    assert read == ["1.json"]


def test_a_few_incidents_are_kept_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "MANY", 200)
    filled(tmp_path, "Un", "Deux", "Trois")
    shelf_of(tmp_path).read_all()
    assert not (tmp_path / KEPT).exists()


def test_a_deleted_incident_leaves_nothing_behind(tmp_path: Path) -> None:
    filled(tmp_path, "Un", "Madame Untel", "Trois")
    shelf = shelf_of(tmp_path)
    shelf.read_all()
    assert b"Untel" in (tmp_path / KEPT).read_bytes()
    (tmp_path / "1.json").unlink()
    shelf.forget_deleted()
    assert b"Untel" not in (tmp_path / KEPT).read_bytes()
    assert titles(shelf) == ["Un", "Trois"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"form": 1, "lines": [[1]]}',
        b'{"form": 9, "lines": []}',
        b'{"form": 1, "lines": [[-1000000000000000, "0.json", 9, 1, 2, 3, 4, 5]]}',
    ],
)
def test_a_broken_memory_is_made_again(tmp_path: Path, content: bytes) -> None:
    filled(tmp_path, "Un", "Deux", "Trois")
    (tmp_path / KEPT).write_bytes(content)
    shelf = shelf_of(tmp_path)
    shelf.read_all()
    assert titles(shelf) == ["Un", "Deux", "Trois"]
    assert json.loads((tmp_path / KEPT).read_bytes())["form"] == 1


def test_a_false_line_of_the_memory_is_read_from_its_file(tmp_path: Path) -> None:
    filled(tmp_path, "Un", "Deux", "Trois")
    shelf_of(tmp_path).read_all()
    data = json.loads((tmp_path / KEPT).read_bytes())
    data["lines"][0][6] = ["sanction", "empreinte", "1.0"]
    (tmp_path / KEPT).write_text(json.dumps(data), encoding="utf-8")
    assert shelf_of(tmp_path).summary(0).qualification == ""


def test_the_memory_is_not_followed_elsewhere(tmp_path: Path) -> None:
    filled(tmp_path, "Un", "Deux", "Trois")
    (tmp_path / "ailleurs").write_text("intact", encoding="utf-8")
    (tmp_path / KEPT).symlink_to(tmp_path / "ailleurs")
    shelf_of(tmp_path).read_all()
    assert (tmp_path / "ailleurs").read_text(encoding="utf-8") == "intact"


def test_words_are_found_whatever_their_accents(tmp_path: Path) -> None:
    filled(tmp_path, "Été 2026", "Œuvre d'ETE", "Hiver")
    shelf = shelf_of(tmp_path)
    assert shelf.find("ete") == []  # nothing is read yet
    shelf.read_all()
    assert shelf.whole
    assert shelf.find("ete") == [0, 1]
    assert shelf.find("ÉTÉ oeuv") == [1]
    assert shelf.find("commencer") == [0, 1, 2]
    assert shelf.find("12/01/1970") == [0, 1, 2]


def test_the_conclusion_holds_for_its_own_answers_alone(tmp_path: Path) -> None:
    asked = Incident("Un", DAY, {"author_status": "titulaire"})
    known = noted(asked)
    line = line_of(tmp_path, known)
    assert line.qualification == "Procédure disciplinaire possible : à établir"
    assert not line.outdated("empreinte") and line.outdated("autre")
    changed = known.with_answer(Key("author_status"), "prive")
    assert line_of(tmp_path, changed).conclusion is None
    assert line_of(tmp_path, noted(asked, "manager")).conclusion is None
    assert line_of(tmp_path, noted(asked, status="coupable")).conclusion is None


@pytest.mark.parametrize(
    ("incident", "step"),
    [
        (Incident("Un", DAY), "à commencer"),
        (Incident("Un", DAY, {"author_status": None}), "questions"),
        (Incident("Un", DAY, notes={"place": "résultat"}), "résultat"),
        (Incident("Un", DAY, notes={"place": "relecture"}), "relecture"),
        (Incident("Un", DAY, notes={"lecteur": "manager", "rapport": {"qui": "x"}}), "rapport"),
    ],
)
def test_the_step_is_told_from_the_file(tmp_path: Path, incident: Incident, step: str) -> None:
    assert line_of(tmp_path, incident).step == step
