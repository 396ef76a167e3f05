"""The lines of the first screen: two ways to begin, then the incidents that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from expert.casefiles.shelf import Shelf
from expert.casefiles.summary import CaseSummary
from tui.widgets.catalogue_list import Shown


@dataclass(frozen=True)
class Action:
    """A line that begins something."""

    title: str
    note: str


NEW: Final = Action("Nouvel incident", "poser les questions d'un incident, une à la fois")
SAMPLE: Final = Action("Essayer avec un dossier d'exemple", "rien n'est enregistré")

CHANGED: Final = "règles changées"
_NOTHING: Final = Shown("Aucun dossier de ce nom.", "Échap efface ce qui est écrit.")
_READ_AGAIN: Final = "Le droit de Qualif a changé depuis le résultat de {count} : à relire."


class CaseLines:
    """What is listed: everything, or the incidents that hold the words of the field."""

    def __init__(
        self, shelf: Shelf | None = None, words: str = "", base: str | None = None
    ) -> None:
        self._shelf = shelf
        self._base = base
        self._actions = () if words.strip() else (NEW, SAMPLE)
        self._found = _found(shelf, words)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._actions) + len(self._found) or 1

    def target(self, number: int) -> Action | CaseSummary | None:
        """Return what a line stands for."""
        if number < len(self._actions):
            return self._actions[number]
        place = number - len(self._actions)
        if self._shelf is None or place >= len(self._found):
            return None
        return self._shelf.summary(self._found[place])

    def shown(self, number: int) -> Shown:
        """Return how a line is written."""
        target = self.target(number)
        if target is None:
            return _NOTHING
        if isinstance(target, Action):
            return Shown(target.title, target.note)
        return self._shown_case(target)

    def _shown_case(self, case: CaseSummary) -> Shown:
        mark = f"  ({CHANGED})" if self._outdated(case) else ""
        if case.problem is not None:
            return Shown(case.name, case.problem)
        said = (case.step, case.qualification, f"{case.saved_at:%d/%m/%Y à %H:%M}")
        return Shown(f"{case.name}{mark}", " · ".join(part for part in said if part))

    def _outdated(self, case: CaseSummary) -> bool:
        return self._base is not None and case.outdated(self._base)

    def banner(self) -> str:
        """Return the sentence above the list when rules changed, or nothing."""
        if self._shelf is None or not self._shelf.whole or self._base is None:
            return ""
        count = sum(map(self._outdated, self._shelf.summaries()))
        if not count:
            return ""
        return _READ_AGAIN.format(count="1 dossier" if count == 1 else f"{count} dossiers")


def _found(shelf: Shelf | None, words: str) -> Sequence[int]:
    if shelf is None:
        return ()
    return shelf.find(words) if words.strip() else range(len(shelf))
