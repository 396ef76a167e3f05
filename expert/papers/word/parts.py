"""The parts of a template: only what a sheet of paper needs, nothing that acts or calls elsewhere.

A Word file may bring macros, embedded programs, links to other files or sites, and fields that run
when it is opened. What is not on these lists is refused; the lists hold what Word writes by itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.word.package import CONTENT_TYPES
from expert.papers.word.refusal import TemplateError

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".gif")
_FONTS: Final = (".odttf",)
_XML: Final = (".xml", ".rels")
_FIELDS: Final = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TOC", "PAGEREF", "REF", "SEQ")
)
_ACTIVE: Final = {
    "object": "un objet incorporé",
    "control": "un contrôle actif",
    "altChunk": "un morceau d'un autre fichier",
    "subDoc": "un sous-document",
    "mailMerge": "une fusion de courrier",
    "attachedTemplate": "un modèle attaché",
    "ins": "une modification suivie (acceptez-les toutes)",
    "del": "une modification suivie (acceptez-les toutes)",
    "moveFrom": "une modification suivie (acceptez-les toutes)",
    "moveTo": "une modification suivie (acceptez-les toutes)",
}
"""Elements that bring something else than words and shapes."""

_RELATIONS: Final = frozenset(
    (
        "officeDocument", "core-properties", "extended-properties", "custom-properties",
        "thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable",
        "theme", "numbering", "header", "footer", "footnotes", "endnotes", "image", "font",
        "customXml", "customXmlProps", "hyperlink", "classificationlabels",
    )
)  # fmt: skip
_FRAMES: Final = {"header": "un en-tête", "footer": "un pied de page"}
_REFUSED: Final = {
    "vbaProject": "des macros",
    "oleObject": "un objet incorporé",
    "package": "un fichier incorporé",
    "control": "un contrôle actif",
    "aFChunk": "un morceau d'un autre fichier",
    "subDocument": "un sous-document",
    "attachedTemplate": "un modèle attaché (dans Word : Développeur, Modèle de document, Normal)",
    "comments": "des commentaires (supprimez-les)",
    "glossaryDocument": "des blocs de construction (recopiez le texte dans un document neuf)",
}


def check_parts(members: dict[str, bytes], name: str) -> dict[str, Any]:
    """Check every part of an opened template; return its XML parts. Raises `TemplateError`."""
    if CONTENT_TYPES not in members or "word/document.xml" not in members:
        raise TemplateError(name, "", "ce n'est pas un document Word (.docx), ou il est abîmé")
    for inside in members:
        _check_name(inside, name)
    xml = [inside for inside in members if inside.lower().endswith(_XML)]
    trees = {inside: _parsed(members[inside], inside, name) for inside in xml}
    types = _checked_types(trees[CONTENT_TYPES], name)
    for inside, tree in trees.items():
        if inside.endswith(".rels"):
            _check_relations(tree, inside, types, members, name)
        else:
            _check_elements(tree, inside, name)
    return trees


def _parsed(content: bytes, inside: str, name: str) -> Any:
    """Return the root of an XML part: no document type, no entity, nothing fetched."""
    etree = library("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise TemplateError(name, f"fichier « {inside} »", "il est abîmé") from None
    if root.getroottree().docinfo.doctype:
        raise TemplateError(name, f"fichier « {inside} »", "il déclare un type de document")
    return root


def _check_name(inside: str, name: str) -> None:
    lower = inside.lower()
    place = f"fichier « {inside} »"
    if "vba" in lower:
        raise TemplateError(name, place, "un modèle ne peut pas tenir de macros")
    if lower.startswith("word/embeddings/") or "activex" in lower:
        raise TemplateError(name, place, "un modèle ne peut pas tenir d'objet incorporé")
    if not lower.endswith((*_XML, *_IMAGES, *_FONTS)):
        raise TemplateError(
            name, place, "ce genre de fichier n'a pas sa place ici (images : PNG, JPEG ou GIF)"
        )


def _checked_types(tree: Any, name: str) -> dict[str, str]:
    """Return the type that the archive gives to each part. Raises `TemplateError`."""
    types = {entry.get("PartName", ""): entry.get("ContentType", "") for entry in _elements(tree)}
    for kind in types.values():
        if "macro" in kind.lower() or "vba" in kind.lower():
            raise TemplateError(name, "", "un modèle ne peut pas tenir de macros")
    if types.get("/word/document.xml") != _MAIN:
        raise TemplateError(name, "", "enregistrez-le comme « Document Word (.docx) »")
    return types


def _check_relations(
    tree: Any, inside: str, types: dict[str, str], members: dict[str, bytes], name: str
) -> None:
    place = f"fichier « {inside} »"
    for relation in list(_elements(tree))[1:]:  # the first is their list itself
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if kind in _REFUSED:
            raise TemplateError(name, place, f"un modèle ne peut pas tenir {_REFUSED[kind]}")
        if relation.get("TargetMode") == "External":
            raise TemplateError(
                name, place, f"lien vers l'extérieur : « {target} » ; gardez le texte sans le lien"
            )
        if kind not in _RELATIONS:
            raise TemplateError(name, place, f"ce lien n'a pas sa place ici : « {kind} »")
        if kind == "officeDocument" and reached(inside, target) != "word/document.xml":
            raise TemplateError(name, place, f"le document n'est pas à sa place : « {target} »")
        if kind in _FRAMES and not types.get(f"/{reached(inside, target)}", "").endswith(
            f"{kind}+xml"
        ):
            raise TemplateError(
                name, place, f"ce lien ne mène pas à {_FRAMES[kind]} : « {target} »"
            )
        if kind != "hyperlink" and reached(inside, target) not in members:
            raise TemplateError(name, place, f"ce lien ne mène nulle part : « {target} »")


def reached(inside: str, target: str) -> str:
    """Return the member that a relation of `inside` names."""
    folder = posixpath.dirname(posixpath.dirname(inside))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _check_elements(tree: Any, inside: str, name: str) -> None:
    place = f"fichier « {inside} »"
    codes: list[str] = []
    for element in _elements(tree):
        if not element.tag.startswith(W):
            continue
        tag = element.tag.removeprefix(W)
        if tag in _ACTIVE:
            raise TemplateError(name, place, f"un modèle ne peut pas tenir {_ACTIVE[tag]}")
        if tag == "fldSimple":
            _check_field(element.get(f"{W}instr", ""), place, name)
        elif tag == "instrText":
            if not codes:
                raise TemplateError(name, place, "un champ y est abîmé")
            codes[-1] += element.text or ""
        elif tag == "fldChar":
            _follow_field(element.get(f"{W}fldCharType"), codes, place, name)
    if codes:
        raise TemplateError(name, place, "un champ y est abîmé")


def _follow_field(step: str | None, codes: list[str], place: str, name: str) -> None:
    """Follow the three marks of a field: its code stands between the first two."""
    if step == "begin":
        codes.append("")
        return
    if not codes:
        raise TemplateError(name, place, "un champ y est abîmé")
    _check_field(codes[-1], place, name)
    if step == "end":
        codes.pop()


def _check_field(code: str, place: str, name: str) -> None:
    word = (code.split() or [""])[0].upper()
    if word not in _FIELDS:
        raise TemplateError(
            name, place, f"champ interdit : « {word} » ; permis : {', '.join(sorted(_FIELDS))}"
        )


def _elements(tree: Any) -> Iterator[Any]:
    """Yield the elements of a tree, without its comments and instructions."""
    return (element for element in tree.iter() if isinstance(element.tag, str))
