"""Writing a paper to a new file, for its owner only: whole or not at all, nothing overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from expert.atomic_files import replace_file
from expert.papers.paper import Paper
from expert.system_errors import said
from knowledge.errors import InputError, Place

Form = Literal["docx", "pdf"]

FORMS: Final[tuple[Form, ...]] = ("docx", "pdf")


def rendered(paper: Paper, form: Form, template: Path | None = None) -> bytes:
    """Return the file of a paper. Raises `InputError` as `render_docx` and `render_pdf` do."""
    if form == "pdf":
        from expert.papers.pdf.render import render_pdf  # noqa: PLC0415 - typst only if asked

        return render_pdf(paper)
    from expert.papers.word.render import render_docx  # noqa: PLC0415 - and Word only if asked

    return render_docx(paper, template)


def check_target(path: Path, form: Form) -> None:
    """Check where a paper goes before it is made. Raises `InputError`."""
    if path.suffix.lower() != f".{form}":
        raise InputError(Place(str(path)), f"le nom de ce fichier doit finir par « .{form} »")
    if path.exists() or path.is_symlink():
        raise InputError(Place(str(path)), "ce fichier existe déjà : choisissez un autre nom")


def write_paper(content: bytes, path: Path) -> None:
    """Write a file that was made. Raises `InputError`, and then nothing was written."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise InputError(
            Place(str(path)), f"ce fichier ne peut pas être écrit : {said(error)}"
        ) from None
