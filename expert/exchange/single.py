"""One case in one age file, under a phrase that travels by another way.

Inside the file: the case, and its attached files in base 64. No compression: nothing small in it
ever becomes large.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from expert.cases.casefile import CaseFile
from expert.cases.pieces import files_kept
from expert.exchange.errors import ExchangeError, NewerFileError
from expert.vault import age
from expert.vault.phrase import check_phrase, normalized

FORMAT: Final = "qualif-echange/1"
_FAMILY: Final = "qualif-echange/"
LARGEST: Final = 300_000_000
"""Bytes of the largest file that is read: some hundred attached files at most."""

_TOO_LARGE: Final = f"Ce fichier dépasse {LARGEST // 1_000_000} Mo : il n'a pas été lu."
_NOT_ONE: Final = "Ce fichier n'est pas un dossier exporté par Qualif."


@dataclass(frozen=True, slots=True)
class Travelling:
    """A case with its attached files, by their SHA-256."""

    case: CaseFile
    files: Mapping[str, bytes]


def read_case_file(path: Path) -> bytes:
    """Return the bytes of a file that was received.

    Raises:
        ExchangeError: it is too large to be one.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ExchangeError(_TOO_LARGE)
    return data


def sealed_case(travelling: Travelling, phrase: str) -> bytes:
    """Return the file of a case, sealed under a phrase; takes about a second, on purpose.

    Raises:
        PhraseError: the phrase is too weak.
    """
    check_phrase(phrase)
    files = {name: base64.b64encode(data).decode() for name, data in travelling.files.items()}
    content = json.dumps({"format": FORMAT, "fichiers": files}, sort_keys=True)
    written = content.encode() + b"\n" + travelling.case.model_dump_json().encode()
    return age.seal_under_phrase(written, normalized(phrase))


def opened_case(sealed: bytes, phrase: str) -> Travelling:
    """Return what `sealed_case` wrote, by this version or an older one.

    Raises:
        ExchangeError: another phrase, or a file that is not whole: nothing of it is used.
    """
    if len(sealed) > LARGEST:
        raise ExchangeError(_TOO_LARGE)
    if not sealed.startswith(age.HEADER):
        raise ExchangeError(_NOT_ONE)
    try:
        content = age.unseal_with_phrase(sealed, normalized(phrase))
    except age.SealError:
        raise ExchangeError(
            "Ce fichier ne s'ouvre pas avec cette phrase, ou il a été abîmé en chemin."
        ) from None
    head, _, case = content.partition(b"\n")
    files = _files(_object(head))
    try:
        read = CaseFile.model_validate_json(case)
    except (ValidationError, RecursionError):
        raise ExchangeError("Le dossier que ce fichier contient n'est pas complet.") from None
    _check_attachments(read, files)
    return Travelling(read, files)


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ExchangeError(_NOT_ONE) from None
    kind = found.get("format") if isinstance(found, Mapping) else None
    if kind != FORMAT:
        if isinstance(kind, str) and kind.startswith(_FAMILY):
            raise NewerFileError("Ce dossier")
        raise ExchangeError(_NOT_ONE)
    return dict(found)


def _files(found: Mapping[str, Any]) -> dict[str, bytes]:
    try:
        files = {str(k): base64.b64decode(v, validate=True) for k, v in found["fichiers"].items()}
    except (KeyError, AttributeError, TypeError, ValueError, binascii.Error):
        raise ExchangeError("Les pièces jointes de ce fichier sont illisibles.") from None
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != name:
            raise ExchangeError("Une pièce jointe de ce fichier n'est pas celle qui est annoncée.")
    return files


def _check_attachments(case: CaseFile, files: Mapping[str, bytes]) -> None:
    if files_kept(case.pieces) != set(files):
        raise ExchangeError("Ce fichier n'a pas les pièces jointes que son dossier annonce.")
