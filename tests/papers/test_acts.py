"""Every document of the complete case, as an office file: each word of its outline, in order."""

from __future__ import annotations

from functools import cache

import pytest

from expert.documents.acts.catalogue import MadeDocument
from expert.papers.making import act_paper
from expert.papers.pdf.render import render_pdf
from expert.papers.word.parts import W
from expert.papers.word.render import render_docx
from tests.documents.acts.complete import all_of, case, law
from tests.papers.examples import DAY, find_in_order, pdf, squeezed, squeezed_texts, word

NAMES = (
    "fiche-manager", "note-juridique", "rapport-saisine", "information-droits", "chronologie",
    "fiche-traitement", "personne-visee", "violation-donnees", "note-personnel",
)  # fmt: skip


@cache
def documents() -> dict[str, MadeDocument]:
    return all_of(case())


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_the_word_file_and_in_the_pdf(name: str) -> None:
    made = act_paper(documents()[name], law(), DAY)
    assert made.base_digest == law().digest
    body = word(render_docx(made)).element.body
    written = squeezed("".join(words.text or "" for words in body.iter(f"{W}t")))
    assert find_in_order(squeezed_texts(made), written) == ""
    pages = [squeezed(page.extract_text()) for page in pdf(render_pdf(made)).pages]
    printed = "".join(
        page.removeprefix(squeezed(made.head)).rpartition(squeezed("Ce document n'est"))[0]
        for page in pages
    )
    assert find_in_order(squeezed_texts(made), printed) == ""
