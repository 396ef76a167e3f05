"""A page to read: a title, lines, and what saving it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from expert.library.links import Cited, Link
from tui.plain import plain
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

INDENT: Final = "  "
LAW_ONLY: Final = "Cette page ne dit rien d'un dossier. Sa date est celle du droit lu."
OPENS: Final = "→ "
"""What stands before a line that opens another page."""


@dataclass(frozen=True)
class Address:
    """A link: choosing it copies it, since a terminal may not be able to open it."""

    url: str


@dataclass(frozen=True)
class Page:
    """What is read: `written` gives the page in a form of the files, `save` replaces saving it.

    `name` is how a saved file begins; `about_case` tells a page that says something of a case.
    """

    title: str
    lines: tuple[Line, ...]
    name: str = "page"
    written: Callable[[str], str] | None = None
    save: Callable[[], object] | None = None
    about_case: bool = False


def section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines under a title, or nothing when there is none."""
    found = tuple(lines)
    if found:
        yield heading(title)
        yield from found


def said(text: str, style: str = "", target: object = None) -> Line:
    """Return one indented sentence."""
    return Line((Paragraph(plain(text, style), plain(INDENT)),), target)


def point(text: str, style: str = "") -> Line:
    """Return one point of a list."""
    return Line((Paragraph(plain(text, style), plain(f"{INDENT}• ")),))


def named(name: str, text: str, style: str = "") -> Iterator[Line]:
    """Yield « Nom : texte », or nothing without a text."""
    if text:
        shown = plain(f"{name} : ", "$second") + plain(text, style)
        yield Line((Paragraph(shown, plain(INDENT)),))


def link_line(link: Link) -> Line:
    """Return the sentence of a link; it opens its page, if it has one."""
    lead = plain(INDENT + OPENS, "$titre") if link.place else plain(f"{INDENT}• ")
    return Line((Paragraph(plain(link.sentence), lead),), link.place)


def cited_line(cited: Cited, *, says: bool = False) -> Line:
    """Return a source with its level of proof; it opens its page."""
    lead, deeper = plain(INDENT + OPENS, "$titre"), plain(INDENT * 2)
    level = cited.level if cited.citable else f"{cited.level} ; exemple, ne peut pas être cité"
    applied = plain(f" — {cited.applied_to}" if cited.applied_to else "")
    found = [Paragraph(plain(cited.reference, "bold") + applied, lead)]
    if says:
        found.append(Paragraph(plain(cited.says), deeper))
    found.append(Paragraph(plain(level, "$second"), deeper))
    return Line(tuple(found), cited.place)
