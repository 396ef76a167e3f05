"""How the journey begins: a new incident, one to take up again, the example, the first hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import as_file, files
from typing import Final

from expert.incident import Incident
from expert.incident_files import read_incidents
from expert.interview.parsing import AnswerError, parse_date
from expert.interview.session import new_incident
from expert.linear.case import Case
from expert.linear.commands import Command
from expert.linear.console import Console
from expert.linear.office import LinearOffice
from expert.linear.rereading import Rereading
from expert.linear.settling import settle_versions
from expert.office.desk import Desk
from expert.office.heads import with_two_versions
from expert.office.shelf import case_lines
from expert.office.working import WorkingCase, started_case, taken_up_case
from expert.plain_text import one_line
from expert.readers import DEFAULT_READER, READER_HELP, READERS, reader_of
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError

_LONGEST_TITLE: Final = 80
_WORDS: Final = {
    "retour": "revenir au début",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici",
}


@dataclass(frozen=True)
class Opened:
    """An incident, its reader, and where it is saved."""

    incident: Incident
    reader: str
    case: Case
    on_result: bool = False


@dataclass(frozen=True)
class Opening:
    """What is asked before the questions. `reader` and `day`: what the command line chose."""

    base: KnowledgeBase
    console: Console
    office: LinearOffice
    reader: str | None = None
    day: date | None = None
    clock: Callable[[], datetime] = datetime.now

    def named(self, title: str) -> Opened | None:
        """Return a new incident without asking anything but the phrase; None without it."""
        desk = self.office.desk()
        if desk is None:
            return None
        self._rereading.seen(title)
        day = self.day or self.clock().date()
        return self._created(desk, new_incident(title, day), self.reader or DEFAULT_READER)

    def new(self, answered: Incident | None = None) -> Opened | None:
        """Name a new incident and choose its reader; None to go back.

        `answered`: the incident of the first hour, whose answers are kept.
        """
        desk = self.office.desk()
        if desk is None:
            return None
        today = self.day or self.clock().date()
        default = f"Dossier du {today:%d/%m/%Y}"
        named = self._title(default)
        if named is None:
            return None
        reader = self.reader or self._reader()
        if reader is None:
            return None
        day = self.day or (answered.examined_on if answered else self._examined(today))
        if day is None:
            return None
        incident = answered or new_incident(named, day)
        return self._created(desk, replace(incident, title=named, examined_on=day), reader)

    def _created(self, desk: Desk, incident: Incident, reader: str) -> Opened:
        kept = started_case(desk, self.base, incident)
        return Opened(incident, reader, Case(self.console.say, kept))

    def resume(self) -> Opened | None:
        """Choose a saved incident; None to go back."""
        desk = self.office.desk()
        if desk is None:
            return None
        found, two = case_lines(desk), with_two_versions(desk)
        if not found:
            self.console.say(["  Aucun dossier enregistré."])
            return None
        self.console.say(["", "Quel dossier reprendre ? Le dernier enregistré en premier."])
        told = [
            f"{each.name}, {each.problem or f'enregistré le {_moment(each.saved_at)}'}"
            + (", deux versions" if each.id in two else "")
            for each in found
        ]
        self.console.numbered(told)
        while True:
            prompt = f"Un numéro de 1 à {len(found)}, « retour » ou « aide » : "
            chosen = self.console.number(prompt, [each.name for each in found], _WORDS)
            if not isinstance(chosen, int):
                return None
            try:
                kept = taken_up_case(desk, self.base, found[chosen].id)
                settle_versions(self.console, kept)
                return self._taken_up(kept)
            except (OSError, ValueError, RuntimeError) as error:
                self.console.say([f"  Ce dossier ne peut pas être ouvert. {_reason(error)}"])

    def _taken_up(self, kept: WorkingCase) -> Opened:
        incident = kept.incident()
        reader = self.reader or reader_of(incident)
        return Opened(incident, reader, Case(self.console.say, kept))

    def sample(self) -> Opened:
        """Open the first incident shipped as an example; it is never saved."""
        shipped = files("expert").joinpath("samples").iterdir()
        first = min((f for f in shipped if f.name.endswith(".yaml")), key=lambda f: f.name)
        with as_file(first) as path:
            incident = read_incidents(path, self.base, examined_on=self.day)[0]
        return Opened(incident, self.reader or "juriste", Case(self.console.say), on_result=True)

    def _title(self, default: str) -> str | None:
        self.console.say(
            [
                "",
                "Nom du dossier : un numéro ou une date, jamais le nom d'une personne.",
                "Ce texte pourra être lu par l'agent et par un juge.",
            ]
        )
        rereading = self._rereading
        while True:
            typed = self.console.text(f"Un nom, Entrée pour « {default} », ou « aide » : ", _WORDS)
            if isinstance(typed, Command):
                return None
            title = one_line(typed)[:_LONGEST_TITLE]
            if rereading.kept(title):
                return title or default

    @property
    def _rereading(self) -> Rereading:
        return Rereading(self.base, self.console.ask, self.console.say)

    def _reader(self) -> str | None:
        labels = list(READERS.values())
        self.console.say(["", "Pour qui le résultat est-il préparé ?"])
        self.console.numbered([f"{READERS[name]} : {said}" for name, said in READER_HELP.items()])
        while True:
            prompt = f"Un numéro de 1 à {len(labels)}, « retour » ou « aide » : "
            chosen = self.console.number(prompt, labels, _WORDS)
            if isinstance(chosen, int):
                return list(READERS)[chosen]
            if chosen == "retour":
                return None
            self.console.say(["  Choisissez le lecteur du résultat."])

    def _examined(self, today: date) -> date | None:
        self.console.say(["", "Jour de l'examen : celui où les délais sont regardés."])
        while True:
            prompt = f"Une date, Entrée pour le {today:%d/%m/%Y}, ou « aide » : "
            typed = self.console.text(prompt, _WORDS)
            if isinstance(typed, Command):
                return None
            if not typed:
                return today
            try:
                day = parse_date(typed)
            except AnswerError as error:
                self.console.say([f"  {error}"])
                continue
            return date(day.year, day.month, day.day)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y à %H:%M}"


def _reason(error: Exception) -> str:
    return error.message if isinstance(error, InputError) else str(error)
