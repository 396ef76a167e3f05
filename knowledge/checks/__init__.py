"""Static checks of a loaded base, one refusal a file; what needs the graph lives in `expert`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.checks.amounts import check_amounts
from knowledge.checks.citable import check_citable
from knowledge.checks.first_hour import check_first_hour
from knowledge.checks.free_text import check_flagged_words
from knowledge.checks.homonyms import check_homonyms
from knowledge.checks.monotonies import check_monotonies
from knowledge.checks.names import check_names
from knowledge.checks.precedents import check_precedents
from knowledge.checks.questions import check_questions
from knowledge.checks.readers import check_readers
from knowledge.checks.sanctions import check_sanctions
from knowledge.checks.situations import check_situations
from knowledge.checks.sources import check_sources
from knowledge.checks.strata import check_strata
from knowledge.checks.versions import check_versions
from knowledge.errors import BrokenBaseError, KnowledgeError

CHECKS: tuple[Callable[[KnowledgeBase], Iterator[KnowledgeError]], ...] = (
    check_names,
    check_sanctions,
    check_homonyms,
    check_sources,
    check_strata,
    check_amounts,
    check_citable,
    check_questions,
    check_versions,
    check_readers,
    check_first_hour,
    check_precedents,
    check_monotonies,
    check_situations,
    check_flagged_words,
)


def check_base(base: KnowledgeBase) -> None:
    """Run every check. Raises `BrokenBaseError` with all refusals."""
    errors = [error for check in CHECKS for error in check(base)]
    if errors:
        raise BrokenBaseError(errors)
