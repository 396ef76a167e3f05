"""A case file in clear, as one that was taken out of the store: read strictly, never written."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from expert.cases.casefile import FORMAT, CaseFile
from expert.plain_text import one_line
from knowledge.errors import InputError, Place
from knowledge.messages import french_errors
from knowledge.reading import read_text

_FAMILY = '"qualif-dossier/'


def read_case(source: str) -> CaseFile | None:
    """Return the case that a file holds; None when the file is that of an incident.

    Raises `InputError` at a file that cannot be read, or at the first key of a case that is wrong.
    """
    if source == "-":
        return None
    shown = one_line(source)
    text = read_text(Path(source), shown=shown)
    if not text.lstrip().startswith("{") or _FAMILY not in text:
        return None
    if f'"{FORMAT}"' not in text:
        raise InputError(Place(shown), f"format de dossier inconnu ; attendu : {FORMAT}")
    try:
        return CaseFile.model_validate_json(text)
    except ValidationError as error:
        path, sentence = next(french_errors(error, CaseFile))
        where = ".".join(map(str, path))
        raise InputError(
            Place(shown), f"dossier refusé{f', à « {where} »' if where else ''} : {sentence}"
        ) from None
