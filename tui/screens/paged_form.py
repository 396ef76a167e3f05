"""A few pages of fields, some of them secret, then one slow act in a thread.

While the act goes on the fields are closed and what is typed waits (`tui.unlocking`): it is neither
lost nor written elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from tui.copyable import Copyable
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen, Result
from tui.widgets.plain_input import PlainInput
from tui.widgets.secret_input import SecretInput

_WORK: Final = "acte"
_LONGEST_PHRASE: Final = 220
_TO_WRITE: Final = "à écrire"
_UNSEEN: Final = "à taper, elle n'est pas montrée"


@dataclass(frozen=True)
class Field:
    """A field: what it is called in `values`, what is written before it."""

    name: str
    label: str
    secret: bool = False
    value: str = ""
    longest: int = 80


@dataclass(frozen=True)
class Page:
    """A page: its title, what is said above its fields, and the button that goes on."""

    name: str
    title: str
    sentences: tuple[str, ...]
    fields: tuple[Field, ...]
    go_on: str = "Continuer"


class PagedForm(QualifScreen[Result]):
    """Shows one page at a time. `work` is called in a thread after the last one."""

    CSS_PATH = "paged_form.tcss"
    WAIT: ClassVar[str] = "Un instant… patientez."
    MAY_LEAVE: ClassVar[bool] = False
    """Whether the act may be given up half way: it changes nothing."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "next", "Continuer", show=False),
        Binding("f7", "back", "Revenir", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.place = 0
        self._pages: Sequence[Page] = ()
        self._shown: dict[str, VerticalScroll] = {}
        self._said: dict[str, Static] = {}
        self._inputs: dict[str, Input] = {}

    # What a form says ----------------------------------------------------------------------------

    def pages(self) -> Sequence[Page]:
        """Return the pages, in order."""
        raise NotImplementedError

    def refusal(self, page: Page, values: Mapping[str, str]) -> str | None:
        """Return what is wrong with a page, in one sentence, before the next is shown."""
        raise NotImplementedError

    def is_last(self, page: Page, values: Mapping[str, str]) -> bool:
        """Whether nothing is asked after a page."""
        return page is self._pages[-1]

    def work(self, values: Mapping[str, str]) -> object:
        """Do the act, in a thread; what it raises is said on the page."""
        raise NotImplementedError

    def worked(self, result: object) -> None:
        """Go on, once the act is done."""
        raise NotImplementedError

    def other_buttons(self) -> Iterable[Button]:
        """Yield the buttons of the first page, beside the one that goes on."""
        return ()

    # What every form does ------------------------------------------------------------------------

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        back = (Hint("f7", "Revenir"),) if self.place else ()
        return (
            Hint("f1", "Aide"),
            Hint("tab", "Suivant"),
            *back,
            Hint("f8", "Continuer"),
            Hint("escape", "Plus tard"),
            Hint("f10", "Menu"),
        )

    def content(self) -> Iterator[Widget]:
        """Yield the pages; one is shown."""
        self._pages = self.pages()
        for number, page in enumerate(self._pages):
            shown = VerticalScroll(id=f"page-{page.name}", classes="page", can_focus=False)
            self._shown[page.name] = shown
            with shown:
                yield Static(page.title, classes="heading", markup=False)
                for sentence in page.sentences:
                    yield Static(plain(sentence), classes="said", markup=False)
                for field in page.fields:
                    with Horizontal(classes="field"):
                        yield Static(plain(field.label), classes="label", markup=False)
                        self._inputs[field.name] = _input(field)
                        yield self._inputs[field.name]
                self._said[page.name] = Static(classes="refused", markup=False)
                yield self._said[page.name]
                with Horizontal(classes="buttons"):
                    yield Button(page.go_on, classes="next")
                    if number:
                        yield Button("Revenir", classes="back")
                    else:
                        yield from self.other_buttons()

    def on_mount(self) -> None:
        """Show the first page."""
        self.show(0)

    def copyable(self) -> Copyable | None:
        """Return nothing: what is typed here is for one place."""
        return None

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Continuer", "F8", self.action_next)
        if self.place:
            yield Command("Revenir", "à la page d'avant ; F7", self.action_back)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.place]

    @property
    def values(self) -> dict[str, str]:
        """What is typed on every page: a secret as it is, the rest without spaces around."""
        found = {}
        for field in (field for page in self._pages for field in page.fields):
            typed = self._inputs[field.name].value
            found[field.name] = typed if field.secret else typed.strip()
        return found

    def show(self, place: int) -> None:
        """Show a page, the cursor in its first empty field."""
        self.place = place
        for number, page in enumerate(self._pages):
            self._shown[page.name].display = number == place
        self.tell("")
        self.show_keys()
        inputs = [self._inputs[field.name] for field in self.page.fields]
        next((each for each in inputs if not each.value), inputs[0]).focus()

    def tell(self, sentence: str, *, wait: bool = False) -> None:
        """Say a sentence under the fields of the page."""
        said = self._said[self.page.name]
        said.set_class(wait, "wait")
        said.update(plain(sentence))
        if sentence:
            self.call_after_refresh(said.scroll_visible, animate=False)

    def forget_secrets(self) -> None:
        """Empty the secret fields of the page, the cursor in the first."""
        secrets = [self._inputs[field.name] for field in self.page.fields if field.secret]
        for secret in secrets:
            secret.value = ""
        if secrets:
            secrets[0].focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        names = [field.name for field in self.page.fields]
        place = names.index(event.input.id or names[0])
        if place + 1 < len(names):
            self._inputs[names[place + 1]].focus()
        else:
            self.action_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.has_class("next"):
            self.action_next()
        elif event.button.has_class("back"):
            self.action_back()

    def action_back(self) -> None:
        """Go back one page."""
        if self.place and not self.desk.is_deriving:
            self.show(self.place - 1)

    def action_next(self) -> None:
        """Go on, or say what is wrong."""
        if self.desk.is_deriving:
            return
        values = self.values
        refused = self.refusal(self.page, values)
        if refused is not None:
            self.tell(refused)
        elif self.is_last(self.page, values):
            self._start(values)
        else:
            self.show(self.place + 1)

    def action_up(self) -> None:
        """Leave; an act that changes something is waited for."""
        if self.desk.is_deriving and not self.MAY_LEAVE:
            return
        self.desk.end_deriving(opened=True)
        self.workers.cancel_group(self, _WORK)
        self.dismiss(None)

    # The slow act --------------------------------------------------------------------------------

    def _start(self, values: dict[str, str]) -> None:
        self._close_fields(closed=True)
        self.desk.begin_deriving()
        self.tell(self.WAIT, wait=True)
        self.run_worker(
            partial(self.work, values), group=_WORK, name=_WORK, thread=True, exit_on_error=False
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Go on once the act is done, or say why it was not."""
        if event.worker.name != _WORK or event.state not in (
            WorkerState.SUCCESS,
            WorkerState.ERROR,
        ):
            return
        self._close_fields(closed=False)
        error = event.worker.error
        if event.state is WorkerState.SUCCESS:
            while self.app.screen is not self:  # opened by the mouse meanwhile
                self.app.pop_screen()
            self.worked(event.worker.result)
            self.desk.end_deriving(opened=True)
        elif isinstance(error, (RuntimeError, ValueError)):
            self.forget_secrets()
            self.tell(str(error))
            self.desk.end_deriving()
        elif isinstance(error, Exception):
            self.desk._handle_exception(error)

    def _close_fields(self, *, closed: bool) -> None:
        for widget in self.query("Input, Button"):
            widget.disabled = closed


def _input(field: Field) -> Input:
    if field.secret:
        return SecretInput(_UNSEEN, id=field.name, max_length=_LONGEST_PHRASE)
    return PlainInput(field.value, _TO_WRITE, id=field.name, max_length=field.longest, compact=True)
