"""The conclusions whose exact function is too large while nothing is answered, by notion.

At the start of an interview the tool then says « peut encore compter » of every question under
such a conclusion: sound, never stopping early, until the answers make it small enough. The check
of the base names them, so that a rule that makes one explode is seen when it is written. Bounded:
a function is given up at the cap of the interview.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from expert.inference.functions import INTERVIEW_CAP
from expert.inference.situation import Situation
from expert.inference.statuses import Statuses


def too_large_at_start(empty: Situation, cap: int = INTERVIEW_CAP) -> Iterator[tuple[str, str]]:
    """Yield (notion, sentence) for each notion with a goal past the cap, nothing being answered."""
    base = empty.program.base
    start = replace(empty, incident=replace(empty.incident, publications_closed=None))
    statuses = Statuses(start, cap=cap)
    for notion in base.notions.values():
        found: dict[str, str] = {}
        for name in notion.conclusions:
            conclusion = base.conclusions[name]
            atoms = [f"{name}={value}" for value in conclusion.values] or [name]
            units = start.units_at(conclusion.scope)
            exact = (statuses.atom(atom, unit).exact for atom in atoms for unit in units)
            if conclusion.goals and not all(exact):
                found[name] = conclusion.label
        if found:
            yield notion.id, _sentence(notion.title, list(found.values()))


def _sentence(title: str, labels: list[str]) -> str:
    named = ", ".join(f"« {label} »" for label in labels)
    return (
        f"« {title} » : trop de questions décident de {named} pour un calcul exact dès le début "
        "de l'entretien ; une question y « peut encore compter » jusqu'à ce que les réponses le "
        "permettent"
    )
