"""The attacks of opposing counsel in their fixed order: argument, authority, answer, piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from expert.assessment.reader_parts import AttackResult, AttackState, LookedAt
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph
from expert.documents.source_text import SourceText, capitalised, unit_text

STATES: Final[dict[AttackState, str]] = {
    "closed": "le dossier répond",
    "open": "à établir",
    "contested": "contesté",
    "against": "contre l'employeur",
}
"""What the file answers, in words: never a degree."""

_OPENING: Final = (
    "Ce que la personne ou son conseil opposera, dans un ordre qui ne change pas ; ce que le "
    "dossier y répond aujourd'hui ; la pièce qui fermerait la question. L'ordre n'est pas une "
    "mesure de force."
)
_MOST_LOOKED_AT: Final = 8


def attacks(source: SourceText) -> Iterator[Block]:
    """Yield every attack that may concern the file, each under its number and title."""
    found = source.assessment.attacks
    yield Paragraph(_OPENING)
    yield Bullets(tuple(_summary(found)))
    title = ""
    for attack in found:
        if attack.title != title:
            title = attack.title
            yield Heading(f"{attack.rank}. {title}")
        yield Bullets(tuple(_attack(source, attack)))


def _summary(found: Iterable[AttackResult]) -> Iterator[Item]:
    """Gather the points by what the file answers, the least answered first."""
    for state in ("against", "contested", "open", "closed"):
        titles = dict.fromkeys(f"{a.rank}.\u00a0{a.title}" for a in found if a.state == state)
        if titles:
            yield Item(" ; ".join(titles), capitalised(STATES[state]))


def _attack(source: SourceText, attack: AttackResult) -> Iterator[Item]:
    advice = " (conseil, sans source au dossier)" if attack.advice else ""
    yield Item(f"{attack.argument}{advice}", "L'attaque")
    yield from _authorities(source, attack.sources, "Ce qui l'appuie")
    yield from _authorities(source, attack.opposed, "Ce qui y répond")
    looked_at = tuple(_looked_at(attack.looked_at))
    yield Item(f"{STATES[attack.state]}. {attack.answer}", "Le dossier aujourd'hui", looked_at)
    yield Item(" ; ".join(attack.pieces), "Pièces qui ferment la question")


def _authorities(source: SourceText, names: Iterable[str], title: str) -> Iterator[Item]:
    cited = [found for found in map(source.citation, names) if found is not None]
    if cited:
        yield Item("", title, tuple(source.authority(each) for each in cited))


def _looked_at(states: tuple[LookedAt, ...]) -> Iterator[Item]:
    """Yield each state once, with the passages it is said of; what is excluded is left out."""
    units: dict[tuple[str, str], list[str]] = {}
    for state in states:
        named = units.setdefault((state.label, state.said), [])
        if state.unit:
            named.append(unit_text(state.unit))
    for (label, said), named in list(units.items())[:_MOST_LOOKED_AT]:
        where = f" ({', '.join(named)})" if named else ""
        yield Item(said, f"{capitalised(label)}{where}")
