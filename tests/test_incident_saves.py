"""Saving an incident: read back equal, private, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.incident import DateRange, Incident, Passage, Publication
from expert.incident_files import incident_text, read_incidents, save_problem, write_incident
from knowledge import KnowledgeBase, load_base


@cache
def loaded() -> KnowledgeBase:
    return load_base()


@pytest.fixture
def base() -> KnowledgeBase:
    return loaded()


TEXTS = st.text(st.characters(codec=None, exclude_categories=("Cs",)), max_size=40)
INCIDENTS = st.builds(
    lambda title, answers, access, passages, closed, notes: Incident(
        title=title.strip() or "a",
        examined_on=date(2026, 11, 20),
        answers=answers,
        publications=(Publication("P1", passages, access, "https://exemple.invalid"),),
        publications_closed=closed,
        notes=notes,
    ),
    TEXTS,
    st.fixed_dictionaries(
        {},
        optional={
            "author_status": st.sampled_from([None, "titulaire_fph"]),
            "evidence_mode": st.sampled_from([None, (), ("screenshot", "witness")]),
            "usage_hours_per_month": st.sampled_from([0, 12, 0.5, 2.25]),
            "discovery_date": st.sampled_from(
                [
                    None,
                    date(2026, 1, 2),
                    datetime(2026, 1, 2, 3, 4),
                    DateRange(date(2026, 1, 1), None),
                    DateRange(None, date(2026, 1, 1)),
                ]
            ),
        },
    ),
    st.fixed_dictionaries({}, optional={"access": st.sampled_from([None, "public"])}),
    st.one_of(
        st.builds(lambda words: (Passage("P1", {"provoked": "oui"}, words),), TEXTS),
        st.builds(lambda words: (Passage("P1a", {}, words), Passage("P1b", {})), TEXTS),
    ),
    st.sampled_from([None, True, False]),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
)


@pytest.mark.parametrize("suffix", ["yaml", "json"])
@given(incident=INCIDENTS)
def test_what_is_saved_is_read_back_equal(
    incident: Incident, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"saved.{suffix}"
    write_incident(incident, path)
    assert read_incidents(path, loaded()) == [incident]


def test_a_saved_text_obeys_nothing_on_a_terminal() -> None:
    incident = Incident("\x1b[31m\u202e\x9b", date(2026, 1, 1))
    for form in ("yaml", "json"):
        text = incident_text(incident, form)  # type: ignore[arg-type]
        assert not re.search("[\x1b\u202e\x9b]", text)


def test_a_lone_surrogate_does_not_stop_a_save(tmp_path: Path, base: KnowledgeBase) -> None:
    path = tmp_path / "x.yaml"
    write_incident(Incident("a\ud800b", date(2026, 1, 1)), path)
    assert read_incidents(path, base)[0].title == "a\ufffdb"


def test_a_saved_file_is_its_owner_s_alone_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("ancien", encoding="utf-8")
    path.chmod(0o644)
    write_incident(Incident("a", date(2026, 1, 1)), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_save_that_fails_keeps_the_old_file_and_says_why(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("ancien", encoding="utf-8")

    def fails(*_: object, **__: object) -> None:
        raise OSError(code, "not said to the user")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    elif call == "replace":
        monkeypatch.setattr(Path, "replace", fails)
    else:
        monkeypatch.setattr(os, "fdopen", fails)
    with pytest.raises(OSError) as failed:
        write_incident(Incident("a", date(2026, 1, 1)), path)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "ancien"
    assert list(tmp_path.iterdir()) == [path]
    assert save_problem(failed.value) in {
        "plus de place sur le disque",
        "support en lecture seule",
        "défaut du support",
    }


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.write_text("intact", encoding="utf-8")
    link = tmp_path / "x.yaml"
    link.symlink_to(elsewhere)
    write_incident(Incident("a", date(2026, 1, 1)), link)
    assert elsewhere.read_text(encoding="utf-8") == "intact"
    assert not link.is_symlink()
