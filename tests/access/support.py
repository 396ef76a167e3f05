"""A whole case, with third parties named in every field that a person can type in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from expert.access.holdings import Holding
from expert.access.report import access_report
from expert.cases.answers import AnswerRecord, Note
from expert.cases.assessments import AssessmentRecord
from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision, DueDate, ExportRecord
from expert.cases.people import Person
from expert.cases.pieces import Attachment, Piece, Withdrawal
from expert.cases.retention import Freeze
from expert.cases.statements import Statement
from expert.cases.verified_sources import VerifiedSource
from expert.documents.markdown import layout
from expert.incident import Incident, Passage, Publication
from expert.incident_files import incident_text
from expert.journal.entry import Entry
from tests.support.case_files import COUNSEL, OFFICER, base

AT = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
FUNCTIONS = {OFFICER: "gestionnaire RH", COUNSEL: "juriste"}
THIRD = "Hélène Dupont-Moreau"
"""Planted in every field: neither of its words may be read in the report."""

SUBJECT = Person(
    id="p1", name="Paul Lefèvre", role="concernee", function="aide-soignant", service="Urgences"
)
AIMED = Person(id="p2", name=f"Mme {THIRD}", role="visee", function="cadre de santé")
WITNESS = Person(id="p3", name="Jean-François d'Ormesson", role="temoin")


def incident(
    *, publication: dict[str, Any] | None = None, passage: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Return the incident of the case, as its file writes it, with more answers at each level."""
    answers = {
        "reporter_role": "instruit",
        "author_status": "titulaire_fph",
        "discovery_date": date(2026, 11, 12),
        "prior_record": None,
        "harassment_presumed": "oui",
        "union_context": "oui",
    }
    found = Incident(
        title=f"Propos sur {THIRD}",
        examined_on=date(2026, 11, 20),
        answers=answers | more,
        publications=(
            Publication(
                "P1",
                (
                    Passage(
                        "P1",
                        {"outrageous_expression": "oui", "imputes_precise_fact": "non"}
                        | (passage or {}),
                        f"« {THIRD.upper()} est une incapable », a écrit Paul LEFEVRE",
                    ),
                ),
                {"access": "public", "first_online_date": date(2026, 11, 10)}
                | (publication or {}),
                f"https://exemple.org/{THIRD.split()[0]}",
            ),
        ),
        publications_closed=True,
        notes={"notes_de_question": {
            "access": f"vu avec {THIRD}", "harassment_presumed": "dit par PROTEGE",
        }},
    )  # fmt: skip
    data: dict[str, Any] = json.loads(incident_text(found, "json"))
    return data


def whole_case(**changed: Any) -> CaseFile:
    """Return a case where each field that is typed names a third party."""
    parts: dict[str, Any] = {
        "id": "D-7F3K-92QA",
        "created_at": AT,
        "created_by": OFFICER,
        "incident": incident(),
        "stage": "decide",
        "affair": "A-7F3K-92QA",
        "people": (SUBJECT, AIMED, WITNESS),
        "answers": _answers(),
        "notes": _notes(),
        "pieces": _pieces(),
        "statements": (
            Statement(person="p1", on=date(2026, 11, 17), setting="entretien", piece=2,
                      words=f"Je l'ai écrit après une remarque de {THIRD}.",
                      silence_told_on=date(2026, 11, 16), by=OFFICER, at=AT),
            Statement(person="p3", on=date(2026, 11, 18), setting="ecrit",
                      words=f"{THIRD} me l'a montré.", by=OFFICER, at=AT),
        ),
        "verified_sources": (
            VerifiedSource(source="cgfp-l532-4", verified_by=THIRD, on=date(2026, 11, 18),
                           by=COUNSEL, at=AT),
        ),
        "assessments": (assessment(),),
        "decisions": _decisions(),
        "due_dates": (
            DueDate(label=f"Répondre à {THIRD}", last_day=date(2026, 12, 1), by=OFFICER, at=AT),
        ),
        "freezes": (
            Freeze(reason=f"Recours de {THIRD}", ends_on=date(2027, 1, 1), by=COUNSEL, at=AT),
        ),
        "exports": (
            ExportRecord(
                document=f"Rapport pour {THIRD}", form="docx", recipient=THIRD, sha256="c" * 64,
                by=OFFICER, at=AT,
            ),
        ),
    }  # fmt: skip
    return CaseFile.model_validate(parts | changed)


