"""From a YAML or JSON file to incidents: strict, with the place of the first thing that is wrong.

A file holds one incident; several as YAML documents, as a list, or under `incidents:`. The facts
stand flat at the level of their scope: the incident, a publication, a passage of it. Without
`passages`, the facts of the one passage stand in the publication itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from expert.incident import Incident, Passage, Publication
from expert.incident_files.dates import read_day
from expert.incident_files.disputes import DISPUTES, with_disputes
from expert.incident_files.levels import INCIDENT, PASSAGE, PUBLICATION, SINGLE, Level, read_level
from expert.incident_files.values import UNKNOWN, Placed, inside, kind_of, read_free_text
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place, nearest
from knowledge.reading import MAX_BYTES, Document, KeyPath, decode, parse_documents, read_text

FORMAT = "qualif-incident/1"
"""The version of the file format, written by a save and accepted in any file."""

DISPUTED_FORMAT = "qualif-incident/2"
"""The version that a save writes once a fact is discussed: an older reader refuses the file."""

MAX_PASSAGES = 100
"""Most passages one incident may have: each is qualified on its own."""

STANDARD_INPUT = "entrée standard"
UNTITLED = "Incident sans titre"
_CLOSED = {"oui": False, "true": False, "non": True, "false": True, UNKNOWN: None}


def read_incidents(
    source: Path | str, base: KnowledgeBase, *, examined_on: date | None = None
) -> list[Incident]:
    """Read every incident of a file, or of the standard input for « - ».

    `examined_on` overrides the examination day of the file, which is today when it says nothing.
    Raises `InputError`, and then nothing of the file is used.
    """
    shown = STANDARD_INPUT if str(source) == "-" else one_line(str(source))
    if str(source) == "-":
        text = decode(sys.stdin.buffer.read(MAX_BYTES + 1), Place(shown))
    else:
        text = read_text(Path(source), shown=shown)
    found = [
        incident_at(document, path, base, examined_on=examined_on)
        for document in parse_documents(text, shown)
        for path in _entries(document)
    ]
    if not found:
        raise InputError(Place(shown), "aucun incident dans ce fichier")
    return found


def incident_at(
    document: Document, path: KeyPath, base: KnowledgeBase, *, examined_on: date | None = None
) -> Incident:
    """Read the incident that stands at `path` of a parsed document."""
    raw = document.value
    for step in path:
        raw = raw[step]
    return _Reader(base).incident(_mapping(raw, inside(document.place, *path)), examined_on)


def _entries(document: Document) -> Iterator[KeyPath]:
    """Yield the path of each incident of a document."""
    value = document.value
    path: KeyPath = ()
    if isinstance(value, dict) and "incidents" in value:
        for key in value:
            if key != "incidents":
                message = f"« {one_line(key)} » ne va pas à côté de « incidents »"
                raise InputError(document.place((key,)), message)
        path, value = ("incidents",), value["incidents"]
        if not isinstance(value, list):
            raise InputError(document.place(path), "« incidents » : une liste est attendue")
    if not isinstance(value, list):
        yield path
        return
    yield from ((*path, index) for index in range(len(value)))


@dataclass(frozen=True, slots=True)
class _Node:
    """A mapping of the file and the places of what it holds."""

    raw: dict[str, Any]
    place: Placed

    def children(self, key: str) -> list[_Node]:
        """Return the mappings listed under `key`, which must be a list that is not empty."""
        raw = self.raw[key]
        if not isinstance(raw, list) or not raw:
            message = f"« {key} » : une liste d'au moins un élément est attendue"
            raise InputError(self.place((key,)), message)
        return [_mapping(item, inside(self.place, key, i)) for i, item in enumerate(raw)]

    def text(self, key: str) -> str:
        return read_free_text(key, self.raw.get(key), inside(self.place, key))


@dataclass(slots=True)
class _Reader:
    """Reads one incident; `passages` are the ids of those met so far."""

    base: KnowledgeBase
    passages: set[str] = field(default_factory=set)

    def incident(self, node: _Node, examined_on: date | None) -> Incident:
        _check_format(node)
        answers = self._level(node, INCIDENT)["incident"]
        written = _examination_day(node)
        listed = (
            tuple(self._publications(node))
            if node.raw.get("publications") is not None
            else (Publication("P1", (Passage("P1"),)),)
        )
        incident = Incident(
            title=node.text("incident").strip() or UNTITLED,
            examined_on=examined_on or written or date.today(),
            answers=answers,
            publications=listed,
            publications_closed=_closed(node),
            notes=_notes(node),
        )
        disputes = node.raw.get(DISPUTES)
        return with_disputes(self.base, incident, disputes, inside(node.place, DISPUTES))

    def _publications(self, node: _Node) -> Iterator[Publication]:
        seen: set[str] = set()
        for number, child in enumerate(node.children("publications"), start=1):
            name = _identifier(child, f"P{number}")
            _refuse_twice(child, name, seen)
            single = child.raw.get("passages") is None
            answers = self._level(child, SINGLE if single else PUBLICATION)
            if single:
                self._admit(child, name)
                passages = [Passage(name, answers["passage"], child.text("verbatim"))]
            else:
                passages = list(self._passages(child, name))
            yield Publication(
                name, tuple(passages), answers["publication"], child.text("adresse").strip()
            )

    def _passages(self, node: _Node, publication: str) -> Iterator[Passage]:
        if "verbatim" in node.raw:
            message = "« verbatim » se dit de chaque passage : à écrire dans « passages »"
            raise InputError(node.place(("verbatim",)), message)
        for index, child in enumerate(node.children("passages")):
            letter = chr(ord("a") + index) if index < 26 else str(index + 1)
            name = _identifier(child, f"{publication}{letter}")
            self._admit(child, name)
            answers = self._level(child, PASSAGE)["passage"]
            yield Passage(name, answers, child.text("verbatim"))

    def _level(self, node: _Node, level: Level) -> dict[str, dict[str, Any]]:
        return read_level(node.raw, node.place, level, self.base)

    def _admit(self, node: _Node, name: str) -> None:
        _refuse_twice(node, name, self.passages)
        if len(self.passages) > MAX_PASSAGES:
            raise InputError(node.place(()), f"trop de passages (plus de {MAX_PASSAGES})")


def _mapping(raw: Any, place: Placed) -> _Node:
    if not isinstance(raw, dict):
        found = "rien" if raw is None else kind_of(raw)
        raise InputError(place(()), f"un objet « clé: valeur » est attendu, pas {found}")
    return _Node(raw, place)


def _check_format(node: _Node) -> None:
    written = node.raw.get("format")
    if written not in (None, FORMAT, DISPUTED_FORMAT):
        message = f"format inconnu « {one_line(str(written))[:40]} » ; attendu : {FORMAT}"
        raise InputError(node.place(("format",)), message)


def _examination_day(node: _Node) -> date | None:
    raw = node.raw.get("examen")
    if raw is None:
        return None
    try:
        return read_day(node.text("examen"))
    except InputError:
        raise
    except ValueError as error:
        raise InputError(node.place(("examen",)), f"« examen » : {error}") from None


def _closed(node: _Node) -> bool | None:
    raw = node.raw.get("autres_publications")
    if raw is None:
        return None
    if not isinstance(raw, str) or raw not in _CLOSED:
        hint = nearest(raw, ("oui", "non", UNKNOWN)) if isinstance(raw, str) else ""
        message = f"« autres_publications » : oui, non ou inconnu est attendu{hint}"
        raise InputError(node.place(("autres_publications",)), message)
    return _CLOSED[raw]


def _notes(node: _Node) -> dict[str, Any]:
    raw = node.raw.get("notes")
    if raw is None:
        return {}
    if isinstance(raw, list):
        message = "« notes » : un texte ou un objet « clé: valeur » est attendu, pas une liste"
        raise InputError(node.place(("notes",)), message)
    return raw if isinstance(raw, dict) else {"texte": node.text("notes")}


def _identifier(node: _Node, default: str) -> str:
    """Return the id of a publication or passage: ASCII, so that it can be typed in a command."""
    if node.raw.get("id") is None:
        return default
    name = node.text("id")
    if not 0 < len(name) <= 40 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in name):
        shown = one_line(name)[:40]
        message = f"« id » : lettres sans accent, chiffres et tirets attendus, lu « {shown} »"
        raise InputError(node.place(("id",)), message)
    return name


def _refuse_twice(node: _Node, name: str, seen: set[str]) -> None:
    if name in seen:
        place = node.place(("id",) if "id" in node.raw else ())
        raise InputError(place, f"identifiant en double : « {name} »")
    seen.add(name)
