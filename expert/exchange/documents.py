"""A document that leaves a case: recorded in the case and in the journal before it is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from expert.cases.decisions import ExportRecord
from expert.documents.acts.catalogue import MadeDocument, made_document
from expert.documents.acts.disclosing import incident_of
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
        RefusedError: the account may not export it, or it is not there.
        InputError: the base no longer reads the incident of the case; nothing leaves.
        ConflictError: somebody saved meanwhile; nothing leaves.
        StoreError: the store does not answer; nothing leaves.
    """
    opened = desk.open(case)
    made = made_document(
        base,
        wanted.name,
        incident_of(base, opened.case),
        opened.case,
        reader=wanted.reader,
        anonymised=wanted.anonymised,
    )
    content = render(made)
    record = ExportRecord(
        document=wanted.name,
        form=wanted.form,
        recipient=wanted.recipient[:300],
        reason=wanted.reason[:20_000],
        anonymised=wanted.anonymised,
        sha256=hashlib.sha256(content).hexdigest(),
        by=desk.account.id,
        at=desk.clock(),
    )
    noted = opened.case.model_copy(update={"exports": (*opened.case.exports, record)})
    desk.save(noted, opened.number, act="export", operation="exporter")
    return made, content
