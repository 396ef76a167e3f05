"""The elements of a Word file, made one by one: what a text holds is only ever text."""

from __future__ import annotations

from typing import Any, Final

from expert.papers.extra import library

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def qualified(tag: str) -> str:
    """Return « w:p » as XML names it."""
    return str(library("docx.oxml.ns").qn(tag))


def made(tag: str, **values: str) -> Any:
    """Return an element such as `w:ind`, with attributes of the same name space."""
    element = library("docx.oxml").OxmlElement(tag)
    for key, value in values.items():
        element.set(qualified(f"w:{key}"), value)
    return element


def add_run(
    parent: Any, text: str, *, bold: bool = False, broken: bool = False, size: int = 0
) -> None:
    """Add words at the end of a paragraph, after a new line when `broken`; `size` in points."""
    if not text and not broken:
        return
    run = made("w:r")
    look = [made("w:b")] if bold else []
    look += [made("w:sz", val=str(2 * size)), made("w:szCs", val=str(2 * size))] if size else []
    if look:
        properties = made("w:rPr")
        properties.extend(look)
        run.append(properties)
    if broken:
        run.append(made("w:br"))
    run.append(_words("w:t", text))
    parent.append(run)


def paragraph(
    style: str = "", text: str = "", *layout: Any, bold: bool = False, size: int = 0
) -> Any:
    """Return a paragraph in the style of an id (none: the usual one), with more of its layout."""
    element = made("w:p")
    properties = made("w:pPr")
    if style:
        properties.append(made("w:pStyle", val=style))
    properties.extend(layout)
    if len(properties):
        element.append(properties)
    add_run(element, text, bold=bold, size=size)
    return element


def field_step(step: str) -> Any:
    """Return one step of a field: « begin », « separate », « end », or its code."""
    run = made("w:r")
    if step in ("begin", "separate", "end"):
        run.append(made("w:fldChar", fldCharType=step))
    else:
        run.append(_words("w:instrText", step))
    return run


def _words(tag: str, text: str) -> Any:
    words = made(tag)
    words.set(_SPACE, "preserve")
    words.text = text
    return words
