"""What every declaration of the rule base shares: strict reading, ids, and its place in a file."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, field_validator

from knowledge.errors import Place

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""An id of the base: ASCII, kebab-case or snake_case, never translated."""

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A French sentence shown to a reader."""

Scope = Literal["incident", "publication", "passage"]
"""Where a term lives: the incident (one author), a publication, or one passage of it."""

SCOPE_DEPTH: dict[str, int] = {"incident": 0, "publication": 1, "passage": 2}
"""A term may read terms of its own scope or of a wider (smaller depth) one."""


FIRST_YEAR, LAST_YEAR = 1700, 2999
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_day(value: Any) -> date:
    """Read AAAA-MM-JJ and nothing else. Raises `ValueError` in French.

    Pydantic and `fromisoformat` would also take seconds since 1970, week dates and 20260101; and
    the calendar cannot add a day after 31/12/9999.
    """
    if isinstance(value, date):
        return value
    written = str(value)
    try:
        if not _ISO_DAY.fullmatch(written):
            raise ValueError
        day = date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"date attendue (AAAA-MM-JJ), lu « {written[:60]} »") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"année hors de portée (de {FIRST_YEAR} à {LAST_YEAR}) : « {written} »")
    return day


def _as_bool(value: Any) -> Any:
    """Read `oui` / `non`: the base says yes in French, and YAML's own booleans are never used."""
    if value in ("oui", True):
        return True
    if value in ("non", False):
        return False
    raise ValueError("attendu : oui ou non")


def _as_tuple(value: Any) -> Any:
    """Read one item or a list of items."""
    return (value,) if isinstance(value, str | dict) else value


Rows = Annotated[tuple[Sentence, ...], BeforeValidator(_as_tuple)]
"""Rows of the legal dossier that a declaration carries: « presse:R4.1 », « fondatrices:F07 »."""

Day = Annotated[date, BeforeValidator(iso_day)]
OuiNon = Annotated[bool, BeforeValidator(_as_bool)]
Identifiers = Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)]
Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(_as_tuple)]


class Declaration(BaseModel):
    """One entry of the base. Unknown keys are refused; `place` is filled by the loader."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    place: Place | None = None

    @field_validator("place", mode="before")
    @classmethod
    def _place_is_not_written(cls, value: Any) -> Any:
        if value is not None and not isinstance(value, Place):
            raise ValueError("clé inconnue : « place »")
        return value
