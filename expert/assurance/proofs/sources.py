"""P11: whatever a rule concludes, one of its sources is in force on the day it is read.

Rules on the clock of the facts are read in every era since `sources_depuis`; rules of the incident
or of the procedure, on the day of the examination.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.model import Failure, Findings
from expert.calendar import french_date
from expert.inference.domains import boundaries
from knowledge.base_model import KnowledgeBase, LawRule

EVERY_ERA = "chaque période entre deux dates de la base"


def sources_are_in_force(bench: Bench) -> Findings:
    """P11: each rule of law names a source in force in each era in which it may apply."""
    base = bench.base
    found = Findings("règles et périodes", methods={EVERY_ERA})
    first = base.sourced_since
    days = [] if first is None else _eras(base, first, bench.day)
    for rule in base.rules.values():
        if rule.rule.advice:
            continue
        examined = rule.rule.clock == "procedure" or rule.scope == "incident"
        for day in [bench.day] if examined or first is None else days:
            if not _applies_on(rule, day):
                continue
            found.checked += 1
            if not any(base.sources[source].in_force_on(day) for source in rule.rule.sources):
                sentence = (
                    f"la règle « {rule.id} » ne nomme aucun texte en vigueur le {french_date(day)}"
                    f" : {rule.rule.statement}"
                )
                found.failures.append(Failure(rule.id, sentence))
                break
    since = f"depuis le {french_date(first)}" if first else f"le {french_date(bench.day)} seulement"
    found.remarks.append(f"faits {since} ; règles de procédure, le {french_date(bench.day)}")
    return found


def _eras(base: KnowledgeBase, first: date, last: date) -> list[date]:
    """Return one day of each era: its first, in order."""
    return sorted({first, *(day for day in _changes(base) if first < day <= last)})


def _changes(base: KnowledgeBase) -> Iterator[date]:
    for provision in base.provisions():
        yield from boundaries(provision.in_force_from, provision.in_force_to)
    for rule in base.rules.values():
        yield from boundaries(rule.rule.since, rule.rule.until)


def _applies_on(rule: LawRule, day: date) -> bool:
    since, until = rule.rule.since, rule.rule.until
    return (since is None or since <= day) and (until is None or day <= until)
