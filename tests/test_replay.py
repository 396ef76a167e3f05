"""Real decisions replayed: coverage, agreement, explained gaps, and no point left aside."""

import json
from collections import Counter

import pytest

from expert.assessment import assess
from expert.replay import ReplayReport, decisions_folder, run, to_json
from expert.replay.columns import columns
from expert.replay.model import ReplayedDecision, read_decision
from expert.replay.outcomes import ISSUES, expected
from knowledge import KnowledgeBase, load_base

FOLDER = decisions_folder()

JUDGED = {
    "breach_of_contract_obligation",
    "duty_incompatible",
    "evidence_disloyal",
    "evidence_indispensable",
    "evidence_proportionate",
    "provoked",
}
"""Facts that, in a decision, are the judge's own appraisal: given only when the prose says them."""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def report(base: KnowledgeBase) -> ReplayReport:
    return run(FOLDER, base)


@pytest.fixture(scope="module")
def decisions(base: KnowledgeBase) -> list[ReplayedDecision]:
    return [read_decision(path, base)[0] for path in sorted(FOLDER.glob("*.yaml"))]


def test_most_points_get_an_answer_and_nearly_all_answers_are_the_court_s(
    report: ReplayReport,
) -> None:
    assert report.replayed >= 150
    assert report.coverage is not None and report.coverage >= 0.80
    assert report.agreement is not None and report.agreement >= 0.95
    assert report.majority_baseline is not None
    assert report.agreement > report.majority_baseline


def test_every_disagreement_has_its_legal_reason(report: ReplayReport) -> None:
    found = [f"{case.decision} : {point.conclusion}" for case, point in report.unexplained()]
    assert found == []


def test_an_agreement_carries_no_excuse(report: ReplayReport) -> None:
    stale = [
        f"{case.decision} : {point.conclusion}"
        for case in report.cases
        for point in case.points
        if point.explanation is not None and point.verdict == "agree"
    ]
    assert stale == []


def test_the_three_orders_and_both_outcomes_are_balanced(
    decisions: list[ReplayedDecision],
) -> None:
    orders = Counter(decision.order for decision in decisions)
    assert set(orders) == {"administratif", "ordinal", "presse", "travail"}
    assert min(orders[order] for order in set(orders) - {"ordinal"}) >= len(decisions) / 4
    faults = Counter(str(decision.outcome.get("fault_retained")) for decision in decisions)
    assert faults["true"] >= 15 and faults["false"] >= 15
    liability = Counter(str(decision.outcome.get("liability")) for decision in decisions)
    assert liability["true"] >= 10 and liability["false"] >= 8
    fates = Counter(str(decision.outcome.get("sanction_outcome")) for decision in decisions)
    refused = [name for name in fates if name.startswith(("annulled", "cause", "nul", "faute"))]
    assert fates["upheld"] >= 20 and sum(fates[name] for name in refused) >= 15


def test_counts_add_up(report: ReplayReport) -> None:
    assert report.agree + report.disagree + report.abstain == report.points
    for figures in (
        report.by_order,
        report.by_issue,
        report.by_citation,
        report.by_expected,
        report.by_side,
        report.by_citable,
    ):
        assert sum(group.points for group in figures.values()) == report.points
        assert sum(group.agree for group in figures.values()) == report.agree
    for counts in report.decisions_by.values():
        assert sum(counts.values()) == report.replayed


def test_what_stood_and_what_fell_are_both_well_represented(report: ReplayReport) -> None:
    sides = report.decisions_by["side"]
    assert sides["not_upheld"] >= report.replayed / 4
    assert sides["upheld"] >= report.replayed / 4


def test_every_point_the_outcome_decides_is_compared_or_its_absence_explained(
    base: KnowledgeBase,
) -> None:
    atoms = [atom for atom, _, _ in base.atoms()]
    for path in sorted(FOLDER.glob("*.yaml")):
        decision, incident = read_decision(path, base)
        compared = {(point.issue, point.conclusion) for point in decision.compare}
        required = set(columns(decision.order, incident, decision.outcome))
        missing = {c for _, c in required - compared} - decision.left_out.keys()
        assert not missing, (path.name, missing)
        prosecuted = any(expected("infraction", atom, decision.outcome) for atom in atoms)
        judged = {issue for issue, _ in compared} & {"infraction", "qualification", "defense"}
        excused = any(expected("infraction", c, decision.outcome) for c in decision.left_out)
        assert not prosecuted or judged or excused, path.name


def test_a_disciplinary_decision_compares_its_columns_and_nothing_else(base: KnowledgeBase) -> None:
    """Of the first content; a second one is added for an act the first does not hold."""
    for path in sorted(FOLDER.glob("*.yaml")):
        decision, incident = read_decision(path, base)
        if decision.order == "presse":
            continue
        compared = {(p.issue, p.conclusion) for p in decision.compare if p.unit != "P2"}
        assert compared <= set(columns(decision.order, incident, decision.outcome)), path.name


