"""The durations sheet: what the law says, what the establishment sets, what nothing erases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.compliance.framing import blanks, head
from expert.compliance.notes import Notes
from expert.documents.outline import Block, Heading, Item, Paragraph, Table, bullets
from expert.journal.rotation import Keeping
from expert.retention.due import REFERENCE
from expert.retention.durations import Durations
from expert.retention.outcomes import in_force
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import ErasureMode, Procedure

TITLE = "Durées de conservation"

_OPENING = (
    "Durées que le logiciel applique : celles de la base de règles, avec leurs textes, et celles "
    "que l'établissement fixe avec son délégué à la protection des données, préremplies courtes "
    "et provisoires. « qualif dossiers durees » les change dans une base, « qualif dossiers "
    "echeances » dit quand chaque dossier s'en va."
)
SETTING_FR: Final[dict[str, str]] = {
    "without_sanction": "Dossier clos sans suite",
    "reminder": "Rappel des règles, sans sanction",
    "never_recorded": "Sanction jamais inscrite au dossier individuel",
    "withdrawn": "Sanction retirée ou annulée",
    "without_text": "Sanction dont aucun texte du registre ne dit l'effacement",
    "warning_days": "Annonce avant l'échéance",
    "set_by_officer": "Durées fixées par le délégué",
}
"""Each setting of the establishment, as a reader is told it."""

MODE_FR: Final[dict[ErasureMode, str]] = {
    "jamais-inscrite": "durée de l'établissement",
    "d-office": "effacement d'office à ce terme",
    "sur-demande": "effacement sur demande ; à défaut, ce terme est la borne haute du dossier",
    "non-invocable": "ce terme est la borne haute du dossier",
}
"""What each mode of erasure does to a case."""


def durations_sheet(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the durations sheet."""
    notes = Notes(base)
    yield from head(TITLE, _OPENING, base, legend=False)
    yield from duration_blocks(base, notes, 2)
    yield from notes.annexes()


def duration_blocks(base: KnowledgeBase, notes: Notes, level: int = 3) -> Iterator[Block]:
    """Yield every duration, under headings of a level."""
    yield Heading("Ce que disent les textes du registre, par statut", level)
    yield from bullets(
        _by_law(base, procedure, notes) for procedure in base.procedures.values()
        if procedure.erasures
    )  # fmt: skip
    without = [p.label for p in base.procedures.values() if not p.erasures]
    if without:
        yield Paragraph(
            "Sans texte lu sur l'effacement, donc durée à fixer par le délégué : "
            f"{' ; '.join(without)}."
        )
    yield Heading("Ce que l'établissement fixe", level)
    yield from _settings(base, notes)
    yield Heading("Ce qui suspend, et ce qui n'est pas atteint", level)
    yield from bullets(_limits())
    yield from blanks(
        ("Durées retenues par le délégué, le", "Archivage intermédiaire et archives publiques")
    )


def _by_law(base: KnowledgeBase, procedure: Procedure, notes: Notes) -> Item:
    names = dict(_sanctions(base, procedure))
    return Item(
        "",
        procedure.label,
        tuple(
            Item(
                f"{erasure.told} Dans Qualif : {MODE_FR[erasure.mode]} "
                f"({notes.texts(in_force(base, erasure.sources, base.law_as_of))})",
                ", ".join(names.get(name, name) for name in erasure.sanctions),
            )
            for erasure in procedure.erasures
        ),
    )


def _sanctions(base: KnowledgeBase, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Yield the name of each sanction of a status, that of the law of the day last."""
    for scale in base.scales.values():
        if set(scale.statuses) & set(procedure.statuses):
            found = [sanction for group in scale.groups for sanction in group.sanctions]
            for sanction in sorted(found, key=lambda each: each.in_force_on(base.law_as_of)):
                yield sanction.id, sanction.label


def _settings(base: KnowledgeBase, notes: Notes) -> Iterator[Block]:
    if REFERENCE in base.sources:
        yield Paragraph(f"À lire avec : {notes.texts((REFERENCE,))}.")
    default = Durations()
    settings = [
        (SETTING_FR[name], _said(name, getattr(default, name)), "")
        for name in Durations.model_fields
    ]
    journal = (
        "Journal des actes",
        f"{Keeping().months} mois, de six mois à trois ans (conseil : aucune source lue au "
        "registre)",
        "",
    )
    yield Table(("Issue du dossier", "Réglage du logiciel", "Retenu"), (*settings, journal))


def _said(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "pas encore"
    if value is None:
        return "aucune, rien n'est effacé tant que personne n'a décidé"
    return f"{value} {'jours' if name == 'warning_days' else 'mois à compter de la décision'}"


def _limits() -> Iterator[Item]:
    yield Item(
        "tant que personne n'a pris de décision qui le termine, un dossier n'a pas d'échéance ; "
        "il est à clore",
        "Dossier ouvert",
    )
    yield Item(
        "un gel motivé, avec auteur et date de fin, garde le dossier au-delà de son terme", "Litige"
    )
    yield Item(
        "copies exportées ou imprimées, originaux gardés ailleurs, anciens trousseaux de clés et "
        "copies brutes de la base : à détruire par qui les détient",
        "Hors d'atteinte",
    )
    yield Item("pseudonyme du dossier, actes et dates, jusqu'au terme du journal", "Ce qui reste")
