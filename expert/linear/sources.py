"""Texts and decisions told whole: reference, level, to whom it applied, what it says, caution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.explanation.model import Citation


def source_lines(cited: Citation) -> Iterator[str]:
    """Yield what the registry says of one source."""
    yield ""
    yield f"{cited.reference}."
    yield f"  Ce qu'elle dit : {cited.says}" if cited.kind == "decision" else f"  {cited.says}"
    yield f"  Niveau : {cited.level_label}."
    if cited.applied_to:
        yield f"  Appliquée à : {cited.applied_to}."
    if cited.in_force is False:
        yield "  Pas en vigueur au jour des faits."
    if cited.caution:
        yield f"  Prudence : {cited.caution}"
    if cited.url:
        yield f"  Adresse : {cited.url}"


def all_source_lines(cited: Iterable[Citation]) -> Iterator[str]:
    """Yield every source, or that there is none."""
    found = list(cited)
    if not found:
        yield "  Aucune source ne peut être citée ici."
    for each in found:
        yield from source_lines(each)
