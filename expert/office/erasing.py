"""Erasing a case at its term, and telling what no erasure reaches from here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from expert.cases.casefile import CaseFile
from expert.office.desk import Desk
from expert.office.durations import durations_of
from expert.office.errors import RefusedError
from expert.office.reading import Unread, every_case
from expert.office.same_person import same_person
from expert.office.today import trusted_day
from expert.retention.clock import TrustedDay, UntrustedClock
from expert.retention.due_list import DueLine, due_list, erasure_refusal, freeze_on
from expert.retention.plan import ErasurePlan, erasure_plan
from expert.store.schema import branch, envelope, revision
from knowledge.base_model import KnowledgeBase


def today_of(desk: Desk) -> TrustedDay:
    """Return the day on which anything may be erased.

    Raises:
        RefusedError: the clock is not sure; nothing may be.
    """
    with desk.store.transaction() as connection:
        try:
            return trusted_day(connection, desk.clock(), desk.account.id)
        except UntrustedClock as error:
            raise RefusedError(str(error)) from None


def due_cases(desk: Desk, base: KnowledgeBase) -> tuple[tuple[DueLine, ...], tuple[Unread, ...]]:
    """Return when each case is due, the most pressing first, and the cases that cannot be read.

    Raises:
        RefusedError: the clock is not sure.
        StoreError: the store does not answer, or the durations were changed outside of Qualif.
    """
    today, durations = today_of(desk), durations_of(desk)
    found = list(every_case(desk))
    cases = [each for each in found if isinstance(each, CaseFile)]
    unread = tuple(each for each in found if isinstance(each, Unread))
    lines = due_list(cases, base, durations, today, same_person(cases))
    desk.record("verification")
    return lines, unread


def erase(desk: Desk, base: KnowledgeBase, case: str, *, before_term: str = "") -> ErasurePlan:
    """Erase a case that is due, or one opened by mistake for a reason; return what was erased.

    Raises:
        RefusedError: it is not due, or frozen, or the account may not; nothing was erased.
        StoreError: nothing was erased.
    """
    found = desk.open(case).case
    today = today_of(desk)
    others = same_person([found, *_others(desk, case)]).get(case, ())
    refusal = erasure_refusal(found, base, durations_of(desk), today, others)
    frozen = freeze_on(found, today) is not None
    if refusal is not None and (frozen or not before_term.strip()):
        raise RefusedError(refusal)
    plan = _plan(desk, found)
    desk.erase(case)
    return plan


def _others(desk: Desk, case: str) -> Iterable[CaseFile]:
    return (each for each in every_case(desk) if isinstance(each, CaseFile) and each.id != case)


def _plan(desk: Desk, case: CaseFile) -> ErasurePlan:
    with desk.store.transaction() as connection:
        kept = sum(
            connection.execute(
                select(func.count()).select_from(table).where(table.c.casefile == case.id)
            ).scalar_one()
            for table in (revision, branch)
        )
        holders = connection.execute(
            select(envelope.c.account).where(envelope.c.casefile == case.id)
        ).scalars()
        return erasure_plan(case, revisions=kept, holders=list(holders))
