"""The steps to follow, in order: what, who, when, what an omission causes; then the erasures."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import StepResult
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import SourceText, french_day


def procedure(source: SourceText) -> Iterator[Block]:
    """Yield the ordered steps of the procedure, and when earlier sanctions stop counting."""
    found = source.assessment.sanctions
    if found.procedure:
        yield Heading("Procédure à suivre, étape par étape")
        yield from bullets(_step(source, n, step) for n, step in enumerate(found.procedure, 1))
    if found.erasures:
        yield Heading("Sanctions antérieures : effacement", level=3)
        yield from bullets(
            Item(f"{erasure.told}{_cited(source, erasure.sources)}") for erasure in found.erasures
        )


def _step(source: SourceText, number: int, step: StepResult) -> Item:
    said = f"{step.what}{_done(step)}"
    details = [Item(step.who, "Qui")]
    if step.when:
        details.append(Item(f"{step.when}{_deadline(source, step)}", "Quand"))
    elif _deadline(source, step):
        details.append(Item(_deadline(source, step).removeprefix(" ; "), "Quand"))
    if step.since and source.profile == "juriste":
        details.append(Item(french_day(step.since), "Exigible depuis le"))
    if step.omission:
        details.append(Item(step.omission, "Si elle manque"))
    cited = source.references(step.sources, None if source.profile == "juriste" else 1)
    level = "conseil, sans source au dossier" if step.advice and not cited else cited
    if level:
        details.append(Item(level, "Appui"))
    return Item(said, f"Étape {number}", tuple(details))


def _done(step: StepResult) -> str:
    """Say whether the answers tell that it was done; silence is « not known »."""
    if step.done is None:
        return ""
    return " — déjà faite, d'après les réponses" if step.done else " — pas encore faite"


def _deadline(source: SourceText, step: StepResult) -> str:
    """Return « ; dernier jour 12/11/2029 » when the delay of that step has a date."""
    deadlines = source.assessment.deadlines
    found = next((d for d in deadlines if d.id == step.deadline and d.ends), None)
    if found is None or found.ends is None:
        return ""
    word = "expiré depuis le" if found.expired else "dernier jour :"
    return f" ; {word} {french_day(found.ends)}"


def _cited(source: SourceText, sources: tuple[str, ...]) -> str:
    cited = source.references(sources)
    return f" ({cited})" if cited else ""
