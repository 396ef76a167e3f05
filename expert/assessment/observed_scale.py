"""The observed measures laid on the scales of their statutes: each group, what stood, what fell.

It orders groups as the law does and counts decisions; it compares no scale with another, ranks no
sanction and tells no rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.measure_model import ObservedResult, ScaleRow
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import Scale
from knowledge.models.sources import Decision

_STOOD = frozenset({"upheld"})
_EXCESSIVE = frozenset({"annulled_disproportionate", "faute_grave_rejected"})
_ORDINALS = ("Premier groupe", "Deuxième groupe", "Troisième groupe", "Quatrième groupe")
_UNSEEN = "groupe non vu"
_NO_SCALE = "Autres statuts, ou statut non vu"

Spot = tuple[str | None, int | None]
"""A scale by its id, and the number of a group in it (None: not seen)."""


def scale_rows(
    base: KnowledgeBase, observed: Iterable[ObservedResult], status: str | None
) -> tuple[ScaleRow, ...]:
    """Return the observed decisions by scale and group, the scale of the author's status first."""
    placed: dict[Spot, list[ObservedResult]] = {}
    for result in observed:
        decision = base.sources[result.source]
        assert isinstance(decision, Decision)
        assert decision.measure is not None
        spot = (_scale_of(base, decision.measure.status), decision.measure.group)
        placed.setdefault(spot, []).append(result)
    own = _scale_of(base, status)
    ranks = {name: rank for rank, name in enumerate(base.scales)}

    def order(spot: Spot) -> tuple[bool, int, bool, int]:
        scale, group = spot
        return scale != own, ranks.get(scale or "", len(ranks)), group is None, group or 0

    return tuple(_row(base, spot, placed[spot]) for spot in sorted(placed, key=order))


def _scale_of(base: KnowledgeBase, status: str | None) -> str | None:
    return next((s.id for s in base.scales.values() if status in s.statuses), None)


def _row(base: KnowledgeBase, spot: Spot, results: list[ObservedResult]) -> ScaleRow:
    scale, group = base.scales.get(spot[0] or ""), spot[1]
    return ScaleRow(
        scale=scale.label if scale else _NO_SCALE,
        group=_UNSEEN if group is None else _group_label(scale, group),
        upheld=tuple(_named(results, _STOOD)),
        excessive=tuple(_named(results, _EXCESSIVE)),
        otherwise=tuple(r.source for r in results if r.outcome not in _STOOD | _EXCESSIVE),
    )


def _group_label(scale: Scale | None, group: int) -> str:
    """Return the name of a numbered group: that of its scale, when it has as many."""
    if scale is not None and group <= len(scale.groups):
        return scale.groups[group - 1].label
    return _ORDINALS[group - 1]


def _named(results: list[ObservedResult], outcomes: frozenset[str]) -> Iterator[str]:
    return (result.source for result in results if result.outcome in outcomes)
