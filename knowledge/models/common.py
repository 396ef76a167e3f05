"""What every declaration of the rule base shares: strict reading, ids, and its place in a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from knowledge.errors import Place

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""An id of the base: ASCII, kebab-case or snake_case, never translated."""

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A French sentence shown to a reader."""

Scope = Literal["incident", "publication", "passage"]
"""Where a term lives: the incident (one author), a publication, or one passage of it."""

SCOPE_DEPTH: dict[str, int] = {"incident": 0, "publication": 1, "passage": 2}
"""A term may read terms of its own scope or of a wider (smaller depth) one."""


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


OuiNon = Annotated[bool, BeforeValidator(_as_bool)]
Identifiers = Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)]
Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(_as_tuple)]


class Declaration(BaseModel):
    """One entry of the base. Unknown keys are refused; `place` is filled by the loader."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    place: Place | None = None
