"""A lost phrase: the two officers, one after the other, give a provisional one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from tui.phrases import ADVICE, login_refusal, phrase_refusal, unlock_refusal
from tui.screens.paged_form import Field, Page, PagedForm

_WHOSE: Final = (
    "Les deux personnes de recouvrement doivent être là. Chacune tape sa propre phrase, cachée à "
    "l'autre. L'acte est inscrit au journal."
)
_TURN: Final = "La {which} personne de recouvrement tape son identifiant et sa phrase de passe."
_PROVISIONAL: Final = (
    "Une phrase provisoire, à dire à la personne : elle devra en choisir une autre aussitôt."
)
_SAME: Final = "C'est la même personne : il en faut deux."


class RecoveryScreen(PagedForm[object]):
    """Gives back the login whose phrase is provisional."""

    HELP = (
        "Une phrase perdue se remplace si deux personnes de recouvrement ont été désignées au "
        "premier lancement. Ensemble, elles donnent une phrase provisoire ; l'une sans l'autre ne "
        "peut rien, et aucune des deux ne lit les dossiers."
    )
    WAIT = "Recouvrement… patientez, jusqu'à une quinzaine de secondes."

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login

    def pages(self) -> Sequence[Page]:
        """Return whose phrase is lost, the two officers, the new phrase."""
        lost = Field("lost", "Identifiant du compte", value=self._login, longest=30)
        fields = (
            Field("phrase", "Phrase provisoire", secret=True),
            Field("again", "La même, encore une fois", secret=True),
        )
        return (
            Page("whose", "Phrase perdue", (_WHOSE,), (lost,)),
            _officer("one", "première"),
            _officer("two", "seconde"),
            Page("new", "La phrase provisoire", (_PROVISIONAL, ADVICE), fields, "Donner la phrase"),
        )

    def refusal(self, page: Page, values: Mapping[str, str]) -> str | None:
        """Return what is wrong with a page."""
        if page.name == "whose":
            return login_refusal(values["lost"])
        if page.name == "new":
            return phrase_refusal(values["phrase"], values["again"])
        login = values[f"{page.name}-login"]
        if page.name == "two" and login.casefold() == values["one-login"].casefold():
            return _SAME
        return unlock_refusal(login, values[f"{page.name}-phrase"])

    def work(self, values: Mapping[str, str]) -> object:
        """Open both officers, then give the account its new phrase."""
        office, recovering = self.desk.office, import_module("expert.office.recovering")
        one, two = (
            office.unlocked(values[f"{each}-login"], values[f"{each}-phrase"])
            for each in ("one", "two")
        )
        recovering.recover(office.store(), values["lost"], (one, two), values["phrase"], office.utc)
        return values["lost"].casefold()

    def worked(self, result: object) -> None:
        """Give the login back."""
        self.dismiss(str(result))


def _officer(name: str, which: str) -> Page:
    return Page(
        name,
        f"La {which} personne de recouvrement",
        (_TURN.format(which=which),),
        (
            Field(f"{name}-login", "Son identifiant", longest=30),
            Field(f"{name}-phrase", "Sa phrase de passe", secret=True),
        ),
    )
