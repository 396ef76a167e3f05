"""The archive that a Word file is: opened under limits, written the same each time.

Nothing is ever extracted to the disk. What an archive says of itself is not believed: each member
is read up to its limit, whatever size it declares.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final

from expert.papers.word.refusal import TemplateError
from expert.system_errors import said

CONTENT_TYPES: Final = "[Content_Types].xml"

_MOST_BYTES: Final = 10_000_000
_MOST_MEMBERS: Final = 200
_MOST_MEMBER: Final = 5_000_000
_MOST_TOTAL: Final = 20_000_000
_MOST_RATIO: Final = 100
_SMALL: Final = 100_000
"""Under this size a member may be as compressible as it likes."""

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


def read_template(path: Path) -> bytes:
    """Return the bytes of a template file. Raises `TemplateError`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise TemplateError(path.name, "", "ce n'est pas un fichier")
        if path.stat().st_size > _MOST_BYTES:
            raise TemplateError(path.name, "", "ce modèle est trop gros (au plus 10 Mo)")
        return path.read_bytes()
    except TemplateError:
        raise
    except OSError as error:
        raise TemplateError(path.name, "", f"modèle illisible : {said(error)}") from None
    except ValueError:  # a name that no system accepts
        raise TemplateError(path.name, "", "ce n'est pas un nom de fichier") from None


def opened(content: bytes, name: str) -> dict[str, bytes]:
    """Return the members of an archive by name. Raises `TemplateError` beyond the limits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_names(members, name)
            return _read(archive, members, name)
    except TemplateError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise TemplateError(
            name, "", "ce n'est pas un document Word (.docx), ou il est abîmé"
        ) from None


def _check_names(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > _MOST_MEMBERS:
        raise TemplateError(name, "", f"archive de trop de fichiers (au plus {_MOST_MEMBERS})")
    seen: set[str] = set()
    for member in members:
        inside = member.filename
        place = f"fichier « {inside} »"
        steps = inside.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or ":" in inside or "\\" in inside:
            raise TemplateError(name, place, "ce nom sort de l'archive")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise TemplateError(name, place, "c'est un lien vers un autre fichier")
        if inside.lower() in seen:
            raise TemplateError(name, place, "ce nom est donné deux fois")
        if member.flag_bits & _ENCRYPTED:
            raise TemplateError(name, place, "il est protégé par un mot de passe")
        if member.compress_type not in _METHODS:
            raise TemplateError(name, place, "cette compression n'est pas celle de Word")
        seen.add(inside.lower())


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for member in members:
        if member.is_dir():
            continue
        place = f"fichier « {member.filename} »"
        with archive.open(member) as stream:
            content = stream.read(_MOST_MEMBER + 1)
        total += len(content)
        if len(content) > _MOST_MEMBER or total > _MOST_TOTAL:
            raise TemplateError(name, place, "il est trop gros une fois décompressé (au plus 5 Mo)")
        if len(content) > max(_SMALL, _MOST_RATIO * member.compress_size):
            raise TemplateError(name, place, "il est compressé plus qu'un document ne l'est")
        found[member.filename] = content
    return found


def resealed(content: bytes) -> bytes:
    """Return an archive of our own written again as `sealed` writes one."""
    return sealed(members_of(content))


def members_of(content: bytes) -> dict[str, bytes]:
    """Return the members of an archive of our own, by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {inside: archive.read(inside) for inside in archive.namelist()}


def sealed(members: dict[str, bytes]) -> bytes:
    """Return an archive of these members: same members, same bytes, whatever the day."""
    target = BytesIO()
    order = sorted(members, key=lambda inside: (inside != CONTENT_TYPES, inside))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for inside in order:
            entry = zipfile.ZipInfo(inside, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, members[inside])
    return target.getvalue()
