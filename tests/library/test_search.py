"""The index finds what reading every entry would find, in the same order."""

from __future__ import annotations

import pytest

from expert.library.entries import card_entries, change_entries, law_entries, zone_entries
from expert.library.search import Entry, Index, words_of
from knowledge import load_base


def score(entry: Entry, sought: list[str]) -> int:
    """What an entry is worth, by reading all its words: three for a title, one for a text."""
    head, body = words_of(f"{entry.id} {entry.title}"), words_of(entry.text)
    total = 0
    for word in sought:
        in_head = sum(found.startswith(word) for found in head)
        in_body = sum(found.startswith(word) for found in body)
        if not in_head and not in_body:
            return 0
        total += 3 * min(in_head, 2) + min(in_body, 3) + (3 if word in head else 0)
    return total


@pytest.mark.parametrize(
    "words", ["injure", "secret médecin", "Élève oeuvre", "l d", "2021 conseil etat", "zz", "?", ""]
)
def test_the_index_finds_what_reading_everything_finds(words: str) -> None:
    base = load_base()
    entries = [
        *law_entries(base), *zone_entries(base), *change_entries(base), *card_entries(base)
    ]  # fmt: skip
    sought = words_of(words)
    scored = [(score(entry, sought), entry) for entry in entries] if sought else []
    kept = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
    assert Index(entries).find([words]) == [entry for _, entry in kept]
