"""What moved since the founding documents: what they say, what applies, since when, from where.

A reader who knows the old version is told, where it matters to the incident, that it has moved.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from knowledge.models.common import Day, Declaration, Identifier, Identifiers, Rows, Sentence

FoundingDocument = Literal["support-2016", "article-2021", "note-2022"]

DOCUMENT_FR: dict[FoundingDocument, str] = {
    "support-2016": "le support de conférence de 2016",
    "article-2021": "l'article de 2021",
    "note-2022": "la note de juillet 2022",
}
"""How each founding document is named to a reader, inside a sentence."""


class Change(Declaration):
    """One point on which a founding document is no longer, or never was, the law.

    `since` says since when, in words, and `days` are the days it names. `condition` (raw `si`, read
    at the level of the incident) says when it matters, and `profiles` to which readers.
    """

    id: Identifier = Field(alias="changement")
    title: Sentence = Field(alias="titre")
    document: FoundingDocument
    said: Sentence = Field(alias="disait")
    now: Sentence = Field(alias="droit")
    since: Sentence = Field(alias="depuis")
    days: tuple[Day, ...] = Field(default=(), alias="jours")
    verdict: Sentence
    profiles: Identifiers = Field(default=("rh", "juriste"), alias="lecteurs")
    condition: Any = Field(alias="si")
    sources: Identifiers = ()
    dossier: Rows = Field(min_length=1)
