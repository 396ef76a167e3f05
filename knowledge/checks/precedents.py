"""Factors and judged questions name only what exists, favour a side, and can be had by someone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.base_model import KnowledgeBase
from knowledge.checks.refusals import citable, facts_of, known, refusal, unprotected
from knowledge.conditions import All, AnyOf, Concluded, Condition, FactIn, ItemIs, Not
from knowledge.errors import KnowledgeError
from knowledge.models.precedents import Factor, JudgedQuestion


def check_precedents(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield one refusal for each mistake in the questions, the ideas and the factors."""
    for question, condition in base.judged_questions.values():
        yield from _question(base, question)
        yield from unprotected(base, question, facts_of(condition))
    for idea in base.ideas.values():
        yield from known(idea, idea.parents, base.ideas, "idée inconnue")
    yield from _cycles(base)
    for factor, condition in base.factors.values():
        yield from _factor(base, factor)
        yield from unprotected(base, factor, facts_of(condition))
        if _never(condition):
            yield refusal(factor, "personne ne peut avoir ce facteur : ses tests se contredisent")
    yield from _one_sided(base)


def _question(base: KnowledgeBase, question: JudgedQuestion) -> Iterator[KnowledgeError]:
    atoms = {atom: conclusion for atom, conclusion, _ in base.atoms()}
    yield from known(question, question.conclusions, atoms, "conclusion inconnue")
    yield from known(question, question.families, base.status_families, "famille inconnue")
    for atom in question.conclusions:
        if atom in atoms and atoms[atom].scope != question.scope:
            yield refusal(question, f"« {atom} » a une autre portée : {atoms[atom].scope}")


def _factor(base: KnowledgeBase, factor: Factor) -> Iterator[KnowledgeError]:
    yield from known(factor, factor.questions, base.judged_questions, "question jugée inconnue")
    yield from known(factor, factor.parents, base.ideas, "idée inconnue")
    yield from citable(base, factor, factor.sources)


def _one_sided(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each question that only one side could ever argue."""
    for question, _ in base.judged_questions.values():
        sides = {f.side for f, _ in base.factors.values() if question.id in f.questions}
        for side in ("mesure", "personne"):
            if side not in sides:
                yield refusal(question, f"aucun facteur du côté « {side} » pour « {question.id} »")


def _cycles(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for the first idea that stands under itself."""
    for idea in base.ideas.values():
        seen: set[str] = set()
        pending = list(idea.parents)
        while pending:
            name = pending.pop()
            if name not in seen and name in base.ideas:
                seen.add(name)
                pending += base.ideas[name].parents
        if idea.id in seen:
            yield refusal(idea, f"« {idea.id} » se trouve sous elle-même")
            return


Choices = Mapping[tuple[str, str | None], frozenset[str]]
"""What a conjunction leaves to a fact, an item or a conclusion."""


def _never(condition: Condition) -> bool:
    """Whether the tests of a condition contradict each other on their face, in every way."""
    return not list(_ways(condition, {}))


def _ways(condition: Condition, given: Choices) -> Iterator[Choices]:
    """Yield what each way to satisfy a condition leaves possible; nothing when there is none."""
    match condition:
        case All(parts):
            ways: list[Choices] = [given]
            for part in parts:
                ways = [wider for way in ways for wider in _ways(part, way)]
            yield from ways
        case AnyOf(parts):
            for part in parts:
                yield from _ways(part, given)
        case FactIn(fact, values):
            yield from _narrowed(given, (fact, None), values)
        case ItemIs(fact, item, present):
            yield from _narrowed(given, (fact, item), frozenset((str(present),)))
        case Concluded(conclusion, value):
            yield from _narrowed(given, (conclusion, value), frozenset(("oui",)))
        case Not(Concluded(conclusion, value)):
            yield from _narrowed(given, (conclusion, value), frozenset(("non",)))
        case _:
            yield given


def _narrowed(
    given: Choices, key: tuple[str, str | None], values: frozenset[str]
) -> Iterator[Choices]:
    left = given[key] & values if key in given else values
    if left:
        yield {**given, key: left}
