"""The threat model as a paper: who, what, and for each threat the practice, its tests, the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from expert.compliance.framing import head
from expert.compliance.models import STATE_FR, Threat
from expert.compliance.notes import Notes
from expert.compliance.reading import threat_model
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from knowledge.base_model import KnowledgeBase

TITLE = "Modèle de menaces"

_OPENING = (
    "Une menace n'est dite couverte que par des essais automatiques, nommés à la fin. « Couverte "
    "en partie » dit ce qui manque ; ce qui n'est pas couvert est écrit de même."
)


def threats_sheet(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the threat model."""
    model, notes = threat_model(), Notes(base)
    yield from head(TITLE, _OPENING, base)
    counts = Counter(each.state for each in model.threats)
    told = (_counted(counts[state], words) for state, words in STATE_FR.items() if counts[state])
    yield Paragraph(f"{len(model.threats)} menaces : {' ; '.join(told)}.")
    yield Heading("De qui l'on se garde")
    yield from bullets(each.label for each in model.actors)
    yield Heading("Ce que l'on garde")
    yield from bullets(model.assets)
    yield Heading("Les menaces")
    labels = {actor.id: actor.label for actor in model.actors}
    yield from bullets(_threat(each, labels, notes) for each in model.threats)
    yield from notes.annexes()


def _threat(threat: Threat, labels: dict[str, str], notes: Notes) -> Item:
    told = [
        Item(" ; ".join(labels[name] for name in threat.actors), "Vient de"),
        Item(threat.practice, "Réponse"),
    ]
    if threat.every_test:
        told.append(Item(notes.tests(threat), "Essais"))
    told += [Item(each, "Non couvert") for each in threat.left]
    return Item(f"{threat.threat} ({STATE_FR[threat.state]})", f"{threat.number}", tuple(told))


def _counted(count: int, words: str) -> str:
    return f"{count} {words if count == 1 else words.replace('couverte', 'couvertes')}"
