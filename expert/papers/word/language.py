"""What a template may write between braces: a known name, or a condition on known names.

`{{ titre }}`, `{% if projet and not dossier %}…{% else %}…{% endif %}`; a paragraph that must leave
no empty line writes `{%p if … %}`. No loop, no call, no filter, no attribute: the text is read word
by word, each mark in its paragraph, then once more as Jinja itself reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.word.parts import W
from expert.papers.word.refusal import TemplateError
from expert.papers.word.variables import BODY, VARIABLES
from expert.plain_text import one_line, shortened
from knowledge.errors import nearest

_OPENING: Final = re.compile(r"\{\{|\{%|\{#")
_CLOSING: Final = {"{{": "}}", "{%": "%}"}
_NAME: Final = re.compile(r"[^\W\d]\w*")
_STATEMENTS: Final = ("if", "elif", "else", "endif")
_JOINTS: Final = ("and", "or", "not")
_MOST_MARKS: Final = 200
_LONGEST_MARK: Final = 200
_MOST_BRACES: Final = 1_000
_MOST_CHARACTERS: Final = 1_000_000
_NODES: Final = frozenset(("Template", "Output", "TemplateData", "Name", "If", "And", "Or", "Not"))


def check_amount(source: str, place: str, template: str) -> None:
    """Refuse a part that would take too long to read: what reads it tries each brace to the end."""
    marks, braces = len(_OPENING.findall(source)), source.count("{")
    if marks > _MOST_MARKS or braces > _MOST_BRACES or len(source) > _MOST_CHARACTERS:
        raise TemplateError(
            template, place, f"trop de marques (au plus {_MOST_MARKS}), ou de texte"
        )


def check_marks(paragraphs: Iterator[tuple[str, str]], template: str) -> None:
    """Check the marks of some paragraphs, each a place and its text. Raises `TemplateError`."""
    for place, text in paragraphs:
        for mark in _marks(text, place, template):
            _check_mark(mark, place, template)


def _marks(text: str, place: str, template: str) -> Iterator[str]:
    end = 0
    while found := _OPENING.search(text, end):
        opening = found[0]
        closing = _CLOSING.get(opening)
        if closing is None:
            raise TemplateError(template, place, "« {# … #} » : un modèle ne tient pas de remarque")
        end = text.find(closing, found.end()) + 2
        if end < 2 or end - found.start() > _LONGEST_MARK:
            said = _quoted(text[found.start() :])
            raise TemplateError(template, place, f"{said} n'est pas fermé par « {closing} »")
        yield text[found.start() : end]


def _check_mark(mark: str, place: str, template: str) -> None:
    inner = mark[2:-2]
    if mark.startswith("{{"):
        _check_name(inner.strip(), mark, place, template)
        return
    words = inner.removeprefix("p ").split()
    statement = words[0] if words else ""
    if statement not in _STATEMENTS:
        raise TemplateError(
            template,
            place,
            f"{_quoted(mark)} : instruction interdite : « {statement} » ; permises : "
            f"{', '.join(_STATEMENTS)}{nearest(statement, _STATEMENTS)}",
        )
    if (len(words) > 1) != (statement in ("if", "elif")):
        raise TemplateError(template, place, f"{_quoted(mark)} : condition mal écrite")
    for word in words[1:]:
        if word not in _JOINTS:
            _check_name(word, mark, place, template)
            if word == BODY:
                raise TemplateError(template, place, f"« {BODY} » n'est pas une condition")


def _check_name(name: str, mark: str, place: str, template: str) -> None:
    if not _NAME.fullmatch(name):
        raise TemplateError(
            template,
            place,
            f"{_quoted(mark)} : un nom seul est attendu entre les accolades",
        )
    if name not in VARIABLES:
        raise TemplateError(
            template,
            place,
            f"{_quoted(mark)} : nom inconnu : « {name} »{nearest(name, VARIABLES) or _permitted()}",
        )


def _permitted() -> str:
    return f" ; permis : {', '.join(VARIABLES)}"


def check_as_jinja(source: str, environment: Any, place: str, template: str) -> None:
    """Read a part as it will be filled: only what `_NODES` lists. Raises `TemplateError`."""
    jinja = library("jinja2")
    try:
        tree = environment.parse(source)
    except (jinja.TemplateSyntaxError, ValueError, RecursionError):  # a number without end, a nest
        raise TemplateError(
            template, place, "des accolades y sont mal fermées, ou « if » et « endif » dépareillés"
        ) from None
    for node in (tree, *tree.find_all(jinja.nodes.Node)):
        kind = type(node).__name__
        if kind not in _NODES or (kind == "Name" and node.name not in VARIABLES):
            raise TemplateError(template, place, "des accolades y tiennent autre chose qu'un nom")


def unconditional(source: str, environment: Any) -> set[str]:
    """Return the names that a part always shows, whatever the conditions."""
    tree = environment.parse(source)
    nodes = library("jinja2").nodes
    outputs = (node for node in tree.body if isinstance(node, nodes.Output))
    return {inner.name for output in outputs for inner in output.nodes if hasattr(inner, "name")}


def paragraphs(root: Any, part: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each paragraph of a part."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        yield f"{part}, paragraphe {number}", paragraph_text(paragraph)


def paragraph_text(paragraph: Any) -> str:
    """Return what a paragraph (or a whole part) says, its runs joined."""
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _quoted(mark: str) -> str:
    return f"« {shortened(one_line(mark), 60)} »"
