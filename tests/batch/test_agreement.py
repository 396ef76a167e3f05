"""A file of incidents says what `qualif qualifier` says: same statuses, both columns."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from expert.batch import completions, exact, wide_rows
from expert.batch.block import BlockQualifier
from expert.batch.group import Group
from expert.batch.law import DayLaw, Place
from expert.batch.lines import Block
from expert.batch.rows import RowReader, Shape
from expert.explanation.truths import EngineTruths
from expert.inference.settling import Settler
from knowledge import KnowledgeBase, load_base
from tests.batch.support import DAY, as_lines, expected, job, qualified, read
from tests.benchmarks.altered import altered_decisions
from tests.support.random_bases import random_base
from tests.support.random_lines import random_line


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


def compare(base: KnowledgeBase, incidents: list[dict[str, Any]], folder: Path, who: str) -> None:
    given = qualified(base, as_lines(incidents), job(profile=who))
    assert given.refusals == b""
    found = read(given.written)
    assert len(found) == len(incidents)
    for incident, statuses in zip(incidents, found, strict=True):
        wanted = expected(base, incident, folder, who)
        assert {k: v for k, v in statuses.items() if wanted[k] != v} == {}, incident
        assert statuses.keys() == wanted.keys()


def no_function(law: DayLaw, place: Place, shape: Shape, *, large: bool = False) -> Any:
    """Return a function in the order of the large ones only, as if none fitted the cap."""
    return FUNCTION(law, place, shape, large=True) if large else None


FUNCTION = DayLaw.function


@pytest.mark.parametrize("way", ["together", "large", "one by one"])
@pytest.mark.parametrize("seed", range(600, 606))
def test_random_bases(seed: int, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of settling a doubt on its own: functions and draws, or `Statuses` alone.

    « large »: no function fits the cap before any answer, so each conclusion goes through all that
    is tried on the wide ones.
    """
    worth = 10**9 if way == "one by one" else 1
    for module in (exact, wide_rows):
        monkeypatch.setattr(module, "_WORTH_A_RUN", worth)
    monkeypatch.setattr(completions, "_ENOUGH", worth)
    monkeypatch.setattr(wide_rows, "_WORTH_A_LARGE_FUNCTION", worth)
    if way == "large":
        monkeypatch.setattr(DayLaw, "function", no_function)
    base = random_base(seed, tmp_path)
    chance = random.Random(seed)
    incidents = [
        random_line(base, chance, density=chance.choice([0.2, 0.6, 1.0]), several=number % 2 == 1)
        for number in range(60)
    ]
    compare(base, incidents, tmp_path, "rh")


