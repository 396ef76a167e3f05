"""Two situations side by side: symmetric, faithful to the two results, by the rules that decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.disputes import Dispute
from expert.documents.comparison import HIDDEN, OTHER_WORDS, comparison_blocks
from expert.documents.text import layout
from expert.incident import Incident, Key, parse_key
from expert.incident_files import read_incidents
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.what_if.comparison import compare
from expert.what_if.comparison_model import Comparison
from expert.what_if.variant import variant
from knowledge import KnowledgeBase, load_base
from tests.command.support import SAMPLES

DAY = date(2026, 11, 21)


@cache
def base() -> KnowledgeBase:
    return load_base()


@cache
def sample(number: int) -> Incident:
    (incident,) = read_incidents(SAMPLES[number], base())
    return incident


def text(found: Comparison) -> str:
    return " ".join(layout(comparison_blocks(found), 80).split())


def test_a_situation_does_not_differ_from_itself() -> None:
    found = compare(base(), sample(0), sample(0), "juriste")
    assert not (found.answers or found.conclusions or found.told or found.hidden)
    told = [c for c in assess(base(), sample(0), "juriste").conclusions if c.status != "excluded"]
    assert {(s.conclusion, s.unit, s.status) for s in found.same} == {
        (c.id, c.unit, c.status) for c in told
    }


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_the_sides_exchanged_exchange_everything(profile: str) -> None:
    """Two incidents of different status and different publications."""
    found = compare(base(), sample(0), sample(2), profile)
    back = compare(base(), sample(2), sample(0), profile)
    assert found.conclusions
    assert found.answers
    assert found.told
    assert (found.first.title, found.second.title) == (back.second.title, back.first.title)
    assert (found.same, found.both_excluded) == (back.same, back.both_excluded)
    for ours, theirs in (
        (found.answers, back.answers),
        (found.conclusions, back.conclusions),
        (found.told, back.told),
    ):
        pairs = zip(ours, theirs, strict=True)
        assert all(one.model_dump() == exchanged(other.model_dump()) for one, other in pairs)


def exchanged(part: dict[str, object]) -> dict[str, object]:
    """The same part, what is said of each side under the name of the other."""
    other = {"first": "second", "second": "first"}
    found = {}
    for name, value in part.items():
        side, _, rest = name.partition("_")
        found[f"{other[side]}{'_' if rest else ''}{rest}" if side in other else name] = value
    return found


def test_what_differs_and_what_is_the_same_are_the_two_results() -> None:
    second = sample(0).with_answer(parse_key("access@P1"), "friends_only")
    found = compare(base(), sample(0), second, "juriste")
    results = [
        {(c.id, c.unit): c.status for c in assess(base(), each, "juriste").conclusions}
        for each in (sample(0), second)
    ]
    places = {*results[0], *results[1]}
    wanted = {place: tuple(result.get(place, "excluded") for result in results) for place in places}
    assert {(c.conclusion, c.unit): (c.first, c.second) for c in found.conclusions} == {
        place: pair for place, pair in wanted.items() if pair[0] != pair[1]
    }
    assert [a.key for a in found.answers] == ["access@P1"]


def test_the_rules_named_hold_on_one_side_only() -> None:
    """The status alone changes the scale: the two rules of the two scales are named, no other."""
    second = sample(0).with_answer(Key("author_status"), "contractuel_fph")
    found = compare(base(), sample(0), second, "rh")
    by_id = {c.conclusion: c for c in found.conclusions}
    first = next(c for c in by_id.values() if c.conclusion.startswith("regime") and c.first ==
                 "established")  # fmt: skip
    other = next(c for c in by_id.values() if c.conclusion.startswith("regime") and c.second ==
                 "established")  # fmt: skip
    assert len(first.first_rules) == len(other.second_rules) == 1
    assert not first.second_rules
    assert not other.first_rules
    for each, rules in ((first, first.first_rules), (other, other.second_rules)):
        concluded = {rule.id for rule, _ in base().rules_concluding[each.conclusion]}
        assert rules[0].rule in concluded


def test_no_rule_named_on_a_side_holds_on_the_other() -> None:
    """On one passage each: read again from the three-valued reference of the other side."""
    second = sample(2).with_answer(Key("author_status"), "prive")
    found = compare(base(), sample(2), second, "juriste")
    references = [
        Reference(situate(compile_base(base(), each.examined_on), each))
        for each in (sample(2), second)
    ]
    named = 0
    for each in found.conclusions:
        for rules, here, there in (
            (each.first_rules, *references),
            (each.second_rules, *references[::-1]),
        ):
            for rule in rules:
                node = here.situation.program.effective[rule.rule]
                unit = None if base().rules[rule.rule].scope == "incident" else 0
                assert here.truth(node, unit) is True
                assert there.truth(node, unit) is not True
                named += 1
    assert named > 3


def test_an_exception_that_makes_the_difference_is_said_so() -> None:
    """Of every pair of samples, at least one difference is brought by an exception."""
    pairs = [compare(base(), sample(a), sample(b), "juriste") for a, b in ((0, 1), (1, 2))]
    rules = [
        rule
        for found in pairs
        for c in found.conclusions
        for rule in (*c.first_rules, *c.second_rules)
    ]
    exceptions = {rule.rule for rule in rules if rule.exception}
    assert exceptions
    assert exceptions == {r.rule for r in rules if base().rules[r.rule].rule.defeats}
    assert any("Exception : " in text(found) for found in pairs)


def test_a_protected_answer_that_differs_is_never_repeated() -> None:
    protected = next(f for f in base().facts.values() if f.protected and f.kind == "oui-non")
    second = sample(0).with_answer(Key(protected.id), "oui")
    assert protected.scope == "incident"
    found = compare(base(), sample(0), second, "juriste")
    assert found.hidden
    assert not found.answers
    assert HIDDEN in text(found)
    assert protected.question not in found.model_dump_json()
    assert protected.id not in found.model_dump_json()


def test_penalties_are_for_counsel_alone() -> None:
    second = sample(0).with_answer(parse_key("access@P1"), "direct_message")
    told = {
        profile: {t.topic for t in compare(base(), sample(0), second, profile).told}
        for profile in ("manager", "rh", "juriste")
    }
    assert told["manager"] == set()
    assert "penalty" not in told["rh"]
    assert "penalty" in told["juriste"]


def test_a_variant_loses_no_other_answer() -> None:
    changed = variant(sample(0), {parse_key("access@P1"): "direct_message"})
    before, after = dict(sample(0).recorded()), dict(changed.recorded())
    assert before.keys() == after.keys()
    assert {k for k in before if before[k] != after[k]} == {parse_key("access@P1")}


def test_a_discussed_fact_differs_from_an_unknown_one() -> None:
    key = parse_key("access@P1")
    one = sample(0).with_answer(key, None)
    other = sample(0).with_dispute(key, Dispute(None, (), "employeur", "agent"))
    (difference,) = compare(base(), one, other, "rh").answers
    assert difference.first == "je ne sais pas"
    assert difference.second == "allégué par l'employeur, contesté par l'auteur présumé"


def test_the_document_names_both_sides(tmp_path: Path) -> None:
    found = compare(base(), sample(0), sample(2), "rh")
    said = text(found)
    assert "Premier dossier : Propos sur une cadre de santé" in said
    assert "Second dossier : La story supprimée" in said
    assert f"{found.both_excluded} points sont écartés dans les deux situations." in said


def test_two_files_without_a_word_in_common_are_compared_as_a_whole_only() -> None:
    found = compare(base(), sample(0), sample(1), "juriste")
    assert found.other_words
    assert any(each.unit for each in found.conclusions), "all of it stays in the data"
    whole = [each for each in found.conclusions if each.unit is None]
    said = text(found)
    assert OTHER_WORDS in said
    assert whole and all(each.label in said for each in whole)
    assert "(P1" not in said and "pas de tel passage" not in said


def test_a_file_and_its_variant_are_compared_passage_by_passage() -> None:
    changed = replace(sample(0), publications=())
    assert not compare(base(), sample(0), sample(0)).other_words
    assert not compare(base(), sample(0), changed).other_words, "the same file, its words removed"
