"""The fields of the factual report and its text: what was seen, by whom, nothing concluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from expert.calendar import french_date
from expert.explanation.wording import say_answer
from expert.plain_text import clean, one_line

if TYPE_CHECKING:
    from tui.session import Session

ROLE_FACT: Final = "reporter_role"

WHY_ONLY_A_REPORT: Final = (
    "Vous êtes mêlé à ces faits : pour que l'enquête reste impartiale, vous les rapportez, et une "
    "autre personne les qualifie. Aucune conclusion ne vous est montrée. N'écrivez pas à l'agent, "
    "ne le convoquez pas, gardez ce que vous avez reçu sans le faire circuler."
)


class Field(NamedTuple):
    """A field of the report: its label, and whether it takes several lines."""

    label: str
    long: bool = False


FIELDS: Final = {
    "vu": Field("Ce que vous avez vu ou lu, mot pour mot", long=True),
    "ou": Field("Où : réseau, groupe, adresse, lieu"),
    "quand": Field("Quand vous l'avez vu : jour et heure"),
    "comment": Field("Comment vous l'avez su : par vous-même, transmis, entendu"),
    "pieces": Field("Ce que vous avez gardé : capture, message, et où il se trouve"),
    "transmis": Field("À qui vous l'avez déjà montré ou dit, sans donner de nom"),
}


def report_text(session: Session, fields: Mapping[str, str] | None = None) -> str:
    """Return the report as plain text, ready to be handed over; `fields` as they are typed now."""
    written = session.report if fields is None else fields
    incident = session.incident
    fact = session.services.base.facts.get(ROLE_FACT)
    role = incident.answers.get(ROLE_FACT)
    said = say_answer(fact, role) if fact is not None and role is not None else "non précisé"
    lines = [
        "RAPPORT FACTUEL",
        "",
        f"Dossier : {one_line(incident.title)}",
        f"Jour : {french_date(incident.examined_on)}",
        f"Qui rapporte : {said}",
        "",
    ]
    for name, field in FIELDS.items():
        lines += [field.label, clean(str(written.get(name, ""))) or "(rien)", ""]
    lines.append("Ce rapport ne conclut rien : la qualification est faite par une autre personne.")
    return "\n".join(lines) + "\n"
