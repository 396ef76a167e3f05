"""A case as sealed bytes. Inside, beside the case: which one it is, and which version.

So that a version put in the place of another, or of another case's, is found out.
"""

from __future__ import annotations

import hmac
import json
from typing import Final, Generic, TypeVar

from pydantic import ValidationError

from expert.cases.part import Part
from expert.office.errors import DamagedCaseError
from expert.vault import age
from expert.vault.identity import Keys

Kept = TypeVar("Kept", bound=Part)

_FORMAT: Final = "qualif-version/1"


class Sealer(Generic[Kept]):
    """Seals and opens the versions of one case, whose content is a `kind`."""

    def __init__(self, case: str, keys: Keys, kind: type[Kept]) -> None:
        self.case = case
        self.keys = keys
        self._kind = kind

    def seal(self, content: Kept, number: int) -> bytes:
        """Return a version as only the holders of the key of the case open it."""
        around = json.dumps({"format": _FORMAT, "case": self.case, "number": number})
        return age.seal(
            around.encode() + b"\n" + content.model_dump_json().encode(), [self.keys.public]
        )

    def open(self, sealed: bytes, number: int) -> Kept:
        """Return a version.

        Raises:
            DamagedCaseError: it is not the version `number` of this case, as it was saved.
        """
        try:
            around, _, content = age.unseal(sealed, self.keys.secret).partition(b"\n")
            said = json.loads(around)
            if said != {"format": _FORMAT, "case": self.case, "number": number}:
                raise ValueError
            return self._kind.model_validate_json(content)
        except (ValidationError, ValueError, RecursionError):
            raise DamagedCaseError(
                f"Le dossier {self.case} est abîmé ou a été remplacé : ce qui est enregistré n'est "
                "pas ce que Qualif a écrit. Restaurez une sauvegarde."
            ) from None

    def seal_file(self, data: bytes) -> bytes:
        """Return an attached file, sealed."""
        return age.seal(data, [self.keys.public])

    def open_file(self, sealed: bytes) -> bytes:
        """Return an attached file.

        Raises:
            DamagedCaseError: it is not as it was saved.
        """
        try:
            return age.unseal(sealed, self.keys.secret)
        except age.SealError:
            raise DamagedCaseError(
                f"Une pièce jointe du dossier {self.case} est abîmée. Restaurez une sauvegarde."
            ) from None

    def locator(self, sha256: str) -> str:
        """Return where an attached file is kept: a name that does not tell which file it is."""
        return hmac.digest(self.keys.secret.encode(), sha256.encode(), "sha256").hex()
