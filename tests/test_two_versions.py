"""Two versions of a case: what differs is found whole, and each difference can be taken."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.cases.documents import document_of
from expert.disputes import Dispute
from expert.incident import Incident, Key, Passage, Publication, Spot
from expert.two_versions import differences, merged
from tests.tui.support import complete_incident, mini_base

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
BY = "u-0123456789ab"
FACT = Key("outrageous_expression", Spot("P1", "P1"))


def version(incident: Incident, **parts: Any) -> tuple[CaseFile, Incident]:
    case = CaseFile(
        id="D-0000-0000",
        created_at=AT,
        created_by=BY,
        incident=document_of(incident),
        **parts,
    )
    return case, incident


def two_publications(incident: Incident) -> Incident:
    return replace(incident.with_publication(), publications_closed=True)


def two_passages(incident: Incident) -> Incident:
    (first,) = incident.publications
    more = replace(first, passages=(*first.passages, Passage("P1b", {}, "autre")))
    return replace(incident, publications=(more,))


CHANGES = {
    "title": lambda i: replace(i, title="Autre nom"),
    "day": lambda i: replace(i, examined_on=date(2026, 11, 27)),
    "answer": lambda i: i.with_answer(FACT, "non"),
    "unknown": lambda i: i.with_answer(FACT, None),
    "taken back": lambda i: i.without_answer(FACT),
    "discussed": lambda i: i.with_dispute(FACT, Dispute("employeur", "agent", None)),
    "whole incident": lambda i: i.with_answer(Key("danger_person"), "oui"),
    "publication": two_publications,
    "passage": two_passages,
    "closed": lambda i: replace(i, publications_closed=False),
    "words": lambda i: replace(
        i,
        publications=(
            replace(
                i.publications[0],
                passages=(replace(i.publications[0].passages[0], verbatim="d'autres mots"),),
            ),
        ),
    ),
    "address": lambda i: replace(
        i, publications=(replace(i.publications[0], address="https://exemple.fr"),)
    ),
    "note": lambda i: replace(i, notes={"notes_de_question": {"danger_person": "à revoir"}}),
    "reader": lambda i: replace(i, notes={"lecteur": "juriste"}),
    "report": lambda i: replace(i, notes={"rapport": {"faits": "vu à 10 h"}}),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("reverse", [False, True])
def test_each_change_is_one_difference_and_taking_it_gives_ours_back(
    name: str, reverse: bool
) -> None:
    before = complete_incident()
    ours, theirs = CHANGES[name](before), before
    if reverse:
        ours, theirs = theirs, ours
    found = differences(mini_base(), version(ours), version(theirs))
    assert len(found) == 1, [each.about for each in found]
    assert found[0].ours != found[0].theirs
    assert merged(found, version(ours)[0], version(theirs), found)[1] == ours
    assert merged(found, version(ours)[0], version(theirs), ())[1] == theirs


def test_nothing_differs_between_equal_versions_wherever_the_readers_stood() -> None:
    one = complete_incident()
    other = replace(one, notes={"place": "relecture", "conclusion": {"statut": "open"}})
    assert differences(mini_base(), version(one), version(other)) == ()


def test_any_mix_is_taken_line_by_line() -> None:
    """Random pairs: all of ours gives ours, none gives theirs, and a part gives that part."""
    chance = random.Random(20261128)
    together = [name for name in CHANGES if name not in ("publication", "passage")]
    for _ in range(200):
        ours = theirs = complete_incident()
        for name in chance.sample(together, 5):
            if chance.random() < 0.5:
                ours = CHANGES[name](ours)
            else:
                theirs = CHANGES[name](theirs)
        found = differences(mini_base(), version(ours), version(theirs))
        mine, other = version(ours), version(theirs)
        assert merged(found, mine[0], other, found)[1] == ours
        assert merged(found, mine[0], other, ())[1] == theirs
        part = [each for each in found if chance.random() < 0.5]
        mixed = merged(found, mine[0], other, part)[1]
        left = differences(mini_base(), mine, version(mixed))
        assert {each.about for each in left} == {e.about for e in found} - {e.about for e in part}


def test_a_publication_of_ours_comes_with_all_it_holds() -> None:
    theirs = complete_incident()
    added = Publication("P2", (Passage("P2", {"outrageous_expression": "non"}),), {"access": None})
    ours = replace(theirs, publications=(*theirs.publications, added))
    (found,) = differences(mini_base(), version(ours), version(theirs))
    assert (found.about, found.ours, found.theirs) == ("publication P2", "présente", "absente")


def test_what_else_a_case_holds_is_taken_whole() -> None:
    incident = complete_incident()
    decision = Decision(
        act="rappel", on=date(2026, 11, 20), authority="DRH", reason="vu", by=BY, at=AT
    )
    ours, theirs = version(incident, decisions=(decision,)), version(incident, stage="instruit")
    found = differences(mini_base(), ours, theirs)
    assert [(each.about, each.ours, each.theirs) for each in found] == [
        ("étape du dossier", "ouvert", "en instruction"),
        ("décisions", "1, dont « vu »", "aucune"),
    ]
    case, _ = merged(found, ours[0], theirs, found[1:])
    assert (case.stage, case.decisions) == ("instruit", (decision,))


def test_every_part_of_a_case_is_compared() -> None:
    from expert.two_versions.parts import PARTS

    own = {"format", "id", "created_at", "created_by", "incident", "answers"}
    assert {field for fields in PARTS.values() for field in fields} == set(
        CaseFile.model_fields
    ) - own
