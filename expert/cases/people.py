"""The persons a case is about, told apart from those who work on it (the accounts).

A patient is never one of them: that something of a patient was disclosed is a fact of the incident,
who the patient is has no place in a disciplinary file.
"""

from __future__ import annotations

from typing import Final, Literal

from expert.cases.part import Line, Part

Role = Literal["concernee", "visee", "temoin", "transmet", "decide"]

ROLE_FR: Final[dict[Role, str]] = {
    "concernee": "personne concernée",
    "visee": "personne visée",
    "temoin": "témoin",
    "transmet": "personne qui a transmis",
    "decide": "autorité qui décide",
}
"""Neutral words: nobody is an author, a victim or a denouncer before it is established."""


class Person(Part):
    """Somebody of the case. `id` (« p1 ») is what the other parts name."""

    id: Line
    name: Line
    role: Role
    function: Line = ""
    service: Line = ""
