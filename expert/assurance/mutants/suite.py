"""The smallest set of test incidents found that kills every killed mutant, for counsel to sign.

A greedy cover, then pruned: a case is left out when the others kill all that it kills. No smaller
cover is claimed: the smallest one is a hard problem.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expert.assurance.mutants.assertions import Asserted, Assertion, TestIncident
from expert.assurance.mutants.campaign import Outcome
from expert.documents.markdown import escaped
from expert.explanation.wording import say_answer
from expert.incident import Incident
from expert.plain_text import one_line
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

COLUMNS = (
    "Numéro",
    "Cas",
    "Faits",
    "Résultats attendus",
    "Règles défendues",
    "Signature et date",
)


@dataclass(frozen=True)
class SuiteCase:
    """One case of the suite, in plain French: its facts, what is expected, what it defends."""

    case: str
    title: str
    facts: tuple[str, ...]
    expected: tuple[str, ...]
    defends: tuple[str, ...]


def cover(outcomes: Iterable[Outcome]) -> dict[str, frozenset[int]]:
    """Return the cases kept, each with the mutants it kills; together they kill all killed ones."""
    kills: dict[str, set[int]] = {}
    for number, outcome in enumerate(outcomes):
        if outcome.same_as is None and outcome.verdict == "killed":
            for case in outcome.cases:
                kills.setdefault(case, set()).add(number)
    left = set().union(*kills.values()) if kills else set()
    chosen: list[str] = []
    while left:
        best = max(sorted(kills), key=lambda case: len(kills[case] & left))
        chosen.append(best)
        left -= kills[best]
    times: dict[int, int] = {}
    for case in chosen:
        for mutant in kills[case]:
            times[mutant] = times.get(mutant, 0) + 1
    for case in sorted(chosen, key=lambda c: len(kills[c])):
        if all(times[mutant] > 1 for mutant in kills[case]):
            chosen.remove(case)
            for mutant in kills[case]:
                times[mutant] -= 1
    return {case: frozenset(kills[case]) for case in chosen}


def suite(
    base: KnowledgeBase, outcomes: Sequence[Outcome], asserted: Iterable[Asserted]
) -> list[SuiteCase]:
    """Return the cases of a cover, told in French, in the order of the tests."""
    kept = cover(outcomes)
    by_case: dict[str, list[Asserted]] = {}
    for each in asserted:
        if each[0].case in kept:
            by_case.setdefault(each[0].case, []).append(each)
    return [
        SuiteCase(
            case,
            found[0][0].title,
            tuple(_facts(base, found[0][0])),
            tuple(dict.fromkeys(line for each in found for line in _expected(base, *each))),
            tuple(_defended(base, outcomes, kept[case])),
        )
        for case, found in by_case.items()
    ]


def _facts(base: KnowledgeBase, test: TestIncident) -> Iterator[str]:
    """Yield the answers of an incident; what is protected is not told of a real decision."""
    several = len(list(test.incident.units())) > 1
    for key, answer in test.incident.recorded():
        fact = base.facts[key.fact]
        if fact.protected and test.presumed:
            continue
        place = f" ({key.spot})" if several and str(key.spot) else ""
        yield f"{fact.label}{place} : {say_answer(fact, answer)}"
    yield f"Examiné le {test.incident.examined_on:%d/%m/%Y}{_list_of(test.incident)}"


def _list_of(incident: Incident) -> str:
    return "" if incident.publications_closed else " ; d'autres publications peuvent exister"


def _expected(
    base: KnowledgeBase, test: TestIncident, assertions: Iterable[Assertion]
) -> Iterator[str]:
    read = ""
    for zone, reading in test.readings:
        declared = base.zones[zone]
        said = next(r.statement for r in declared.readings if r.id == reading)
        read = f" (si l'on retient : {said})"
    presumed = " (si rien de plus n'est prouvé)" if test.presumed else ""
    for each in assertions:
        conclusion = base.atom_conclusion(each.atom)
        value = each.atom.partition("=")[2]
        label = f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
        place = f" ({each.unit})" if each.unit else ""
        yield f"{label}{place} : {STATUS_FR[each.expected]}{read}{presumed}"


def _defended(
    base: KnowledgeBase, outcomes: Sequence[Outcome], killed: Iterable[int]
) -> Iterator[str]:
    targets = dict.fromkeys(outcomes[number].mutant.target for number in sorted(killed))
    for target in targets:
        if target in base.rules:
            yield f"{base.rules[target].rule.statement} [{target}]"
        else:
            yield f"Question : {base.facts[target].question} [{target}]"


def suite_markdown(cases: Sequence[SuiteCase], figures: Mapping[str, int]) -> str:
    """Return the suite as one Markdown table to read and sign."""
    lines = [
        "# Cas à relire et à signer",
        "",
        "Chaque ligne est un incident d'essai : ses faits, les résultats que le droit en attend, "
        "et les règles dont la moindre modification changerait l'un de ces résultats.",
        "",
        *(f"- {escaped(name)} : {count}" for name, count in figures.items()),
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"|{' --- |' * len(COLUMNS)}",
    ]
    for number, case in enumerate(cases, start=1):
        cells = [
            str(number),
            f"{escaped(case.title)} ({escaped(case.case)})",
            *(
                "<br>".join(map(escaped, told))
                for told in (case.facts, case.expected, case.defends)
            ),
            "",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def suite_csv(cases: Sequence[SuiteCase]) -> str:
    """Return the suite as CSV for a spreadsheet: one case a line, one fact a line of its cell."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, case in enumerate(cases, start=1):
        told = (
            "\n".join(map(one_line, lines)) for lines in (case.facts, case.expected, case.defends)
        )
        writer.writerow([number, f"{one_line(case.title)} ({case.case})", *told, ""])
    return written.getvalue()
