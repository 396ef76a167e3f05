"""A source read whole, from every place that cites it: walk to a rule, and back to the line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from expert.library.links import Place
from tests.tui.support import (
    complete_incident,
    mini_services,
    one,
    opened,
    press,
    screen_of,
    text_of,
    words_of,
    working_on,
)
from tests.tui.test_french import assert_french
from tests.tui.test_library import in_library
from tests.tui.test_precedents import compared
from tui import doors
from tui.library.page import Address
from tui.sources import NOT_IN_FORCE, read_citations
from tui.widgets.line_list import LineList

DECISION = Place("décision", "cass-groupe")


async def reading(pilot: Pilot[None], place: Place, **options: bool) -> None:
    """Open the reader on a page of the invented law."""
    pilot.app.push_screen(doors.reader(mini_services().library, place, **options))
    await pilot.pause()
    assert screen_of(pilot) == "ReaderScreen"


def page(pilot: Pilot[None]) -> LineList:
    lines: LineList = one(pilot, "#page")
    return lines


def title(pilot: Pilot[None]) -> str:
    text: str = one(pilot, "#title").content.plain
    return text


def go_to(pilot: Pilot[None], target: object) -> None:
    """Put the cursor on the line that stands for `target`."""
    lines = page(pilot)
    lines.highlighted = next(n for n, line in enumerate(lines.lines) if line.target == target)


async def test_a_decision_is_read_whole(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await reading(pilot, DECISION)
        assert title(pilot) == "Cour d'essai, 10/04/2013, n° 11-00.001"
        text = page(pilot).plain
    assert "Décision ou sommaire officiel vu, texte à lire avant de citer." in text
    assert "À qui elle s'appliquait : salariée" in text
    assert "Un groupe agréé un par un n'est pas un public." in text
    assert "Prudence\n  Connue par un sommaire." in text
    assert "Règles qui s'y appuient (3)" in text
    assert "→ Un très petit groupe est restreint." in text
    assert "Qui pouvait lire la publication" in text


async def test_from_a_source_to_a_rule_to_its_source_and_back_to_the_same_lines(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as pilot:
        await reading(pilot, DECISION)
        go_to(pilot, Place("règle", "grand"))
        await pilot.pause()
        first = (page(pilot).highlighted, text_of(pilot))
        await press(pilot, "enter")
        assert title(pilot) == "Un grand groupe est discuté."
        rule = page(pilot).plain
        go_to(pilot, Place("point discuté", "Z1"))
        await pilot.pause()
        second = (page(pilot).highlighted, text_of(pilot))
        await press(pilot, "enter")
        assert title(pilot) == "Un groupe fermé sans règle de discrétion est-il public ?"
        zone = page(pilot).plain
        go_to(pilot, DECISION)
        await press(pilot, "enter")
        assert title(pilot).startswith("Cour d'essai")
        await press(pilot, "escape", "escape")
        assert (page(pilot).highlighted, text_of(pilot)) == second
        await press(pilot, "escape")
        assert (page(pilot).highlighted, text_of(pilot)) == first
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    assert "Si\n" in rule and "nombre de lecteurs : au moins 15" in rule
    assert "Qui pouvait lire : lisible par tous" in rule
    assert "si l'on suit la lecture : Au-delà d'un très petit nombre il est public." in rule
    assert "audience_size" not in rule
    assert "Cour d'essai, 10/04/2013, n° 11-00.001 — salariée\n" in rule
    assert "Issue prudente\n  Tenir le message pour restreint." in zone
    assert "règle de discrétion du groupe" in zone


async def test_the_same_walk_by_mouse_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 50)) as pilot:
        await reading(pilot, Place("texte", "texte-public"))
        row = (
            text_of(pilot)
            .splitlines()
            .index(next(x for x in text_of(pilot).splitlines() if "→ Une page ouverte" in x))
        )
        await pilot.click(offset=(12, row))
        await pilot.pause()
        assert title(pilot) == "Une page ouverte est lisible par tous."
        bar = text_of(pilot).splitlines()[-1]
        await pilot.click("KeyBar", offset=(bar.index("Revenir"), 0))
        await pilot.pause()
        assert title(pilot) == "Texte d'essai 6"


async def test_an_address_is_copied_and_the_page_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await reading(pilot, Place("texte", "texte-statut"))
        go_to(pilot, Address("https://exemple.invalid/2"))
        await press(pilot, "enter")
        assert pilot.app.clipboard == "https://exemple.invalid/2"
        assert screen_of(pilot) == "ReaderScreen"
        await press(pilot, "f5")
        assert pilot.app.clipboard.startswith("Texte d'essai 2\n")
        assert "→ Injurier est un manquement." in pilot.app.clipboard


async def test_a_page_is_saved(tmp_path: Path) -> None:
    async with opened(tmp_path / "d") as pilot:
        await reading(pilot, DECISION)
        await press(pilot, "f6")
        assert screen_of(pilot) == "ExportDialog"
        one(pilot, "#file").value = str(tmp_path / "page.txt")
        await press(pilot, "f8")
        assert screen_of(pilot) == "ReaderScreen"
    text = (tmp_path / "page.txt").read_text("utf-8")
    assert "n° 11-00.001" in text and "Connue par un sommaire." in text


async def test_from_the_texts_of_a_result_and_back_to_the_same_line(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f8", "f8", "f8", "down")
        lines = one(pilot, "#citations LineList")
        before, at = text_of(pilot), lines.highlighted
        reference = lines.target.reference
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert title(pilot) == reference
        await press(pilot, "end", "escape")
        assert (text_of(pilot), one(pilot, "#citations LineList").highlighted) == (before, at)


async def test_from_a_step_of_the_reasoning(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (120, 50)) as pilot:
        await press(pilot, "f8", "f8", "f8", "tab")
        lines = one(pilot, "#reasoning")
        lines.highlighted = next(
            n for n, line in enumerate(lines.lines) if getattr(line.target, "sources", ())
        )
        before = text_of(pilot)
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert title(pilot).startswith(("Texte d'essai", "Cour d'essai"))
        await press(pilot, "escape")
        assert text_of(pilot) == before


async def test_from_the_question_of_the_interview(tmp_path: Path) -> None:
    async with working_on(tmp_path) as pilot:
        before = text_of(pilot)
        await press(pilot, "f3")
        assert title(pilot) == "Pourquoi cette question ?"
        shown = words_of(pilot)
        assert "Êtes-vous visé, témoin" in shown and "L'impartialité de l'enquête" in shown
        go_to(pilot, Place("texte", "texte-impartialite"))
        await press(pilot, "enter")
        assert title(pilot) == "Texte d'essai 1"
        go_to(pilot, Place("règle", "rapport"))
        await press(pilot, "enter")
        assert title(pilot) == "Qui est mêlé aux faits ne les qualifie pas."
        await press(pilot, "escape", "escape", "escape")
        assert text_of(pilot) == before


async def test_from_a_decision_compared(tmp_path: Path) -> None:
    async with compared(tmp_path) as pilot:
        await press(pilot, "f8", "end", "enter")
        assert title(pilot) == "Décision comparée"
        await press(pilot, "end", "enter")
        assert "Règles qui s'y appuient" in page(pilot).plain
        await press(pilot, "escape", "escape")
        assert screen_of(pilot) == "PrecedentsScreen"


async def test_what_is_punished_is_for_counsel(tmp_path: Path) -> None:
    for profile, shown in (("rh", False), ("juriste", True)):
        async with working_on(tmp_path / profile, complete_incident(), profile) as pilot:
            await press(pilot, "escape")
            session = pilot.app.screen.session  # type: ignore[attr-defined]
            cited = next(c for c in session.assessment().citations if c.id == "texte-injure")
            pilot.app.push_screen(read_citations(session, [cited]))
            await pilot.pause()
            assert ("12\u202f000 euros d'amende" in page(pilot).plain) is shown


async def test_several_sources_are_listed_and_what_was_not_in_force_is_said(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "escape")
        session = pilot.app.screen.session  # type: ignore[attr-defined]
        cited = session.assessment().citations[:3]
        past = cited[0].model_copy(update={"in_force": False})
        pilot.app.push_screen(read_citations(session, [past, *cited[1:]]))
        await pilot.pause()
        assert [line.target.id for line in page(pilot).lines] == [c.id for c in cited]
        await press(pilot, "enter")
        assert title(pilot) == past.reference
        assert NOT_IN_FORCE in page(pilot).plain
        await press(pilot, "escape", "down", "enter")
        assert NOT_IN_FORCE not in page(pilot).plain


async def test_what_cannot_be_cited_says_so_in_the_list_and_on_its_page(tmp_path: Path) -> None:
    base = mini_services().base
    example = base.sources["cass-groupe"].model_copy(update={"citable": False})
    changed = replace(base, sources={**base.sources, "cass-groupe": example})
    async with opened(tmp_path, load=lambda: replace(mini_services(), base=changed)) as pilot:
        await in_library(pilot)
        await press(pilot, "f8", "f8")
        assert "ne peut pas être citée" in text_of(pilot)
        await press(pilot, "enter")
        assert "Exemple seulement : ne peut pas être cité." in page(pilot).plain


async def test_the_reader_is_in_french_and_its_keys_fit(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await reading(pilot, DECISION)
        seen = [text_of(pilot)]
        assert "Échap Revenir" in seen[0]
        for key in ("f1", "escape", "f10", "escape", "f5", "f6", "escape"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)
