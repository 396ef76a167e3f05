"""The plan of the base: who reads whom, told from the rules, and in an order that follows it."""

from __future__ import annotations

from expert.trees.cutting import CONCLUSION, cut_program
from expert.trees.overview import by_layer, overview
from knowledge import load_base


def test_a_chapter_reads_those_whose_conclusions_its_rules_test() -> None:
    """The oracle is the graph: the tests left when only the chapter itself is followed."""
    base = load_base()
    owner = {c: n.id for n in base.notions.values() for c in n.conclusions}
    places = {place.notion: place for place in overview(base)}
    assert set(places) == {n.id for n in base.notions.values() if n.conclusions}
    for notion in base.notions.values():
        if not notion.conclusions:
            continue
        program = cut_program(base, base.law_as_of, notion.conclusions)
        for atom, conclusion, _ in base.atoms():
            if conclusion.id in notion.conclusions:
                program.atom(atom)
        tested = {owner[v.source] for v in program.graph.variables if v.scope == CONCLUSION}
        assert tested <= set(places[notion.id].reads), notion.id
    for place in places.values():
        assert all(place.notion in places[read].feeds for read in place.reads)
        assert all(place.notion in places[fed].reads for fed in place.feeds)


def test_what_is_read_stands_before_except_where_two_chapters_read_each_other() -> None:
    places = {place.notion: place for place in overview(load_base())}

    def leads_to(start: str, end: str) -> bool:
        seen, pending = set(), [start]
        while pending:
            here = pending.pop()
            if here not in seen:
                seen.add(here)
                pending += places[here].feeds
        return end in seen

    for place in places.values():
        for read in place.reads:
            if leads_to(place.notion, read):
                assert places[read].layer == place.layer
            else:
                assert places[read].layer < place.layer
    layers = [layer for layer, _ in by_layer(overview(load_base()))]
    assert layers == list(range(1, len(layers) + 1))
    assert all(not place.reads for place in places.values() if place.layer == 1)
