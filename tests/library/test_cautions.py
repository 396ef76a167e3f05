"""A caution in two parts: what limits the use of a source, what was read of it; no word is lost."""

from __future__ import annotations

import pytest

from expert.library.cautions import split_caution
from expert.library.search import words_of
from knowledge import load_base

MARK = "Ce qui a été lu :"


@pytest.mark.parametrize(
    ("caution", "limits", "read"),
    [
        (None, "", ""),
        ("Numéro non vu.", "Numéro non vu.", ""),
        ("Ce qui a été lu : note Seban.", "", "Note Seban."),
        (
            "Étudiante, non agent. Ce qui a été lu : note d'un cabinet ; date non vue.",
            "Étudiante, non agent.",
            "Note d'un cabinet ; date non vue.",
        ),
        (
            "Ce qui a été lu : notes (Boukheloua, Admys). Référence : point 4 vu.",
            "Référence : point 4 vu.",
            "Notes (Boukheloua, Admys).",
        ),
        (
            "Issue non vue. motifs décisifs, sommaire ou résumé officiel vus.",
            "Issue non vue.",
            "Motifs décisifs, sommaire ou résumé officiel vus.",
        ),
        ("Motifs vus par un résumé.", "Motifs vus par un résumé.", ""),
        ("la suite n'a pas été vue.", "la suite n'a pas été vue.", ""),
    ],
)
def test_only_a_sentence_that_says_so_is_what_was_read(
    caution: str | None, limits: str, read: str
) -> None:
    parted = split_caution(caution)
    assert (parted.limits, parted.read) == (limits, read)


def test_no_word_of_a_caution_is_lost_nor_added() -> None:
    for source in load_base().sources.values():
        parted = split_caution(source.caution)
        said = words_of((source.caution or "").replace(MARK, ""))
        assert sorted(words_of(f"{parted.limits} {parted.read}")) == sorted(said)
        assert MARK not in f"{parted.limits} {parted.read}"
