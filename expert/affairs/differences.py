"""What changed in the affair since a case copied it: shown as differences, accepted by a person.

Three states are compared: what was copied, what the affair says now, what the case says now. What
the case changed on its own is left to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from expert.affairs.affair import (
    Affair,
    PublicationVersion,
    SharedEntry,
    SharedPublication,
    refuse_stranger,
)
from expert.affairs.pieces import common, copies, corrected_copy
from expert.affairs.publications import copy_of, put, said_of, written
from expert.cases.casefile import CaseFile
from expert.cases.changes import with_piece_withdrawn
from expert.cases.history import ADDRESS, VERBATIM, Entry, entries_of
from expert.cases.pieces import Piece
from expert.cases.refusal import CaseRefusedError, changed
from expert.evidence import ledger
from knowledge.base_model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class PublicationDifference:
    """One thing that a shared publication now says and that a case does not.

    `item` is its name in the shared publication, `label` how a person calls it; `here` and `there`
    are what the case and the affair say (None: nothing); `by` and `at` who changed it, and when.
    """

    number: int
    publication: str
    item: str
    label: str
    here: SharedEntry | None
    there: SharedEntry | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PieceDifference:
    """A shared piece that was corrected or withdrawn since a case copied it.

    `number` is that of the affair, `copy` that of the case; `fields` are those that differ.
    """

    number: int
    copy: int
    withdrawn: bool
    fields: tuple[str, ...]
    reason: str
    by: str
    at: datetime


def publication_differences(
    base: KnowledgeBase, affair: Affair, case: CaseFile
) -> tuple[PublicationDifference, ...]:
    """Return what a person of this case may accept from the shared publications."""
    refuse_stranger(affair, case)
    numbers = [copy.origin.number for copy in case.shared if copy.origin.affair == affair.id]
    return tuple(d for number in sorted(numbers) for d in _of(base, affair, case, number))


def with_accepted(
    base: KnowledgeBase,
    affair: Affair,
    case: CaseFile,
    number: int,
    items: Collection[str],
    by: str,
    at: datetime,
) -> CaseFile:
    """Return the case with the differences named by `items` taken from a shared publication."""
    found = {d.item: d for d in _of(base, affair, case, number)}
    unknown = [item for item in items if item not in found]
    if unknown or not items:
        raise CaseRefusedError("cette différence n'est pas, ou plus, à accepter")
    copy = copy_of(affair, case, number)
    entries = entries_of(base, case.incident)
    for item in items:
        there = found[item].there
        entry = None if there is None else Entry(there.value, there.dispute)
        put(entries, copy.publication, item, entry)
    accepted = written(base, case, entries, by, at)
    return accepted if len(items) < len(found) else with_own_kept(base, affair, accepted, number)


def with_own_kept(base: KnowledgeBase, affair: Affair, case: CaseFile, number: int) -> CaseFile:
    """Return the case that has seen a shared publication as it is now, and keeps what it says."""
    refuse_stranger(affair, case)
    copy, shared = copy_of(affair, case, number), affair.publication(number)
    seen = changed(copy, origin=changed(copy.origin, version=len(shared.versions)))
    return changed(case, shared=tuple(seen if other is copy else other for other in case.shared))


def piece_differences(affair: Affair, case: CaseFile) -> tuple[PieceDifference, ...]:
    """Return the shared pieces that are no longer what a case copied."""
    refuse_stranger(affair, case)
    return tuple(_pieces(affair, case))


def with_piece_accepted(
    base: KnowledgeBase, affair: Affair, case: CaseFile, number: int, by: str, at: datetime
) -> CaseFile:
    """Return the case whose copy of a shared piece is corrected, or withdrawn, as in the affair."""
    found = next((d for d in piece_differences(affair, case) if d.number == number), None)
    if found is None:
        raise CaseRefusedError(f"pièce partagée {number} : aucune différence n'est à accepter")
    if found.withdrawn:
        return with_piece_withdrawn(case, found.copy, found.reason, by, at)
    copy, shared = ledger.piece_of(case.pieces, found.copy), ledger.piece_of(affair.pieces, number)
    return corrected_copy(base, case, copy, shared, by, at)


def _of(
    base: KnowledgeBase, affair: Affair, case: CaseFile, number: int
) -> Iterator[PublicationDifference]:
    copy, shared = copy_of(affair, case, number), affair.publication(number)
    before, now = shared.versions[copy.origin.version - 1].said, shared.latest.said
    here = said_of(base, case, copy.publication)
    for item in dict.fromkeys((*before, *now)):
        if now.get(item) in (before.get(item), here.get(item)):
            continue
        version = _since(shared, item)
        yield PublicationDifference(
            number=number,
            publication=copy.publication,
            item=item,
            label=_label(base, item),
            here=here.get(item),
            there=now.get(item),
            by=version.by,
            at=version.at,
        )


def _since(shared: SharedPublication, item: str) -> PublicationVersion:
    """Return the version since which a shared publication says what it says under a name."""
    now = shared.latest.said.get(item)
    same = takewhile(lambda version: version.said.get(item) == now, reversed(shared.versions))
    return tuple(same)[-1]


def _label(base: KnowledgeBase, item: str) -> str:
    if item == ADDRESS:
        return "adresse"
    kind, _, number = item.partition(" ")
    if kind == VERBATIM:
        return f"mots exacts, passage {number}"
    fact = base.facts.get(item)
    return item if fact is None else fact.label


def _pieces(affair: Affair, case: CaseFile) -> Iterator[PieceDifference]:
    for copy in copies(affair, case):
        assert copy.origin is not None
        shared = ledger.piece_of(affair.pieces, copy.origin.number)
        fields = () if shared.version == copy.origin.version else _fields(copy, shared)
        gone = shared.withdrawn
        if not fields and gone is None:
            continue
        yield PieceDifference(
            number=shared.number,
            copy=copy.number,
            withdrawn=gone is not None,
            fields=fields,
            reason=shared.because if gone is None else gone.reason,
            by=shared.by if gone is None else gone.by,
            at=shared.at if gone is None else gone.at,
        )


def _fields(copy: Piece, shared: Piece) -> tuple[str, ...]:
    here, there = dict(common(copy)), dict(common(shared))
    return tuple(name for name in there if here[name] != there[name])
