"""A line turned into a row: its day, its shape, and the marks of its answers.

A line is a JSON object, or a row of a table whose header names the columns. The facts of an
incident of one passage stand flat in the line; several publications are written as in an incident
file (JSON only). Every refusal names its line.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple, NoReturn

from expert.batch.lines import LONGEST_LINE
from expert.batch.marks import Mark, Marks
from expert.batch.names import COLUMNS, OWN_KEYS, refused_id, refused_key
from expert.incident_files.dates import read_day
from expert.incident_files.reading import MAX_PASSAGES
from expert.incident_files.values import UNKNOWN, Placed, kind_of
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place, nearest

Shape = tuple[int, ...]
"""For each publication, how many passages it lists; 0 when it is its own single passage."""

ONE_PASSAGE: Shape = (0,)
ITEM_SEPARATOR = "|"
RANGE_SIGN = ".."

_CLOSED = {"oui": False, "non": True, UNKNOWN: None, None: None, True: False, False: True}


class Row(NamedTuple):
    """One incident: `units[u]` are the marks of passage u, those of its publication included.

    With one passage, every mark stands in `incident`. The marks are those of `marks`, which belongs
    to the day. `closed` is False while another publication may still be added.
    """

    line: int
    name: str | None
    day: date
    marks: Marks
    shape: Shape
    closed: bool
    incident: list[Mark]
    units: tuple[list[Mark], ...]


class RowReader:
    """Reads lines into rows for one file; `marks_of` gives the marks of an examination day."""

    def __init__(
        self,
        file: str,
        marks_of: Callable[[date], Marks],
        today: date,
        examined_on: date | None = None,
        header: tuple[str, ...] | None = None,
        delimiter: str = ",",
    ) -> None:
        self.usual_day = examined_on or today
        self._file = file
        self._marks_of = marks_of
        self._forced = examined_on
        self._header = header
        self._delimiter = delimiter
        self._days: dict[str, date] = {}

    def row(self, line: int, raw: bytes | None) -> Row | None:
        """Return the row of a line, or None for a blank one.

        Raises:
            InputError: the line is not an incident of this format; nothing of it is used.
        """
        text = line_text(raw, Place(self._file, line, 1))
        if not text or text.isspace():
            return None
        place = partial(_place, self._file, line, text)
        if self._header is None:
            return self._incident(line, json_object(text, self._file, line), place)
        cells = table_cells(text, self._delimiter, place(()))
        return self._incident(line, self._answers(cells, place), place)

    def day_of(self, raw: Any, place: Placed) -> date:
        """Return the day of « examen ». Raises `InputError`."""
        if raw is None:
            return self.usual_day
        if not isinstance(raw, str):
            raise InputError(place(("examen",)), "« examen » : une date est attendue")
        day = self._days.get(raw)
        if day is None:
            try:
                day = read_day(raw)
            except ValueError as error:
                message = f"« examen » : {one_line(str(error))}"
                raise InputError(place(("examen",)), message) from None
            self._days[raw] = day
        return self._forced or day

    def _answers(self, cells: list[str], place: Placed) -> dict[str, Any]:
        assert self._header is not None
        if len(cells) != len(self._header):
            message = f"{len(self._header)} colonnes attendues, {len(cells)} lues"
            raise InputError(place(()), message)
        return {
            name: _cell(cell.strip())
            for name, cell in zip(self._header, cells, strict=True)
            if cell and not cell.isspace()
        }

    def _incident(self, line: int, given: dict[str, Any], place: Placed) -> Row:
        name = _name(given.pop("id", None), place)
        day = self.day_of(given.pop("examen", None), place)
        closed = closed_list(given.pop("autres_publications", None), place) is True
        publications = given.pop("publications", None)
        marks = self._marks_of(day)
        if publications is None:
            flat = marks.level(given, "line", place)
            return Row(line, name, day, marks, ONE_PASSAGE, closed, flat, ([],))
        incident = marks.level(given, "incident", place)
        shape: list[int] = []
        units: list[list[Mark]] = []
        for publication in _listed(publications, "publications", place):
            passages = publication.pop("passages", None)
            if passages is None:
                shape.append(0)
                units.append(marks.level(publication, "single", place))
            else:
                common = marks.level(publication, "publication", place)
                found = [
                    common + marks.level(passage, "passage", place)
                    for passage in _listed(passages, "passages", place)
                ]
                shape.append(len(found))
                units += found
        if len(units) > MAX_PASSAGES:
            raise InputError(place(()), f"trop de passages (plus de {MAX_PASSAGES})")
        if tuple(shape) == ONE_PASSAGE:
            incident, units = incident + units[0], [[]]
        return Row(line, name, day, marks, tuple(shape), closed, incident, tuple(units))


def line_text(raw: bytes | None, place: Place) -> str:
    """Return the text of a line without its end, nor the mark some programs put first."""
    if raw is None:
        raise InputError(place, f"ligne trop longue (plus de {LONGEST_LINE // 1000} ko)")
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError(place, "ligne qui n'est pas en UTF-8") from None
    return text.removeprefix("\ufeff") if place.line == 1 else text


def table_cells(text: str, delimiter: str, place: Place) -> list[str]:
    """Return the cells of one line of a table."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        raise InputError(place, "ligne de tableau mal formée (guillemet non fermé ?)") from None


