"""The lines around a question: the stage, the place, the reasons, the answer as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from expert.explanation.citations import NotCitableError, citation
from expert.explanation.wording import say_answer
from expert.interview.examples import example_lines
from expert.interview.reason_lines import reason_lines_of
from expert.plain_text import one_line
from expert.status import STATUS_FR
from tui.plain import quoted

if TYPE_CHECKING:
    from expert.interview.questions import Question, Screen
    from knowledge import KnowledgeBase
    from tui.session import Session

_WORDS_SHOWN = 50
_NOTE_SHOWN = 120


def stage_line(session: Session, question: Question) -> str:
    """Return « Étape 2 sur 11, les lecteurs »."""
    blocks = list(session.services.base.blocks)
    return f"Étape {blocks.index(question.block.id) + 1} sur {len(blocks)}, {question.block.title}"


def stage_and_left(session: Session, question: Question, width: int, goes_on: bool) -> str:
    """Return « Étape 2 sur 11, les lecteurs · encore 9 questions au plus »: takes every goal.

    The word « questions » is left out where the line would not hold in `width` columns. Lines that
    the answers of a question have opened (`goes_on`) are the same question.
    """
    stage, left = stage_line(session, question), session.interview.remaining_screens()
    if goes_on:
        stage += " · suite de la même question"
    if left == 0:
        return f"{stage} · plus aucune question n'est nécessaire"
    whole = f"{stage} · encore {left} question{'s' if left > 1 else ''} au plus"
    return whole if len(whole) <= width else f"{stage} · encore {left} au plus"


def place_line(session: Session, question: Question) -> str:
    """Return which publication is in question and its exact words, or nothing."""
    spot = question.key.spot
    if spot.publication is None:
        return ""
    verbatim, _ = session.words(spot)
    words = one_line(verbatim)
    shown = quoted(words if len(words) <= _WORDS_SHOWN else f"{words[:_WORDS_SHOWN]}…")
    where = question.spot_label or "La publication"
    return f"{where} — mots exacts : {shown if words else 'à saisir'} (F2)"


def why_text(base: KnowledgeBase, question: Question) -> str:
    """Return the legal reason and the references, for the fold under the question."""
    references = []
    for source in question.sources:
        try:
            references.append(citation(base, source).reference)
        except NotCitableError:
            continue
    if not references:
        return question.reason
    label = "Source" if len(references) == 1 else "Sources"
    return f"{question.reason}\n{label} : {' ; '.join(references)} (F3 pour l'extrait)."


def note_line(session: Session, question: Question) -> str:
    """Return the working note of a question on one line, or nothing."""
    note = one_line(session.note(question.key))
    shown = note if len(note) <= _NOTE_SHOWN else f"{note[:_NOTE_SHOWN]}…"
    return f"Note de travail : {shown}" if note else ""


def examples_text(session: Session, question: Question) -> str:
    """Return the examples and counter-examples of a question, or nothing."""
    return "\n".join(example_lines(session.services.base, question))


def reasons_text(session: Session, question: Question, asked: Screen | None) -> str:
    """Return what hangs on a question and what each answer settles; which line, of several."""
    lines = reason_lines_of(session.interview, question.key)
    if asked is not None and asked.group is not None:
        lines.insert(0, f"« {question.line} »")
    return "\n".join(lines)


def written_answer(question: Question) -> str:
    """Return the recorded answer as it is typed in a field."""
    if question.fact is None or not question.answered or question.current is None:
        return ""
    return say_answer(question.fact, question.current)


def effect_line(effects: Sequence[str]) -> str:
    """Return what the last answer settled on one line, what it excluded last."""
    excluded = f"→ {STATUS_FR['excluded']}"
    shown = sorted(effects, key=lambda effect: effect.endswith(excluded))[:3]
    if len(effects) > 3:
        shown.append(f"et {len(effects) - 3} de plus")
    return f"Votre réponse : {' ; '.join(shown)}" if shown else ""
