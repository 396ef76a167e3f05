"""Files of every past format still open, with their real phrases."""

from __future__ import annotations

import shutil
from pathlib import Path

from expert.cases.casefile import CaseFile
from expert.exchange.restoring import restore
from expert.exchange.single import opened_case
from expert.office.desk import Desk
from expert.office.shelf import case_lines
from expert.office.unlocking import unlocked
from expert.store.opening import open_file
from tests.exchange.make_vectors import FILE_PHRASE
from tests.store.support import PHRASE

VECTORS = Path(__file__).with_name("vectors")


def whole(case: CaseFile) -> bool:
    """Whether a case is the one of the vectors: full of marks, in their order."""
    marks = [case.title, case.people[0].name, case.notes[1].text, case.pieces[0].title]
    return all(mark.startswith("SECRET") for mark in marks) and marks == sorted(marks)


def test_a_store_of_format_1_opens(tmp_path: Path) -> None:
    shutil.copy(VECTORS / "dossiers-1.sqlite", tmp_path / "dossiers.sqlite")
    store = open_file(tmp_path / "dossiers.sqlite")
    desk = Desk(store, unlocked(store, "rh1", PHRASE))
    (line,) = case_lines(desk)
    case = desk.open(line.id).case
    assert whole(case)
    (digest,) = [piece.attachment.sha256 for piece in case.pieces if piece.attachment]
    assert desk.attached(line.id, digest).startswith(b"une capture de SECRET")
    store.close()


def test_a_travelling_case_of_format_1_opens() -> None:
    travelling = opened_case((VECTORS / "echange-1.age").read_bytes(), FILE_PHRASE)
    assert whole(travelling.case)
    assert len(travelling.files) == 1


def test_a_backup_of_format_1_is_restored(tmp_path: Path) -> None:
    store = open_file(tmp_path / "dossiers.sqlite")
    ring = (VECTORS / "trousseau-1.age").read_bytes()
    assert restore(store, VECTORS / "sauvegarde-1.qualif", ring, "rh1", PHRASE).cases == 1
    store.close()
