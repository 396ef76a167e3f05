"""Reading YAML and JSON: text as written, each value with its place, hostile files refused."""

from __future__ import annotations

import errno
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge import InputError, Place
from knowledge.reading import MAX_BYTES, decode, parse_documents, read_text

FILE = "essai.yaml"


def value(text: str) -> Any:
    (document,) = parse_documents(text, FILE)
    return document.value


def refusal(text: str) -> str:
    with pytest.raises(InputError) as refused:
        parse_documents(text, FILE)
    assert "\n" not in str(refused.value)
    return str(refused.value).removeprefix(FILE)


# What is read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["oui", "non", "no", "yes", "on", "off", "true", "False", "12:30", "1e3", "0x1F", "0o17", "010",
     "1_000", "2026-11-21", "NaN", ".nan", ".inf", "-Infinity", "9" * 4000, "1.0", "=", "<<"],
)  # fmt: skip
def test_a_plain_word_stays_the_text_it_is(written: str) -> None:
    """`safe_load` would read False, 750, 1000.0, a date, not a number, a merge…"""
    assert value(f"a: {written}") == {"a": written}
    assert value(f"- {written}") == [written]


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_unless_it_is_quoted(written: str) -> None:
    assert value(f"a: {written}") == {"a": None}
    assert value(f"a: '{written}'") == {"a": written}


def test_keys_are_texts_too() -> None:
    assert value("no: 1\n12:30: 2\nnull: 3\n") == {"no": "1", "12:30": "2", "null": "3"}


def test_every_value_knows_where_it_stands() -> None:
    text = "é: x\nliste:\n  - a\n  - {clé: [b,   c]}\n---\n- fin\n"
    first, second = parse_documents(text, FILE)
    assert str(first.place(("é",))) == f"{FILE}:1:1"
    assert str(first.place(("liste",))) == f"{FILE}:2:1"
    assert str(first.place(("liste", 0))) == f"{FILE}:3:5"
    assert str(first.place(("liste", 1, "clé"))) == f"{FILE}:4:6"
    assert str(first.place(("liste", 1, "clé", 1))) == f"{FILE}:4:17"
    assert str(second.place((0,))) == f"{FILE}:6:3"


def test_a_path_that_is_not_there_has_the_place_of_what_holds_it() -> None:
    (document,) = parse_documents("\na:\n  b: c\n", FILE)
    assert str(document.place(("a", "b", "absent", 3))) == f"{FILE}:3:3"
    assert str(document.place(("absent",))) == f"{FILE}:2:1"


def test_a_pair_of_surrogates_of_json_is_one_character() -> None:
    """YAML knows no such escape; JSON writes every emoji so."""
    assert value('{"a": "\\ud83d\\ude00 \\uD83D\\uDE80 \\u00e9"}') == {"a": "😀 🚀 é"}
    assert refusal('{"a": "\\ud83d seul"}') == ":1:10 : échappement « \\ » inconnu entre guillemets"


