"""How one screen opens another: each is imported when it is first opened.

The first screen must be there at once; the others, and all they need, come after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date

    from expert.flagged_words import Flag
    from expert.incident import Answer, Incident, Key
    from expert.interview.session import Question
    from expert.library.catalogue import Library
    from expert.library.links import Place
    from expert.store.chosen import ChosenStore
    from knowledge import KnowledgeBase
    from knowledge.models.prevention import DocumentKind
    from tui.failing import Failure
    from tui.library.page import Page
    from tui.screens.base import Command, Dialog, QualifScreen
    from tui.screens.new_case import NewCase
    from tui.services import Services
    from tui.session import Session
    from tui.widgets.paragraphs import Paragraph

_NONE: Final[Mapping[str, str]] = MappingProxyType({})

_SCREENS = (
    "unlock",
    "founding",
    "change_phrase",
    "recovery",
    "conflict",
    "new_case",
    "interview",
    "review",
    "result",
    "casefile",
    "case_form",
    "reasons",
    "report",
    "precedents",
    "words",
    "note",
    "reread",
    "reading",
    "path",
    "menu",
    "export",
    "confirm",
    "choose",
    "what_if",
    "compare",
    "urgence",
    "urgence_page",
    "tree",
    "tree_chapter",
    "reader",
    "library",
    "prevention",
    "drafting",
    "ask_line",
    "save_draft",
    "settings",
    "tour",
    "failure",
)


def warm() -> None:
    """Import every screen: done in the thread that loads the rules."""
    for name in _SCREENS:
        _module(name)


def session(services: Services, incident: Incident, **options: Any) -> Session:
    """Return an incident open on the desk."""
    opened: Session = import_module("tui.session").Session(services, incident, **options)
    return opened


def new_case(title: str, day: str, reader: str = "") -> QualifScreen[NewCase | None]:
    """Return the screen that names a new incident and asks who will read it."""
    screen: QualifScreen[NewCase | None] = _module("new_case").NewCaseScreen(title, day, reader)
    return screen


def interview(session: Session, *, on_result: bool = False) -> QualifScreen[None]:
    """Return the screen of the questions, with the result above it when `on_result`."""
    module = _module("interview")
    screen: QualifScreen[None] = module.InterviewScreen(session, on_result=on_result)
    return screen


def urgence(services: Services, incident: Incident) -> QualifScreen[None]:
    """Return the questions of the first hour, about an incident that is not saved."""
    screen: QualifScreen[None] = _module("urgence").UrgenceScreen(services, incident)
    return screen


def urgence_page(
    services: Services, incident: Incident, answers: Mapping[str, Answer]
) -> QualifScreen[None]:
    """Return the page of the first hour for these answers."""
    module = _module("urgence_page")
    screen: QualifScreen[None] = module.UrgencePageScreen(services, incident, answers)
    return screen


def review(session: Session) -> QualifScreen[object]:
    """Return the screen that reads the answers again; it gives back what to do next."""
    screen: QualifScreen[object] = _module("review").ReviewScreen(session)
    return screen


def result(session: Session) -> QualifScreen[object]:
    """Return the screen of the qualification; it gives back what to do next."""
    screen: QualifScreen[object] = _module("result").ResultScreen(session)
    return screen


def reasons(session: Session, atom: str, unit: str | None) -> QualifScreen[object]:
    """Return the screen « pourquoi / pourquoi pas » of a conclusion; it gives back a question."""
    screen: QualifScreen[object] = _module("reasons").ReasonsScreen(session, atom, unit)
    return screen


def what_if(session: Session, key: Key | None = None) -> QualifScreen[None]:
    """Return the screen of what each answer would change, opened on the answer `key`."""
    screen: QualifScreen[None] = _module("what_if").WhatIfScreen(session, key)
    return screen


def compare(session: Session, variant: Incident) -> QualifScreen[None]:
    """Return the screen that puts the incident and a variant of it side by side."""
    screen: QualifScreen[None] = _module("compare").CompareScreen(session, variant)
    return screen


def report(session: Session) -> QualifScreen[object]:
    """Return the screen of the short factual report."""
    screen: QualifScreen[object] = _module("report").ReportScreen(session)
    return screen


def precedents(session: Session) -> QualifScreen[None]:
    """Return the screen of the decisions compared with the incident."""
    screen: QualifScreen[None] = _module("precedents").PrecedentsScreen(session)
    return screen


def words(session: Session, key: Key) -> Dialog[bool | None]:
    """Return the dialog that takes the exact words of the passage a question is about."""
    screen: Dialog[bool | None] = _module("words").WordsDialog(session, key)
    return screen


def note(session: Session, question: Question) -> Dialog[bool | None]:
    """Return the dialog of the working note of a question; it gives back whether it changed."""
    screen: Dialog[bool | None] = _module("note").NoteDialog(session, question)
    return screen


def reread(found: Sequence[tuple[str, Flag]]) -> Dialog[bool | None]:
    """Return the dialog of the words to read again; it gives back whether the text is kept."""
    screen: Dialog[bool | None] = _module("reread").RereadDialog(found)
    return screen


def reading(title: str, paragraphs: Sequence[Paragraph]) -> Dialog[None]:
    """Return a dialog with a text to read."""
    screen: Dialog[None] = _module("reading").ReadingDialog(title, paragraphs)
    return screen


def path(session: Session, current: object) -> Dialog[object]:
    """Return the dialog of the path through the questions; it gives back the one chosen."""
    screen: Dialog[object] = _module("path").PathDialog(session, current)
    return screen


def menu(commands: Sequence[Command]) -> Dialog[Command | None]:
    """Return the menu; it gives back the command chosen."""
    screen: Dialog[Command | None] = _module("menu").MenuDialog(commands)
    return screen


def tree(base: KnowledgeBase, day: date, session: Session | None = None) -> QualifScreen[object]:
    """Return the list of chapters, each with its tree; it gives back the question to open."""
    screen: QualifScreen[object] = _module("tree").TreeScreen(base, day, session)
    return screen


def tree_chapter(
    base: KnowledgeBase, day: date, notion: str, session: Session | None
) -> QualifScreen[object]:
    """Return the tree of one chapter; it gives back the question to open."""
    module = _module("tree_chapter")
    screen: QualifScreen[object] = module.TreeChapterScreen(base, day, notion, session)
    return screen


def reader(
    library: Library,
    start: Place | Page,
    *,
    penalties: bool = True,
    notes: Mapping[str, str] = _NONE,
    session: Session | None = None,
) -> QualifScreen[None]:
    """Return the reader, opened on a page of the library or on a page of its own.

    `notes` says, by id of a source, what matters of it to the incident of `session`.
    """
    module = _module("reader")
    screen: QualifScreen[None] = module.ReaderScreen(
        library, start, penalties=penalties, notes=notes, session=session
    )
    return screen


def library(library: Library) -> QualifScreen[None]:
    """Return the library: every text, decision, contested point, change and rule, searched."""
    screen: QualifScreen[None] = _module("library").LibraryScreen(library)
    return screen


def prevention(library: Library) -> QualifScreen[None]:
    """Return the prevention cards and the drafting aid."""
    screen: QualifScreen[None] = _module("prevention").PreventionScreen(library)
    return screen


def drafting(library: Library, kind: DocumentKind) -> QualifScreen[None]:
    """Return the choices of an establishment, before a document is drafted."""
    screen: QualifScreen[None] = _module("drafting").DraftingScreen(library, kind)
    return screen


def ask_line(
    title: str, sentence: str, value: str, read: Callable[[str], object]
) -> Dialog[object]:
    """Return a dialog that takes one line; it gives back what `read` makes of it."""
    screen: Dialog[object] = _module("ask_line").AskLineDialog(title, sentence, value, read)
    return screen


def save_draft(files: Mapping[str, str]) -> Dialog[str | None]:
    """Return the dialog that writes a draft and its choices; it gives back what to say."""
    screen: Dialog[str | None] = _module("save_draft").SaveDraftDialog(files)
    return screen


def export(
    name: str, render: Callable[[str], str], forms: Sequence[str], **options: str
) -> Dialog[str | None]:
    """Return the dialog that writes a text to a file; it gives back the sentence to show.

    `warning` is what it says of the file, when it is not a piece of a case.
    """
    screen: Dialog[str | None] = _module("export").ExportDialog(name, render, forms, **options)
    return screen


def confirm(question: str, yes: str) -> Dialog[bool | None]:
    """Return a dialog that asks before what cannot be undone."""
    screen: Dialog[bool | None] = _module("confirm").ConfirmDialog(question, yes)
    return screen


def choose(title: str, sentence: str, choices: Sequence[str]) -> Dialog[int | None]:
    """Return a dialog with a few ways to go on; it gives back the index of the one chosen."""
    screen: Dialog[int | None] = _module("choose").ChooseDialog(title, sentence, choices)
    return screen


def settings() -> QualifScreen[None]:
    """Return the screen of the settings."""
    screen: QualifScreen[None] = _module("settings").SettingsScreen()
    return screen


def tour() -> QualifScreen[bool | None]:
    """Return the welcome and the tour; it gives back whether to open the example."""
    screen: QualifScreen[bool | None] = _module("tour").TourScreen()
    return screen


def information(base: KnowledgeBase, place: ChosenStore) -> Dialog[None]:
    """Return the versions and the places, to be read and copied."""
    told = import_module("expert.information")
    shown = import_module("tui.information").paragraphs(told.rows(base, place))
    return reading("Informations techniques", shown)


def ask_after(failure: Failure) -> bool:
    """Say what happened in a window of its own; return whether to come back to the list."""
    asked: bool = import_module("tui.after_failure").ask_after(failure)
    return asked


def _module(name: str) -> Any:
    return import_module(f"tui.screens.{name}")
