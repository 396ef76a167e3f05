"""A case that has two versions: both shown, one chosen, or both left for later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from expert.cases.casefile import CaseFile
from expert.office.desk import Branch, Desk
from expert.office.heads import Head, head_of, name_of, with_two_versions
from expert.office.moments import read
from expert.office.working import WorkingCase, taken_up_case
from expert.two_versions import compared
from tui import case_doors
from tui.case_lines import local
from tui.screens.conflict import AGAIN, AS_IT_IS, SETTLED, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import QualifApp
    from tui.services import Services
    from tui.session import Session

_UNREAD = "Une des deux versions ne peut pas être lue ; les deux restent telles quelles.\n{why}"


def settle(
    app: QualifApp, services: Services, desk: Desk, case: str, then: Callable[[], None]
) -> None:
    """Show the versions of a case until one is left, then go on; or leave them for later."""
    try:
        if case not in with_two_versions(desk):
            then()
            return
        kept = taken_up_case(desk, services.base, case)
        branches = kept.branches()
        versions = compared(kept, branches[0])
        if not versions.found:
            versions.settle(kept, [])
            settle(app, services, desk, case, then)
            return
        sides = _sides(kept, branches[0])
    except (OSError, ValueError, RuntimeError) as error:
        app.open_trouble(_UNREAD.format(why=error), [("Fermer", None), ("Ouvrir", then)])
        return
    again = partial(settle, app, services, desk, case, then)

    def answered(wish: str | None) -> None:
        if wish in (SETTLED, AGAIN):
            again()
        elif wish == AS_IT_IS:
            then()

    app.push_screen(case_doors.conflict(kept, versions, sides), answered)


def met(app: QualifApp, services: Services, session: Session) -> None:
    """Show at once both versions of a case being worked on; where they say the same, go on.

    The interview stays under the choice, then is opened again on what was chosen.
    """
    assert session.kept is not None
    beside, desk, case = session.kept.beside, session.kept.desk, session.kept.id
    try:
        kept = taken_up_case(desk, services.base, case)
        (branch,) = (each for each in kept.branches() if each.id == beside)
        versions = compared(kept, branch)
        if not versions.found:
            versions.settle(kept, [])
            session.go_on_with(kept)
            app.show_saved(session)
            return
        sides = _sides(kept, branch)
    except (OSError, ValueError, RuntimeError) as error:
        app.open_trouble(_UNREAD.format(why=error), [("Fermer", app.go_home)])
        return

    def answered(wish: str | None) -> None:
        session.leave()
        app.go_home()
        if wish == AS_IT_IS:
            case_doors.open_saved(app, services, desk, case)
        elif wish is not None:
            app.open_saved(case)

    app.push_screen(case_doors.conflict(kept, versions, sides), answered)


def _sides(kept: WorkingCase, branch: Branch[CaseFile]) -> tuple[Side, Side]:
    """Name the version kept beside, then the last one."""
    beside = Head(branch.parent, branch.account, read(branch.at))
    return Side("A", _said(kept, beside)), Side("B", _said(kept, head_of(kept.desk, kept.id)))


def _said(kept: WorkingCase, head: Head) -> str:
    mine = head.account == kept.desk.account.id
    whose = "la vôtre" if mine else f"celle de {name_of(kept.desk, head.account)}"
    return f"{whose}, enregistrée le {local(head.saved_at):%d/%m/%Y à %H:%M}"
