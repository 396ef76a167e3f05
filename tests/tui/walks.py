"""Every screen that `tui/doors.py` opens, each with what shows its states.

A screen without a walk fails `test_every_screen_has_a_walk`: what is tried of all the screens
(French, contrast, keys) is then tried of the new one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from expert.command.crash import Crash
from expert.flagged_words import Flag
from expert.incident import Key
from expert.office.working import WorkingCase, started_case
from expert.two_versions import Versions, differences
from tests.tui.cases import damage, desk_in, keep, office_in
from tests.tui.support import (
    NOW,
    PASSAGE,
    PLACE,
    app_of,
    blank,
    complete_incident,
    mini_services,
    opened,
    press,
)
from tests.tui.test_prevention import law
from tui import case_doors, doors
from tui.casework.people import PersonForm
from tui.failing import Failure
from tui.plain import plain
from tui.preferences import Preferences
from tui.screens.base import Command
from tui.screens.conflict import Side
from tui.session import Session
from tui.widgets.paragraphs import Paragraph

See = Callable[[Pilot[None]], Awaitable[None]]


def session(profile: str = "juriste", *, answered: bool = True) -> Session:
    incident = complete_incident() if answered else blank()
    return Session(mini_services(), incident, profile=profile, clock=lambda: NOW)


def two_passages() -> Session:
    opened_on = session()
    opened_on.add_passage("P1")
    return opened_on


@dataclass(frozen=True)
class Walk:
    """How a screen is opened, and the keys to press there; it is looked at after each."""

    screen: Callable[[], Any]
    keys: tuple[str, ...] = ()


def _refuse(text: str) -> object:
    raise ValueError("Une date est attendue, par exemple 03/09/2026.")


FAILURE = Failure(Crash("KeyError", "20261120-174000-1", Path("/journal/arret.log")), "Rien.")
ATOM = "injure"

WALKS: Mapping[str, Walk] = {
    "unlock": Walk(
        lambda: case_doors.unlock("rh1", "Écran verrouillé."), ("f8", "tab", *"abc", "f8")
    ),
    "founding": Walk(case_doors.founding, ("f8", "tab", *"rh2", "tab", "f8")),
    "change_phrase": Walk(
        lambda: case_doors.change_phrase(_account(), must=True), (*"abc", "enter", "enter")
    ),
    "recovery": Walk(lambda: case_doors.recovery("rh1"), ("f8", "f8", *"dir", "f8", "f7")),
    "conflict": Walk(lambda: _conflict(), ("f8", "a", "b", "down", "enter", "f5")),
    "new_case": Walk(lambda: doors.new_case("Dossier 1", "31/02/2026"), ("f8", "tab")),
    "interview": Walk(
        lambda: doors.interview(session("rh", answered=False)),
        ("enter", "f3", "escape", "f4", "escape", "a", "b", "a", "f7", "f2", "escape"),
    ),
    "review": Walk(lambda: doors.review(session()), ("end", "d", "escape")),
    "result": Walk(lambda: doors.result(session()), ("f8",) * 8 + ("f4", "escape")),
    "casefile": Walk(lambda: case_doors.casefile(session()), ("down", "end", "f6")),
    "case_form": Walk(
        lambda: case_doors.case_form(PersonForm(session())),
        ("f8", "enter", "escape", "down", "enter"),
    ),
    "reasons": Walk(lambda: doors.reasons(session(), ATOM, "P1"), ("down",)),
    "report": Walk(lambda: doors.report(session("manager")), ("tab",)),
    "precedents": Walk(lambda: doors.precedents(session()), ("f8",)),
    "words": Walk(
        lambda: doors.words(session(), Key("outrageous_expression", PASSAGE)), ("tab", "tab")
    ),
    "note": Walk(lambda: _note(), ("tab", "tab")),
    "reread": Walk(lambda: doors.reread(_flagged()), ("tab",)),
    "reading": Walk(lambda: doors.reading("Source", [Paragraph(plain("Un texte."))])),
    "path": Walk(lambda: doors.path(session(), Key("access", PLACE)), ("down",)),
    "menu": Walk(
        lambda: doors.menu([Command("Aide", "les touches", lambda: None)]), ("a", "x", "x")
    ),
    "export": Walk(lambda: doors.export("qualif", str, ("texte", "markdown")), ("down", "tab")),
    "confirm": Walk(lambda: doors.confirm("Supprimer ce dossier ?", "Supprimer"), ("tab",)),
    "choose": Walk(lambda: doors.choose("Une difficulté", "Que faire ?", ["Fermer"])),
    "what_if": Walk(
        lambda: doors.what_if(session(), Key("outrageous_expression", PASSAGE)), ("down",)
    ),
    "compare": Walk(
        lambda: doors.compare(
            session(), complete_incident().with_answer(Key("outrageous_expression", PASSAGE), "non")
        ),
        ("f8",),
    ),
    "urgence": Walk(lambda: doors.urgence(mini_services(), blank()), ("a",)),
    "urgence_page": Walk(lambda: doors.urgence_page(mini_services(), blank(), {}), ("pagedown",)),
    "tree": Walk(lambda: doors.tree(mini_services().base, NOW.date()), ("down",)),
    "tree_chapter": Walk(
        lambda: doors.tree_chapter(
            mini_services().base,
            NOW.date(),
            next(iter(mini_services().base.notions)),
            two_passages(),
        ),
        ("down", "enter"),
    ),
    "reader": Walk(lambda: _reader(), ("down", "tab")),
    "library": Walk(lambda: doors.library(mini_services().library), (*"zzz", "f8", "f7", "tab")),
    "prevention": Walk(lambda: doors.prevention(law().library), ("down",)),
    "drafting": Walk(lambda: doors.drafting(law().library, "charte"), ("down", "f8", "enter")),
    "ask_line": Walk(
        lambda: doors.ask_line("Délai", "Combien de jours ?", "x", _refuse), ("enter",)
    ),
    "save_draft": Walk(lambda: doors.save_draft({"charte.md": "Texte"}), ("tab",)),
    "settings": Walk(
        doors.settings, ("enter", "escape", "down", "down", "enter", "tab", *"abc", "enter")
    ),
    "tour": Walk(doors.tour, ("f8", "f8", "f8", "tab", "f7")),
    "failure": Walk(lambda: _screen("failure", "FailureScreen")(FAILURE), ("tab", "tab", "f5")),
}
"""By name of the module of the screen."""


def _screen(module: str, name: str) -> Any:
    return getattr(doors._module(module), name)


def _account() -> Any:
    desk = office_in(Path("d")).desk
    assert desk is not None
    return desk.account


def _conflict() -> Any:
    ours = complete_incident().with_answer(Key("outrageous_expression", PASSAGE), None)
    theirs = replace(complete_incident("Dossier 2026-014"), examined_on=NOW.date())
    cases = [
        (started_case(desk_in(Path("d")), mini_services().base, {}).case, each)
        for each in (ours, theirs)
    ]
    versions = Versions(
        "v-0", cases[0], cases[1], differences(mini_services().base, cases[0], cases[1])
    )
    sides = (
        Side("A", "la vôtre, enregistrée le 20/11/2026 à 17:40"),
        Side("B", "celle de Jeanne Martin, enregistrée le 20/11/2026 à 17:42"),
    )
    return case_doors.conflict(
        WorkingCase(desk_in(Path("d")), mini_services().base, cases[1][0], 1), versions, sides
    )


def _note() -> Any:
    about = session()
    return doors.note(about, about.interview.question(Key("outrageous_expression", PASSAGE)))


def _flagged() -> list[tuple[str, Flag]]:
    why, advice = "Le dossier sera lu par la personne.", "Écrivez ce qui a été vu."
    return [("Note", Flag("rumeur", "une rumeur", why, advice, ("il paraît que",)))]


def _reader() -> Any:
    library = mini_services().library
    entry = library.find("", None)[0]
    return doors.reader(
        library, doors.import_module("expert.library.links").Place(entry.kind, entry.id)
    )


async def walk(
    folder: Path,
    name: str,
    see: See,
    *,
    size: tuple[int, int] = (80, 24),
    preferences: Preferences | None = None,
) -> None:
    """Open a screen as the application does, and look at each of its states, its help, its menu."""
    for title in ("Dossier 2026-014", "Dossier été"):
        keep(folder / "d", replace(blank(), title=title))
    damage(folder / "d", keep(folder / "d", blank()))
    async with opened(folder / "d", size, preferences=preferences) as pilot:
        if name == "start":
            keys: tuple[str, ...] = ("end", "delete", "tab", "escape", "home", "delete", "ctrl+c")
            keys += ("ctrl+f", *"ete", "x", "escape", "f12", "escape")
        else:
            keys = WALKS[name].keys
            app_of(pilot).push_screen(WALKS[name].screen())
            await pilot.pause()
            await pilot.pause()
            assert type(pilot.app.screen).__module__ == f"tui.screens.{name}"
        await see(pilot)
        for key in ("f1", "escape", "f10", "escape"):
            if key != "escape" or type(pilot.app.screen).__module__ != f"tui.screens.{name}":
                await press(pilot, key)
                await see(pilot)
        for key in keys:
            await press(pilot, key)
            await see(pilot)


NAMES = ("start", *WALKS)
