"""Replaying a folder of decisions with the published presumptions, as a court does.

A court rules on what is proved and on who bears the proof: the statuses compared are those of
the second column, « if nothing more is proved » (`Situation.presuming`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from expert.incident import Incident
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.replay.asked import AskedFigures, figures
from expert.replay.model import Comparison, ReplayedDecision, read_decision
from expert.replay.outcomes import side
from expert.replay.registry import not_replayed
from expert.replay.report import Case, ComparedPoint, ReplayReport, report_of
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place
from knowledge.models.sources import Decision


def run(folder: Path, base: KnowledgeBase) -> ReplayReport:
    """Replay every decision of a folder, in the order of their names.

    Raises:
        InputError: a file cannot be read, or expects what its outcome does not say.
    """
    paths = _paths(folder)
    cited = {source for rule in base.rules.values() for source in rule.rule.sources}
    cases = [_replay(*read_decision(path, base), base, cited) for path in paths]
    return report_of(cases, not_replayed(folder, base, {case.decision for case in cases}))


def questions(
    folder: Path, base: KnowledgeBase, *, every: int = 1, profiles: Iterable[str] = ()
) -> list[AskedFigures]:
    """Measure what each reader, or those named, is asked on the decisions (one in `every`).

    Raises:
        InputError: a file cannot be read.
    """
    named = [(path.stem, read_decision(path, base)[1]) for path in _paths(folder)[::every]]
    own_goals = [name for name, reader in base.readers.items() if reader.goals_of is None]
    return figures(base, named, tuple(profiles) or own_goals)


def _paths(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise InputError(Place(folder.name), "aucune décision à rejouer dans ce dossier")
    return paths


def _replay(
    decision: ReplayedDecision, incident: Incident, base: KnowledgeBase, cited: set[str]
) -> Case:
    program = compile_base(base, decision.examined_on)
    presumed = situate(program, incident).presuming()
    statuses = Statuses(presumed)
    return Case(
        decision=decision.id,
        order=decision.order,
        cited=decision.id in cited,
        citable=_is_citable(base, decision.id),
        side=side(decision.outcome),
        left_out=len(decision.left_out),
        points=tuple(
            ComparedPoint(
                issue=compared.issue,
                conclusion=compared.conclusion,
                unit=compared.unit,
                expected=compared.expected,
                status=statuses.atom(
                    compared.conclusion, compared_unit(presumed, base, compared)
                ).status,
                explanation=decision.gap.get(compared.conclusion),
            )
            for compared in decision.compare
        ),
    )


def _is_citable(base: KnowledgeBase, decision: str) -> bool:
    source = base.sources[decision]
    return isinstance(source, Decision) and source.citable


def compared_unit(situation: Situation, base: KnowledgeBase, compared: Comparison) -> int | None:
    """Return the unit number a conclusion is read on: a publication by its first passage."""
    scope = base.atom_conclusion(compared.conclusion).scope
    if scope == "incident":
        return None
    for unit in situation.units_at(scope):
        assert unit is not None
        spot = situation.units[unit][1]
        if compared.unit in (spot.passage if scope == "passage" else spot.publication, None):
            return unit
    raise ValueError(f"{compared.conclusion} has no unit {compared.unit}")
