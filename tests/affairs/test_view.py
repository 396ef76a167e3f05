"""The table of equal treatment: for counsel only, side by side, nothing ranked nor counted."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import permutations

import pytest

from expert.affairs.affair import Affair
from expert.affairs.pieces import with_piece_shared
from expert.affairs.treatment import CAUTION, UNNAMED, Taken, TreatmentRow, equal_treatment
from expert.affairs.view import AffairView, CounselView, view_of
from expert.cases.casefile import CaseFile
from expert.cases.refusal import CaseRefusedError
from tests.affairs.examples import FIRST, SECOND, THIRD, a_case, linked
from tests.cases.examples import AT, BY, at_stage, decided, entry
from tests.tui.support import mini_base

BASE = mini_base()


def _affair() -> tuple[Affair, list[CaseFile]]:
    """The heaviest decision in the first case, none in the second, nobody named in the third."""
    affair, (first, second, third) = linked(
        a_case(THIRD, "Jean Dupont"), a_case(SECOND, "Zoé Martin"), a_case(FIRST, "Ali Benali")
    )
    later = date(2026, 11, 27)
    first = decided(first, act="sanction", sanction="exclusion", group="g2", on=later)
    first = decided(first, act="saisine", on=date(2026, 11, 20))
    first = at_stage(first, "instruit", "saisi", "decide")
    third = type(third)(**{**dict(third), "people": ()})
    return affair, [first, second, third]


def test_each_person_has_a_line_in_the_order_of_the_affair() -> None:
    affair, cases = _affair()
    first, second, third = equal_treatment(BASE, affair, cases).rows
    assert first == TreatmentRow(
        THIRD,
        "Jean Dupont",
        "aide-soignante",
        "décision prise",
        (
            Taken(date(2026, 11, 20), "saisine du conseil ou de l'instance", "", ""),
            Taken(date(2026, 11, 27), "sanction prononcée", "exclusion", "Deuxième groupe"),
        ),
    )
    assert second == TreatmentRow(SECOND, "Zoé Martin", "aide-soignante", "ouvert", ())
    assert (third.who, third.function) == (UNNAMED, "")


def test_the_order_says_nothing_of_what_was_decided() -> None:
    affair, cases = _affair()
    for order in permutations(cases):
        rows = equal_treatment(BASE, affair, order).rows
        assert [row.case for row in rows] == [THIRD, SECOND, FIRST]


def test_no_line_holds_a_number_nor_a_rank() -> None:
    kinds = {field.name: str(field.type) for row in (TreatmentRow, Taken) for field in fields(row)}
    assert set(kinds) == {
        "case", "who", "function", "stage", "decisions", "on", "act", "sanction", "group",
    }  # fmt: skip
    assert not any("int" in kind or "float" in kind for kind in kinds.values())
    assert "rien n'est classé ni comparé" in CAUTION


def test_only_counsel_has_the_table_and_the_others_have_no_such_thing() -> None:
    affair, cases = _affair()
    counsel = view_of(BASE, affair, cases, "juriste")
    assert isinstance(counsel, CounselView)
    assert counsel.treatment == equal_treatment(BASE, affair, cases)
    for reader in ("rh", "contradiction"):
        view = view_of(BASE, affair, cases, reader)
        assert type(view) is AffairView
        assert not hasattr(view, "treatment")


def test_a_reader_sees_the_cases_that_were_opened_for_them_and_the_alarms() -> None:
    affair, cases = _affair()
    affair = with_piece_shared(BASE, affair, entry(), BY, AT)
    lost = type(affair)(**{**dict(affair), "pieces": ()})
    view = view_of(BASE, lost, cases[1:2], "rh")
    assert (view.title, view.cases) == ("Fil du service", (SECOND,))
    assert view.alarms == (
        "Alerte : la pièce 1 manque, sa place dans la suite des numéros est vide.",
    )


@pytest.mark.parametrize("reader", ["manager", "cadre", "Juriste", ""])
def test_an_affair_is_not_opened_for_who_only_hands_over_nor_for_nobody(reader: str) -> None:
    affair, cases = _affair()
    with pytest.raises(CaseRefusedError, match="ne s'ouvre pas pour ce lecteur"):
        view_of(BASE, affair, cases, reader)


def test_a_case_of_another_affair_is_in_no_table() -> None:
    affair, cases = _affair()
    _, (stranger,) = linked(a_case("D-0000-0009", "Léa"))
    alone = type(stranger)(**{**dict(stranger), "affair": None})
    with pytest.raises(CaseRefusedError, match="D-0000-0009 n'est pas dans cette affaire"):
        equal_treatment(BASE, affair, [*cases, alone])
