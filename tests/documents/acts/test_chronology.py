"""The chronology and the ledger: days in order, numbers without gap, what nothing bears."""

from __future__ import annotations

from datetime import UTC, date, datetime

from expert.cases.decisions import DueDate
from expert.cases.pieces import Piece
from expert.documents.acts.chronology import NO_LEDGER, NO_PIECE
from expert.documents.outline import Paragraph
from tests.documents.acts.complete import (
    answered,
    case,
    changed,
    chapter,
    headings,
    incident,
    items,
    law,
    made,
    said,
    tables,
)

NAME = "chronologie"
BY = "u-000000000001"
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def rows(of: object = None, title: str = "Chronologie") -> list[tuple[str, ...]]:
    document = made(NAME, of or case())  # type: ignore[arg-type]
    (table,) = tables(chapter(document, title))
    return list(table.rows)


def day(text: str) -> date:
    return date(int(text[6:10]), int(text[3:5]), int(text[:2]))


def test_the_days_are_in_order_each_with_what_bears_it() -> None:
    found = rows()
    assert [day(row[0]) for row in found] == sorted(day(row[0]) for row in found)
    assert ("10/11/2026", "Première mise en ligne (P1)", "pièce n° 2") in found
    assert ("12/11/2026", "Connaissance par l'employeur", "aucune pièce") in found
    last = ("04/12/2026", "Échéance notée : Remise du dossier à l'agent")
    assert found[-1][:2] == last
    assert any(row[1].startswith("Saisine du conseil ou de l'instance") for row in found)
    assert any(row[1].endswith("s'explique en entretien") for row in found)


def test_a_done_due_date_and_a_chosen_silence_are_told() -> None:
    (first,) = case().statements
    done = DueDate(
        label="Dossier remis", last_day=date(2026, 12, 1), done_on=date(2026, 11, 30), by=BY, at=AT
    )
    quiet = first.model_copy(update={"words": "", "piece": 3})
    found = rows(changed(due_dates=(done,), statements=(quiet,)))
    assert found[-1][1] == "Échéance notée : Dossier remis, fait le 30/11/2026"
    assert any(r[1].endswith("choisit de ne rien dire en entretien") and r[2] == "pièce n° 3"
               for r in found)  # fmt: skip


def test_what_has_no_day_yet_is_said_to_have_none() -> None:
    document = made(NAME, answered(discovery_date=None))
    said_last = [b.text for b in chapter(document, "Chronologie") if isinstance(b, Paragraph)]
    assert said_last == ["Sans date connue : Connaissance par l'employeur."]


def test_every_number_is_there_and_a_withdrawn_piece_says_why() -> None:
    found = rows(title="Pièces")
    assert [row[0] for row in found] == ["1", "2", "3", "4", "5", "6"]
    assert found[3][1].endswith(
        "— retirée : Auteur et date inconnus ; les pièces 1 et 2 montrent la même page."
    )
    assert found[1][2] == "du 13/11/2026, reçue le 14/11/2026"
    assert found[0][3] == (
        "Remise par un destinataire : Remise de lui-même, depuis son propre téléphone"
    )
    assert found[2][4] == "cible reconnaissable"
    assert all(cell for row in found for cell in row)


def test_a_gap_in_the_numbers_is_shown_as_one() -> None:
    kept = tuple(piece for piece in case().pieces if piece.number != 2)
    found = rows(changed(pieces=kept), "Pièces")
    assert found[1][:2] == ("2", "aucune pièce sous ce numéro : à expliquer")
    assert len(found) == 6


def bearing(*keys: str, number: int = 7) -> Piece:
    return Piece(number=number, nature="autre", title="x", supports=keys, by=BY, at=AT)


def test_a_withdrawn_piece_bears_nothing() -> None:
    only = case().pieces[3].model_copy(update={"supports": ("access@P1",)})
    document = made(NAME, changed(pieces=(only.model_copy(update={"number": 1}),)))
    bare = [item.strong for item in items(chapter(document, "Faits décisifs sans pièce"))]
    assert any(name.startswith("Accès réel") for name in bare)


def test_decisive_facts_without_a_piece_are_named_with_what_they_hold_up() -> None:
    """Status and role are borne by nothing; the access by 1 and 2; whose message, by 5."""
    found = {i.strong: i.text for i in items(chapter(made(NAME), "Faits décisifs sans pièce"))}
    assert sorted(found) == [
        "Rôle dans la publication : Il l'a écrit, dit, filmé ou publié lui-même (P1)",
        "Statut de l'auteur : Fonctionnaire hospitalier titulaire",
    ]
    assert set(found.values()) == {
        "En dépend : Manquement à l'obligation de réserve (P1a) ; Manquement à l'obligation de "
        "réserve (P1b)."
    }


DECISIVE = (
    "author_status", "author_role@P1", "access@P1", "attacks_person@P1/P1a",
    "attacks_person@P1/P1b", "target@P1/P1a", "target@P1/P1b", "authorship",
)  # fmt: skip


def weakest(*pieces: Piece) -> dict[str, str]:
    document = made(NAME, changed(pieces=pieces))
    return {i.strong: i.text for i in items(chapter(document, "Le maillon le plus faible"))}


def test_the_weakest_link_is_what_no_piece_bears_then_what_a_capture_alone_does() -> None:
    capture = bearing(*DECISIVE[1:], number=1).model_copy(update={"nature": "capture"})
    (status,) = weakest(capture)
    assert status == "Statut de l'auteur : Fonctionnaire hospitalier titulaire"
    letter = bearing(*DECISIVE, number=2).model_copy(update={"favourable": True})
    only = bearing("access@P1", number=1).model_copy(update={"nature": "capture"})
    rest = bearing(*(k for k in DECISIVE if k != "access@P1"), number=2)
    found = weakest(only, rest.model_copy(update={"favourable": True}))
    assert [name.partition(" : ")[0] for name in found] == ["Accès réel"]
    (why,) = found.values()
    assert why.startswith("capture seulement, sans constat, témoignage ni autre pièce (pièce n° 1)")
    assert len(weakest(letter)) == len(DECISIVE)


def test_the_order_of_the_links_is_said_to_be_no_measure() -> None:
    text = said(made(NAME))
    assert "Ordre de lecture, du maillon le plus fragile au moins fragile (conseil, non une" in text


def test_a_fact_named_without_its_place_is_borne_wherever_it_stands() -> None:
    """A piece that bears « accès réel » bears that of every publication."""
    document = made(NAME, changed(pieces=(bearing("access", number=1),)))
    (table,) = tables(chapter(document, "Pièces"))
    assert table.rows[0][4] == "accès réel"
    bare = [i.strong for i in items(chapter(document, "Faits décisifs sans pièce"))]
    assert not any(name.startswith("Accès réel") for name in bare)


def test_borne_everywhere_it_says_so() -> None:
    borne = made(NAME, changed(pieces=(bearing(*DECISIVE, number=1),)))
    assert "Chaque fait décisif est porté par une pièce au moins." in said(borne)


def test_without_a_case_or_without_a_piece_it_says_so() -> None:
    from expert.documents.acts.catalogue import made_document

    alone = made_document(law(), NAME, incident("02-messages-anterieurs"))
    assert headings(alone)[1:] == ["Chronologie", "Pièces"]
    assert Paragraph(NO_LEDGER) in alone.blocks
    empty = made(NAME, changed(pieces=()))
    assert Paragraph(NO_PIECE) in empty.blocks
