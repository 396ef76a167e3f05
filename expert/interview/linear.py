"""The interview by plain prompts: one question, one line of answer. Works in a pipe.

The same questions in the same order as the application. Nothing here reads a file or prints:
`ask` gives the next line (`EOFError` when there is none), `say` shows lines, `save` is called after
every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from expert.disputes import ROLES, Dispute, Role, dispute_about, say_dispute
from expert.incident import Answer, Incident, Key
from expert.incident_files.dates import read_date, written_date
from expert.interview.parsing import AnswerError, parse_answer
from expert.interview.questions import Question, Screen
from expert.interview.reason_lines import reason_lines_of
from expert.interview.session import Interview
from expert.interview.transcript import (
    COMMANDS,
    HOW_TO,
    Cite,
    heading_lines,
    line_lines,
    question_lines,
    reason_lines,
    recap_lines,
    standing_lines,
)
from expert.plain_text import one_line
from knowledge.errors import nearest

_PROMPT = "> "
_REVIEW = (
    "Entrée : voir le résultat ; un numéro : modifier cette réponse ; « quitter » : s'arrêter."
)


class _Leave(Exception):
    """The reader asked to stop."""


@dataclass
class LinearInterview:
    """One interview on a line-by-line console. `asked` are the questions answered, in order."""

    interview: Interview
    ask: Callable[[str], str]
    say: Callable[[Iterable[str]], None]
    save: Callable[[Incident], None]
    cite: Cite
    asked: list[Key] = field(default_factory=list)
    _again: Key | None = None

    def __post_init__(self) -> None:
        """A reopened incident goes back through the answers it already holds."""
        self.asked = self.asked or [question.key for question in self._answered()]

    def conduct(self) -> bool:
        """Ask until nothing is left to ask; True when the result is to be shown.

        An input that ends early is not a fault: the result is then that of the answers given.
        """
        self.say([HOW_TO])
        try:
            while True:
                screen = self._next()
                if screen is not None:
                    self._one(screen)
                elif self._reviewed():
                    return True
        except EOFError:
            self.say(["", "Fin de l'entrée : voici le résultat des réponses données."])
            return True
        except _Leave:
            return False

    def _next(self) -> Screen | None:
        if self._again is not None:
            return Screen((self.interview.question(self._again),))
        return self.interview.next_screen()

    def _one(self, screen: Screen) -> None:
        """Ask the lines of a screen under one heading, or a question in its own full words.

        The lines were all useful when the screen began, and are asked to its end.
        """
        waiting = [question for question in screen.questions if not question.answered]
        if screen.group is None or len(waiting) < 2:
            self._until_answered(waiting[0] if waiting else screen.questions[0], question_lines)
            return
        self.say(heading_lines(self.interview, screen))
        for question in waiting:
            fresh = self.interview.question(question.key)
            if self.interview.report_only:
                return
            if not fresh.answered and not self._until_answered(fresh, line_lines):
                return

    def _until_answered(
        self, question: Question, shown: Callable[[Interview, Question], Iterable[str]]
    ) -> bool:
        """Ask until there is an answer; False when a command moves elsewhere."""
        self.say(shown(self.interview, question))
        while True:
            line = self.ask(_PROMPT).strip()
            if not line and question.answered:
                self._again = None
                return True
            moved = self._obey(line, question) if line else False
            if moved:
                return False
            if moved is None and self._recorded(question, line):
                return True
            if not line:
                self.say([HOW_TO])

    def _recorded(self, question: Question, line: str) -> bool:
        """Record the answer of a line, or say what is wrong with it."""
        try:
            self._record(question.key, read_line(question, line))
        except AnswerError as error:
            self.say([f"  {error}"])
            return False
        return True

    def _record(self, key: Key, answer: Answer) -> None:
        self.interview.answer(key, answer)
        if key in self.asked:
            self.asked.remove(key)
        self.asked.append(key)
        self._again = None
        self.save(self.interview.incident)
        self.say(f"  → {effect}" for effect in self.interview.effect())

    def _obey(self, line: str, question: Question) -> bool | None:
        """Obey a command: whether another question is to be asked. None: it is no command."""
        word, _, rest = line.partition(" ")
        match word.lower():
            case "?" | "pourquoi":
                self.say(reason_lines(question, self.cite))
                self.say(f"  {line}" for line in reason_lines_of(self.interview, question.key))
            case "aide":
                self.say(f"  {command}" for command in COMMANDS)
            case "etat" | "état":
                self.say(standing_lines(self.interview))
            case "retour":
                return self._went_back(question)
            case "recap" | "récap":
                return self._change_one()
            case "mots" if rest:
                self._keep_words(question, rest)
            case "passage":
                self._add_passage(question)
                return True
            case "discuter":
                return self._discuss(question, rest)
            case "quitter":
                raise _Leave
            case _:
                return None
        return False

    def _discuss(self, question: Question, words: str) -> bool:
        """Record that the fact is discussed; False when the roles cannot be read."""
        try:
            dispute = read_dispute(question, words)
        except AnswerError as error:
            self.say([f"  {error}"])
            return False
        key = question.key
        self.interview.discuss(key, dispute)
        self.asked = [*(k for k in self.asked if k != key), key]
        self._again = None
        self.save(self.interview.incident)
        self.say([f"  Fait discuté : {say_dispute(dispute)}. Il reste inconnu jusqu'à la preuve."])
        return True

    def _went_back(self, question: Question) -> bool:
        earlier = [key for key in self.asked if key != question.key]
        if question.key in self.asked:
            earlier = self.asked[: self.asked.index(question.key)]
        if not earlier:
            self.say(["  C'est la première question."])
            return False
        self._again = earlier[-1]
        return True

    def _change_one(self) -> bool:
        """Show the answers, then ask again the one whose number is given."""
        answered = self._answered()
        self.say(recap_lines(answered))
        if not answered:
            return False
        self.say(["  Un numéro pour modifier une réponse, Entrée pour continuer."])
        return self._choose(answered, self.ask(_PROMPT).strip())

    def _reviewed(self) -> bool:
        """Show every answer before the result; True when the reader goes on to it."""
        answered = self._answered()
        self.say(recap_lines(answered))
        self.say([_REVIEW])
        line = self.ask(_PROMPT).strip()
        if line.lower() == "quitter":
            raise _Leave
        return not line or not self._choose(answered, line)

    def _choose(self, answered: list[Question], line: str) -> bool:
        if line.isdecimal() and 0 < int(line) <= len(answered):
            self._again = answered[int(line) - 1].key
            return True
        if line:
            self.say(["  Aucune réponse ne porte ce numéro."])
        return False

    def _answered(self) -> list[Question]:
        return [question for question in self.interview.questions() if question.answered]

    def _keep_words(self, question: Question, words: str) -> None:
        """Record the exact words of the passage a question is about, as typed."""
        incident = self.interview.incident
        spot = question.key.spot
        publication = next(
            (p for p in incident.publications if p.id == spot.publication),
            incident.publications[-1],
        )
        passage = next((p for p in publication.passages if p.id == spot.passage),
                       publication.passages[0])  # fmt: skip
        kept = tuple(replace(p, verbatim=words) if p is passage else p
                     for p in publication.passages)  # fmt: skip
        edited = tuple(replace(p, passages=kept) if p is publication else p
                       for p in incident.publications)  # fmt: skip
        self.interview.set_incident(replace(incident, publications=edited))
        self.save(self.interview.incident)
        self.say([f"  Mots notés pour {passage.id}."])

    def _add_passage(self, question: Question) -> None:
        publications = self.interview.incident.publications
        self.interview.add_passage(question.key.spot.publication or publications[-1].id)
        self.save(self.interview.incident)
        self.say(["  Passage ajouté."])


def read_dispute(question: Question, words: str) -> Dispute:
    """Read « employeur agent employeur »: who says it, who denies it, who must prove it.

    « - » stands for nobody; the last may be left out. Raises `AnswerError`.
    """
    if question.fact is None or question.fact.descriptive:
        raise AnswerError("Ce n'est pas un fait qui se discute : aucune règle ne le lit.")
    given = words.split()
    roles = [parse_role(word) for word in given[:3]]
    said_by, denied_by, burden = [*roles, None, None, None][:3]
    if len(given) > 3 or (said_by is None and denied_by is None):
        raise AnswerError(
            "Écrivez qui le dit puis qui le nie (« - » : personne), et qui doit le prouver. "
            f"Rôles : {', '.join(ROLES)}."
        )
    known = question.current if question.answered else None
    return dispute_about(known, said_by, denied_by, burden)


def parse_role(word: str) -> Role | None:
    """Read one role, « - » for nobody. Raises `AnswerError`."""
    if word == "-":
        return None
    found = next((role for role in ROLES if role == word.lower()), None)
    if found is None:
        hint = nearest(word.lower(), ROLES) or f" Rôles : {', '.join(ROLES)}."
        raise AnswerError(f"« {one_line(word)[:40]} » n'est pas un rôle{hint}")
    return found


def read_line(question: Question, line: str) -> Answer:
    """Read one line as the answer to a question. Raises `AnswerError`.

    Choices are numbered as they are shown, the last number being « je ne sais pas ».
    """
    if question.fact is None:
        return _other_publication(question, line)
    unknown = str(len(question.choices) + 1)
    if question.choices and line == unknown:
        return None
    answer = parse_answer(question.fact, line)
    if isinstance(answer, date):
        try:
            return read_date(written_date(answer))
        except ValueError as error:
            raise AnswerError(str(error)) from None
    return answer


def _other_publication(question: Question, line: str) -> Answer:
    words = {"o": "oui", "n": "non", "1": "oui", "2": "non"}
    word = words.get(line.lower(), line.lower())
    if word not in [choice.value for choice in question.choices]:
        raise AnswerError("Répondez oui ou non.")
    return word
