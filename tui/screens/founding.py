"""The first run: the first account, then the two persons who can give it back, or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from tui.phrases import ADVICE, newcomer_refusal
from tui.screens.paged_form import Field, Page, PagedForm

if TYPE_CHECKING:
    pass

_LOST: Final = (
    "Vos dossiers seront chiffrés. Une phrase de passe perdue, sans personne pour la retrouver, "
    "est un dossier perdu : nul ne pourra plus l'ouvrir, pas même l'administrateur du poste."
)
_LOGIN: Final = (
    "L'identifiant n'est pas chiffré : choisissez-le sans nom (rh1). Le nom et la fonction le sont."
)
_RECOVERY: Final = (
    "Deux personnes de recouvrement (direction et délégué à la protection des données, par "
    "exemple) pourront, ensemble et jamais seules, vous rendre l'accès."
)
_OR_WHY: Final = (
    "Laissez la ligne vide pour les désigner aux deux pages suivantes ; chacune tapera sa propre "
    "phrase. Sinon, écrivez pourquoi il n'y en aura pas : cette raison est gardée, et lisible."
)
_TURN: Final = (
    "Passez le clavier à la {which} personne. Elle choisit son identifiant et sa phrase, que vous "
    "ne voyez pas ; elle ne verra pas vos dossiers."
)
_OTHER_LOGIN: Final = "Cet identifiant est déjà pris sur une autre page."


class FoundingScreen(PagedForm[object]):
    """Gives the first account back, unlocked."""

    HELP = (
        "Avant le premier dossier : votre compte et votre phrase de passe, puis deux personnes de "
        "recouvrement, ou la raison de n'en désigner aucune. Rien n'est écrit avant la dernière "
        "page. F7 revient d'une page, Échap laisse pour plus tard : l'urgence, la bibliothèque et "
        "l'exemple n'ont pas besoin de compte."
    )
    WAIT = "Création des comptes… patientez, jusqu'à une quinzaine de secondes."

    def pages(self) -> Sequence[Page]:
        """Return the account, the choice, the two officers."""
        return (
            Page(
                "account",
                "Votre compte",
                (_LOST, _LOGIN, ADVICE),
                (
                    Field("login", "Identifiant", longest=30),
                    Field("name", "Prénom et nom"),
                    Field("function", "Fonction"),
                    Field("phrase", "Phrase de passe", secret=True),
                    Field("again", "La même, encore une fois", secret=True),
                ),
            ),
            Page(
                "recovery",
                "Si la phrase est perdue",
                (_RECOVERY, _OR_WHY),
                (Field("reason", "Raison de n'en désigner aucune", longest=500),),
            ),
            _officer("one", "première"),
            _officer("two", "seconde", "Créer les trois comptes"),
        )

    def is_last(self, page: Page, values: Mapping[str, str]) -> bool:
        """Whether nothing is asked after a page: a reason spares the officers."""
        return page.name == "two" or (page.name == "recovery" and bool(values["reason"]))

    def refusal(self, page: Page, values: Mapping[str, str]) -> str | None:
        """Return what is wrong with a page."""
        if page.name == "recovery":
            return None
        prefix = "" if page.name == "account" else f"{page.name}-"
        login, *others = (values[f"{prefix}{n}"] for n in ("login", "name", "phrase", "again"))
        before = {"account": (), "one": ("login",), "two": ("login", "one-login")}[page.name]
        if login and login.casefold() in {values[name].casefold() for name in before}:
            return _OTHER_LOGIN
        return newcomer_refusal(login, *others)

    def work(self, values: Mapping[str, str]) -> object:
        """Make the accounts, all or none."""
        founding, office = import_module("expert.office.founding"), self.desk.office
        officers = None
        if not values["reason"]:
            both = ("one-", "two-")
            officers = tuple(_newcomer(values, each, "recouvrement") for each in both)
        first = _newcomer(values, "", "rh")
        return founding.found(office.store(), first, officers, values["reason"], office.utc)

    def worked(self, result: object) -> None:
        """Give the account back."""
        self.dismiss(result)


def _officer(name: str, which: str, go_on: str = "Continuer") -> Page:
    return Page(
        name,
        f"La {which} personne de recouvrement",
        (_TURN.format(which=which), ADVICE),
        (
            Field(f"{name}-login", "Identifiant", longest=30),
            Field(f"{name}-name", "Prénom et nom"),
            Field(f"{name}-phrase", "Sa phrase de passe", secret=True),
            Field(f"{name}-again", "La même, encore une fois", secret=True),
        ),
        go_on,
    )


def _newcomer(values: Mapping[str, str], prefix: str, profile: str) -> Any:
    accounts, founding = (import_module(f"expert.office.{m}") for m in ("accounts", "founding"))
    card = accounts.Card(
        name=values[f"{prefix}name"],
        function=values.get(f"{prefix}function", ""),
        profile=profile,
    )
    return founding.Newcomer(values[f"{prefix}login"], card, values[f"{prefix}phrase"])
