"""The conclusions of the reader, plan by plan, each with its status and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.assessment.model import support_words
from expert.documents.chapters.headline import SANCTIONABLE
from expert.documents.source_text import SourceText
from expert.incident import parse_key
from expert.status import STATUS_FR
from tui.plain import plain, quoted
from tui.results.headline import part_lines
from tui.results.names import layer_name, layers_for, where
from tui.results.reader_pages import first_gestures, handover_lines
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import glyph, status_text

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, ConclusionResult, Contested, UnitResult
    from expert.status import Status
    from knowledge import KnowledgeBase

_ORDER: Final[dict[Status, int]] = {"established": 0, "contested": 1, "open": 2}
_INDENT: Final = "  "


def conclusion_lines(assessment: Assessment, base: KnowledgeBase, profile: str) -> Iterator[Line]:
    """Yield the lines of the tab; a line with a reasoning stands for the id of its proof."""
    if profile == "manager":
        yield from _manager(assessment, base)
        return
    before = list(first_gestures(assessment, profile))
    yield from before
    yield heading("En bref", first=not before)
    head = next((c for c in assessment.conclusions if c.id == SANCTIONABLE), None)
    if head is not None:
        yield Line((Paragraph(plain(head.sentence), plain(_INDENT)),), head.proof)
    yield from part_lines(assessment)
    unscreened = SourceText(assessment, profile).unscreened
    if unscreened:
        yield Line((Paragraph(plain(unscreened, "$second"), plain(_INDENT)),))
    for publication in assessment.publications:
        for unit in publication.units:
            yield Line(tuple(_unit(unit)))
    excluded = [
        c for c in assessment.conclusions if c.status == "excluded" and c.id != SANCTIONABLE
    ]
    named = SourceText(assessment, profile).named
    for layer in layers_for(profile):
        found = [c for c in named if c.layer == layer and c.id != SANCTIONABLE]
        kept = sorted((c for c in found if c.status != "excluded"), key=lambda c: _ORDER[c.status])
        if kept:
            yield heading(layer_name(layer))
        for conclusion in kept:
            yield Line(tuple(_conclusion(conclusion, base)), conclusion.proof)
    if excluded:
        yield heading("Écarté au vu des réponses")
    for label, same in _by_label(excluded).items():
        units = ", ".join(c.unit for c in same if c.unit)
        text = plain(f"{label}{where(units or None)}")
        yield Line(
            (Paragraph(text, plain(_INDENT) + glyph("excluded") + plain(" ")),), same[0].proof
        )


def _manager(assessment: Assessment, base: KnowledgeBase) -> Iterator[Line]:
    """Yield the page of who only hands over: gestures, what can be said, the report."""
    yield from first_gestures(assessment, "manager")
    settled = [c for c in assessment.conclusions if c.status in ("established", "contested")]
    if settled:
        yield heading("Ce que l'on peut dire aujourd'hui")
    for conclusion in settled:
        yield Line(tuple(_conclusion(conclusion, base)), conclusion.proof)
    yield from handover_lines(assessment)


def _by_label(conclusions: Sequence[ConclusionResult]) -> dict[str, list[ConclusionResult]]:
    """Gather what is said alike of several passages."""
    found: dict[str, list[ConclusionResult]] = {}
    for conclusion in conclusions:
        found.setdefault(conclusion.label, []).append(conclusion)
    return found


def _unit(unit: UnitResult) -> Iterator[Paragraph]:
    target = f" (visé : {unit.target})" if unit.target else ""
    yield Paragraph(plain(f"Passage {unit.id}{target}", "bold"), plain(_INDENT))
    if unit.verbatim:
        words = " ".join(unit.verbatim.split())
        yield Paragraph(plain(quoted(words[:200])), plain(_INDENT * 2))
    lead = plain(_INDENT * 2)
    for label, value in (
        ("Qui pouvait lire", unit.access),
        ("Service", unit.service_time),
        ("Propos", unit.speech),
    ):
        said = plain(f"{label} : {value.label}")
        if value.value is not None or value.status != "excluded":
            said += plain(" — ") + status_text(value.status)
        yield Paragraph(said, lead)


def _conclusion(conclusion: ConclusionResult, base: KnowledgeBase) -> Iterator[Paragraph]:
    lead = plain(_INDENT) + _status(conclusion) + plain("  ")
    yield Paragraph(plain(f"{conclusion.label}{where(conclusion.unit)}", "bold"), lead)
    indent = plain(" " * lead.cell_length)
    for text, style in _details(conclusion, base):
        yield Paragraph(plain(text, style), indent)


def _status(conclusion: ConclusionResult) -> Content:
    """Return the status; an advice is never said « établi »."""
    if conclusion.support == "advice":
        return plain("· conseil", "$second")
    return status_text(conclusion.status, aligned=True)


def _details(conclusion: ConclusionResult, base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    if conclusion.contested is not None:
        yield from _contested(conclusion.contested)
    elif not conclusion.sentence.startswith(f"{conclusion.label} :"):
        yield conclusion.sentence, ""
    if conclusion.status == "open":
        yield _missing(conclusion, base), "$second"
    if conclusion.if_unproved != conclusion.status:
        yield f"Si rien de plus n'est prouvé : {STATUS_FR[conclusion.if_unproved]}.", "$second"
    if conclusion.support is not None:
        style = "$second" if conclusion.support == "solid" else "$conteste"
        levels = (base.sources[source].level for source in conclusion.borne_by)
        if words := support_words(conclusion.support, levels):
            yield f"{words}.".capitalize(), style


def _contested(contested: Contested) -> Iterator[tuple[str, str]]:
    for question in contested.questions:
        yield question, ""
    for reading in contested.readings:
        outcome = {True: "établi", False: "écarté", None: "à établir"}[reading.value]
        yield f"– {reading.statement} Alors : {outcome}.", ""
    for sentence in contested.prudent:
        yield f"Prudence : {sentence}", "$conteste"
    if contested.pieces:
        yield f"Pour départager : {', '.join(contested.pieces)}.", "$second"


def _missing(conclusion: ConclusionResult, base: KnowledgeBase) -> str:
    labels = list(dict.fromkeys(_labels(conclusion.depends_on, base)))
    shown = ", ".join(labels[:4]) + (", …" if len(labels) > 4 else "")
    if conclusion.open_because == "proof":
        return f"Une preuve manque : {shown}." if shown else "Une preuve manque."
    return f"Une réponse manque : {shown}." if shown else "Une réponse manque."


def _labels(keys: Sequence[str], base: KnowledgeBase) -> Iterator[str]:
    for text in keys:
        fact = base.facts.get(parse_key(text).fact)
        if fact is not None:
            yield fact.label
