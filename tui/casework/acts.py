"""What can be done of a case file: by which form, in which section, with which right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from expert.cases.changes import with_assessment, with_freeze_lifted
from expert.cases.changes.results import result_digest
from expert.cases.refusal import CaseRefusedError
from expert.office.holding import refusal
from tui.case_file import SAMPLE, Change
from tui.casework.decisions import DecisionForm, StageForm
from tui.casework.papers import PaperForm
from tui.casework.people import PersonForm
from tui.casework.pieces import PieceForm
from tui.casework.reminders import DueDateForm, FreezeForm, NoteForm
from tui.casework.sections import Entry
from tui.strings import HANDS_OVER

if TYPE_CHECKING:
    from expert.vault.envelope import Operation
    from tui.casework.form import Form
    from tui.session import Session


class Offer(NamedTuple):
    """Something that can be done: where it is shown, the right it needs, its form if it has one."""

    section: str
    label: str
    operation: Operation
    form: type[Form] | None


KEEP_RESULT: Final = "resultat"
OFFERS: Final[Mapping[str, Offer]] = {
    **{
        form.name: Offer(section, label, form.operation, form)
        for section, label, form in (
            ("Étape", "Changer l'étape…", StageForm),
            ("Échéances", "Noter une échéance…", DueDateForm),
            ("Échéances", "Geler l'effacement…", FreezeForm),
            ("Personnes", "Ajouter une personne…", PersonForm),
            ("Pièces", "Ajouter une pièce…", PieceForm),
            ("Décisions", "Enregistrer une décision…", DecisionForm),
            ("Notes", "Écrire une note…", NoteForm),
            ("Exports", "Faire un document…", PaperForm),
        )
    },
    KEEP_RESULT: Offer("Résultats gardés", "Garder le résultat de maintenant", "repondre", None),
}


def refused(session: Session, operation: Operation) -> str:
    """Return why this account may not do something of the case, or nothing."""
    if session.kept is None:
        return SAMPLE
    if operation == "exporter" and session.profile == "manager":
        return HANDS_OVER
    return "" if operation in session.kept.operations else refusal(operation)


def entries(session: Session) -> dict[str, tuple[Entry, ...]]:
    """Return what each section offers, what is refused included."""
    found: dict[str, tuple[Entry, ...]] = {}
    for name, offer in OFFERS.items():
        entry = Entry(name, offer.label, refused(session, offer.operation))
        found[offer.section] = (*found.get(offer.section, ()), entry)
    return found


def in_order(session: Session) -> Iterator[Entry]:
    """Yield everything that can be done."""
    for each in entries(session).values():
        yield from each


def keep_result(session: Session) -> str:
    """Keep the result for the present reader; return what to say. Raises what a save does."""
    assessment, kept = session.assessment(), session.stored()
    digest = result_digest(assessment)
    if any(each.result_sha256 == digest for each in kept.case.assessments):
        raise CaseRefusedError("ce résultat est déjà gardé, avec les mêmes réponses")
    base, incident, reader = session.services.base, session.incident, session.profile
    session.record(
        Change(
            lambda case, by, at: with_assessment(base, case, incident, assessment, reader, by, at),
            "resultat",
        )
    )
    return "Le résultat est gardé au dossier : il pourra être relu tel qu'il est aujourd'hui."


def lift_freeze(session: Session, number: int) -> str:
    """Lift a freeze; return what to say. Raises what a save does."""
    change = Change(
        lambda case, by, at: with_freeze_lifted(case, number, at), "gel-leve", "decider"
    )
    session.record(change)
    return "Le gel est levé."
