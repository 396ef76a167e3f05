"""One case as it leaves an affair: nothing of the others, their names masked wherever written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert.affairs.affair import Affair
from expert.affairs.filtering import filtered
from expert.affairs.pieces import with_piece_copied, with_piece_shared
from expert.affairs.publications import with_publication_copied, with_publication_shared
from expert.assessment import assess
from expert.cases.casefile import CaseFile
from expert.cases.changes import (
    with_assessment,
    with_due_date,
    with_export,
    with_freeze,
    with_incident,
    with_note,
    with_person,
    with_piece,
    with_piece_corrected,
    with_piece_withdrawn,
    with_stage,
)
from expert.cases.documents import incident_of
from expert.cases.pieces import Attachment, BlurredCopy
from expert.cases.refusal import CaseRefusedError
from expert.disputes import Dispute
from expert.incident import Key, Passage, Publication, Spot
from expert.plain_text import folded
from tests.affairs.examples import FIRST, SECOND, THIRD, a_case, linked, told, two
from tests.cases.examples import AT, BY, DAY, SHA, decided, entry
from tests.tui.support import mini_base

BASE = mini_base()
NAME = "Jean Dupont"
SAID = "Selon Jean DUPONT, rien."
SHOWN = "[autre personne 1]"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jean Dupont a écrit", f"{SHOWN} a écrit"),
        ("DUPONT Jean", SHOWN),
        ("jean.dupont@hopital.fr", f"{SHOWN}@hopital.fr"),
        ("voir @jeandupont", f"voir @{SHOWN}"),
        ("Merci Jean !", f"Merci {SHOWN} !"),
        ("Zoé Martin et dupont", f"Zoé Martin et {SHOWN}"),
        ("https://exemple.fr/fil/1, 01 02 03 04 05", "https://exemple.fr/fil/1, 01 02 03 04 05"),
        ("Mme Petit l'a lu", "Mme Petit l'a lu"),
        ("rien de cela", "rien de cela"),
    ],
)
def test_the_name_is_masked_and_where_a_piece_was_found_is_not(text: str, masked: str) -> None:
    affair, (first, case) = linked(a_case(FIRST, NAME), a_case(SECOND, "Zoé Martin"))
    case = with_note(BASE, case, text, BY, AT)
    assert filtered(BASE, affair, case, [first, case]).case.notes[0].text == masked


def _everywhere() -> tuple[Affair, CaseFile, CaseFile]:
    """A case where the other's name was written in every place a person may write in."""
    affair, first, case = two()
    read = incident_of(BASE, case.incident)
    publication = Publication(
        "P1", (Passage("P1", {"outrageous_expression": None}, SAID),), {}, "https://x/jean-dupont"
    )
    read = replace(read, title=SAID, publications=(publication,), notes={"a": [SAID]})
    place = Key("outrageous_expression", Spot("P1", "P1"))
    read = read.with_dispute(place, Dispute("oui", (), "employeur", "agent", None, (SAID,)))
    case = with_incident(BASE, case, read, BY, AT)
    case = with_person(case, NAME, "temoin", function="aide-soignant", service="Bloc B")
    case = with_person(case, "Paul Roux", "temoin", function=SAID)
    case = with_note(BASE, case, SAID, BY, AT)
    blurred = BlurredCopy(reason=SAID, asked_by=BY, at=AT)
    file = Attachment(
        sha256=SHA, size=1, media_type="image/png", name="dupont.png", blurred=blurred
    )
    said: dict[str, Any] = {
        "title": SAID, "author": SAID, "obtained_words": SAID, "guard": SAID,
        "shows": "patient", "kept": "jointe", "attachment": file,
    }  # fmt: skip
    case = with_piece(BASE, case, entry(**said), BY, AT)
    case = with_piece_corrected(
        BASE, case, 1, entry(**{**said, "title": f"{SAID} 2"}), SAID, BY, AT
    )
    case = with_piece_withdrawn(case, 1, SAID, BY, AT)
    case = with_assessment(BASE, case, read, assess(BASE, read, "rh"), "rh", BY, AT)
    case = decided(case, reason=SAID, authority=SAID)
    case = with_due_date(case, SAID, DAY, BY, AT)
    case = with_freeze(case, SAID, DAY, BY, AT)
    case = with_stage(case, "instruit", BY, AT, SAID)
    return (
        affair,
        first,
        with_export(case, "rapport", "pdf", SHA, BY, AT, recipient=SAID, reason=SAID),
    )


