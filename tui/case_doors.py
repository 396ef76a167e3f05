"""How the screens of the sealed cases are opened: apart from the others, imported as late."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from tui.doors import _module

if TYPE_CHECKING:
    from expert.incident import Incident
    from expert.office.accounts import Account
    from expert.office.desk import Desk
    from expert.office.working import WorkingCase
    from expert.two_versions import Versions
    from tui.app import QualifApp
    from tui.casework.form import Form
    from tui.screens.base import QualifScreen
    from tui.screens.conflict import Side
    from tui.services import Services
    from tui.session import Session


def open_saved(app: QualifApp, services: Services, desk: Desk, case: str) -> None:
    """Open a case where it was left, or say why it cannot be."""
    import_module("tui.opening").open_saved(app, services, desk, case)


def new_case_of(services: Services, desk: Desk, incident: Incident) -> WorkingCase:
    """Return a new case around an incident, not stored yet."""
    made: WorkingCase = import_module("expert.office.working").started_case(
        desk, services.base, incident
    )
    return made


def unlock(login: str, sentence: str = "") -> QualifScreen[Account | str | None]:
    """Return the screen that asks for the phrase; it gives back the account that it opens.

    A text instead: nobody has an account yet.
    """
    screen: QualifScreen[Account | str | None] = _module("unlock").UnlockScreen(login, sentence)
    return screen


def founding() -> QualifScreen[Account | None]:
    """Return the screen of the first account; it gives it back, unlocked."""
    screen: QualifScreen[Account | None] = _module("founding").FoundingScreen()
    return screen


def change_phrase(account: Account, *, must: bool) -> QualifScreen[Account | None]:
    """Return the screen that gives an account another phrase; it gives back the account."""
    screen: QualifScreen[Account | None] = _module("change_phrase").ChangePhraseScreen(
        account, must=must
    )
    return screen


def recovery(login: str) -> QualifScreen[str | None]:
    """Return the screen of a lost phrase; it gives back the login that has a provisional one."""
    screen: QualifScreen[str | None] = _module("recovery").RecoveryScreen(login)
    return screen


def conflict(
    kept: WorkingCase, versions: Versions, sides: tuple[Side, Side]
) -> QualifScreen[str | None]:
    """Return the screen of two versions; it gives back what was done of them."""
    module = _module("conflict")
    screen: QualifScreen[str | None] = module.ConflictScreen(kept, versions, sides)
    return screen


def settle(
    app: QualifApp, services: Services, desk: Desk, case: str, then: Callable[[], None]
) -> None:
    """Show the two versions of a case, if it has two, then go on."""
    import_module("tui.settling").settle(app, services, desk, case, then)


def met(app: QualifApp, session: Session) -> None:
    """Show both versions of a case that somebody else has just saved too."""
    app.with_services(lambda services: import_module("tui.settling").met(app, services, session))


def casefile(session: Session) -> QualifScreen[None]:
    """Return the screen of the case file of an incident."""
    screen: QualifScreen[None] = _module("casefile").CaseFileScreen(session)
    return screen


def case_form(form: Form) -> QualifScreen[str | None]:
    """Return a small form of a case file; it gives back what to say once it is recorded."""
    screen: QualifScreen[str | None] = _module("case_form").CaseFormScreen(form)
    return screen
