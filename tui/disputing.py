"""Marking an answer as discussed: who says it, who denies it, who must prove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from expert.disputes import ROLES, Role, dispute_about
from tui import doors

if TYPE_CHECKING:
    from expert.incident import Key
    from tui.app import QualifApp
    from tui.session import Session

_TITLE: Final = "Fait discuté"
_STEPS: Final = (
    ("Qui le dit ? Un rôle, jamais un nom.", "Personne ne l'a dit"),
    ("Qui le nie ?", "Personne ne le nie"),
    ("Qui doit le prouver ? À ne noter que si c'est su.", "Rien de noté"),
)
_NOBODY: Final = "Un fait discuté est dit par quelqu'un, ou nié par quelqu'un : rien n'est changé."
_NOT_READ: Final = "Cette réponse ne se discute pas : aucune règle ne la lit."
_STOP: Final = "Le fait n'est plus discuté : il reste « je ne sais pas »."


def discuss(app: QualifApp, session: Session, key: Key, done: Callable[[], None]) -> None:
    """Ask the roles one after the other and record them; leaving in between changes nothing."""
    question = session.interview.question(key)
    if question.fact is None or question.fact.descriptive or question.kind == "texte":
        app.say(_NOT_READ)
    elif question.discussed:
        _ask_to_stop(app, session, key, done)
    else:
        _ask(app, session, key, [], done)


def _ask_to_stop(app: QualifApp, session: Session, key: Key, done: Callable[[], None]) -> None:
    def chosen(index: int | None) -> None:
        if index == 0:
            session.discuss(key, None)
            app.say(_STOP)
            done()
        elif index == 1:
            _ask(app, session, key, [], done)

    choices = ["Il n'est plus discuté", "Changer qui le dit, qui le nie, qui le prouve"]
    discussed = session.interview.question(key).discussed
    app.push_screen(doors.choose(_TITLE, f"Aujourd'hui : {discussed}.", choices), chosen)


def _ask(
    app: QualifApp,
    session: Session,
    key: Key,
    given: list[Role | None],
    done: Callable[[], None],
) -> None:
    """Ask for the next role, `given` being those already chosen."""
    roles = list(ROLES)
    sentence, nobody = _STEPS[len(given)]

    def chosen(index: int | None) -> None:
        if index is None:
            return
        now = [*given, roles[index] if index < len(roles) else None]
        if len(now) < len(_STEPS):
            _ask(app, session, key, now, done)
        elif now[0] is None and now[1] is None:
            app.say(_NOBODY)
        else:
            question = session.interview.question(key)
            known = session.incident.disputes[key].alleged if question.discussed else (
                question.current if question.answered else None
            )  # fmt: skip
            session.discuss(key, dispute_about(known, *now))
            done()

    said = [label[:1].upper() + label[1:] for label in ROLES.values()]
    app.push_screen(doors.choose(_TITLE, sentence, [*said, nobody]), chosen)