def test_the_name_of_another_person_is_nowhere_in_what_leaves() -> None:
    affair, first, case = _everywhere()
    assert "dupont" in folded(case.model_dump_json())
    found = filtered(BASE, affair, case, [first, case])
    text = folded(found.case.model_dump_json())
    assert "dupont" not in text
    assert "jean" not in text
    witness = next(p for p in found.case.people if p.name == SHOWN)
    assert (witness.function, witness.service) == ("", "")
    assert found.case.title == f"Selon {SHOWN}, rien."
    assert found.sentence.startswith("Noms des autres personnes de l'affaire masqués à ")


def test_closed_answers_and_the_person_themselves_are_left_as_they_are() -> None:
    affair, (first, case) = linked(
        a_case(FIRST, "Public Oui"), a_case(SECOND, "Zoé Martin", told())
    )
    case = with_note(BASE, case, "Zoé Martin le dit, Public Oui aussi", BY, AT)
    found = filtered(BASE, affair, case, [case, first]).case
    (publication,) = incident_of(BASE, found.incident).publications
    assert publication.answers["access"] == "public"
    assert publication.passages[0].answers == {"outrageous_expression": "oui"}
    assert found.notes[0].text == f"Zoé Martin le dit, {SHOWN} aussi"
    assert found.people[0].name == "Zoé Martin"


def test_what_links_a_case_to_the_others_does_not_leave() -> None:
    affair, first, second = two()
    affair, first = with_publication_shared(BASE, affair, first, "P1", ["access"], BY, AT)
    affair = with_piece_shared(BASE, affair, entry(title="Constat"), BY, AT)
    second = with_publication_copied(BASE, affair, second, 1, BY, AT)
    second = with_piece_copied(BASE, affair, second, 1, BY, AT)
    affair = with_piece_shared(BASE, affair, entry(title="D'un autre"), BY, AT)
    found = filtered(BASE, affair, second, [first, second]).case
    text = found.model_dump_json()
    assert affair.id in second.model_dump_json()
    assert affair.id not in text
    assert first.id not in text
    assert [piece.title for piece in found.pieces] == ["Constat"]
    assert (found.affair, found.shared, found.pieces[0].origin) == (None, (), None)
    assert len(found.incident["publications"]) == 1


def test_a_name_that_both_bear_is_doubtful_and_masked_when_alone() -> None:
    affair, cases = linked(a_case(FIRST, "Jean Martin"), a_case(SECOND, "Zoé Martin"))
    case = with_note(BASE, cases[1], "Martin, puis Jean Martin", BY, AT)
    found = filtered(BASE, affair, case, [cases[0], case]).case
    assert found.notes[0].text == f"[nom masqué], puis {SHOWN}"
    assert found.people[0].name == "Zoé Martin"


def test_an_answer_in_free_words_is_masked() -> None:
    free = BASE.facts["danger_person"].model_copy(update={"kind": "texte", "values": {}})
    base = replace(BASE, facts={**BASE.facts, "danger_person": free})
    affair, (first, case) = linked(a_case(FIRST, NAME), a_case(SECOND, "Zoé Martin"))
    case = with_incident(base, case, {"incident": "A", "danger_person": SAID}, BY, AT)
    found = filtered(base, affair, case, [first, case]).case
    assert found.incident["danger_person"] == f"Selon {SHOWN}, rien."
    assert found.answers[-1].value == found.incident["danger_person"]


def test_two_others_are_told_apart() -> None:
    affair, cases = linked(
        a_case(FIRST, NAME), a_case(SECOND, "Zoé Martin"), a_case(THIRD, "Ali Benali")
    )
    case = with_note(BASE, cases[1], "Dupont et Benali", BY, AT)
    found = filtered(BASE, affair, case, [cases[2], case, cases[0]])
    assert found.case.notes[0].text == "[autre personne 1] et [autre personne 2]"
    assert found.masked == 1


def test_a_case_without_any_other_name_says_so_and_is_read_again() -> None:
    affair, cases = linked(a_case(FIRST, NAME), a_case(SECOND, "Zoé Martin"))
    found = filtered(BASE, affair, cases[1], cases)
    assert found.masked == 0
    assert found.sentence.startswith("Aucun nom d'une autre personne")
    assert "relire" in found.sentence


def test_names_that_are_not_known_cannot_be_masked() -> None:
    affair, cases = linked(a_case(FIRST, NAME), a_case(SECOND, "Zoé Martin"))
    with pytest.raises(CaseRefusedError, match="tous les dossiers de l'affaire"):
        filtered(BASE, affair, cases[1], cases[1:])
    nameless = type(cases[0])(**{**dict(cases[0]), "people": ()})
    with pytest.raises(CaseRefusedError, match="n'y est pas nommée"):
        filtered(BASE, affair, cases[1], [nameless, cases[1]])
    with pytest.raises(CaseRefusedError, match="tous les dossiers de l'affaire"):
        filtered(BASE, affair, a_case(THIRD, "Ali"), cases)
