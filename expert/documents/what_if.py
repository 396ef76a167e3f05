"""What each answer would change, as a document: open questions first, then the answers given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import capitalised, french_day, unit_text
from expert.incident import parse_key
from expert.status import Status
from expert.what_if.model import EffectResult, PointResult, ValueResult, WhatIf

VERBS: dict[Status, str] = {
    "established": "Établirait",
    "excluded": "Écarterait",
    "contested": "Rendrait contesté",
    "open": "Rouvrirait",
}
"""What a status reached by a change is called, in the order it is told."""

_MOST = 8
"""Conclusions of one kind told by name when every answer is listed; beyond, they are counted."""

_TITLES = {
    "open": "Questions encore ouvertes",
    "unknown": "Réponses « je ne sais pas »",
    "discussed": "Faits discutés",
    "given": "Réponses données",
}
NOTHING = "ne changerait aucune conclusion"
_NOTE = (
    "Chaque ligne dit ce que deviendrait une conclusion si cette réponse était celle-là, toutes "
    "les autres restant ce qu'elles sont. Ce n'est pas une prévision : rien n'est enregistré."
)


def what_if_blocks(found: WhatIf) -> Iterator[Block]:
    """Yield the document of what some answers would change."""
    yield Heading(f"Et si… — {found.title}", 1)
    yield Paragraph(f"Examen du {french_day(found.examined_on)}. {_NOTE}")
    most = None if len(found.points) <= 3 else _MOST
    if found.together is not None:
        yield Heading("Avec ces réponses, ensemble")
        yield from bullets(value_items(found, [found.together], None))
    for standing, title in _TITLES.items():
        points = [point for point in found.points if point.standing == standing]
        if points:
            yield Heading(title)
            yield from bullets(_point(found, point, most) for point in points if _moves(point))
            yield from _still(found, [point for point in points if not _moves(point)])
    if found.unsure:
        yield Paragraph(unsure_sentence(found.unsure))


def point_blocks(found: WhatIf) -> Iterator[Block]:
    """Yield what the values of single answers would change, for a pane beside the answers."""
    for point in found.points:
        yield Heading(point.question + _place(found, point.key))
        yield Paragraph(f"Aujourd'hui : {point.now or 'pas encore répondu'}.")
        yield from bullets(value_items(found, point.values, None))
    if found.unsure:
        yield Paragraph(unsure_sentence(found.unsure))


def unsure_sentence(labels: Sequence[str]) -> str:
    """Return what is said of the conclusions that hang on too many missing answers."""
    return (
        "Trop de réponses manquent encore pour que l'effet soit prouvé sur : "
        f"{' ; '.join(labels)}. Un effet qui n'est pas dit reste possible."
    )


def _moves(point: PointResult) -> bool:
    return any(not value.changes_nothing for value in point.values)


def _still(found: WhatIf, points: Sequence[PointResult]) -> Iterator[Block]:
    """Yield, in one paragraph, the answers that alone change nothing."""
    if points:
        names = " ; ".join(point.label + _place(found, point.key) for point in points)
        yield Paragraph(f"Seules, ces réponses ne changeraient aucune conclusion : {names}.")


def _point(found: WhatIf, point: PointResult, most: int | None) -> Item:
    """Return one answer and its values."""
    now = f" (aujourd'hui : {point.now})" if point.now else ""
    items = value_items(found, point.values, most)
    said = f"{point.question}{_place(found, point.key)}{now}"
    return Item(said, items=tuple(items))


def value_items(found: WhatIf, values: Iterable[ValueResult], most: int | None) -> list[Item]:
    """Return the values, those that change the same things told once, the idle ones last."""
    alike: dict[tuple[Item, ...], list[str]] = {}
    for value in values:
        alike.setdefault(tuple(effect_items(found, value, most)), []).append(value.label)
    idle = alike.pop((), [])
    items = [Item("", " ; ".join(labels), effects) for effects, labels in alike.items()]
    return [*items, *([Item(NOTHING, " ; ".join(idle))] if idle else [])]


def effect_items(found: WhatIf, value: ValueResult, most: int | None) -> Iterator[Item]:
    """Yield « Établirait : … », « Écarterait : … », then the answers that lose their effect."""
    told = list(without_echo(value.effects))
    for status, verb in VERBS.items():
        reached = [effect for effect in told if effect.after == status]
        if reached:
            yield Item(_named(found, reached, most), verb)
    for keys, verb in (
        (value.moot, "N'auraient plus d'effet, gardées"),
        (value.revived, "Compteraient de nouveau"),
    ):
        if keys:
            names = [found.answers[key] + _place(found, key) for key in keys]
            yield Item(" ; ".join(names), verb)


def without_echo(effects: Iterable[EffectResult]) -> Iterator[EffectResult]:
    """Yield the effects, without the other values of a slot whose value is told."""
    kept = list(effects)
    told = {(_slot(e), e.unit) for e in kept if e.after in ("established", "contested")}
    for effect in kept:
        echo = effect.after == "excluded" and "=" in effect.conclusion
        if not (echo and (_slot(effect), effect.unit) in told):
            yield effect


def _slot(effect: EffectResult) -> str:
    return effect.conclusion.partition("=")[0]


def _named(found: WhatIf, effects: Sequence[EffectResult], most: int | None) -> str:
    units: dict[str, list[str]] = {}
    for effect in effects:
        told = units.setdefault(effect.label, [])
        if effect.unit and found.several_units:
            told.append(unit_text(effect.unit))
    names = [f"{label} ({', '.join(told)})" if told else label for label, told in units.items()]
    left = len(names) - most if most is not None else 0
    if left > 1:
        return f"{' ; '.join(names[:most])} ; et {left} autres"
    return capitalised(" ; ".join(names))


def _place(found: WhatIf, key: str) -> str:
    spot = parse_key(key).spot
    named = spot.passage or spot.publication
    return f" ({named})" if named and found.several_units else ""
