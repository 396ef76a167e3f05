"""A template that must not be used, told in one sentence: its name, the place, what is wrong."""

from __future__ import annotations

from knowledge.errors import InputError, Place


class TemplateError(InputError):
    """A Word template that is refused; nothing was written."""

    def __init__(self, template: str, place: str, message: str) -> None:
        super().__init__(Place(f"{template}, {place}" if place else template), message)
