"""« Pourquoi, pourquoi pas » on a conclusion, and the reasons folded under a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from expert.incident import Key
from tests.tui.support import (
    PASSAGE,
    PLACE,
    blank,
    complete_incident,
    one,
    press,
    recorded,
    screen_of,
    text_of,
    until,
    words_of,
    working_on,
)
from tests.tui.test_french import assert_french
from tests.tui.test_hostile_text import HOSTILE, OBEYED, hostile_incident
from tests.tui.test_windows import SIZES, assert_keys_fit

POLITE = complete_incident().with_answer(Key("outrageous_expression", PASSAGE), "non")
TABS = ("En une ligne", "Syllogisme", "L'arbre", "Pourquoi pas", "Ce qui suffit")


async def asked(pilot: Pilot[None], conclusion: str) -> None:
    """Open the result, put the cursor on a conclusion and press F3."""
    await press(pilot, "f8")
    lines = one(pilot, "#conclusions LineList")
    lines.highlighted = next(
        i for i, line in enumerate(lines.lines) if str(line.target).startswith(conclusion)
    )
    await press(pilot, "f3")
    assert screen_of(pilot) == "ReasonsScreen"


async def each_tab(pilot: Pilot[None]) -> dict[str, str]:
    shown = {}
    for name in ("line", "syllogism", "tree", "why-not", "enough"):
        pilot.app.screen._open_tab(name)  # type: ignore[attr-defined]
        await pilot.pause()
        shown[name] = " ".join(one(pilot, f"#{name} LineList").plain.split())
    return shown


async def test_what_is_established_is_explained_at_every_depth(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 40)) as pilot:
        await asked(pilot, "injure-publique")
        assert "✓ établi · Injure publique (P1)" in words_of(pilot)
        assert all(tab in words_of(pilot) for tab in TABS)
        shown = await each_tab(pilot)
    assert "Injure publique — établi" in shown["line"]
    assert "Règle : L'injure lisible par tous est publique." in shown["syllogism"]
    assert "Une page ouverte est lisible par tous." in shown["tree"]
    assert "il ne lui manque rien" in shown["why-not"]
    assert "Ces 2 réponses suffisent, quelles que soient les autres : établi." in shown["enough"]
    assert "mots outrageants : Oui" in shown["enough"]
    assert "accès réel : Tout le monde (page ou compte public)" in shown["enough"]


async def test_what_is_not_there_opens_on_why_not_with_the_smallest_change(tmp_path: Path) -> None:
    async with working_on(tmp_path, POLITE, "juriste", (100, 40)) as pilot:
        await asked(pilot, "injure-publique")
        shown = " ".join(one(pilot, "#why-not LineList").plain.split())
        assert "Pourquoi pas" in words_of(pilot)
        enough = (await each_tab(pilot))["enough"]
    assert "Règle : L'injure lisible par tous est publique." in shown
    assert "Il manque : ✗ Injure — écarté" in shown
    assert "mots outrageants : Non (il aurait fallu : Oui)" in shown
    assert "Le plus petit changement qui suffirait à l'établir (1 réponse, vérifié)" in shown
    assert "Il aurait fallu « mots outrageants : Oui » (réponse donnée : Non)" in shown
    assert "Cette réponse suffit, quelles que soient les autres : écarté." in enough


async def test_enter_on_a_step_of_the_tree_shows_its_source_or_goes_to_its_question(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, POLITE, "juriste", (100, 40)) as pilot:
        await asked(pilot, "injure@")
        await press(pilot, "left")
        tree = one(pilot, "#tree LineList")
        tree.highlighted = next(i for i, line in enumerate(tree.lines) if line.target.sources)
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert "Texte d'essai" in words_of(pilot)
        await press(pilot, "escape", "end", "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert "un mot de mépris" in text_of(pilot)
        await press(pilot, "a")
        assert screen_of(pilot) == "ResultScreen"
        assert "✓ établi Injure" in words_of(pilot)
    assert recorded(tmp_path, "outrageous_expression", PASSAGE) == "oui"


async def test_it_is_reached_by_the_mouse_by_the_menu_and_left_by_escape(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8")
        await pilot.click("KeyBar", offset=(12, 0))
        await pilot.pause()
        assert screen_of(pilot) == "ReasonsScreen"
        await pilot.click("#--content-tab-enough")
        await pilot.pause()
        assert "quelles que soient" in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "ResultScreen"
        names = [command.label for command in pilot.app.screen.commands()]  # type: ignore[attr-defined]
        assert "Expliquer la conclusion choisie" in names


async def test_where_no_conclusion_is_chosen_it_is_said(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "left", "f3")
        assert screen_of(pilot) == "ResultScreen"
        await until(pilot, "Placez le curseur sur une conclusion")


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with working_on(tmp_path, POLITE, "juriste", size) as pilot:
        await asked(pilot, "injure-publique")
        for _ in TABS:
            assert "écarté · Injure publique" in words_of(pilot)
            assert "Ce qui suffit" in words_of(pilot) or size[0] < 80
            assert_keys_fit(pilot)
            await press(pilot, "f8")
        assert screen_of(pilot) == "ReasonsScreen"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_do_nothing_there(tmp_path: Path, text: str) -> None:
    async with working_on(tmp_path, hostile_incident(text), "juriste") as pilot:
        await asked(pilot, "injure-publique")
        for _ in TABS:
            assert not any(sign in text_of(pilot) for sign in OBEYED)
            await press(pilot, "f8")
        assert pilot.app.is_running


async def test_no_english_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    async with working_on(tmp_path, POLITE, "juriste") as pilot:
        await asked(pilot, "injure-publique")
        seen = [text_of(pilot)]
        for key in ("f8", "f8", "f8", "f8", "f1", "escape", "f6", "escape", "f10", "escape"):
            await press(pilot, key)
            seen.append(text_of(pilot))
    assert_french(seen)


async def test_it_is_written_to_a_file_but_not_by_who_only_hands_over(tmp_path: Path) -> None:
    target = tmp_path / "pourquoi.txt"
    async with working_on(tmp_path / "a", POLITE, "juriste") as pilot:
        await asked(pilot, "injure-publique")
        await press(pilot, "f6")
        assert screen_of(pilot) == "ExportDialog"
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
    written = target.read_text(encoding="utf-8")
    assert written.startswith("Pourquoi : Dossier complet")
    assert "Il aurait fallu « mots outrageants : Oui »" in " ".join(written.split())
    async with working_on(tmp_path / "b", POLITE, "manager") as pilot:
        await press(pilot, "f8", "f8", "f3", "f6")
        assert screen_of(pilot) == "ReasonsScreen"
        await until(pilot, "rapport factuel, et lui seul.")


async def test_the_answer_given_since_is_the_one_explained(tmp_path: Path) -> None:
    async with working_on(tmp_path, POLITE, "juriste", (100, 40)) as pilot:
        await asked(pilot, "injure@")
        await press(pilot, "left", "end", "enter", "a")
        assert screen_of(pilot) == "ResultScreen"
        lines = one(pilot, "#conclusions LineList")
        lines.highlighted = next(
            i for i, line in enumerate(lines.lines) if str(line.target).startswith("injure@")
        )
        await press(pilot, "f3")
        assert "✓ établi · Injure (P1)" in words_of(pilot)


# Under a question --------------------------------------------------------------------------------


def why(pilot: Pilot[None]) -> Any:
    return one(pilot, "#why")


async def test_one_key_unfolds_what_hangs_on_a_question_and_folds_it_again(
    tmp_path: Path,
) -> None:
    incident = complete_incident().without_answer(Key("access", PLACE))
    async with working_on(tmp_path, incident, "juriste") as pilot:
        assert "Qui pouvait lire la publication" in words_of(pilot)
        assert why(pilot).collapsed and "en dépend :" not in words_of(pilot)
        await press(pilot, "f6")
        assert not why(pilot).collapsed
        shown = str(one(pilot, "#why-text").content)
        assert "Plan pénal, en dépend : " in shown and "Injure publique" in shown
        assert "Règle : Un message à une seule personne reste confidentiel." in shown
        assert "Tout le monde (page ou compte public) : établi : " in shown
        assert "▼ Pourquoi cette question ? Exemples" in words_of(pilot)
        await press(pilot, "f6")
        assert why(pilot).collapsed
        await press(pilot, "f3")
        assert screen_of(pilot) == "ReaderScreen"
        assert "Plan pénal, en dépend" in one(pilot, "#page").plain
    assert recorded(tmp_path, "reporter_role") == "instruit"


async def test_a_question_that_only_tells_the_facts_says_that_nothing_hangs_on_it(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, blank().with_answer(Key("reporter_role"), "instruit")) as pilot:
        assert "Craignez-vous" in words_of(pilot)
        await press(pilot, "f6")
        assert "Aucune conclusion n'en dépend" in str(one(pilot, "#why-text").content)
