"""What a document says beside a result: the points of a notice, and the lines a person fills in."""

from __future__ import annotations

from pydantic import Field

from knowledge.models.common import Declaration, Identifier, Identifiers, Rows, Sentence, Sentences
from knowledge.models.prevention import Point


class DocumentPoint(Point):
    """A point of a document; `statuses` are those of the author it is said for (none: all)."""

    statuses: Identifiers = Field(default=(), alias="statuts")

    def is_for(self, status: str | None) -> bool:
        """Whether it is said of an author of that status."""
        return not self.statuses or status in self.statuses


class DocumentPart(Declaration):
    """A part of a document: its points, then the lines left to be filled in (`blanks`)."""

    id: Identifier = Field(alias="partie")
    title: Sentence = Field(alias="titre")
    points: tuple[DocumentPoint, ...] = ()
    blanks: Sentences = Field(default=(), alias="a_remplir")


class DocumentText(Declaration):
    """The fixed words of one document. What depends on an incident is not here."""

    id: Identifier = Field(alias="document")
    title: Sentence = Field(alias="titre")
    opening: Sentence = Field(alias="ouverture")
    parts: tuple[DocumentPart, ...] = Field(alias="parties", min_length=1)
    dossier: Rows = ()

    def part(self, name: str) -> DocumentPart:
        """Return the part of that id. Raises `KeyError`."""
        return {part.id: part for part in self.parts}[name]

    @property
    def points(self) -> tuple[DocumentPoint, ...]:
        """Every point of the document."""
        return tuple(point for part in self.parts for point in part.points)
