"""The delays as dates: for whom, from when and why, the prudent day, what interrupts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from expert.documents.deadline_words import (
    CERTAINTY,
    NOTHING_READ,
    OTHERS,
    OWN,
    PLAN,
    aimed,
    beginning,
    own_first,
    standing_of,
    to_signal,
)
from expert.status import STATUS_FR
from tui.plain import plain
from tui.results.names import citation_line, day_text, where
from tui.results.reader_pages import remedy_lines
from tui.widgets.line_list import Line, read_lines
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, Citation, DeadlineResult


def deadline_lines(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield the tab of delays, then the ways open to each, as lines."""
    yield from read_lines(deadline_paragraphs(assessment, profile))
    yield from remedy_lines(assessment, profile)


def deadline_paragraphs(assessment: Assessment, profile: str) -> Iterator[Paragraph]:
    """Yield the delays, the earliest end first.

    A manager reads only what has to be signalled; human resources read their own first.
    """
    citations = {cited.id: cited for cited in assessment.citations}
    yield Paragraph(plain(f"Délais regardés au {day_text(assessment.examined_on)}.", "$second"))
    found: Sequence[DeadlineResult] = assessment.deadlines
    if profile == "manager":
        found = to_signal(found, assessment.examined_on)
        if not found:
            yield Paragraph(plain("Aucun délai proche à signaler."))
    elif not found:
        yield Paragraph(plain("Aucun délai ne peut être daté : les dates manquent."))
    own, others = own_first(found) if profile == "rh" else ([], found)
    for title, part in ((OWN if own else "", own), (OTHERS if own else "", others)):
        if title and part:
            yield from (Paragraph(plain("")), Paragraph(plain(title, "bold underline")))
        for same in _alike(part):
            yield Paragraph(plain(""))
            yield from _deadline(same[0], ", ".join(d.unit for d in same if d.unit), citations)


def _alike(deadlines: Iterable[DeadlineResult]) -> Iterable[Sequence[DeadlineResult]]:
    """Gather the delays that say the same of several passages."""
    found: dict[str, list[DeadlineResult]] = {}
    for deadline in deadlines:
        found.setdefault(deadline.model_copy(update={"unit": None}).model_dump_json(), []).append(
            deadline
        )
    return found.values()


def _deadline(
    deadline: DeadlineResult, units: str, citations: Mapping[str, Citation]
) -> Iterator[Paragraph]:
    indent = plain("    ")
    yield Paragraph(_end(deadline))
    yield Paragraph(plain(f"{deadline.label}{where(units)}"), indent)
    yield Paragraph(plain(f"pour {deadline.for_whom}", "bold"), indent)
    for said in (*_cautions(deadline), *_counted(deadline)):
        yield Paragraph(said, indent)
    for note in (_applies(deadline), CERTAINTY[deadline.certainty], deadline.note):
        if note:
            yield Paragraph(plain(note, "$conteste"), indent)
    for source in deadline.text:
        if source in citations:
            yield Paragraph(plain(citation_line(citations[source]), "$second"), indent)


def _cautions(deadline: DeadlineResult) -> Iterator[Content]:
    """Yield the day to aim at and the start that is disputed: what must not be missed."""
    careful = aimed(deadline)
    if careful and not deadline.expired:
        yield plain(careful, "$conteste")
    for place in deadline.elsewhere:
        yield plain(f"autres jours fériés : {place}", "$conteste")
    if deadline.uncertain_start:
        yield plain(f"départ incertain : {deadline.uncertain_start}", "$conteste")


def _counted(deadline: DeadlineResult) -> Iterator[Content]:
    """Yield why it starts there, how it is counted, what interrupts it and what does not."""
    if deadline.reference:
        yield plain(deadline.why_start)
    else:
        day = day_text(deadline.starts) if deadline.starts else "date inconnue"
        yield plain(f"{beginning(deadline).lower()} ({day}) : {deadline.why_start}")
    if deadline.computation:
        yield plain(f"compté : {deadline.computation}")
    if deadline.ends or deadline.interrupted_by:
        yield plain(f"interrompu par : {' ; '.join(deadline.interrupted_by) or NOTHING_READ}")
    if deadline.not_interrupted_by:
        yield plain(f"sans effet : {' ; '.join(deadline.not_interrupted_by)}")


def _end(deadline: DeadlineResult) -> Content:
    plan = f" · {PLAN[deadline.plan]}" if deadline.plan else ""
    standing = f" ({said})" if (said := standing_of(deadline)) else ""
    if deadline.reference:
        return plain(f"Sans date{plan}", "bold $titre")
    if deadline.starts is None:
        return plain(f"Date inconnue : le départ manque{plan}", "bold $etablir")
    if deadline.expired:
        since = deadline.standing or f"expiré depuis le {day_text(deadline.ends)}"
        return plain(f"Délai {since}{plan}", "bold $alerte")
    if deadline.ends is None:
        return plain(f"{deadline.standing[:1].upper()}{deadline.standing[1:]}{plan}", "bold $titre")
    last = f"Jusqu'au {day_text(deadline.ends)}"
    if deadline.direction == "before":
        last = f"Au plus tard le {day_text(deadline.ends)}"
    elif deadline.earliest:
        first = day_text(deadline.earliest)
        last = f"Pas avant le {first} ni après le {day_text(deadline.ends)}"
    return plain(f"{last}{standing}{plan}", "bold $titre")


def _applies(deadline: DeadlineResult) -> str:
    if deadline.applies == "established":
        return ""
    return f"que ce délai concerne l'incident est {STATUS_FR[deadline.applies]}"
