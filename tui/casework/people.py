"""The form of a person of the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from expert.cases.casefile import CaseFile
from expert.cases.changes import with_person
from expert.cases.people import ROLE_FR
from tui.casework.form import Asked, Form, Values


class PersonForm(Form):
    """Adds a person: name, role, function, service."""

    name = "personne"
    title = "Ajouter une personne"
    done = "La personne est inscrite au dossier."
    act = "personne-changee"

    def told(self, values: Values) -> Sequence[str]:
        """Return who has no place here."""
        return ("Un patient n'est jamais nommé dans un dossier.",)

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the four fields."""
        return (
            Asked("name", "Nom", "Prénom et nom."),
            Asked("role", "Rôle", choices=ROLE_FR),
            Asked("function", "Fonction", optional=True),
            Asked("service", "Service", optional=True),
        )

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with one more person."""
        return with_person(
            case,
            values.get("name", ""),
            values.get("role", ""),
            function=values.get("function", ""),
            service=values.get("service", ""),
        )
