"""The conclusions by layer: what can be said today, briefly, or line by line for counsel."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import ConclusionResult, Contested
from expert.documents.chapters.authorities import authorities
from expert.documents.chapters.headline import SHOWN
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.slots import gathered
from expert.documents.source_text import (
    LAYERS,
    REPORT_ONLY,
    SourceText,
    first_reason,
    status_word,
)
from expert.explanation.render import syllogism

_MOST_QUESTIONS = 4
_STATUS = "statut de l'auteur : "
"""How a reason starts when only persons of another status are concerned."""
_MOST_OPEN = 6
"""Open points of a layer told one by one in a brief report; beyond, they are only named."""


def settled_conclusions(source: SourceText) -> Iterator[Block]:
    """Yield what is established or contested, without layers: for who only hands over."""
    found = [
        c
        for c in source.assessment.conclusions
        if c.id not in SHOWN and c.id != REPORT_ONLY and c.status in ("established", "contested")
    ]
    if found:
        yield Heading("Ce que l'on peut dire aujourd'hui")
        yield from bullets(merged(source, ((c.unit, _brief(source, c)) for c in found)))


def brief_conclusions(source: SourceText) -> Iterator[Block]:
    """Yield, layer by layer, what is said; what is excluded is only counted."""
    for title, found in _layers(source):
        settled = [
            c
            for c in found
            if c.status != "excluded" and c.id not in SHOWN and not source.is_grief(c)
        ]
        still_open = [c for c in settled if c.status == "open"]
        if len(still_open) > _MOST_OPEN:
            settled = [c for c in settled if c.status != "open"]
        if settled or still_open:
            yield Heading(title)
            yield from bullets(merged(source, ((c.unit, _brief(source, c)) for c in settled)))
        if len(still_open) > _MOST_OPEN:
            names = merged(source, ((c.unit, Item("", c.label)) for c in still_open))
            yield Paragraph(f"À établir : {' ; '.join(name.strong for name in names)}.")
    count = len({c.id for c in source.assessment.conclusions} - _held(source))
    if count:
        points = "autres points ont été examinés et écartés" if count > 1 else (
            "autre point a été examiné et écarté"
        )  # fmt: skip
        yield Paragraph(
            f"{count} {points} au vu des réponses ; le rapport du juriste dit "
            f"{'lesquels' if count > 1 else 'lequel'} et pourquoi."
        )


def _held(source: SourceText) -> set[str]:
    """Return what is told elsewhere: shown in the headline, or not excluded for some unit."""
    live = {c.id for c in source.assessment.conclusions if c.status != "excluded"}
    return live | SHOWN | {REPORT_ONLY}


def full_conclusions(source: SourceText) -> Iterator[Block]:
    """Yield, layer by layer, each conclusion with its reasons, its readings and its sources."""
    for title, found in _layers(source):
        live = [c for c in found if c.status != "excluded" and not source.is_grief(c)]
        if live:
            settled = [c for c in live if c.status != "open"]
            yield Heading(title)
            yield from bullets(merged(source, ((c.unit, _full(source, c)) for c in settled)))
            yield from _still_open(source, [c for c in live if c.status == "open"])


def _still_open(source: SourceText, found: list[ConclusionResult]) -> Iterator[Block]:
    """Yield the open points, those that hang on the same answers told together."""
    alike: dict[tuple[Item, str], list[tuple[str | None, Item]]] = {}
    for c in found:
        unproved = "" if c.if_unproved == c.status else status_word(c.if_unproved)
        alike.setdefault((depends(source, c), unproved), []).append(
            (c.unit, _open_point(source, c))
        )
    items = []
    for (needed, unproved), named in alike.items():
        points = merged(source, named)
        details = [*points] if len(points) > 1 else []
        details += [needed] if needed.items else []
        details += [Item(unproved, "Si rien de plus n'est prouvé")] if unproved else []
        only = points[0] if len(points) == 1 else Item("tiennent aux mêmes réponses", "À établir")
        items.append(Item(only.text, only.strong, tuple(details)))
    yield from bullets(items)


def _open_point(source: SourceText, conclusion: ConclusionResult) -> Item:
    return Item(said(source, conclusion, with_support=False), conclusion.label)


def excluded_conclusions(source: SourceText) -> Iterator[Block]:
    """Yield what was examined and does not hold, gathered by the first missing element."""
    told = {text.because for text in source.assessment.excluded_texts}
    yield Heading("Points examinés et écartés, et pourquoi")
    for title, found in _layers(source):
        by_reason: dict[str, list[tuple[str | None, Item]]] = {}
        other_status: set[str] = set()
        for c in found:
            proof = source.proof(c.proof)
            if c.status == "excluded" and proof is not None and proof.line not in told:
                reason = first_reason(proof.line)
                if reason.startswith(_STATUS):
                    other_status.add(c.id)
                    continue
                by_reason.setdefault(reason, []).append((c.unit, Item("", c.label)))
        if by_reason or other_status:
            yield Heading(title, level=3)
            yield from bullets([
                *(
                    Item(reason, " ; ".join(item.strong for item in merged(source, named)))
                    for reason, named in by_reason.items()
                ),
                *_of_other_statuses(len(other_status)),
            ])  # fmt: skip


def _of_other_statuses(count: int) -> Iterator[Item]:
    """Count, without a list, what the law says of persons of another status."""
    if count:
        points = "points propres" if count > 1 else "point propre"
        yield Item(f"{count} {points} à un autre statut que celui de la personne")


def _layers(source: SourceText) -> Iterator[tuple[str, list[ConclusionResult]]]:
    shown = [c for c in source.named if c.id != REPORT_ONLY]
    for layer, title in LAYERS.items():
        found = gathered(c for c in shown if c.layer == layer)
        if found:
            yield title, found


def _brief(source: SourceText, conclusion: ConclusionResult) -> Item:
    details: list[Item] = []
    if conclusion.contested:
        details = readings(source, conclusion.contested, with_sources=False)
    told = said(source, conclusion, with_support=True)
    return Item(told, conclusion.label, tuple(details))


def _full(source: SourceText, conclusion: ConclusionResult) -> Item:
    details: list[Item] = []
    details += syllogism_items(source, conclusion)
    if conclusion.contested:
        details += readings(source, conclusion.contested, with_sources=True)
    grief = source.griefs.get((conclusion.id, conclusion.unit))
    details += authorities(source, grief) if grief else []
    if conclusion.if_unproved != conclusion.status:
        word = status_word(conclusion.if_unproved)
        details.append(Item(word, "Si rien de plus n'est prouvé"))
    return Item(said(source, conclusion, with_support=True), conclusion.label, tuple(details))


def said(source: SourceText, conclusion: ConclusionResult, *, with_support: bool) -> str:
    """Return the status, its support, and the sentence when it says more than the two."""
    status = status_word(conclusion.status)
    default = f"{conclusion.label} : {status}."
    if conclusion.support == "advice":
        status = ""  # an advice is never said « établi »
    support = ""
    if with_support and conclusion.support:
        support = source.support(conclusion.support, conclusion.borne_by)
    more = conclusion.sentence.removeprefix(default).strip()
    return f"{', '.join(part for part in (status, support) if part)}. {more}".strip()


def syllogism_items(source: SourceText, conclusion: ConclusionResult) -> list[Item]:
    """Return the major with its sources, the minor, the conclusion; nothing without a rule."""
    proof = source.proof(conclusion.proof)
    reasoning = syllogism(proof) if proof else None
    if reasoning is None:
        return []
    cited = source.references(reasoning.sources)
    items = [Item(f"{reasoning.major}{f' ({cited})' if cited else ''}", "Règle")]
    if reasoning.minor:
        items.append(Item(" ; ".join(reasoning.minor), "Faits"))
    return items


def readings(source: SourceText, contested: Contested, *, with_sources: bool) -> list[Item]:
    """Return both readings of each zone, the pieces that settle it and the prudent outcome."""
    items = []
    for reading in contested.readings:
        cited = source.references(reading.sources) if with_sources else ""
        outcome = {True: "établi", False: "écarté", None: "à établir"}[reading.value]
        told = f"{reading.statement.rstrip('.')}. Alors : {outcome}."
        items.append(Item(f"{told}{f' ({cited})' if cited else ''}", "Une lecture"))
    if contested.pieces:
        items.append(Item(" ; ".join(contested.pieces), "Pièces qui départagent"))
    return [*items, *(Item(told, "Issue prudente") for told in contested.prudent)]


def depends(source: SourceText, conclusion: ConclusionResult) -> Item:
    """Return the first answers or proofs that an open conclusion hangs on."""
    asked = [source.question(key) for key in conclusion.depends_on]
    shown = [Item(question) for question in asked[:_MOST_QUESTIONS]]
    left = len(asked) - len(shown)
    if left:
        shown.append(Item(f"et {left} autre{'s' if left > 1 else ''} (voir plus loin)"))
    lack = "une preuve manque" if conclusion.open_because == "proof" else "une réponse manque"
    return Item(lack, "Dépend de", tuple(shown))
