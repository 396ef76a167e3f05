"""`what_if`: what each value of the answers of an incident would settle, open or turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from expert._version import __version__
from expert.assessment.model import BaseIdentity, Software
from expert.disputes import say_dispute
from expert.explanation.wording import say_answer
from expert.incident import Answer, Incident, Key, key_text
from expert.inference.program import Program, compile_base
from expert.inference.scenarios import Change
from expert.inference.situation import Instance, situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS, Relevance
from expert.what_if.alternatives import Alternative, alternatives_of, merged
from expert.what_if.effects import Effects, effects_of
from expert.what_if.model import PointResult, Standing, ValueResult, WhatIf
from knowledge.base_model import KnowledgeBase
from knowledge.models.facts import Fact


def what_if(
    base: KnowledgeBase,
    incident: Incident,
    profile: str = "juriste",
    *,
    keys: Iterable[Key] | None = None,
    together: Mapping[Key, Answer] | None = None,
) -> WhatIf:
    """Return what the other values of some answers would change for a reader.

    Without `keys` and `together`: every answer given, and every question that still matters.
    `together` are new answers tried all at once. Protected and descriptive facts are left out.
    """
    program = compile_base(base, incident.examined_on)
    relevance = Relevance(Statuses(situate(program, incident)), profile)
    if keys is None:
        keys = () if together else known_keys(relevance)
    points, unsure = _points(relevance, [key for key in keys if _is_told(base, key)])
    joined = _together(relevance, together) if together else None
    return WhatIf(
        software=Software(version=__version__),
        base=BaseIdentity(
            version=base.version, digest=base.digest, law_as_of=base.law_as_of.isoformat()
        ),
        title=incident.title,
        examined_on=incident.examined_on.isoformat(),
        reader=profile,
        points=points,
        together=joined[0] if joined else None,
        unsure=tuple(dict.fromkeys((*unsure, *(joined[1] if joined else ())))),
        answers={
            key_text(key): base.facts[key.fact].label
            for key, _ in incident.recorded()
            if _is_told(base, key)
        },
        several_units=len(relevance.statuses.situation.units) > 1,
    )


def known_keys(relevance: Relevance) -> list[Key]:
    """Return the open questions in the order they would be asked, then the answers given."""
    recorded = [key for key, _ in relevance.statuses.situation.incident.recorded()]
    still_open = [key for key in relevance.counted if key != OTHER_PUBLICATIONS]
    order = relevance.rank
    found = sorted((k for k in still_open if k not in recorded), key=order)
    base = relevance.statuses.program.base
    return found + sorted((k for k in recorded if not base.facts[k.fact].descriptive), key=order)


def _is_told(base: KnowledgeBase, key: Key) -> bool:
    fact = base.facts[key.fact]
    return not (fact.protected or fact.descriptive)


def _points(
    relevance: Relevance, keys: Sequence[Key]
) -> tuple[tuple[PointResult, ...], tuple[str, ...]]:
    """Return what each key would change, and the conclusions nobody can be sure of.

    Every change of every key is tried in one pass.
    """
    program = relevance.statuses.program
    tried: list[tuple[Key, Alternative]] = []
    for key in keys:
        fact = program.base.facts[key.fact]
        tried += [(key, each) for each in alternatives_of(program, fact, _now(relevance, key))]
    found = effects_of(relevance, [_change(relevance, key, each) for key, each in tried])
    values: dict[Key, list[tuple[Alternative, Effects]]] = {key: [] for key in keys}
    for (key, alternative), effects in zip(tried, found.effects, strict=True):
        values[key].append((alternative, effects))
    points = tuple(_point(program, relevance, key, values[key]) for key in values)
    return points, found.unsure


def _point(
    program: Program, relevance: Relevance, key: Key, found: list[tuple[Alternative, Effects]]
) -> PointResult:
    fact = program.base.facts[key.fact]
    incident = relevance.statuses.situation.incident
    standing, now = stands(incident, key, fact)
    return PointResult(
        key=key_text(key),
        fact=fact.id,
        unit=str(key.spot) or None,
        label=fact.label,
        question=fact.question,
        standing=standing,
        now=now,
        values=tuple(_value(a, e) for a, e in _gathered(fact, program, found)),
    )


def stands(incident: Incident, key: Key, fact: Fact) -> tuple[Standing, str | None]:
    """Return how an answer stands in an incident, and its words."""
    answers = incident.answers_at(key.spot)
    if key in incident.disputes:
        return "discussed", say_dispute(incident.disputes[key])
    if key.fact not in answers:
        return "open", None
    answer = answers[key.fact]
    return ("unknown" if answer is None else "given"), say_answer(fact, answer)


def _gathered(
    fact: Fact, program: Program, found: list[tuple[Alternative, Effects]]
) -> Iterator[tuple[Alternative, Effects]]:
    """Yield the values, the neighbouring intervals that change the same things told as one."""
    waiting: tuple[Alternative, Effects] | None = None
    for alternative, effects in found:
        if (
            waiting is not None
            and waiting[1] == effects
            and alternative.span is not None
            and waiting[0].span is not None
            and waiting[0].span[1] + 1 == alternative.span[0]
        ):
            waiting = merged(fact, program, waiting[0], alternative), effects
            continue
        if waiting is not None:
            yield waiting
        waiting = alternative, effects
    if waiting is not None:
        yield waiting


def _value(alternative: Alternative, effects: Effects) -> ValueResult:
    return ValueResult(
        values=alternative.ids,
        label=alternative.label,
        effects=effects.conclusions,
        moot=effects.moot,
        revived=effects.revived,
    )


def _together(
    relevance: Relevance, answers: Mapping[Key, Answer]
) -> tuple[ValueResult, tuple[str, ...]]:
    """Return what several new answers would change, all given at once."""
    program, situation = relevance.statuses.program, relevance.statuses.situation
    change: dict[Instance, frozenset[int] | None] = {}
    said = []
    for key, answer in answers.items():
        fact = program.base.facts[key.fact]
        place = situation.place_of(key.spot)
        for name, values in program.domains.encode(fact, answer):
            change[program.graph.index[name], place] = values
        where = f" ({key.spot})" if key.spot.publication and len(situation.units) > 1 else ""
        said.append(f"{fact.label}{where} : {say_answer(fact, answer)}")
    found = effects_of(relevance, [change])
    (effects,) = found.effects
    value = ValueResult(
        values=tuple(key_text(key) for key in answers),
        label=" ; ".join(said),
        effects=effects.conclusions,
        moot=effects.moot,
        revived=effects.revived,
    )
    return value, found.unsure


def _now(relevance: Relevance, key: Key) -> dict[int, frozenset[int] | None]:
    """Return what is possible now for each variable of a fact (None: nobody answered)."""
    situation = relevance.statuses.situation
    program, place = situation.program, situation.place_of(key.spot)
    answered = key.fact in situation.incident.answers_at(key.spot)
    variables = [program.graph.index[v.id] for v in program.domains.variables[key.fact]]
    return {v: situation.allowed.get((v, place)) if answered else None for v in variables}


def _change(relevance: Relevance, key: Key, alternative: Alternative) -> Change:
    place = relevance.statuses.situation.place_of(key.spot)
    return {(variable, place): values for variable, values in alternative.values.items()}
