"""The words of a proof never say that something is missing from what is established."""

from __future__ import annotations

import pytest

from expert.explanation.model import WISHED, ProofNode
from expert.explanation.render import one_line, syllogisms


def _proof(truth: bool | None, *steps: ProofNode) -> ProofNode:
    rule = ProofNode(kind="rule", truth=truth, text="r", statement="La règle.", steps=steps)
    return ProofNode(kind="conclusion", truth=truth, text="Injure — ...", steps=(rule,))


def test_what_is_established_is_not_said_to_lack_an_answer() -> None:
    """The answer that excludes diffamation is a reason of the insult as it was given."""
    answer = ProofNode(kind="fact", truth=False, text=f"fait précis : Non{WISHED}Oui)")
    assert one_line(_proof(True, answer)) == "Injure — ... : fait précis : Non"
    assert one_line(_proof(False, answer)) == "Injure — ... : fait précis : Non" + WISHED + "Oui)"


@pytest.mark.parametrize(
    ("truth", "named"),
    [(True, "exception qui s'applique : "), (None, "exception à examiner : ")],
)
def test_an_exception_is_not_told_as_a_fact(truth: bool | None, named: str) -> None:
    """What may remove a rule stands among its facts under its name, not as a statement of law."""
    exception = ProofNode(kind="rule", truth=truth, text="La loi l'autorise.", statement="La loi.")
    first = next(syllogisms(_proof(None, exception)))
    assert first.minor == (f"{named}La loi l'autorise.",)


def test_an_answer_that_falls_short_in_several_ways_is_told_once() -> None:
    wished = ("Religion", "Sexe", "Religion")
    lacking = [
        ProofNode(kind="fact", truth=False, text=f"critères : aucun{WISHED}{value})")
        for value in wished
    ]
    other = ProofNode(kind="fact", truth=False, text="cible : Personne")
    proof = _proof(False, lacking[0], other, *lacking[1:])
    told = f"critères : aucun{WISHED}Religion ; Sexe)"
    assert next(syllogisms(proof)).minor == (told, "cible : Personne")
    assert one_line(proof) == f"Injure — ... : {told} ; cible : Personne"
