"""A slot whose value is not settled is one point to establish, not one for each value."""

from __future__ import annotations

from collections.abc import Iterable

from expert.assessment.model import ConclusionResult
from expert.documents.source_text import status_word

_BETWEEN = " : "


def gathered(conclusions: Iterable[ConclusionResult]) -> list[ConclusionResult]:
    """Return the conclusions, the live values of one slot on one unit told as one."""
    groups: dict[tuple[str, str | None], list[ConclusionResult]] = {}
    for conclusion in conclusions:
        slot = conclusion.id.partition("=")[0]
        groups.setdefault((slot, conclusion.unit), []).append(conclusion)
    return [_one(group) for group in groups.values()]


def _one(group: list[ConclusionResult]) -> ConclusionResult:
    live = [conclusion for conclusion in group if conclusion.status != "excluded"] or group
    first = live[0]
    name = _common_name([conclusion.label for conclusion in live])
    if len(live) == 1 or not name:
        return first
    status = first.status if len({conclusion.status for conclusion in live}) == 1 else "open"
    values = [conclusion.label[len(name) + len(_BETWEEN) :] for conclusion in live]
    said = f"{name}{_BETWEEN}{status_word(status)}. Restent possibles : {' ; '.join(values)}."
    keys = dict.fromkeys(key for conclusion in live for key in conclusion.depends_on)
    return first.model_copy(
        update={
            "id": first.id.partition("=")[0],
            "label": name,
            "status": status,
            "sentence": said,
            "depends_on": tuple(keys),
            "if_unproved": status,
        }
    )


def _common_name(labels: list[str]) -> str:
    """Return what « slot : value » labels share: the label of the slot."""
    shared = []
    for parts in zip(*(label.split(_BETWEEN) for label in labels), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return _BETWEEN.join(shared)
