"""Words to read again: whole words, whatever the accents, and few false alarms."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from expert.flagged_words import flagged
from knowledge import KnowledgeBase, load_base


@cache
def law() -> KnowledgeBase:
    return load_base()


def seen(text: str, *, quoted: bool = False) -> dict[str, tuple[str, ...]]:
    return {flag.family: flag.seen for flag in flagged(law(), text, quoted=quoted)}


@pytest.mark.parametrize(
    ("text", "family", "words"),
    [
        ("Elle vote à l'extrême droite.", "opinions", "extrême droite"),
        ("C'est une musulmane du service.", "religion", "musulmane"),
        ("Un délégué syndical l'a dit.", "syndicat", "délégué syndical"),
        ("Il est DÉPRESSIF depuis mars.", "sante", "DÉPRESSIF"),
        ("en burn-out", "sante", "burn-out"),
        ("en burn out", "sante", "burn out"),
        ("Elle l'a fait par vengeance.", "intentions", "par vengeance"),
        ("Paraît-il, d'autres ont vu.", "rumeurs", "Paraît-il"),
        ("Ce sont des menteurs.", "injures", "menteurs"),
        ("Vu par Mme Dupont.", "identite", "Mme Dupont"),
        ("Vu par M. Ngo.", "identite", "M. Ngo"),
        ("n° 1 85 05 78 006 084 36", "identite", "1 85 05 78 006 084 36"),
        ("IPP 1234567890123", "identite", "1234567890123"),
    ],
)
def test_what_speaks_of_the_person_is_seen(text: str, family: str, words: str) -> None:
    assert seen(text) == {family: (words,)}
    assert seen(unicodedata.normalize("NFD", text)).keys() == {family}


@pytest.mark.parametrize(
    "text",
    [
        "Le service de santé au travail a été prévenu.",
        "Dans l'enceinte de l'hôpital, le 3 mars.",
        "Le tract du syndicat, panneau syndical du rez-de-chaussée.",
        "Il a répondu en protestant.",
        "Elle est incapable de se lever seule.",
        "Des effets pervers, un produit toxique.",
        "La décision est nulle et non avenue.",
        "Madame la directrice, M. le maire, Mme X. et M. Y.",
        "Dr X a signé.",
        "Le 03/09/2026 à 11 h 30, poste 0612345678.",
        "06 12 34 56 78 et 07 11 22 33 44",
        "https://www.facebook.com/123456789012345",
        "L'agent était en arrêt ce jour-là.",
        "Elle a déposé une plainte de bonne foi.",
        "Institut catholique de Lille",
        "Le fou rire, la foule, un idiome, débilement, un cancérologue.",
        "m'a dit que le message était encore en ligne",
    ],
)
def test_ordinary_words_of_the_hospital_raise_no_alarm(text: str) -> None:
    assert seen(text) == {}


def test_what_is_quoted_is_quoted_but_a_person_stays_hidden() -> None:
    text = "Il écrit : « Mme Dupont est une menteuse », puis s'excuse."
    assert seen(text) == {"identite": ("Mme Dupont",)}
    assert seen("Mme Dupont est une menteuse", quoted=True) == {"identite": ("Mme Dupont",)}
    assert seen("Elle est dépressive et menteuse", quoted=True) == {}


def test_what_was_seen_is_told_once_with_its_reason_and_what_to_write() -> None:
    (flag,) = flagged(law(), "Une menteuse, oui, une menteuse.")
    assert flag.seen == ("menteuse",)
    assert flag.sentence == f"« menteuse » : un mot blessant. {flag.why} {flag.advice}"


@pytest.mark.parametrize(
    "text", ["", "\x1b[2J\u202e\ud800", "é" * 100_000, "M. " * 10_000, "1 " * 50_000]
)
def test_any_text_is_read_and_left_as_it_is(text: str) -> None:
    assert set(seen(text)) <= {"identite"}
