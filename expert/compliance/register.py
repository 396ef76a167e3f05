"""The register sheet: purposes, legal basis, persons, data, recipients, durations, security."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.cases.people import ROLE_FR
from expert.compliance.categories import clear_columns, columns_of, facts_of, fields_of
from expert.compliance.durations import duration_blocks
from expert.compliance.framing import chapter, head
from expert.compliance.models import STATE_FR, Categories, Category
from expert.compliance.notes import Notes
from expert.compliance.reading import categories, chapters, threat_model
from expert.compliance.recipients import recipient_blocks
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from knowledge.base_model import KnowledgeBase
from knowledge.models.facts import Fact

TITLE = "Fiche de registre du traitement"


def register(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the register sheet."""
    notes, written = Notes(base), chapters("registre")
    parts = {each.id: each for each in written.chapters}
    yield from head(TITLE, written.opening, base)
    for name in ("responsable", "finalites", "base-legale"):
        yield from chapter(parts[name], notes)
    yield from _persons()
    yield from _data(base, categories())
    yield Heading("Destinataires")
    yield from recipient_blocks()
    yield Heading("Durées")
    yield from duration_blocks(base, notes)
    yield from _security()
    for name in ("exclus", "hebergement", "droits-des-personnes"):
        yield from chapter(parts[name], notes)
    yield from notes.annexes()
    yield from _questions(base, categories())


def _persons() -> Iterator[Block]:
    yield Heading("Personnes concernées")
    yield from bullets(
        (
            Item(" ; ".join(ROLE_FR.values()), "Dans un dossier"),
            Item(
                "jamais nommé par le dossier ; que quelque chose d'un patient a été divulgué est "
                "un fait de l'incident",
                "Patient",
            ),
            Item("les titulaires d'un compte, dont les actes laissent une trace", "Utilisateurs"),
        )
    )


def _data(base: KnowledgeBase, data: Categories) -> Iterator[Block]:
    facts, fields = facts_of(base, data), fields_of(data)
    yield Heading("Catégories de données")
    yield Paragraph(
        f"Lues dans les modèles du logiciel et dans la base : {len(base.facts)} questions "
        f"possibles, dont {sum(f.protected for f in base.facts.values())} protégées. Un incident "
        "n'en pose qu'une partie. Leur détail est à la fin."
    )
    yield from bullets(
        _category(each, facts.get(each.id, ()), fields.get(each.id, ()))
        for each in data.categories
        if each.id in facts or each.id in fields
    )
    yield Heading("Ce qui reste lisible par qui administre la base", 3)
    yield Paragraph(
        f"Tout le reste est chiffré. {len(clear_columns())} colonnes ne le sont pas ; aucune ne "
        "porte de nom, de réponse ni de titre."
    )
    labels = {each.id: each.label for each in data.categories}
    yield from bullets(
        Item(" ; ".join(words), labels[name]) for name, words in columns_of(data).items()
    )


def _category(category: Category, facts: Sequence[Fact], fields: Sequence[str]) -> Item:
    told = []
    if fields:
        told.append(Item(" ; ".join(fields), "Gardé"))
    if facts:
        number = len(facts)
        told.append(Item(f"{number} question{'s' if number > 1 else ''}", "Demandé"))
    if category.caution:
        told.append(Item(category.caution, "Attention"))
    return Item(category.holds, category.label, tuple(told))


def _questions(base: KnowledgeBase, data: Categories) -> Iterator[Block]:
    labels = {each.id: each.label for each in data.categories}
    yield Heading("Détail des questions")
    yield Paragraph(
        "« qualif base faits » donne, pour chacune, sa question entière, ses réponses possibles, "
        "sa raison et ses sources."
    )
    yield from bullets(
        Item(" ; ".join(fact.label for fact in facts), labels[name])
        for name, facts in facts_of(base, data).items()
    )


def _security() -> Iterator[Block]:
    yield Heading("Mesures de sécurité")
    yield Paragraph(
        "Face à chaque menace, la mesure, et jusqu'où des essais la prouvent. « qualif conformite "
        "menaces » nomme ces essais et dit, ligne par ligne, ce qui reste."
    )
    yield from bullets(
        Item(f"{each.practice.removesuffix('.')} ({STATE_FR[each.state]}).", each.threat)
        for each in threat_model().threats
    )
