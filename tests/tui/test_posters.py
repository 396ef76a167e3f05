"""The posters: real screens of the example, drawn as plain SVG that calls nobody."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.tui import posters
from tests.tui.posters import PLACE, POSTERS, draw
from tests.tui.test_french import english_words

SVG = "{http://www.w3.org/2000/svg}"


def words(text: str) -> list[str]:
    root = ElementTree.fromstring(text)
    return ["".join(node.itertext()).replace("\xa0", " ") for node in root.iter(f"{SVG}text")]


async def test_a_poster_is_the_screen_as_it_is_shown() -> None:
    poster = next(each for each in POSTERS if each.name == "resultat")
    text = await draw(poster)
    said = words(text)
    assert {"QUALIF", poster.title, poster.caption} <= {*said}
    assert "Procédure disciplinaire possible :" in said
    assert any("F8" in each for each in said)
    assert all(each == each.strip() for each in said if each), "no space is left to a program"
    assert not re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?(?!#)[a-z]+:", text), "it calls nobody"
    assert html.unescape(text).count("&#") == 0


@pytest.mark.parametrize("poster", POSTERS, ids=lambda poster: poster.name)
def test_the_posters_that_are_kept_are_whole_and_french(poster: posters.Poster) -> None:
    text = (PLACE / f"{poster.name}.svg").read_text(encoding="utf-8")
    said = words(text)
    assert poster.title in said and poster.caption in said
    assert len(said) > 30
    assert english_words("\n".join(said)) == set()


def test_five_posters_are_kept_and_written_where_they_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drawn(poster: posters.Poster) -> str:
        return f"<svg>{poster.title}</svg>"

    monkeypatch.setattr(posters, "draw", drawn)
    assert posters.main(tmp_path) == 0
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in PLACE.iterdir()}
    assert len(POSTERS) == 5
