"""A question that only sorts rare cases and was never asked names no offence and no grief."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.documents.source_text import UNSCREENED
from expert.documents.text import render_text
from expert.incident import Incident, parse_key
from expert.incident_files import read_incidents
from knowledge import load_base
from tui.results.conclusions import conclusion_lines

FOLDER = Path(__file__).parents[1] / "recits"
SILENT = (
    "images-d-agression",
    "voyeurisme",
    "atteinte-au-cadavre",
    "message-visible-par-un-mineur",
    "manquement-reactions-laissees",
)
"""What the third récit leaves open for the sole reason that nobody was asked."""


@cache
def incident() -> Incident:
    (read,) = read_incidents(FOLDER / "r3-apres-cyberattaque.yaml", load_base())
    return read


@cache
def done(reader: str) -> Assessment:
    return assess(load_base(), incident(), reader)


@pytest.mark.parametrize("reader", ["manager", "rh", "juriste", "contradiction"])
def test_silence_names_no_offence_and_no_grief(reader: str) -> None:
    said = render_text(done(reader), reader, 100_000)
    for atom in SILENT:
        assert load_base().conclusions[atom].label not in said


def test_the_questions_not_asked_are_told_in_one_line() -> None:
    lines = render_text(done("juriste"), "juriste", 100_000).splitlines()
    assert len([line for line in lines if line.startswith(f"{UNSCREENED} : ")]) == 1


def test_the_contract_keeps_what_silence_leaves_open() -> None:
    found = {c.id: c for c in done("juriste").conclusions if c.unit == "P3"}
    for atom in SILENT:
        assert found[atom].status == "open"
        assert found[atom].unscreened


def test_the_application_names_the_questions_and_no_offence() -> None:
    lines = conclusion_lines(done("juriste"), load_base(), "juriste")
    said = "\n".join(p.text.plain for line in lines for p in line.paragraphs)
    assert UNSCREENED in said
    live, _, excluded = said.partition("Écarté au vu des réponses")
    name = load_base().conclusions["voyeurisme"].label
    assert excluded
    assert name not in live


def test_a_question_answered_without_knowing_still_names_the_offence() -> None:
    asked = incident().with_answer(parse_key("image_shows@P3/P3"), None)
    found = {c.id: c for c in assess(load_base(), asked, "juriste").conclusions if c.unit == "P3"}
    assert found["voyeurisme"].status == "open"
    assert not found["voyeurisme"].unscreened
