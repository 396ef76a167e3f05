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
from itertools import compress
from typing import Literal

from expert.batch.conclude import Concluded
from expert.batch.law import DayLaw, skeleton
from expert.batch.rows import Row
from expert.inference.situation import Situation
from expert.inference.worlds import Bits
from expert.status import STATUS_FR, Status

Form = Literal["jsonl", "csv"]

CSV_HEADER = "ligne;id;conclusion;unite;statut;si_rien_de_plus_n_est_prouve\n"
_ZERO_ONE = bytes.maketrans(b"01", b"\x00\x01")
_FINAL: tuple[Status, ...] = ("established", "contested", "excluded")
_KEYS: dict[Status, str] = {
    "established": "etabli", "contested": "conteste", "open": "a_etablir", "excluded": "ecarte",
}  # fmt: skip


def write_rows(
    law: DayLaw, rows: Sequence[Row], concluded: Sequence[Concluded], form: Form, *, every: bool
) -> list[str]:
    """Return the text of each row; with `every`, the excluded conclusions are written too."""
    if form == "csv":
        return _csv(law, rows, concluded, every=every)
    lists = {status: [list[str]() for _ in rows] for status in _KEYS}
    for one, name in zip(concluded, _names(law, rows, concluded), strict=True):
        for status in _FINAL[: 3 if every else 2]:
            for found in _selected(lists[status], one.statuses[status]):
                found.append(f'"{name}"')
        for status, bits in one.if_unproved.items():
            text = f'"{name}": "{STATUS_FR[status]}"'
            for found in _selected(lists["open"], bits):
                found.append(text)
    written = []
    for number, row in enumerate(rows):
        parts = [f'"ligne": {row.line}']
        if row.name is not None:
            parts.append(f'"id": "{row.name}"')
        for status in ("established", "contested"):
            parts.append(f'"{_KEYS[status]}": [{", ".join(lists[status][number])}]')
        parts.append(f'"{_KEYS["open"]}": {{{", ".join(lists["open"][number])}}}')
        if every:
            parts.append(f'"{_KEYS["excluded"]}": [{", ".join(lists["excluded"][number])}]')
        written.append("{" + ", ".join(parts) + "}\n")
    return written


def _csv(
    law: DayLaw, rows: Sequence[Row], concluded: Sequence[Concluded], *, every: bool
) -> list[str]:
    lists = [list[str]() for _ in rows]
    for one, name in zip(concluded, _names(law, rows, concluded), strict=True):
        atom, _, unit = name.partition("@")
        for status in _FINAL[: 3 if every else 2]:
            text = f"{atom};{unit};{STATUS_FR[status]};{STATUS_FR[status]}\n"
            for found in _selected(lists, one.statuses[status]):
                found.append(text)
        for status, bits in one.if_unproved.items():
            text = f"{atom};{unit};{STATUS_FR['open']};{STATUS_FR[status]}\n"
            for found in _selected(lists, bits):
                found.append(text)
    return [
        "".join(f"{row.line};{row.name or ''};{text}" for text in found)
        for row, found in zip(rows, lists, strict=True)
    ]


def _selected(lists: Sequence[list[str]], bits: Bits) -> Iterator[list[str]]:
    """Return the lists of the rows that have the bit."""
    if not bits:
        return iter(())
    ones = f"{bits:b}".encode().translate(_ZERO_ONE)[::-1]
    return compress(lists, ones)


def _names(law: DayLaw, rows: Sequence[Row], concluded: Sequence[Concluded]) -> Iterator[str]:
    """Yield what each conclusion is called on its unit."""
    situation = Situation(law.program, skeleton(law.day, rows[0].shape, closed=True), {})
    for atom, unit in (one.place for one in concluded):
        if unit is None:
            yield atom
            continue
        spot = situation.units[unit][1]
        scope = law.base.atom_conclusion(atom).scope
        yield f"{atom}@{spot.publication if scope == 'publication' else spot.passage}"
