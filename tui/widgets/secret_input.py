"""A field whose content is never shown, copied or cut; what is typed in it goes to one place."""

from __future__ import annotations

from typing import Final

from textual.widgets import Input

from expert.plain_text import clean

_NEVER: Final = "Une phrase de passe ne se copie pas."


class SecretInput(Input):
    """A phrase being typed: dots."""

    def __init__(self, placeholder: str, *, id: str, max_length: int) -> None:
        super().__init__(
            placeholder=placeholder, id=id, password=True, compact=True, max_length=max_length
        )

    def validate_value(self, value: str) -> str:
        """Return what the field holds instead of `value`: no sign that a terminal obeys."""
        return clean(value).replace("\n", " ")

    def action_copy(self) -> None:
        """Copy nothing, and say so."""
        self.notify(_NEVER, markup=False)

    def action_cut(self) -> None:
        """Cut nothing, and say so."""
        self.action_copy()