@pytest.mark.parametrize(
    ("decision", "required"),
    [
        ("caa-nancy-2014-12-04-13nc02261", {"manquement", "faute-image-patient"}),
        (
            "caa-paris-2021-03-19-20pa02276",
            {"manquement", "faute-image-collegue", "sanctionable", "eviction-risquee"},
        ),
        (
            "ta-cergy-2024-groupe-prive",
            {
                "acces-disciplinaire",
                "manquement",
                "manquement-reserve",
                "manquement-reactions-laissees",
                "eviction-risquee",
            },
        ),
        (
            "ce-2024-04-04-instagram-patientes",
            {"acces-disciplinaire", "manquement", "manquement-ordinal-secret"},
        ),
        (
            "ordre-medecins-bfc-2022-11-03",
            {"manquement", "information-de-sante-imprudente"},
        ),
        (
            "ordre-medecins-bourgogne-2017-facebook",
            {"manquement", "profession-deconsideree"},
        ),
        (
            "caa-versailles-2010-06-22-09ve02662",
            {
                "manquement",
                "manquement-usage",
                "manquement-dignite",
                "manquement-harcelement-sexuel",
                "eviction-risquee",
            },
        ),
        (
            "caa-douai-2025-01-15-23da01477",
            {
                "manquement",
                "manquement-secret",
                "manquement-harcelement-moral",
                "faute-image-patient",
                "eviction-risquee",
            },
        ),
        (
            "caa-nancy-2007-08-02-07nc00217",
            {"manquement", "manquement-usage", "manquement-obeissance"},
        ),
        ("ta-chalons-2018-09-25-1800052", {"acces-disciplinaire"}),
        ("ca-reims-2023-01-11-21-01836", {"conversation-privee", "denigrement-apres-rupture"}),
        ("cass-soc-2024-09-25-22-20672", {"vie-personnelle", "faute-salarie"}),
    ],
)
def test_the_columns_of_a_decision_are_those_of_its_author_and_content(
    base: KnowledgeBase, decision: str, required: set[str]
) -> None:
    read, incident = read_decision(FOLDER / f"{decision}.yaml", base)
    found = {conclusion for _, conclusion in columns(read.order, incident, read.outcome)}
    assert required <= found
    assert found - required <= {
        "nullite-encourue",
        "rupture-sans-cause",
        "faute-grave-plausible",
        "abus-d-expression",
    }


def test_a_point_left_out_is_one_the_outcome_decides(decisions: list[ReplayedDecision]) -> None:
    for decision in decisions:
        for conclusion in decision.left_out:
            said = [expected(issue, conclusion, decision.outcome) for issue in ISSUES]
            assert any(said), (decision.id, conclusion)


def test_a_judge_s_appraisal_is_an_input_only_where_the_prose_states_it(
    base: KnowledgeBase,
) -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        decision, incident = read_decision(path, base)
        completed = {entry.fact for entry in decision.completed}
        judged = {key.fact for key, _ in incident.recorded()} & JUDGED
        assert judged <= completed, path.name


def test_what_is_completed_says_where_it_comes_from(decisions: list[ReplayedDecision]) -> None:
    for decision in decisions:
        for entry in decision.completed:
            assert len(entry.according_to) >= 5, (decision.id, entry.fact)


def test_the_status_compared_is_the_second_column_of_the_assessment(
    base: KnowledgeBase, report: ReplayReport
) -> None:
    decision, incident = read_decision(FOLDER / "tj-paris-2023-01-18-thread-accusations.yaml", base)
    replayed = {
        (point.conclusion, point.unit): point.status
        for case in report.cases
        if case.decision == decision.id
        for point in case.points
    }
    shown = {
        (result.id, result.unit): result.if_unproved
        for result in assess(base, incident, "juriste").conclusions
    }
    common = replayed.keys() & shown.keys()
    assert common
    assert {key: replayed[key] for key in common} == {key: shown[key] for key in common}


def test_json_has_the_keys_of_the_contract(report: ReplayReport) -> None:
    data = json.loads(to_json(report))
    assert {"replayed", "agree", "disagree", "abstain", "majority_baseline", "cases"} <= set(data)
    assert {"coverage", "agreement", "by_order", "by_side", "by_citable", "note"} <= set(data)
    assert {"decisions_by", "left_out", "not_replayed"} <= set(data)
    assert data["not_replayed"][0].keys() == {"decision", "reason", "because"}
    point = data["cases"][0]["points"][0]
    assert point["verdict"] in ("agree", "disagree", "abstain")
    assert "cas particulier" in data["note"]
