"""`assess`: one incident in, one assessment out, checked before it is returned."""

from __future__ import annotations

from collections.abc import Iterable

from expert._version import __version__
from expert.assessment.attacks import attacks
from expert.assessment.changes import changes
from expert.assessment.conclusions import Concluder, concluder_of
from expert.assessment.deadlines import deadlines
from expert.assessment.disputes import dispute_results, disputed_conclusions
from expert.assessment.gestures import gestures
from expert.assessment.griefs import griefs, is_grief
from expert.assessment.model import (
    AnswerResult,
    Assessment,
    BaseIdentity,
    OpenQuestion,
    Software,
)
from expert.assessment.penalties import excluded_texts, penalties
from expert.assessment.pieces import pieces
from expert.assessment.proportionality import proportionality, proportionality_sources
from expert.assessment.qualification import publications, sanctionable
from expert.assessment.reader_parts import (
    AttackResult,
    GestureResult,
    GriefResult,
    ReportLine,
    ReportPartResult,
)
from expert.assessment.remedies import remedies
from expert.assessment.sanctions import sanction_sources, sanctions
from expert.disputes import say_dispute
from expert.explanation.citations import citations
from expert.explanation.model import ProofNode
from expert.explanation.wording import say_answer
from expert.incident import Answer, Incident, Key, key_text
from expert.interview.relevance import Relevance
from expert.precedents import Precedents, compare
from knowledge.base_model import KnowledgeBase

MANAGER, COUNSEL, CONTRADICTION = "manager", "juriste", "contradiction"
"""Readers of the base whom a part of the assessment is kept from, or made for."""


def assess(base: KnowledgeBase, incident: Incident, profile: str = "juriste") -> Assessment:
    """Qualify an incident for a reader profile.

    experta and the three-valued reference are compared on every conclusion first. Raises
    `DisagreementError` if they differ: nothing doubtful is ever shown.
    """
    concluder = concluder_of(base, incident)
    situation = concluder.situation
    concluded = tuple(concluder.all(profile))
    headline = sanctionable(concluder)
    shown_deadlines = tuple(deadlines(concluder))
    shown_remedies = tuple(remedies(concluder, shown_deadlines))
    shown_sanctions = sanctions(concluder)
    shown_proportionality = proportionality(concluder)
    shown_penalties = tuple(penalties(concluder))
    excluded = tuple(excluded_texts(concluder))
    shown_changes = tuple(changes(concluder, profile))
    reproached = [c for c in concluded if is_grief(concluder, c)]
    shown_gestures = tuple(gestures(concluder, profile, shown_deadlines, reproached))
    shown_griefs = tuple(griefs(concluder, concluded)) if profile != MANAGER else ()
    shown_attacks = tuple(attacks(concluder)) if profile == CONTRADICTION else ()
    told: tuple[GestureResult | GriefResult | AttackResult, ...] = (
        *shown_gestures,
        *shown_griefs,
        *shown_attacks,
    )
    sought = tuple(pieces(concluder))
    discussed = tuple(dispute_results(concluder))
    compared = Precedents()
    if profile in (COUNSEL, CONTRADICTION):
        compared = compare(concluder.statuses, most_only=True)
    cited = [
        *(s for c in concluded for s in c.sources),
        *(s for c in concluded if c.contested for r in c.contested.readings for s in r.sources),
        *(s for proof in concluder.proofs.values() for s in _sources(proof.root)),
        *(text for penalty in shown_penalties for text in penalty.cited()),
        *(e.text for e in excluded),
        *(s for change in shown_changes for s in change.sources),
        *(s for d in shown_deadlines for s in d.text),
        *(s for remedy in shown_remedies for s in remedy.sources),
        *(s for piece in sought for s in piece.sources),
        *sanction_sources(shown_sanctions),
        *proportionality_sources(shown_proportionality),
        *(s for part in told for s in part.cited),
        *(s for dispute in discussed for s in dispute.burden_sources),
        *compared.cited(),
    ]
    today = (incident.examined_on,)
    procedural = {
        *(s for c in concluded if c.layer == "procedure" for s in c.sources),
        *(s for d in shown_deadlines for s in d.text),
        *shown_sanctions.sources,
        *(s for group in shown_sanctions.groups for s in group.sources),
    }
    return Assessment(
        software=Software(version=__version__),
        base=BaseIdentity(
            version=base.version, digest=base.digest, law_as_of=base.law_as_of.isoformat()
        ),
        title=incident.title,
        examined_on=incident.examined_on.isoformat(),
        sanctionable=headline,
        publications=publications(concluder),
        conclusions=concluded,
        penalties=shown_penalties,
        excluded_texts=excluded,
        sanctions=shown_sanctions,
        proportionality=shown_proportionality,
        deadlines=shown_deadlines,
        remedies=shown_remedies,
        changes=shown_changes,
        citations=citations(
            base, cited, lambda s: today if s in procedural else situation.facts_days(None)
        ),
        open_questions=tuple(_open_questions(base, incident, concluder, profile)),
        proofs=tuple(concluder.proofs.values()),
        answers=tuple(_answers(base, incident)),
        gestures=shown_gestures,
        griefs=shown_griefs,
        attacks=shown_attacks,
        report=tuple(_report(base, incident)),
        pieces=sought,
        disputes=discussed,
        disputed_conclusions=tuple(disputed_conclusions(concluder, profile)),
        precedents=compared,
        mention=base.mention,
    )


def _open_questions(
    base: KnowledgeBase, incident: Incident, concluder: Concluder, profile: str
) -> Iterable[OpenQuestion]:
    for key, unknown in Relevance(concluder.statuses, profile).open():
        fact = base.facts[key.fact]
        if fact.protected:
            continue
        yield OpenQuestion(
            key=key_text(key),
            fact=fact.id,
            unit=str(key.spot) or None,
            question=fact.question,
            answered_unknown=unknown,
            pieces=fact.pieces,
        )


def _report(base: KnowledgeBase, incident: Incident) -> Iterable[ReportPartResult]:
    """Yield the parts of the factual report, with the answers given to their questions."""
    given = tuple(incident.recorded())
    for part in base.report.values():
        lines = [
            ReportLine(
                key=key_text(key),
                label=base.facts[fact].label,
                said=_said(base, incident, key, answer),
                unit=str(key.spot) or None,
            )
            for fact in part.facts
            for key, answer in given
            if key.fact == fact
        ]
        yield ReportPartResult(title=part.title, lines=tuple(lines))


def _answers(base: KnowledgeBase, incident: Incident) -> Iterable[AnswerResult]:
    for key, answer in incident.recorded():
        fact = base.facts[key.fact]
        if not fact.protected:
            yield AnswerResult(
                key=key_text(key),
                fact=fact.id,
                unit=str(key.spot) or None,
                question=fact.question,
                answer=_said(base, incident, key, answer),
                label=fact.label,
            )


def _said(base: KnowledgeBase, incident: Incident, key: Key, answer: Answer) -> str:
    """Return an answer as it was given; of a discussed fact, who says it and who denies it."""
    dispute = incident.disputes.get(key)
    if dispute is not None:
        return f"fait discuté, {say_dispute(dispute)}"
    return say_answer(base.facts[key.fact], answer)


def _sources(node: ProofNode) -> Iterable[str]:
    yield from node.sources
    for step in (*node.steps, *node.set_aside):
        yield from _sources(step)
