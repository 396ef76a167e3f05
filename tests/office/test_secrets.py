"""Two hundred marks in every field of a case: none is anywhere in the clear."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import select

from expert.office.errors import ConflictError
from expert.office.shelf import case_lines
from expert.store.opening import Store
from expert.store.schema import metadata
from tests.office.planted import Marks, planted_case
from tests.office.support import FIRST, OFFICERS, Office, bytes_of


def test_no_mark_is_in_the_clear_at_any_moment(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporaire"))
    marks = Marks()
    desk, other = office.desk(), office.desk("dir")
    case, file = planted_case(desk.account.id, marks)
    digest = hashlib.sha256(file).hexdigest()
    desk.create(case, {digest: file})
    desk.share(case.id, other.account.id, ["lire", "repondre"])
    second, _ = planted_case(desk.account.id, marks)
    second = second.model_copy(update={"id": case.id})
    desk.save(second, 1)
    with pytest.raises(ConflictError):
        other.save(case, 1)
    case_lines(desk)
    assert desk.open(case.id).case == second
    assert len(marks.drawn) >= 200
    _nothing_in_the_clear(office.store, tmp_path, marks)
    desk.erase(case.id)
    _nothing_in_the_clear(office.store, tmp_path, marks)


def test_the_search_finds_a_mark_that_is_there(office: Office, tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / "oubli.txt").write_text(f"… {marks()} …", encoding="utf-16")
    with pytest.raises(AssertionError, match="SECRET00001"):
        _nothing_in_the_clear(office.store, tmp_path, marks)


def _nothing_in_the_clear(store: Store, folder: Path, marks: Marks) -> None:
    everywhere = bytes_of(folder) + _rows(store)
    names = [each.card.name for each in (FIRST, *OFFICERS)]
    for secret in (*marks.drawn, *names, *(each.phrase for each in (FIRST, *OFFICERS))):
        for encoding in ("utf-8", "utf-16-le", "latin-1"):
            assert secret.encode(encoding) not in everywhere, secret


def _rows(store: Store) -> bytes:
    """Return every value of every table, as a database administrator would read them."""
    with store.transaction() as connection:
        rows = [
            row for table in metadata.sorted_tables for row in connection.execute(select(table))
        ]
    values = [value for row in rows for value in row if value is not None]
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in values)
