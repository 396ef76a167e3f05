"""Real decisions replayed: coverage, agreement, explained gaps; and what a file may not do."""

import json
from collections import Counter
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.incident import key_text
from expert.replay import ReplayReport, run, to_json
from expert.replay.model import ReplayedDecision, read_decision
from expert.replay.outcomes import expected
from knowledge import InputError, KnowledgeBase, load_base

FOLDER = Path(__file__).parent / "decisions"

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
    assert report.replayed >= 46
    assert report.coverage is not None and report.coverage >= 0.70
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
    assert set(orders) == {"administratif", "presse", "travail"}
    assert min(orders.values()) >= len(decisions) / 4
    faults = Counter(str(decision.outcome.get("fault_retained")) for decision in decisions)
    assert faults["true"] >= 15 and faults["false"] >= 15
    liability = Counter(str(decision.outcome.get("liability")) for decision in decisions)
    assert liability["true"] >= 10 and liability["false"] >= 8
    fates = Counter(str(decision.outcome.get("sanction_outcome")) for decision in decisions)
    refused = [name for name in fates if name.startswith(("annulled", "cause", "nul", "faute"))]
    assert fates["upheld"] >= 20 and sum(fates[name] for name in refused) >= 15


def test_counts_add_up(report: ReplayReport) -> None:
    assert report.agree + report.disagree + report.abstain == report.points
    for figures in (report.by_order, report.by_issue, report.by_citation, report.by_expected):
        assert sum(group.points for group in figures.values()) == report.points
        assert sum(group.agree for group in figures.values()) == report.agree


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


def test_the_status_compared_is_the_second_column_of_the_assessment(base: KnowledgeBase) -> None:
    decision, incident = read_decision(FOLDER / "tj-paris-2023-01-18-thread-accusations.yaml", base)
    replayed = {
        (point.conclusion, point.unit): point.status
        for case in run(FOLDER, base).cases
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
    assert {"coverage", "agreement", "by_order", "note"} <= set(data)
    point = data["cases"][0]["points"][0]
    assert point["verdict"] in ("agree", "disagree", "abstain")
    assert "cas particulier" in data["note"]


@pytest.mark.parametrize(
    ("issue", "conclusion", "outcome", "said"),
    [
        ("faute", "manquement", {"fault_retained": "false"}, "non"),
        ("faute", "manquement", {}, None),
        ("faute", "diffamation", {"fault_retained": "true"}, None),
        ("caractere-public", "acces-disciplinaire", {"public_character": "not_discussed"}, None),
        ("caractere-prive", "conversation-privee", {"private_character": "professional"}, "non"),
        ("acces", "acces=public", {"qualification": "injure_non_publique"}, "non"),
        ("acces", "acces=restreint", {"defence_accepted": "no_publicity"}, "oui"),
        ("acces", "acces=confidentiel", {"defence_accepted": "confidentiality"}, "oui"),
        ("mesure", "nullite-encourue", {"sanction_outcome": "cause_reelle_rejected"}, None),
        ("mesure", "sanctionable", {"sanction_outcome": "annulled_proof"}, "non"),
        (
            "mesure",
            "sanctionable",
            {"sanction_outcome": "upheld", "sanction_type": "refus_titularisation"},
            None,
        ),
        (
            "nature-de-la-faute",
            "manquement-reserve",
            {"faults": ("reserve",), "fault_retained": "true"},
            "oui",
        ),
        (
            "nature-de-la-faute",
            "manquement-loyaute",
            {"faults": ("reserve",), "fault_retained": "true"},
            None,
        ),
        (
            "nature-de-la-faute",
            "manquement-dignite",
            {
                "faults": ("dignite",),
                "fault_retained": "false",
                "sanction_outcome": "annulled_proof",
            },
            None,
        ),
        (
            "infraction",
            "diffamation-publique-agent",
            {"offence_examined": "diffamation_publique", "disposition": "art10_violation"},
            "non",
        ),
        (
            "infraction",
            "injure-non-publique",
            {"offence_examined": "injure_publique", "liability": "true"},
            None,
        ),
    ],
)
def test_expected_values_are_read_from_the_outcome(
    issue: str, conclusion: str, outcome: dict[str, str | tuple[str, ...]], said: str | None
) -> None:
    assert expected(issue, conclusion, outcome) == said


GOOD = """\
decision: cass-crim-2013-05-14-12-84042
ordre: presse
examen: 2013-05-14
incident:
  publications:
    - {access: direct_message, confidential: oui}
complete:
  - {fait: access, valeur: direct_message, d_apres: un courriel}
attendu:
  defence_accepted: confidentiality
compare:
  - {issue: acces, attendu: oui, conclusion: acces=confidentiel, unite: P1}
"""


def test_a_small_file_is_replayed(base: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "une.yaml").write_text(GOOD, encoding="utf-8")
    found = run(tmp_path, base)
    assert (found.replayed, found.agree, found.coverage) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("attendu: oui", "attendu: non", "l'issue de la décision dit « oui »"),
        ("12-84042", "12-84043", "décision inconnue du registre"),
        ("ordre: presse", "ordre: press", "valeur non admise"),
        ("ordre: presse", "ordre: presse\nnotes: rien", "clé inconnue : « notes »"),
        ("acces=confidentiel,", "acces=confidentielle,", "conclusion inconnue"),
        ("issue: acces", "issue: axes", "issue inconnue"),
        ("unite: P1", "unite: P9", "unité inconnue"),
        ("confidential: oui}", "confidental: oui}", "clé inconnue : « confidental »"),
        ("{fait: access, valeur: direct_message", "{fait: access, valeur: public", "autre valeur"),
        ("{fait: access,", "{fait: on_duty,", "absent de l'incident"),
        ("un courriel", "Convention", "ne se remplit pas par convention"),
        ("compare:", "ecart: {acces=public: rien}\ncompare:", "écart sans comparaison"),
        ("decision: cass", "---\n---\ndecision: cass", "une seule décision par fichier"),
    ],
)
def test_a_file_that_would_mislead_is_refused(
    base: KnowledgeBase, tmp_path: Path, before: str, after: str, message: str
) -> None:
    path = tmp_path / "une.yaml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message) as refused:
        run(tmp_path, base)
    assert str(refused.value).startswith("une.yaml")


def test_an_empty_folder_is_said_so(base: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aucune décision à rejouer"):
        run(tmp_path, base)


def test_a_completed_fact_may_name_its_publication(base: KnowledgeBase) -> None:
    path = FOLDER / "caa-marseille-2023-12-19-23ma00974.yaml"
    decision, incident = read_decision(path, base)
    named = [entry.fact for entry in decision.completed if "@" in entry.fact]
    assert named
    assert set(named) <= {
        key_text(key).split("/")[0] for key, _ in incident.recorded() if key.spot.publication
    }
