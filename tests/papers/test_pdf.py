"""The PDF: every word in order, its marks on each page, tagged PDF/A, and no text read as typst."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from expert.documents.outline import Blank, Bullets, Heading, Item, Paragraph, Quotation, Table
from expert.papers.paper import Paper, texts_of
from expert.papers.pdf import render
from expert.papers.pdf.drawable import DRAWN, drawable
from expert.papers.pdf.render import render_pdf
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
    pdf,
    squeezed,
    squeezed_texts,
)

MILLIMETRE = 72 / 25.4
FOOT = squeezed("Ce document n'est pas une décision.")


def pages(made: Paper) -> list[str]:
    return [page.extract_text() for page in pdf(render_pdf(made)).pages]


def drawn(made: Paper) -> list[tuple[str, float, float]]:
    """Each text of the first page, with its place from the left and from the foot, in points."""
    found: list[tuple[str, float, float]] = []

    def place(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        high = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append((text.strip(), across, high))

    pdf(render_pdf(made)).pages[0].extract_text(visitor_text=place)
    return found


def seen(text: str) -> str:
    """What the fonts make of a text, squeezed."""
    return squeezed(drawable(one_line(text)))


def body(made: Paper) -> str:
    """The squeezed text of a PDF, without the head and the foot of its pages."""
    head = seen(("PROJET" if made.draft else "") + made.head)
    parts = []
    for text in map(squeezed, pages(made)):
        assert text.startswith(head)
        inner, foot, _ = text.removeprefix(head).rpartition(FOOT)
        assert foot
        parts.append(inner)
    return "".join(parts)


@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_the_outline_is_there_in_order(reader: str) -> None:
    made = of_reader(reader)
    assert len(list(squeezed_texts(made))) >= 4
    assert find_in_order(squeezed_texts(made), body(made)) == ""


def test_the_order_is_really_looked_at() -> None:
    made = paper(Paragraph("avant"), Paragraph("après"))
    turned = replace(made, blocks=made.blocks[::-1])
    assert find_in_order(squeezed_texts(turned), body(made)) == "avant"


def test_each_citation_keeps_its_level() -> None:
    shown = body(of_reader("juriste"))
    assert squeezed("(pharmacien ; note ; prudence)") in shown
    assert squeezed("« de mémoire », « document fondateur » : à lire avant de citer.") in shown


def test_an_address_is_shown() -> None:
    made = paper(Bullets((Item("Texte", address="https://exemple.invalid/decision"),)))
    assert "(https://exemple.invalid/decision)" in body(made)


@pytest.mark.parametrize("draft", [True, False])
def test_every_page_says_what_it_is(draft: bool) -> None:
    made = replace(many_chapters(), draft=draft, pseudonym="Dossier 12", anonymised=True)
    found = pages(made)
    assert len(found) >= 3
    for number, text in enumerate(found, start=1):
        assert text.startswith("PROJET ") == draft
        assert "Version anonymisée · Dossier 12" in text
        assert "Ce document n’est pas une décision." in text
        assert f"Page {number} / {len(found)}" in text
        for said in ("2026.12.2", DIGEST, "Qualif 0.4.0", "28/11/2026"):
            assert said in text.splitlines()[-1]
    assert ("aucune personne n’a enregistré de décision motivée" in found[0]) == draft


def test_it_is_tagged_french_and_meant_to_last() -> None:
    found = pdf(render_pdf(of_reader("rh")))
    root = found.root_object
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    about = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert found.metadata is not None
    assert found.metadata.title == "Qualification\u00a0: Un message"
    assert found.metadata.author == "Qualif 0.1.0"
    assert found.metadata["/CreationDate"] == "D:20261128000000Z"


def tags(node: Any) -> list[str]:
    """The tags of a PDF, in the order in which they are read aloud."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for inner in node for tag in tags(inner)]
    if not hasattr(node, "get"):
        return []
    inner = tags(node["/K"]) if "/K" in node else []
    return [str(node["/S"]), *inner] if "/S" in node else inner


def test_titles_lists_and_quotations_are_tagged_as_such() -> None:
    made = paper(
        Heading("Un document", 1),
        Heading("Chapitre"),
        Heading("Partie", 3),
        Bullets((Item("un", items=(Item("deux"),)),)),
        Quotation("mots"),
    )
    found = tags(pdf(render_pdf(made)).root_object["/StructTreeRoot"]["/K"])
    assert [tag for tag in found if re.fullmatch(r"/H\d", tag)] == ["/H1", "/H2", "/H3"]
    assert found.count("/L") == found.count("/LI") == 2
    assert "/BlockQuote" in found


