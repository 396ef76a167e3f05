"""Every value of a boundary table gives what the table says, and the table defends real rules."""

from __future__ import annotations

import pytest

from expert.assurance.mutants.assertions import Asserted
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from knowledge import load_base
from tests.notions.boundaries import read_boundaries, read_tables

BASE = load_base()
TRIED = read_boundaries(BASE)


@pytest.mark.parametrize("asserted", TRIED, ids=[test.case for test, _ in TRIED])
def test_a_boundary_gives_what_the_law_says(asserted: Asserted) -> None:
    test, assertions = asserted
    situation: Situation = situate(compile_base(BASE, test.incident.examined_on), test.incident)
    statuses = Statuses(situation.with_zones(dict(test.readings)))
    found = {
        a.atom: statuses.atom(
            a.atom, None if BASE.atom_conclusion(a.atom).scope == "incident" else 0
        ).status
        for a in assertions
    }
    assert found == {a.atom: a.expected for a in assertions}


def test_a_table_defends_rules_and_values_that_exist() -> None:
    for name, table in read_tables():
        assert set(table.rules) <= BASE.rules.keys(), name
        if table.varies is not None:
            values = BASE.facts[table.varies].values.keys()
            for statuses in table.expected.values():
                listed = [v for key, vs in statuses.items() if key != "autres" for v in vs]
                assert set(listed) <= values, f"{name}, {table.table}"
                assert len(listed) == len(set(listed)), f"{name}, {table.table}"
