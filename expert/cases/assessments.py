"""A result that was read, kept so that it can be drawn again, byte for byte."""

from __future__ import annotations

from typing import Any

from expert.cases.part import AccountId, Line, Moment, Part, Text
from expert.cases.pieces import Sha256


class NotedDeadline(Part):
    """A last day that a result gave, kept so that a list of cases tells it without a rule base.

    `ends` is a day, or a moment for a delay in hours, as ISO writes it. `status` is whether the
    delay applies (established, contested, open).
    """

    id: Line
    label: Line
    for_whom: Text = ""
    actor: Line = ""
    ends: Line
    status: Line
    still_due: bool = False


class AssessmentRecord(Part):
    """A result as it was given: the very answers, the base, the software, and its digest.

    `incident` is the incident as its file writes it. `result_sha256` is the digest of the JSON form
    of the result for `reader`: replaying `incident` with the base of `base_digest` gives the same
    bytes, or the software says that it no longer does.
    """

    id: Line
    at: Moment
    by: AccountId
    reader: Line
    incident: dict[str, Any]
    base_version: Line
    base_digest: Line
    software: Line
    headline: Line = ""
    deadlines: tuple[NotedDeadline, ...] = ()
    result_sha256: Sha256
