"""A pass phrase: what is refused, in a sentence that does not repeat it."""

from __future__ import annotations

import unicodedata

import pytest

from expert.vault.phrase import LONGEST, SHORTEST, PhraseError, check_phrase, normalized


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("", "0 signes"),
        ("a" * (SHORTEST - 1), f"{SHORTEST - 1} signes"),
        ("abcabcabcabcabcabc", "répète"),
        ("aAaAbBbBcCcCdDdD", "répète"),
        ("trop " * LONGEST, "dépasse"),
    ],
)
def test_a_weak_phrase_is_refused_without_being_repeated(phrase: str, said: str) -> None:
    with pytest.raises(PhraseError, match=said) as caught:
        check_phrase(phrase)
    assert not phrase or phrase not in str(caught.value)


def test_a_phrase_of_four_words_is_taken() -> None:
    check_phrase("lampe ruisseau vélo cerise")


def test_two_keyboards_that_write_an_accent_differently_give_one_phrase() -> None:
    composed = "déjà vu près d'ici"
    assert normalized(unicodedata.normalize("NFD", composed)) == normalized(composed)