# U+0085 is a line end for YAML 1.1, even between quotes: no writer of YAML gives it back.
_TEXT = st.text(st.characters(exclude_characters="\x85"), max_size=20)
_DATA = st.recursive(
    st.none() | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(_DATA, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_back_as_it_was_written(data: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    try:
        assert value(text) == data
    except InputError as refused:  # raw control characters, lone surrogates: YAML has none
        assert refused.message in (
            "caractère de contrôle interdit", "échappement « \\ » inconnu entre guillemets",
        )  # fmt: skip


@given(_DATA)
def test_yaml_is_read_back_as_it_was_written(data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    assert value(text) == data


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        parse_documents(text, FILE)
    except InputError as refused:
        said = str(refused)
        assert said.startswith(FILE)
        assert len(said.splitlines()) == 1


# What is refused ---------------------------------------------------------------------------------


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )
    assert refusal(bomb) == ":1:4 : ancres et renvois YAML (&, *) sont refusés"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 200_000, ":1:41"),
        ("{a: " * 200_000, ":1:161"),
        ("- " * 200_000, ":1:81"),
        ("? " * 200_000, ":1:3"),  # a mapping used as a key: refused before it is deep
    ],
)
def test_two_hundred_thousand_levels_are_refused_at_once(text: str, place: str) -> None:
    begun = time.perf_counter()
    assert refusal(text).startswith(place)
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", ":2:1 : clé en double : « a »"),
        ('{"a": 1, "\\u0061": 2}', ":1:10 : clé en double : « a »"),
        ("? [x]\n: 1\n", ":1:3 : une clé est un mot, pas une liste ni un objet"),
        ("a: *b\n", ":1:4 : ancres et renvois YAML (&, *) sont refusés"),
        ("a: !!int 3\n", ":1:4 : les étiquettes YAML (!) sont refusées"),
        ("a: ! b\n", ":1:4 : les étiquettes YAML (!) sont refusées"),
        ("é: ok\nb: \x1b[31m", ":2:4 : caractère de contrôle interdit"),
        ("a: b: c\n", ":1:5 : deux-points inattendu (mettre la valeur entre guillemets)"),
        ("a:\n  b: 1\n c: 2\n", ":3:2 : mise en page incorrecte (décalage ou guillemet)"),
        ("a: [1, 2\nb: 3\n", ":2:2 : virgule ou fermeture (« ] » ou « } ») attendue"),
        ("\tb: 1\n", ":1:1 : ce signe ne peut pas commencer une valeur (ni tabulation, ni @)"),
        ("a: @b\n", ":1:4 : ce signe ne peut pas commencer une valeur (ni tabulation, ni @)"),
        ("a: 'b\n", ":2:1 : texte interrompu (guillemet ou crochet non fermé)"),
    ],
)
def test_a_fault_of_writing_is_said_where_it_is(text: str, said: str) -> None:
    assert refusal(text) == said


def test_a_refusal_shows_no_hidden_character_and_no_endless_name() -> None:
    bidi = "\u202egauche"
    assert refusal(f"{bidi}: 1\n{bidi}: 2") == ":2:1 : clé en double : « \\u{202E}gauche »"
    endless = refusal(f"? {'x' * 9_000}\n: 1\n? {'x' * 9_000}\n: 2\n")
    assert endless.startswith(":3:3 : clé en double : « xxx")
    assert endless.endswith("xxx »")
    assert len(endless) < 700


def test_a_file_of_one_megabyte_at_most() -> None:
    place = Place(FILE)
    assert len(decode(b"x" * MAX_BYTES, place)) == MAX_BYTES == 1_000_000
    with pytest.raises(InputError, match=r" : fichier trop grand \(plus de 1000 ko\)$"):
        decode(b"x" * (MAX_BYTES + 1), place)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "fichier vide"),
        (b"\xef\xbb\xbf \n", "fichier vide"),
        (b"a: \0", "fichier binaire : un texte YAML ou JSON est attendu"),
        ("a: é".encode("utf-16"), "fichier binaire : un texte YAML ou JSON est attendu"),
        ("a: é".encode("latin-1"), "texte qui n'est pas en UTF-8"),
        (b"a: \xed\xa0\x80", "texte qui n'est pas en UTF-8"),
    ],
)
def test_bytes_that_are_not_a_text_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        decode(data, Place(FILE))
    assert str(refused.value) == f"{FILE} : {said}"


def test_a_byte_order_mark_is_left_aside() -> None:
    assert decode(b"\xef\xbb\xbfa: 1", Place(FILE)) == "a: 1"


def test_a_path_that_cannot_be_read_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(code: int) -> Any:
        def opened(*_: object, **__: object) -> None:
            raise OSError(code, "Erreur")

        return opened

    with pytest.raises(InputError, match=r" : c'est un dossier, pas un fichier$"):
        read_text(tmp_path)
    with pytest.raises(InputError, match=r"^ici : fichier introuvable$"):
        read_text(tmp_path / "absent", shown="ici")
    for code, said in ((errno.EACCES, "lecture non permise"), (errno.EIO, "lecture impossible")):
        monkeypatch.setattr(Path, "open", failing(code))
        with pytest.raises(InputError, match=f" : {said}"):
            read_text(tmp_path / "x")
