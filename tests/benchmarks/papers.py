"""How long a Word file and a PDF take: the longest document (counsel), from a shipped sample."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from expert.assessment import assess
from expert.incident_files import read_incidents
from expert.papers.making import reader_paper
from expert.papers.paper import Paper
from expert.papers.pdf.render import render_pdf
from expert.papers.word.render import render_docx
from knowledge import KnowledgeBase
from tests.benchmarks.figures import REPOSITORY, Figure

_TIMES = 5
_FIRST_DAY = date(2026, 11, 28)
_SAMPLE = REPOSITORY / "expert" / "samples" / "01-injure-et-diffamation-cadre.yaml"


def laid_out(base: KnowledgeBase) -> Iterator[Figure]:
    """Lay out the note of counsel, its template checked each time: the longest, in seconds."""
    (incident,) = read_incidents(str(_SAMPLE), base)
    paper = reader_paper(assess(base, incident, profile="juriste"), "juriste", _FIRST_DAY)
    for form, render, goal in (("DOCX", render_docx, 1), ("PDF", render_pdf, 2)):
        longest, size = _longest(render, paper)
        yield Figure(f"note of counsel, {form} of {size} kB, longest", longest, goal, "s")


def _longest(render: Callable[[Paper], bytes], paper: Paper) -> tuple[float, int]:
    """Return the longest of several runs, the first included, and the size of the file in kB.

    No two papers are the same: typst remembers what it has just laid out.
    """
    longest, size = 0.0, 0
    for number in range(_TIMES):
        other = replace(paper, title=f"{paper.title} {number}")
        start = time.perf_counter()
        size = len(render(other)) // 1000
        longest = max(longest, time.perf_counter() - start)
    return longest, size
