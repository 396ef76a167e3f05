"""The Word file, read again: every word in order, styles, head and foot, hostile texts, bytes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert.documents.outline import Blank, Bullets, Heading, Item, Paragraph, Quotation, Table
from expert.papers.paper import Paper, texts_of
from expert.papers.word import render
from expert.papers.word.package import opened
from expert.papers.word.parts import W, check_parts
from expert.papers.word.refusal import TemplateError
from expert.papers.word.render import render_docx, written
from expert.papers.word.template import Template, load_template
from expert.plain_text import one_line
from tests.papers.examples import (
    DIGEST,
    HOSTILE,
    READERS,
    every_place,
    find_in_order,
    many_chapters,
    of_reader,
    paper,
    squeezed,
    squeezed_texts,
    word,
)


@pytest.fixture(scope="module")
def shipped() -> Template:
    return load_template()


def paragraphs(made: Paper) -> list[tuple[str, str]]:
    """The style and the words of each paragraph of a body."""
    return [(p.style.name, p.text) for p in word(render_docx(made)).paragraphs]


def body(made: Paper) -> str:
    return squeezed("".join(text for _, text in paragraphs(made)))


def everything(document: Any) -> str:
    """The words of a body in order, those of its tables too."""
    return "".join(words.text or "" for words in document.element.body.iter(f"{W}t"))


def frames(made: Paper) -> Iterator[tuple[str, str]]:
    """The words of the head and of the foot of each section."""
    for section in word(render_docx(made)).sections:
        yield (
            "\n".join(p.text for p in section.header.paragraphs),
            "\n".join(p.text for p in section.footer.paragraphs),
        )


@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_the_outline_is_there_in_order(reader: str) -> None:
    made = of_reader(reader)
    assert find_in_order(squeezed_texts(made), body(made)) == ""


def test_each_block_has_its_style() -> None:
    point = Item("un", "Sujet", (Item("deux", items=(Item("trois", items=(Item("quatre"),)),)),))
    made = paper(
        Heading("Un document", 1),
        Paragraph("Phrase."),
        Heading("Chapitre"),
        Heading("Partie", 3),
        Bullets((point,)),
        Quotation("l'un\n  deux"),
    )
    assert paragraphs(made)[3:] == [
        ("Normal", "Phrase."),
        ("Heading 2", "Chapitre"),
        ("Heading 3", "Partie"),
        ("List Bullet", "Sujet\u00a0: un"),
        ("List Bullet 2", "deux"),
        ("List Bullet 3", "trois"),
        ("List Bullet 3", "quatre"),
        ("Quote", "l'un\n\u00a0\u00a0deux"),
    ]
    assert paragraphs(made)[0] == ("Title", "Un document")


def test_a_subject_is_bold_and_an_address_follows() -> None:
    made = paper(
        Bullets((Item("dit", "Sujet", address="https://exemple.invalid/x"), Item("", "S")))
    )
    first, second = word(render_docx(made)).paragraphs[-2:]
    assert [(run.text, bool(run.bold)) for run in first.runs] == [
        ("Sujet", True),
        ("\u00a0: ", False),
        ("dit (https://exemple.invalid/x)", False),
    ]
    assert second.text == "S"


def test_a_level_deeper_than_the_styles_moves_to_the_right() -> None:
    made = paper(Bullets((Item("1", items=(Item("2", items=(Item("3", items=(Item("4"),)),)),)),)))
    third, fourth = word(render_docx(made)).paragraphs[-2:]
    assert third.paragraph_format.left_indent is None
    assert fourth.paragraph_format.left_indent > third.style.paragraph_format.left_indent


def test_a_table_repeats_its_titles_and_cuts_no_row() -> None:
    long = "mot " * 500
    made = paper(Table(("N°", "Pièce"), (("1", "Capture"), ("2", ""), ("3", long))), Paragraph("x"))
    document = word(render_docx(made))
    (found,) = document.tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["N°", "Pièce"],
        ["1", "Capture"],
        ["2", ""],
        ["3", long.strip()],
    ]
    tags = [{child.tag.removeprefix(W) for child in row._tr.trPr} for row in found.rows]
    assert tags == [{"cantSplit", "tblHeader"}, {"cantSplit"}, {"cantSplit", "trHeight"}, set()]
    assert [run.bold for run in found.rows[0].cells[0].paragraphs[0].runs] == [True]
    widths = [column.width for column in found.columns]
    assert sum(widths) == pytest.approx(document.sections[0].page_width * 160 / 210, rel=0.01)
    assert widths[0] < widths[1]


def test_two_tables_in_a_row_stay_two() -> None:
    made = paper(Table(("a",), (("b",),)), Table(("c",), (("d",),)))
    assert len(word(render_docx(made)).tables) == 2


def test_a_line_to_fill_in_has_dots_to_the_margin_and_keeps_with_the_next() -> None:
    lines = word(render_docx(paper(Blank("Fait à"), Blank("Le"), Paragraph("x")))).paragraphs[-3:]
    assert [line.text for line in lines] == ["Fait à : 	", "Le : 	", "x"]
    (stop,) = lines[0].paragraph_format.tab_stops
    assert (stop.leader.name, round(stop.position.mm)) == ("DOTS", 160)
    assert [bool(line.paragraph_format.keep_with_next) for line in lines] == [True, False, False]


@pytest.mark.parametrize("draft", [True, False])
def test_every_page_says_what_it_is(draft: bool) -> None:
    made = replace(of_reader("rh"), draft=draft, anonymised=True, pseudonym="Dossier 12")
    ((head, foot),) = frames(made)
    assert head == ("PROJET" if draft else "") + "\tVersion anonymisée · Dossier 12"
    assert foot.startswith("Ce document n’est pas une décision.\tPage ")
    for said in ("2026.11.0", DIGEST, "Qualif 0.1.0", "28/11/2026"):
        assert said in foot.splitlines()[-1]
    shown = "".join(text for _, text in paragraphs(made))
    assert ("aucune personne n’a enregistré de décision motivée" in shown) == draft


def test_the_pages_are_numbered() -> None:
    section = word(render_docx(paper(Paragraph("x")))).sections[0]
    fields = [f.get(f"{W}instr") for f in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_it_is_an_a4_sheet_in_french() -> None:
    document = word(render_docx(of_reader("rh")))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    languages = {tag.get(f"{W}val") for tag in document.styles.element.iter(f"{W}lang")}
    assert languages == {"fr-FR"}
    properties = document.core_properties
    assert properties.title == "Qualification\u00a0: Un message"
    assert properties.author == properties.last_modified_by == "Qualif 0.1.0"
    assert properties.language == "fr-FR"
    assert properties.created == properties.modified == datetime(2026, 11, 28, tzinfo=UTC)


def test_many_chapters_are_listed_with_a_link_to_each() -> None:
    document = word(render_docx(many_chapters()))
    lines = [p for p in document.paragraphs if p.style.name == "toc 2"]
    assert [line.text for line in lines] == [f"Chapitre n°\u00a0{n}" for n in range(1, 10)]
    anchors = [link.get(f"{W}anchor") for link in document.element.iter(f"{W}hyperlink")]
    marks = {
        mark.get(f"{W}name"): mark.getparent()
        for mark in document.element.iter(f"{W}bookmarkStart")
    }
    titles = ["".join(t.text for t in marks[anchor].iter(f"{W}t")) for anchor in anchors]
    assert titles == [line.text for line in lines]
    steps = [c.get(f"{W}fldCharType") for c in document.element.iter(f"{W}fldChar")]
    assert steps == ["begin", "separate", "end"]
    assert not [p for p in word(render_docx(paper())).paragraphs if p.style.name == "toc 2"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, shipped: Template) -> None:
    made = every_place(text)
    document = word(written(made, shipped))
    whole = squeezed(everything(document))
    expected = list(filter(None, (squeezed(one_line(said)) for said in texts_of(made.body))))
    assert find_in_order(iter(expected), whole) == ""
    assert len(expected) == 15 or not text.strip()
    foot = squeezed(document.sections[0].footer.paragraphs[1].text)
    assert foot.count(squeezed(one_line(text))) >= 3 or not text.strip()


@given(text=st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=30, deadline=None)
def test_any_text_is_written(text: str, shipped: Template) -> None:
    made = replace(
        paper(Heading(text), Paragraph(text), Bullets((Item(text, text),)), Quotation(text)),
        title=text,
        pseudonym=text,
    )
    shown = squeezed("".join(p.text for p in word(written(made, shipped)).paragraphs))
    assert shown.count(squeezed(one_line(text))) >= 6


def test_what_it_writes_holds_nothing_that_a_template_may_not_hold() -> None:
    for made in (many_chapters(), every_place(HOSTILE[2]), every_place(HOSTILE[3])):
        check_parts(opened(render_docx(made), "x.docx"), "x.docx")


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = of_reader("juriste")
    first = render_docx(made)
    assert first == render_docx(made)
    days = {entry.date_time for entry in zipfile.ZipFile(BytesIO(first)).infolist()}
    assert days == {(1980, 1, 1, 0, 0, 0)}
    other = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    assert other == first


_ELSEWHERE = """
import sys
from expert.papers.word import render
from expert.papers.word.refusal import TemplateError
from expert.papers.word.render import render_docx
from tests.papers.examples import of_reader
sys.stdout.buffer.write(render_docx(of_reader("juriste")))
"""


def test_a_fault_of_ours_is_not_laid_on_the_template(
    shipped: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: Any) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(render, "_insert", broken)
    with pytest.raises(KeyError):
        written(paper(), shipped)
    with pytest.raises(TemplateError, match="enregistrez-le de nouveau depuis Word"):
        written(paper(), replace(shipped, ours=False))


def test_a_title_keeps_with_what_follows() -> None:
    document: Any = word(render_docx(paper(Heading("Chapitre"), Paragraph("Suite."))))
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        assert document.styles[name].paragraph_format.keep_with_next
