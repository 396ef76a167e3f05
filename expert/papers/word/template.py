"""A Word template, checked whole before anything of it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.word.language import (
    check_amount,
    check_as_jinja,
    check_marks,
    paragraphs,
    unconditional,
)
from expert.papers.word.package import opened, read_template
from expert.papers.word.parts import check_parts, reached
from expert.papers.word.refusal import TemplateError
from expert.papers.word.required import check_body, check_pages, check_styles

SHIPPED: Final = Path(__file__).with_name("sobre.docx")
DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"

_PLACES: Final = {"document": "corps du document", "header": "en-tête", "footer": "pied de page"}


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was checked: its name, its bytes, its parts read as XML; `ours`: shipped."""

    name: str
    content: bytes
    trees: dict[str, Any]
    ours: bool = False


def load_template(path: Path | None = None) -> Template:
    """Return the template of a file, or the one that Qualif ships.

    Raises:
        InputError: the template is refused, or the extra « documents » is not installed.
    """
    chosen = path or SHIPPED
    template = checked(read_template(chosen), chosen.name)
    return replace(template, ours=path is None)


def environment() -> Any:
    """Return how a template is filled: sandboxed, everything escaped, no name left out."""
    sandbox = library("jinja2.sandbox")
    strict = library("jinja2").StrictUndefined
    return sandbox.ImmutableSandboxedEnvironment(autoescape=True, undefined=strict)


def checked(content: bytes, name: str) -> Template:
    """Return a template after every check. Raises `TemplateError`."""
    trees = check_parts(opened(content, name), name)
    if "word/styles.xml" not in trees:
        raise TemplateError(name, "styles", "il n'y en a aucun")
    sources = _sources(content, trees, name)
    check_styles(trees["word/styles.xml"], name)
    shown = {inside: unconditional(source, environment()) for inside, source in sources.items()}
    names = partial(_names, shown)
    check_body(trees[DOCUMENT], names(DOCUMENT), name)
    check_pages(trees[DOCUMENT], targets_of(trees.get(RELATIONS)), trees, names, name)
    return Template(name, content, trees)


def _names(shown: dict[str, set[str]], inside: str) -> set[str]:
    return shown.get(inside, set())


def _sources(content: bytes, trees: dict[str, Any], name: str) -> dict[str, str]:
    """Check what stands between braces; return each part as it will be filled."""
    reader = library("docxtpl").DocxTemplate(BytesIO(content))
    etree = library("lxml.etree")
    sources = {}
    for inside, tree in trees.items():
        text = etree.tostring(tree, encoding="unicode")
        if "{" in text and not inside.endswith(".rels"):
            place = _place(inside)
            check_amount(text, place, name)
            check_marks(paragraphs(tree, place), name)
            sources[inside] = reader.patch_xml(text)
            check_as_jinja(sources[inside], environment(), place, name)
    return sources


def _place(inside: str) -> str:
    """Return what a reader calls a part."""
    kind = inside.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return _PLACES.get(kind, f"fichier « {inside} »")


def targets_of(relations: Any) -> dict[str, str]:
    """Return the member that each relation id of the document names."""
    if relations is None:
        return {}
    return {
        relation.get("Id", ""): reached(RELATIONS, relation.get("Target", ""))
        for relation in relations
    }
