"""One text or decision of the registry, read whole, with what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expert.assessment.model import OUTCOME_FR
from expert.assessment.observed import OUTCOMES
from expert.calendar import french_date
from expert.explanation.citations import LEVEL_FR, source_reference
from expert.library.cautions import split_caution
from expert.library.force import force_words
from expert.library.links import Cited, Kind, Link, Place
from expert.library.sheets import Resting, SourceSheet
from knowledge.base_model import KnowledgeBase
from knowledge.models.common import Declaration
from knowledge.models.sources import Decision, Provision, Source
from knowledge.uses import Use, by_kind, declarations

_SENTENCE = {
    "Règles": "statement",
    "Points discutés": "question",
    "Questions": "question",
    "Ce qui a changé": "title",
    "Fiches": "title",
    "Clauses": "title",
    "Documents": "title",
    "Attaques": "title",
    "Personnes hors pouvoir": "told",
    "Gestes": "text",
    "Griefs": "plain",
    "Relations à prouver": "statement",
}
"""The words of a declaration that say it, by kind; the others have a label."""

_PAGES: dict[str, Kind] = {
    "Règles": "règle",
    "Points discutés": "point discuté",
    "Ce qui a changé": "changement",
}
"""What has a page of its own."""


def source_place(source: Source) -> Place:
    """Return the page of an entry of the registry."""
    return Place("texte" if isinstance(source, Provision) else "décision", source.id)


def cited(base: KnowledgeBase, source_ids: Iterable[str]) -> tuple[Cited, ...]:
    """Return the sources that something names, citable or not, in its order."""
    found = (base.sources[source] for source in source_ids)
    return tuple(
        Cited(
            id=source.id,
            reference=source_reference(source),
            level=LEVEL_FR[source.level],
            says=source.states if isinstance(source, Provision) else source.holding,
            citable=source.is_citable,
            place=source_place(source),
            applied_to=(isinstance(source, Decision) and source.applied_to) or "",
        )
        for source in found
    )


def source_sheet(
    base: KnowledgeBase,
    source: Source,
    used: Iterable[Use],
    sentences: Mapping[Use, str] | None = None,
) -> SourceSheet:
    """Return everything the registry says of a source; `used` is what rests on it.

    `sentences` are those of `said(base)`, for who reads many sources.
    """
    resting = tuple(_resting(used, said(base) if sentences is None else sentences))
    if isinstance(source, Provision):
        return _provision(base, source, resting)
    return _decision(source, resting)


def said(base: KnowledgeBase) -> dict[Use, str]:
    """Return the sentence that says each declaration of the base that may rest on a source."""
    return {Use(kind, name): _sentence(kind, entry) for kind, name, entry in declarations(base)}


def _resting(used: Iterable[Use], sentences: Mapping[Use, str]) -> Iterator[Resting]:
    for kind, names in by_kind(used):
        page = _PAGES.get(kind)
        yield Resting(
            kind,
            tuple(
                Link(name, sentences[Use(kind, name)], None if page is None else Place(page, name))
                for name in names
            ),
        )


def _sentence(kind: str, entry: Declaration) -> str:
    words: str = getattr(entry, _SENTENCE.get(kind, "label"))
    return words


def _provision(base: KnowledgeBase, source: Provision, resting: tuple[Resting, ...]) -> SourceSheet:
    return SourceSheet(
        place=source_place(source),
        reference=source.reference,
        says=source.states,
        level=LEVEL_FR[source.level],
        citable=source.is_citable,
        maximum=_maximum(source),
        further=tuple(_further(source)),
        force=force_words("En vigueur", source.in_force_from, source.in_force_to),
        replaces=source.replaces or "",
        replaced_by=source.replaced_by or "",
        before=_others(base, source.succeeds),
        after=_others(base, base.successors.get(source.id, ())),
        caution=source.caution or "",
        parted=split_caution(source.caution),
        url=source.url or "",
        resting=resting,
    )


def _decision(source: Decision, resting: tuple[Resting, ...]) -> SourceSheet:
    measure = source.measure
    return SourceSheet(
        place=source_place(source),
        reference=source_reference(source),
        says=source.holding,
        level=LEVEL_FR[source.level],
        citable=source.is_citable,
        supports=source.supports,
        applied_to=source.applied_to or "",
        measure=(
            "" if measure is None else f"{measure.told} : {OUTCOME_FR[OUTCOMES[measure.outcome]]}"
        ),
        caution=source.caution or "",
        parted=split_caution(source.caution),
        url=source.url or "",
        resting=resting,
    )


def _others(base: KnowledgeBase, names: Iterable[str]) -> tuple[Link, ...]:
    found = (base.sources[name] for name in names)
    return tuple(Link(s.id, source_reference(s), source_place(s)) for s in found)


def _maximum(source: Provision) -> str:
    return (
        ""
        if source.penalty is None
        else _sum(source.penalty.prison_months, source.penalty.fine_eur)
    )


def _further(source: Provision) -> Iterator[str]:
    """Yield the higher maxima, the complementary penalties and the earlier maxima of a text."""
    for higher in source.aggravated:
        amount = _sum(higher.prison_months, higher.fine_eur)
        dated = force_words("", higher.since, higher.until)
        yield f"{higher.label} : {amount}" + (f" ({dated})" if dated else "")
    for complement in source.penalty.complementary if source.penalty else ():
        since = f" (depuis le {french_date(complement.since)})" if complement.since else ""
        yield f"Peine complémentaire : {complement.label}{since}"
    for earlier in source.earlier:
        dated = force_words("", earlier.since, earlier.until)
        yield f"Maximum antérieur ({dated}) : {_sum(earlier.prison_months, earlier.fine_eur)}"


def _sum(months: int, euros: int) -> str:
    prison = f"{months} mois d'emprisonnement, " if months else ""
    fine = f"{euros:,}".replace(",", "\u202f")
    return f"{prison}{fine} euros d'amende"
