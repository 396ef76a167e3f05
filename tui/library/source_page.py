"""One text or decision of the registry, read whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from expert.library.cautions import Caution
from expert.library.sheets import SourceSheet
from tui.library.page import Address, link_line, named, point, said, section
from tui.widgets.line_list import Line

NOT_CITABLE = "Exemple seulement : ne peut pas être cité."
NOTHING_RESTS = "Rien dans la base ne s'y appuie."


def source_lines(sheet: SourceSheet, *, penalties: bool, note: str = "") -> Iterator[Line]:
    """Yield the page of a source; `note` is what matters of it to the incident, if anything.

    `penalties` is False for the readers who are not shown what an article punishes with.
    """
    yield said(sheet.level[:1].upper() + sheet.level[1:] + ".", "bold")
    if not sheet.citable:
        yield said(NOT_CITABLE, "bold $alerte")
    if note:
        yield said(note, "bold $alerte")
    who = "À qui elle s'appliquait"
    yield from named(who, sheet.applied_to)
    decision = sheet.place.kind == "décision"
    yield from section("Ce qu'elle retient" if decision else "Ce qu'il dit", [said(sheet.says)])
    yield from section("À l'appui de", map(point, sheet.supports))
    yield from section("La mesure jugée", [said(sheet.measure)] if sheet.measure else ())
    if penalties:
        maximum = [said(sheet.maximum)] if sheet.maximum else []
        more = map(point, sheet.further)
        yield from section("Maximum prévu", chain(maximum, more))
    yield from caution_lines(sheet.parted)
    yield from section("Dates", _force(sheet))
    yield from section("Adresse (Entrée la copie)", _address(sheet))
    for kind in sheet.resting:
        yield from section(f"{_rests(kind.title)} ({len(kind.links)})", map(link_line, kind.links))
    if not sheet.resting:
        yield from section("Ce qui s'y appuie", [said(NOTHING_RESTS, "$second")])
    yield from section("Nom dans la base", [said(sheet.place.id, "$second")])


def caution_lines(caution: Caution) -> Iterator[Line]:
    """Yield what limits the use of a source, then how it is known."""
    limits = [said(caution.limits, "$conteste")] if caution.limits else []
    yield from section("Prudence", limits)
    yield from section("Ce qui a été lu", [said(caution.read)] if caution.read else [])


def _force(sheet: SourceSheet) -> Iterator[Line]:
    if sheet.force:
        yield said(sheet.force + ".")
    yield from named("Remplace", sheet.replaces)
    yield from named("Remplacé par", sheet.replaced_by)
    yield from (link_line(link) for link in (*sheet.before, *sheet.after))


def _address(sheet: SourceSheet) -> Iterator[Line]:
    if sheet.url:
        yield said(sheet.url, target=Address(sheet.url))


def _rests(title: str) -> str:
    return "Règles qui s'y appuient" if title == "Règles" else title
