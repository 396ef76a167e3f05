"""What a file is, told by its first bytes and never by its name; nothing is opened nor executed.

A closed list: images, sounds, films, PDF, plain text and e-mails, each by a signature at its very
first byte. Libraries that guess a type accept whatever resembles it; what is not surely one of
these is refused here, and so are archives, office documents, web pages and programs, by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from expert.cases.refusal import CaseRefusedError


@dataclass(frozen=True, slots=True)
class Media:
    """A type that may be kept: its media type, its extension, and how it is called."""

    media_type: str
    extension: str
    label: str


PNG: Final = Media("image/png", "png", "image PNG")
JPEG: Final = Media("image/jpeg", "jpg", "image JPEG")
GIF: Final = Media("image/gif", "gif", "image GIF")
WEBP: Final = Media("image/webp", "webp", "image WebP")
HEIC: Final = Media("image/heic", "heic", "photo HEIC")
PDF: Final = Media("application/pdf", "pdf", "document PDF")
TEXT: Final = Media("text/plain", "txt", "texte")
EMAIL: Final = Media("message/rfc822", "eml", "courriel")
MP4: Final = Media("video/mp4", "mp4", "film MP4")
QUICKTIME: Final = Media("video/quicktime", "mov", "film QuickTime")
PHONE_FILM: Final = Media("video/3gpp", "3gp", "film 3GP")
M4A: Final = Media("audio/mp4", "m4a", "enregistrement M4A")
MP3: Final = Media("audio/mpeg", "mp3", "enregistrement MP3")
OGG: Final = Media("audio/ogg", "ogg", "enregistrement Ogg")
WAV: Final = Media("audio/wav", "wav", "enregistrement WAV")
AMR: Final = Media("audio/amr", "amr", "enregistrement AMR")

_SIGNED: Final[tuple[tuple[bytes, Media], ...]] = (
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"ID3", MP3),
    (b"\xff\xfb", MP3),
    (b"\xff\xf3", MP3),
    (b"OggS\x00", OGG),
    (b"#!AMR\n", AMR),
)

_BRANDS: Final[tuple[tuple[bytes, Media], ...]] = (
    (b"isom", MP4), (b"iso", MP4), (b"mp4", MP4), (b"avc1", MP4), (b"M4V ", MP4), (b"MSNV", MP4),
    (b"qt  ", QUICKTIME), (b"3gp", PHONE_FILM), (b"M4A ", M4A), (b"heic", HEIC), (b"heix", HEIC),
    (b"mif1", HEIC),
)  # fmt: skip
"""The brands that follow « ftyp » in the family of MP4."""

_ARCHIVE: Final = "une archive : joindre ses fichiers un par un"
_OFFICE: Final = "un document de bureautique : l'enregistrer en PDF"
_PROGRAM: Final = "un programme"
_PAGE: Final = "une page ou un dessin du web : l'enregistrer en PDF"

_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (
        b"PK",
        "une archive ou un document de bureautique : joindre les fichiers un par un, ou en PDF",
    ),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (
        b"\xd0\xcf\x11\xe0",
        "un document de bureautique ou un courriel Outlook : l'enregistrer en PDF",
    ),
    (b"{\\rtf", _OFFICE),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"#!", _PROGRAM),
)

_TAR_AT, _TAR = 257, b"ustar"
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\A\s*<[!?a-z]|<(?:html|script|svg|iframe|object|embed)\b", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,80}:")
_EMAIL_HEADERS: Final = frozenset(
    (b"from", b"to", b"date", b"subject", b"message-id", b"received", b"return-path",
     b"mime-version", b"delivered-to", b"reply-to"),
)  # fmt: skip
_HEADERS_ENOUGH = 3


def recognised(data: bytes) -> Media:
    """Return what a file is. Raises `CaseRefusedError` for what is empty, refused or unknown."""
    if not data:
        raise CaseRefusedError("le fichier est vide")
    found = _binary(data)
    if found is None:
        _refuse_known(data)
        found = _textual(data)
    if found is None:
        raise CaseRefusedError(
            "type de fichier non reconnu : images, PDF, textes, courriels (.eml), sons et films "
            "seulement"
        )
    return found


def _binary(data: bytes) -> Media | None:
    for signature, media in _SIGNED:
        if data.startswith(signature):
            return media
    if data.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return next((media for brand, media in _BRANDS if data[8:12].startswith(brand)), None)
    return None


def _refuse_known(data: bytes) -> None:
    for signature, what in _REFUSED:
        if data.startswith(signature):
            raise CaseRefusedError(f"ce fichier est {what}")
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        raise CaseRefusedError(f"ce fichier est {_ARCHIVE}")


def _textual(data: bytes) -> Media | None:
    text = _decoded(data)
    if text is None:
        return None
    if _is_email(data):
        return EMAIL
    if _MARKUP.search(text):
        raise CaseRefusedError(f"ce fichier est {_PAGE}")
    return TEXT


def _decoded(data: bytes) -> str | None:
    """Return the text that a file holds; None when it is not only text."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
            return None if _CONTROLS.search(text.encode()) else text
        if _CONTROLS.search(data):
            return None
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") if not data.startswith(b"\xff") else None


def _is_email(data: bytes) -> bool:
    """Whether a text begins with the headers of an e-mail, from its very first line."""
    found: set[bytes] = set()
    for line in data[:65_536].splitlines():
        if not line:
            break
        if line[:1] in (b" ", b"\t") and found:
            continue
        if not _HEADER_LINE.match(line):
            return False
        found.add(line.partition(b":")[0].lower())
    return len(found & _EMAIL_HEADERS) >= _HEADERS_ENOUGH
