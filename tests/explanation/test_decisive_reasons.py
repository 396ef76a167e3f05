"""One line names the answers that decide; what is enough never rests on a question set aside."""

from __future__ import annotations

from dataclasses import replace

from expert.explanation.explain import Explainer
from expert.incident import Incident, Key
from tests.tui.support import PASSAGE, complete_incident, mini_base

WORDS, GROUNDS = Key("outrageous_expression", PASSAGE), Key("grounds", PASSAGE)


def told(incident: Incident, atom: str) -> tuple[str, set[str | None]]:
    """The conclusion in one line, and the questions that are enough."""
    explainer = Explainer(mini_base(), incident, "juriste")
    (unit,) = explainer.units(atom)
    sets = explainer.sufficient(atom, unit).sets
    return explainer.line(atom, unit), {r.question for each in sets for r in each.reasons}


def test_an_answer_whose_question_no_longer_arises_is_never_enough() -> None:
    incident = complete_incident().with_answer(WORDS, "non")
    line, enough = told(incident, "injure-discriminatoire")
    assert enough == {"outrageous_expression@P1/P1"}
    assert line.endswith(": mots outrageants : Non")
    _, both = told(complete_incident(), "injure-discriminatoire")
    assert "grounds@P1/P1" in both


def test_one_line_names_every_answer_that_is_needed_and_no_other() -> None:
    incident = complete_incident().with_answer(GROUNDS, ("religion",))
    line, enough = told(incident, "injure-publique")
    assert line.endswith(
        ": mots outrageants : Oui ; accès réel : Tout le monde (page ou compte public)"
    )
    assert enough == {"outrageous_expression@P1/P1", "access@P1"}


def test_a_point_still_open_says_what_is_missing() -> None:
    first = complete_incident().publications[0]
    silent = replace(complete_incident(), publications=(replace(first, answers={}),))
    line, enough = told(silent, "injure-publique")
    assert "accès réel" in line and enough == set()
