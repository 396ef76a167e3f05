"""Copying, for the whole application: one door to the clipboards, which says what is known.

A copied text goes two ways: to the clipboard of the desktop, which can be read again, and to the
terminal (OSC 52), which never answers. Only the first is ever said to have succeeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import App

from expert.plain_text import clean
from tui import doors
from tui.native_clipboard import Native, same_text

if TYPE_CHECKING:
    from collections.abc import Callable

DONE: Final = "Copié dans le presse-papiers : {what}."
ASKED: Final = (
    "Demandé au terminal : {what}. Il ne répond jamais : vérifiez en collant. "
    "Sinon, F10, « Enregistrer dans un fichier… »."
)
ASKED_BROWSER: Final = (
    "Demandé au navigateur : {what}. Vérifiez en collant. "
    "Sinon, F10, « Enregistrer dans un fichier… »."
)
TOO_LONG: Final = " Texte long : certains terminaux n'en gardent rien."
KEPT: Final = " Un historique peut garder ce texte : F10, « Vider le presse-papiers »."
NOTHING: Final = "Rien à copier ici."
EMPTIED: Final = "Le presse-papiers ne contient plus le texte copié."
EMPTYING_ASKED: Final = (
    "Effacement demandé : le texte copié est remplacé par une espace. Vérifiez en collant ; un "
    "historique du presse-papiers peut encore le garder."
)
_STILL: Final = "Le presse-papiers contient encore un texte copié depuis Qualif."
_PERHAPS: Final = "Le presse-papiers contient peut-être encore un texte copié depuis Qualif."
_LEAVE: Final = ("Quitter et garder la copie, pour la coller ailleurs", "Vider, puis quitter")

_LONG: Final = 56_000
"""Bytes beyond which some terminals ignore OSC 52 (75,000 characters once written in base 64)."""

_SECONDS: Final = 9.0


class CopyingApp(App[None]):
    """What every screen asks when something is copied. `native` is None where there is none."""

    def __init__(self, native: Native | None = None) -> None:
        super().__init__()
        self._native = native
        self._warned = False
        self._copied: str | None = None
        self._confirmed = False
        self._leaving = False

    # Copying -------------------------------------------------------------------------------------

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected: fields and Textual itself call this."""
        self.copy_text(text, "le texte sélectionné")

    def copy_text(self, text: str, what: str) -> None:
        """Copy `text`, cleaned of what a terminal would obey; `what` names it in a sentence."""
        cleaned = clean(text)
        if not cleaned.strip():
            self._tell(NOTHING)
            return
        self._copied, self._confirmed = cleaned, False
        super().copy_to_clipboard(cleaned)
        native = self._reachable
        if native is None:
            self._say_copied(what, False)
        else:
            self._apart(partial(native.copy, cleaned), partial(self._say_copied, what))

    @property
    def _reachable(self) -> Native | None:
        """The clipboard of the desktop; that of a browser is not on this machine."""
        return None if self.is_web else self._native

    def _say_copied(self, what: str, confirmed: bool) -> None:
        self._confirmed = confirmed
        said = DONE if confirmed else ASKED_BROWSER if self.is_web else ASKED
        sentence = said.format(what=what)
        if not confirmed and len((self._copied or "").encode()) > _LONG:
            sentence += TOO_LONG
        if not self._warned:
            self._warned = True
            sentence += KEPT
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.clear_notifications()
        self.notify(sentence, markup=False, timeout=_SECONDS)

    # Emptying ------------------------------------------------------------------------------------

    @property
    def may_hold_a_copy(self) -> bool:
        """Whether something copied here may still be in a clipboard."""
        return self._copied is not None

    def empty_clipboard(self, then: Callable[[], object] | None = None) -> None:
        """Take what was copied out of the clipboards, say so, then go on with `then`.

        A terminal is asked to keep a space instead: all obey that, not all obey an empty text.
        """
        super().copy_to_clipboard(" ")
        native, confirmed = self._reachable, self._confirmed
        self._copied, self._confirmed = None, False

        def emptied(done: bool) -> None:
            self._tell(EMPTIED if done and confirmed else EMPTYING_ASKED)
            if then is not None:
                then()

        if native is None:
            emptied(False)
        else:
            self._apart(partial(native.copy, ""), emptied)

    # Leaving -------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave; what was copied from a case and is still in the clipboard is spoken of first."""
        self.leave()

    def leave(self) -> None:
        """Leave at once, unless a copied text remains: then offer to empty the clipboard.

        Asked a second time, it leaves.
        """
        if self._copied is None or self._leaving:
            self.exit()
            return
        self._leaving = True
        native = self._reachable
        if native is None:
            self._offer(None)
        else:
            self._apart(native.read, self._offer)

    def _offer(self, held: str | None) -> None:
        """Say what may remain: `held` is what the clipboard holds, None when that is not known."""
        if held is not None and self._confirmed and not same_text(held, self._copied or ""):
            self.exit()
            return

        def chosen(index: int | None) -> None:
            self._leaving = False
            if index == 0:
                self.exit()
            elif index == 1:
                self.empty_clipboard(self.exit)

        self.clear_notifications()
        sentence = _PERHAPS if held is None or not self._confirmed else _STILL
        self.push_screen(doors.choose("Avant de quitter", sentence, _LEAVE), chosen)

    # The desktop may take its time: it is asked in a thread --------------------------------------

    def _apart(self, ask: Callable[[], Any], then: Callable[[Any], object]) -> None:
        def work() -> None:
            answer = ask()
            self.call_from_thread(then, answer)

        self.run_worker(work, thread=True, group="presse-papiers", exit_on_error=False)

    def clipboard_commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Yield what the menu offers everywhere once something was copied."""
        if self.may_hold_a_copy:
            yield (
                "Vider le presse-papiers",
                "le texte copié n'y reste pas",
                self.empty_clipboard,
            )
