"""The changes of a case file: each takes a case and returns another, or refuses in one sentence.

Nothing that stood is lost: answers, pieces, decisions and steps only grow. `CaseRefusedError` is
the only refusal, and the case that was given is then untouched. The rule base is asked only where
a word must be one of its own.
"""

from expert.cases.changes.answers import opened_case, with_incident
from expert.cases.changes.decisions import (
    refuse_export,
    with_decision,
    with_export,
    with_sanction_erased,
    with_stage,
)
from expert.cases.changes.entries import (
    with_due_date,
    with_due_date_done,
    with_note,
    with_person,
    with_person_changed,
)
from expert.cases.changes.freezes import with_freeze, with_freeze_lifted
from expert.cases.changes.pieces import (
    with_piece,
    with_piece_corrected,
    with_piece_withdrawn,
)
from expert.cases.changes.results import with_assessment

__all__ = [
    "opened_case",
    "refuse_export",
    "with_assessment",
    "with_decision",
    "with_due_date",
    "with_due_date_done",
    "with_export",
    "with_freeze",
    "with_freeze_lifted",
    "with_incident",
    "with_note",
    "with_person",
    "with_person_changed",
    "with_piece",
    "with_piece_corrected",
    "with_piece_withdrawn",
    "with_sanction_erased",
    "with_stage",
]
