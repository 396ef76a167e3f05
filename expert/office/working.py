"""A case being worked on: each step makes a new version of it, and nobody's version is lost.

The screens and the plain journey hold an incident; this holds the case around it, and the number
that a save must present.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from expert.cases.casefile import CaseFile
from expert.cases.changes.answers import Given, opened_case, with_incident
from expert.cases.documents import incident_of
from expert.incident import Incident
from expert.journal.acts import Act
from expert.office.desk import Branch, Desk
from expert.office.errors import ConflictError
from expert.office.heads import Head, head_of
from expert.office.profiles import operations_of_creator
from expert.vault.envelope import Operation
from knowledge import KnowledgeBase


class WorkingCase:
    """A case at the desk of an account. `number` 0: it is not stored yet.

    `beside` names our own version once the store kept it beside another's: nothing is saved any
    more before both are settled.
    """

    def __init__(
        self,
        desk: Desk,
        base: KnowledgeBase,
        case: CaseFile,
        number: int,
        operations: Sequence[Operation] = (),
        saved_at: datetime | None = None,
    ) -> None:
        self.desk = desk
        self.base = base
        self.case = case
        self.number = number
        self.operations = operations
        self.saved_at = saved_at
        self.beside = ""

    @property
    def id(self) -> str:
        """The pseudonym of the case."""
        return self.case.id

    @property
    def may_answer(self) -> bool:
        """Whether the account may change the case."""
        return "repondre" in self.operations

    def incident(self) -> Incident:
        """Return the incident as it was last read or saved.

        Raises:
            CaseRefusedError: the rules of the day do not read its answers.
        """
        return self.reading(self.case)

    def reading(self, case: CaseFile) -> Incident:
        """Return the incident of a version of this case.

        Raises:
            CaseRefusedError: the rules of the day do not read its answers.
        """
        return incident_of(self.base, case.incident)

    def save(self, incident: Incident) -> None:
        """Store the case with this incident.

        Raises:
            ConflictError: somebody saved in between; ours is kept beside, under `beside`.
            RefusedError: the account may not, or the case is not there any more.
            StoreError: nothing was stored.
        """
        at = self.desk.clock()
        case = self._changed(self.case, incident, at)
        if self.number == 0:
            self.number = self.desk.create(case)
            self.operations = operations_of_creator(self.desk.account.card)
            self.case, self.saved_at = case, at
        else:
            self.save_case(case)

    def save_case(
        self,
        case: CaseFile,
        *,
        act: Act = "modification",
        operation: Operation = "repondre",
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Store another state of the case, as an act of the journal; `files` are attached to it.

        Raises:
            ConflictError: somebody saved in between; ours is kept beside, under `beside`.
            RefusedError: the account may not, or the case is not there any more.
            StoreError: nothing was stored.
        """
        at = self.desk.clock()
        try:
            self.number = self.desk.save(
                case, self.number, act=act, operation=operation, files=files
            )
        except ConflictError as conflict:
            self.beside = conflict.branch
            raise
        self.case, self.saved_at = case, at

    def is_last(self) -> bool:
        """Whether nobody saved since: what nobody asked to save waits otherwise.

        Raises:
            RefusedError: the case is not there any more.
            StoreError: the store does not answer.
        """
        return not self.beside and (self.number == 0 or self.head().number == self.number)

    def head(self) -> Head:
        """Return who saved last, and when."""
        return head_of(self.desk, self.id)

    def branches(self) -> Sequence[Branch[CaseFile]]:
        """Return the versions kept beside the last one."""
        return self.desk.branches(self.id)

    def settle(
        self, case: CaseFile, incident: Incident, seen: int, branches: Sequence[str]
    ) -> None:
        """Store what was chosen among the versions: `case` is the last one, numbered `seen`.

        Raises:
            ConflictError: somebody saved once more; what was chosen is kept beside in its turn.
            RefusedError: the account may not.
            StoreError: nothing was stored.
        """
        at = self.desk.clock()
        chosen = self._changed(case, incident, at)
        self.number = self.desk.save(chosen, seen, settles=branches)
        self.case, self.saved_at, self.beside = chosen, at, ""

    def _changed(self, case: CaseFile, incident: Incident, at: datetime) -> CaseFile:
        return with_incident(self.base, case, incident, self.desk.account.id, at)

    def copy(self) -> WorkingCase:
        """Return a case of its own, not stored yet, with what this one holds."""
        return started_case(self.desk, self.base, self.case.incident)


def started_case(desk: Desk, base: KnowledgeBase, incident: Given) -> WorkingCase:
    """Return a new case around an incident, not stored yet.

    Raises:
        CaseRefusedError: the rules of the day do not read it.
    """
    case = opened_case(base, incident, desk.account.id, desk.clock())
    return WorkingCase(desk, base, case, 0, ("lire", "repondre"))


def taken_up_case(desk: Desk, base: KnowledgeBase, case: str) -> WorkingCase:
    """Open a case.

    Raises:
        RefusedError: it is not there, or not open to this account.
        DamagedCaseError: it is not as it was saved.
        StoreError: the store does not answer.
    """
    opened = desk.open(case)
    head = head_of(desk, case)
    saved_at = head.saved_at if head.number == opened.number else None
    return WorkingCase(desk, base, opened.case, opened.number, opened.operations, saved_at)