def test_a_level_of_title_is_never_skipped() -> None:
    made = paper(Heading("Un document", 1), Heading("Sans chapitre", 3), Heading("Chapitre"))
    found = tags(pdf(render_pdf(made)).root_object["/StructTreeRoot"]["/K"])
    assert [tag for tag in found if re.fullmatch(r"/H\d", tag)] == ["/H1", "/H2", "/H2"]


def test_only_the_fonts_of_typst_are_used_and_they_are_in_the_file() -> None:
    made = paper(Paragraph("« ’ œ – … → ✓ 12\u202f000 € »"), Bullets((Item("x", "gras"),)))
    names = set()
    for page in pdf(render_pdf(made)).pages:
        for font in page["/Resources"]["/Font"].values():
            (described,) = font["/DescendantFonts"]
            descriptor = described.get_object()["/FontDescriptor"].get_object()
            assert descriptor.keys() & {"/FontFile2", "/FontFile3"}
            names.add(str(descriptor["/FontName"]).partition("+")[2].partition("-")[0])
    assert names <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath"}
    assert squeezed("« ’ œ – … → ✓ 12 000 € »") in body(made)


def test_many_chapters_are_listed_with_their_page() -> None:
    made = many_chapters()
    found = pages(made)
    assert "Sommaire" in found[0]
    assert re.search(r"Chapitre n°\u00a01[ .]+\d", found[0])
    assert found[0].index("Avant les chapitres.") < found[0].index("Sommaire")
    assert "Sommaire" not in "".join(pages(of_reader("personne")))


def test_no_title_is_left_alone_at_the_foot_of_a_page() -> None:
    for filler in range(26, 36):
        made = paper(*[Paragraph("ligne")] * filler, Heading("Le titre"), Paragraph("La suite."))
        for text in pages(made):
            assert ("Le titre" in text) == ("La suite." in text)


LEDGER = Table(
    ("N°", "Pièce", "Où elle est"),
    tuple((str(n), f"Capture numéro {n} de la page", "armoire " * 60) for n in range(1, 31)),
)


def test_a_table_is_tagged_row_by_row_and_its_titles_come_again_on_each_page() -> None:
    made = paper(Heading("Pièces"), LEDGER)
    found = pages(made)
    assert len(found) >= 2
    for text in found:
        assert text.count("N° Pièce Où elle est") == 1
    tagged = tags(pdf(render_pdf(made)).root_object["/StructTreeRoot"]["/K"])
    assert (tagged.count("/TH"), tagged.count("/TD"), tagged.count("/TR")) == (3, 90, 31)


def test_a_row_is_never_cut_unless_no_page_could_hold_it() -> None:
    for filler in range(6):  # the foot of the page falls on each line of a row in turn
        for text in pages(paper(*[Paragraph("ligne")] * filler, LEDGER)):
            assert text.count("armoire") == 60 * text.count("Capture numéro") > 0
    long = Table(("Un", "Deux"), (("x", "terme " * 3_000),))
    assert body(paper(long)).count("terme") == 3_000


def test_titles_of_columns_are_not_left_alone_at_the_foot_of_a_page() -> None:
    for filler in range(26, 36):
        made = paper(*[Paragraph("ligne")] * filler, Table(("Le titre",), (("La suite",),)))
        for text in pages(made):
            assert ("Le titre" in text) == ("La suite" in text)


def test_a_cell_to_fill_in_is_high_enough_to_write_in() -> None:
    """Seven millimetres of paper in a row whose second cell is empty."""
    rows = (("alpha", ""), ("beta", "dit"), ("gamma", "dit"))
    places = {text: high for text, _, high in drawn(paper(Table(("Un", "Deux"), rows)))}
    written, filled = places["beta"] - places["gamma"], places["alpha"] - places["beta"]
    assert filled > 7 * MILLIMETRE > written


def test_lines_to_fill_in_stay_with_their_title() -> None:
    for filler in range(26, 36):
        lines = [Blank(f"Ligne {n}") for n in range(4)]
        made = paper(*[Paragraph("ligne")] * filler, Heading("Signature"), *lines)
        for text in pages(made):
            assert text.count("Ligne ") in (0, 4)
            assert ("Signature" in text) == ("Ligne 0" in text)
    assert body(paper(*map(Blank, "abcdefghijklmnopqrstuvwxyz" * 4))).count("z:") == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    made = every_place(text)
    whole = body(made)
    expected = list(filter(None, map(seen, texts_of(made.body))))
    assert find_in_order(iter(expected), whole) == ""
    assert len(expected) == 15 or not text.strip()
    assert "root:x:" not in whole


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_laid_out(text: str) -> None:
    made = paper(Heading(text), Paragraph(text), Bullets((Item(text, text),)), Quotation(text))
    assert pdf(render_pdf(made)).pages


