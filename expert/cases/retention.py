"""What keeps a case beyond its term: a dispute before a judge, named, reasoned, with an end."""

from __future__ import annotations

from datetime import date

from expert.cases.part import AccountId, Moment, Part, Text


class Freeze(Part):
    """A case that may not be erased until `ends_on`, both days included."""

    reason: Text
    ends_on: date
    by: AccountId
    at: Moment
    lifted_at: Moment | None = None
