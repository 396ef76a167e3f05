"""A paper as a PDF. Same paper, same bytes; nothing is read or written but the layout itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from expert.papers.extra import library
from expert.papers.paper import Paper
from expert.papers.pdf.content import as_data
from expert.papers.pdf.drawable import drawable

_LAYOUT: Final = Path(__file__).with_name("layout.typ")
_STANDARDS: Final = ("a-2a", "ua-1")
"""PDF/A-2a (kept for years, tagged) and PDF/UA-1 (read aloud): typst refuses what breaks them."""


def render_pdf(paper: Paper) -> bytes:
    """Return the PDF of a paper.

    Raises:
        InputError: the extra « documents » is not installed.
    """
    typst = library("typst")
    try:
        return _compiled(typst, paper, as_data(paper, drawable))
    except typst.TypstError:  # signs that are drawn alone, but not together
        return _compiled(typst, paper, as_data(paper, partial(drawable, plain=True)))


def _compiled(typst: Any, paper: Paper, content: dict[str, Any]) -> bytes:
    """Typeset the content, with the folder of the layout as the only root and no other font."""
    nowhere = _LAYOUT.with_name("no-package")
    compiled = typst.compile(
        _LAYOUT.read_bytes(),
        root=_LAYOUT.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(content)},
        pdf_standards=list(_STANDARDS),
        pdf_tags=True,
        package_path=nowhere,
        package_cache_path=nowhere,
        timestamp=int(
            datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC).timestamp()
        ),
    )
    return bytes(compiled)
