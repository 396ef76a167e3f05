"""Every page of the shipped law: what it must say, what it must never show."""

from __future__ import annotations

import re
from functools import cache

import pytest

from expert.library.catalogue import Library
from expert.library.links import Place
from expert.library.sheets import RuleSheet, SourceSheet
from knowledge import load_base
from knowledge.models.sources import Decision
from tui.library.page import Address, Page
from tui.library.pages import KINDS, entry_note, page_of
from tui.widgets.paragraphs import Paragraphs

MACHINE = re.compile(r"[a-z]_[a-z]+=|None|\bunknown\b")
"""What only a machine reads."""


@cache
def library() -> Library:
    return Library(load_base())


def page(kind: str, name: str, *, penalties: bool = True) -> Page:
    return page_of(library(), Place(kind, name), penalties=penalties, notes={})  # type: ignore[arg-type]


def text_of(found: Page) -> str:
    return "\n".join(Paragraphs(line.paragraphs).plain for line in found.lines)


def test_everything_of_the_registry_and_of_the_rules_is_there_once() -> None:
    base = library().base
    held = [*base.sources, *base.zones, *base.changes, *base.rules]
    assert sorted(entry.id for entry in library().entries) == sorted(held)
    assert sum(len(library().of_kind(kind)) for kind in KINDS) == len(held)


def test_the_latest_decision_comes_first_and_those_without_a_day_last() -> None:
    days = []
    for entry in library().of_kind("décision"):
        source = library().base.sources[entry.id]
        assert isinstance(source, Decision)
        days.append(source.day)
    known = [day for day in days if day is not None]
    assert known == sorted(known, reverse=True)
    assert days[: len(known)] == known


def test_every_page_can_be_read_and_every_link_leads_to_a_page() -> None:
    places = {Place(entry.kind, entry.id) for entry in library().entries}
    for entry in library().entries:
        assert entry_note(library().base, entry)
        found = page(entry.kind, entry.id)
        assert found.title
        said = [line for line in found.lines if not isinstance(line.target, Address)]
        assert not MACHINE.search(text_of(Page("", tuple(said))))
        for line in found.lines:
            if isinstance(line.target, Place):
                assert line.target in places


def test_a_rule_is_read_without_the_names_of_the_software() -> None:
    facts = [fact for fact in library().base.facts if "_" in fact]
    for entry in library().of_kind("règle"):
        text = text_of(page("règle", entry.id))
        assert not any(f"({fact})" in text for fact in facts)
        assert "Si\n" in text


def test_a_source_names_the_rules_that_rest_on_it_by_their_sentence() -> None:
    base = library().base
    for rule in base.rules.values():
        for source in rule.rule.sources:
            sheet = library().page(Place("texte", source))
            assert isinstance(sheet, SourceSheet)
            (rules,) = [each for each in sheet.resting if each.title == "Règles"]
            assert (rule.id, rule.rule.statement) in [(r.id, r.sentence) for r in rules.links]


def test_the_page_of_a_decision_says_to_whom_its_level_and_its_caution_in_two_parts() -> None:
    every = library().base.decisions()
    decisions = [d for d in every if d.caution and "Ce qui a été lu" in d.caution]
    assert decisions
    for decision in decisions:
        text = text_of(page("décision", decision.id))
        assert "\nCe qui a été lu\n" in text
        assert ("ne peut pas être cité." in text) is not decision.citable
        assert not decision.applied_to or f"À qui elle s'appliquait : {decision.applied_to}" in text


def test_a_penalty_is_shown_to_those_it_is_made_for() -> None:
    assert "38 euros d'amende" in text_of(page("texte", "cp-r621-1"))
    assert "Maximum prévu" not in text_of(page("texte", "cp-r621-1", penalties=False))


def test_an_exception_leads_to_the_rule_it_sets_aside_and_back() -> None:
    base = library().base
    (name,) = [rule.id for rule in base.rules.values() if rule.defeats][:1]
    sheet = library().page(Place("règle", name))
    assert isinstance(sheet, RuleSheet)
    target = sheet.defeats[0]
    assert target.place is not None
    other = library().page(target.place)
    assert isinstance(other, RuleSheet)
    assert name in [link.id for link in other.exceptions]


def test_a_place_of_the_interview_has_no_page() -> None:
    with pytest.raises(KeyError):
        library().page(Place("fait", "access"))


def test_the_dates_of_force_are_said_with_the_text_that_took_over() -> None:
    for provision in library().base.provisions():
        if provision.succeeds and provision.in_force_from:
            text = text_of(page("texte", provision.id))
            assert f"En vigueur depuis le {provision.in_force_from:%d/%m/%Y}" in text
            before = library().base.sources[provision.succeeds[0]]
            assert getattr(before, "reference", "?") in text
            return
    raise AssertionError("no text of the registry took over from another")
