"""`compare`: two situations side by side, and the rules that make the difference.

Each situation is qualified as it always is; what differs is read from the two results, the rules
from the two proofs. The comparison is symmetric: the sides exchanged, all is exchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from expert._version import __version__
from expert.assessment import assess
from expert.assessment.model import Assessment, BaseIdentity, Software
from expert.explanation.citations import citation
from expert.explanation.model import ProofNode
from expert.explanation.proof import Prover
from expert.explanation.render import one_line
from expert.explanation.wording import atom_label
from expert.incident import Incident, Key, key_text
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.status import Status
from expert.what_if.build import stands
from expert.what_if.comparison_model import (
    AnswerDifference,
    Comparison,
    ConclusionDifference,
    RuleResult,
    SameConclusion,
    Side,
)
from expert.what_if.told import told_differences
from knowledge.base_model import AtomId, KnowledgeBase

NAMES = ("Premier dossier", "Second dossier")

Place = tuple[AtomId, str | None]
"""A conclusion, and the name of the unit it is concluded on."""


def compare(
    base: KnowledgeBase,
    first: Incident,
    second: Incident,
    profile: str = "juriste",
    names: tuple[str, str] = NAMES,
) -> Comparison:
    """Return what differs between two situations for a reader, and what is the same."""
    sides = (_Side(base, first, profile), _Side(base, second, profile))
    answers, hidden = _answers(base, first, second)
    conclusions = tuple(_conclusions(base, *sides))
    same = tuple(_same(base, *sides))
    kept = tuple(each for each in same if each.status != "excluded")
    cited = {s for c in conclusions for r in (*c.first_rules, *c.second_rules) for s in r.sources}
    return Comparison(
        software=Software(version=__version__),
        base=BaseIdentity(
            version=base.version, digest=base.digest, law_as_of=base.law_as_of.isoformat()
        ),
        reader=profile,
        first=_named(first, names[0]),
        second=_named(second, names[1]),
        answers=answers,
        hidden=hidden,
        conclusions=conclusions,
        same=kept,
        both_excluded=len(same) - len(kept),
        other_words=_other_words(first, second),
        told=tuple(told_differences(sides[0].assessment, sides[1].assessment, profile)),
        citations=tuple(citation(base, source) for source in base.sources if source in cited),
    )


def _other_words(first: Incident, second: Incident) -> bool:
    """Whether two incidents of different titles quote words, and none that the other quotes."""
    ours, theirs = _words(first), _words(second)
    return first.title != second.title and bool(ours | theirs) and ours.isdisjoint(theirs)


def _words(incident: Incident) -> set[str]:
    passages = (passage for each in incident.publications for passage in each.passages)
    return {" ".join(passage.verbatim.split()) for passage in passages if passage.verbatim.strip()}


@dataclass
class _Side:
    """One situation: its statuses and proofs, found when they are read."""

    base: KnowledgeBase
    incident: Incident
    profile: str

    @cached_property
    def situation(self) -> Situation:
        return situate(compile_base(self.base, self.incident.examined_on), self.incident)

    @cached_property
    def statuses(self) -> Statuses:
        return Statuses(self.situation)

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.base, self.incident, self.profile)

    @cached_property
    def concluded(self) -> Mapping[Place, tuple[int | None, Status]]:
        """The status of each goal of the reader, by place, with its unit number."""
        found: dict[Place, tuple[int | None, Status]] = {}
        for atom, conclusion, _ in self.base.atoms():
            if self.profile not in conclusion.goals:
                continue
            for unit in self.situation.units_at(conclusion.scope):
                name = self.situation.unit_name(unit, conclusion.scope)
                found[atom, name] = (unit, self.statuses.atom(atom, unit).status)
        return found

    @cached_property
    def reference(self) -> Reference:
        return Reference(self.situation)

    def status(self, place: Place) -> Status | None:
        """Return the status of a conclusion; None where there is no such passage."""
        found = self.concluded.get(place)
        return found and found[1]

    def rule_holds(self, rule: str, passage: str | None) -> bool:
        """Whether a rule is effective here, on the passage of that name."""
        units = {spot.passage: number for number, (_, spot) in enumerate(self.situation.units)}
        if passage is not None and passage not in units:
            return False
        unit = None if passage is None else units[passage]
        return self.reference.truth(self.situation.program.effective[rule], unit) is True

    def proof(self, place: Place) -> ProofNode:
        """Return the proof of a conclusion."""
        prover = Prover(self.reference, self.statuses)
        return prover.prove(place[0], self.concluded[place][0])


def _conclusions(
    base: KnowledgeBase, first: _Side, second: _Side
) -> Iterator[ConclusionDifference]:
    differing = [place for place in _places(base, first, second) if _differs(place, first, second)]
    labels = {atom_label(base, atom) for atom, _ in differing}
    for place in differing:
        label = atom_label(base, place[0])
        told = labels - {label}
        one, other = _Proof.of(first, place, told), _Proof.of(second, place, told)
        yield ConclusionDifference(
            conclusion=place[0],
            label=label,
            unit=place[1],
            layer=base.atom_conclusion(place[0]).layer,
            first=first.status(place),
            second=second.status(place),
            first_reason=one.line,
            second_reason=other.line,
            first_rules=tuple(_rules(base, one, second)),
            second_rules=tuple(_rules(base, other, first)),
            through=tuple(sorted(one.through | other.through)),
        )


def _differs(place: Place, first: _Side, second: _Side) -> bool:
    statuses = {first.status(place), second.status(place)}
    return len(statuses) > 1 and statuses != {"excluded", None}


def _same(base: KnowledgeBase, first: _Side, second: _Side) -> Iterator[SameConclusion]:
    for place in _places(base, first, second):
        one, other = first.concluded.get(place), second.concluded.get(place)
        if one and other and one[1] == other[1]:
            yield SameConclusion(
                conclusion=place[0], label=atom_label(base, place[0]), unit=place[1], status=one[1]
            )


def _places(base: KnowledgeBase, first: _Side, second: _Side) -> list[Place]:
    """Return the places of both situations, by the base's order then by name."""
    order = {atom: rank for rank, (atom, _, _) in enumerate(base.atoms())}
    places = {*first.concluded, *second.concluded}
    return sorted(places, key=lambda place: (order[place[0]], place[1] or ""))


