"""A small form of a case file: the fields it asks, and the change that recording it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from expert.calendar import french_date
from expert.cases.refusal import FIELD_FR
from expert.interview.parsing import parse_date
from tui.case_file import Change

if TYPE_CHECKING:
    from datetime import datetime

    from expert.cases.casefile import CaseFile
    from expert.journal.acts import Act
    from expert.vault.envelope import Operation
    from tui.session import Session

Values = Mapping[str, str]
"""What was written, by field; a choice is kept by its id, a day as 03/09/2026."""

TO_FILL: Final = "à remplir"
YES_NO: Final = {"oui": "oui", "non": "non"}


def _as_typed(text: str) -> str:
    return text


@dataclass(frozen=True)
class Asked:
    """A field. `choices` are closed values by id; otherwise `read` takes a line, or refuses it.

    `free` texts are read again before they are recorded.
    """

    name: str
    label: str
    why: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    read: Callable[[str], str] = _as_typed
    proposed: str = ""
    optional: bool = False
    free: bool = False

    def said(self, value: str) -> str:
        """Return how a value is shown."""
        return self.choices.get(value, value)

    def is_refused_by(self, sentence: str) -> bool:
        """Whether a refusal is about this field: it begins with its name between quotes."""
        name = FIELD_FR.get(self.name, self.label).lower()
        return sentence.lower().startswith((f"« {name}", f"{name} :"))


class Form:
    """What one form asks and does. It keeps nothing: the session keeps what is written."""

    name: ClassVar[str]
    title: str
    go_on: ClassVar[str] = "Enregistrer"
    done: ClassVar[str] = "C'est inscrit au dossier."
    act: ClassVar[Act] = "modification"
    operation: ClassVar[Operation] = "repondre"

    def __init__(self, session: Session, *, is_web: bool = False) -> None:
        self.session = session
        self.is_web = is_web

    @property
    def draft(self) -> str:
        """Under which name what is written waits."""
        return self.name

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the fields, given what is already written."""
        raise NotImplementedError

    def told(self, values: Values) -> Sequence[str]:
        """Return what is said above the fields."""
        return ()

    def stops(self, values: Values) -> bool:
        """Whether nothing more may be done."""
        return False

    def warnings(self, values: Values) -> Sequence[str]:
        """Return what is read again before the form is recorded."""
        return ()

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case once it is changed. Raises `CaseRefusedError`."""
        raise NotImplementedError

    def files(self, values: Values) -> Mapping[str, bytes]:
        """Return the files that the change attaches, by their digest."""
        return {}

    def record(self, values: Values) -> str:
        """Change the case, save it, and return what is to be said. Raises what these do."""
        self.session.record(
            Change(
                lambda case, by, at: self.changed(case, values, by, at),
                self.act,
                self.operation,
                self.files(values),
            )
        )
        return self.done


def read_day(text: str) -> str:
    """Read a day as it is kept. Raises `ValueError` in French."""
    read = parse_date(text)
    return french_date(date(read.year, read.month, read.day))


def day_of(written: str) -> date:
    """Return a day that `read_day` wrote."""
    return parse_date(written)
