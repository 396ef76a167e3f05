"""What a proof says twice is said once, under a number that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expert.explanation.explain import Explainer
from expert.explanation.model import SHOWN_ALREADY, ProofNode
from expert.explanation.numbering import NumberedNode, numbered, numbered_lines, step_text
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from tests.recits.story import law, story
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)


def steps(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for step in (*node.steps, *node.set_aside):
        yield from steps(step)


def in_order(root: NumberedNode) -> list[NumberedNode]:
    return [node for _, node, _ in numbered_lines(root)]


def proof(folder: Path, answers: dict[str, str | None], **parts: object) -> ProofNode:
    base = write_base(folder, **parts)
    passage = Passage("P1", answers)
    incident = Incident("e", TODAY, {}, (Publication("P1", (passage,)),), publications_closed=True)
    situation = situate(compile_base(base, TODAY), incident)
    return Prover(EngineTruths(situation)).prove("c", 0)


def test_a_conclusion_read_by_two_others_is_unfolded_once(tmp_path: Path) -> None:
    root = proof(
        tmp_path,
        {"p": "oui"},
        faits=yes_no("p"),
        conclusions=[atom("c"), atom("d"), atom("e"), atom("f")],
        regles=[
            rule("c", {"d": "oui", "e": "oui"}, "c"),
            rule("d", {"f": "oui"}, "d"),
            rule("e", {"f": "oui"}, "e"),
            rule("f", {"p": "oui"}, "f"),
        ],
    )
    found = in_order(numbered(root))
    once, again = (node for node in found if node.text == "f — établi")
    assert (once.number, once.see, bool(once.steps)) == (1, None, True)
    assert (again.number, again.see, again.above, again.steps) == (None, 1, True, ())
    assert step_text(once) == "✓ n° 1 · f — établi"
    assert step_text(again) == "✓ f — établi : voir plus haut (n° 1)"
    assert [node.number for node in found if node.number] == [1]


def test_cases_that_are_proved_the_same_way_are_said_once(tmp_path: Path) -> None:
    """Whatever the reading of Z, « d » is proved by the same rule: the second case refers to it."""
    zone = {
        "zone": "Z", "question": "?", "prudente": "b", "pieces": ["p"],
        "lectures": [{"lecture": "a", "enonce": "a"}, {"lecture": "b", "enonce": "b"}],
    }  # fmt: skip
    root = proof(
        tmp_path,
        {"p": "oui"},
        faits=yes_no("p"),
        zones=[zone],
        conclusions=[
            atom("c"),
            atom("d"),
            {**atom("s"), "valeurs": {"k": "k", "l": "l"}},
        ],
        regles=[
            rule("c1", {"s": "k", "d": "oui"}, "c"),
            rule("c2", {"s": "l", "d": "oui"}, "c"),
            rule("d", {"p": "oui"}, "d"),
            rule("s", {"p": "oui"}, {"a": "s=k", "b": "s=l"}, conteste="Z"),
        ],
    )
    assert root.truth is True and root.steps[0].kind == "cases"
    one, two = (node for node in in_order(numbered(root)) if node.text == "d — établi")
    assert (one.number, two.see) == (1, 1)


@pytest.mark.parametrize("recit", ["r1-messages-anterieurs", "r2-story-supprimee"])
def test_on_the_real_base_every_reference_leads_somewhere_and_nothing_is_lost(recit: str) -> None:
    explainer = Explainer(law(), story(recit))
    referred = 0
    for name in ("sanctionable", "manquement", "infraction-penale", "protection-opposee"):
        (unit,) = explainer.units(name)[:1]
        found = in_order(explainer.tree(name, unit))
        numbers = {node.number: place for place, node in enumerate(found) if node.number}
        assert list(numbers) == list(range(1, len(numbers) + 1))
        for place, node in enumerate(found):
            assert not node.text.endswith(SHOWN_ALREADY)
            if node.see is not None:
                referred += 1
                told = found[numbers[node.see]]
                assert (told.text, told.unit) == (node.text, node.unit)
                assert told.steps and not node.steps
                assert node.above is (numbers[node.see] < place)
        unfolded = [(n.text, n.unit) for n in found if n.kind == "conclusion" and n.steps]
        assert "cases" in {n.kind for n in found} or len(unfolded) == len(set(unfolded))
    assert referred, "the stories repeat at least one conclusion"
