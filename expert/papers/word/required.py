"""What no template may leave out: the mark of a draft and the identity, on every page; the styles.

A section may have a head and a foot for its first page, for even pages, and for the others; each
of them that is used is looked at. What is under a condition does not count as said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from expert.papers.word.language import paragraph_text
from expert.papers.word.parts import W
from expert.papers.word.refusal import TemplateError
from expert.papers.word.variables import BODY
from knowledge.errors import nearest

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

HEADINGS: Final = ("heading 1", "heading 2", "heading 3")
LISTS: Final = ("list bullet", "list bullet 2", "list bullet 3")
QUOTATION: Final = "quote"
STYLES: Final = {
    "heading 1": "Titre 1",
    "heading 2": "Titre 2",
    "heading 3": "Titre 3",
    "list bullet": "Liste à puces",
    "list bullet 2": "Liste à puces 2",
    "list bullet 3": "Liste à puces 3",
    QUOTATION: "Citation",
}
"""The paragraph styles that the outline is written with: their name in the file, and in Word."""

_USUAL_WIDTH: Final = 9070
"""Twentieths of a point: 160 mm."""

_PAGES: Final = {"default": "", "first": " de la première page", "even": " des pages paires"}
_SAID: Final = {"header": ("projet",), "footer": ("mention", "identite")}
_FRENCH: Final = {"header": "en-tête", "footer": "pied de page"}
_NUMBERS: Final = {"PAGE": "le numéro de page (champ PAGE)", "NUMPAGES": "le nombre de pages "
                   "(champ NUMPAGES)"}  # fmt: skip

Shown = Callable[[str], set[str]]
"""Gives the names that a member of the archive always shows."""


def check_styles(styles: Any, name: str) -> None:
    """Check that every style of `STYLES` is there. Raises `TemplateError`."""
    known = style_ids(styles)
    for style, french in STYLES.items():
        if style not in known:
            raise TemplateError(
                name,
                "styles",
                f"il manque le style « {french} » ({style.title()}){nearest(style, known)}",
            )


def style_ids(styles: Any) -> dict[str, str]:
    """Return the id of each paragraph style by its name in small letters."""
    found = {}
    for style in styles.iter(f"{W}style"):
        label = style.find(f"{W}name")
        if label is not None and style.get(f"{W}type") == "paragraph":
            found[label.get(f"{W}val", "").lower()] = style.get(f"{W}styleId", "")
    return found


def text_width(document: Any) -> int:
    """Return how wide the text of the last section is, in twentieths of a point."""
    for section in reversed(list(document.iter(f"{W}sectPr"))):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None and margins is not None:
            sides = (size.get(f"{W}w"), margins.get(f"{W}left"), margins.get(f"{W}right"))
            whole, left, right = (int(side) if (side or "").isdigit() else 0 for side in sides)
            if whole - left - right > 0:
                return whole - left - right
    return _USUAL_WIDTH


def check_body(document: Any, shown: set[str], name: str) -> None:
    """Check that the place of the outline is there once, on a line of its own."""
    place = "corps du document"
    whole = [p for p in document.iter(f"{W}p") if f"{{{{{BODY}}}}}" in _tight(p)]
    if len(whole) != 1 or BODY not in shown:
        raise TemplateError(
            name, place, f"« {{{{ {BODY} }}}} » doit y être une fois, hors de toute condition"
        )
    (paragraph,) = whole
    alone = _tight(paragraph) == f"{{{{{BODY}}}}}" and paragraph.getparent().tag == f"{W}body"
    if not alone or paragraph.find(f".//{W}sectPr") is not None:
        raise TemplateError(
            name, place, f"« {{{{ {BODY} }}}} » doit être seul sur sa ligne, hors d'un tableau"
        )


def check_pages(
    document: Any, targets: Mapping[str, str], trees: Mapping[str, Any], shown: Shown, name: str
) -> None:
    """Check the head and the foot of every page; `targets` gives the member of a relation id."""
    settings = trees.get("word/settings.xml")
    even = settings is not None and _on(settings.find(f"{W}evenAndOddHeaders"))
    inherited: dict[tuple[str, str], str] = {}
    for section in _sections(document, name):
        for kind in _FRENCH:
            for reference in section.findall(f"{W}{kind}Reference"):
                member = targets.get(reference.get(f"{R}id", ""), "")
                inherited[kind, reference.get(f"{W}type", "default")] = member
        for page in _used(section, even):
            for kind in _FRENCH:
                _check_page(kind, page, inherited.get((kind, page), ""), trees, shown, name)


def _sections(document: Any, name: str) -> list[Any]:
    """Return the sections in order, each where Word looks for it, the last at the end."""
    within = document.iterfind(f"{W}body/{W}p/{W}pPr/{W}sectPr")
    last = document.findall(f"{W}body/{W}sectPr")
    found = [*within, *last]
    at_end = len(last) == 1 and last[0].getnext() is None
    if not at_end or len(found) != sum(1 for _ in document.iter(f"{W}sectPr")):
        raise TemplateError(name, "corps du document", "la mise en page y est abîmée (sections)")
    return found


def _used(section: Any, even: bool) -> Iterator[str]:
    yield "default"
    if _on(section.find(f"{W}titlePg")):
        yield "first"
    if even:
        yield "even"


def _check_page(
    kind: str, page: str, member: str, trees: Mapping[str, Any], shown: Shown, name: str
) -> None:
    place = f"{_FRENCH[kind]}{_PAGES[page]}"
    if member not in trees:
        raise TemplateError(name, place, f"il manque : {_wanted(kind)}")
    for variable in _SAID[kind]:
        if variable not in shown(member):
            raise TemplateError(
                name, place, f"il manque « {{{{ {variable} }}}} », hors de toute condition"
            )
    if kind == "footer":
        fields = _fields(trees[member])
        for field, french in _NUMBERS.items():
            if field not in fields:
                raise TemplateError(name, place, f"il manque {french}")


def _wanted(kind: str) -> str:
    return ", ".join(f"« {{{{ {variable} }}}} »" for variable in _SAID[kind])


def _fields(tree: Any) -> set[str]:
    codes = [element.text or "" for element in tree.iter(f"{W}instrText")]
    codes += [element.get(f"{W}instr", "") for element in tree.iter(f"{W}fldSimple")]
    return {word.upper() for code in codes for word in code.split()[:1]}


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off")


def _tight(paragraph: Any) -> str:
    return paragraph_text(paragraph).replace(" ", "")
