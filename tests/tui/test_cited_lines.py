"""A sentence that cites leads to what it cites, and to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.explanation.citations import citation
from expert.explanation.model import Citation
from tests.tui.support import (
    complete_incident,
    mini_base,
    one,
    press,
    screen_of,
    text_of,
    working_on,
)
from tui.plain import plain
from tui.results.cited_lines import Named, cited_lines
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph


def reference(name: str, text: str) -> Citation:
    return citation(mini_base(), "texte-injure").model_copy(update={"id": name, "reference": text})


KNOWN = {
    cited.id: cited
    for cited in (
        reference("32", "Loi, art. 32"),
        reference("32-1", "Loi, art. 32, al. 1"),
        reference("226", "Code, art. 226-1"),
        reference("d", "Cour d'essai, n° 11-00.001"),
    )
}


def names(text: str) -> list[str]:
    (line,) = cited_lines([Line((Paragraph(plain(text)),))], KNOWN)
    return [cited.id for cited in line.target.sources] if isinstance(line.target, Named) else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rien n'est cité.", []),
        ("Appui : Loi, art. 32 (texte vérifié)", ["32"]),
        ("Appui : Loi, art. 32, al. 1 (texte vérifié)", ["32-1"]),
        ("Loi, art. 321 ; Code, art. 226-13 ; Code, art. 226-1-1", []),
        (
            "Cour d'essai, n°\u00a011-00.001 ; Code, art. 226-1, et Loi, art. 32.",
            ["d", "226", "32"],
        ),
        ("Loi, art. 32 puis Loi, art. 32", ["32"]),
    ],
)
def test_only_whole_references_are_found_the_longest_first(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_titles_and_lines_that_lead_elsewhere_are_left_alone() -> None:
    lines = [heading("Loi, art. 32"), Line((Paragraph(plain("Loi, art. 32")),), "ailleurs")]
    assert list(cited_lines(lines, KNOWN)) == lines
    assert list(cited_lines(lines, {})) == lines


@pytest.mark.parametrize(
    ("profile", "tab"),
    [
        ("juriste", "griefs"),
        ("contradiction", "attacks"),
        ("juriste", "sanctions"),
        ("rh", "deadlines"),
    ],
)
async def test_from_each_tab_that_cites_to_the_source_and_back(
    tmp_path: Path, profile: str, tab: str
) -> None:
    async with working_on(tmp_path, complete_incident(), profile, (100, 50)) as pilot:
        await press(pilot, "f8")
        one(pilot, "TabbedContent").active = tab
        await pilot.pause()
        lines = one(pilot, f"#{tab} LineList")
        lines.highlighted = next(
            n for n, line in enumerate(lines.lines) if isinstance(line.target, Named)
        )
        await pilot.pause()
        before, cited = text_of(pilot), lines.target.sources
        await press(pilot, "enter")
        assert screen_of(pilot) == "ReaderScreen"
        assert cited[0].reference in text_of(pilot)
        await press(pilot, "escape")
        assert text_of(pilot) == before
