"""Builds `sobre.docx`, the template that Qualif ships: `python -m expert.papers.word.shipped`.

An establishment starts from that file in Word; this module only says where it comes from. A test
builds it again and compares.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.word.elements import made, qualified
from expert.papers.word.package import resealed
from expert.papers.word.render import speak_french

_FONT: Final = "Calibri"
_INK, _ACCENT, _SOFT, _WARNING = "1B2430", "17475F", "56636F", "8A1C1C"
_RULE, _TINT = "C3CDD5", "F2F5F7"
_WIDTH: Final = 160
"""Millimetres between the margins."""

_FIRST_DAY: Final = datetime(2026, 11, 28, tzinfo=UTC)

# Each paragraph style: size in points, colour, bold, space before and after in points.
_STYLES: Final = {
    "Normal": (10.5, _INK, False, 0, 6),
    "Title": (21, _ACCENT, True, 0, 8),
    "Heading 1": (18, _ACCENT, True, 20, 8),
    "Heading 2": (14, _ACCENT, True, 20, 8),
    "Heading 3": (11.5, _ACCENT, True, 12, 5),
    "List Bullet": (10.5, _INK, False, 0, 4),
    "List Bullet 2": (10.5, _INK, False, 0, 3),
    "List Bullet 3": (10.5, _INK, False, 0, 3),
    "Quote": (10.5, _INK, False, 4, 9),
    "Subtitle": (9.5, _SOFT, False, 0, 12),
    "Header": (8.5, _SOFT, False, 0, 0),
    "Footer": (8, _SOFT, False, 0, 0),
    "toc 2": (10.5, _INK, False, 0, 2),
}
_LISTS: Final = {"List Bullet": 227, "List Bullet 2": 567, "List Bullet 3": 907}
"""Where the words of each list begin, in twentieths of a point."""

_HANGING: Final = 227
_TABLES: Final = ("Normal Table", "Table Grid")
_BAR: Final = {
    "top": (4, 4, _TINT),
    "left": (18, 8, _ACCENT),
    "bottom": (4, 4, _TINT),
    "between": (48, 4, "FFFFFF"),  # two in a row: Word would join them
}
_BEFORE_FRAMES: Final = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr",
                         "widowControl", "numPr", "suppressLineNumbers")  # fmt: skip
"""What a Word file wants before the rules of a paragraph."""


def built() -> bytes:
    """Return the template: same bytes each time."""
    document = library("docx").Document()
    _prune(document)
    _set_page(document.sections[0])
    for name, look in _STYLES.items():
        _set_style(document.styles, name, look)
    _set_lists(document.styles)
    _set_frames(document.styles)
    _write_head(document.sections[0])
    _write_foot(document.sections[0])
    _write_body(document)
    speak_french(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Modèle", "Qualif", ""
    properties.created = properties.modified = _FIRST_DAY
    target = BytesIO()
    document.save(target)
    return resealed(target.getvalue())


def _prune(document: Any) -> None:
    """Drop what the blank document brings and no sheet needs: styles of tables, custom data."""
    styles = document.styles.element
    for style in styles.findall(qualified("w:style")):
        label = style.find(qualified("w:name")).get(qualified("w:val"))
        if style.get(qualified("w:type")) == "table" and label not in _TABLES:
            styles.remove(style)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            document.part.rels.pop(key)


def _set_page(section: Any) -> None:
    mm = library("docx.shared").Mm
    section.page_width, section.page_height = mm(210), mm(297)
    section.left_margin, section.right_margin = mm(26), mm(210 - 26 - _WIDTH)
    section.top_margin, section.bottom_margin = mm(30), mm(28)
    section.header_distance, section.footer_distance = mm(14), mm(11)


def _set_style(styles: Any, name: str, look: tuple[float, str, bool, int, int]) -> None:
    size, colour, bold, before, after = look
    shared = library("docx.shared")
    paragraph_kind = library("docx.enum.style").WD_STYLE_TYPE.PARAGRAPH
    style = styles[name] if name in styles else styles.add_style(name, paragraph_kind)
    style.font.size, style.font.bold, style.font.italic = shared.Pt(size), bold, False
    style.font.color.rgb = shared.RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for decoration in ("w:spacing", "w:kern", "w:iCs"):
        for found in style.element.rPr.findall(qualified(decoration)):
            style.element.rPr.remove(found)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qualified(f"w:{script}"), _FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = shared.Pt(before), shared.Pt(after)
    layout.line_spacing = 1.12 if size < 12 else 1.0
    layout.widow_control = True
    layout.keep_with_next = name.startswith(("Heading", "Title"))
    spacing = style.element.pPr.find(qualified("w:contextualSpacing"))
    if spacing is not None:
        style.element.pPr.remove(spacing)


def _set_lists(styles: Any) -> None:
    shared = library("docx.shared")
    for name, left in _LISTS.items():
        layout = styles[name].paragraph_format
        layout.left_indent = shared.Twips(left)
        layout.first_line_indent = shared.Twips(-_HANGING)


def _set_frames(styles: Any) -> None:
    """Draw the rule under a chapter, the bar beside what was typed, and no rule elsewhere."""
    shared = library("docx.shared")
    for name in ("Title", "Heading 1"):
        _frame(styles[name].element, {})
    _frame(styles["Heading 2"].element, {"bottom": (4, 4, _RULE)})
    _frame(styles["Subtitle"].element, {"top": (4, 5, _RULE), "bottom": (4, 5, _RULE)})
    _frame(styles["Quote"].element, _BAR, _TINT)
    _frame(styles["Header"].element, {"bottom": (4, 5, _RULE)})
    styles["Quote"].paragraph_format.left_indent = shared.Mm(4)


def _frame(style: Any, sides: dict[str, tuple[int, int, str]], fill: str = "") -> None:
    """Set the rules of a style (eighths of a point, distance, colour) and its background."""
    properties = style.get_or_add_pPr()
    for old in ("w:pBdr", "w:shd"):
        for found in properties.findall(qualified(old)):
            properties.remove(found)
    added = []
    if sides:
        borders = made("w:pBdr")
        for side, (size, space, colour) in sides.items():
            borders.append(
                made(f"w:{side}", val="single", sz=str(size), space=str(space), color=colour)
            )
        added.append(borders)
    if fill:
        added.append(made("w:shd", val="clear", color="auto", fill=fill))
    after = [qualified(f"w:{tag}") for tag in _BEFORE_FRAMES]
    place = sum(child.tag in after for child in properties)
    for offset, element in enumerate(added):
        properties.insert(place + offset, element)


def _write_head(section: Any) -> None:
    paragraph = section.header.paragraphs[0]
    _tab(paragraph)
    mark = paragraph.add_run("{{ projet }}")
    _colour(mark, _WARNING)
    mark.bold = True
    mark.font.size = library("docx.shared").Pt(10)
    paragraph.add_run("\t{{ en_tete }}")


def _write_foot(section: Any) -> None:
    first = section.footer.paragraphs[0]
    _tab(first)
    notice = first.add_run("{{ mention }}")
    notice.bold = True
    _colour(notice, _INK)
    first.add_run("\tPage ")
    _field(first, "PAGE")
    first.add_run(" / ")
    _field(first, "NUMPAGES")
    _frame(first._p, {"top": (4, 5, _RULE)})
    second = section.footer.add_paragraph(style="Footer")
    second.add_run("{{ identite }}").font.size = library("docx.shared").Pt(6.5)


def _write_body(document: Any) -> None:
    document.add_paragraph("{{ titre }}", style="Title")
    line = document.add_paragraph(style="Subtitle")
    line.add_run(
        "{% if dossier %}Dossier\u00a0: {{ dossier }} · {% endif %}Pour\u00a0: {{ lecteur }} · "
        "Établi le {{ date }} · Base de règles {{ base_version }}"
        "{% if anonymise %} · {{ anonymise }}{% endif %}"
    )
    document.add_paragraph("{%p if projet %}")
    state = document.add_paragraph().add_run("{{ etat }}")
    state.bold = True
    _colour(state, _WARNING)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ corps }}")


def _tab(paragraph: Any) -> None:
    """Keep one stop, at the right margin."""
    stops = paragraph.paragraph_format.tab_stops
    align = library("docx.enum.text").WD_TAB_ALIGNMENT
    shared = library("docx.shared")
    for old in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(old.position, align.CLEAR)
    stops.add_tab_stop(shared.Mm(_WIDTH), align.RIGHT)


def _field(paragraph: Any, code: str) -> None:
    field = made("w:fldSimple", instr=code)
    run, words = made("w:r"), made("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _colour(run: Any, colour: str) -> None:
    run.font.color.rgb = library("docx.shared").RGBColor.from_string(colour)


if __name__ == "__main__":
    Path(__file__).with_name("sobre.docx").write_bytes(built())
