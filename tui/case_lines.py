"""The lines of the first screen: ways to begin, then the cases that were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from expert.plain_text import folded
from tui.widgets.catalogue_list import Shown

if TYPE_CHECKING:
    from datetime import datetime

    from expert.cases.line import CaseLine


@dataclass(frozen=True)
class Action:
    """A line that begins something."""

    title: str
    note: str


NEW: Final = Action("Nouvel incident", "poser les questions d'un incident, une à la fois")
SAMPLE: Final = Action("Essayer avec un dossier d'exemple", "rien n'est enregistré")
OPEN: Final = Action("Ouvrir vos dossiers", "identifiant et phrase de passe")
FOUND: Final = Action("Créer votre compte", "avant le premier dossier : une phrase de passe")

CHANGED: Final = "règles changées"
TWO_VERSIONS: Final = "deux versions"
_NOTHING: Final = Shown("Aucun dossier de ce nom.", "Échap efface ce qui est écrit.")
_READ_AGAIN: Final = "Le droit de Qualif a changé depuis le résultat de {count} : à relire."


_NO_DAYS: Final[Mapping[str, str]] = MappingProxyType({})


class Listed:
    """What the store told: the lines, which have two versions, where the next last day stands."""

    def __init__(
        self,
        lines: Sequence[CaseLine],
        two: frozenset[str] = frozenset(),
        days: Mapping[str, str] = _NO_DAYS,
    ) -> None:
        self.lines = lines
        self.two = two
        self.days = days
        self._words = [
            folded(f"{line.title} {line.step} {line.qualification} {local(line.saved_at):%d/%m/%Y}")
            for line in lines
        ]

    def find(self, text: str) -> Sequence[int]:
        """Return the numbers of the lines that hold every word of `text`, accents ignored."""
        wanted = folded(text).split()
        if not wanted:
            return range(len(self.lines))
        return [n for n, said in enumerate(self._words) if all(word in said for word in wanted)]


class CaseLines:
    """What is listed: everything, or the cases that hold the words of the field."""

    def __init__(
        self,
        listed: Listed | None = None,
        words: str = "",
        base: str | None = None,
        first: Sequence[Action] = (NEW, SAMPLE),
    ) -> None:
        self._listed = listed or Listed(())
        self._base = base
        self._actions = () if words.strip() else first
        self._found = self._listed.find(words)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._actions) + len(self._found) or 1

    def target(self, number: int) -> Action | CaseLine | None:
        """Return what a line stands for."""
        if number < len(self._actions):
            return self._actions[number]
        place = number - len(self._actions)
        return self._listed.lines[self._found[place]] if place < len(self._found) else None

    def shown(self, number: int) -> Shown:
        """Return how a line is written."""
        target = self.target(number)
        if target is None:
            return _NOTHING
        if isinstance(target, Action):
            return Shown(target.title, target.note)
        return self._shown_case(target)

    def _shown_case(self, case: CaseLine) -> Shown:
        if case.problem is not None:
            return Shown(case.name, case.problem)
        marks = [CHANGED] if self._outdated(case) else []
        marks += [TWO_VERSIONS] if case.id in self._listed.two else []
        mark = f"  ({', '.join(marks)})" if marks else ""
        day = self._listed.days.get(case.id, "")
        said = (day, case.step, case.qualification, f"{local(case.saved_at):%d/%m/%Y à %H:%M}")
        return Shown(f"{case.name}{mark}", " · ".join(part for part in said if part))

    def _outdated(self, case: CaseLine) -> bool:
        return self._base is not None and case.outdated(self._base)

    def banner(self) -> str:
        """Return the sentence above the list when rules changed, or nothing."""
        if self._base is None:
            return ""
        count = sum(map(self._outdated, self._listed.lines))
        if not count:
            return ""
        return _READ_AGAIN.format(count="1 dossier" if count == 1 else f"{count} dossiers")


def local(moment: datetime) -> datetime:
    """Return a moment of the store as the clock of the computer tells it."""
    return moment.astimezone()