def assessment(**changed: Any) -> AssessmentRecord:
    """Return a result that was kept, read with the base of today."""
    parts: dict[str, Any] = {
        "id": "r1",
        "at": AT,
        "by": COUNSEL,
        "reader": "juriste",
        "incident": incident(),
        "base_version": base().version,
        "base_digest": base().digest,
        "software": "9.9",
        "headline": f"Propos sur {THIRD} : injure à établir",
        "result_sha256": "e" * 64,
    }
    return AssessmentRecord.model_validate(parts | changed)


def told(holdings: Sequence[Holding], **more: Any) -> str:
    """Return the report as Markdown."""
    given: dict[str, Any] = {
        "day": date(2026, 11, 28), "functions": FUNCTIONS, "zone": PARIS, "replay": lambda _: None,
    }  # fmt: skip
    return layout(access_report(holdings, base(), **(given | more)))


def entry(number: int, act: str, case: str | None = "D-7F3K-92QA", **more: Any) -> Entry:
    """Return an entry of the journal."""
    parts = {"number": number, "at": AT, "account": OFFICER, "act": act, "case": case}
    return Entry.model_validate(parts | more)


def _answers() -> tuple[AnswerRecord, ...]:
    def given(question: str, value: Any, **more: Any) -> AnswerRecord:
        return AnswerRecord(question=question, value=value, by=OFFICER, at=AT, **more)

    return (
        given("access@P1", "public"),
        given("author_status", "titulaire_fph"),
        given("discovery_date", "2026-11-12"),
        given("prior_record", None),
        given("repeated", None, given=False),
        given("harassment_presumed", "oui"),
        given("une-question-d-avant", f"dit par {THIRD}"),
    )


def _notes() -> tuple[Note, ...]:
    return (
        Note(on="access@P1", text=f"{THIRD} l'a lu", by=OFFICER, at=AT),
        Note(on="pièce 1", text="helene dupont l'a remise", by=COUNSEL, at=AT),
        Note(text="DUPONT MOREAU absente", by=COUNSEL, at=AT),
        Note(on="union_context", text="PROTEGE", by=COUNSEL, at=AT),
    )


def _pieces() -> tuple[Piece, ...]:
    def piece(number: int, **more: Any) -> Piece:
        shared: dict[str, Any] = {"nature": "capture", "by": OFFICER, "at": AT}
        return Piece.model_validate({"number": number, **shared, **more})

    return (
        piece(
            1, title=f"Capture remise par {THIRD}", dated=date(2026, 11, 11), author=THIRD,
            received_on=date(2026, 11, 12), obtained="screenshot", obtained_words=f"par {THIRD}",
            kept="jointe", guard=f"bureau de {THIRD}",
            attachment=Attachment(
                sha256="a" * 64, size=2048, media_type="image/png", name="capture_helene_dupont.png"
            ),
            supports=("access@P1", "harassment_presumed"),
        ),
        piece(2, title="Lettre d'excuses", nature="courrier", author="M. Lefevre", favourable=True),
        piece(3, title="Note", author="Quelqu'un d'autre",
              withdrawn=Withdrawal(reason=f"à la demande de {THIRD}", by=COUNSEL, at=AT)),
    )  # fmt: skip


def _decisions() -> tuple[Decision, ...]:
    return (
        Decision(
            act="sanction", on=date(2026, 11, 19), authority="Le directeur", sanction="blame",
            reason=f"Propos sur {THIRD}.", by=OFFICER, at=AT,
        ),
    )  # fmt: skip
