"""No sentence of the base announces an amount above the article it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place
from knowledge.models.common import Declaration
from knowledge.models.sources import Provision

_AMOUNT = re.compile(r"(\d{1,3}(?:[  \u202f.]?\d{3})*) (?:euros|€)")
_DENIED = re.compile(r"\bnon (?:de |à )?$")
"""« et non de 45 000 euros » denies an amount: it does not announce it."""


def check_amounts(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each amount above the maximum of the texts behind the sentence."""
    for conclusion in base.conclusions.values():
        told = (conclusion.when_established, conclusion.when_excluded, conclusion.when_open)
        yield from _refusals(base, conclusion, conclusion.penalty_texts, told)
    for rule in base.rules.values():
        yield from _refusals(base, rule.rule, rule.rule.sources, (rule.rule.statement,))


def _refusals(
    base: KnowledgeBase,
    entry: Declaration,
    texts: Iterable[str],
    sentences: Iterable[str | None],
) -> Iterator[KnowledgeError]:
    highest = _highest(base, texts)
    if highest is None:
        return
    for amount in (a for sentence in sentences if sentence for a in _announced(sentence)):
        if amount > highest:
            message = f"{_euros(amount)} dépasse le maximum des textes cités, {_euros(highest)}"
            yield KnowledgeError(entry.place or Place("base"), message)


def _highest(base: KnowledgeBase, texts: Iterable[str]) -> int | None:
    """Return the highest fine of the provisions among `texts` (None when none sets one)."""
    found = [base.sources.get(text) for text in texts]
    fines: list[int] = []
    for source in found:
        if isinstance(source, Provision) and source.penalty:
            fines.append(source.penalty.fine_eur)
            fines.extend(penalty.fine_eur for penalty in source.aggravated)
    return max(fines, default=None)


def _announced(sentence: str) -> Iterator[int]:
    for found in _AMOUNT.finditer(sentence):
        if not _DENIED.search(sentence[: found.start()]):
            yield int(re.sub(r"\D", "", found[1]))


def _euros(amount: int) -> str:
    return f"{amount:,} euros".replace(",", "\u00a0")
