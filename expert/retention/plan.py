"""Everything that an erasure must reach, in an order that a cut half-way leaves safe.

The keys go first, the one that closes every envelope with them: from then on nothing of the case
can be read here, nor in a backup once its key ring is written again. Every step may be done again:
an erasure that was cut is taken up from its start.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.part import AccountId, CaseId, Part

Target = Literal[
    "journal-commence", "cles", "revisions", "pieces-jointes", "liste", "affaire", "journal-termine"
]  # fmt: skip
"""What a step of the erasure deals with, in its order."""


class ErasureStep(Part):
    """A step: what goes, said in French, and the names of what goes (digests, accounts)."""

    target: Target
    told: str
    names: tuple[str, ...] = ()


class ErasurePlan(Part):
    """What goes, what nobody can reach from here, and what stays."""

    case: CaseId
    steps: tuple[ErasureStep, ...]
    beyond_reach: tuple[str, ...]
    kept: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """Return the plan in French: what goes, then what is out of reach, then what stays."""
        return (*(step.told for step in self.steps), *self.beyond_reach, *self.kept)


def erasure_plan(
    case: CaseFile, *, revisions: int, holders: Iterable[AccountId], backups: int | None = None
) -> ErasurePlan:
    """Return the plan of one case.

    `revisions` counts its kept versions, conflicts included; `holders` are the accounts (recovery
    officers included) for whom its key is wrapped; `backups` counts the backups that are known,
    None when nobody counted them.
    """
    return ErasurePlan(
        case=case.id,
        steps=tuple(_steps(case, revisions, tuple(sorted(set(holders))))),
        beyond_reach=(*_copies_that_left(case), *_kept_elsewhere(case), _backups(backups)),
        kept=(
            "Le journal garde le pseudonyme du dossier, les actes et leurs dates, jusqu'au terme "
            "de sa propre conservation.",
        ),
    )


def _steps(case: CaseFile, revisions: int, holders: tuple[AccountId, ...]) -> Iterable[ErasureStep]:
    joined = {p.attachment.sha256 for p in case.pieces if p.attachment is not None}
    yield _step("journal-commence", "Le journal note que l'effacement commence.")
    told = (
        f"La clé du dossier, remise à {_count(len(holders), 'compte', 'comptes')}, et la clé "
        "d'effacement sont détruites."
    )
    yield _step("cles", told, holders)
    told = f"{_count(revisions, 'version', 'versions')} du dossier, avec la liste de ses exports."
    yield _step("revisions", told)
    if joined:
        told = f"{_count(len(joined), 'fichier joint', 'fichiers joints')}."
        yield _step("pieces-jointes", told, tuple(sorted(joined)))
    yield _step("liste", "La ligne du dossier dans la liste, la recherche et les dossiers récents.")
    if case.affair is not None:
        yield _step("affaire", f"Le lien avec l'affaire {case.affair}.", (case.affair,))
    yield _step("journal-termine", "Le journal note que l'effacement est fait.")


def _copies_that_left(case: CaseFile) -> Iterable[str]:
    for export in case.exports:
        to = f", remise à {export.recipient}" if export.recipient else ""
        yield (
            f"Hors d'atteinte : copie sortie le {french_date(export.at.date())} "
            f"({export.document}, {export.form}){to} ; à réclamer ou à faire détruire."
        )


def _kept_elsewhere(case: CaseFile) -> Iterable[str]:
    for piece in case.pieces:
        if piece.kept == "original-garde":
            by = piece.guard or "personne que le dossier ne nomme pas"
            yield f"Hors d'atteinte : original de la pièce {piece.number}, gardé par {by}."


def _backups(backups: int | None) -> str:
    which = (
        "Les sauvegardes ne sont pas récrites"
        if backups is None
        else f"{_count(backups, 'sauvegarde connue', 'sauvegardes connues')}, non récrites"
    )
    return (
        f"{which} : le dossier y devient illisible quand le trousseau est récrit, à la prochaine "
        "sauvegarde ; un ancien trousseau ou une copie brute de la base garde la clé : à détruire."
    )


def _step(target: Target, told: str, names: tuple[str, ...] = ()) -> ErasureStep:
    return ErasureStep(target=target, told=told, names=names)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {many if number > 1 else one}"
