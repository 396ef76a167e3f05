"""The legal note: each conclusion as a syllogism, both sides, cautions, then the attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from expert.assessment.model import ConclusionResult
from expert.calendar import french_date
from expert.documents.acts.bearing import minor, pieces_of, reproaches
from expert.documents.acts.disclosable import Disclosable, numbered
from expert.documents.acts.framing import PARTY, about, lower_headings, opening, stands_aside
from expert.documents.acts.levelled_text import LevelledText, unsourced
from expert.documents.chapters.attacks import attacks
from expert.documents.chapters.authorities import authorities
from expert.documents.chapters.closing import closing, computation
from expert.documents.chapters.conclusions import depends, readings, said
from expert.documents.chapters.deadlines import deadlines
from expert.documents.chapters.disputes import disputes
from expert.documents.chapters.factual_report import facts
from expert.documents.chapters.griefs import UNTIL_EXCLUDED
from expert.documents.chapters.headline import SHOWN, headline, passages
from expert.documents.chapters.sources import sources
from expert.documents.merging import merged
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, Table, bullets
from expert.documents.source_text import LAYERS, REPORT_ONLY, SourceText
from expert.explanation.render import main_rule

TITLE: Final = "Note juridique"
_METHOD: Final = (
    "Chaque raisonnement va de la règle (majeure : le texte et son niveau) aux faits (mineure : "
    "les faits et les pièces qui les portent) puis à la conclusion et à son statut. Établi, "
    "contesté, à établir, écarté : rien d'autre, et aucun degré."
)
_SIDES: Final = (
    "Les décisions citées sont celles que l'on connaît, non toutes celles qui existent ; les notes "
    "rapportent surtout des sanctions confirmées. « Prudence » : la mise en garde est donnée avec "
    "la source, dans les attaques ou en fin de note."
)
_ATTACKS: Final = "Attaques prévisibles, dans leur ordre"
_SETTLED: Final = ("established", "contested")


def legal_note(told: Disclosable) -> Iterator[Block]:
    """Yield the document; the factual report alone when the reporter is party to the incident."""
    source = LevelledText(told.assessment, "juriste", cautions=True)
    yield from opening(told, about(told, TITLE))
    if stands_aside(source):
        yield Paragraph(PARTY)
        yield from facts(source)
        yield from closing(source)
        return
    yield from headline(source)
    yield from passages(source)
    yield from disputes(source)
    yield from _reasonings(told, source)
    yield from _open_points(source)
    if source.assessment.attacks:
        yield Heading(_ATTACKS)
        yield from lower_headings(attacks(source))
    yield from deadlines(source)
    yield from _read_in_full(told)
    yield from sources(source)
    yield from computation(source)
    yield from closing(source)


def _reasonings(told: Disclosable, source: LevelledText) -> Iterator[Block]:
    """Yield the syllogisms: the griefs first, then the other planes in their order."""
    griefs = reproaches(source)
    reasoned = [(title, found) for title, found in _by_plane(source) if found]
    if griefs or reasoned:
        yield Heading("Raisonnements")
        yield Paragraph(f"{_METHOD} {_SIDES}")
    told_sides: set[str] = set()

    def grief(text: SourceText, c: ConclusionResult) -> Iterator[Item]:
        yield from _reasoned(told, text, c)

    for number, alike in enumerate(_alike(source, griefs, grief), start=1):
        yield Heading(f"Grief {number} : {_named(source, alike)}", level=3)
        items = [*grief(source, alike[0])]
        if alike[0].label not in told_sides:
            items += authorities(source, source.griefs[alike[0].id, alike[0].unit])
            told_sides.add(alike[0].label)
        yield Bullets(tuple(items))
    for title, found in reasoned:
        for alike in _alike(source, found, grief):
            yield Heading(f"{title} : {_named(source, alike)}", level=3)
            yield Bullets(tuple(grief(source, alike[0])))


def _by_plane(source: SourceText) -> Iterator[tuple[str, list[ConclusionResult]]]:
    """Yield, plane by plane, the settled goals that are no grief and that a rule bears."""
    for layer, title in LAYERS.items():
        yield (
            title,
            [
                c
                for c in source.named
                if c.layer == layer
                and c.goal
                and c.status in _SETTLED
                and c.id not in SHOWN
                and c.id != REPORT_ONLY
                and not source.is_grief(c)
                and (proof := source.proof(c.proof)) is not None
                and main_rule(proof) is not None
            ],
        )


def _alike(
    source: SourceText,
    found: list[ConclusionResult],
    drafted: Callable[[SourceText, ConclusionResult], Iterator[Item]],
) -> list[list[ConclusionResult]]:
    """Gather the conclusions that would be written in the same words on several passages."""
    groups: dict[tuple[str, tuple[Item, ...]], list[ConclusionResult]] = {}
    for conclusion in found:
        fresh = LevelledText(source.assessment, source.profile, cautions=True)
        key = (conclusion.label, tuple(drafted(fresh, conclusion)))
        groups.setdefault(key, []).append(conclusion)
    return list(groups.values())


def _named(source: SourceText, alike: list[ConclusionResult]) -> str:
    units = [source.unit_name(c.unit) for c in alike if c.unit and source.several_units]
    return alike[0].label + (f" ({', '.join(units)})" if units else "")


def _reasoned(told: Disclosable, source: SourceText, c: ConclusionResult) -> Iterator[Item]:
    """Yield major, minor, conclusion; then the readings when the point is contested."""
    proof = source.proof(c.proof)
    rule = main_rule(proof) if proof else None
    if proof is not None and rule is not None:
        cited = source.references(rule.sources)
        yield Item(f"{rule.statement} ({cited or unsourced(c)})", "Majeure")
        rests_on = tuple(Item(fact) for fact in minor(told, proof))
        if rests_on:
            yield Item("", "Mineure", rests_on)
        borne = numbered(pieces_of(told, proof))
        if told.pieces is not None:
            yield Item(borne or "aucune pièce du registre ne porte ces faits", "Preuve")
    grief = source.griefs.get((c.id, c.unit))
    if grief and grief.settle_first:
        named = " ; ".join(f"{each.label} ({each.said})" for each in grief.settle_first)
        yield Item(f"{named}. {UNTIL_EXCLUDED}", "À trancher d'abord")
    yield Item(said(source, c, with_support=True), "Conclusion")
    if c.contested:
        yield from readings(source, c.contested, with_sources=True)


def _open_points(source: SourceText) -> Iterator[Block]:
    """Yield what cannot be concluded yet, and the answers it hangs on."""
    found = [c for c in source.named if c.goal and c.status == "open" and c.id not in SHOWN]
    alike: dict[Item, list[tuple[str | None, Item]]] = {}
    for c in found:
        alike.setdefault(depends(source, c), []).append((c.unit, Item("", c.label)))
    if alike:
        yield Heading("À établir avant de conclure")
        yield from bullets(
            Item("", " ; ".join(item.strong for item in merged(source, named)), (needed,))
            for needed, named in alike.items()
        )


def _read_in_full(told: Disclosable) -> Iterator[Block]:
    if told.read_sources:
        yield Heading("Textes lus en entier pour ce dossier")
        yield Table(
            ("Source", "Lue par", "Le"),
            tuple((each.reference, each.by, french_date(each.on)) for each in told.read_sources),
        )
