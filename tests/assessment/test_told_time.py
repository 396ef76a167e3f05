"""How long is left, as a reader says it: counted by hand on a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.assessment.counting import told_standing, told_time
from expert.calendar import add_months


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 20), date(2026, 11, 21), "1 jour"),
        (date(2026, 11, 20), date(2027, 1, 19), "60 jours"),
        (date(2026, 11, 20), date(2027, 1, 20), "2 mois"),
        (date(2026, 11, 20), date(2027, 1, 21), "2 mois et 1 jour"),
        (date(2026, 11, 20), date(2027, 11, 19), "11 mois et 30 jours"),
        (date(2026, 11, 20), date(2027, 11, 20), "1 an"),
        (date(2026, 11, 20), date(2028, 1, 19), "1 an et 1 mois"),
        (date(2026, 11, 28), date(2029, 11, 20), "2 ans et 11 mois"),
        (date(2026, 11, 20), date(2032, 12, 31), "6 ans et 1 mois"),
        (date(2026, 8, 31), date(2026, 11, 30), "3 mois"),
        (date(2024, 2, 29), date(2025, 2, 28), "1 an"),
    ],
)
def test_a_time_is_said_in_days_then_in_months_then_in_years(
    first: date, last: date, said: str
) -> None:
    assert told_time(first, last) == said


def test_where_a_delay_stands_is_never_told_in_thousands_of_days() -> None:
    today, end = date(2026, 11, 28), date(2029, 11, 20)  # 1 088 days
    assert told_standing(today, None, end, end) == "expire dans 2 ans et 11 mois"
    assert told_standing(end, None, today, today) == (
        "expiré depuis le 28/11/2026 (2 ans et 11 mois)"
    )
    assert told_standing(today, end, None, None) == (
        "pas avant le 20/11/2029, dans 2 ans et 11 mois"
    )


@given(
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.timedeltas(timedelta(days=61), timedelta(days=9000)),
)
def test_what_is_said_is_never_more_than_what_is_left(first: date, time: timedelta) -> None:
    words = told_time(first, first + time).replace(" et ", " ").split()
    said = dict(zip((unit.rstrip("s") for unit in words[1::2]), map(int, words[::2]), strict=True))
    months = said.get("an", 0) * 12 + said.get("moi", 0)
    told = add_months(first, months) + timedelta(days=said.get("jour", 0))
    assert told <= first + time < add_months(first, months + 1) + timedelta(days=3)
