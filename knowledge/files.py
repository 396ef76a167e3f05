"""The files of a base: which there are, their digest, and a checked cache of their parsed form.

Reading a megabyte of YAML is most of the cost of a start, so the parsed documents are kept as
JSON in the user's cache folder, named by the digest of the files and sealed by a checksum. A
cache that is missing, damaged or unwritable only makes the start slower.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from knowledge.errors import InputError, KnowledgeError, Place
from knowledge.reading import MAX_BYTES, Document, KeyPath, decode, parse_documents

_LOG = logging.getLogger(__name__)
_CACHE_FORMAT = "2"
_KEPT_CACHES = 3
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One YAML file of a base: its path inside the base and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BaseDocument:
    """The parsed content of one file, with the place of each of its values."""

    name: str
    value: dict[str, Any]
    place: Callable[[KeyPath], Place]


def list_files(root: Path | None = None) -> tuple[SourceFile, ...]:
    """Return the YAML files under `root` (the shipped base by default), sorted by name.

    Hidden files (an editor's backups and locks) are left aside. Raises `KnowledgeError`.
    """
    top: Traversable = root if root is not None else resources.files("knowledge") / "base"
    if not top.is_dir():
        raise KnowledgeError(Place(str(top)), "dossier de règles introuvable")
    return tuple(sorted(_walk(top, "", 0), key=lambda file: file.name))


def _walk(folder: Traversable, prefix: str, depth: int) -> Iterator[SourceFile]:
    if depth > _DEEPEST:
        raise KnowledgeError(Place(prefix), "dossiers trop imbriqués, ou lien vers lui-même")
    for entry in _entries(folder, prefix):
        name = f"{prefix}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{name}/", depth + 1)
        elif name.endswith((".yaml", ".yml")):
            yield SourceFile(name, _bytes(entry, name))


def _entries(folder: Traversable, prefix: str) -> list[Traversable]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise KnowledgeError(
            Place(prefix or str(folder)), f"lecture impossible ({error.strerror})"
        ) from None


def _bytes(entry: Traversable, name: str) -> bytes:
    """Read one file, and no more than what shows that it is too large."""
    if not entry.is_file():
        raise KnowledgeError(Place(name), "ce n'est pas un fichier que l'on peut lire")
    try:
        with entry.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: OSError) -> KnowledgeError:
    if isinstance(error, PermissionError):
        return KnowledgeError(Place(name), "lecture non permise")
    return KnowledgeError(Place(name), f"lecture impossible ({error.strerror})")


def digest_of(files: tuple[SourceFile, ...]) -> str:
    """Return the SHA-256 of the names and contents of the files, in order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(
            file.name.encode("utf-8", "surrogateescape")
            + b"\0"
            + hashlib.sha256(file.data).digest()
        )
    return digest.hexdigest()


def parse_files(files: tuple[SourceFile, ...]) -> list[BaseDocument]:
    """Parse every file. Raises `KnowledgeError` at the first that cannot be read."""
    documents: list[BaseDocument] = []
    for file in files:
        try:
            parsed = parse_documents(decode(file.data, Place(file.name)), file.name)
        except InputError as error:
            raise KnowledgeError(error.place, error.message) from None
        documents.extend(_base_document(file.name, document) for document in parsed)
    return documents


def _base_document(name: str, document: Document) -> BaseDocument:
    if not isinstance(document.value, dict):
        raise KnowledgeError(
            document.place(()), "un fichier de la base est un objet « clé: valeur »"
        )
    return BaseDocument(name, document.value, document.place)


def cached_documents(digest: str) -> list[BaseDocument] | None:
    """Return the parsed documents kept for this digest, or None."""
    try:
        seal, _, payload = _cache_file(digest).read_text("utf-8").partition("\n")
        if seal != _seal(digest, payload):
            return None
        return [_kept(*kept) for kept in json.loads(payload)]
    except (OSError, ValueError):
        return None


def keep_documents(digest: str, documents: list[BaseDocument]) -> None:
    """Keep the parsed documents of a base that passed its checks; never fails."""
    kept = [(d.name, d.value, _places_of_entries(d)) for d in documents]
    payload = json.dumps(kept, ensure_ascii=False)
    target = _cache_file(digest)
    temporary: Path | None = None
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".base-")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{_seal(digest, payload)}\n{payload}")
        temporary.replace(target)
        _forget_older(target.parent)
    except OSError as error:
        _LOG.debug("base cache not written: %s", error.strerror)
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _places_of_entries(document: BaseDocument) -> list[tuple[str, int, int, int]]:
    """Return (key, index, line, column) of each entry listed at the top of a document."""
    return [
        (key, index, place.line, place.column)
        for key, entries in document.value.items()
        if isinstance(entries, list)
        for index in range(len(entries))
        for place in (document.place((key, index)),)
    ]


def _kept(
    name: str, value: dict[str, Any], places: list[tuple[str, int, int, int]]
) -> BaseDocument:
    known: dict[KeyPath, Place] = {
        (key, index): Place(name, line, column) for key, index, line, column in places
    }
    return BaseDocument(name, value, Document(value, {(): Place(name), **known}).place)


def _forget_older(folder: Path) -> None:
    """Remove the caches of earlier bases: each is a megabyte, and one is made at every change."""
    kept = sorted(folder.glob("base-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for older in kept[_KEPT_CACHES:]:
        older.unlink(missing_ok=True)


def _cache_file(digest: str) -> Path:
    return user_cache_path("qualif", appauthor=False) / f"base-{_CACHE_FORMAT}-{digest[:32]}.json"


def _seal(digest: str, payload: str) -> str:
    return hashlib.sha256(f"{digest}\n{payload}".encode()).hexdigest()