def test_draws_alone_never_say_more_than_statuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a function, witnesses and then `Statuses` settle everything."""
    monkeypatch.setattr(wide_rows, "_WORTH_A_RUN", 1)
    monkeypatch.setattr("expert.batch.law.DayLaw.function", lambda *_, **__: None)
    asked = []
    one_by_one = wide_rows._one_by_one

    def spy(group: Any, places: Any, left: Any) -> Any:
        asked.append(sum(bits.bit_count() for bits in left.values()))
        return one_by_one(group, places, left)

    monkeypatch.setattr(wide_rows, "_one_by_one", spy)
    base = random_base(611, tmp_path)
    chance = random.Random(611)
    incidents = [
        random_line(base, chance, density=0.5, several=number % 2 == 1) for number in range(40)
    ]
    compare(base, incidents, tmp_path, "rh")
    doubts = sum(
        then != ("établi",) * 2 and now == "à établir"
        for statuses in read(qualified(base, as_lines(incidents), job(profile="rh")).written)
        for now, *then in statuses.values()
    )
    assert sum(asked) < doubts  # most of what is open was shown open by a witness


@pytest.mark.parametrize(("density", "several"), [(0.9, False), (0.15, False), (0.5, True)])
def test_the_shipped_law(
    base: KnowledgeBase, density: float, several: bool, tmp_path: Path
) -> None:
    chance = random.Random(f"{density}{several}")
    incidents = [random_line(base, chance, density=density, several=several) for _ in range(2)]
    compare(base, incidents, tmp_path, "juriste")


def settled_pairs(base: KnowledgeBase, incidents: list[dict[str, Any]]) -> int:
    """Compare the three-valued run with experta on each incident; return how many it settled."""
    qualifier = BlockQualifier(base, job())
    reader: RowReader = qualifier._reader
    law = qualifier._laws.of(DAY)
    found = 0
    for number, line in enumerate(as_lines(incidents), start=1):
        row = reader.row(number, line)
        assert row is not None
        derived = EngineTruths(law.situation(row))
        group = Group.of(law, [row])
        full = [
            {v: unit.get(v) or [1] * width for v, width in enumerate(law.widths)}
            for unit in group.units
        ]
        settled = Settler(law.program, law.wanted).settle(full, 1, group.closed)
        for atom, unit in law.places(row.shape):
            pair = settled.pair(law.node(atom), unit)
            truth = {(1, 0): True, (0, 1): False, (0, 0): None}[pair]
            assert derived.truth(law.node(atom), unit) is truth, (atom, unit)
            found += truth is not None
    return found


def test_experta_derives_what_is_settled(base: KnowledgeBase) -> None:
    chance = random.Random(7)
    incidents = [
        random_line(base, chance, density=chance.choice([0.2, 0.9]), several=number % 3 == 0)
        for number in range(12)
    ]
    assert settled_pairs(base, incidents) > 1000


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(20))
def test_experta_derives_what_is_settled_on_many(base: KnowledgeBase, seed: int) -> None:
    """Twenty times 5,000: 10^5 random incidents, one publication or several."""
    chance = random.Random(seed)
    incidents = [
        random_line(
            base, chance, density=chance.choice([0.1, 0.3, 0.9, 1.0]), several=chance.random() < 0.2
        )
        for _ in range(5000)
    ]
    assert settled_pairs(base, incidents) > 100_000


@pytest.mark.parametrize("who", ["rh", "juriste"])
def test_altered_decisions(
    base: KnowledgeBase, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wide conclusions go through completions, draws and single answers, and say `Statuses`."""
    told = Counter[str]()
    together = wide_rows._together

    def spy(group: Any, places: Any, left: Any) -> Any:
        for status, shown in together(group, places, left):
            told[status] += sum((bits & left[n]).bit_count() for n, bits in shown.items())
            yield status, shown

    monkeypatch.setattr(wide_rows, "_together", spy)
    monkeypatch.setattr(completions, "_ENOUGH", 1)
    monkeypatch.setattr(exact, "_WORTH_A_RUN", 1)
    lines = list(islice(altered_decisions(base, seed=5), 40))
    compare(base, lines, tmp_path, who)
    assert told["open"] > 100
    assert told["excluded"] > 0


@pytest.mark.campaign
@pytest.mark.parametrize("who", ["rh", "juriste", "manager", "contradiction"])
def test_many_altered_decisions(base: KnowledgeBase, who: str, tmp_path: Path) -> None:
    compare(base, list(islice(altered_decisions(base, seed=6), 1500)), tmp_path, who)


@pytest.mark.campaign
@pytest.mark.parametrize("who", ["rh", "juriste", "manager", "contradiction"])
@pytest.mark.parametrize(("density", "lines"), [(0.1, 60), (0.3, 150), (0.8, 600)])
def test_every_reader_on_many(
    base: KnowledgeBase, who: str, density: float, lines: int, tmp_path: Path
) -> None:
    """With few answers, a single reading may meet its cap: what it then says is said here too."""
    chance = random.Random(f"{who}{density}")
    compare(base, [random_line(base, chance, density=density) for _ in range(lines)], tmp_path, who)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(8))
def test_the_shipped_law_on_many(base: KnowledgeBase, seed: int, tmp_path: Path) -> None:
    """Enough lines at once for every way of settling a doubt to be taken."""
    chance = random.Random(seed)
    incidents = [
        random_line(base, chance, density=(0.1, 0.3, 0.8, 1.0)[seed % 4], several=seed > 5)
        for _ in range(250)
    ]
    compare(base, incidents, tmp_path, "juriste")


def test_every_line_of_a_block_is_its_own(base: KnowledgeBase) -> None:
    """Rows of several days and shapes, alone or together, in any order: the same lines."""
    chance = random.Random(12)
    incidents = [
        {
            **random_line(base, chance, density=0.9, several=number % 3 == 0, unknown=0),
            "examen": chance.choice(["2026-11-21", "2024-02-01", "2025-07-14"]),
        }
        for number in range(9)
    ]
    lines = as_lines(incidents)
    qualifier = BlockQualifier(base, job())
    together = qualifier.qualify(Block(1, 0, tuple(lines))).written
    alone = [
        qualifier.qualify(Block(number, 0, (line,))).written
        for number, line in enumerate(lines, start=1)
    ]
    assert b"".join(alone) == together
