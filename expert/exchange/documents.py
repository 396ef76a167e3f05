"""A document that leaves a case: recorded in the case and in the journal before it is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from expert.cases.changes import with_export
from expert.cases.documents import incident_of
from expert.documents.acts.catalogue import MadeDocument, made_document
from expert.exchange.errors import ExchangeError
from expert.exchange.sending import NO_REASON, SHORTEST_REASON
from expert.office.desk import Desk
from knowledge.base_model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is asked for: its name and form, for whom, why, and how it is told."""

    name: str
    form: str
    recipient: str
    reason: str
    reader: str
    anonymised: bool = False


def send_document(
    desk: Desk,
    base: KnowledgeBase,
    case: str,
    wanted: Wanted,
    render: Callable[[MadeDocument], bytes],
) -> tuple[MadeDocument, bytes]:
    """Return a document of a case and its file; the export is recorded with its reason.

    Raises:
        ExchangeError: no reason is given; nothing was recorded.
        RefusedError: the account may not export it, or it is not there.
        CaseRefusedError: the base no longer reads the incident of the case; nothing leaves.
        ConflictError: somebody saved meanwhile; nothing leaves.
        StoreError: the store does not answer; nothing leaves.
    """
    if len(wanted.reason.strip()) < SHORTEST_REASON:
        raise ExchangeError(NO_REASON)
    opened = desk.open(case)
    made = made_document(
        base,
        wanted.name,
        incident_of(base, opened.case.incident),
        opened.case,
        reader=wanted.reader,
        anonymised=wanted.anonymised,
    )
    content = render(made)
    undecided = not any(decision.reason.strip() for decision in opened.case.decisions)
    noted = with_export(
        opened.case,
        wanted.name,
        wanted.form,
        hashlib.sha256(content).hexdigest(),
        desk.account.id,
        desk.clock(),
        recipient=wanted.recipient,
        reason=wanted.reason,
        anonymised=wanted.anonymised,
        draft=made.draft or undecided,
    )
    desk.save(noted, opened.number, act="export", operation="exporter")
    return made, content
