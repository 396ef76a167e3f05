"""The delays as dates: for whom, from when and why, the prudent day, what interrupts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.status import STATUS_FR
from tui.plain import plain
from tui.results.names import day_text, where
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, Citation, DeadlineResult

_CERTAINTY: Final = {
    "certain": "",
    "from-memory": "règle citée de mémoire : à vérifier dans le texte",
    "contested": "règle contestée : retenir la date la plus proche",
}


def deadline_paragraphs(assessment: Assessment) -> Iterator[Paragraph]:
    """Yield the delays, the earliest end first."""
    citations = {cited.id: cited for cited in assessment.citations}
    examined = f"Délais regardés au {day_text(assessment.examined_on)}."
    yield Paragraph(plain(examined, "$second"))
    if not assessment.deadlines:
        yield Paragraph(plain("Aucun délai ne peut être daté : les dates manquent."))
    for same in _alike(assessment):
        yield Paragraph(plain(""))
        yield from _deadline(same[0], ", ".join(d.unit for d in same if d.unit), citations)


def _alike(assessment: Assessment) -> Iterable[Sequence[DeadlineResult]]:
    """Gather the delays that say the same of several passages."""
    found: dict[str, list[DeadlineResult]] = {}
    for deadline in assessment.deadlines:
        found.setdefault(deadline.model_copy(update={"unit": None}).model_dump_json(), []).append(
            deadline
        )
    return found.values()


def _deadline(
    deadline: DeadlineResult, units: str, citations: Mapping[str, Citation]
) -> Iterator[Paragraph]:
    yield Paragraph(_end(deadline))
    indent = plain("    ")
    yield Paragraph(plain(f"{deadline.label}{where(units)}"), indent)
    yield Paragraph(plain(f"pour {deadline.for_whom}", "bold"), indent)
    start = f"court du {day_text(deadline.starts)}" if deadline.starts else "départ inconnu"
    yield Paragraph(plain(f"{start} : {deadline.why_start}"), indent)
    if deadline.prudent and deadline.prudent != (deadline.ends or "")[:10]:
        prudent = f"le dernier jour n'est pas ouvré : viser le {day_text(deadline.prudent)}"
        yield Paragraph(plain(prudent, "$conteste"), indent)
    for label, items in (
        ("interrompu par", deadline.interrupted_by),
        ("sans effet", deadline.not_interrupted_by),
    ):
        if items:
            yield Paragraph(plain(f"{label} : {' ; '.join(items)}"), indent)
    for note in (_applies(deadline), _CERTAINTY[deadline.certainty], deadline.note):
        if note:
            yield Paragraph(plain(note, "$conteste"), indent)
    for source in deadline.text:
        if source in citations:
            cited = citations[source]
            said = f"{cited.reference} ({cited.level_label})"
            yield Paragraph(plain(said, "$second"), indent)


def _end(deadline: DeadlineResult) -> Content:
    if deadline.ends is None:
        return plain("Fin inconnue : la date de départ manque", "bold $etablir")
    end = day_text(deadline.ends)
    if deadline.expired:
        return plain(f"Délai expiré depuis le {end}", "bold $alerte")
    return plain(f"Jusqu'au {end}", "bold $titre")


def _applies(deadline: DeadlineResult) -> str:
    if deadline.applies == "established":
        return ""
    return f"que ce délai concerne l'incident est {STATUS_FR[deadline.applies]}"