def read_header(raw: bytes | None, file: str, base: KnowledgeBase) -> tuple[tuple[str, ...], str]:
    """Return the columns of a table and what separates them. Raises `InputError`.

    The whole file is refused for a bad header: no line of it could be read.
    """
    place = Place(file, 1, 1)
    text = line_text(raw, place)
    delimiter = max(";,\t", key=text.count)
    names = tuple(cell.strip() for cell in table_cells(text, delimiter, place))
    for name in names:
        if not name:
            raise InputError(place, "colonne sans nom")
        if names.count(name) > 1:
            raise InputError(place, f"colonne en double : « {one_line(name)[:60]} »")
        refusal = None if name in COLUMNS else refused_key(name, "line", base)
        if refusal is not None:
            message = refusal.replace("clé inconnue", "colonne inconnue", 1)
            if name in OWN_KEYS["line"]:
                message = f"« {name} » : un tableau décrit un seul passage ; écrire du JSONL"
            elif base.facts.get(name) is None:
                message += "" if "vouliez" in message else nearest(name, COLUMNS)
            raise InputError(place, message)
    return names, delimiter


def json_object(text: str, file: str, line: int) -> dict[str, Any]:
    """Return the object of a line, every number as text. Raises `InputError`."""
    try:
        found = _decode(text)
    except json.JSONDecodeError as error:
        raise InputError(Place(file, line, error.colno), "texte JSON mal formé") from None
    except _Refused as error:
        raise InputError(Place(file, line, 1), str(error)) from None
    except RecursionError:
        raise InputError(Place(file, line, 1), "imbrication trop profonde") from None
    if not isinstance(found, dict):
        message = f"un objet « clé: valeur » est attendu, pas {_kind_of(found)}"
        raise InputError(Place(file, line, 1), message)
    return found


class _Refused(Exception):
    """A fault met while JSON is parsed, where the place is not known."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"clé en double : « {one_line(twice)[:60]} »")
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise _Refused(f"« {word} » n'est pas une valeur (un nombre, ou « {UNKNOWN} »)")


_decode = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_refuse_constant
).decode
"""Made once: `json.loads` makes one for each line."""


def _cell(text: str) -> Any:
    """Return the value of a cell: items of a list are cut by « | », a range of dates by « .. »."""
    if ITEM_SEPARATOR in text:
        return [item.strip() for item in text.split(ITEM_SEPARATOR)]
    if RANGE_SIGN in text:
        first, _, last = text.partition(RANGE_SIGN)
        bounds = {"depuis": first.strip(), "jusqu_a": last.strip()}
        return {bound: day for bound, day in bounds.items() if day}
    return text


def _name(raw: Any, place: Placed) -> str | None:
    if raw is None:
        return None
    refusal = refused_id(raw) if isinstance(raw, str) else "« id » : un repère est attendu"
    if refusal is not None:
        raise InputError(place(("id",)), refusal)
    return str(raw)


def closed_list(raw: Any, place: Placed) -> bool | None:
    """Return what « autres_publications » says: True when there is none. Raises `InputError`."""
    if isinstance(raw, str | bool | None) and raw in _CLOSED:
        return _CLOSED[raw]
    hint = nearest(raw, ("oui", "non", UNKNOWN)) if isinstance(raw, str) else ""
    message = f"« autres_publications » : oui, non ou inconnu est attendu{hint}"
    raise InputError(place(("autres_publications",)), message)


def _listed(raw: Any, key: str, place: Placed) -> Iterator[dict[str, Any]]:
    if not isinstance(raw, list) or not raw:
        message = f"« {key} » : une liste d'au moins un élément est attendue"
        raise InputError(place((key,)), message)
    for item in raw:
        if not isinstance(item, dict):
            message = f"« {key} » : un objet « clé: valeur » est attendu, pas {_kind_of(item)}"
            raise InputError(place((key,)), message)
        yield item


def _kind_of(raw: Any) -> str:
    return kind_of(raw) if isinstance(raw, list | str) else "un mot"


def _place(file: str, line: int, text: str, path: Iterable[str | int]) -> Place:
    """Return the place of the last key of a path: where it is first written in the line."""
    names = [step for step in path if isinstance(step, str)]
    return Place(file, line, max(text.find(f'"{names[-1]}"'), 0) + 1 if names else 1)
