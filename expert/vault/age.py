"""The age format (X25519, ChaCha20-Poly1305; scrypt for a pass phrase), by the one door.

Every failure of the library becomes `SealError`: a caller learns that nothing was opened, and a
message of the library, which might quote what it read, never reaches a screen or a log.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyrage

HEADER: Final = b"age-encryption.org/v1\n"
"""The first bytes of every sealed thing."""


class SealError(ValueError):
    """What was given cannot be opened with this key, or was changed since it was sealed."""


def new_identity() -> str:
    """Return a new secret key: `AGE-SECRET-KEY-1…`, to be kept sealed."""
    return str(pyrage.x25519.Identity.generate())


def public_key(identity: str) -> str:
    """Return the public key of a secret key: `age1…`, which can be shown to anyone.

    Raises:
        SealError: `identity` is not a secret key.
    """
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise SealError("not a secret key") from None


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return `content` as it can be opened by any one of the public keys `recipients`.

    Raises:
        SealError: there is no recipient, or one is not a public key.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
        return bytes(pyrage.encrypt(content, keys))
    except (pyrage.RecipientError, pyrage.EncryptError, ValueError):
        raise SealError("not a public key") from None


def unseal(sealed: bytes, identity: str) -> bytes:
    """Return what was sealed for the public key of `identity`.

    Raises:
        SealError: it was sealed for others, or not one byte of it can be trusted.
    """
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.IdentityError, pyrage.DecryptError, ValueError):
        raise SealError("not for this key, or damaged") from None


def seal_under_phrase(content: bytes, phrase: str) -> bytes:
    """Return `content` sealed under a pass phrase; slow on purpose (about a second)."""
    return bytes(pyrage.passphrase.encrypt(content, phrase))


def unseal_with_phrase(sealed: bytes, phrase: str) -> bytes:
    """Return what was sealed under a pass phrase; slow on purpose.

    Raises:
        SealError: another phrase, or a damaged content.
    """
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, phrase))
    except (pyrage.DecryptError, ValueError):
        raise SealError("another phrase, or damaged") from None
