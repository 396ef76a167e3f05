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
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from knowledge.errors import InputError, KnowledgeError, Place
from knowledge.reading import Document, KeyPath, decode, parse_documents

_LOG = logging.getLogger(__name__)
_CACHE_FORMAT = "1"


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
    """Return the YAML files under `root` (the shipped base by default), sorted by name."""
    top: Traversable = root if root is not None else resources.files("knowledge") / "base"
    if not top.is_dir():
        raise KnowledgeError(Place(str(top)), "dossier de règles introuvable")
    return tuple(sorted(_walk(top, ""), key=lambda file: file.name))


def _walk(folder: Traversable, prefix: str) -> list[SourceFile]:
    found: list[SourceFile] = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            found.extend(_walk(entry, f"{name}/"))
        elif name.endswith((".yaml", ".yml")):
            found.append(SourceFile(name, entry.read_bytes()))
    return found


def digest_of(files: tuple[SourceFile, ...]) -> str:
    """Return the SHA-256 of the names and contents of the files, in order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.data).digest())
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
            Place(name, 1, 1), "un fichier de la base est un objet « clé: valeur »"
        )
    return BaseDocument(name, document.value, document.place)


def cached_documents(digest: str) -> list[BaseDocument] | None:
    """Return the parsed documents kept for this digest, or None."""
    try:
        seal, _, payload = _cache_file(digest).read_text("utf-8").partition("\n")
        if seal != _seal(digest, payload):
            return None
        return [BaseDocument(n, v, _whole_file(n)) for n, v in json.loads(payload)]
    except (OSError, ValueError):
        return None


def keep_documents(digest: str, documents: list[BaseDocument]) -> None:
    """Keep the parsed documents of a base that passed its checks; never fails."""
    payload = json.dumps([(d.name, d.value) for d in documents], ensure_ascii=False)
    target = _cache_file(digest)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".base-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{_seal(digest, payload)}\n{payload}")
        Path(temporary).replace(target)
    except OSError as error:
        _LOG.debug("base cache not written: %s", error.strerror)


def _cache_file(digest: str) -> Path:
    return user_cache_path("qualif", appauthor=False) / f"base-{_CACHE_FORMAT}-{digest[:32]}.json"


def _seal(digest: str, payload: str) -> str:
    return hashlib.sha256(f"{digest}\n{payload}".encode()).hexdigest()


def _whole_file(name: str) -> Callable[[KeyPath], Place]:
    return lambda _path: Place(name)
