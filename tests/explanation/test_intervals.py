"""An interval of a number is said as it is written in French, ends included as they are cut."""

from __future__ import annotations

import pytest

from expert.explanation.wording import say_interval
from knowledge import load_base


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 0, "moins de 1,5"),
        (1, 1, "de 1,5 à moins de 10"),
        (1, 2, "1,5 ou plus"),
        (2, 2, "10 ou plus"),
        (0, 2, "n'importe quel nombre"),
    ],
)
def test_a_decimal_has_a_comma(first: int, last: int, said: str) -> None:
    number = next(fact for fact in load_base().facts.values() if fact.kind == "nombre")
    assert say_interval(number, (1.5, 10.0), first, last) == said