@dataclass(frozen=True)
class _Proof:
    """What a proof says here: its line, its rules that hold, the differing conclusions under it."""

    line: str
    rules: Mapping[tuple[str, str | None], ProofNode]
    through: frozenset[str]

    @classmethod
    def of(cls, side: _Side, place: Place, told: Collection[str]) -> _Proof:
        """Read the proof of a conclusion, down to the conclusions told apart (`told`: labels)."""
        if place not in side.concluded:
            return cls("", {}, frozenset())
        root = side.proof(place)
        rules: dict[tuple[str, str | None], ProofNode] = {}
        through: set[str] = set()
        pending = [root]
        while pending:
            node = pending.pop(0)
            label = node.text.rpartition(" — ")[0]
            if node is not root and node.kind == "conclusion" and label in told:
                through.add(label)
                continue
            if node.rule is not None and node.truth is True:
                rules.setdefault((node.rule, node.unit), node)
            pending = [*node.steps, *node.set_aside, *pending]
        return cls(one_line(root), rules, frozenset(through))


def _rules(base: KnowledgeBase, proof: _Proof, other: _Side) -> Iterator[RuleResult]:
    """Yield the rules of a proof that do not hold in the other situation, each once."""
    told = set()
    for (name, unit), node in proof.rules.items():
        if name not in told and not other.rule_holds(name, unit):
            told.add(name)
            yield RuleResult(
                rule=name,
                statement=node.statement or node.text,
                exception=bool(base.rules[name].rule.defeats),
                sources=node.sources,
            )


def _answers(
    base: KnowledgeBase, first: Incident, second: Incident
) -> tuple[tuple[AnswerDifference, ...], bool]:
    """Return the answers that differ, and whether protected ones do: those are not repeated."""
    order = {fact: rank for rank, fact in enumerate(base.facts)}
    recorded = {key for incident in (first, second) for key, _ in incident.recorded()}
    found, hidden = [], False
    for key in sorted(recorded, key=lambda key: (order[key.fact], str(key.spot))):
        one, other = _recorded(first, key), _recorded(second, key)
        if one == other:
            continue
        fact = base.facts[key.fact]
        if fact.protected:
            hidden = True
            continue
        said = [
            None if side is None else stands(incident, key, fact)[1]
            for side, incident in ((one, first), (other, second))
        ]
        found.append(
            AnswerDifference(
                key=key_text(key),
                label=fact.label,
                question=fact.question,
                unit=str(key.spot) or None,
                first=said[0],
                second=said[1],
            )
        )
    return tuple(found), hidden


def _recorded(incident: Incident, key: Key) -> object | None:
    """Return what an incident holds of a key, in a form that can be compared; None for nothing."""
    for known, answer in incident.recorded():
        if known == key:
            return (answer, incident.disputes.get(key))
    return None


def _named(incident: Incident, name: str) -> Side:
    return Side(
        name=name,
        title=incident.title,
        examined_on=incident.examined_on.isoformat(),
        publications=tuple(publication.id for publication in incident.publications),
    )
