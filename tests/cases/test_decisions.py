"""Decisions, steps and copies that leave: a step is not skipped, nothing leaves before a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.cases.casefile import CaseFile
from expert.cases.changes import (
    refuse_export,
    with_decision,
    with_export,
    with_sanction_erased,
    with_stage,
)
from expert.cases.decisions import STAGE_FR, Stage
from expert.cases.refusal import CaseRefusedError
from tests.cases.examples import AT, BY, DAY, LATER, OTHER, SHA, a_case, at_stage, decided, law

_SANCTION = {"act": "sanction", "sanction": "blame", "group": "g1"}
_STAGES: list[Stage] = list(STAGE_FR)

_ACTS = ["sans-suite", "saisine", "rappel"]
_TURNS = st.lists(
    st.one_of(
        st.tuples(st.just("stage"), st.sampled_from(_STAGES), st.booleans()),
        st.tuples(st.just("export"), st.just(""), st.booleans()),
        st.tuples(st.just("decide"), st.sampled_from(_ACTS), st.just(True)),
    ),
    max_size=20,
)  # fmt: skip


@given(_TURNS)
def test_no_sequence_skips_a_step_or_a_reason(turns: list[tuple[str, Any, bool]]) -> None:
    case = a_case()
    for kind, value, flag in turns:
        before = case
        try:
            if kind == "stage":
                case = with_stage(case, value, BY, AT, "Motif" if flag else "")
            elif kind == "export":
                case = with_export(case, "rapport", "pdf", SHA, BY, AT, draft=flag)
            else:
                case = decided(case, act=value)
        except CaseRefusedError:
            assert case is before
        if kind == "export":
            assert (case is not before) is (flag or bool(before.decisions))
        _check_steps(case)


def _check_steps(case: CaseFile) -> None:
    """Replay the steps: the next one, the one after a council, or one back with a reason."""
    here: Stage = "ouvert"
    council = False
    for change in case.stage_changes:
        gap = _STAGES.index(change.stage) - _STAGES.index(here)
        passed = (
            gap in (2, -2)
            and "saisi"
            in _STAGES[
                min(_STAGES.index(here), _STAGES.index(change.stage)) + 1 : max(
                    _STAGES.index(here), _STAGES.index(change.stage)
                )
            ]
        )
        assert gap in (1, -1) or passed
        if gap < 0:
            assert change.reason
            assert not (passed and council)
        here = change.stage
        council = council or here == "saisi"
    assert here == case.stage
    acts = {decision.act for decision in case.decisions}
    reached = {change.stage for change in case.stage_changes}
    assert "saisi" not in reached or "saisine" in acts
    assert not reached & {"decide", "clos", "archive"} or acts - {"saisine"}


def test_the_steps_of_a_case_that_goes_before_the_council() -> None:
    case = at_stage(decided(a_case(), act="saisine"), "instruit", "saisi")
    case = at_stage(decided(case, **_SANCTION), "decide", "clos", "archive")
    assert [change.stage for change in case.stage_changes] == _STAGES[1:]
    assert {(change.by, change.at) for change in case.stage_changes} == {(BY, AT)}


def test_a_decision_without_a_council_passes_over_that_step() -> None:
    case = at_stage(decided(a_case(), act="rappel"), "instruit", "decide")
    assert case.stage == "decide"
    back = with_stage(case, "instruit", OTHER, LATER, "Élément nouveau")
    assert (back.stage, back.stage_changes[-1].reason) == ("instruit", "Élément nouveau")


@pytest.mark.parametrize(
    ("stages", "wanted", "reason", "sentence"),
    [
        ((), "ouvert", "x", "le dossier est déjà à cette étape : ouvert"),
        ((), "saisi", "", "l'étape suivante est « en instruction »"),
        ((), "clos", "", "« clos » ne suit pas « ouvert »"),
        (("instruit",), "clos", "", "« clos » ne suit pas « en instruction »"),
        (("instruit",), "saisi", "", "la décision de saisir, avec son motif, est à noter d'abord"),
        (("instruit",), "decide", "", "la décision prise, avec son motif, est à noter d'abord"),
        (("instruit",), "ouvert", " ", "« motif du retour à l'étape précédente » : à remplir"),
        ((), "insruit", "", "vouliez-vous dire « instruit »"),
        ((), "ferme", "", "« étape » : valeur inconnue « ferme »"),
    ],
)
def test_steps_that_are_refused(
    stages: tuple[Stage, ...], wanted: Any, reason: str, sentence: str
) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        with_stage(at_stage(a_case(), *stages), wanted, BY, AT, reason)


def test_seizing_the_council_is_not_yet_deciding() -> None:
    case = at_stage(decided(a_case(), act="saisine"), "instruit", "saisi")
    with pytest.raises(CaseRefusedError, match="la décision prise, avec son motif"):
        with_stage(case, "decide", BY, AT)


def test_a_case_goes_back_one_step_at_a_time() -> None:
    case = at_stage(decided(decided(a_case(), act="saisine")), "instruit", "saisi", "decide")
    with pytest.raises(CaseRefusedError, match="que d'une étape à la fois"):
        with_stage(case, "instruit", BY, AT, "Motif")
    assert with_stage(case, "saisi", BY, AT, "Motif").stage == "saisi"


def test_a_sanction_is_noted_with_its_group_and_its_reason() -> None:
    case = decided(a_case(), **_SANCTION, reason=" Propos répétés. ")
    (decision,) = case.decisions
    assert (decision.sanction, decision.group) == ("blame", "g1")
    assert decision.reason == "Propos répétés."
    withdrawn = decided(case, act="retrait-sanction")
    assert [d.act for d in withdrawn.decisions] == ["sanction", "retrait-sanction"]


def test_a_sanction_erased_from_the_individual_file_says_when() -> None:
    case = decided(decided(a_case(), act="rappel"), **_SANCTION)
    erased = with_sanction_erased(case, 2, date(2036, 11, 28))
    assert [decision.erased_on for decision in erased.decisions] == [None, date(2036, 11, 28)]
    for refused, number, on, sentence in (
        (case, 1, DAY, "pas de sanction à effacer à ce rang"),
        (case, 3, DAY, "pas de sanction à effacer à ce rang"),
        (case, 0, DAY, "pas de sanction à effacer à ce rang"),
        (erased, 2, DAY, "pas de sanction à effacer à ce rang"),
        (case, 2, date(2026, 11, 1), "n'a pu être effacée le 01/11/2026"),
    ):
        with pytest.raises(CaseRefusedError, match=sentence):
            with_sanction_erased(refused, number, on)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": "  "}, "« motif » : à remplir"),
        ({"authority": ""}, "« autorité » : à remplir"),
        ({"act": "blamer"}, "« décision » : valeur inconnue « blamer » ; "),
        ({"on": date(2026, 11, 29)}, "datée du 29/11/2026, après aujourd'hui"),
        ({"on": "28/11/2026"}, "« date » : une date est attendue"),
        ({"by": "Jean Martin"}, "« compte » : forme non reconnue"),
        ({"act": "sanction"}, "« sanction » : à remplir"),
        ({**_SANCTION, "sanction": "blam"}, "vouliez-vous dire « blame »"),
        ({**_SANCTION, "sanction": "revocation"}, "sanction inconnue des échelles"),
        ({**_SANCTION, "group": "g2"}, "groupe de cette sanction : Premier groupe"),
        ({"act": "rappel", "sanction": "blame"}, "« rappel des règles, sans sanction » : aucune"),
        ({"act": "rappel", "group": "g1"}, "aucune sanction n'y est à nommer"),
        ({"act": "retrait-sanction"}, "il n'y a rien à retirer"),
        ({"reason": "x" * 20_001}, "« motif » : trop long, 20000 caractères au plus"),
    ],
)
def test_decisions_that_are_refused(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        decided(a_case(), **said)


def test_a_scale_is_that_of_the_status_that_was_answered() -> None:
    """The base has one scale, for « titulaire »: another status falls back on every scale."""
    case = a_case()
    other = type(case)(**{**dict(case), "incident": {**case.incident, "author_status": "prive"}})
    assert decided(other, **_SANCTION).decisions[0].group == "g1"


def test_nothing_leaves_before_a_reasoned_decision_but_a_marked_draft() -> None:
    case = a_case()
    with pytest.raises(CaseRefusedError, match="rien n'en sort, sauf un projet marqué"):
        with_export(case, "rapport", "pdf", SHA, BY, AT)
    with pytest.raises(CaseRefusedError, match="aucune décision motivée"):
        refuse_export(case, draft=False)
    draft = with_export(case, "rapport", "pdf", SHA, BY, AT, draft=True, recipient="Juriste")
    assert [export.draft for export in draft.exports] == [True]
    final = with_export(
        decided(draft), "rapport", "pdf", SHA, OTHER, LATER, anonymised=True, reason=" Audience "
    )
    assert [export.draft for export in final.exports] == [True, False]
    left = final.exports[1]
    assert (left.anonymised, left.by, left.reason) == (True, OTHER, "Audience")


@pytest.mark.parametrize(
    ("document", "form", "sha", "sentence"),
    [
        (" ", "pdf", SHA, "« document » : à remplir"),
        ("rapport", "", SHA, "« forme » : à remplir"),
        ("rapport", "pdf", "", "« empreinte » : à remplir"),
        ("x" * 301, "pdf", SHA, "« document » : trop long, 300 caractères au plus"),
    ],
)
def test_copies_that_are_not_well_described(
    document: str, form: str, sha: str, sentence: str
) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        with_export(decided(a_case()), document, form, sha, BY, AT)


def test_the_real_scales_know_a_reprimand_of_the_first_group() -> None:
    case = a_case()
    fph = {**case.incident, "author_status": "titulaire_fph"}
    agent = type(case)(**{**dict(case), "incident": fph})
    said = ("sanction", DAY, "La directrice", "Motif", BY, AT)
    (decision,) = with_decision(law(), agent, *said, sanction="blame", group="groupe-1").decisions
    assert decision.group == "groupe-1"
    with pytest.raises(CaseRefusedError, match=r"^groupe de cette sanction : .*\(groupe-1\) est"):
        with_decision(law(), agent, *said, sanction="blame", group="groupe-4")
