"""A protected answer cannot reach a document: by type, and planted then looked for everywhere."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import get_args, get_type_hints

import pytest

from expert.assessment.model import Assessment
from expert.cases.answers import AnswerRecord, Note
from expert.cases.casefile import CaseFile
from expert.cases.pieces import Piece
from expert.documents.acts import disclosable
from expert.documents.acts.catalogue import made_document
from expert.documents.acts.disclosable import WITHHELD, Disclosable, OpenKey
from expert.documents.acts.disclosing import open_key
from expert.incident_files import read_incidents
from tests.documents.acts.complete import ROOT, all_of, answered, case, changed, every_form, law

BY = "u-000000000001"
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PROTECTED = sorted(fact.id for fact in law().facts.values() if fact.protected)
UNREAD = [name for name in PROTECTED if law().facts[name].descriptive]
"""Those that no rule reads: a document is the same whatever their answer."""

SECRETS = ("secret-titre", "secret-obtention", "secret-garde", "secret-note", "secret-reponse",
           "secret-retrait", "secret-auteur")  # fmt: skip


def planted() -> CaseFile:
    """Return the complete case with every protected question answered, and told about."""
    told = Piece(
        number=7,
        nature="autre",
        title="secret-titre",
        author="secret-auteur",
        obtained_words="secret-obtention",
        guard="secret-garde",
        supports=tuple(PROTECTED),
        by=BY,
        at=AT,
    )
    mixed = told.model_copy(
        update={"number": 8, "title": "Attestation", "supports": ("repeated", *PROTECTED),
                "author": "", "obtained_words": "", "guard": ""}
    )  # fmt: skip
    answers = tuple(
        AnswerRecord(question=name, value=value, by=BY, at=AT)
        for name in PROTECTED
        for value in ("oui", "secret-reponse")
    )
    return changed(
        incident={**case().incident, **dict.fromkeys(PROTECTED, "oui")},
        pieces=(*case().pieces, told, mixed),
        answers=(*case().answers, *answers),
        notes=(Note(on=PROTECTED[0], text="secret-note", by=BY, at=AT),),
    )


def hinted(kind: object) -> set[object]:
    """Return every type that a field of `kind` can hold, at any depth of the view itself."""
    found: set[object] = set()
    for inner in get_args(kind) or (kind,):
        if get_args(inner):
            found |= hinted(inner)
        elif is_dataclass(inner) and isinstance(inner, type) and inner not in found:
            found.add(inner)
            hints = get_type_hints(inner)
            for field in fields(inner):
                found |= hinted(hints[field.name])
        else:
            found.add(inner)
    return found


def test_the_view_of_documents_has_no_room_for_answers_records_nor_notes() -> None:
    own = {
        thing
        for thing in vars(disclosable).values()
        if isinstance(thing, type) and thing.__module__ == disclosable.__name__
    }
    held = hinted(Disclosable) - own - {Assessment, OpenKey, ...}
    assert held == {str, int, bool, date, type(None)}


@pytest.mark.parametrize("name", PROTECTED)
def test_no_key_is_made_for_a_protected_question(name: str) -> None:
    assert open_key(law(), name) is None
    assert open_key(law(), f"{name}@P1/P1a") is None
    assert open_key(law(), "repeated") == "repeated"
    assert open_key(law(), "inconnue") is None


def test_planted_answers_are_in_no_document_whatever_its_form_and_reader() -> None:
    for name, document in all_of(planted()).items():
        text = every_form(document)
        for secret in SECRETS:
            assert secret not in text, (name, secret)
        for fact in PROTECTED:
            label = law().facts[fact].label.lower()
            assert f"{label} : oui" not in text.lower(), (name, fact)
            assert law().facts[fact].question not in text, (name, fact)


def test_a_document_is_the_same_whatever_an_answer_that_nothing_may_read() -> None:
    """On this incident no rule reads any of them; two of them no rule reads anywhere."""
    yes = all_of(answered(**dict.fromkeys(PROTECTED, "oui")))
    unasked = all_of(case())
    assert len(UNREAD) == 2
    for name, document in yes.items():
        assert document.blocks == unasked[name].blocks, name


def test_where_the_law_reads_one_a_reasoning_says_so_and_does_not_repeat_it() -> None:
    """A hidden recording: the duty of loyalty depends on a presumption asked apart."""
    path = ROOT / "tests" / "recits" / "ordinaires" / "enregistrement-cache.yaml"
    (known,) = read_incidents(path, law())
    label = law().facts["harassment_presumed"].label
    for name in ("note-juridique", "rapport-saisine"):
        text = every_form(made_document(law(), name, known))
        assert "une réponse protégée, non reproduite" in text, name
        assert label not in text, name


def test_a_piece_that_bears_protected_answers_alone_keeps_its_number_and_nothing_else() -> None:
    text = every_form(all_of(planted())["chronologie"])
    assert WITHHELD in text
    assert "Attestation" in text  # it bears something else too
    row = next(line for line in text.splitlines() if line.startswith("| 7 |"))
    assert row.count(WITHHELD) == 1
    assert row.count("non renseigné") == 4
