"""The history of a case: whatever is answered, its records tell the incident of today again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.cases.casefile import CaseFile
from expert.cases.changes import opened_case, with_incident
from expert.cases.documents import document_of, incident_of
from expert.cases.history import is_answer, rebuilt
from expert.cases.refusal import CaseRefusedError
from expert.disputes import Dispute
from expert.incident import DateRange, Incident, Key, Passage, Publication, Spot
from tests.cases.examples import AT, BY, LATER, OTHER, a_case, an_incident
from tests.tui.support import mini_base

Edit = Callable[[Incident], Incident]

OF_INCIDENT = Key("danger_person")
OF_PLACE = Key("access", Spot("P1"))
OF_PASSAGE = Key("outrageous_expression", Spot("P1", "P1"))


def _words(text: str) -> Edit:
    def edit(incident: Incident) -> Incident:
        first, *others = incident.publications
        passage = replace(first.passages[0], verbatim=text)
        return replace(
            incident,
            publications=(
                replace(first, address=text, passages=(passage, *first.passages[1:])),
                *others,
            ),
        )

    return edit


def _two_passages(incident: Incident) -> Incident:
    first, *others = incident.publications
    second = Passage("P1z", {"outrageous_expression": "non"}, "autre passage")
    kept = (*first.passages[:1], second)
    return replace(incident, publications=(replace(first, passages=kept), *others))


def _one_publication(incident: Incident) -> Incident:
    return replace(incident, publications=incident.publications[:1])


_EDITS: dict[str, Edit] = {
    "oui": lambda i: i.with_answer(OF_INCIDENT, "oui"),
    "inconnu": lambda i: i.with_answer(OF_INCIDENT, None),
    "sans": lambda i: i.without_answer(OF_INCIDENT),
    "ouvert": lambda i: i.with_answer(OF_PLACE, "public"),
    "sans-acces": lambda i: i.without_answer(OF_PLACE),
    "discute": lambda i: i.with_dispute(OF_PASSAGE, Dispute("oui", (), "employeur", "agent")),
    "tranche": lambda i: i.with_answer(OF_PASSAGE, "non"),
    "retire": lambda i: i.without_answer(OF_PASSAGE),
    "liste": lambda i: i.with_answer(Key("grounds", Spot("P1", "P1")), ()),
    "jour": lambda i: i.with_answer(Key("discovery_date"), date(2026, 11, 3)),
    "entre": lambda i: i.with_answer(Key("discovery_date"), DateRange(date(2026, 11, 1), None)),
    "mots": _words("un mot"),
    "sans-mots": _words(""),
    "titre": lambda i: replace(i, title="Autre titre"),
    "examen": lambda i: replace(i, examined_on=date(2026, 12, 1)),
    "ferme": lambda i: replace(i, publications_closed=True),
    "encore": lambda i: i.with_publication(),
    "une-seule": _one_publication,
    "deux": _two_passages,
    "note": lambda i: replace(i, notes={"place": "relecture"}),
}  # fmt: skip


def _retold(case: CaseFile) -> Incident:
    return incident_of(mini_base(), rebuilt(case.answers))


def _read(case: CaseFile) -> Incident:
    return replace(incident_of(mini_base(), case.incident), notes={})


@given(st.lists(st.sampled_from(sorted(_EDITS)), max_size=12))
def test_the_records_tell_the_incident_again(names: list[str]) -> None:
    case, incident = a_case(), an_incident()
    for name in names:
        incident = _EDITS[name](incident)
        longer = with_incident(mini_base(), case, incident, OTHER, LATER)
        assert longer.answers[: len(case.answers)] == case.answers
        case = longer
        assert _read(case) == replace(incident, notes={})
        assert _retold(case) == _read(case)


@given(st.lists(st.sampled_from(sorted(_EDITS)), max_size=8))
def test_a_case_that_was_written_and_read_tells_the_same(names: list[str]) -> None:
    incident = an_incident()
    for name in names:
        incident = _EDITS[name](incident)
    case = with_incident(mini_base(), a_case(), incident, OTHER, LATER)
    again = CaseFile.model_validate_json(case.model_dump_json())
    assert again == case
    assert _retold(again) == _read(case)


def test_only_what_changed_is_recorded_with_who_and_when() -> None:
    case = a_case()
    changed = with_incident(mini_base(), case, _EDITS["oui"](an_incident()), OTHER, LATER)
    (record,) = changed.answers[len(case.answers) :]
    assert (record.question, record.value, record.given) == ("danger_person", "oui", True)
    assert (record.by, record.at) == (OTHER, LATER)
    assert {(r.by, r.at) for r in case.answers} == {(BY, AT)}


def test_an_answer_taken_back_is_recorded_as_such() -> None:
    case = a_case()
    changed = with_incident(mini_base(), case, _EDITS["sans"](an_incident()), OTHER, LATER)
    (record,) = changed.answers[len(case.answers) :]
    assert (record.question, record.value, record.given) == ("danger_person", None, False)


def test_a_fact_that_is_discussed_is_recorded_with_who_denies_it_and_no_value() -> None:
    case = with_incident(mini_base(), a_case(), _EDITS["discute"](an_incident()), OTHER, LATER)
    record = case.answers[-1]
    assert record.question == "outrageous_expression@P1/P1"
    assert (record.value, record.given) == (None, True)
    said = {"allegue": "oui", "allegue_par": "employeur", "conteste_par": "agent"}
    assert record.dispute == said
    settled = with_incident(mini_base(), case, _EDITS["tranche"](_read(case)), BY, LATER)
    assert (settled.answers[-1].value, settled.answers[-1].dispute) == ("non", None)


def test_exact_words_and_places_are_recorded_but_are_no_answers() -> None:
    case = a_case()
    told = {record.question: record.value for record in case.answers}
    assert told["verbatim@P1/P1"] == "bande de nuls"
    assert told["publications"] == ["P1"]
    assert told["passages@P1"] == ["P1"]
    assert told["access@P1"] == "public"
    assert told["outrageous_expression@P1/P1"] == "oui"
    assert told["autres_publications"] == "non"
    answers = {record.question for record in case.answers if is_answer(record)}
    assert answers == {
        "reporter_role", "danger_person", "author_status", "evidence_disloyal", "discovery_date",
        "access@P1", "first_online_date@P1", "outrageous_expression@P1/P1", "grounds@P1/P1",
    }  # fmt: skip


def test_working_notes_are_kept_and_enter_no_history() -> None:
    case = with_incident(mini_base(), a_case(), _EDITS["note"](an_incident()), OTHER, LATER)
    assert case.incident["notes"] == {"place": "relecture"}
    assert case.answers == a_case().answers


def test_a_save_that_changes_nothing_is_the_same_case() -> None:
    case = a_case()
    assert with_incident(mini_base(), case, an_incident(), OTHER, LATER) is case
    assert with_incident(mini_base(), case, case.incident, OTHER, LATER) is case


def test_what_a_file_says_is_written_in_one_form() -> None:
    said = {"incident": "A", "examen": "28/11/2026", "danger_person": "true"}
    case = opened_case(mini_base(), said, BY, AT)
    expected = Incident(
        "A", date(2026, 11, 28), {"danger_person": "oui"}, (Publication("P1", (Passage("P1"),)),)
    )
    assert case.incident == document_of(expected)


def test_an_answer_that_the_base_no_longer_knows_is_taken_back_not_lost() -> None:
    case = a_case()
    old = {**case.incident, "ancienne_question": "oui"}
    first, *_ = old["publications"]
    old["publications"] = [{**first, "ancien_passage": "oui"}]
    stored = type(case)(**{**dict(case), "incident": old})
    changed = with_incident(mini_base(), stored, an_incident(), OTHER, LATER)
    gone = [r.question for r in changed.answers[len(case.answers) :] if not r.given]
    assert gone == ["ancienne_question", "ancien_passage@P1/P1"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"incident": "A", "danger_persn": "oui"}, "vouliez-vous dire « danger_person »"),
        ({"incident": "A", "danger_person": "peut-être"}, "oui, non ou inconnu est attendu"),
        ({"incident": "A", "danger_person": {1, 2}}, "ce n'est pas un incident"),
        ({"incident": "A", "format": "qualif-incident/9"}, "format inconnu"),
    ],
)
def test_an_incident_that_cannot_be_read_changes_nothing(
    document: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        with_incident(mini_base(), a_case(), document, BY, AT)
    with pytest.raises(CaseRefusedError, match=sentence):
        opened_case(mini_base(), document, BY, AT)
