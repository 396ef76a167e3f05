"""Two writers on one case lose nothing: in drawn orders, and really at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from expert.cases.answers import Note
from expert.office.desk import Desk
from expert.office.errors import ConflictError
from tests.office.interleavings import Writer, lost_lines
from tests.office.support import NOW, Office, a_case
from tests.store.support import Reopen

SAMPLE, CAMPAIGN = 30, 10_000


def run(office: Office, reopen: Reopen, count: int) -> int:
    """Run `count` drawn orders; return how many saves met another one."""
    draw, met = Random(20261128), 0
    first, second = office.desk(), office.desk(store=reopen())
    for number in range(count):
        case = a_case(first.account)
        first.create(case)
        one = Writer("a", first, case.id, merges=draw.random() < 0.5)
        other = Writer("b", second, case.id, merges=draw.random() < 0.5)
        assert lost_lines(one, other, draw) == set(), number
        met += one.conflicts + other.conflicts
        first.erase(case.id)
    return met


def test_no_order_of_two_writers_loses_a_line(office: Office, reopen: Reopen) -> None:
    assert run(office, reopen, SAMPLE) > SAMPLE // 2


@pytest.mark.campaign
def test_ten_thousand_orders_lose_no_line(office: Office, reopen: Reopen) -> None:
    met = run(office, reopen, CAMPAIGN)
    print(f"{CAMPAIGN} ordres, {met} rencontres, 0 perte")
    assert met > CAMPAIGN


def test_writers_really_at_once_lose_no_line(office: Office, reopen: Reopen) -> None:
    first = office.desk()
    case = a_case(first.account)
    first.create(case)
    desks = [first, *(office.desk(store=reopen()) for _ in range(3))]

    def write(writer: int, desk: Desk) -> list[str]:
        lines = []
        for n in range(5):
            opened = desk.open(case.id)
            note = Note(text=f"{writer}-{n}", by=desk.account.id, at=NOW)
            try:
                grown = opened.case.model_copy(update={"notes": (*opened.case.notes, note)})
                desk.save(grown, opened.number)
            except ConflictError:
                pass
            lines.append(note.text)
        return lines

    with ThreadPoolExecutor(len(desks)) as pool:
        written = [line for lines in pool.map(write, range(len(desks)), desks) for line in lines]
    kept = [first.open(case.id).case, *(branch.case for branch in first.branches(case.id))]
    assert set(written) == {note.text for each in kept for note in each.notes}
