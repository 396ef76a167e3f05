"""Opening a saved incident where it was left, and saying kindly when another window has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from expert.casefiles.listing import new_file
from expert.casefiles.presence import Presence, arrive
from tui import doors

if TYPE_CHECKING:
    from tui.app import QualifApp
    from tui.services import Services

ALREADY_OPEN: Final = (
    "Ce dossier est déjà ouvert dans une autre fenêtre.\n"
    "Deux fenêtres n'écrivent pas dans un même fichier : la première qui enregistre le garde, "
    "l'autre en est prévenue et rien n'est écrasé. Le plus simple est de continuer là-bas."
)


def open_saved(app: QualifApp, services: Services, path: Path) -> None:
    """Open a saved incident, unless it cannot be read or another window has it."""
    presence = arrive(path)
    if presence is not None:
        _open(app, services, path, on=path, presence=presence)
        return
    app.open_trouble(
        ALREADY_OPEN,
        [
            ("Revenir à la liste", None),
            ("Travailler dans une copie", lambda: _open(app, services, path, on=_copy(app))),
            ("Ouvrir quand même, pour lire", lambda: _open(app, services, path, on=path)),
        ],
    )


def _copy(app: QualifApp) -> Path:
    return new_file(app.folder, app.clock())


def _open(
    app: QualifApp, services: Services, path: Path, *, on: Path, presence: Presence | None = None
) -> None:
    """Open the incident of `path`, to be saved in `on`."""
    try:
        incident, stamp = services.open_case(path)
    except (OSError, ValueError) as error:
        if presence is not None:
            presence.leave()
        app.open_trouble(f"Ce dossier ne peut pas être ouvert.\n{error}", [("Fermer", None)])
        return
    session = app.new_session(services, incident, None, path=path, stamp=stamp)
    session.presence = presence
    if on != path:
        session.continue_in(on)
    app.push_screen(doors.interview(session))
