"""A case that has two versions, told line by line; one of them is kept whole, or both for later."""

from __future__ import annotations

from typing import Final

from expert.cases.casefile import CaseFile
from expert.linear.console import Console
from expert.office.desk import Branch
from expert.office.heads import head_of, name_of
from expert.office.working import WorkingCase
from expert.two_versions import Versions, compared

_CHOICES: Final = (
    "Garder la dernière version, celle de {theirs}",
    "Garder l'autre version, celle de {ours}",
    "Choisir plus tard : les deux restent",
)
_WORDS: Final = {"retour": "choisir plus tard", "aide": "ce que l'on peut taper"}


def settle_versions(console: Console, kept: WorkingCase) -> None:
    """Ask which version of a case is kept, for each that stands beside the last one.

    Raises:
        ConflictError: somebody saved meanwhile; nothing is lost.
        InputError: a version is not read by the rules of the day; both stay.
        RefusedError: the account may not.
    """
    for branch in kept.branches():
        versions = compared(kept, branch)
        chosen = _chosen(console, kept, branch, versions) if versions.found else 0
        if chosen not in (0, 1):
            return
        versions.settle(kept, versions.found if chosen else ())


def _chosen(
    console: Console, kept: WorkingCase, branch: Branch[CaseFile], versions: Versions
) -> int | str:
    said = {
        "theirs": name_of(kept.desk, head_of(kept.desk, kept.id).account),
        "ours": name_of(kept.desk, branch.account),
    }
    console.say(["", "Ce dossier a deux versions. Ce qui diffère :"])
    for each in versions.found:
        console.say(
            [
                f"  {each.about}",
                f"    dernière version : {each.theirs}",
                f"    autre version : {each.ours}",
            ]
        )
    choices = [choice.format(**said) for choice in _CHOICES]
    console.numbered(choices)
    prompt = f"Un numéro de 1 à {len(choices)}, « retour » ou « aide » : "
    return console.number(prompt, choices, _WORDS)
