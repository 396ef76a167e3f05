"""A rule as a lawyer reads it, a contested point, and what moved since a founding document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from expert.library.links import Cited
from expert.library.sheets import ChangeSheet, RuleSheet, SaidConclusion, ZoneSheet
from tui.library.page import INDENT, OPENS, cited_line, link_line, named, point, said, section
from tui.plain import plain
from tui.widgets.line_list import Line
from tui.widgets.paragraphs import Paragraph

_SCOPE: Final = {
    "incident": "Se lit une fois pour l'incident.",
    "publication": "Se lit pour chaque publication.",
    "passage": "Se lit pour chaque passage d'une publication.",
}
_WEAK: Final = (
    "Appui faible : aucun texte vérifié ni décision qui puisse être citée ; la conclusion est "
    "montrée comme contestée."
)
_TOLD_WEAK: Final = "Appui faible."
_ADVICE: Final = "Conseil, sans source de droit : aucune règle de droit ne le lit."


def rule_lines(sheet: RuleSheet) -> Iterator[Line]:
    """Yield the page of a rule: when, what it concludes, what it sets aside, on what it rests."""
    yield said(f"{sheet.notion}. {_SCOPE[sheet.scope]}", "$second")
    if sheet.force:
        yield said(sheet.force + ".")
    yield from section("Si", map(_condition, sheet.conditions))
    yield from section("Alors", (_conclusion(each, sheet.zone) for each in sheet.conclusions))
    yield from section("Écarte", map(link_line, sheet.defeats))
    if sheet.zone is not None:
        lead = plain(INDENT + OPENS, "$titre")
        question = Line((Paragraph(plain(sheet.zone.question), lead),), sheet.zone.place)
        yield from section("Point discuté", [question])
    yield from section("Exceptions", map(link_line, sheet.exceptions))
    yield from section("Pourquoi cette règle en plus", _sentences(sheet.reinforces))
    yield from section("Sources", _support(sheet))
    yield from section("Nom dans la base", [said(sheet.place.id, "$second")])


def zone_lines(sheet: ZoneSheet) -> Iterator[Line]:
    """Yield a contested point: its readings with their sources, the prudent outcome, the rules."""
    for number, reading in enumerate(sheet.readings, start=1):
        lines = [said(reading.statement), *map(cited_line, reading.sources)]
        yield from section(f"Lecture {number}", lines)
    yield from section("Issue prudente", [said(sheet.prudent)])
    yield from section("Les pièces qui feraient pencher", map(point, sheet.pieces))
    yield from section("Règles discutées", map(link_line, sheet.rules))
    yield from section("Nom dans la base", [said(sheet.place.id, "$second")])


def change_lines(sheet: ChangeSheet) -> Iterator[Line]:
    """Yield what a founding document said, and what applies."""
    yield from named("Ce qu'il en est", sheet.verdict, "bold")
    yield from section(f"Ce que dit {sheet.document}", [said(sheet.said)])
    yield from section("Le droit", [said(sheet.now)])
    yield from section("Depuis quand", [said(sheet.since)])
    yield from section("D'après", map(cited_line, _citable(sheet.sources)))


def _condition(text: str) -> Line:
    """Return one test of a condition, under those it belongs to."""
    body = text.lstrip()
    indent = text[: len(text) - len(body)]
    return Line((Paragraph(plain(body.removeprefix("- ")), plain(f"{indent}• ")),))


def _conclusion(concluded: SaidConclusion, zone: ZoneSheet | None) -> Line:
    if concluded.reading is None or zone is None:
        return said(concluded.label, "bold")
    reading = next(each for each in zone.readings if each.id == concluded.reading)
    below = Paragraph(plain(f"si l'on suit la lecture : {reading.statement}"), plain(INDENT * 2))
    return Line((Paragraph(plain(concluded.label, "bold"), plain(INDENT)), below))


def _sentences(text: str) -> Iterator[Line]:
    if text:
        yield said(text)


def _support(sheet: RuleSheet) -> Iterator[Line]:
    if sheet.advice:
        yield said(_ADVICE, "$second")
        return
    if sheet.weak:
        solid = any(source.citable for source in sheet.sources)
        yield said(_TOLD_WEAK if solid else _WEAK, "$conteste")
    yield from map(cited_line, sheet.sources)


def _citable(sources: Sequence[Cited]) -> Iterator[Cited]:
    return (source for source in sources if source.citable)
