"""Incidents in the clear, found when the cases are unlocked: offered to be sealed, once a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.worker import Worker, WorkerState

from tui.native_clipboard import Native
from tui.office import Office
from tui.preferences import Preferences
from tui.services import Services
from tui.unlocking import UnlockingApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from expert.office.accounts import Account
    from expert.office.desk import Desk

_WORK: Final = "reprise"
_FOUND: Final = (
    "{count} d'une version précédente sont encore en clair dans {folder}.\n"
    "Qualif peut les prendre dans la base chiffrée : chacun est relu, puis son fichier est "
    "supprimé. Ce qui ne peut pas être lu reste en place, et vous est nommé."
)
_DONE: Final = "{count} dans la base chiffrée ; les fichiers en clair sont supprimés."
_LEFT: Final = "Restés en clair, à regarder :"


class TakingInApp(UnlockingApp):
    """Offers to seal what is in the clear."""

    def __init__(
        self,
        load: Callable[[], Services],
        native: Native | None,
        preferences: Preferences,
        office: Office,
    ) -> None:
        super().__init__(load, native, preferences, office)
        self._offered: set[Path] = set()

    def _enter(self, account: Account) -> None:
        super()._enter(account)
        self.call_later(self.offer_clear_files)

    def offer_clear_files(self) -> None:
        """Offer to seal the incidents in the clear of the data folder."""
        desk, folder = self.office.desk, self.office.place.folder
        if desk is None or folder in self._offered:
            return
        self._offered.add(folder)
        files = import_module("expert.office.clear_files").clear_files(folder)
        if files:
            count = "1 dossier" if len(files) == 1 else f"{len(files)} dossiers"
            self.open_trouble(
                _FOUND.format(count=count, folder=folder),
                [
                    ("Les prendre dans la base chiffrée", partial(self._take_in, desk, files)),
                    ("Plus tard", None),
                ],
            )

    def _take_in(self, desk: Desk, files: Sequence[Path]) -> None:
        def read(services: Services) -> None:
            take_in = import_module("expert.office.clear_files").take_in
            work = partial(take_in, desk, services.base, files)
            self.say("Reprise des dossiers… patientez.")
            self.run_worker(work, name=_WORK, group=_WORK, thread=True, exit_on_error=False)

        self.with_services(read)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what was taken and what was left."""
        if event.worker.name != _WORK:
            super().on_worker_state_changed(event)
        elif event.state is WorkerState.SUCCESS:
            self._taken_in(event.worker.result)
        elif event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._handle_exception(event.worker.error)

    def _taken_in(self, result: Any) -> None:
        count = "1 dossier est" if result.taken == 1 else f"{result.taken} dossiers sont"
        said = [_DONE.format(count=count)] if result.taken else []
        if result.left:
            said += [_LEFT, *(f"{name} : {why}" for name, why in result.left)]
        self.cases_changed.publish(None)
        self.clear_notifications()
        self.open_trouble("\n".join(said), [("Fermer", None)])
