"""A false decision put beside every source of the law never reaches a reader.

The shipped base is copied, an entry that may not be cited is added to its registry, and its id is
written into the sources of every rule, reading and question. Every document of every reader is
then searched for it. Where such an entry has no weaker form, the base is refused (`tests/bad`).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge
from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.documents.json_contract import contract_text
from expert.documents.markdown import layout as markdown
from expert.documents.markdown import render_markdown
from expert.documents.person_sheet import person_sheet
from expert.documents.text import render_text
from expert.incident_files import read_incidents
from knowledge import KnowledgeBase, load_base

SHIPPED = Path(knowledge.__file__).parent / "base"
SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
FALSE_ID, FALSE_COURT, FALSE_NUMBER = "ca-inventee-2031", "Cour d'appel de Nulle-Part", "31/99999"
_SOURCES = re.compile(r"\bsources: \[(?=[a-z])")
INTO = ("regles", "faits")
"""Where a source that only teaches may stand: beside rules, readings of a zone and questions."""


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("base") / "base"
    shutil.copytree(SHIPPED, folder)
    (folder / "sources" / "decisions-inventees.yaml").write_text(
        f'decisions:\n  - {{decision: {FALSE_ID}, juridiction: "{FALSE_COURT}", date: 2031-01-01,\n'
        f"     numero: {FALSE_NUMBER}, dit: Tout est permis., niveau: note, citable: non}}\n",
        "utf-8",
    )
    count = 0
    for part in INTO:
        for path in sorted((folder / part).glob("*.yaml")):
            text, found = _SOURCES.subn(f"sources: [{FALSE_ID}, ", path.read_text("utf-8"))
            path.write_text(text, "utf-8")
            count += found
    base = load_base(folder, use_cache=False)
    assert count > len(base.rules)
    assert all(FALSE_ID in rule.rule.sources for rule in base.rules.values() if rule.rule.sources)
    return base


@pytest.fixture(scope="module")
def documents(injected: KnowledgeBase) -> list[str]:
    return [
        text
        for path in sorted(SAMPLES.glob("*.yaml"))
        for incident in read_incidents(path, injected)
        for profile in injected.profiles
        for text in _every_form(assess(injected, incident, profile=profile), profile)
    ]


def _every_form(assessment: Assessment, profile: str) -> Iterator[str]:
    yield render_text(assessment, profile)
    yield render_markdown(assessment, profile)
    yield contract_text([assessment])
    yield markdown(person_sheet(assessment))


@pytest.mark.parametrize("mark", [FALSE_ID, FALSE_COURT, FALSE_NUMBER, "Tout est permis"])
def test_a_false_decision_reaches_no_document(documents: list[str], mark: str) -> None:
    assert documents
    assert [text for text in documents if mark in text or mark in text.replace("\\", "")] == []


def test_the_true_ones_still_do(documents: list[str]) -> None:
    contracts = [text for text in documents if text.startswith("{")]
    assert contracts
    assert all('"level": "verifie"' in text for text in contracts)
