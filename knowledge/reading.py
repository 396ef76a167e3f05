"""Reading YAML (and JSON, its subset) into plain data, knowing where every value stands.

Parsed from libyaml's events with an explicit stack, so that size, depth, aliases and duplicate
keys are judged before anything is built: `safe_load` walks an alias bomb, overflows on deep
nesting, lets the last duplicate win and turns « no » into False. Here every scalar is text
(or None for an empty or `null` one): types are the models' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import InputError, Place

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
Value = Any
KeyPath = tuple[str | int, ...]

_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its plain value, and the place of every key path in it."""

    value: Value
    places: dict[KeyPath, Place]

    def place(self, path: KeyPath) -> Place:
        """Return the place of `path`, or of its nearest enclosing value."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place("?"))


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled; `key` is the pending key of a mapping."""

    value: dict[str, Value] | list[Value]
    path: KeyPath
    key: str | None = None
    waits_key: bool = True


@dataclass(slots=True)
class _Builder:
    """Turns the events of one document into a value, refusing what must not be read."""

    file: str
    places: dict[KeyPath, Place] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    root: Value = None

    def at(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def open(self, event: Any, value: dict[str, Value] | list[Value]) -> None:
        path = self._put(event, value)
        if len(self.stack) >= MAX_DEPTH:
            raise InputError(self.at(event), f"imbrication trop profonde (plus de {MAX_DEPTH})")
        self.stack.append(_Frame(value, path))

    def scalar(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.waits_key:
            if event.value in frame.value:
                raise InputError(self.at(event), f"clé en double : « {event.value} »")
            frame.key, frame.waits_key = event.value, False
            self.places[(*frame.path, event.value)] = self.at(event)
            return
        plain = event.style is None or event.style == ""
        self._put(event, None if plain and event.value in _NULL else event.value)

    def _put(self, event: Any, value: Value) -> KeyPath:
        if not self.stack:
            self.root = value
            self.places[()] = self.at(event)
            return ()
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            path = (*frame.path, len(frame.value))
            frame.value.append(value)
            self.places[path] = self.at(event)
            return path
        if frame.waits_key:
            raise InputError(self.at(event), "une clé est un mot, pas une liste ni un objet")
        assert frame.key is not None
        path = (*frame.path, frame.key)
        frame.value[frame.key] = value
        frame.waits_key = True
        return path


def parse_documents(text: str, file: str) -> list[Document]:
    """Read every document of `text`. Raises `InputError` with line and column."""
    _refuse_controls(text, file)
    documents: list[Document] = []
    builder = _Builder(file)
    prepared = _SURROGATES.sub(_join_surrogates, text)
    try:
        for event in yaml.parse(prepared, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise InputError(builder.at(event), "ancres et renvois YAML (&, *) sont refusés")
            if getattr(event, "tag", None):
                raise InputError(builder.at(event), "les étiquettes YAML (!) sont refusées")
            if isinstance(event, yaml.MappingStartEvent):
                builder.open(event, {})
            elif isinstance(event, yaml.SequenceStartEvent):
                builder.open(event, [])
            elif isinstance(event, yaml.ScalarEvent):
                builder.scalar(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                builder.stack.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                documents.append(Document(builder.root, builder.places))
                builder = _Builder(file)
    except yaml.YAMLError as error:
        raise InputError(_error_place(error, file), _syntax_message(error)) from None
    return documents


def read_text(path: Path, *, shown: str | None = None, limit: int = MAX_BYTES) -> str:
    """Read a UTF-8 file, refusing folders, binaries and files over `limit` bytes."""
    place = Place(shown or str(path))
    try:
        if path.is_dir():
            raise InputError(place, "c'est un dossier, pas un fichier")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise InputError(place, "fichier introuvable") from None
    except PermissionError:
        raise InputError(place, "lecture non permise") from None
    except OSError as error:
        raise InputError(place, f"lecture impossible ({error.strerror})") from None
    return decode(data, place, limit=limit)


def decode(data: bytes, place: Place, *, limit: int = MAX_BYTES) -> str:
    """Return `data` as text, or say in one sentence why it cannot be read."""
    if len(data) > limit:
        raise InputError(place, f"fichier trop grand (plus de {limit // 1000} ko)")
    if b"\0" in data:
        raise InputError(place, "fichier binaire : un texte YAML ou JSON est attendu")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(place, "texte qui n'est pas en UTF-8") from None
    if not text.strip():
        raise InputError(place, "fichier vide")
    return text


def _refuse_controls(text: str, file: str) -> None:
    """Refuse what YAML forbids, with its place: libyaml gives none."""
    found = _FORBIDDEN.search(text)
    if found is not None:
        before = _LINE_ENDS.split(text[: found.start()])
        place = Place(file, len(before), len(before[-1]) + 1)
        raise InputError(place, "caractère de contrôle interdit")


def _join_surrogates(match: re.Match[str]) -> str:
    """Turn a JSON surrogate pair into its character: YAML knows no such escape."""
    raw = match.group()
    high, low = int(raw[2:6], 16), int(raw[8:12], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _error_place(error: yaml.YAMLError, file: str) -> Place:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _syntax_message(error: yaml.YAMLError) -> str:
    """Say in French what libyaml says in English, for the faults people make."""
    problem = str(getattr(error, "problem", "") or "")
    known = {
        "mapping values": "deux-points inattendu (mettre la valeur entre guillemets)",
        "could not find expected ':'": "il manque « : » après une clé",
        "tab": "tabulation dans la mise en page : utiliser des espaces",
        "did not find expected key": "mise en page incorrecte (décalage ou guillemet)",
        "unexpected end of stream": "texte interrompu (guillemet ou crochet non fermé)",
        "expected ',' or": "virgule ou fermeture (« ] » ou « } ») attendue",
        "cannot start any token": "ce signe ne peut pas commencer une valeur (ni tabulation, ni @)",
        "escape": "échappement « \\ » inconnu entre guillemets",
    }
    for key, sentence in known.items():
        if key in problem:
            return sentence
    return "texte YAML ou JSON mal formé (décalage, guillemet ou crochet)"
