"""Another phrase for an unlocked account; at once when somebody else chose the present one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from tui.phrases import ADVICE, phrase_refusal
from tui.screens.paged_form import Field, Page, PagedForm

if TYPE_CHECKING:
    from expert.office.accounts import Account

_MUST: Final = (
    "Votre phrase est provisoire : d'autres l'ont choisie. Donnez-en une que vous serez seul à "
    "connaître, avant d'ouvrir vos dossiers."
)


class ChangePhraseScreen(PagedForm[object]):
    """Gives the account back, its phrase changed."""

    HELP = (
        "La nouvelle phrase, deux fois. L'ancienne n'ouvre plus rien ensuite. Les dossiers et les "
        "personnes de recouvrement ne changent pas."
    )
    WAIT = "Changement… patientez."

    def __init__(self, account: Account, *, must: bool) -> None:
        super().__init__()
        self._account, self._must = account, must

    def pages(self) -> Sequence[Page]:
        """Return the one page."""
        said = (_MUST, ADVICE) if self._must else (ADVICE,)
        fields = (
            Field("phrase", "Nouvelle phrase", secret=True),
            Field("again", "La même, encore une fois", secret=True),
        )
        return (Page("change", "Changer de phrase de passe", said, fields, "Changer"),)

    def refusal(self, page: Page, values: Mapping[str, str]) -> str | None:
        """Return what is wrong with the phrase."""
        return phrase_refusal(values["phrase"], values["again"])

    def work(self, values: Mapping[str, str]) -> object:
        """Change the phrase."""
        office = self.desk.office
        change = import_module("expert.office.unlocking").change_phrase
        change(office.store(), self._account, values["phrase"], office.utc)
        return replace(self._account, provisional=False)

    def worked(self, result: object) -> None:
        """Give the account back."""
        self.dismiss(result)
