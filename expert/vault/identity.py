"""The key pair of an account, and the secret key sealed under its pass phrase.

A lost phrase without a recovery (`recovery`) is a lost key: nothing here can open it otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from expert.vault import age
from expert.vault.phrase import check_phrase, normalized


@dataclass(frozen=True, slots=True)
class Keys:
    """A key pair. The secret key is never shown, not even by `repr`."""

    public: str
    secret: str = field(repr=False)


def new_keys() -> Keys:
    """Return a new key pair."""
    return keys_of(age.new_identity())


def keys_of(secret: str) -> Keys:
    """Return the key pair of a secret key.

    Raises:
        SealError: it is not one.
    """
    return Keys(age.public_key(secret), secret)


def sealed_identity(keys: Keys, phrase: str) -> bytes:
    """Return the secret key sealed under a phrase; takes about a second, on purpose.

    Raises:
        PhraseError: the phrase is too weak; nothing was sealed.
    """
    check_phrase(phrase)
    return age.seal_under_phrase(keys.secret.encode(), normalized(phrase))


def open_identity(sealed: bytes, phrase: str) -> Keys:
    """Return the key pair sealed by `sealed_identity`; takes about a second, on purpose.

    Raises:
        SealError: another phrase, or a damaged content.
    """
    return keys_of(age.unseal_with_phrase(sealed, normalized(phrase)).decode("ascii", "replace"))
