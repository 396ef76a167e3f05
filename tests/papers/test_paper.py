"""What a paper says of itself, its typography, and what happens without its libraries."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from expert.documents.outline import Blank, Bullets, Heading, Item, Paragraph
from expert.papers import extra
from expert.papers.chapters import levelled, parted, with_kept
from expert.papers.columns import shares
from expert.papers.making import outline_paper
from expert.papers.pdf.render import render_pdf
from expert.papers.typography import pieces, sentence, typed_lines
from expert.papers.word.render import render_docx
from knowledge.errors import InputError
from tests.documents.examples import assessment
from tests.papers.examples import DAY, DIGEST, of_reader, paper


def test_a_paper_is_a_draft_unless_told_otherwise() -> None:
    assert paper().draft
    assert of_reader("rh").draft
    assert outline_paper(assessment().base, (), "essai", "juriste", DAY).draft
    assert paper().state == (
        "Projet, non définitif : aucune personne n'a enregistré de décision motivée pour ce "
        "document."
    )
    assert replace(paper(), draft=False).state == ""


def test_the_title_is_not_said_twice() -> None:
    repeated = paper(Heading("Un  document", 1), Paragraph("x"))
    assert repeated.body == (Paragraph("x"),)
    other = paper(Heading("Autre", 1), Paragraph("x"))
    assert other.body == other.blocks


def test_the_title_is_the_first_of_the_outline() -> None:
    made = outline_paper(assessment().base, (Paragraph("x"), Heading("T", 1)), "essai", "r", DAY)
    assert made.title == "T"
    assert outline_paper(assessment().base, (), "essai", "r", DAY).title == "essai"
    assert paper(title=" \n").title == "Document sans titre"


def test_what_it_says_at_the_head_and_at_the_foot() -> None:
    made = paper(title="Affaire", pseudonym="Dossier 12", anonymised=True)
    assert made.head == "Version anonymisée · Dossier 12"
    assert paper(title="mot " * 60).head.startswith("mot mot")
    assert len(paper(title="mot " * 60).head) < 130
    assert made.identity == (
        f"Base de règles 2026.12.2, empreinte {DIGEST} · Qualif 0.4.0 · 28/11/2026"
    )
    assert made.facts == (
        ("Dossier", "Dossier 12"),
        ("Pour", "juriste"),
        ("Établi le", "28/11/2026"),
        ("Base de règles", "2026.12.2"),
        ("Version", "anonymisée"),
    )


def test_what_no_office_would_open_is_refused() -> None:
    with pytest.raises(InputError, match="trop long pour être mis en page"):
        paper(Paragraph("x" * 1_000_001), Bullets((Item("", "x" * 1_000_000),)))
    with pytest.raises(InputError, match="trop long pour être mis en page"):
        paper(*[Paragraph("x")] * 20_001)


def test_french_spaces_and_apostrophes() -> None:
    assert sentence("l'agent : « oui » ; n'est-ce pas ?") == (
        "l’agent\u00a0: «\u00a0oui\u00a0»\u202f; n’est-ce pas\u202f?"
    )
    assert sentence("d'« un » 5' 'mot' 12 %") == "d’«\u00a0un\u00a0» 5' 'mot' 12\u00a0%"


def test_what_was_typed_is_left_as_it_is() -> None:
    assert typed_lines("l'un : x\r\n  deux \n\ttab\x07") == [
        "l'un : x",
        "\u00a0\u00a0deux",
        "\u00a0\u00a0\u00a0\u00a0tab\\u{0007}",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("court", ["court"]),
        ("", [""]),
        ("un " + "x" * 50 + " deux", ["un " + "x" * 24, "x" * 24, "xx deux"]),
        ("https://exemple.invalid/abcdefgh-ijkl", ["https://exemple.invalid/", "abcdefgh-ijkl"]),
        (f"empreinte {DIGEST}", [f"empreinte {DIGEST}"]),
        ("0" * 65, ["0" * 24, "0" * 24, "0" * 17]),
    ],
)
def test_a_long_word_may_be_cut_and_a_digest_may_not(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected
    assert "".join(pieces(text)) == text


def test_levels_of_titles_never_skip_and_empty_ones_go() -> None:
    wanted = [Heading("a", 3), Heading(" "), Heading("b", 3), Heading("c", 1), Heading("d", 0)]
    assert [(h.text, h.level) for h in levelled(wanted) if isinstance(h, Heading)] == [
        ("a", 2),
        ("b", 3),
        ("c", 1),
        ("d", 1),
    ]


def test_chapters_are_listed_from_eight_on() -> None:
    opening, chapters, listed = parted([Paragraph("x"), *[Heading("c")] * 7])
    assert (opening, len(chapters), listed) == ([Paragraph("x")], 7, False)
    assert parted([Heading("c")] * 8)[2]
    assert parted([Paragraph("x")]) == ([Paragraph("x")], [], False)


def test_columns_are_as_wide_as_their_words_need() -> None:
    narrow, wide, empty = shares(("N°", "Pièce", "À dater"), (("1", "mot " * 90, ""),) * 3)
    assert narrow < empty < wide
    assert narrow + wide + empty == 100
    assert shares(("Un", "Deux"), ()) == [50, 50]
    assert shares((), ()) == []


def test_some_lines_to_fill_in_stay_together_and_not_endless_ones() -> None:
    kept = [kept for _, kept in with_kept([Paragraph("x"), *[Blank("l")] * 3, Paragraph("y")])]
    assert kept == [False, True, True, False, False]
    assert [kept for _, kept in with_kept([Blank("l")] * 12)].count(False) >= 2


@pytest.mark.parametrize("missing", ["typst", "emoji", "docxtpl", "lxml.etree", "jinja2"])
def test_without_its_library_a_form_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    render = render_pdf if missing in ("typst", "emoji") else render_docx
    with pytest.raises(InputError) as refused:
        render(paper(Paragraph("\U0001f600")))
    assert str(refused.value).startswith("option « documents » : elle n'est pas installée")
    assert "pip install docxtpl emoji typst" in str(refused.value)


def test_importing_papers_loads_no_library_of_the_extra() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "expert.papers.word.shipped" in done.stdout.split()
    tops = {name.split(".")[0] for name in done.stdout.split()}
    assert tops.isdisjoint({"typst", "emoji", "docx", "docxtpl", "lxml", "jinja2", "markupsafe"})
    assert extra.library("json").__name__ == "json"


_IMPORT = """
import importlib, pkgutil, sys
import expert.papers
for module in pkgutil.walk_packages(expert.papers.__path__, "expert.papers."):
    importlib.import_module(module.name)
print(*sys.modules)
"""
