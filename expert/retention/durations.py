"""What the establishment sets, with its data-protection officer, where no text gives a duration."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from expert.cases.part import Part

Months = Annotated[int, Field(ge=1, le=120)]


class Durations(Part):
    """Months from the decision, for outcomes that no text of the registry covers.

    The defaults are short on purpose and provisional: `set_by_officer` tells that the
    data-protection officer fixed them. `without_text` is for a sanction whose erasure no text of
    the base tells: None, nothing is erased until somebody decides. `warning_days` is how long
    before its day a case is announced.
    """

    without_sanction: Months = 6
    reminder: Months = 6
    never_recorded: Months = 6
    withdrawn: Months = 6
    without_text: Months | None = None
    warning_days: Annotated[int, Field(ge=1, le=365)] = 30
    set_by_officer: bool = False
