"""What every part of a case file shares: it never changes, and refuses what it does not know."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints


class Part(BaseModel):
    """An immutable part of a case file; a change is a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Moment = AwareDatetime
"""A day and an hour with their time zone, written in UTC."""

Line = Annotated[str, StringConstraints(max_length=300)]
"""A few words: a name, a title, a place."""

Text = Annotated[str, StringConstraints(max_length=20_000)]
"""What a person wrote, kept as typed."""

AccountId = Annotated[str, StringConstraints(pattern=r"^u-[0-9a-z]{12}$")]
"""Who acts: an account of the store, never a name."""

CaseId = Annotated[
    str, StringConstraints(pattern=r"^D-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")
]
"""A case: drawn at random, it tells nothing of whom or what the case is about."""

AffairId = Annotated[
    str, StringConstraints(pattern=r"^A-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")
]
"""An affair: several incidents that share publications and pieces."""


class Origin(Part):
    """Where a copy comes from: an affair, its own number there, and the version that was copied."""

    affair: AffairId
    number: Annotated[int, Field(ge=1)]
    version: Annotated[int, Field(ge=1)]
