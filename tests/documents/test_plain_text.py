"""User text made safe to show: nothing obeyed, nothing lost, letters and emoji left alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.plain_text import clean, escaped_json, is_safe, one_line, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrouge", "\\u{001B}[31mrouge"),
        ("\x9b31m", "\\u{009B}31m"),
        ("fichier\u202egpj.exe", "fichier\\u{202E}gpj.exe"),
        ("a\u2066b\u2069", "a\\u{2066}b\\u{2069}"),
        ("a\u200bb", "a\\u{200B}b"),
        ("a\ud800b", "a\\u{D800}b"),
        ("a\rb", "a\\u{000D}b"),
        ("a\r\nb\tc", "a\nb    c"),
        ("[/zut] [@click=app.quit]x[/]", "[/zut] [@click=app.quit]x[/]"),
        ("é œ « ’ » 👩\u200d⚕️ 🇫🇷 ça", "é œ « ’ » 👩\u200d⚕️ 🇫🇷 ça"),
    ],
)
def test_a_terminal_shows_every_character_and_obeys_none(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.characters(codec=None)))
def test_what_is_shown_is_always_safe_and_utf8(text: str) -> None:
    for shown in (clean(text), one_line(text), shortened(text, 10)):
        assert is_safe(shown)
        shown.encode("utf-8")
    assert "\n" not in one_line(text)


def test_a_long_text_says_how_much_is_left_out() -> None:
    assert shortened("a" * 30, 20) == "a" * 20 + " […] (10 caractères de plus)"
    assert shortened("a" * 20, 20) == "a" * 20


@given(st.text(st.characters(codec=None)))
def test_escaped_json_is_the_same_data(text: str) -> None:
    escaped = escaped_json(json.dumps({"clé": text}, ensure_ascii=False))
    assert json.loads(escaped) == {"clé": text}
    assert is_safe(escaped)
