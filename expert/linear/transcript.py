"""What the linear interview prints: a question, its reason, the answers so far. Lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from expert.explanation.wording import say_answer
from expert.incident import Answer
from expert.interview.questions import DO_NOT_KNOW, Question, Screen
from expert.interview.session import Interview
from expert.status import STATUS_FR

_REVIEWED = {
    "unknown": "Ce que vous ne savez pas (reste à établir)",
    "answered": "Vos réponses",
    "greyed": "Réponses qui n'ont plus d'effet (gardées)",
}
"""How the answers are told when they are read again, by their state."""

Cite = Callable[[str], str]
"""From the id of a source to its reference."""

HOW_TO = "Répondez par un numéro ou un mot ; « aide » dit ce que l'on peut taper."

_ANSWERS = {
    "liste": "Numéros de 1 à {last} séparés par des virgules, 0 pour aucune",
    "nombre": "Un nombre, ou « inconnu »",
    "date": "Une date comme 03/09/2026, ou « inconnu »",
    "texte": "Un texte, ou « inconnu »",
    "autre-publication": "1 ou 2",
}
_KEEP = "Entrée pour garder la réponse"
_HELP = "ou « aide »"

_HINTS = {
    "liste": "Plusieurs réponses possibles : numéros séparés par des virgules ; 0 pour aucune.",
    "nombre": "Un nombre, ou « inconnu ».",
    "date": "Une date comme 03/09/2026 (au besoin 03/09/2026 11h30), ou « inconnu ».",
    "texte": "Un texte libre, ou « inconnu ».",
}


def question_lines(interview: Interview, question: Question) -> Iterator[str]:
    """Yield a question with its place in the interview and its numbered choices."""
    yield from _place_lines(interview, question)
    yield question.title
    if question.protected:
        yield "(réponse protégée : elle n'entre dans aucun document)"
    yield from answer_lines(question)


def heading_lines(interview: Interview, screen: Screen) -> Iterator[str]:
    """Yield the heading of several lines asked together, and why they are asked."""
    yield from _place_lines(interview, screen.questions[0])
    yield screen.title
    yield f"  {screen.reason}"


def line_lines(_interview: Interview, question: Question) -> Iterator[str]:
    """Yield one line of a screen that asks several, with its numbered answers."""
    yield ""
    yield question.line
    yield from answer_lines(question)


def _place_lines(interview: Interview, question: Question) -> Iterator[str]:
    blocks = list(interview.base.blocks)
    stage = blocks.index(question.block.id) + 1
    left = interview.remaining_screens()
    yield ""
    yield (
        f"Étape {stage} sur {len(blocks)} : {question.block.title}. "
        f"Encore {left} question{'s' if left > 1 else ''} au plus."
    )
    if question.spot_label:
        yield question.spot_label


def answer_lines(question: Question) -> Iterator[str]:
    """Yield the numbered answers of a question, what is expected, and the recorded answer."""
    for number, choice in enumerate(question.choices, start=1):
        example = f" (exemple : {choice.example})" if choice.example else ""
        yield f"  {number}. {choice.label}{example}"
    if question.choices and question.fact is not None:
        yield f"  {len(question.choices) + 1}. {DO_NOT_KNOW}"
    if question.kind in _HINTS:
        yield f"  {_HINTS[question.kind]}"
    if question.answered:
        yield f"  Réponse actuelle : {said(question)}"


def prompt_of(question: Question) -> str:
    """Return what stands before the typed answer: what can be typed."""
    last = len(question.choices) + 1
    expected = _ANSWERS.get(question.kind, "Un numéro de 1 à {last}").format(last=last)
    kept = [_KEEP] if question.answered else []
    return ", ".join([expected, *kept, _HELP]) + " : "


def reason_lines(question: Question, cite: Cite) -> Iterator[str]:
    """Yield why a question is asked, with its sources and what would settle it."""
    yield f"  {question.reason}"
    for source in question.sources:
        yield f"  Source : {cite(source)}"
    if question.pieces:
        yield f"  Pièces qui aideraient : {' ; '.join(question.pieces)}"


def review_order(questions: Sequence[Question]) -> list[Question]:
    """Return the answers in the order they are read again: unknown, known, without effect."""
    kept = [question for question in questions if question.answered]
    return sorted(kept, key=lambda question: tuple(_REVIEWED).index(question.state))


def recap_lines(answered: Sequence[Question]) -> Iterator[str]:
    """Yield the numbered answers, in the order of `review_order`."""
    yield ""
    if not answered:
        yield "Aucune réponse encore."
    state = ""
    for number, question in enumerate(answered, start=1):
        if question.state != state:
            state = question.state
            yield _REVIEWED[question.state]
        where = f" ({question.spot_label})" if question.spot_label else ""
        yield f"  {number}. {question.title.rstrip(' ?')}{where} : {said(question)}"
        if question.state == "unknown" and question.pieces:
            yield f"    Pour trancher : {' ; '.join(question.pieces)}"


def standing_lines(interview: Interview) -> Iterator[str]:
    """Yield where each goal stands; those that nothing settles yet are only counted."""
    standing = interview.standing()
    settled = [each for each in standing if each.status != "open"]
    still_open = len(standing) - len(settled)
    yield ""
    yield "À ce stade"
    for each in settled:
        where = f" ({each.unit})" if each.unit else ""
        yield f"  {each.label}{where} : {STATUS_FR[each.status]}"
    if still_open:
        yield f"  {still_open} conclusion{'s' if still_open > 1 else ''} : à établir"


def said(question: Question) -> str:
    """Return the recorded answer in words; a protected one is never repeated."""
    if question.protected:
        return "réponse protégée, enregistrée"
    if question.discussed:
        return f"fait discuté, {question.discussed}"
    if question.fact is not None:
        return say_answer(question.fact, question.current)
    return _label(question, question.current)


def _label(question: Question, value: Answer) -> str:
    return next((c.label for c in question.choices if c.value == value), DO_NOT_KNOW)
