"""Every row of the legal dossier is carried by the base and tried by a test."""

from __future__ import annotations

import re

import pytest

from knowledge import KnowledgeBase, load_base
from knowledge.models.sources import Decision
from knowledge.uses import declarations
from tests.coverage.table import Covered, coverage

PARTS = {"presse": 107, "administratif_a": 72, "administratif_b": 34, "travail": 60, "textes": 58}
"""How many rows each note of the dossier has at least."""


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def table(law: KnowledgeBase) -> list[Covered]:
    return coverage(law)


def test_the_table_holds_each_row_once(table: list[Covered]) -> None:
    ids = [one.row.id for one in table]
    assert len(ids) == len(set(ids))
    for part, count in PARTS.items():
        assert sum(row.startswith(f"{part}:") for row in ids) >= count
    assert {f"fondatrices:F{n:02d}" for n in range(1, 33)} <= set(ids)
    assert {f"contradictions:K{n}" for n in range(1, 23)} <= set(ids)


def test_every_row_is_carried_by_a_declaration_of_the_base(table: list[Covered]) -> None:
    assert [one.row for one in table if not one.carriers] == []


def test_every_row_is_tried_by_a_test(table: list[Covered]) -> None:
    assert [one.row for one in table if not one.tests] == []


def test_no_declaration_claims_a_row_that_does_not_exist(law: KnowledgeBase) -> None:
    known = {one.row.id for one in coverage(law)}
    claimed = {row for _, _, entry in declarations(law) for row in getattr(entry, "dossier", ())}
    assert claimed - known == set()


@pytest.mark.dossier("textes:4-5")
def test_the_duty_of_reserve_is_never_given_an_article(law: KnowledgeBase) -> None:
    """It is a principle of the judge: no provision with a number stands behind it."""
    for rule, _ in law.rules_concluding["manquement-reserve"]:
        for source in (law.sources[s] for s in rule.rule.sources):
            if not isinstance(source, Decision):
                assert not re.search(r"\bart\. \S*\d|\barticle \S*\d", source.reference), source.id


@pytest.mark.dossier("textes:4-6")
def test_a_delay_that_ends_after_2029_warns_that_its_code_is_rewritten(law: KnowledgeBase) -> None:
    deadline, _ = law.deadlines["plainte-autres-delits"]
    assert "cpp-recodification-2029" in deadline.sources
    assert deadline.note is not None and "2029" in deadline.note
