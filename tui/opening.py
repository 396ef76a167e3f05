"""Opening a case where it was left, and saying kindly when another window has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from expert.office.desk import Desk
from expert.office.presence import Presence, arrive
from expert.office.working import taken_up_case
from tui import doors

if TYPE_CHECKING:
    from tui.app import QualifApp
    from tui.services import Services

ALREADY_OPEN: Final = (
    "Ce dossier est déjà ouvert dans une autre fenêtre.\n"
    "Si les deux enregistrent, rien n'est écrasé : les deux versions sont gardées, et il faudra "
    "choisir entre elles. Le plus simple est de continuer là-bas."
)
READ_ONLY: Final = "Votre accès permet de lire ce dossier, pas de le modifier."


def open_saved(app: QualifApp, services: Services, desk: Desk, case: str) -> None:
    """Open a case, unless it cannot be read or another window has it."""
    presence = arrive(app.office.place.folder, case)
    if presence is not None:
        _open(app, services, desk, case, presence=presence)
        return
    app.open_trouble(
        ALREADY_OPEN,
        [
            ("Revenir à la liste", None),
            (
                "Travailler dans une copie",
                lambda: _open(app, services, desk, case, copy=True),
            ),
            ("Ouvrir quand même, pour lire", lambda: _open(app, services, desk, case)),
        ],
    )


def _open(
    app: QualifApp,
    services: Services,
    desk: Desk,
    case: str,
    *,
    copy: bool = False,
    presence: Presence | None = None,
) -> None:
    try:
        kept = taken_up_case(desk, services.base, case)
        incident = kept.incident()
    except (OSError, ValueError, RuntimeError) as error:
        if presence is not None:
            presence.leave()
        app.open_trouble(f"Ce dossier ne peut pas être ouvert.\n{error}", [("Fermer", None)])
        return
    session = app.new_session(services, incident, None, kept=kept)
    session.presence = presence
    if copy:
        session.continue_in_copy()
    app.push_screen(doors.interview(session))
    if not copy and not kept.may_answer:
        app.say(READ_ONLY)
