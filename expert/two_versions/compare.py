"""The two versions of a case compared, and one version made of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expert.cases.casefile import CaseFile
from expert.incident import Incident
from expert.office.desk import Branch
from expert.office.working import WorkingCase
from expert.two_versions.answers import answers, notes
from expert.two_versions.difference import Difference
from expert.two_versions.parts import parts
from expert.two_versions.places import publications, whole, words
from knowledge.base_model import KnowledgeBase


def differences(
    base: KnowledgeBase, ours: tuple[CaseFile, Incident], theirs: tuple[CaseFile, Incident]
) -> tuple[Difference, ...]:
    """Return what differs between two versions, the incident first, in the order of the law."""
    mine, other = ours[1], theirs[1]
    return (
        *whole(mine, other),
        *publications(mine, other),
        *answers(base, mine, other),
        *words(mine, other),
        *notes(base, mine, other),
        *parts(ours[0], theirs[0]),
    )


def merged(
    found: Collection[Difference],
    ours: CaseFile,
    theirs: tuple[CaseFile, Incident],
    taken: Collection[Difference],
) -> tuple[CaseFile, Incident]:
    """Return their version, with what was `taken` from ours among the differences `found`."""
    case, incident = theirs
    for difference in found:
        if difference not in taken:
            continue
        if difference.part:
            case = case.model_copy(
                update={field: getattr(ours, field) for field in difference.part}
            )
        else:
            incident = difference.take(incident)
    return case, incident


@dataclass(frozen=True)
class Versions:
    """The version kept beside (`ours`) and the last one (`theirs`), with what differs."""

    branch: str
    ours: tuple[CaseFile, Incident]
    theirs: tuple[CaseFile, Incident]
    found: tuple[Difference, ...]

    def settle(self, kept: WorkingCase, taken: Collection[Difference]) -> None:
        """Save the last version with what was taken from the other, which is then forgotten.

        Raises:
            ConflictError: somebody saved meanwhile; what was chosen is kept beside in its turn.
            RefusedError: the account may not.
            StoreError: nothing was stored.
        """
        case, incident = merged(self.found, self.ours[0], self.theirs, taken)
        kept.settle(case, incident, kept.number, [self.branch])


def compared(kept: WorkingCase, branch: Branch[CaseFile]) -> Versions:
    """Compare a version kept beside with the last one, which `kept` just opened.

    Raises:
        InputError: the rules of the day do not read one of them.
    """
    ours = (branch.case, kept.reading(branch.case))
    theirs = (kept.case, kept.incident())
    return Versions(branch.id, ours, theirs, differences(kept.base, ours, theirs))
