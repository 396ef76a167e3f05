"""A document in one of the forms of plain text: text, Markdown, JSON."""

from __future__ import annotations

from typing import Final

from expert.documents.acts.catalogue import MadeDocument
from expert.documents.json_outline import document_text
from expert.documents.markdown import layout as markdown
from expert.documents.text import layout as text

FORMS: Final = ("texte", "markdown", "json")


def laid_out(document: MadeDocument, form: str, width: int = 80) -> str:
    """Return a document in one of `FORMS`; what is a draft says so under its title."""
    if form == "json":
        return document_text(
            document.id,
            document.blocks,
            draft=document.draft,
            anonymised=document.anonymised,
            pseudonym=document.pseudonym,
        )
    if form == "markdown":
        return markdown(iter(document.marked))
    return text(iter(document.marked), width)
