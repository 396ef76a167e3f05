"""Each legal notion has its four specs: its result, its next question, its citations, its reasons.

The cases are data (`*.yaml` beside this file); this runner reads them and compares. A kind marked
`defaut` must fail until the law says what the dossier says: then the mark has to go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

import pytest

from expert.assessment import assess
from expert.assessment.conclusions import Concluder
from expert.assessment.deadlines import deadlines
from expert.assessment.model import OUTCOME_FR, ConclusionResult, PenaltyResult
from expert.assessment.penalties import excluded_texts, penalties
from expert.assessment.proportionality import proportionality
from expert.assessment.remedies import remedies
from expert.assessment.sanctions import sanctions
from expert.explanation.model import ProofNode
from expert.explanation.proof import Prover
from expert.explanation.render import tree_lines
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, key_text
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import Relevance
from expert.interview.session import Interview
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from tests.notions.penalties import check_penalty
from tests.notions.spec import FOUR_KINDS, NO_QUESTION, STATUS, Case, Kind, key_in, read_cases

CASES = read_cases()
NOTIONS = sorted({case.notion for case in CASES})


@dataclass(eq=False)
class Examined:
    """One case, examined as far as its expectations need."""

    base: KnowledgeBase
    case: Case
    _found: dict[str, ConclusionResult] = field(default_factory=dict)

    @cached_property
    def incident(self) -> Incident:
        """The facts of the case."""
        return self.case.incident(self.base)

    @cached_property
    def concluder(self) -> Concluder:
        """What concludes, proves and cites, for these facts."""
        situation = situate(compile_base(self.base, self.incident.examined_on), self.incident)
        return Concluder(situation, Prover(EngineTruths(situation)), Statuses(situation))

    def conclusion(self, text: str) -> ConclusionResult:
        """Return a conclusion, « id » or « id@place »."""
        if text not in self._found:
            self._found[text] = self._conclude(text)
        return self._found[text]

    def told(self, text: str) -> str:
        """Return all a reader is told of a conclusion: proofs, rules, questions, readings."""
        result = self.conclusion(text)
        said = [result.sentence]
        proofs = self.concluder.proofs
        roots = [proofs[result.proof].root] if result.proof else []
        if result.contested is not None:
            said += [*result.contested.questions, *result.contested.pieces]
            for reading in result.contested.readings:
                said.append(reading.statement)
                roots += [proofs[reading.proof].root] if reading.proof else []
        for root in roots:
            said += tree_lines(root)
            said += [node.question for node in _nodes(root) if node.question]
        return "\n".join(said)

    def _conclude(self, text: str) -> ConclusionResult:
        atom, _, place = text.partition("@")
        scope = self.base.atom_conclusion(atom).scope
        (unit,) = (
            unit
            for unit in self.concluder.situation.units_at(scope)
            if not place or self.concluder.unit_name(unit, scope) == place
        )
        return self.concluder.conclude(atom, unit, goal=True)


def _nodes(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for step in (*node.steps, *node.set_aside):
        yield from _nodes(step)


@pytest.fixture(scope="session")
def examine() -> Callable[[Case], Examined]:
    """What examines a case: the law is loaded once, and each case examined once."""
    base = load_base()
    return cache(lambda case: Examined(base, case))


@pytest.fixture
def examined(examine: Callable[[Case], Examined], case: Case) -> Examined:
    """The case under test."""
    return examine(case)


def expecting(kind: Kind) -> pytest.MarkDecorator:
    """Parametrize a test by the cases that expect something of a kind."""
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(
                case,
                id=case.id,
                marks=[pytest.mark.xfail(reason=case.spec.defects[kind], strict=True)]
                if kind in case.spec.defects
                else [],
            )
            for case in CASES
            if kind in case.spec.expected.kinds()
        ],
    )


@expecting("resultat")
def test_result(examined: Examined) -> None:
    expected = {text: STATUS[word] for text, word in examined.case.spec.expected.results.items()}
    assert {text: examined.conclusion(text).status for text in expected} == expected


@expecting("lectures")
def test_readings(examined: Examined) -> None:
    for text, zones in examined.case.spec.expected.readings.items():
        contested = examined.conclusion(text).contested
        assert contested is not None, f"{text} n'est pas contesté"
        found: dict[str, dict[str, bool | None]] = defaultdict(dict)
        for reading in contested.readings:
            found[reading.zone][reading.reading] = reading.value
        assert {zone: found[zone] for zone in zones} == zones, text
        assert contested.pieces, f"{text} : aucune pièce à demander"
        assert contested.prudent, f"{text} : aucune issue prudente"


@expecting("citations")
def test_citations(examined: Examined) -> None:
    for text, wanted in examined.case.spec.expected.citations.items():
        result = examined.conclusion(text)
        cited = {*result.sources}
        if result.contested is not None:
            cited |= {s for reading in result.contested.readings for s in reading.sources}
        assert set(wanted) <= cited, f"{text} cite {sorted(cited)}"
        assert all(examined.base.sources[source].is_citable for source in cited)


@expecting("explication")
def test_explanation(examined: Examined) -> None:
    for text, words in examined.case.spec.expected.explanation.items():
        told = examined.told(text)
        assert [word for word in words if word not in told] == [], told


@expecting("question")
def test_next_question(examined: Examined) -> None:
    expected = examined.case.spec.expected.question
    assert expected is not None
    base, incident = examined.base, examined.incident
    for text in expected.without:
        incident = incident.without_answer(key_in(incident, base, text))
    if expected.next is not None:
        asked = Interview(base, incident, expected.profile).next_question()
        none = expected.next == NO_QUESTION
        wanted = None if none else key_text(key_in(incident, base, expected.next))
        assert (asked and key_text(asked.key)) == wanted
    situation = situate(compile_base(base, incident.examined_on), incident)
    relevance = Relevance(Statuses(situation), expected.profile)
    matters = {
        text: relevance.matters(key_in(incident, base, text))
        for text in (*expected.useful, *expected.useless)
    }
    assert matters == dict.fromkeys(expected.useful, True) | dict.fromkeys(expected.useless, False)


@expecting("peines")
def test_penalties(examined: Examined) -> None:
    shown: dict[str, list[PenaltyResult]] = defaultdict(list)
    for found in penalties(examined.concluder):
        for text in (found.conclusion, f"{found.conclusion}@{found.unit}"):
            shown[text].append(found)
    for text, expected in examined.case.spec.expected.penalties.items():
        if expected == "aucune":
            assert text not in shown
            continue
        (found,) = shown[text]
        check_penalty(found, expected)


@expecting("textes_exclus")
def test_excluded_texts(examined: Examined) -> None:
    because = {found.text: found.because for found in excluded_texts(examined.concluder)}
    for text, words in examined.case.spec.expected.excluded_texts.items():
        assert text in because, f"{text} n'est pas exclu"
        assert [word for word in words if word not in because[text]] == [], because[text]


@expecting("delais")
def test_deadlines(examined: Examined) -> None:
    shown = {
        text: found
        for found in deadlines(examined.concluder)
        for text in (found.id, f"{found.id}@{found.unit}")
    }
    for text, expected in examined.case.spec.expected.deadlines.items():
        if expected == "aucun":
            assert text not in shown
            continue
        assert text in shown, f"{text} : délai absent"
        found = shown[text]
        for name in ("starts", "ends", "prudent", "expired"):
            wanted = getattr(expected, name)
            assert wanted is None or getattr(found, name) == wanted, f"{text} : {name}"
        assert [word for word in expected.for_whom if word not in found.for_whom] == []


@expecting("sanctions")
def test_sanctions(examined: Examined) -> None:
    expected = examined.case.spec.expected.sanctions
    assert expected is not None
    found = sanctions(examined.concluder)
    assert found.scale == expected.scale
    groups = [group.id for group in found.groups]
    assert not expected.groups or groups == list(expected.groups)
    said = [found.label, found.authority or "", *found.steps, *found.notes, *found.bodies]
    words = " ".join([*said, *(s for group in found.groups for s in group.sanctions)])
    assert [word for word in expected.contains if word not in words] == []
    assert [word for word in expected.lacks if word in words] == []
    done = {step.id: step.done for step in found.procedure}
    assert [step for step in done if step in expected.steps] == list(expected.steps)
    assert [step for step in expected.absent_steps if step in done] == []
    assert {step: done[step] for step in expected.done} == dict.fromkeys(expected.done, True)
    assert {step: done[step] for step in expected.to_do} == dict.fromkeys(expected.to_do, False)
    told = found.outsider
    outside = " ".join([told.told, *told.inform, *told.possible, *told.avoid]) if told else ""
    assert [word for word in expected.outsider if word not in outside] == []
    erased = " ".join(erasure.told for erasure in found.erasures)
    assert [word for word in expected.erased if word not in erased] == []


@expecting("mesure")
def test_measure(examined: Examined) -> None:
    expected = examined.case.spec.expected.measure
    assert expected is not None
    found = proportionality(examined.concluder)
    shown = defaultdict(set)
    for indicator in found.indicators:
        if indicator.status != "open":
            shown[indicator.bearing].add(indicator.conclusion)
    assert set(expected.against) - shown["against"] == set()
    assert set(expected.in_favour) - shown["for"] == set()
    assert set(expected.alerts) - shown["annulment"] == set()
    assert set(expected.no_alerts) & shown["annulment"] == set()
    outcomes = {result.source: OUTCOME_FR[result.outcome] for result in found.observed}
    assert {name: outcomes.get(name) for name in expected.observed} == expected.observed
    assert set(expected.not_observed) & set(outcomes) == set()
    assert not found.observed or found.caution


@expecting("voies")
def test_remedies(examined: Examined) -> None:
    shown = {
        text: found.status
        for found in remedies(examined.concluder, deadlines(examined.concluder))
        for text in (found.id, f"{found.id}@{found.unit}")
    }
    for text, expected in examined.case.spec.expected.remedies.items():
        wanted = None if expected == "aucune" else STATUS[expected]
        assert shown.get(text) == wanted, text


@pytest.mark.parametrize("notion", NOTIONS)
def test_a_notion_has_its_four_specs(notion: str) -> None:
    kinds = {k for c in CASES if c.notion == notion for k in c.spec.expected.kinds()}
    assert [kind for kind in FOUR_KINDS if kind not in kinds] == []


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES[::40]])
def test_the_published_assessment_says_the_same(examined: Examined) -> None:
    published = assess(examined.base, examined.incident).conclusions
    asked = {text.partition("@")[0] for text in examined.case.spec.expected.results}
    compared = [c for number, c in enumerate(published) if number % 20 == 0 or c.id in asked]
    for found in compared:
        told = examined.conclusion(f"{found.id}@{found.unit}" if found.unit else found.id)
        assert (told.status, told.sources) == (found.status, found.sources)
