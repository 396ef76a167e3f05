"""The ledger: numbers given once and without gap, whatever is added, corrected or withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.cases.changes import with_piece, with_piece_corrected, with_piece_withdrawn
from expert.cases.pieces import Attachment, BlurredCopy, Piece, PieceEntry, files_kept
from expert.cases.refusal import CaseRefusedError
from expert.evidence import ledger
from expert.evidence.ledger import Pieces
from tests.cases.examples import AT, BY, LATER, OTHER, a_case, entry
from tests.tui.support import mini_base

_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.just(0)),
        st.tuples(st.just("correct"), st.integers(0, 12)),
        st.tuples(st.just("withdraw"), st.integers(0, 12)),
    ),
    max_size=25,
)


def _three() -> Pieces:
    pieces: Pieces = ()
    for title in ("Première", "Deuxième", "Troisième"):
        pieces = ledger.added(pieces, entry(title=title), BY, AT)
    return pieces


def _renumbered(piece: Piece, number: int) -> Piece:
    return Piece(**{**dict(piece), "number": number})


@given(_ACTS)
def test_numbers_follow_one_another_whatever_is_done(acts: list[tuple[str, int]]) -> None:
    pieces: Pieces = ()
    added, withdrawn, versions = 0, set(), {}
    for turn, (act, number) in enumerate(acts):
        refused = act != "add" and (number not in versions or number in withdrawn)
        try:
            if act == "add":
                pieces = ledger.added(pieces, entry(title=f"T{turn}"), BY, AT, numbered=added)
                added += 1
                versions[added] = 1
            elif act == "correct":
                pieces = ledger.corrected(pieces, number, entry(title=f"T{turn}"), "x", BY, AT)
                versions[number] += 1
            else:
                pieces = ledger.withdrawn(pieces, number, "x", BY, AT)
                withdrawn.add(number)
        except CaseRefusedError:
            assert refused
        else:
            assert not refused
    assert [piece.number for piece in pieces] == list(range(1, added + 1))
    assert {piece.number: piece.version for piece in pieces} == versions
    assert {p.number for p in pieces} - {p.number for p in ledger.standing(pieces)} == withdrawn
    assert ledger.alarms(pieces, added) == ()


@given(st.sets(st.integers(1, 9), min_size=1), st.integers(0, 9))
def test_every_missing_number_is_an_alarm(kept: set[int], numbered: int) -> None:
    pieces = tuple(_renumbered(_three()[0], number) for number in sorted(kept))
    missing = set(range(1, max(*kept, numbered, 1) + 1)) - kept
    alarms = ledger.alarms(pieces, numbered)
    assert len(alarms) == len(missing)
    assert all(any(f"pièce {number} manque" in alarm for alarm in alarms) for number in missing)


def test_a_number_given_to_a_lost_piece_is_not_given_again() -> None:
    kept = _three()[:2]
    assert ledger.next_number(kept) == 3
    assert ledger.next_number(kept, numbered=3) == 4
    assert ledger.alarms(kept, 3) == (
        "Alerte : la pièce 3 manque, sa place dans la suite des numéros est vide.",
    )


def test_two_pieces_of_one_number_and_a_wrong_order_are_alarms() -> None:
    first, second, third = _three()
    assert ledger.alarms((first, second, second, third)) == (
        "Alerte : 2 pièces portent le numéro 2.",
    )
    assert ledger.alarms((first, third, second)) == (
        "Alerte : la pièce 2 est rangée après la pièce 3.",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"because": " "}, "Alerte : la pièce 1 a été corrigée sans motif."),
        ({"earlier": (_three()[1],)}, "Alerte : une version de la pièce 1 n'est pas la sienne."),
    ],
)
def test_a_version_that_was_tampered_with_is_an_alarm(
    change: dict[str, Any], sentence: str
) -> None:
    corrected = ledger.corrected(_three(), 1, entry(title="Autre"), "Faute", BY, AT)
    broken = Piece(**{**dict(corrected[0]), **change})
    assert ledger.alarms((broken, *corrected[1:])) == (sentence,)


def test_a_withdrawal_without_reason_is_an_alarm() -> None:
    gone = ledger.withdrawn(_three(), 2, "Doublon", BY, AT)
    silent = gone[1].withdrawn
    assert silent is not None
    blank = type(silent)(**{**dict(silent), "reason": ""})
    broken = Piece(**{**dict(gone[1]), "withdrawn": blank})
    assert ledger.alarms((gone[0], broken, gone[2])) == (
        "Alerte : la pièce 2 a été retirée sans motif.",
    )


def test_a_correction_keeps_the_version_before_with_its_author_and_time() -> None:
    once = ledger.corrected(_three(), 2, entry(title="Mieux"), "Faute de frappe", OTHER, LATER)
    twice = ledger.corrected(once, 2, entry(title="Encore"), "Précision", BY, LATER)
    piece = twice[1]
    assert (piece.number, piece.title, piece.version, piece.because) == (
        2,
        "Encore",
        3,
        "Précision",
    )
    assert [(p.title, p.by, p.at, p.version) for p in piece.earlier] == [
        ("Deuxième", BY, AT, 1),
        ("Mieux", OTHER, LATER, 1),
    ]


def test_a_withdrawn_piece_keeps_its_number_and_says_why() -> None:
    pieces = ledger.withdrawn(_three(), 2, " Doublon ", OTHER, LATER)
    gone = pieces[1].withdrawn
    assert gone is not None
    assert (gone.reason, gone.by, gone.at) == ("Doublon", OTHER, LATER)
    assert [piece.number for piece in pieces] == [1, 2, 3]
    assert [piece.number for piece in ledger.standing(pieces)] == [1, 3]


def _with_file(digest: str, **said: Any) -> PieceEntry:
    file = Attachment(sha256=digest * 64, size=1, media_type="image/png", name="a.png")
    return entry(**{"shows": "rien-de-sensible", "kept": "jointe", "attachment": file, **said})


def test_the_files_of_earlier_versions_and_of_withdrawn_pieces_are_kept() -> None:
    pieces = ledger.added((), _with_file("a"), BY, AT)
    pieces = ledger.corrected(pieces, 1, _with_file("b"), "Plus net", BY, AT)
    pieces = ledger.withdrawn(ledger.added(pieces, _with_file("c"), BY, AT), 2, "Doublon", BY, AT)
    assert files_kept(pieces) == {digit * 64 for digit in "abc"}


def test_a_copy_joined_before_it_was_known_to_be_sensitive_is_needed_no_more() -> None:
    pieces = ledger.added((), _with_file("a"), BY, AT)
    patient = entry(shows="patient", kept="original-garde", guard="Coffre")
    assert files_kept(ledger.corrected(pieces, 1, patient, "Un patient", BY, AT)) == set()
    blurred = BlurredCopy(reason="Débat", asked_by=OTHER, at=AT)
    file = Attachment(sha256="b" * 64, size=1, media_type="image/png", name="b", blurred=blurred)
    shown = entry(shows="patient", kept="jointe", guard="Coffre", attachment=file)
    kept = files_kept(ledger.corrected(pieces, 1, shown, "Un patient", BY, AT))
    assert kept == {"b" * 64}


def test_what_a_ledger_refuses() -> None:
    pieces = ledger.withdrawn(_three(), 3, "Doublon", BY, AT)
    for act, sentence in (
        (lambda: ledger.withdrawn(pieces, 3, "x", BY, AT), "elle est déjà retirée"),
        (
            lambda: ledger.corrected(pieces, 3, entry(title="x"), "x", BY, AT),
            "elle est retirée et ne se corrige plus",
        ),
        (lambda: ledger.withdrawn(pieces, 4, "x", BY, AT), "il n'y a pas de pièce de ce numéro"),
        (lambda: ledger.withdrawn(pieces, 1, " ", BY, AT), "« motif du retrait » : à remplir"),
        (
            lambda: ledger.corrected(pieces, 1, entry(title="x"), "", BY, AT),
            "« motif de la correction » : à remplir",
        ),
        (
            lambda: ledger.corrected(pieces, 1, entry(title="Première"), "x", BY, AT),
            "rien n'y est changé",
        ),
        (lambda: ledger.added(pieces, entry(), "Jean", AT), "« compte » : forme non reconnue"),
    ):
        with pytest.raises(CaseRefusedError, match=sentence):
            act()


def test_a_case_remembers_the_last_number_it_gave() -> None:
    base, case = mini_base(), a_case()
    case = with_piece(base, case, entry(supports=("access@P1",)), BY, AT)
    case = with_piece(base, case, entry(title="Attestation", nature="temoignage"), BY, AT)
    assert case.pieces_numbered == 2
    case = with_piece_corrected(base, case, 1, entry(title="Capture entière"), "Précision", BY, AT)
    case = with_piece_withdrawn(case, 2, "Doublon", BY, AT)
    assert (case.pieces_numbered, case.pieces[0].title) == (2, "Capture entière")
    lost = type(case)(**{**dict(case), "pieces": case.pieces[:1]})
    assert with_piece(base, lost, entry(), BY, AT).pieces[-1].number == 3


def test_a_piece_of_a_case_names_only_what_the_base_knows() -> None:
    base, case = mini_base(), a_case()
    for said, sentence in (
        ({"title": "  "}, "« titre » : à remplir"),
        (
            {"supports": ("acces@P1",)},
            "réponse inconnue : « acces » ; vouliez-vous dire « access »",
        ),
        ({"obtained": "screenshot"}, "comment la pièce a été obtenue : valeur inconnue"),
    ):
        with pytest.raises(CaseRefusedError, match=sentence):
            with_piece(base, case, entry(**said), BY, AT)
        recorded = with_piece(base, case, entry(), BY, AT)
        with pytest.raises(CaseRefusedError, match=sentence):
            with_piece_corrected(base, recorded, 1, entry(**said), "x", BY, AT)
