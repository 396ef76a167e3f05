"""Texts and decisions that somebody read in full before relying on them in this file."""

from __future__ import annotations

from datetime import date

from expert.cases.part import AccountId, Line, Moment, Part


class VerifiedSource(Part):
    """« Texte vérifié par …, le … »: lifts, in this file only, the mark of what is known by a note.

    `source` is the id of an entry of the registry, `verified_by` the name of who read it.
    """

    source: Line
    verified_by: Line
    on: date
    by: AccountId
    at: Moment
