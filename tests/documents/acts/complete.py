"""The complete case of the samples, and what a test may change in it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.cases.casefile import CaseFile
from expert.cases.documents import incident_of
from expert.documents.acts.catalogue import ACTS, MadeDocument, made_document, made_staff_note
from expert.documents.json_outline import document_text
from expert.documents.markdown import layout as markdown
from expert.documents.outline import Block, Bullets, Heading, Item, Table
from expert.documents.text import layout as text
from expert.incident import Incident
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "expert" / "samples"
SAMPLE = SAMPLES / "dossiers" / "dossier-complet.json"
READERS = ("manager", "rh", "juriste", "contradiction")
UNDISTURBED = 100_000
"""A width at which no sentence is cut by the layout."""


@cache
def law() -> KnowledgeBase:
    return load_base()


@cache
def case() -> CaseFile:
    return CaseFile.model_validate_json(SAMPLE.read_text("utf-8"))


def incident(file: str) -> Incident:
    (found,) = read_incidents(next(ROOT.glob(f"*/*/{file}.yaml")), law())
    return found


def changed(**values: Any) -> CaseFile:
    """Return the complete case with some of its parts replaced."""
    return case().model_copy(update=values)


def answered(**answers: Any) -> CaseFile:
    """Return the complete case with answers of the incident replaced, as its file writes them."""
    return changed(incident={**case().incident, **answers})


def made(name: str, of: CaseFile | None = None, **options: Any) -> MadeDocument:
    """Return a document of a case (the complete one unless told)."""
    one = of or case()
    profile = ACTS[name].profile or str(options.get("reader", "rh"))
    known, read = _assessed(json.dumps(one.incident), profile)
    return made_document(law(), name, known, one, read=read, **options)


@cache
def _assessed(data: str, profile: str) -> tuple[Incident, Assessment]:
    """Assess the same answers for the same reader once for all the documents of a test."""
    known = incident_of(law(), json.loads(data))
    return known, assess(law(), known, profile)


def said(document: MadeDocument, width: int = UNDISTURBED) -> str:
    return text(iter(document.marked), width)


def every_form(document: MadeDocument) -> str:
    """Return a document in its three forms at once, without the escapes of Markdown."""
    as_json = document_text(
        document.id,
        document.blocks,
        draft=document.draft,
        anonymised=document.anonymised,
        pseudonym=document.pseudonym,
    )
    return said(document) + markdown(iter(document.marked)).replace("\\", "") + as_json


def all_of(of: CaseFile, **options: Any) -> dict[str, MadeDocument]:
    """Return every document of a case, the sheet once for each reader."""
    found = {name: made(name, of, **options) for name in ACTS if name != "fiche"}
    sheets = {f"fiche-{reader}": made("fiche", of, reader=reader, **options) for reader in READERS}
    return {**sheets, **found, "note-personnel": made_staff_note(law())}


def headings(document: MadeDocument, level: int = 2) -> list[str]:
    """Return the titles of a document down to a level."""
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level <= level]


def chapter(document: MadeDocument, title: str) -> list[Block]:
    """Return the blocks of a chapter, its title left out."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inside = block.text == title
        elif inside:
            found.append(block)
    assert found, f"no chapter {title}"
    return found


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def items(blocks: list[Block]) -> list[Item]:
    return [item for block in blocks if isinstance(block, Bullets) for item in block.items]
