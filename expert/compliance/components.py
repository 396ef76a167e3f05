"""The list of components as a paper: what each is for, under which licence, asked for by whom."""

from __future__ import annotations

from collections.abc import Iterator

from expert.compliance.framing import head
from expert.compliance.inventory import Component, components, licence_words, lock_text
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from knowledge.base_model import KnowledgeBase

TITLE = "Nomenclature des composants"

_OPENING = (
    "Composants extérieurs que le logiciel emploie, aux versions et empreintes figées. La forme "
    "JSON (qualif conformite nomenclature --format json) est au format CycloneDX 1.6 ; elle porte "
    "les empreintes et se donne aux outils qui recherchent les failles connues."
)


def components_sheet(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the components that the project asks for, then those that these bring."""
    found = components(lock_text())
    yield from head(TITLE, _OPENING, base, legend=False)
    yield Paragraph(
        f"{len(found)} composants. Les licences sont celles que déclarent les paquets installés "
        "ici ; aucune recherche de failles n'est faite par le logiciel."
    )
    yield Heading("Demandés par le projet")
    yield from bullets(_told(each, found) for each in found if each.direct)
    yield Heading("Demandés par les précédents")
    yield from bullets(_told(each, found) for each in found if not each.direct)


def _told(component: Component, found: tuple[Component, ...]) -> Item:
    by = [each.name for each in found if component.name in each.requires]
    parts = [
        component.purpose,
        f"licence {licence_words(component)}",
        f"demandé par {', '.join(by)}" if by and not component.direct else "",
        f"option {', '.join(component.options)}" if component.options else "",
        f"seulement si {component.marker}" if component.marker else "",
    ]
    return Item(" ; ".join(part for part in parts if part), f"{component.name} {component.version}")