@given(st.lists(st.sampled_from([c for a, b in DRAWN for c in range(a, b + 1)]), max_size=40))
@settings(max_examples=40, deadline=None)
def test_signs_drawn_alone_are_drawn_together(numbers: list[int]) -> None:
    made = paper(Quotation("".join(map(chr, numbers))))
    render._compiled(typst, made, render.as_data(made, drawable))


def test_the_fonts_draw_every_sign_of_the_list() -> None:
    signs = [chr(number) for first, last in DRAWN for number in range(first, last + 1)]
    assert drawable("".join(signs)) == unicodedata.normalize("NFC", "".join(signs))
    made = paper(*(Quotation("\n".join(signs[at : at + 40])) for at in range(0, len(signs), 40)))
    compiled = render._compiled(typst, made, render.as_data(made, drawable))
    assert len(pdf(compiled).pages) > 10


def test_a_sign_without_drawing_is_told_by_its_name_or_its_number() -> None:
    assert drawable("a 日 œ") == "a \\u{65E5} œ"
    assert drawable("→ œ", plain=True) == "\\u{2192} œ"
    assert drawable("\u2764\ufe0f ✔ ©") == "\u2764 ✔ ©"
    assert "[émoji\u00a0: doigt d’honneur]" in pages(paper(Quotation("\U0001f595")))[0]


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("\U0001f921", "[émoji\u00a0: visage de clown]"),
        ("\U0001f469\u200d\u2695\ufe0f", "[émoji\u00a0: professionnelle de la santé]"),
        ("\U0001f1eb\U0001f1f7", "[émoji\u00a0: drapeau france]"),
        ("\U0001f600!\U0001f600", "[émoji\u00a0: visage rieur]![émoji\u00a0: visage rieur]"),
    ],
)
def test_an_emoji_is_told_in_french(signs: str, told: str) -> None:
    assert drawable(signs) == told


def test_what_the_fonts_refuse_together_is_written_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def blind(text: str, *, plain: bool = False) -> str:
        return drawable(text) if plain else text

    monkeypatch.setattr(render, "drawable", blind)
    assert "\\u{65E5}" in pages(paper(Quotation("日")))[0]


def test_what_was_typed_keeps_its_lines_its_spaces_and_its_apostrophes() -> None:
    found = pages(paper(Quotation('l\'un\n   trois\n\n"fin"'), Paragraph("l'autre")))[0]
    assert "l'un\n\u00a0\u00a0\u00a0trois\n" in found
    assert '"fin"' in found
    assert "l’autre" in found


def test_a_word_without_end_stays_on_the_page() -> None:
    """No sign is drawn out of the margins: 24 mm on the right of 210."""
    made = paper(Quotation("x" * 900), Paragraph("https://exemple.invalid/" + "a" * 500))
    assert max(across for _, across, _ in drawn(made)) < (210 - 24) * MILLIMETRE
    lines = pages(made)[0].splitlines()
    assert max(len(line) for line in lines if "xxx" in line) < 110


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = of_reader("juriste")
    assert render_pdf(made) == render_pdf(made)
    other = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    assert other == render_pdf(made)


_ELSEWHERE = """
import sys
import unicodedata
from expert.papers.pdf.render import render_pdf
from tests.papers.examples import of_reader
sys.stdout.buffer.write(render_pdf(of_reader("juriste")))
"""


def test_nothing_but_the_layout_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays in memory: typst is given data, and a root that holds the layout alone."""
    seen: dict[str, Any] = {}

    def spied(source: bytes, **options: Any) -> bytes:
        seen.update(options, source=source)
        return b""

    monkeypatch.setattr(typst, "compile", spied)
    monkeypatch.chdir(tmp_path)
    render_pdf(paper(Quotation("#secret")))
    assert b"#secret" not in seen["source"]
    assert "#secret" in json.loads(seen["sys_inputs"]["paper"])["opening"][0]["lines"][0]
    files = {path.name for path in Path(seen["root"]).iterdir() if path.suffix != ".py"}
    assert files - {"__pycache__"} == {"layout.typ"}
    assert not Path(seen["package_path"]).exists()
    assert not Path(seen["package_cache_path"]).exists()
    assert seen["ignore_system_fonts"] is True
    assert list(tmp_path.iterdir()) == []


def test_the_layout_evaluates_nothing_and_imports_nothing() -> None:
    source = (Path(render.__file__).parent / "layout.typ").read_text(encoding="utf-8")
    code = re.sub(r"//.*", "", source)
    assert not re.search(r"\b(?:eval|import|include|read|plugin|yaml|toml|csv|xml|image)\b", code)
    assert code.count("json(") == 1
