"""What a file that comes from elsewhere may be refused for, each in one French sentence."""

from __future__ import annotations


class ExchangeError(ValueError):
    """The file is not what it should be; nothing of it was stored."""


class NewerFileError(ExchangeError):
    """The file was made by a later version of the software."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} a été écrit par une version plus récente de Qualif : mettez Qualif à jour. "
            "Rien n'a été repris."
        )
