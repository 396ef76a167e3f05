"""Names planted in every text that a person types: none is left in an anonymised document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from expert.cases.casefile import CaseFile
from expert.cases.part import Part
from expert.documents.acts.catalogue import ACTS
from expert.documents.acts.framing import ANONYMISED, NOT_IMPUTED
from knowledge.folding import folded
from tests.documents.acts.complete import all_of, answered, case, every_form, made

PLANTED = "Zoé-Lou Quennevillé"
SPELT = ("Zoé-Lou Quennevillé", "mme QUENNEVILLE", "quenneville", "ZOE LOU", "Zoé\u2011Lou")
TOKENS = ("zoe", "quenneville")

IDENTIFIERS = {
    "format", "id", "created_by", "by", "affair", "question", "reader", "base_version",
    "base_digest", "software", "source", "sanction", "group", "person", "sha256",
    "result_sha256", "original_sha256", "media_type", "form", "document", "stage", "act", "role",
    "nature", "shows", "kept", "obtained", "setting", "on", "supports", "headline", "disloyally",
    "actor", "ends", "status", "publication",
}  # fmt: skip
"""What a program writes: nobody types a name there. `on` of a note names a question."""


def with_names(part: Any, spelt: Iterator[str]) -> Any:
    """Return a part with a spelling of the planted name in every text that is typed."""
    if isinstance(part, BaseModel):
        values = {}
        for name, value in part:
            if isinstance(value, str) and name not in IDENTIFIERS:
                values[name] = f"{value} {next(spelt)}".strip()
            elif isinstance(value, Part | tuple):
                values[name] = with_names(value, spelt)
            elif name == "incident":
                values[name] = in_incident(value, spelt)
        return part.model_copy(update=values)
    if isinstance(part, tuple):
        return tuple(with_names(each, spelt) for each in part)
    return part


def in_incident(data: dict[str, Any], spelt: Iterator[str]) -> dict[str, Any]:
    """Return the incident as its file writes it, the name in its title, words and addresses."""
    typed = ("incident", "verbatim", "adresse")
    return {
        key: f"{value} {next(spelt)}"
        if key in typed
        else [in_incident(each, spelt) for each in value]
        if key in ("publications", "passages")
        else value
        for key, value in data.items()
    }


def planted() -> CaseFile:
    """Return the complete case where the person concerned is named in every text."""

    def spelling() -> Iterator[str]:
        while True:
            yield from SPELT

    found: CaseFile = with_names(case(), spelling())
    first, *others = found.people
    return found.model_copy(
        update={
            "people": (
                first.model_copy(update={"name": PLANTED}),
                *(
                    old.model_copy(update={"function": new.function, "service": new.service})
                    for old, new in zip(case().people[1:], others, strict=True)
                ),
            )
        }
    )


def test_no_spelling_of_a_planted_name_is_left_in_an_anonymised_document() -> None:
    for name, document in all_of(planted(), anonymised=True).items():
        text = folded(every_form(document))
        for token in TOKENS:
            assert token not in text, name


def test_the_same_documents_do_name_the_person_when_they_are_not_anonymised() -> None:
    """Without this, the test above would pass on documents that show nothing at all."""
    naming = {
        name for name, document in all_of(planted()).items() if "quenneville" in
        folded(every_form(document))
    }  # fmt: skip
    assert {"note-juridique", "rapport-saisine", "chronologie", "fiche-rh"} <= naming
    assert not {"information-droits", "personne-visee", "violation-donnees"} & naming


def test_the_other_persons_of_the_case_are_masked_by_role() -> None:
    text = every_form(made("rapport-saisine", anonymised=True))
    for token in ("Marchand", "Benali", "O'Brien", "Roussel", "Durand", "Lefèvre", "lefevre"):
        assert token not in text, token
    assert "« Notre cadre [la personne visée] a falsifié" in text
    assert "L'agent concerné, le 17/11/2026, en entretien" in text
    assert "auteur : le témoin 1" in every_form(made("chronologie", anonymised=True)).lower()
    assert ANONYMISED in text


def test_until_the_message_is_imputed_no_document_names_anybody() -> None:
    unsure = answered(authorship="contested", hacking_substantiated="oui")
    for name, document in all_of(unsure).items():
        text = every_form(document)
        for token in ("Durand", "Marchand", "Benali", "Roussel"):
            assert token not in text, (name, token)
    assert NOT_IMPUTED in every_form(made("note-juridique", unsure))


def test_the_sheet_of_the_processing_names_the_person_and_nobody_else() -> None:
    text = every_form(made("fiche-traitement", planted()))
    assert "Roussel" not in text
    assert "L'autorité qui décide" in text


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_anonymised_document_shows_no_address(name: str) -> None:
    assert "facebook.com" not in every_form(made(name, anonymised=True))
