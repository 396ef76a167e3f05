"""What the person concerned said: when, in which form, and informed of which right before."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from expert.cases.part import AccountId, Line, Moment, Part, Text

Setting = Literal["entretien", "ecrit", "audition"]

SETTING_FR: Final[dict[Setting, str]] = {
    "entretien": "en entretien",
    "ecrit": "par écrit",
    "audition": "en audition",
}


class Statement(Part):
    """What somebody of the case (`person`: an id of its people) said of the facts.

    `silence_told_on` is the day that person was informed of the right to stay silent, `None` when
    nobody recorded it. `words` is empty when the person chose to say nothing, which is not an
    answer. `piece` is the number of the piece that keeps it.
    """

    person: Line
    on: date
    setting: Setting
    words: Text = ""
    silence_told_on: date | None = None
    piece: int | None = None
    by: AccountId
    at: Moment
