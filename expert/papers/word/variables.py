"""What a template may name between braces, and what each is filled with."""

from __future__ import annotations

from typing import Any, Final

from expert.calendar import french_date
from expert.papers.extra import library
from expert.papers.paper import DRAFT, NOTICE, Paper
from expert.papers.typography import sentence

BODY: Final = "corps"
BODY_MARK: Final = "{urn:qualif:corps}corps"
"""The element that holds the place of the outline: no text can imitate it."""

VARIABLES: Final = {
    "titre": "le titre du document",
    BODY: "le document lui-même, seul sur sa ligne",
    "projet": "« PROJET », ou rien",
    "etat": "la phrase d'un projet, ou rien",
    "en_tete": "le dossier ou le titre, en court",
    "mention": "« Ce document n'est pas une décision. »",
    "identite": "base, empreinte, logiciel et date, sur une ligne",
    "nature": "le genre de document",
    "lecteur": "pour qui il est fait",
    "dossier": "le pseudonyme du dossier, ou rien",
    "date": "le jour où il est établi",
    "base_version": "la version de la base de règles",
    "base_empreinte": "son empreinte",
    "logiciel_version": "la version de Qualif",
    "anonymise": "« Version anonymisée », ou rien",
}
"""Each name with what stands in its place."""


def filled(paper: Paper) -> dict[str, Any]:
    """Return the value of each name for one paper, safe to stand inside the XML of a document."""
    values = {
        "titre": paper.title,
        "projet": DRAFT if paper.draft else "",
        "etat": paper.state,
        "en_tete": paper.head,
        "mention": NOTICE,
        "identite": paper.identity,
        "nature": paper.kind,
        "lecteur": paper.reader,
        "dossier": paper.pseudonym,
        "date": french_date(paper.day),
        "base_version": paper.base_version,
        "base_empreinte": paper.base_digest,
        "logiciel_version": paper.software_version,
        "anonymise": paper.anonymised_words,
    }
    markup = library("markupsafe")
    filled = {name: _safe(markup, sentence(value)) for name, value in values.items()}
    space, _, tag = BODY_MARK.removeprefix("{").partition("}")
    filled[BODY] = markup.Markup(f'<q:{tag} xmlns:q="{space}"/>')  # fixed: no text is in it
    return filled


def _safe(markup: Any, text: str) -> Any:
    """Escape a text twice over: as XML, and so that no brace of it is read as a mark again."""
    return markup.Markup(str(markup.escape(text)).replace("{", "&#123;").replace("}", "&#125;"))
