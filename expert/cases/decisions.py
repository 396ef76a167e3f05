"""What people decided. The software opens what the law opens; a person chooses, and says why."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from expert.cases.part import AccountId, Line, Moment, Part, Text

Stage = Literal["ouvert", "instruit", "saisi", "decide", "clos", "archive"]

STAGE_FR: Final[dict[Stage, str]] = {
    "ouvert": "ouvert",
    "instruit": "en instruction",
    "saisi": "conseil ou instance saisi",
    "decide": "décision prise",
    "clos": "clos",
    "archive": "archivé",
}
"""The steps of a case, in order. A case may go back one step, with a reason in the journal."""


class StageChange(Part):
    """A step that a case took, forward or back; going back says why."""

    stage: Stage
    reason: Text = ""
    by: AccountId
    at: Moment


Act = Literal["sans-suite", "rappel", "saisine", "sanction", "retrait-sanction", "autre"]

ACT_FR: Final[dict[Act, str]] = {
    "sans-suite": "clôture sans suite",
    "rappel": "rappel des règles, sans sanction",
    "saisine": "saisine du conseil ou de l'instance",
    "sanction": "sanction prononcée",
    "retrait-sanction": "sanction retirée ou annulée",
    "autre": "autre décision",
}


class Decision(Part):
    """A decision taken by a person: what, by which authority, on which day, and for which reason.

    `sanction` is the id of the sanction in the scale of the base, `group` its group there: the one
    pronounced or, in a referral, the one that a person proposes. `erased_on` is the day on which
    the authority erased that sanction from the individual file, the agent having asked for it. The
    reason is required before anything of the case is exported.
    """

    act: Act
    on: date
    authority: Line
    reason: Text
    sanction: Line = ""
    group: Line = ""
    erased_on: date | None = None
    by: AccountId
    at: Moment


class ExportRecord(Part):
    """A copy that left: which document, in which form, for whom; what an erasure must reach.

    A `draft` may leave before anything is decided, and is marked as one on every page.
    """

    document: Line
    form: Line
    recipient: Line = ""
    reason: Text = ""
    anonymised: bool = False
    draft: bool = False
    sha256: Line
    by: AccountId
    at: Moment


class DueDate(Part):
    """A last day that a person noted, beside those that the law gives."""

    label: Line
    last_day: date
    done_on: date | None = None
    by: AccountId
    at: Moment
