"""The due list: what must be erased, what soon will, what is frozen, what nobody has fixed.

It names cases by their pseudonym alone: the data-protection officer reads it, and no case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, Literal

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.part import Part
from expert.cases.retention import Freeze
from expert.retention.clock import TrustedDay
from expert.retention.due import WHAT_FR, Due, due
from expert.retention.durations import Durations
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Provision

State = Literal["echu", "bientot", "gele", "a-fixer", "a-venir", "ouvert"]

STATE_FR: Final[dict[State, str]] = {
    "echu": "à effacer",
    "bientot": "bientôt à effacer",
    "gele": "gelé",
    "a-fixer": "durée à fixer",
    "a-venir": "conservé",
    "ouvert": "ouvert",
}
"""The states of a case in the list, the most pressing first."""

_ORDER: Final = tuple(STATE_FR)
_LEVELS: Final = {"de-memoire": "de mémoire, à vérifier", "source-fondatrice": "à vérifier"}


class DueLine(Part):
    """A case of the list: when it is due, its state today, and until when it is frozen."""

    due: Due
    state: State
    frozen_until: date | None = None

    def sentence(self, today: date) -> str:
        """Return what the list says of the case."""
        said = f"{self.due.case} : {STATE_FR[self.state]}{self._when(today)}. {self.due.why}"
        return f"{said} {self.due.refusable}".rstrip()

    def _when(self, today: date) -> str:
        day = self.due.day
        if self.state == "gele" and self.frozen_until is not None:
            until = f" jusqu'au {french_date(self.frozen_until)} compris"
            return until if day is None else f"{until}, échéance du {french_date(day)}"
        if day is None:
            return ""
        if self.state == "echu":
            return f" depuis le {french_date(day)} ({WHAT_FR[self.due.what]})"
        left = (day - today).days
        soon = f", dans {left} jour{'s' if left > 1 else ''}" if self.state == "bientot" else ""
        kept = ", gardé" if self.state == "bientot" else ""
        return f"{kept} jusqu'à la veille du {french_date(day)}{soon} ({WHAT_FR[self.due.what]})"


def due_list(
    cases: Iterable[CaseFile],
    base: KnowledgeBase,
    durations: Durations,
    today: TrustedDay,
    same_person: Mapping[str, Iterable[CaseFile]] | None = None,
) -> tuple[DueLine, ...]:
    """Return the list, the most pressing first. `same_person` gives the other cases by case id."""
    others = same_person or {}
    lines = [due_line(case, base, durations, today, others.get(case.id, ())) for case in cases]
    return tuple(
        sorted(
            lines, key=lambda one: (_ORDER.index(one.state), one.due.day or date.max, one.due.case)
        )
    )


def due_line(
    case: CaseFile,
    base: KnowledgeBase,
    durations: Durations,
    today: TrustedDay,
    others: Iterable[CaseFile] = (),
) -> DueLine:
    """Return when one case is due, and its state on a trusted day."""
    found = due(case, base, durations, today, others)
    held = freeze_on(case, today)
    if held is not None:
        return DueLine(due=found, state="gele", frozen_until=held.ends_on)
    return DueLine(due=found, state=_state(found, today, durations.warning_days))


def freeze_on(case: CaseFile, day: date) -> Freeze | None:
    """Return the freeze that holds a case on a day, the one that ends last."""
    holding = [f for f in case.freezes if f.lifted_at is None and day <= f.ends_on]
    return max(holding, key=lambda freeze: freeze.ends_on, default=None)


def erasure_refusal(
    case: CaseFile,
    base: KnowledgeBase,
    durations: Durations,
    today: TrustedDay,
    others: Iterable[CaseFile] = (),
) -> str | None:
    """Return why a case may not be erased today, in one sentence; None when it must be."""
    line = due_line(case, base, durations, today, others)
    if line.state == "echu":
        return None
    if line.state == "gele" and line.frozen_until is not None:
        return (
            f"Le dossier {case.id} est gelé jusqu'au {french_date(line.frozen_until)} compris : il "
            "n'est pas effacé."
        )
    if line.due.day is None:
        return f"Le dossier {case.id} n'a pas de date d'effacement : {WHAT_FR[line.due.what]}."
    return f"Le dossier {case.id} se garde jusqu'à la veille du {french_date(line.due.day)}."


def references(base: KnowledgeBase, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the references of a due date, each with its level when it is not a text read."""
    found = [base.sources[source] for source in sources if source in base.sources]
    return tuple(
        f"{one.reference} ({_LEVELS[one.level]})" if one.level in _LEVELS else one.reference
        for one in found
        if isinstance(one, Provision)
    )


def _state(found: Due, today: date, warning_days: int) -> State:
    if found.day is None:
        return "ouvert" if found.what == "ouvert" else "a-fixer"
    if found.day <= today:
        return "echu"
    return "bientot" if found.day <= today + timedelta(days=warning_days) else "a-venir"
