"""Every state of every screen that is kept as text: one line adds one.

`screen` is the module of the screen on top, in `tui/screens/`; `reach` goes there from the list of
incidents (`start`) or from the questions of an incident (`incident`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from textual.pilot import Pilot

from expert.incident import Incident, Key, Passage, Publication
from tests.tui.support import (
    NOW,
    PASSAGE,
    PLACE,
    app_of,
    blank,
    complete_incident,
    mini_base,
    mini_services,
    one,
    press,
    typed,
)
from tests.tui.walks import WALKS
from tui import doors
from tui.services import Services, load_services

Reach = Callable[[Pilot[None]], Awaitable[None]]


@dataclass(frozen=True)
class State:
    """A name, the screen it shows, from where, and how to get there."""

    name: str
    screen: str
    reach: Reach
    incident: Incident | None = None
    reader: str = "rh"
    saved: int = 0
    services: Callable[[], Services] = mini_services


@cache
def law() -> Services:
    """The shipped law, where the invented base has nothing to show."""
    return load_services()


def keys(*pressed: str) -> Reach:
    """Press keys one after the other."""

    async def reach(pilot: Pilot[None]) -> None:
        for key in pressed:
            await press(pilot, key)

    return reach


def then(*steps: Reach) -> Reach:
    """Go there step by step."""

    async def reach(pilot: Pilot[None]) -> None:
        for step in steps:
            await step(pilot)

    return reach


def types(text: str) -> Reach:
    """Type a text where the focus is."""

    async def reach(pilot: Pilot[None]) -> None:
        await typed(pilot, text)
        await pilot.pause()

    return reach


def question(key: Key) -> Reach:
    """Open one question of the interview."""

    async def reach(pilot: Pilot[None]) -> None:
        pilot.app.screen.go_to(key)  # type: ignore[attr-defined]
        await pilot.pause()

    return reach


def opens(make: Callable[[Any], Any]) -> Reach:
    """Open a screen by its door; `make` is given the session of the incident, if any."""

    async def reach(pilot: Pilot[None]) -> None:
        session = getattr(pilot.app.screen, "session", None)
        app_of(pilot).push_screen(make(session))
        await pilot.pause()

    return reach


async def whole_tab(pilot: Pilot[None]) -> None:
    """Wait until the tab that was opened is filled."""
    await pilot.pause()
    await pilot.pause()


def walked(module: str) -> Reach:
    """Open a screen as the walks through every screen do."""
    return opens(lambda _: WALKS[module].screen())


def tab(name: str) -> Reach:
    """Open a tab of the result."""

    async def reach(pilot: Pilot[None]) -> None:
        await press(pilot, "f8")
        one(pilot, "TabbedContent").active = name
        await whole_tab(pilot)

    return reach


async def library(pilot: Pilot[None]) -> None:
    """Open the library and wait until it is read."""
    app_of(pilot).open_library()
    await pilot.pause()
    await app_of(pilot).workers.wait_for_complete()
    await pilot.pause()


async def first_page(pilot: Pilot[None]) -> None:
    """Fill the page of the first account."""
    said = {"login": "rh1", "name": "Jeanne Martin", "function": "RH"}
    said |= dict.fromkeys(("phrase", "again"), "lampe ruisseau cerise noire")
    for name, value in said.items():
        one(pilot, f"#{name}").value = value
    await pilot.pause()


def form(name: str) -> Reach:
    """Open a form of the case file, and ask to record it as it is."""

    async def reach(pilot: Pilot[None]) -> None:
        pilot.app.screen._named(name)  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "f8")

    return reach


def half() -> Incident:
    """An incident whose first questions are answered, one of them by « je ne sais pas »."""
    answered = {"reporter_role": "instruit", "danger_person": "non", "author_status": None}
    return replace(blank(), answers=answered)


def compared() -> Incident:
    """An incident that the decisions of the shipped law are compared with."""
    passage = Passage("P1", {"target": "manager", "outrageous_expression": "oui"}, "bande de nuls")
    publication = Publication("P1", (passage,), {"access": "public", "content_kind": "text"})
    answers = {"author_status": "titulaire_fph", "prior_record": "none"}
    return Incident("Page ouverte", NOW.date(), answers, (publication,), True)


def variant(session: Any) -> Incident:
    """The same incident, in another circle of readers."""
    changed: Incident = session.incident.with_answer(Key("access", PLACE), "friends_only")
    return changed


TABS = ("conclusions", "griefs", "why", "citations", "sanctions", "deadlines", "open", "answers")
WHOLE = complete_incident()
NOTHING = keys()

STATES: tuple[State, ...] = (
    State("liste-vide", "start", NOTHING),
    State("liste-fermee", "start", then(keys("ctrl+l"), keys("escape")), saved=3),
    State("ouvrir", "unlock", keys("ctrl+l")),
    State("ouvrir-refuse", "unlock", keys("ctrl+l", "f8")),
    State("premier-compte", "founding", walked("founding")),
    State("premier-compte-refuse", "founding", then(walked("founding"), keys("f8"))),
    State("recouvrement-choix", "founding", then(walked("founding"), first_page, keys("f8"))),
    State("phrase-provisoire", "change_phrase", walked("change_phrase")),
    State("phrase-perdue", "recovery", walked("recovery")),
    State("phrase-perdue-premiere", "recovery", then(walked("recovery"), keys("f8"))),
    State("deux-versions", "conflict", walked("conflict")),
    State("deux-versions-choisies", "conflict", then(walked("conflict"), keys("a", "f8"))),
    State("liste", "start", NOTHING, saved=3),
    State("liste-aide", "reading", keys("f1")),
    State("liste-menu", "menu", keys("f10")),
    State("menu-sans-reponse", "menu", then(keys("f10"), types("xyz"))),
    State("supprimer", "confirm", keys("end", "delete"), saved=1),
    State("nouveau", "new_case", keys("enter")),
    State("nouveau-refuse", "new_case", keys("enter", "f8")),
    State("question", "interview", NOTHING, blank()),
    State("question-aide", "reading", keys("f1"), blank()),
    State("question-repondue", "interview", question(Key("reporter_role")), half()),
    State("question-liste", "interview", question(Key("grounds", PASSAGE)), half()),
    State("question-date", "interview", question(Key("first_online_date", PLACE)), half()),
    State("question-longue", "interview", question(Key("branch")), half()),
    State("parcours", "path", keys("f5"), half()),
    State("ou-j-en-suis", "reading", keys("f4"), half()),
    State("pourquoi-cette-question", "interview", keys("f6"), half()),
    State("mots-exacts", "words", then(question(Key("access", PLACE)), keys("f2")), half()),
    State("relecture", "review", NOTHING, WHOLE),
    State("relecture-inconnus", "review", keys("f9"), half()),
    *(State(f"resultat-{name}", "result", tab(name), WHOLE, "juriste") for name in TABS),
    State("resultat-attaques", "result", tab("attacks"), WHOLE, "contradiction"),
    State("resultat-rh", "result", tab("conclusions"), WHOLE, "rh"),
    State("resultat-cadre", "result", tab("conclusions"), WHOLE, "manager"),
    State("lecteur", "choose", keys("f8", "f4"), WHOLE, "juriste"),
    State("enregistrer", "export", keys("f8", "f6"), WHOLE, "juriste"),
    State("pourquoi-pas", "reasons", keys("f8", "f3"), WHOLE, "juriste"),
    State("et-si", "what_if", keys("f8", "f2"), WHOLE, "juriste"),
    State(
        "comparaison", "compare", opens(lambda s: doors.compare(s, variant(s))), WHOLE, "juriste"
    ),
    State("dossier", "casefile", keys("ctrl+d"), WHOLE),
    State("dossier-personne", "case_form", then(keys("ctrl+d"), form("personne")), WHOLE),
    State("dossier-document", "case_form", keys("ctrl+d", "f6", "f8"), WHOLE),
    State("rapport", "report", keys("b"), blank()),
    State("arbres", "tree", opens(lambda _: doors.tree(mini_base(), NOW.date()))),
    State(
        "arbre",
        "tree_chapter",
        then(opens(lambda _: doors.tree(mini_base(), NOW.date())), keys("enter")),
    ),
    State("bibliotheque", "library", library),
    State("bibliotheque-rien", "library", then(library, types("zzzz"))),
    State("source", "reader", then(library, keys("tab", "enter"))),
    State(
        "une-ligne",
        "ask_line",
        opens(lambda _: doors.ask_line("Établissement", "Son nom.", "CH de l'Essai", str)),
    ),
    State("garder-projet", "save_draft", opens(lambda _: doors.save_draft({"charte.md": "x"}))),
    State("urgence", "urgence", keys("f2"), services=law),
    State("urgence-page", "urgence_page", keys("f2", "n", "o", "f8"), services=law),
    State(
        "prevention", "prevention", opens(lambda _: doors.prevention(law().library)), services=law
    ),
    State(
        "rediger",
        "drafting",
        opens(lambda _: doors.drafting(law().library, "charte")),
        services=law,
    ),
    State("note", "note", walked("note")),
    State("mots-a-relire", "reread", walked("reread")),
    State("reglages", "settings", walked("settings")),
    State("visite", "tour", walked("tour")),
    State("arret", "failure", walked("failure")),
    State("decisions", "precedents", keys("f9", "f8", "f9"), compared(), "juriste", services=law),
)
