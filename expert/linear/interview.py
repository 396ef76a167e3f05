"""The interview by plain prompts: one question, one line of answer. Works in a pipe.

The same questions in the same order as the application. Nothing here reads a file or prints:
`ask` gives the next line (`EOFError` when there is none), `say` shows lines, `save` is called after
every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from expert.disputes import say_dispute
from expert.incident import Answer, Incident, Key
from expert.incident_files.values import MAX_TEXT
from expert.interview.parsing import AnswerError
from expert.interview.questions import Question, Screen
from expert.interview.reason_lines import reason_lines_of
from expert.interview.session import Interview
from expert.linear.commands import (
    MEANINGS,
    Command,
    Leave,
    help_lines,
    read_command,
    suggestion,
)
from expert.linear.line_reading import read_dispute, read_line
from expert.linear.rereading import Rereading
from expert.linear.transcript import (
    HOW_TO,
    Cite,
    heading_lines,
    line_lines,
    prompt_of,
    question_lines,
    reason_lines,
    recap_lines,
    review_order,
    said,
    standing_lines,
)

_REVIEW = "Entrée pour le résultat, un numéro pour changer une réponse, ou « aide » : "
_CHANGE = "Un numéro pour changer une réponse, Entrée pour continuer, ou « aide » : "
_ON_REVIEW = ("retour", "relire", "résultat", "état", "aide", "quitter")
_NO_SUCH = "Aucune réponse ne porte ce numéro."
_READ_BY_JUDGE = "Ce texte pourra être lu par l'agent et par un juge."
Elsewhere = Callable[[Question | None], str]
"""What is done outside the questions; it gives back the word to obey next, or nothing."""


@dataclass
class LinearInterview:
    """One interview on a line-by-line console. `asked` are the questions answered, in order.

    `elsewhere` does what is no part of the questions (the result, the sources), by the word typed;
    `ended` tells that the input came to its end.
    """

    interview: Interview
    ask: Callable[[str], str]
    say: Callable[[Iterable[str]], None]
    save: Callable[[Incident], None]
    cite: Cite
    asked: list[Key] = field(default_factory=list)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    ended: bool = False
    _again: Key | None = None

    def __post_init__(self) -> None:
        """A reopened incident goes back through the answers it already holds."""
        self.asked = self.asked or [question.key for question in self._answered()]
        self._rereading = Rereading(self.interview.base, self.ask, self.say)

    def conduct(self, *, review_first: bool = False) -> bool:
        """Ask until nothing is left to ask; True when the result is to be shown.

        An input that ends early is not a fault: the result is then that of the answers given.
        `review_first`: the answers are read again before anything is asked.
        """
        self.say([HOW_TO])
        try:
            if review_first and self._reviewed():
                return True
            while True:
                screen = self._next()
                if screen is not None:
                    self._one(screen)
                elif self._reviewed():
                    return True
        except EOFError:
            self.ended = True
            self.say(["", "Fin de l'entrée : voici le résultat des réponses données."])
            return True
        except Leave:
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
            line = self.ask(prompt_of(question)).strip()
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
            answer = read_line(question, line)
        except AnswerError as error:
            meant = suggestion(line, [*self._words(), *(c.label for c in question.choices)])
            self.say(f"  {sentence}" for sentence in (str(error), meant) if sentence)
            return False
        if isinstance(answer, str) and question.kind == "texte" and not self._rereading.kept(line):
            return False
        self._record(question.key, answer)
        return True

    def _words(self) -> list[str]:
        """Return what can be typed at a question instead of an answer."""
        outside = ("sources", "résultat")
        return [word for word in MEANINGS if word not in outside or word in self.elsewhere]

    def _record(self, key: Key, answer: Answer) -> None:
        self.interview.answer(key, answer)
        if key in self.asked:
            self.asked.remove(key)
        self.asked.append(key)
        self._again = None
        self.save(self.interview.incident)
        self.say([f"  Noté : {said(self.interview.question(key))}."])
        self.say(f"  Effet : {effect}" for effect in self.interview.effect())

    def _obey(self, line: str, question: Question) -> bool | None:
        """Obey a command: whether another question is to be asked. None: it is no command."""
        command = read_command(line, self._words())
        match command:
            case None:
                return None
            case Command("pourquoi"):
                self.say(reason_lines(question, self.cite))
                self.say(f"  {line}" for line in reason_lines_of(self.interview, question.key))
            case Command("aide"):
                self.say(help_lines((word, MEANINGS[word]) for word in self._words()))
            case Command("état"):
                self.say(standing_lines(self.interview))
            case Command("retour"):
                return self._went_back(question)
            case Command("relire"):
                return self._changes_one(question)
            case Command("mots", text):
                self._keep_words(question, text)
            case Command("passage"):
                self._add_passage(question)
                return True
            case Command("discuter", text):
                return self._discuss(question, text)
            case Command("quitter"):
                raise Leave
            case Command(word):
                return self._went_elsewhere(word, question)
        return False

    def _went_elsewhere(self, word: str, question: Question) -> bool:
        """Do what is no part of the questions; the question is asked again after the result."""
        wanted = self.elsewhere[word](question)
        return self._changes_one(question) if wanted == "relire" else word == "résultat"

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

    def _changes_one(self, question: Question) -> bool:
        """Read the answers again; whether another question is to be asked."""
        word = self._read_again(_CHANGE)
        if word == "résultat" and word in self.elsewhere:
            return self._went_elsewhere(word, question)
        return word is None

    def _reviewed(self) -> bool:
        """Show every answer before the result; True when the reader goes on to it."""
        word = self._read_again(_REVIEW)
        if word == "retour" and self.asked:
            self._again = self.asked[-1]
        return word in ("", "résultat")

    def _read_again(self, prompt: str) -> str | None:
        """Show the answers and ask which to change: None once one is chosen, else the last word."""
        answered = review_order(self.interview.questions())
        self.say(recap_lines(answered))
        while True:
            line = self.ask(prompt).strip()
            if line.isascii() and line.isdecimal() and 0 < int(line[:5]) <= len(answered):
                self._again = answered[int(line) - 1].key
                return None
            command = read_command(line, _ON_REVIEW)
            match command:
                case None if line:
                    meant = suggestion(line, _ON_REVIEW)
                    self.say([f"  {meant or (_NO_SUCH if line.isdecimal() else HOW_TO)}"])
                case None | Command("retour" | "résultat"):
                    return command.word if command else ""
                case Command("relire"):
                    self.say(recap_lines(answered))
                case Command("état"):
                    self.say(standing_lines(self.interview))
                case Command("aide"):
                    self.say(["  Un numéro : changer cette réponse."])
                    self.say(help_lines((word, MEANINGS[word]) for word in _ON_REVIEW))
                case _:
                    raise Leave

    def _answered(self) -> list[Question]:
        return [question for question in self.interview.questions() if question.answered]

    def _keep_words(self, question: Question, words: str) -> None:
        """Record the exact words of the passage a question is about, as typed."""
        if not words:
            self.say([f"  Écrivez les mots à la suite de « mots ». {_READ_BY_JUDGE}"])
            return
        if len(words) > MAX_TEXT:
            self.say([f"  Texte trop long : {MAX_TEXT} caractères au plus. Rien n'est noté."])
            return
        if not self._rereading.kept(words, quoted=True):
            self.say(["  Rien n'est noté : écrivez les mots à la suite de « mots »."])
            return
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
        self.say([f"  Mots notés pour {passage.id}. {_READ_BY_JUDGE}"])

    def _add_passage(self, question: Question) -> None:
        publications = self.interview.incident.publications
        self.interview.add_passage(question.key.spot.publication or publications[-1].id)
        self.save(self.interview.incident)
        self.say(["  Passage ajouté."])
