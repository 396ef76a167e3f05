"""A charter drafted end to end on screen: the same document as the command, choices kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.command.main import main
from expert.prevention.choices import Choices, read_choices, template
from expert.store.chosen import ChosenStore
from tests.tui.cases import NOW
from tests.tui.support import one, opened, press, screen_of, text_of, typed, until, words_of
from tests.tui.test_french import assert_french
from tests.tui.test_hostile_text import HOSTILE, OBEYED
from tests.tui.test_prevention import law
from tui import doors
from tui.office import Office

CHOICES = {name: list(choice.options)[-1] for name, choice in law().base.drafting_choices.items()}
"""The last option of every choice."""


async def in_drafting(pilot: Pilot[None], kind: str = "charte") -> None:
    pilot.app.push_screen(doors.drafting(law().library, kind))  # type: ignore[arg-type]
    await pilot.pause()
    assert screen_of(pilot) == "DraftingScreen"


def drafted(kind: str, choices: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["prevention", "rediger", kind, "--choix", str(choices)]) == 0
    return capsys.readouterr().out


async def test_by_the_keyboard_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path / "d", load=law) as pilot:
        await press(pilot, "f10")
        await typed(pilot, "rediger")
        await press(pilot, "enter")
        assert screen_of(pilot) == "PreventionScreen"
        await press(pilot, "home", "enter")
        assert screen_of(pilot) == "DraftingScreen"
        await press(pilot, "enter")
        await typed(pilot, "CH de l'Essai")
        await press(pilot, "enter")
        for _ in CHOICES:
            await press(pilot, "enter", "end", "enter")
        await press(pilot, "f8")
        assert screen_of(pilot) == "ReaderScreen"
        shown = one(pilot, "#page").plain
        await press(pilot, "f6", "f8")
        assert screen_of(pilot) == "ReaderScreen"
    (document,), (choices,) = tmp_path.glob("charte-*.md"), tmp_path.glob("choix-*.yaml")
    assert read_choices(choices, law().base) == Choices("CH de l'Essai", CHOICES)
    text = document.read_text("utf-8")
    assert text == drafted("charte", choices, capsys)
    assert "CH de l'Essai" in shown and "Article 1. Objet" in shown
    for clause in law().base.clauses.values():
        if "charte" in clause.documents and clause.limit and clause.title in text:
            assert "Limite : " in shown
    assert document.stat().st_mode & 0o077 == 0


async def test_by_the_mouse_alone_once_the_name_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path / "d", (100, 60), law) as pilot:
        await in_drafting(pilot, "reglement")
        await pilot.click("#choices", offset=(6, 0))
        await pilot.pause()
        await typed(pilot, "CH")
        await pilot.click("#take")
        await pilot.pause()
        for choice in law().base.drafting_choices.values():
            row = _row(pilot, choice.question)
            await pilot.click(offset=(10, row))
            await pilot.pause()
            assert screen_of(pilot) == "ChooseDialog"
            await pilot.click(offset=(20, _row(pilot, "→ " + list(choice.options.values())[-1])))
            await pilot.pause()
        await pilot.click("#draft")
        await pilot.pause()
        assert screen_of(pilot) == "ReaderScreen"
        bar = text_of(pilot).splitlines()[-1]
        await pilot.click("KeyBar", offset=(bar.index("Enregistrer"), 0))
        await pilot.pause()
        one(pilot, "#folder").value = str(tmp_path)
        await pilot.click("#write")
        await pilot.pause()
        assert screen_of(pilot) == "ReaderScreen"
    (choices,) = tmp_path.glob("choix-*.yaml")
    assert read_choices(choices, law().base).options == CHOICES
    assert len(list(tmp_path.glob("reglement-*.md"))) == 1


def _row(pilot: Pilot[None], text: str) -> int:
    """The row of the screen that begins to say `text`."""
    start = text[:40]
    return next(n for n, line in enumerate(text_of(pilot).splitlines()) if start in line)


async def test_what_is_missing_is_said_and_gone_to(tmp_path: Path) -> None:
    async with opened(tmp_path, load=law) as pilot:
        await in_drafting(pilot)
        await press(pilot, "end", "f8")
        assert screen_of(pilot) == "DraftingScreen"
        shown = words_of(pilot)
        assert "ces choix restent à faire : « Quel nom porte l'établissement ? », « De" in shown
        assert re.search(r"» et \d+ autres\.", shown)
        assert one(pilot, "#choices").target == "établissement"
        await press(pilot, "enter", "enter")
        assert "Écrivez le nom de l'établissement." in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "DraftingScreen"


async def test_choices_are_kept_from_one_time_to_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path, load=law) as pilot:
        await in_drafting(pilot)
        assert [path.name for path in tmp_path.iterdir()] == ["dossiers.sqlite"]
        await press(pilot, "enter")
        await typed(pilot, "CH")
        await press(pilot, "enter", "enter", "end", "enter", "escape")
    (kept,) = (path for path in tmp_path.iterdir() if path.name != "dossiers.sqlite")
    assert kept.stat().st_mode & 0o077 == 0
    async with opened(tmp_path, load=law) as pilot:
        assert "choix-prevention" not in text_of(pilot)
        await in_drafting(pilot, "reglement")
        await until(pilot, "Vos choix de la dernière fois")
        lines = one(pilot, "#choices")
        assert "✓ Quel nom" in lines.plain and "Droit privé" in lines.plain
        assert lines.target == list(CHOICES)[1]
    kept.write_text("etablissement: A\nchoix: {employeur: autre}", "utf-8")
    async with opened(tmp_path, load=law) as pilot:
        await in_drafting(pilot)
        assert "✓" not in one(pilot, "#choices").plain


async def test_choices_that_cannot_be_kept_are_not_lost(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("un fichier à la place du dossier")
    closed = Office(ChosenStore(tmp_path / "f"), lambda: NOW)
    async with opened(tmp_path, load=law, office=closed) as pilot:
        await press(pilot, "escape")
        await in_drafting(pilot)
        await press(pilot, "enter")
        await typed(pilot, "CH")
        await press(pilot, "enter")
        await until(pilot, "Vos choix ne peuvent pas")
        assert "✓ Quel nom" in one(pilot, "#choices").plain


async def test_choices_are_taken_up_and_changed(tmp_path: Path) -> None:
    path = tmp_path / "choix.yaml"
    taken = Choices("Un [b]nom[/b] : « # »", CHOICES)
    path.write_text("\n".join(template(law().base, taken)), "utf-8")
    async with opened(tmp_path / "d", load=law) as pilot:
        await in_drafting(pilot)
        await press(pilot, "f3")
        one(pilot, "#line").value = str(path)
        await press(pilot, "f8")
        assert "Un [b]nom[/b] : « # »" in one(pilot, "#choices").plain
        assert "à choisir" not in one(pilot, "#choices").plain
        await press(pilot, "home", "down", "enter", "home", "enter", "f8")
        shown = one(pilot, "#page").plain
        assert one(pilot, "#title").content.plain.startswith("Un [b]nom[/b] : « # » : charte")
        assert "article L121-1" not in shown and "Code général de la fonction publique" in shown


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("etablissement: A\nchoix: {zut: oui}", "choix inconnu : « zut »"),
        ("etablissement: A\nchoix: {employeur: oui}", "option inconnue de « employeur » : « oui »"),
        ("[", "choix.yaml"),
        ("# rien", "choix.yaml : fichier vide"),
        (None, "choix.yaml"),
    ],
)
async def test_a_file_that_is_not_one_of_choices_is_refused_kindly(
    tmp_path: Path, written: str | None, said: str
) -> None:
    path = tmp_path / "choix.yaml"
    if written is not None:
        path.write_text(written, "utf-8")
    async with opened(tmp_path / "d", (120, 35), load=law) as pilot:
        await in_drafting(pilot)
        await press(pilot, "f3")
        one(pilot, "#line").value = str(path)
        await press(pilot, "enter")
        assert screen_of(pilot) == "AskLineDialog"
        refused = one(pilot, "#refused").content.plain
        assert said in refused
        assert "Errno" not in refused
        assert_french([refused])


async def test_nothing_is_overwritten_and_nothing_is_written_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"a.md": "un", "b.yaml": "deux"}
    (tmp_path / "b.yaml").write_text("à moi")
    async with opened(tmp_path / "d", load=law) as pilot:
        pilot.app.push_screen(doors.save_draft(files))
        await press(pilot, "f8")
        assert "existe déjà" in words_of(pilot)
        one(pilot, "#folder").value = str(tmp_path / "absent")
        await press(pilot, "f8")
        assert "Rien ne peut être écrit" in words_of(pilot)
        await press(pilot, "escape")
        assert screen_of(pilot) == "StartScreen"
    assert not (tmp_path / "a.md").exists()
    assert (tmp_path / "b.yaml").read_text() == "à moi"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_name_is_written_as_it_is(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path / "d", load=law) as pilot:
        await in_drafting(pilot)
        await press(pilot, "enter")
        one(pilot, "#line").value = text
        await pilot.pause()
        seen = [text_of(pilot)]
        await press(pilot, "enter")
        seen.append(text_of(pilot))
        assert screen_of(pilot) == "DraftingScreen"
        assert pilot.app.is_running
    assert not any(sign in screen for screen in seen for sign in OBEYED)
    named = Choices(text, CHOICES)
    path = tmp_path / "choix.yaml"
    path.write_text("\n".join(template(law().base, named)), "utf-8", errors="surrogatepass")
    if "\ud800" not in text:
        assert read_choices(path, law().base) == named


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 35), (160, 50)])
async def test_every_step_is_in_french_and_fits(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: Path("d"))
    async with opened(tmp_path, size, law) as pilot:
        await in_drafting(pilot)
        seen = [text_of(pilot)]
        for key in ("f1", "escape", "f10", "escape", "enter", "f1", "escape", "escape", "f3"):
            await press(pilot, key)
            seen.append(text_of(pilot))
        await press(pilot, "escape", "down", "enter")
        seen.append(text_of(pilot))
    assert max(len(line) for screen in seen for line in screen.splitlines()) <= size[0]
    assert "Les touches" in seen[6]
    assert_french(seen)
