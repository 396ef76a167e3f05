"""One typed line read as an answer: a number, a value, its words, or « je ne sais pas »."""

from __future__ import annotations

from datetime import date

from expert.disputes import ROLES, Dispute, Role, dispute_about
from expert.incident import Answer
from expert.incident_files.dates import read_date, written_date
from expert.interview.parsing import AnswerError, parse_answer
from expert.interview.questions import DO_NOT_KNOW, Question
from expert.linear.commands import plain_word
from expert.plain_text import one_line
from knowledge.errors import nearest

_CLOSED = ("oui-non", "choix")


def read_line(question: Question, line: str) -> Answer:
    """Read one line as the answer to a question. Raises `AnswerError`.

    Choices are numbered as they are shown, the last number being « je ne sais pas »; the words of
    a choice are as good as its number.
    """
    if question.fact is None:
        return _other_publication(question, line)
    unknown = str(len(question.choices) + 1)
    if question.choices and line == unknown:
        return None
    if plain_word(line) == plain_word(DO_NOT_KNOW):
        return None
    if question.kind in _CLOSED:
        for choice in question.choices:
            if plain_word(line) == plain_word(choice.label):
                return choice.value
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


def read_dispute(question: Question, words: str) -> Dispute:
    """Read « employeur agent employeur »: who says it, who denies it, who must prove it.

    « - » stands for nobody; the last may be left out. Raises `AnswerError`.
    """
    if question.fact is None or question.fact.descriptive:
        raise AnswerError("Ce n'est pas un fait qui se discute : aucune règle ne le lit.")
    given = words.split()
    roles = [_role(word) for word in given[:3]]
    said_by, denied_by, burden = [*roles, None, None, None][:3]
    if len(given) > 3 or (said_by is None and denied_by is None):
        raise AnswerError(
            "Écrivez qui le dit puis qui le nie (« - » : personne), et qui doit le prouver. "
            f"Rôles : {', '.join(ROLES)}."
        )
    known = question.current if question.answered else None
    return dispute_about(known, said_by, denied_by, burden)


def _role(word: str) -> Role | None:
    """Read one role, « - » for nobody. Raises `AnswerError`."""
    if word == "-":
        return None
    found = next((role for role in ROLES if role == word.lower()), None)
    if found is None:
        hint = nearest(word.lower(), ROLES) or f" Rôles : {', '.join(ROLES)}."
        raise AnswerError(f"« {one_line(word)[:40]} » n'est pas un rôle{hint}")
    return found
