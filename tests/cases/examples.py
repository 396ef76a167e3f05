"""What the tests of case files share: an account, an hour, a small case, a piece."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from expert.cases.casefile import CaseFile
from expert.cases.changes import opened_case, with_decision, with_stage
from expert.cases.pieces import PieceEntry
from expert.incident import Incident
from knowledge import KnowledgeBase, load_base
from tests.tui.support import complete_incident, mini_base

BY = "u-0123456789ab"
OTHER = "u-zzzzzzzzzzzz"
AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 28)
SHA = "0" * 64


@cache
def law() -> KnowledgeBase:
    """The real base, loaded once."""
    return load_base()


def a_case(incident: Incident | None = None) -> CaseFile:
    """A case just opened on the invented base."""
    return opened_case(mini_base(), incident or an_incident(), BY, AT)


def an_incident() -> Incident:
    return replace(complete_incident("Messages du 1er novembre"), notes={"lecteur": "rh"})


def decided(case: CaseFile, **said: Any) -> CaseFile:
    """The case with a reasoned decision."""
    given = {"act": "sans-suite", "on": DAY, "authority": "La directrice", "reason": "Motif."}
    return with_decision(mini_base(), case, **{**given, "by": BY, "at": AT, **said})


def at_stage(case: CaseFile, *stages: Any) -> CaseFile:
    for stage in stages:
        case = with_stage(case, stage, BY, AT)
    return case


def entry(**said: Any) -> PieceEntry:
    """A piece that shows nothing sensitive, of which no copy is kept."""
    return PieceEntry(**{"nature": "capture", "title": "Capture du fil", **said})
