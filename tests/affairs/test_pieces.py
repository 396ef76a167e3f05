"""Shared pieces: numbered by the affair, copied under the case's own numbers, then accepted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.affairs.affair import Affair
from expert.affairs.differences import piece_differences, with_piece_accepted
from expert.affairs.pieces import (
    with_case_piece_shared,
    with_piece_copied,
    with_piece_shared,
    with_shared_piece_corrected,
    with_shared_piece_withdrawn,
)
from expert.cases.casefile import CaseFile
from expert.cases.changes import with_piece, with_piece_corrected, with_piece_withdrawn
from expert.cases.part import Origin
from expert.cases.refusal import CaseRefusedError
from expert.evidence import ledger
from tests.affairs.examples import AFFAIR, two
from tests.cases.examples import AT, BY, LATER, OTHER, entry
from tests.tui.support import mini_base

BASE = mini_base()


def _copied() -> tuple[Affair, CaseFile]:
    """A piece of the affair copied into the second case, after one of its own."""
    affair, _, second = two()
    affair = with_piece_shared(BASE, affair, entry(title="Constat", nature="constat"), BY, AT)
    second = with_piece(BASE, second, entry(title="Attestation"), OTHER, AT)
    copied = with_piece_copied(
        BASE, affair, second, 1, OTHER, LATER, supports=("access@P1",), favourable=True
    )
    return affair, copied


def _corrected(affair: Affair, title: str = "Constat entier") -> Affair:
    said = entry(title=title, nature="constat")
    return with_shared_piece_corrected(BASE, affair, 1, said, "Page oubliée", BY, LATER)


def test_a_copy_has_the_next_number_of_its_case_and_says_where_it_comes_from() -> None:
    _, case = _copied()
    copy = case.pieces[1]
    assert (copy.number, copy.title, copy.by, copy.at) == (2, "Constat", OTHER, LATER)
    assert copy.origin == Origin(affair=AFFAIR, number=1, version=1)
    assert (copy.supports, copy.favourable) == (("access@P1",), True)
    assert case.pieces[0].origin is None


def test_what_a_piece_bears_is_said_in_each_case_and_not_in_the_affair() -> None:
    affair, _, _ = two()
    said = entry(supports=("access@P1",), favourable=True)
    (shared,) = with_piece_shared(BASE, affair, said, BY, AT).pieces
    assert (shared.supports, shared.favourable) == ((), False)


def test_a_piece_of_a_case_is_shared_without_losing_its_number() -> None:
    affair, first, _ = two()
    affair = with_piece_shared(BASE, affair, entry(title="Constat"), BY, AT)
    first = with_piece(BASE, first, entry(title="Capture", supports=("access@P1",)), BY, AT)
    affair, first = with_case_piece_shared(BASE, affair, first, 1, BY, LATER)
    assert [(piece.number, piece.title) for piece in affair.pieces] == [
        (1, "Constat"),
        (2, "Capture"),
    ]
    assert first.pieces[0].origin == Origin(affair=AFFAIR, number=2, version=1)
    assert (first.pieces[0].number, first.pieces[0].supports) == (1, ("access@P1",))
    assert piece_differences(affair, first) == ()


def test_a_correction_is_shown_and_not_applied() -> None:
    affair, case = _copied()
    affair = _corrected(affair)
    assert case.pieces[1].title == "Constat"
    (found,) = piece_differences(affair, case)
    assert (found.number, found.copy, found.withdrawn) == (1, 2, False)
    assert (found.fields, found.reason, found.by) == (("title",), "Page oubliée", BY)


def test_an_accepted_correction_keeps_the_version_before_and_what_the_piece_bears() -> None:
    affair, case = _copied()
    case = with_piece_accepted(BASE, _corrected(affair), case, 1, OTHER, LATER)
    copy = case.pieces[1]
    assert (copy.title, copy.because, copy.version) == ("Constat entier", "Page oubliée", 2)
    assert copy.earlier[0].title == "Constat"
    assert (copy.supports, copy.favourable) == (("access@P1",), True)
    assert copy.origin == Origin(affair=AFFAIR, number=1, version=2)
    assert piece_differences(_corrected(affair), case) == ()


def test_a_copy_corrected_in_its_own_case_still_says_where_it_comes_from() -> None:
    affair, case = _copied()
    case = with_piece_corrected(BASE, case, 2, entry(title="Mieux dit"), "Précision", OTHER, LATER)
    assert case.pieces[1].origin == Origin(affair=AFFAIR, number=1, version=1)
    assert piece_differences(affair, case) == ()
    assert [found.copy for found in piece_differences(_corrected(affair), case)] == [2]


def test_a_withdrawal_is_shown_then_accepted_with_its_reason() -> None:
    affair, case = _copied()
    affair = with_shared_piece_withdrawn(affair, 1, "Document d'un autre service", BY, LATER)
    (found,) = piece_differences(affair, case)
    assert (found.withdrawn, found.reason) == (True, "Document d'un autre service")
    case = with_piece_accepted(BASE, affair, case, 1, OTHER, LATER)
    gone = case.pieces[1].withdrawn
    assert gone is not None
    assert (gone.reason, gone.by) == ("Document d'un autre service", OTHER)
    assert piece_differences(affair, case) == ()


@given(st.lists(st.sampled_from(["share", "copy", "correct", "withdraw", "accept"]), max_size=12))
def test_both_ledgers_stay_without_gap(turns: list[str]) -> None:
    affair, _, case = two()
    for number, turn in enumerate(turns):
        last = len(affair.pieces)
        try:
            if turn == "share":
                affair = with_piece_shared(BASE, affair, entry(title=f"T{number}"), BY, AT)
            elif turn == "copy":
                case = with_piece_copied(BASE, affair, case, last, BY, AT)
            elif turn == "correct":
                said = entry(title=f"T{number}")
                affair = with_shared_piece_corrected(BASE, affair, last, said, "x", BY, AT)
            elif turn == "withdraw":
                affair = with_shared_piece_withdrawn(affair, last, "x", BY, AT)
            else:
                case = with_piece_accepted(BASE, affair, case, last, BY, AT)
                assert all(d.number != last for d in piece_differences(affair, case))
        except CaseRefusedError:
            continue
    assert ledger.alarms(affair.pieces, affair.pieces_numbered) == ()
    assert ledger.alarms(case.pieces, case.pieces_numbered) == ()


def _gone(affair: Affair) -> Affair:
    return with_shared_piece_withdrawn(affair, 1, "x", BY, AT)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda a, c: with_piece_copied(BASE, a, c, 1, BY, AT), "déjà dans ce dossier"),
        (lambda a, c: with_piece_copied(BASE, a, c, 2, BY, AT), "pas de pièce de ce numéro"),
        (lambda a, c: with_piece_copied(BASE, _gone(a), c, 1, BY, AT), "elle est retirée"),
        (lambda a, c: with_case_piece_shared(BASE, a, c, 2, BY, AT), "elle est déjà partagée"),
        (
            lambda a, c: with_case_piece_shared(
                BASE, a, with_piece_withdrawn(c, 1, "x", BY, AT), 1, BY, AT
            ),
            "déjà partagée, ou retirée",
        ),
        (lambda a, c: with_piece_accepted(BASE, a, c, 1, BY, AT), "aucune différence"),
        (lambda a, c: with_piece_shared(BASE, a, entry(title=""), BY, AT), "« titre » : à remplir"),
        (lambda a, c: with_piece_shared(BASE, a, entry(obtained="vol"), BY, AT), "valeur inconnue"),
        (
            lambda a, c: with_shared_piece_corrected(
                BASE, a, 1, entry(obtained="vol"), "x", BY, AT
            ),
            "valeur inconnue",
        ),
    ],
)
def test_shared_pieces_that_are_refused(act: Any, sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        act(*_copied())


def test_a_copy_that_was_withdrawn_in_its_case_may_be_taken_again() -> None:
    affair, case = _copied()
    case = with_piece_withdrawn(case, 2, "Erreur", OTHER, LATER)
    assert piece_differences(_corrected(affair), case) == ()
    again = with_piece_copied(BASE, affair, case, 1, OTHER, LATER)
    assert [piece.number for piece in ledger.standing(again.pieces)] == [1, 3]
