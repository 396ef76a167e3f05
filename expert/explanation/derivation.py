"""Derivations of « it holds », « it does not », or « it is not settled », read from the rules.

A derivation is built from the rules themselves, never written beside them. It is canonical: at each
conclusion the rule of least id that concludes it; at each failure the first element that is
missing. Exceptions examined and set aside are part of it. What was shown once is not shown again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expert.explanation.model import SHOWN_ALREADY, WISHED, ProofNode
from expert.explanation.truths import Truths
from expert.explanation.wording import DISCUSSED, NOT_ASKED, say_answer, say_test
from expert.incident import Key, key_text
from expert.inference.kleene import Truth
from expert.inference.program import WEAK_PREFIX
from knowledge.base_model import AtomId, LawRule
from knowledge.conditions import All, AnyOf, AtLeast, Concluded, Condition, FactTest, Not
from knowledge.succession import sources_on


class DerivationProver:
    """Builds the derivations of one situation, with the truths of one evaluator."""

    def __init__(self, truths: Truths) -> None:
        self._truths = truths
        self._situation = truths.situation
        self._program = truths.situation.program
        self._base = self._program.base

    def prove(self, atom: AtomId, unit: int | None) -> ProofNode:
        """Return the derivation of an atom on a unit, whatever its truth."""
        return self._conclusion(atom, unit, set())

    def _conclusion(
        self, atom: AtomId, unit: int | None, shown: set[tuple[AtomId, int | None]]
    ) -> ProofNode:
        conclusion = self._base.atom_conclusion(atom)
        place = None if conclusion.scope == "incident" else unit
        truth = self._truths.truth(self._program.atoms[atom], place)
        text = self.say_atom(atom, truth)
        if (atom, place) in shown:
            return self._node("conclusion", truth, f"{text}{SHOWN_ALREADY}", place)
        shown.add((atom, place))
        rules = sorted(self._base.rules_concluding.get(atom, ()), key=lambda pair: pair[0].id)
        steps: list[ProofNode] = []
        for rule, reading in rules:
            held = self._rule_truth(rule, reading, place)
            if truth is True and held is not True:
                continue
            if truth is None and held is False:
                continue
            steps.append(self._rule(rule, reading, place, shown))
            if truth is True:
                break
        if not steps:
            steps = self._without_rule(atom, place, shown)
        return self._node("conclusion", truth, text, place, steps=steps)

    def _without_rule(
        self, atom: AtomId, unit: int | None, shown: set[tuple[AtomId, int | None]]
    ) -> list[ProofNode]:
        """Explain a default value of a slot, or an atom that no rule concludes."""
        name, _, value = atom.partition("=")
        conclusion = self._base.conclusions[name]
        if value and conclusion.otherwise == value:
            return [
                self._conclusion(f"{name}={other}", unit, shown)
                for other in conclusion.values
                if other != value
            ]
        return [self._node("rule", False, "aucune règle de la base n'y conduit", unit)]

    def _rule(
        self,
        rule: LawRule,
        reading: str | None,
        unit: int | None,
        shown: set[tuple[AtomId, int | None]],
    ) -> ProofNode:
        place = None if rule.scope == "incident" else unit
        applies = self._truths.truth(self._program.applies[rule.id], place)
        steps: list[ProofNode] = []
        condition = self._truths.truth(self._program.node_of(rule.condition), place)
        steps.append(self._condition(rule.condition, condition is not False, place, shown))
        steps += self._not_in_force(rule, place, condition, applies)
        steps += self._zones(rule, reading)
        derogations = sorted(self._base.derogations.get(rule.id, ()), key=lambda d: d.id)
        set_aside: list[ProofNode] = []
        if condition is not False:
            for derogation in derogations:
                zone = derogation.rule.zone
                first = self._base.zones[zone].readings[0].id if zone else None
                step = self._rule(derogation, first, place, shown)
                (set_aside if step.truth is False else steps).append(step)
        held = self._rule_truth(rule, reading, place)
        return ProofNode(
            kind="rule",
            truth=held,
            text=rule.rule.statement,
            rule=rule.id,
            statement=rule.rule.statement,
            sources=self.cited(rule, place),
            unit=self._unit_name(place),
            steps=tuple(steps),
            set_aside=tuple(set_aside),
        )

    def _rule_truth(self, rule: LawRule, reading: str | None, unit: int | None) -> Truth:
        """Whether a rule gives its conclusion: effective, and in the reading it needs."""
        place = None if rule.scope == "incident" else unit
        truth = self._truths.truth(self._program.effective[rule.id], place)
        if reading is None or truth is False:
            return truth
        assert rule.rule.zone is not None
        chosen = self._chosen_reading(rule.rule.zone)
        if chosen is None:
            return None
        return truth if chosen == reading else False

    def _chosen_reading(self, zone: str) -> str | None:
        graph = self._program.graph
        variable = graph.index[zone]
        possible = self._situation.possible(variable, None)
        if possible is None or len(possible) != 1:
            return None
        return graph.variables[variable].values[next(iter(possible))]

    def _zones(self, rule: LawRule, reading: str | None) -> list[ProofNode]:
        steps = []
        for name in self._program.zones_of(rule):
            chosen = self._chosen_reading(name)
            if name.startswith(WEAK_PREFIX):
                text = "appui faible : sources non citables ou citées de mémoire"
                steps.append(self._node("zone", chosen == "suivie" if chosen else None, text, None))
                continue
            zone = self._base.zones[name]
            said = next((r.statement for r in zone.readings if r.id == chosen), None)
            truth = None if chosen is None else (reading is None or chosen == reading)
            text = f"question discutée ({name}) : {zone.question}"
            steps.append(
                self._node("zone", truth, f"{text} Lecture : {said}" if said else text, None)
            )
        return steps

    def _not_in_force(
        self, rule: LawRule, unit: int | None, condition: Truth, applies: Truth
    ) -> list[ProofNode]:
        dated = rule.rule.since or rule.rule.until
        if not dated or condition is False or applies is True:
            return []
        since = f"depuis le {rule.rule.since:%d/%m/%Y} " if rule.rule.since else ""
        until = f"jusqu'au {rule.rule.until:%d/%m/%Y}" if rule.rule.until else ""
        return [self._node("fact", applies, f"règle applicable {since}{until}".strip(), unit)]

    def _condition(
        self,
        condition: Condition,
        wanted: bool,
        unit: int | None,
        shown: set[tuple[AtomId, int | None]],
        *,
        negated: bool = False,
    ) -> ProofNode:
        """Prove a condition; `wanted` False proves that it fails (its first missing element).

        `negated` is whether an odd number of « pas » stands above: what would have been needed is
        then the contrary, and it is not said.
        """
        truth = self._truths.truth(self._program.node_of(condition), unit)
        match condition:
            case All(parts) | AnyOf(parts):
                every = isinstance(condition, All) is wanted
                chosen = parts if every else self._decisive(parts, truth, unit)
                steps = [
                    self._condition(part, wanted, unit, shown, negated=negated) for part in chosen
                ]
                if len(steps) == 1:
                    return steps[0]
                return self._node(
                    "all" if every else "any",
                    truth,
                    "ensemble" if every else "au moins un",
                    unit,
                    steps=steps,
                )
            case Not(part):
                inner = self._condition(part, not wanted, unit, shown, negated=not negated)
                if part.__class__ in (All, AnyOf):
                    return self._node("not", truth, "il n'en est pas ainsi", unit, steps=[inner])
                return inner
            case Concluded(name, value):
                atom = name if value is None else f"{name}={value}"
                return self._conclusion(atom, unit, shown)
            case AtLeast(count, part):
                return self._count(count, part, truth, shown, negated=negated)
            case _:
                return self._fact(condition, unit, negated=negated)

    def _decisive(
        self, parts: Sequence[Condition], truth: Truth, unit: int | None
    ) -> Sequence[Condition]:
        """Return the first part that settles a group, or every part left open."""
        truths = [self._truths.truth(self._program.node_of(part), unit) for part in parts]
        if truth is None:
            return [part for part, held in zip(parts, truths, strict=True) if held is None]
        settling = [part for part, held in zip(parts, truths, strict=True) if held is truth]
        return settling[:1] or parts  # a tautology holds although none of its parts is settled

    def _count(
        self,
        count: int,
        part: Condition,
        truth: Truth,
        shown: set[tuple[AtomId, int | None]],
        *,
        negated: bool,
    ) -> ProofNode:
        node = self._program.node_of(part)
        units = range(len(self._situation.units))
        truths = {unit: self._truths.truth(node, unit) for unit in units}
        if truth is True:
            chosen = [unit for unit in units if truths[unit] is True][:count]
        else:
            chosen = [unit for unit in units if truths[unit] is truth] or list(units)
        steps = [
            self._condition(part, truth is not False, unit, shown, negated=negated)
            for unit in chosen
        ]
        text = "au moins un passage" if count == 1 else f"au moins {count} passages"
        if truth is None and self._situation.list_is_open:
            steps.append(self._node("fact", None, "d'autres publications : à établir", None))
        return self._node("count", truth, text, None, steps=steps)

    def _fact(self, test: FactTest, unit: int | None, *, negated: bool) -> ProofNode:
        fact = self._base.facts[test.fact]
        guard = self._base.guards.get(fact.id)
        truth = self._truths.truth(self._program.node_of(test), unit)
        key = self._key(fact.id, unit)
        if guard is not None:
            asked = self._truths.truth(self._program.node_of(guard), unit)
            if asked is False:
                text = f"{fact.label} : sans objet"
                return self._node("guard", truth, text, unit, question=key)
        answers = self._situation.incident.answers_at(key.spot)
        if fact.protected:
            said = "réponse protégée"
        elif key in self._situation.incident.disputes:
            said = DISCUSSED
        elif fact.id in answers:
            said = say_answer(fact, answers[fact.id])
        else:
            said = NOT_ASKED
        text = f"{fact.label} : {said}"
        if truth is False and not negated and not fact.protected:
            text += f"{WISHED}{say_test(fact, test)})"
        return self._node("fact", truth, text, unit, question=key)

    def _key(self, fact: str, unit: int | None) -> Key:
        program = self._program
        variable = program.graph.index[program.domains.variables[fact][0].id]
        return self._situation.key_of(self._situation.locate(variable, unit))

    def say_atom(self, atom: AtomId, truth: Truth) -> str:
        """Return « label : établi » in the words of the four statuses."""
        name, _, value = atom.partition("=")
        conclusion = self._base.conclusions[name]
        label = f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
        word = {True: "établi", False: "écarté", None: "ni établi ni écarté à ce stade"}[truth]
        return f"{label} — {word}"

    def cited(self, rule: LawRule, unit: int | None) -> tuple[str, ...]:
        """Return what to cite for a rule: substance on the day of the facts, else the examination.

        A text that another one has replaced gives way to the one in force that day.
        """
        if rule.rule.clock == "procedure":
            return self.citable(rule.rule.sources)
        return self.citable(rule.rule.sources, self._situation.facts_days(unit))

    def citable(
        self, sources: Sequence[str], days: Sequence[date] | None = None
    ) -> tuple[str, ...]:
        """Keep the sources that may be cited, as in force on `days` (by default the examination).

        The others teach, and are never shown. Without any day, sources are kept as named.
        """
        read_on = (self._program.examined_on,) if days is None else days
        found = sources_on(self._base, sources, read_on)
        return tuple(s for s in found if self._base.sources[s].is_citable)

    def _unit_name(self, unit: int | None) -> str | None:
        return None if unit is None else self._situation.units[unit][1].passage

    def _node(
        self,
        kind: str,
        truth: Truth,
        text: str,
        unit: int | None,
        *,
        steps: Sequence[ProofNode] = (),
        question: Key | None = None,
    ) -> ProofNode:
        return ProofNode(
            kind=kind,
            truth=truth,
            text=text,
            unit=self._unit_name(unit),
            question=key_text(question) if question else None,
            steps=tuple(steps),
        )
