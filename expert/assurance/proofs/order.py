"""P13: neither the order of the answers nor the thread that computes changes a result.

A sample: the order of answers is shuffled and incidents are computed in threads at the same time.
Two processes with other hash seeds are compared in the tests, once for all.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from expert.assessment import assess
from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import World
from expert.assurance.proofs.model import Failure, Findings
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.domains import YES
from knowledge.models.facts import Fact

SHUFFLES = "ordres tirés au hasard"
THREADS = "fils d'exécution"
_INCIDENTS, _ORDERS = 2, 2


def order_changes_nothing(bench: Bench) -> Findings:
    """P13: the same assessment, byte for byte, whatever the order of answers and the thread."""
    found = Findings("rapports comparés", methods={SHUFFLES, THREADS}, only_sampled=True)
    chance = random.Random(bench.seed)
    for _ in range(_INCIDENTS):
        world = bench.sample.world(chance.randrange(bench.sample.count))
        kept = {i: value for i, value in world.items() if chance.random() < 0.8}
        incident = _incident(bench, kept)
        first = _written(bench, incident)
        shuffled = [_shuffled(incident, chance) for _ in range(_ORDERS)]
        with ThreadPoolExecutor(2) as threads:
            others = list(threads.map(lambda each: _written(bench, each), shuffled))
        found.checked += len(others)
        if any(other != first for other in others):
            sentence = "le rapport d'un même incident change avec l'ordre des réponses ou le fil"
            found.failures.append(Failure("ordre", sentence))
    found.sampled.append(f"{_INCIDENTS} incidents, {_ORDERS} ordres chacun, deux fils à la fois")
    return found


def _written(bench: Bench, incident: Incident) -> str:
    """Return an assessment; the answers it says again, in the order given, are sorted."""
    found = assess(bench.base, incident)
    answers = tuple(sorted(found.answers, key=lambda answer: answer.key))
    return found.model_copy(update={"answers": answers}).model_dump_json()


def _incident(bench: Bench, world: World) -> Incident:
    """Return the incident of a world: answers a reader could have given (no dates)."""
    given: dict[str, dict[str, Answer]] = {"incident": {}, "publication": {}, "passage": {}}
    graph = bench.program.graph
    for fact in bench.base.facts.values():
        if not fact.descriptive and fact.kind in ("oui-non", "choix", "liste"):
            answer = _answer(bench, fact, {graph.variables[i[0]].id: v for i, v in world.items()})
            if answer is not None:
                given[fact.scope][fact.id] = answer
    passage = Passage("P1a", given["passage"])
    publication = Publication("P1", (passage,), given["publication"])
    return Incident("essai", bench.day, given["incident"], (publication,), True)


def _answer(bench: Bench, fact: Fact, values: Mapping[str, int]) -> Answer:
    if fact.kind == "liste":
        ticked = [item for item in fact.values if values.get(f"{fact.id}.{item}") == YES]
        return tuple(ticked) or None
    value = values.get(fact.id)
    return None if value is None else tuple(fact.values)[value]


def _shuffled(incident: Incident, chance: random.Random) -> Incident:
    """Return the same incident, its answers given in another order."""

    def mixed(answers: Mapping[str, Answer]) -> dict[str, Answer]:
        names = list(answers)
        chance.shuffle(names)
        return {name: answers[name] for name in names}

    publications = tuple(
        replace(
            publication,
            answers=mixed(publication.answers),
            passages=tuple(
                replace(passage, answers=mixed(passage.answers)) for passage in publication.passages
            ),
        )
        for publication in incident.publications
    )
    return replace(incident, answers=mixed(incident.answers), publications=publications)
