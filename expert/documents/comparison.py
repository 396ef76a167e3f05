"""Two situations side by side, as a document: answers, conclusions with their rules, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import (
    LAYERS,
    capitalised,
    french_day,
    later_citation,
    short_citation,
    unit_text,
)
from expert.status import STATUS_FR, Status
from expert.what_if.comparison_model import (
    Comparison,
    ConclusionDifference,
    RuleResult,
    ToldDifference,
    Topic,
)

NOT_GIVEN = "pas de réponse"
NOT_THERE = "pas de tel passage"
NOT_TOLD = "n'y figure pas"
OTHER_WORDS = (
    "Ces deux dossiers ne citent pas les mêmes mots : leurs passages ne se comparent pas un à un. "
    "Seul ce qui se dit du dossier entier est mis côte à côte ; la forme JSON de la commande "
    "« qualif comparer » donne le reste."
)
HIDDEN = "Des réponses protégées diffèrent aussi ; elles ne sont pas reprises ici."

_MOST = 2
"""References of one rule shown to who is not counsel."""

_TOPICS: dict[Topic, str] = {
    "penalty": "Peines : le maximum que prévoit la loi",
    "sanction": "Sanctions que la loi ouvre",
    "deadline": "Délais",
}


def comparison_blocks(found: Comparison) -> Iterator[Block]:
    """Yield the document of a comparison."""
    yield Heading("Comparaison de deux situations", 1)
    yield from bullets(
        Item(f"{side.title}, examen du {french_day(side.examined_on)}", side.name)
        for side in (found.first, found.second)
    )
    if found.other_words:
        yield Paragraph(OTHER_WORDS)
        found = _without_units(found)
    yield Heading("Réponses qui diffèrent")
    yield from bullets(
        Item(each.question + place(found, each.unit), items=sides(
            found, each.first or NOT_GIVEN, each.second or NOT_GIVEN))
        for each in found.answers
    )  # fmt: skip
    if not found.answers:
        yield Paragraph("Aucune.")
    if found.hidden:
        yield Paragraph(HIDDEN)
    yield Heading("Conclusions qui diffèrent")
    if not found.conclusions:
        yield Paragraph("Aucune : les deux situations conduisent aux mêmes conclusions.")
    cited: set[str] = set()
    for layer, title in LAYERS.items():
        differing = [each for each in found.conclusions if each.layer == layer]
        if differing:
            yield Heading(title, 3)
            yield from bullets(_difference(found, each, cited) for each in differing)
    for topic, several in groupby(found.told, key=lambda each: each.topic):
        yield Heading(_TOPICS[topic])
        yield from bullets(_told(found, each) for each in several)
    yield from _same(found)


def _without_units(found: Comparison) -> Comparison:
    """Return the comparison of what is said of each incident as a whole."""
    return found.model_copy(
        update={
            name: tuple(each for each in getattr(found, name) if each.unit is None)
            for name in ("answers", "conclusions", "same", "told")
        }
    )


def sides(found: Comparison, first: str, second: str) -> tuple[Item, ...]:
    """Return what each situation says, under its name."""
    return Item(first, found.first.name), Item(second, found.second.name)


def place(found: Comparison, unit: str | None) -> str:
    """Return « (P1a) », or nothing when there is only one passage."""
    return f" ({unit_text(unit)})" if unit and found.several_units else ""


def status_said(status: Status | None) -> str:
    """Return a status in its one word, or that there is no such passage."""
    return NOT_THERE if status is None else STATUS_FR[status]


def _difference(found: Comparison, each: ConclusionDifference, cited: set[str]) -> Item:
    items = []
    for side, status, reason, rules in (
        (found.first, each.first, each.first_reason, each.first_rules),
        (found.second, each.second, each.second_reason, each.second_rules),
    ):
        reasons = _reason(reason)
        said = f"{status_said(status)}{f' ; {reasons}' if reasons else ''}"
        items.append(Item(said, side.name, tuple(rule_item(found, rule, cited) for rule in rules)))
    if each.through:
        items.append(Item(" ; ".join(each.through), "Tient à"))
    return Item("", each.label + place(found, each.unit), tuple(items))


def _reason(line: str) -> str:
    """Return the decisive facts of a proof in one line, without its conclusion."""
    _, _, facts = line.partition(" — ")
    return facts.partition(" : ")[2]


def rule_item(found: Comparison, rule: RuleResult, cited: set[str]) -> Item:
    """Return a rule that makes the difference; its references in full the first time only."""
    known = [each for each in found.citations if each.id in rule.sources]
    shown = known if found.reader == "juriste" else known[:_MOST]
    said = [later_citation(c) if c.id in cited else short_citation(c) for c in shown]
    cited.update(each.id for each in shown)
    name = "Exception" if rule.exception else "Règle"
    references = " ; ".join(said)
    return Item(rule.statement + (f" ({references})" if said else ""), name)


def _told(found: Comparison, each: ToldDifference) -> Item:
    said = sides(found, capitalised(each.first or NOT_TOLD), capitalised(each.second or NOT_TOLD))
    return Item("", each.label + place(found, each.unit), said)


def _same(found: Comparison) -> Iterator[Block]:
    yield Heading("Ce qui est pareil")
    yield from bullets(
        Item(_names(found, status), capitalised(STATUS_FR[status]))
        for status in ("established", "contested", "open")
        if _names(found, status)
    )
    if found.both_excluded:
        points = "points sont écartés" if found.both_excluded > 1 else "point est écarté"
        yield Paragraph(f"{found.both_excluded} {points} dans les deux situations.")


def _names(found: Comparison, status: Status) -> str:
    units: dict[str, list[str]] = {}
    for each in found.same:
        if each.status == status:
            units.setdefault(each.label, []).extend([each.unit] if each.unit else [])
    return " ; ".join(f"{label}{_units(found, named)}" for label, named in units.items())


def _units(found: Comparison, named: Sequence[str]) -> str:
    return f" ({', '.join(named)})" if named and found.several_units else ""
