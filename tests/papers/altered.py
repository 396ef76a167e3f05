"""Word templates altered from the shipped one: what an attacker, or a slip, would bring."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from expert.papers.word.package import opened, sealed
from expert.papers.word.template import SHIPPED

NAME = "modele.docx"
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
Members = dict[str, bytes]


@cache
def shipped() -> bytes:
    """Return the shipped template."""
    return SHIPPED.read_bytes()


def members() -> Members:
    """Return the members of the shipped template, to be altered."""
    return dict(opened(shipped(), NAME))


def head() -> str:
    """Return the member that holds the head of the pages."""
    return next(inside for inside in members() if inside.startswith("word/header"))


def foot() -> str:
    """Return the member that holds the foot of the pages."""
    return next(inside for inside in members() if inside.startswith("word/footer"))


def swapped(inside: str, old: str, new: str) -> bytes:
    """Return the shipped template, a piece of one member replaced."""
    changed = members()
    text = changed[inside].decode()
    assert old in text, (inside, old)
    changed[inside] = text.replace(old, new).encode()
    return sealed(changed)


def saying(words: str) -> bytes:
    """Return the shipped template with a paragraph more, before the outline."""
    paragraph = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return swapped(DOCUMENT, "<w:body>", f"<w:body>{paragraph}")


def holding(xml: str) -> bytes:
    """Return the shipped template with some XML more at the head of its body."""
    return swapped(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def with_member(inside: str, content: bytes) -> bytes:
    """Return the shipped template with a member more."""
    return sealed({**members(), inside: content})


def related(kind: str, target: str, *, outside: bool = False) -> bytes:
    """Return the shipped template with a relation more of its document."""
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="rIdX" Type="urn:x/{kind}" Target="{target}"{mode}/>'
    return swapped(RELATIONS, "</Relationships>", f"{relation}</Relationships>")


def with_entry(change: Callable[[zipfile.ZipInfo], None], content: bytes = b"x") -> bytes:
    """Return the shipped template with one entry more of the archive, made by hand."""
    target = BytesIO(shipped())
    entry = zipfile.ZipInfo("word/media/x.png")
    entry.compress_type = zipfile.ZIP_DEFLATED
    change(entry)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(entry, content)
    return target.getvalue()


def named(name: str) -> bytes:
    """Return the shipped template with an entry of that name."""

    def change(entry: zipfile.ZipInfo) -> None:
        entry.filename = name

    return with_entry(change)


def linked() -> bytes:
    """Return the shipped template with a symbolic link."""

    def change(entry: zipfile.ZipInfo) -> None:
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    return with_entry(change, b"/etc/passwd")


def packed(method: int) -> bytes:
    """Return the shipped template with an entry compressed in another way."""

    def change(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = method

    return with_entry(change)


def flagged(bits: int) -> bytes:
    """Return the shipped template, its last entry flagged in the directory of the archive."""
    content = bytearray(with_entry(lambda entry: None))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= bits
    return bytes(content)


def field(code: str) -> str:
    """Return a field of Word, in its three marks."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
