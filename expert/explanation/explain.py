"""Questions put to one incident: how, why not, what would change it, what is enough, why ask.

Each answer is computed when it is asked, on the evaluators that decided: the proof is the one an
assessment quotes, statuses and changes are those of the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from expert._version import __version__
from expert.assessment.conclusions import Concluder, concluder_of
from expert.assessment.model import BaseIdentity, ConclusionResult, Software
from expert.explanation.citations import citations
from expert.explanation.explanation_model import (
    AlternativeResult,
    ChangeResult,
    Explainable,
    ExplainedIncident,
    Explanation,
    ReasonResult,
    SufficientResult,
    SufficientSetResult,
    SyllogismResult,
    WhyNotResult,
)
from expert.explanation.minimal_changes import Alternative, Change, minimal_changes
from expert.explanation.model import Citation
from expert.explanation.numbering import NumberedNode, numbered
from expert.explanation.question_reasons import QuestionReasons
from expert.explanation.quoted_sources import sources_of, sources_of_question
from expert.explanation.render import syllogisms
from expert.explanation.sufficient_sets import SufficientSet, sufficient_sets
from expert.explanation.values import fact_of, said_now, say_values
from expert.explanation.why_not import WhyNot
from expert.explanation.wording import NOT_ASKED
from expert.incident import Incident, Key, Spot, key_text
from expert.inference.situation import Instance
from expert.interview.relevance import Rank, Relevance
from expert.interview.session import REPORT_ONLY, Interview
from expert.status import Status
from knowledge.base_model import AtomId, KnowledgeBase

PROTECTED = "une réponse protégée"
"""All that is ever said of a protected answer."""

_MOST_REASONS = 6
"""Answers named in one line: more would be no line."""

_COUNSEL = ("juriste", "contradiction")
"""Readers who may ask about any conclusion, and are shown the articles that set a penalty."""

_WITHOUT_SOURCES = ("manager",)
"""Readers who are told rules without articles."""


class Explainer:
    """Explains the conclusions of one incident to one reader.

    Raises `DisagreementError` when the evaluators differ: nothing doubtful is explained.
    """

    def __init__(self, base: KnowledgeBase, incident: Incident, profile: str = "juriste") -> None:
        self.base, self.incident, self.profile = base, incident, profile
        self._concluder: Concluder = concluder_of(base, incident)
        self._situation = self._concluder.situation
        self._statuses = self._concluder.statuses
        self._program = self._situation.program
        self._enough: dict[tuple[AtomId, int | None], SufficientResult] = {}

    @cached_property
    def report_only(self) -> str | None:
        """Why nothing is explained, when the reporter is party to the facts."""
        if REPORT_ONLY not in self.base.conclusions:
            return None
        if self._statuses.atom(REPORT_ONLY).status != "established":
            return None
        return self._concluder.conclude(REPORT_ONLY, None, goal=True).sentence

    @property
    def several_units(self) -> bool:
        """Whether a passage has to be named at all."""
        return len(self._situation.units) > 1

    @cached_property
    def _relevance(self) -> Relevance:
        return Relevance(self._statuses, self.profile)

    def may_ask(self, atom: AtomId) -> bool:
        """Whether this reader may ask about a conclusion: counsel about all, others their own."""
        return self.profile in _COUNSEL or self.profile in self.base.atom_conclusion(atom).goals

    def explainable(self) -> Iterator[Explainable]:
        """Yield the conclusions of the reader, in the order of the base.

        Those that only a screening question nobody was asked keeps open are not named.
        """
        for found in self._concluder.all(self.profile):
            if not found.unscreened:
                yield Explainable(
                    id=found.id,
                    label=found.label,
                    unit=found.unit,
                    layer=found.layer,
                    status=found.status,
                )

    def units(self, atom: AtomId, place: str | None = None) -> list[int | None]:
        """Return the units of a conclusion, or those of one publication or passage."""
        units = self._situation.units_at(self.base.atom_conclusion(atom).scope)
        if place is None:
            return units
        spots = [spot for _, spot in self._situation.units]
        return [u for u in units if u is None or place in (spots[u].publication, spots[u].passage)]

    def unit_named(self, atom: AtomId, name: str | None) -> int | None:
        """Return the unit that an assessment names so for a conclusion."""
        scope = self.base.atom_conclusion(atom).scope
        named = {self._concluder.unit_name(u, scope): u for u in self.units(atom)}
        return named[name]

    def status(self, atom: AtomId, unit: int | None) -> Status:
        """Return the status of a conclusion."""
        return self._statuses.atom(atom, unit).status

    def explain(self, atom: AtomId, unit: int | None) -> Explanation:
        """Return all that is told of one conclusion on a unit."""
        conclusion = self.conclusion(atom, unit)
        return Explanation(
            conclusion=conclusion,
            line=self.line(atom, unit),
            syllogisms=self.syllogisms(atom, unit),
            tree=self.tree(atom, unit),
            why_not=self.why_not(atom, unit) if _is_missing(conclusion) else None,
            sufficient=None if conclusion.status == "open" else self.sufficient(atom, unit),
        )

    def conclusion(self, atom: AtomId, unit: int | None) -> ConclusionResult:
        """Return a conclusion as an assessment gives it."""
        goal = self.profile in self.base.atom_conclusion(atom).goals
        return self._concluder.conclude(atom, unit, goal=goal)

    def line(self, atom: AtomId, unit: int | None) -> str:
        """Return the conclusion and its decisive reasons in one sentence.

        What is settled is said with the shortest set of answers that settles it, whatever the
        others; what is not, or rests on a reading, with what the proof meets first.
        """
        proof = self._concluder.proof(atom, unit)
        if self.status(atom, unit) not in ("established", "excluded"):
            return proof.line
        sets = self.sufficient(atom, unit).sets
        reasons = [reason.sentence for reason in sets[0].reasons] if sets else []
        if not reasons:
            return proof.line
        said, left = reasons[:_MOST_REASONS], len(reasons) - _MOST_REASONS
        more = f" ; et {left} de plus, dans « Ce qui suffit »" if left > 0 else ""
        return f"{proof.root.text} : {' ; '.join(dict.fromkeys(said))}{more}"

    def tree(self, atom: AtomId, unit: int | None) -> NumberedNode:
        """Return the whole proof, what is repeated said once."""
        return numbered(self._concluder.proof(atom, unit).root)

    def syllogisms(self, atom: AtomId, unit: int | None) -> tuple[SyllogismResult, ...]:
        """Return the syllogism of the conclusion, then those it rests on, each once."""
        found = syllogisms(self._concluder.proof(atom, unit).root)
        told = (
            SyllogismResult(
                major=each.major, sources=each.sources, minor=each.minor, conclusion=each.conclusion
            )
            for each in found
        )
        return tuple(dict.fromkeys(told))

    def why_not(self, atom: AtomId, unit: int | None) -> WhyNotResult:
        """Return what each rule lacks, and the smallest changes that would bring the conclusion."""
        found = minimal_changes(self._situation, self._program.atoms[atom], unit)
        return WhyNotResult(
            routes=WhyNot(self._statuses).routes(atom, unit),
            target=found.target,
            alternatives=tuple(self._alternative(each) for each in found.alternatives),
            exact=found.exact,
            more=found.more,
        )

    def sufficient(self, atom: AtomId, unit: int | None) -> SufficientResult:
        """Return the minimal sets of answers that settle a conclusion whatever the others."""
        if (atom, unit) not in self._enough:
            self._enough[atom, unit] = self._sufficient(atom, unit)
        return self._enough[atom, unit]

    def _sufficient(self, atom: AtomId, unit: int | None) -> SufficientResult:
        status = self._statuses.atom(atom, unit)
        node = self._program.atoms[atom]
        found = sufficient_sets(self._situation, node, unit, status.status)
        variables = self._program.graph.variables
        return SufficientResult(
            status=status.status,
            sets=tuple(self._set(each) for each in found.sets),
            exact=found.exact,
            more=found.more,
            zones=tuple(sorted(variables[zone].id for zone in status.zones)),
        )

    def question(self, key: Key) -> QuestionReasons:
        """Return why a question is asked."""
        return Interview(self.base, self.incident, self.profile).reasons(key)

    def explained(
        self,
        asked: Iterable[tuple[AtomId, int | None]] = (),
        keys: Iterable[Key] = (),
        *,
        listed: Iterable[Explainable] = (),
    ) -> ExplainedIncident:
        """Return explanations, reasons of questions and a list, with all they quote.

        Nothing is explained when the reporter is party to the facts.
        """
        silent = self.report_only is not None
        explanations = () if silent else tuple(self.explain(*each) for each in asked)
        questions = () if silent else tuple(self.question(key) for key in keys)
        quoted = [
            *(s for each in explanations for s in sources_of(each)),
            *(s for each in questions for s in sources_of_question(each)),
        ]
        return ExplainedIncident(
            software=Software(version=__version__),
            base=BaseIdentity(
                version=self.base.version,
                digest=self.base.digest,
                law_as_of=self.base.law_as_of.isoformat(),
            ),
            title=self.incident.title,
            examined_on=self.incident.examined_on.isoformat(),
            several_units=self.several_units,
            report_only=self.report_only,
            explainable=() if silent else tuple(listed),
            explanations=explanations,
            questions=questions,
            citations=tuple(self.cited(quoted).values()),
            mention=self.base.mention,
        )

    def cited(self, sources: Iterable[str]) -> dict[str, Citation]:
        """Return, by id, the citations of the sources that this reader is shown."""
        if self.profile in _WITHOUT_SOURCES:
            return {}
        found = self._concluder.prover.citable(tuple(dict.fromkeys(sources)), ())
        days = self._situation.facts_days(None)
        return {
            cited.id: cited
            for cited in citations(self.base, found, lambda _: days)
            if self.profile in _COUNSEL
            or getattr(self.base.sources[cited.id], "penalty", None) is None
        }

    def _alternative(self, alternative: Alternative) -> AlternativeResult:
        ordered = sorted(alternative.changes, key=lambda change: self._rank(change.instance))
        changes = tuple(self._change(change) for change in ordered)
        said = [change.sentence for change in changes]
        said += ["s'il n'y avait aucune autre publication"] if alternative.closes_list else []
        return AlternativeResult(
            changes=changes, closes_list=alternative.closes_list, sentence=" ; et ".join(said)
        )

    def _change(self, change: Change) -> ChangeResult:
        label = self._label(change.instance)
        values = say_values(self._situation, change.instance, change.values)
        now = said_now(self._situation, change.instance)
        if change.contradicts:
            sentence = f"il aurait fallu « {label} : {values} » (réponse donnée : {now})"
        else:
            today = f"aujourd'hui : {now or NOT_ASKED}"
            sentence = f"si « {label} : {values} » était établi ({today})"
        return ChangeResult(
            question=key_text(self._situation.key_of(change.instance)),
            label=label,
            values=values,
            now=now,
            contradicts=change.contradicts,
            sentence=sentence,
        )

    def _rank(self, instance: Instance) -> tuple[Rank, Instance]:
        """Order answers as they are asked."""
        return self._relevance.rank(self._situation.key_of(instance)), instance

    def _set(self, found: SufficientSet) -> SufficientSetResult:
        return SufficientSetResult(
            reasons=tuple(self._reason(each) for each in sorted(found.answers, key=self._rank)),
            only_these_publications=found.only_these_publications,
        )

    def _reason(self, instance: Instance) -> ReasonResult:
        fact = fact_of(self._situation, instance)
        if fact.protected:
            return ReasonResult(question=None, sentence=PROTECTED)
        said = said_now(self._situation, instance)
        if self._program.graph.variables[instance[0]].item is not None:
            said = say_values(self._situation, instance, self._situation.allowed[instance])
        return ReasonResult(
            question=key_text(self._situation.key_of(instance)),
            sentence=f"{self._label(instance)} : {said}",
        )

    def _label(self, instance: Instance) -> str:
        """Return the name of a question, with its place when there are several."""
        fact = fact_of(self._situation, instance)
        spot = self._situation.key_of(instance).spot
        if spot == Spot() or not self.several_units:
            return fact.label
        return f"{fact.label} ({spot.passage or spot.publication})"


def _is_missing(conclusion: ConclusionResult) -> bool:
    return conclusion.status in ("excluded", "open")
