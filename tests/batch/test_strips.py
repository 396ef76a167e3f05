"""Texts made by panes are those of each conclusion, one after the other."""

from __future__ import annotations

import random

import pytest

from expert.batch import strips
from expert.batch.strips import Strip


@pytest.mark.parametrize("kept", [0, 1_000])
@pytest.mark.parametrize("seed", range(6))
def test_texts_are_those_of_each_row(seed: int, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strips, "_MOST_KEPT", kept)
    chance = random.Random(seed)
    choices = [
        [f"<{number}{state}>" for state in range(chance.choice([1, 1, 2, 4, 6]))]
        for number in range(chance.choice([1, 7, 40, 90]))
    ]
    strip = Strip(choices)
    for rows in (1, 8, 300):
        drawn = [[chance.randint(-3, len(texts)) for texts in choices] for _ in range(rows)]
        states = [
            [
                sum(1 << row for row in range(rows) if drawn[row][number] == state)
                for state in range(1, len(texts) + 1)
            ]
            for number, texts in enumerate(choices)
        ]
        expected = [
            "".join(texts[of[n] - 1] for n, texts in enumerate(choices) if of[n] > 0)
            for of in drawn
        ]
        assert list(strip.texts(states, rows)) == expected


def test_nothing_to_write() -> None:
    assert list(Strip([["a"], ["b"]]).texts([[0], [0]], 3)) == ["", "", ""]
    assert list(Strip([]).texts([], 2)) == ["", ""]
