"""The journey from its first prompt to its last: it always ends kindly, with everything saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from expert.documents import markdown, text
from expert.documents.outline import Block
from expert.documents.spoken import spoken_lines
from expert.explanation.citations import citation
from expert.first_hour import page
from expert.first_hour.asking import FirstHourPrompts
from expert.incident import Incident
from expert.interview.questions import Question
from expert.interview.session import Interview, new_incident
from expert.linear.commands import Leave
from expert.linear.console import Console
from expert.linear.exporting import export
from expert.linear.interview import LinearInterview
from expert.linear.opening import Opened, Opening
from expert.linear.result import Result
from expert.linear.sources import all_source_lines
from expert.readers import read_by

_WELCOME: Final = (
    "Qualif, ligne par ligne. D'un incident de publication à sa qualification, textes et décisions "
    "à l'appui : une question à la fois, rien n'est décidé à votre place.",
    "Chaque question attend une ligne puis Entrée. « aide » dit ce que l'on peut taper, "
    "« quitter » arrête ; chaque réponse est enregistrée aussitôt.",
)
_START: Final = (
    "Nouvel incident",
    "Reprendre un dossier enregistré",
    "Lire un dossier d'exemple, sans rien enregistrer",
    "Urgence : la première heure, six questions au plus, sans créer de dossier",
    "Quitter",
)
_START_WORDS: Final = {"aide": "ce que l'on peut taper", "quitter": "s'arrêter ici"}
_PAGE: Final = (
    "Continuer vers l'entretien, dans un dossier, sans rien redemander",
    "Écrire cette page dans un fichier",
    "Revenir aux questions de la première heure",
)
_PAGE_WORDS: Final = {"retour": "revenir au début", **_START_WORDS}
_END: Final = "Fin de l'entrée."


class _Ended(Exception):
    """The input came to its end, and what there was to say was said."""


@dataclass
class Journey:
    """One run on a console. `whole` lays the result out when the input ends before it is read."""

    opening: Opening
    whole: Callable[[Result], None]
    _opened: Opened | None = None

    def conduct(self, opened: Opened | None = None) -> None:
        """Go from the start, or from an incident already opened, to where the reader stops."""
        try:
            self._work(opened) if opened is not None else self._from_the_start()
        except Leave:
            self._say(["", f"Vous avez quitté. {self._place}".rstrip()])
        except EOFError:
            self._say(["", f"{_END} {self._place}".rstrip()])
        except _Ended:
            return

    # The start -----------------------------------------------------------------------------------

    def _from_the_start(self) -> None:
        self._say(_WELCOME)
        while True:
            self._say(["", "Que voulez-vous faire ?"])
            self._console.numbered(_START)
            chosen = self._console.number(
                f"Un numéro de 1 à {len(_START)}, ou « aide » : ", _START, _START_WORDS
            )
            if chosen == len(_START) - 1:
                raise Leave
            opened = self._chosen(chosen)
            if opened is not None:
                self._work(opened)
                self._opened = None

    def _chosen(self, chosen: int | str) -> Opened | None:
        acts: dict[int | str, Callable[[], Opened | None]] = {
            0: self.opening.new,
            1: self.opening.resume,
            2: self.opening.sample,
            3: self._first_hour,
        }
        act = acts.get(chosen)
        return act() if act is not None else None

    def _first_hour(self) -> Opened | None:
        """Ask the questions of the first hour, show the page; go on into an incident if wanted."""
        base = self.opening.base
        incident = new_incident("", self.opening.day or self.opening.clock().date())
        while True:
            prompts = FirstHourPrompts(
                base, incident, self._console.ask, self._say, lambda _: None, self._cited
            )
            shown = prompts.conduct()
            if not shown:
                raise Leave
            incident = prompts.incident
            self._say(spoken_lines(self._page(incident), self._console.width()))
            chosen = self._after_the_page(incident)
            if chosen == 0:
                return self.opening.new(answered=incident)
            if chosen != 2:
                return None

    def _after_the_page(self, incident: Incident) -> int | str:
        while True:
            self._say(["", "Et maintenant ?"])
            self._console.numbered(_PAGE)
            chosen = self._console.number(
                f"Un numéro de 1 à {len(_PAGE)}, « retour » ou « aide » : ", _PAGE, _PAGE_WORDS
            )
            if chosen not in (1, ""):
                return chosen
            if chosen == 1:
                forms = {
                    "texte": lambda: text.layout(self._page(incident), 80),
                    "markdown": lambda: markdown.layout(self._page(incident)),
                }
                name = f"premiere-heure-{self.opening.clock():%Y%m%d-%H%M}"
                export(self._console, name, forms, Path.cwd())

    def _page(self, incident: Incident) -> Iterator[Block]:
        now: datetime = self.opening.clock()
        today = incident.examined_on == now.date()
        return page(self.opening.base, incident, now if today else None)

    # The work ------------------------------------------------------------------------------------

    def _work(self, opened: Opened) -> None:
        """Ask, read again, show the result; back to the questions as often as wanted."""
        self._opened = opened
        noted = read_by(opened.incident, opened.reader)
        opened.case.save(noted)
        self._say([opened.case.place])
        interview = Interview(self.opening.base, noted, profile=opened.reader)
        linear = LinearInterview(
            interview,
            ask=self._console.ask,
            say=self._say,
            save=opened.case.save,
            cite=self._cited,
        )
        linear.elsewhere = {
            "sources": self._sources_of,
            "résultat": lambda _: self._result(linear, opened),
        }
        wanted = "résultat" if opened.on_result else ""
        while True:
            if wanted != "résultat" and not linear.conduct(review_first=wanted == "relire"):
                raise Leave
            if linear.ended:
                self.whole(self._result_of(linear, opened))
                raise _Ended
            wanted = self._result(linear, opened)

    def _result_of(self, linear: LinearInterview, opened: Opened) -> Result:
        return Result(
            self.opening.base,
            linear.interview.incident,
            linear.interview.profile,
            self._console,
            read_as=partial(self._read_as, linear, opened),
            clock=self.opening.clock,
        )

    def _result(self, linear: LinearInterview, opened: Opened) -> str:
        """Read the result; an input that ends there has it whole."""
        result = self._result_of(linear, opened)
        try:
            return result.conduct()
        except EOFError:
            self._say(["", f"{_END} Voici le résultat en entier."])
            self.whole(result)
            raise _Ended from None

    def _read_as(self, linear: LinearInterview, opened: Opened, reader: str) -> Incident:
        """Change the reader: the goals, hence the questions, and what the result shows."""
        incident = read_by(linear.interview.incident, reader)
        linear.interview = Interview(self.opening.base, incident, profile=reader)
        opened.case.save(incident)
        return incident

    # Everywhere ----------------------------------------------------------------------------------

    def _sources_of(self, question: Question | None) -> str:
        names = question.sources if question is not None else ()
        cited = [citation(self.opening.base, name) for name in names]
        self._say(all_source_lines(cited))
        return ""

    def _cited(self, source: str) -> str:
        return citation(self.opening.base, source).reference

    @property
    def _console(self) -> Console:
        return self.opening.console

    def _say(self, lines: Iterable[str]) -> None:
        self._console.say(lines)

    @property
    def _place(self) -> str:
        return self._opened.case.place if self._opened is not None else ""
