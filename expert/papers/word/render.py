"""A paper as a Word file. Same paper and same template, same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.paper import DRAFT, NOTICE, Paper
from expert.papers.typography import sentence
from expert.papers.word.blocks import Writer
from expert.papers.word.elements import made, qualified
from expert.papers.word.language import paragraph_text
from expert.papers.word.package import members_of, resealed
from expert.papers.word.parts import W
from expert.papers.word.refusal import TemplateError
from expert.papers.word.required import check_pages, style_ids, text_width
from expert.papers.word.template import (
    DOCUMENT,
    RELATIONS,
    Template,
    environment,
    load_template,
    targets_of,
)
from expert.papers.word.variables import BODY_MARK, filled

_LANGUAGE: Final = "fr-FR"
_PROPERTIES: Final = (
    "title", "subject", "keywords", "comments", "author", "last_modified_by", "category",
    "content_status", "identifier", "version", "language",
)  # fmt: skip
_PROPERTY_LENGTH: Final = 255
"""Characters that a property of a Word file may hold."""


def render_docx(paper: Paper, template: Path | None = None) -> bytes:
    """Return the Word file of a paper, from a template of the establishment or the shipped one.

    Raises:
        InputError: the template is refused, or the extra « documents » is not installed.
    """
    return written(paper, load_template(template))


def written(paper: Paper, template: Template) -> bytes:
    """Return the Word file of a paper from a template that was checked. Raises `InputError`."""
    styles = style_ids(template.trees["word/styles.xml"])
    outline = Writer(styles, text_width(template.trees[DOCUMENT])).written(paper)
    try:
        return _assembled(paper, template, outline)
    except TemplateError:
        raise
    except Exception:  # whatever a library makes of a file that another program wrote
        if template.ours:
            raise
        raise TemplateError(
            template.name, "", "ce document est abîmé : enregistrez-le de nouveau depuis Word"
        ) from None


def _assembled(paper: Paper, template: Template, outline: list[Any]) -> bytes:
    document = library("docxtpl").DocxTemplate(BytesIO(template.content))
    document.init_docx()
    _unsign(document.core_properties)
    document.render(filled(paper), environment(), autoescape=True)
    _insert(document, outline, template.name)
    speak_french(document)
    _sign(document.core_properties, paper)
    target = BytesIO()
    document.save(target)
    finished = resealed(target.getvalue())
    _check_said(finished, paper, template.name)
    return finished


def _check_said(finished: bytes, paper: Paper, name: str) -> None:
    """Read the file again: whatever the template holds, each page says what it must."""
    parse = library("lxml.etree").fromstring
    trees = {
        inside: parse(content)
        for inside, content in members_of(finished).items()
        if inside.startswith("word/") and inside.endswith((".xml", ".rels"))
    }
    words = {
        "projet": DRAFT if paper.draft else "",
        "mention": sentence(NOTICE),
        "identite": sentence(paper.identity),
    }

    def said(inside: str) -> set[str]:
        text = paragraph_text(trees[inside])
        return {variable for variable, expected in words.items() if expected in text}

    check_pages(trees[DOCUMENT], targets_of(trees[RELATIONS]), trees, said, name)


def _insert(document: Any, outline: list[Any], name: str) -> None:
    """Put the outline where the template keeps its place."""
    places = list(document.element.body.iter(BODY_MARK))
    if len(places) != 1:
        raise TemplateError(name, "corps du document", "« {{ corps }} » n'y est pas une fois")
    place = next(places[0].iterancestors(f"{W}p"))
    parent = place.getparent()
    at = parent.index(place)
    parent[at : at + 1] = outline


def speak_french(document: Any) -> None:
    """Say in the file that its language is French, whatever the template says."""
    styles = document.styles.element
    for properties in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
        language = properties.find(f"{W}lang")
        if language is None:
            language = made("w:lang")
            properties.append(language)
        language.set(qualified("w:val"), _LANGUAGE)


def _unsign(properties: Any) -> None:
    """Empty the properties of the template: nothing is left of who made it, nor to be filled."""
    for name in _PROPERTIES:
        setattr(properties, name, "")


def _sign(properties: Any, paper: Paper) -> None:
    """Write the properties of the file."""
    moment = datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    made_by = f"Qualif {paper.software_version}"
    told = {
        "title": paper.title,
        "subject": paper.reader,
        "keywords": paper.kind,
        "comments": NOTICE,
        "author": made_by,
        "last_modified_by": made_by,
    }
    for name, text in told.items():
        setattr(properties, name, sentence(text)[:_PROPERTY_LENGTH])
    properties.language = _LANGUAGE
    properties.created = properties.modified = moment
    properties.revision = 1
