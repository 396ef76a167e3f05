"""A line read by its members is the line read as a whole; what is doubtful is read as a whole."""

from __future__ import annotations

import json
import random
from datetime import date
from itertools import islice
from typing import Any

import pytest

from expert.batch.block import BlockQualifier
from expert.batch.members import pieces_of
from expert.batch.rows import ONE_PASSAGE, Row
from knowledge import KnowledgeBase, load_base
from knowledge.errors import InputError
from tests.batch.support import DAY, job
from tests.benchmarks.altered import altered_decisions
from tests.support.random_lines import random_line


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.fixture
def qualifier(base: KnowledgeBase) -> BlockQualifier:
    return BlockQualifier(base, job())


def both(qualifier: BlockQualifier, raw: bytes) -> tuple[Row | None, Row | None]:
    """Return a line read by its members, and read as a whole (None: refused)."""
    assert qualifier._flat is not None
    quick = qualifier._flat.row(7, raw)
    try:
        whole = qualifier._reader.row(7, raw)
    except InputError:
        whole = None
    return quick, whole


def said(row: Row) -> tuple[Any, ...]:
    """Return all that a row says; a mark that leaves everything possible says nothing."""
    told = sorted(row.marks.sets[mark] for mark in row.incident if row.marks.sets[mark])
    return row.line, row.name, row.day, row.shape, row.closed, told


def test_the_same_rows_whatever_the_spaces(base: KnowledgeBase, qualifier: BlockQualifier) -> None:
    chance = random.Random(2)
    lines = [*islice(altered_decisions(base, seed=3), 60)]
    lines += [random_line(base, chance, density=chance.choice([0.1, 0.8])) for _ in range(60)]
    quickly = 0
    for number, line in enumerate(lines):
        line = {"id": f"i-{number}", **line} if number % 3 else line
        for separators in ((", ", ": "), (",", ":")):
            quick, whole = both(qualifier, json.dumps(line, separators=separators).encode())
            assert whole is not None
            if quick is not None:
                assert said(quick) == said(whole)
                quickly += 1
    assert quickly > 200


@pytest.mark.parametrize(
    "written",
    [
        '{"access": "public", "access": "public"}',
        '{"access": "public", "access": "direct_message"}',
        '{"examen": "2026-11-21", "examen": "2026-11-21"}',
        '{"access": "public", "zzz": "oui"}',
        '{"access": "no such value"}',
        '{"access": "public"} {"on_duty": "oui"}',
        '{"access": "public", "on_duty": "oui"',
        '{"access": "public", "on_duty": NaN}',
        '{"access": "public",, "on_duty": "oui"}',
        '{"access": {"a": "b", "on_duty": "oui"}}',
        '{"id": "Jeanne", "access": "public"}',
        '{"id": "a-1", "id": "a-2", "access": "public"}',
        '{"access": "public", "autres_publications": "peut-être"}',
        '{"access": "public", "examen": "hier"}',
    ],
)
def test_what_is_refused_as_a_whole_is_never_read_by_members(
    qualifier: BlockQualifier, written: str
) -> None:
    for _ in range(2):  # the second time, every good member is known
        quick, whole = both(qualifier, written.encode())
        assert quick is None
        assert whole is None
        assert both(qualifier, b'{"access": "public", "on_duty": "oui"}')[0] is not None


@pytest.mark.parametrize(
    "written",
    [
        '{"publications": [{"access": "public", "on_duty": "oui"}]}',
        '{"access": "public", "examen": null}',
        '{ "access": "public" }',
        "{}",
    ],
)
def test_what_is_no_flat_line_is_left_to_the_whole_reading(
    qualifier: BlockQualifier, written: str
) -> None:
    quick, whole = both(qualifier, written.encode())
    assert quick is None
    assert whole is not None


def test_a_text_that_looks_like_a_member_is_no_member() -> None:
    """The cut falls inside a text: neither piece is a member, and the line is read as a whole."""
    cut = pieces_of('{"notes": "x, \\"access\\": y", "on_duty": "oui"}')
    assert cut == (None, ['notes": "x, \\"access\\": y"', 'on_duty": "oui"'])


def test_each_line_has_its_own_day(qualifier: BlockQualifier) -> None:
    days = ["2026-11-21", "2024-02-01", "2026-11-21", "2025-07-14", "2024-02-01"]
    for day in days * 2:
        written = f'{{"access": "public", "examen": "{day}"}}'
        quick, whole = both(qualifier, written.encode())
        assert quick is not None
        assert whole is not None
        assert said(quick) == said(whole)
        assert quick.day == date.fromisoformat(day)
    quick, _ = both(qualifier, b'{"access": "public"}')
    assert quick is not None
    assert (quick.day, quick.shape) == (DAY, ONE_PASSAGE)


def test_a_line_is_never_given_the_day_of_another(
    qualifier: BlockQualifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever day a line seems to name, only its members say that it names it."""
    flat = qualifier._flat
    assert flat is not None
    other = flat._of(date(2024, 2, 1))
    monkeypatch.setattr(flat, "_day", lambda _: other)
    assert flat.row(1, b'{"access": "public"}') is None
    assert flat.row(1, b'{"access": "public", "examen": "2026-11-21"}') is None
    assert flat.row(1, b'{"access": "public", "examen": "2024-02-01"}') is not None
