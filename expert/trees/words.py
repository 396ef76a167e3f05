"""A tree in French: what is asked, what each branch answers, what an outcome says.

Every text is on one line and safe to show; wrapping is the business of each form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from expert.calendar import first_day_not_expired, french_date
from expert.explanation.citations import source_reference
from expert.explanation.wording import say_duration
from expert.inference.graph import Variable
from expert.inference.program import FOLLOWED, WEAK_PREFIX, ByIdentity, Program
from expert.plain_text import one_line
from expert.trees.condition_words import say_condition
from expert.trees.cutting import CONCLUSION, NO_VALUE, PASSAGES, CutProgram
from expert.trees.model import Outcome, Tree, gathers_the_rest
from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.conditions import DelayOver, walk
from knowledge.models.facts import Fact


def question_words(program: CutProgram, variable: int) -> str:
    """Return the question of a variable, as the interview or the base words it."""
    declared, base = program.graph.variables[variable], program.base
    if declared.is_zone:
        return one_line(_zone_question(base, declared))
    if declared.scope == CONCLUSION:
        return one_line(f"{base.conclusions[declared.source].label} ?")
    if declared.scope == PASSAGES:
        return one_line(f"{say_condition(base, program.counts[declared.id])} ?")
    fact = base.facts[declared.source]
    if declared.item is not None:
        return one_line(
            f"{fact.label[:1].upper()}{fact.label[1:]} : « {fact.values[declared.item]} » ?"
        )
    return one_line(fact.question)


def _zone_question(base: KnowledgeBase, variable: Variable) -> str:
    if not variable.id.startswith(WEAK_PREFIX):
        return f"Point de droit discuté : {base.zones[variable.id].question}"
    statement = base.rules[variable.source].rule.statement
    return f"Point discuté, car cette règle n'a qu'un appui faible : {statement}"


def branch_words(program: CutProgram, variable: int, values: Sequence[int]) -> str:
    """Return what the answers of one branch are."""
    declared, base = program.graph.variables[variable], program.base
    if declared.is_zone:
        return one_line(" ou ".join(_reading(base, declared, v) for v in values))
    fact = base.facts.get(declared.source)
    if fact is not None and fact.kind in ("date", "nombre"):
        return one_line(" ou ".join(_intervals(program, fact, values)))
    if gathers_the_rest(values, len(declared.values)):
        return "toute autre réponse"
    return one_line(" ou ".join(_value(base, declared, value) for value in values))


def _reading(base: KnowledgeBase, variable: Variable, value: int) -> str:
    if variable.id.startswith(WEAK_PREFIX):
        followed = variable.values[value] == FOLLOWED
        return "si on la suit" if followed else "si on ne la suit pas"
    readings = {reading.id: reading.statement for reading in base.zones[variable.id].readings}
    return f"lecture : {readings[variable.values[value]]}"


def _value(base: KnowledgeBase, variable: Variable, value: int) -> str:
    named = variable.values[value]
    if variable.scope == CONCLUSION:
        if named == NO_VALUE:
            return "aucune de ces valeurs"
        return base.conclusions[variable.source].values.get(named, named)
    fact = base.facts.get(variable.source)
    if fact is None or variable.item is not None or fact.kind == "oui-non":
        return named
    return fact.values[named]


def _intervals(program: CutProgram, fact: Fact, values: Sequence[int]) -> Iterator[str]:
    """Yield each run of neighbouring intervals of a number or a date."""
    first = last = values[0]
    for value in (*values[1:], -1):
        if value == last + 1:
            last = value
            continue
        if fact.kind == "nombre":
            yield _numbers(program.domains.landmarks[fact.id], first, last)
        else:
            yield _days(program, fact.id, first, last)
        first = last = value


def _numbers(marks: Sequence[float], first: int, last: int) -> str:
    low = f"{marks[first - 1]:g}".replace(".", ",") if first else ""
    high = f"{marks[last]:g}".replace(".", ",") if last < len(marks) else ""
    if low and high:
        return f"de {low} à moins de {high}"
    return f"moins de {high}" if high else f"{low} ou plus"


def _days(program: Program, fact: str, first: int, last: int) -> str:
    cuts = program.domains.cuts[fact]
    low = _cut(program, fact, cuts[first - 1]) if first else ""
    high = _cut(program, fact, cuts[last]) if last < len(cuts) else ""
    if low and high:
        return f"depuis le {low} et avant le {high}"
    return f"avant le {high}" if high else f"depuis le {low}"


def _cut(program: Program, fact: str, day: date) -> str:
    delays = _delays(ByIdentity(program.base), program.examined_on).get((fact, day))
    return f"{french_date(day)} (délai de {delays})" if delays else french_date(day)


@lru_cache(maxsize=4)
def _delays(key: ByIdentity, examined_on: date) -> dict[tuple[str, date], str]:
    """Return, for each cut that comes from a delay of a rule, that delay in words."""
    found: dict[tuple[str, date], dict[str, None]] = {}
    base = key.base
    conditions = [*(rule.condition for rule in base.rules.values()), *base.guards.values()]
    for condition in conditions:
        for part in walk(condition):
            if isinstance(part, DelayOver):
                cut = part.fact, first_day_not_expired(part.duration, examined_on)
                found.setdefault(cut, {})[say_duration(part.duration)] = None
    return {cut: " ou ".join(words) for cut, words in found.items()}


def outcome_words(tree: Tree, outcome: Outcome, *, in_reading: bool = False) -> str:
    """Return an outcome in a few words; `in_reading`: it is that of one reading only."""
    base = tree.program.base
    if tree.of_rule:
        return "la règle joue" if outcome.holds else "la règle ne joue pas"
    held = [atom for atom in tree.subjects if atom in outcome.holds]
    conclusions = list(dict.fromkeys(base.atom_conclusion(atom).id for atom in tree.subjects))
    place = " dans cette lecture" if in_reading else ""
    word = "retenu" if in_reading else "établi"
    if not held:
        return f"{'écarté' if len(conclusions) == 1 else 'tout est écarté'}{place}"
    if len(conclusions) > 1:
        return one_line(f"{word}{place} : {' ; '.join(_atom(base, atom) for atom in held)}")
    values = base.conclusions[conclusions[0]].values
    if not values:
        return f"{word}{place}"
    named = " ; ".join(values[atom.partition("=")[2]] for atom in held)
    return one_line(f"{word}{place} : {named}")


def title_words(base: KnowledgeBase, conclusions: Sequence[str]) -> str:
    """Return the name of the conclusions that one tree tells."""
    return one_line(" ; ".join(base.conclusions[name].label for name in conclusions))


def _atom(base: KnowledgeBase, atom: AtomId) -> str:
    conclusion, value = base.atom_conclusion(atom), atom.partition("=")[2]
    return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label


def cited_rules(trees: Iterable[Tree]) -> dict[str, int]:
    """Return the rules behind the outcomes of some trees, numbered as they are first met."""
    found: dict[str, None] = {}
    for tree in trees:
        for node in tree.outcomes:
            found.update(
                dict.fromkeys((*tree.told_by.get(node, ()), *tree.excepted_by.get(node, ())))
            )
    return {rule: number for number, rule in enumerate(found, 1)}


def reasons_words(tree: Tree, node: int, cited: Mapping[str, int]) -> str:
    """Return « règles R1, R4 » for an outcome, or the exceptions that may explain it; "" if none.

    The rules themselves are said once, by number.
    """
    for one, many, rules in (
        ("règle", "règles", tree.told_by),
        ("exception qui peut l'expliquer : règle", "exceptions qui peuvent l'expliquer : règles",
         tree.excepted_by),
    ):  # fmt: skip
        numbers = [f"R{cited[rule]}" for rule in rules.get(node, ())]
        if numbers:
            return f"{one if len(numbers) == 1 else many} {', '.join(numbers)}"
    return ""


def rule_words(base: KnowledgeBase, rule: LawRule) -> str:
    """Return a rule: what it states, then its sources."""
    sources = [source_reference(base.sources[s]) for s in rule.rule.sources if _citable(base, s)]
    cited = " ; ".join(sources) or ("conseil" if rule.rule.advice else "appui non citable")
    return one_line(f"{rule.rule.statement} ({cited})")


def _citable(base: KnowledgeBase, source: str) -> bool:
    return base.sources[source].is_citable


def reads_words(tree: Tree) -> list[tuple[str, str]]:
    """Return (conclusion, its label) for each conclusion that a tree asks as a test."""
    base, variables = tree.program.base, tree.program.graph.variables
    names = [variables[v].source for v in tree.variables() if variables[v].scope == CONCLUSION]
    return [(name, one_line(base.conclusions[name].label)) for name in names]
