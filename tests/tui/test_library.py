"""The library: found by words, narrowed by kind, read and left again, whatever is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.library.catalogue import Library
from tests.tui.support import (
    app_of,
    complete_incident,
    mini_base,
    mini_services,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tests.tui.test_french import assert_french
from tests.tui.test_hostile_text import HOSTILE, OBEYED
from tui.screens.library import LibraryScreen
from tui.services import Services
from tui.widgets.catalogue_list import CatalogueList, Shown

NOTHING = "Rien ne correspond à tous ces mots."


async def in_library(pilot: Pilot[None]) -> None:
    app_of(pilot).open_library()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert screen_of(pilot) == "LibraryScreen"


def everything() -> int:
    base = mini_base()
    return sum(map(len, (base.sources, base.zones, base.changes, base.rules)))


def listed(pilot: Pilot[None]) -> list[str]:
    """The titles found, whether in sight or not."""
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    return [entry.title for entry in screen._found]


async def test_it_is_opened_from_the_first_screen_by_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.click("#library")
        await pilot.pause()
        assert screen_of(pilot) == "LibraryScreen"
        assert one(pilot, "#search").has_focus
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"


async def test_it_is_in_the_menu_everywhere_and_opened_once(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        for _ in range(2):
            await press(pilot, "f10")
            await typed(pilot, "bibliotheque")
            await press(pilot, "enter")
            assert screen_of(pilot) == "LibraryScreen"
            await press(pilot, "down", "enter")
            assert screen_of(pilot) == "ReaderScreen"
        await press(pilot, "escape", "escape")
        assert screen_of(pilot) == "InterviewScreen"


async def test_two_words_without_accents_nor_capitals_are_both_sought(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        assert len(listed(pilot)) == everything()
        await typed(pilot, "DELAI expire")
        assert listed(pilot) == ["Le délai n'est pas expiré."]
        assert "1 entrée" in words_of(pilot)
        await press(pilot, "backspace", *["backspace"] * 5)
        assert "Texte d'essai 3" in listed(pilot)


async def test_what_is_not_found_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        await typed(pilot, "delai zzz")
        assert listed(pilot) == []
        assert NOTHING in words_of(pilot)
        await press(pilot, "enter", "down", "pagedown", "enter")
        assert screen_of(pilot) == "LibraryScreen"


async def test_a_page_is_read_and_the_same_line_found_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        await typed(pilot, "injure")
        await press(pilot, "down", "down")
        before = text_of(pilot)
        found = listed(pilot)[2]
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert one(pilot, "#title").content.plain == found
        await press(pilot, "escape")
        assert text_of(pilot) == before
        assert "> " + found in before


async def test_the_kinds_are_turned_by_key_and_picked_by_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        await press(pilot, "f8", "f8")
        assert "[Décisions]" in text_of(pilot)
        assert listed(pilot) == ["Cour d'essai, 10/04/2013, n° 11-00.001"]
        await press(pilot, "f7")
        assert "[Textes]" in text_of(pilot) and len(listed(pilot)) == 6
        column = text_of(pilot).splitlines()[1].index("Points discutés")
        await pilot.click("KindBar", offset=(column + 2, 0))
        await pilot.pause()
        assert listed(pilot) == ["Un groupe fermé sans règle de discrétion est-il public ?"]
        await press(pilot, "f10")
        await typed(pilot, "rayon tout")
        await press(pilot, "enter")
        assert len(listed(pilot)) == everything()


async def test_a_line_is_opened_by_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        await pilot.click("#entries", offset=(10, 4))
        await pilot.pause()
        assert screen_of(pilot) == "ReaderScreen"
        assert one(pilot, "#title").content.plain == "Texte d'essai 3"


async def test_the_field_is_found_again_from_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        for key in ("slash", "ctrl+f"):
            await typed(pilot, "injure")
            await press(pilot, "tab")
            assert one(pilot, "#entries").has_focus
            await press(pilot, "end", key)
            assert one(pilot, "#search").has_focus
            await typed(pilot, "x")
            assert one(pilot, "#search").value == "x"
            await press(pilot, key if key == "ctrl+f" else "ctrl+f")
        assert screen_of(pilot) == "LibraryScreen"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 35), (160, 50)])
async def test_at_every_size_the_keys_fit_and_a_wide_window_reads_beside(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as pilot:
        await in_library(pilot)
        await typed(pilot, "contacts groupe")
        await press(pilot, "ctrl+f", "delete", *"agree")
        shown = text_of(pilot)
        assert max(map(len, shown.splitlines())) <= size[0]
        assert ("Échap Revenir" in shown) is (size[0] >= 80)
        if size[0] >= 110:
            await until(pilot, "À qui elle s'appliquait : salariée")
        else:
            assert "À qui elle s'appliquait" not in shown


async def test_one_kind_is_shown_where_all_do_not_fit(tmp_path: Path) -> None:
    async with opened(tmp_path, (60, 18)) as pilot:
        await in_library(pilot)
        assert "< Tout >" in text_of(pilot)
        await pilot.click("KindBar", offset=(3, 0))
        await pilot.pause()
        assert "< Textes >" in text_of(pilot)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_are_sought_and_do_nothing(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        one(pilot, "#search").value = text
        await pilot.pause()
        shown = text_of(pilot)
        assert NOTHING in " ".join(shown.split())
        await press(pilot, "enter", "f8", "tab", "enter")
        assert screen_of(pilot) == "LibraryScreen"
        assert not any(sign in shown for sign in OBEYED)


def hostile_services(text: str) -> Services:
    """The invented law, one of whose texts is worded by an enemy."""
    base = mini_base()
    (first, provision) = next(iter(base.sources.items()))
    worded = provision.model_copy(update={"reference": text, "states": text, "caution": text})
    changed = replace(base, sources={**base.sources, first: worded})
    return replace(mini_services(), base=changed)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_law_is_shown_as_it_is_written(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, (120, 35), lambda: hostile_services(text)) as pilot:
        await in_library(pilot)
        await pilot.click("#entries", offset=(4, 0))
        await pilot.pause()
        assert screen_of(pilot) == "ReaderScreen"
        await pilot.click("#title", offset=(8, 0))
        shown = [text_of(pilot)]
        await press(pilot, "escape")
        shown.append(text_of(pilot))
        for screen in shown:
            assert not any(sign in screen for sign in OBEYED)
        if text.startswith("["):
            assert text in shown[0] and "[/zut]" in shown[1]
        assert pilot.app.is_running


async def test_only_the_rows_in_sight_are_written(tmp_path: Path) -> None:
    written: set[int] = set()

    def shown(number: int) -> Shown:
        written.add(number)
        return Shown(f"Entrée {number}", "note")

    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        entries = one(pilot, CatalogueList)
        entries.show(5_000, shown)
        await press(pilot, "pagedown", "pagedown")
        assert max(written) < 100
        entries.action_last()
        await pilot.pause()
        assert "> Entrée 4999" in text_of(pilot)
        assert len(written) < 100
        entries.action_move(1)
        assert entries.cursor == 4_999
        entries.action_first()
        await pilot.pause()
        assert "> Entrée 0\n" in text_of(pilot)


async def test_a_result_keeps_its_place_under_the_library(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f8")
        before = text_of(pilot)
        app_of(pilot).open_library()
        await pilot.pause()
        await press(pilot, "escape")
        assert text_of(pilot) == before


async def test_the_library_is_read_in_french(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 35)) as pilot:
        await in_library(pilot)
        seen = [text_of(pilot)]
        for key in ("f1", "escape", "f10", "escape", "f8", "f8", "f8", "f8", "f8", "enter", "f1"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)


def test_a_search_narrowed_to_a_kind_finds_it_alone() -> None:
    library = Library(mini_base())
    assert {entry.kind for entry in library.find("injure")} >= {"texte", "règle"}
    assert {entry.kind for entry in library.find("injure", "texte")} == {"texte"}
    assert library.find("  ", "décision") == library.of_kind("décision")


async def test_what_is_typed_outside_the_field_is_words_all_the_same(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await in_library(pilot)
        pilot.app.screen.set_focus(None)
        await press(pilot, "i")
        one(pilot, CatalogueList.__name__).focus()
        await press(pilot, "n")
        assert one(pilot, "#search").value == "in"
        assert one(pilot, "#search").has_focus
        one(pilot, CatalogueList.__name__).focus()
        await press(pilot, "slash", "x")
        assert one(pilot, "#search").value == "x"
