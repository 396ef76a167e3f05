"""Words that no administrative document may hold are pointed at, apart from the document."""

from __future__ import annotations

import pytest

from expert.documents.acts.catalogue import ACTS
from tests.documents.acts.complete import case, changed, every_form, made

UNION = "l'appartenance syndicale d'une personne"


def with_mention(where: str) -> object:
    """Return the complete case with a forbidden mention typed in one place."""
    typed = "Remis par la déléguée syndicale du service."
    first, *others = case().pieces
    (referred,) = case().decisions
    (heard,) = case().statements
    return {
        "Pièce n° 1": changed(pieces=(first.model_copy(update={"title": typed}), *others)),
        "Motif": changed(decisions=(referred.model_copy(update={"reason": typed}),)),
        "Titre": changed(incident={**case().incident, "incident": typed}),
        "Échéance": changed(due_dates=(case().due_dates[0].model_copy(update={"label": typed}),)),
        "exact words": changed(statements=(heard.model_copy(update={"words": typed}),)),
    }[where]


@pytest.mark.parametrize("where", ["Pièce n° 1", "Motif", "Titre", "Échéance"])
def test_a_forbidden_mention_is_pointed_at_where_it_was_typed(where: str) -> None:
    document = made("note-juridique", with_mention(where))  # type: ignore[arg-type]
    (found,) = [each for each in document.to_read_again if UNION in each]
    assert found.startswith(where) and "« déléguée syndicale »" in found
    assert UNION not in every_form(document)


def test_exact_words_are_quoted_as_they_are() -> None:
    document = made("rapport-saisine", with_mention("exact words"))  # type: ignore[arg-type]
    assert not any(UNION in each for each in document.to_read_again)


@pytest.mark.parametrize("name", ["information-droits", "personne-visee", "violation-donnees"])
def test_a_document_that_repeats_no_typed_text_asks_for_no_reading(name: str) -> None:
    assert name in ACTS
    assert made(name, with_mention("Motif")).to_read_again == ()  # type: ignore[arg-type]
