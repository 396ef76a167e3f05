"""The first hour by plain prompts: one question, one line of answer. Works in a pipe.

Nothing here reads a file or prints: `ask` gives the next line (`EOFError` when there is none),
`say` shows lines, `save` is called after every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from expert.first_hour.questions import questions, with_answers
from expert.incident import Incident
from expert.interview.parsing import AnswerError
from expert.interview.questions import Question
from expert.linear.commands import help_lines, read_command, suggestion
from expert.linear.line_reading import read_line
from expert.linear.transcript import (
    HOW_TO,
    Cite,
    answer_lines,
    prompt_of,
    reason_lines,
    recap_lines,
)
from knowledge.base_model import KnowledgeBase

_MEANINGS: Final = {
    "pourquoi": "pourquoi cette question",
    "retour": "revenir à la question précédente",
    "relire": "les réponses données",
    "résultat": "voir la page maintenant",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici, sans la page",
}
_SHOW, _LEAVE = "résultat", "quitter"


@dataclass
class FirstHourPrompts:
    """The questions of the first hour on a line-by-line console."""

    base: KnowledgeBase
    incident: Incident
    ask: Callable[[str], str]
    say: Callable[[Iterable[str]], None]
    save: Callable[[Incident], None]
    cite: Cite

    def conduct(self) -> bool:
        """Ask each question; True when the page is to be shown, of the answers given so far."""
        self.say([HOW_TO])
        number, count = 0, len(self.base.urgent_questions)
        while number < count:
            question = questions(self.base, self.incident)[number]
            self.say(["", f"Question {number + 1} sur {count}", question.title])
            self.say(answer_lines(question))
            try:
                word = self._answered(question)
            except EOFError:
                self.say(["", "Fin de l'entrée : voici la page des réponses données."])
                return True
            if word in (_SHOW, _LEAVE):
                return word == _SHOW
            number = max(0, number + (-1 if word == "retour" else 1))
        return True

    def _answered(self, question: Question) -> str:
        """Ask until there is an answer; return the word that moves elsewhere, if one was typed."""
        while True:
            line = self.ask(prompt_of(question)).strip()
            command = read_command(line, _MEANINGS)
            word = command.word if command else ""
            if word in (_SHOW, _LEAVE, "retour"):
                return word
            if word == "pourquoi":
                self.say(reason_lines(question, self.cite))
            elif word == "relire":
                given = [each for each in questions(self.base, self.incident) if each.answered]
                self.say(recap_lines(given))
            elif word == "aide":
                self.say(help_lines(_MEANINGS.items()))
            elif not line and question.answered:
                return ""
            elif not line:
                self.say([HOW_TO])
            elif self._recorded(question, line):
                return ""

    def _recorded(self, question: Question, line: str) -> bool:
        """Record the answer of a line, or say what is wrong with it."""
        try:
            answer = read_line(question, line)
        except AnswerError as error:
            meant = suggestion(line, [*_MEANINGS, *(c.label for c in question.choices)])
            self.say(f"  {sentence}" for sentence in (str(error), meant) if sentence)
            return False
        self.incident = with_answers(self.base, self.incident, {question.key.fact: answer})
        self.save(self.incident)
        return True
