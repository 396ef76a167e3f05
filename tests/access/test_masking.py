"""Nobody else can be read, however the name is written; the person's own words stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.access.masking import SHARED, UNLISTED, Masker, capitalised_words
from knowledge.folding import folded

WITNESS = "[témoin 1]"
AIMED = "[personne visée 1]"
MASKER = Masker(
    own=("Paul Lefèvre",),
    others={"Mme Hélène Dupont-Moreau": WITNESS, "Jean-François d'Ormesson": AIMED},
)


@pytest.mark.parametrize(
    "written",
    [
        "Hélène Dupont-Moreau",
        "helene dupont moreau",
        "HÉLÈNE DUPONT-MOREAU",
        "DUPONT MOREAU Helene",
        "Dupont-Moreau, Hélène",
        "Mme Dupont",
        "madame dupont-moreau",
        "Mme H. Dupont-Moreau",
        "Dupont-Moreau H.",
        "Dupont",
        "dupont",
        "moreau",
        "les Dupont",
        "les Duponts",
        "Hélène",
        "HelenE",
        "hélène_dupont.png",
        "helenedupont",
        "moreaudupontHelene",
        "hdupont",
        "hdupont75",
        "dupont2",
        "duponthelene",
        "Dupont\u2011Moreau",
        "Dupont\u00a0Moreau",
        "Du\u200bpont",
        "Dup\u00adont",
        "De\u0301 Dupont",
        "\uff24\uff55\uff50\uff4f\uff4e\uff54",
        "Moreau et Du\u200bpont",
        "Du\u200bpont et Moreau",
        unicodedata.normalize("NFD", "Hélène"),
        "l'agent Dupont l'a dit",
        "d'Hélène",
        "(Dupont)",
        "« Dupont »",
        "Dupont!Dupont",
    ],
)
def test_a_third_party_is_masked_however_written(written: str) -> None:
    for text in (written, f"Vu par {written} ce jour.", f"x\n{written}\ny"):
        told = folded("".join(c for c in MASKER.mask(text) if unicodedata.category(c) != "Cf"))
        for word in ("helene", "dupont", "moreau"):
            assert word not in told, MASKER.mask(text)
        assert "[" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Hélène Dupont-Moreau a vu Paul Lefèvre.", f"{WITNESS} a vu Paul Lefèvre."),
        ("Dupont puis d'Ormesson", f"{WITNESS} puis d'{AIMED}"),
        ("Jean François d'Ormesson, Hélène", f"{AIMED}, {WITNESS}"),
        ("HÉLÈNE DUPONT JEAN ORMESSON", f"{WITNESS} {AIMED}"),
        ("Rien à signaler.", "Rien à signaler."),
        ("", ""),
    ],
)
def test_labels_are_stable_and_say_who_is_who(text: str, expected: str) -> None:
    assert MASKER.mask(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lefèvre", "M. Lefèvre", "LEFEVRE Paul", "paul.lefevre@chu.fr", "@paul.lefevre",
        "Le service de nuit, le 03/09/2026 à 17 h 40.", "Réf. 2026-118, 12 000 €",
        "Il m'a dit : « bande de nuls »", "😀 emoji 👩‍⚕️ gardé",
    ],
)  # fmt: skip
def test_the_person_s_own_words_stay_as_they_are(text: str) -> None:
    assert MASKER.mask(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("écrire à helene.dupont@chu.fr", "écrire à [adresse masquée]"),
        ("écrire à zoe@exemple.org", "écrire à [adresse masquée]"),
        ("a" * 6 + "z" * 64 + "@exemple.org", "aaaaaa[adresse masquée]"),
        ("le compte @zoe.75 a relayé", "le compte [compte masqué] a relayé"),
        ("joindre le 06 12 34 56 78.", "joindre le [numéro masqué]."),
        ("joindre le +33 6 12 34 56 78.", "joindre le [numéro masqué]."),
        ("0612345678", "[numéro masqué]"),
        ("voir https://exemple.org/zoe?id=3 ici", "voir [lien masqué] ici"),
    ],
)
def test_what_identifies_without_a_name_is_masked(text: str, expected: str) -> None:
    assert MASKER.mask(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Girard a tout lu", f"Mme {UNLISTED} a tout lu"),
        ("le Dr Yves Le Goff l'a vu", f"le Dr {UNLISTED} l'a vu"),
        ("M. le directeur", "M. le directeur"),
        ("Madame la directrice", "Madame la directrice"),
    ],
)
def test_a_name_that_no_case_lists_is_masked_after_its_civility(text: str, expected: str) -> None:
    assert MASKER.mask(text) == expected


FAMILY = Masker(own=("Paul Martin",), others={"Anne Martin": WITNESS, "Paul Roy": AIMED})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Martin", "Paul Martin"),
        ("Anne Martin", WITNESS),
        ("Martin a parlé", f"{SHARED} a parlé"),
        ("Paul a parlé", f"{SHARED} a parlé"),
        ("Paul Roy et Paul Martin", f"{AIMED} et Paul Martin"),
        ("Anne, Paul Martin", f"{WITNESS}, Paul Martin"),
        ("p.martin@chu.fr", "[adresse masquée]"),
    ],
)
def test_a_shared_name_is_masked_unless_the_rest_tells_whose_it_is(
    text: str, expected: str
) -> None:
    assert FAMILY.mask(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il va à la mer", "il va à la mer"),
        ("Va l'a dit", f"{WITNESS} l'a dit"),
        ("madame va", WITNESS),
        ("li va", WITNESS),
        ("VA LI", WITNESS),
    ],
)
def test_a_very_short_name_is_found_by_its_capital_or_its_neighbours(
    text: str, expected: str
) -> None:
    assert Masker(own=("Paul Lefèvre",), others={"Li Va": WITNESS}).mask(text) == expected


def test_names_made_of_particles_alone_are_found() -> None:
    assert Masker(own=("Paul",), others={"De Le": WITNESS}).mask("Vu par De Le.") == (
        f"Vu par {WITNESS}."
    )


def test_an_empty_name_masks_nothing() -> None:
    assert Masker(own=("",), others={"": WITNESS, "Mme": AIMED}).mask("Rien du tout") == (
        "Rien du tout"
    )


def test_who_is_named() -> None:
    assert MASKER.names_own("d'après M. LEFEVRE") and not MASKER.names_own("d'après Mme Dupont")


def test_what_a_person_reads_again() -> None:
    texts = ["Le témoin a vu Zoé. Puis Zoé et Marc sont partis", "Ici : Bonjour Marc"]
    assert capitalised_words(texts) == ("Zoé", "Marc")


_NAMES = st.sampled_from(["Hélène", "Dupont", "Moreau", "Ormesson", "François"])
_CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase, lambda text: text])
_CUT = st.sampled_from(["", "", "\u200b", "\u00ad"])
_AROUND = st.text(" .,;:!?()«»\n\t'-\u2019\u00a0\u200b😀", min_size=1, max_size=3)


@given(st.lists(st.tuples(_AROUND, _NAMES, _CASES, st.booleans(), _CUT), min_size=1, max_size=6))
def test_no_name_survives_in_any_text(parts: list[tuple[str, str, object, bool, str]]) -> None:
    """Names in any case, with or without accents, between any signs."""
    text = ""
    for around, name, changed, bare, cut in parts:
        written = changed(name)  # type: ignore[operator]
        written = folded(written) if bare else written
        text += around + written[:3] + cut + written[3:]
    told = folded(MASKER.mask(text)).translate(dict.fromkeys((0x200B, 0xAD)))
    for word in ("helene", "dupont", "moreau", "ormesson", "francois"):
        assert word not in told, (text, MASKER.mask(text))


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert MASKER.mask(MASKER.mask(text)) == MASKER.mask(text)


_LETTERS = "abcdefghijklmnoprstuvéèêëàâîïôöûüçñœ"
_SURNAMES = st.text(_LETTERS, min_size=4, max_size=10)


@given(
    _SURNAMES,
    _SURNAMES,
    st.sampled_from([" ", "-", ", ", " d'", "_", ".", "\u00a0", ""]),
    st.data(),
)
def test_any_name_is_masked_in_any_form(
    first: str, last: str, between: str, data: st.DataObject
) -> None:
    """A name drawn at random, its words in any order, case and accents, alone or in a sentence."""
    masker = Masker(own=("Xqzk Wvyj",), others={f"{first.title()} {last.title()}": WITNESS})
    one, other = data.draw(st.permutations([first, last]))
    changed = data.draw(_CASES)
    written = changed(f"{one}{between}{other}")
    if data.draw(st.booleans()):
        written = folded(written)
    told = folded(masker.mask(f"Vu hier par {written} : {changed(one)} l'a dit."))
    for word in {folded(first), folded(last)} - set(folded("Vu hier par l'a dit").split()):
        assert word not in told.replace("[temoin 1]", "").replace("[nom masque]", "")
