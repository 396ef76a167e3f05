"""What is written of a row: the conclusions that are not excluded, and what the open ones become.

JSONL, one object a line read:

    {"ligne": 3, "id": "a-3", "etabli": [...], "conteste": [...], "a_etablir": {"x@P1": "écarté"}}

A conclusion is « x », « x@P1 » on a publication or its single passage, « x@P1a » on a passage.
« a_etablir » gives, for each, its status if nothing more is proved; for the others that status is
the same. A conclusion that is not written is « écarté » (asked for, they stand under « ecarte »).

CSV, for spreadsheets: one row a conclusion, « ; » between cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Literal

from expert.batch.conclude import Concluded
from expert.batch.law import DayLaw, skeleton
from expert.batch.rows import Row, Shape
from expert.batch.strips import Strip
from expert.inference.situation import Situation
from expert.inference.worlds import Bits
from expert.status import STATUS_FR, Status

Form = Literal["jsonl", "csv"]

CSV_HEADER = "ligne;id;conclusion;unite;statut;si_rien_de_plus_n_est_prouve\n"
_SHOWN: tuple[Status, ...] = ("established", "contested")
_EVERY: tuple[Status, ...] = (*_SHOWN, "excluded")
_LATER: tuple[Status, ...] = ("established", "contested", "open", "excluded")
"""What an open conclusion may be if nothing more is proved."""

_BETWEEN = ", "
_ROW = "\0"
"""Where the line and the id of a row stand in the text of its conclusions."""


class RowWriter:
    """Writes rows of one day and one shape; with `every`, the excluded conclusions too."""

    def __init__(self, law: DayLaw, shape: Shape, form: Form, *, every: bool) -> None:
        self._final = _EVERY if every else _SHOWN
        self._form = form
        names = list(_names(law, shape))
        if form == "csv":
            self._whole = Strip([self._lines(name) for name in names])
            return
        self._lists = {
            status: Strip([[f'{_BETWEEN}"{name}"'] for name in names]) for status in self._final
        }
        self._open = Strip(
            [[f'{_BETWEEN}"{name}": "{STATUS_FR[then]}"' for then in _LATER] for name in names]
        )

    def texts(self, rows: Sequence[Row], concluded: Sequence[Concluded]) -> list[str]:
        """Return the text of each row."""
        return self._csv(rows, concluded) if self._form == "csv" else self._jsonl(rows, concluded)

    def _jsonl(self, rows: Sequence[Row], concluded: Sequence[Concluded]) -> list[str]:
        count, cut = len(rows), len(_BETWEEN)
        established, contested, *excluded = (
            strip.texts([(one.statuses[status],) for one in concluded], count)
            for status, strip in self._lists.items()
        )
        opened = self._open.texts([_then(one) for one in concluded], count)
        last = excluded[0] if excluded else repeat(None, count)
        written = []
        for row, sure, split, open_, out in zip(
            rows, established, contested, opened, last, strict=True
        ):
            name = "" if row.name is None else f', "id": "{row.name}"'
            end = "" if out is None else f', "ecarte": [{out[cut:]}]'
            written.append(
                f'{{"ligne": {row.line}{name}, "etabli": [{sure[cut:]}], '
                f'"conteste": [{split[cut:]}], "a_etablir": {{{open_[cut:]}}}{end}}}\n'
            )
        return written

    def _csv(self, rows: Sequence[Row], concluded: Sequence[Concluded]) -> list[str]:
        states = [(*map(one.statuses.__getitem__, self._final), *_then(one)) for one in concluded]
        return [
            text.replace(_ROW, f"{row.line};{row.name or ''};")
            for row, text in zip(rows, self._whole.texts(states, len(rows)), strict=True)
        ]

    def _lines(self, name: str) -> list[str]:
        atom, _, unit = name.partition("@")
        pairs = [(status, status) for status in self._final]
        pairs += [("open", then) for then in _LATER]
        return [f"{_ROW}{atom};{unit};{STATUS_FR[now]};{STATUS_FR[then]}\n" for now, then in pairs]


def _then(one: Concluded) -> list[Bits]:
    """Return the rows where a conclusion is open, by what it is if nothing more is proved."""
    return [one.if_unproved[then] for then in _LATER]


def _names(law: DayLaw, shape: Shape) -> Iterator[str]:
    """Yield what each conclusion is called on its unit."""
    situation = Situation(law.program, skeleton(law.day, shape, closed=True), {})
    for atom, unit in law.places(shape):
        if unit is None:
            yield atom
            continue
        spot = situation.units[unit][1]
        scope = law.base.atom_conclusion(atom).scope
        yield f"{atom}@{spot.publication if scope == 'publication' else spot.passage}"
