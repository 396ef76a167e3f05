"""The base that is shipped: it loads, it is whole, and what it says was never converted."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge import KnowledgeBase, load_base
from knowledge.conditions import FactTest, walk
from knowledge.files import digest_of, list_files


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base(use_cache=False)


FROM_MEMORY = {
    "cp-112-1", "ct-l3133-1", "ct-l3134-13", "ct-l3422-2", "cc-2224", "cp-226-15-avant-2013",
}  # fmt: skip
"""Texts that a principle needs and that the dossier has not read: shown as such."""


def test_the_registry_holds_the_whole_dossier(base: KnowledgeBase) -> None:
    """The legal dossier has 232 provisions and 291 decisions, of which 206 may be cited."""
    decisions = list(base.decisions())
    added = [p for p in base.provisions() if p.id in FROM_MEMORY]
    assert len(list(base.provisions())) - len(added) == 232
    assert {provision.level for provision in added} == {"de-memoire"}
    assert len(decisions) == 291
    assert sum(decision.is_citable for decision in decisions) == 206


def test_the_base_says_which_law_it_states_and_on_which_day(base: KnowledgeBase) -> None:
    assert re.fullmatch(r"\d{4}\.\d{2}\.\d+", base.version)
    assert base.law_as_of == date(2026, 11, 21)
    assert list(base.profiles) == ["manager", "rh", "juriste", "contradiction"]
    assert base.digest == digest_of(list_files()) == load_base().digest
    assert re.fullmatch(r"[0-9a-f]{64}", base.digest)


def test_the_blocks_of_the_interview_come_in_the_order_of_the_readers(base: KnowledgeBase) -> None:
    """Danger, account, status; each publication; then evidence, effects, record, protection."""
    phases = [block.phase for block in base.blocks.values()]
    order = ["ouverture", "publication", "suite"]
    assert phases == sorted(phases, key=order.index)
    wanted = [
        "ouverture", "statut", "mots", "lecteurs", "personne", "image", "preuve",
        "effets", "antecedents", "protege",
    ]  # fmt: skip
    assert [block for block in base.blocks if block in wanted] == wanted
    first, *_, last = base.blocks
    assert (first, last) == ("ouverture", "protege")


def test_protected_facts_are_asked_last(base: KnowledgeBase) -> None:
    protected = [fact for fact in base.facts.values() if fact.protected]
    assert protected
    assert {fact.block for fact in protected} == {"protege"}


def test_yes_and_no_are_words(base: KnowledgeBase) -> None:
    """`safe_load` would read True and False, and the rules would then match nothing."""
    for fact in base.facts.values():
        assert all(isinstance(value, str) for value in fact.values)
        if fact.kind == "oui-non":
            assert list(fact.values) == ["oui", "non"]
    tested = {v for rule in base.rules.values() for part in walk(rule.condition)
              for v in getattr(part, "values", ())}  # fmt: skip
    assert {"oui", "non"} <= tested


def test_nothing_is_declared_in_vain_or_said_twice(base: KnowledgeBase) -> None:
    """A conclusion no rule reaches, or a fact nothing reads, is a mistake of whoever wrote it."""
    reached = {atom.partition("=")[0] for atom in base.rules_concluding}
    assert set(base.conclusions) - reached == set()
    conditions = [rule.condition for rule in base.rules.values()]
    conditions += [*base.guards.values(), *(c for _, c in base.deadlines.values())]
    parts = [part for condition in conditions for part in walk(condition)]
    read = {part.fact for part in parts if isinstance(part, FactTest)}
    starts = {deadline.start for deadline, _ in base.deadlines.values()}
    others = {"author_status"}  # chooses the scale of sanctions
    unread = {f.id for f in base.facts.values() if not f.descriptive} - read - starts - others
    assert unread == set()
    statements = [rule.rule.statement for rule in base.rules.values()]
    assert len(statements) == len(set(statements))


def test_every_rule_belongs_to_a_chapter_with_a_title(base: KnowledgeBase) -> None:
    for rule in base.rules.values():
        assert rule.id in base.notions[rule.notion].rules
    assert all(notion.title != notion.id for notion in base.notions.values())


def test_what_is_read_aloud_is_a_sentence(base: KnowledgeBase) -> None:
    sentences = [
        *(rule.rule.statement for rule in base.rules.values()),
        *(fact.reason for fact in base.facts.values()),
        *(zone.prudent for zone in base.zones.values()),
    ]
    assert [s for s in sentences if not (s[0].isupper() or s[0] == "«") or s[-1] not in ".»"] == []
    questions = [
        *(f.question for f in base.facts.values()),
        *(z.question for z in base.zones.values()),
    ]
    assert [q for q in questions if not q.endswith("?")] == []


def test_a_base_is_immutable(base: KnowledgeBase) -> None:
    with pytest.raises(AttributeError):
        base.version = "0"  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        next(iter(base.facts.values())).label = "x"  # type: ignore[misc]


def test_the_mention_of_every_document_names_the_articles_that_ask_for_it() -> None:
    base = load_base()
    for source, number in (("crpa-l311-3-1", "L311-3-1"), ("crpa-r311-3-1-2", "R311-3-1-2")):
        assert number in base.mention
        assert base.sources[source].is_solid
