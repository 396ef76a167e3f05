"""What one person lost, two officers together give back; neither can do it alone.

The secret key is sealed for the second officer, then the whole for the first: two age files, one
inside the other. No share of a secret to compute, nothing to invent.
"""

from __future__ import annotations

from expert.vault import age
from expert.vault.identity import Keys, keys_of


def escrow(keys: Keys, first: str, second: str) -> bytes:
    """Return the secret key as only the holders of `first` and `second` (public keys) open it.

    Raises:
        SealError: one is not a public key.
        ValueError: both are the same, or one is the very key to keep.
    """
    if len({keys.public, first, second}) < 3:
        raise ValueError("two other persons are needed")
    return age.seal(age.seal(keys.secret.encode(), [second]), [first])


def recovered(sealed: bytes, first: Keys, second: Keys) -> Keys:
    """Return the key pair that `escrow` sealed for these two officers.

    Raises:
        SealError: it was sealed for others, or it is damaged.
    """
    inner = age.unseal(sealed, first.secret)
    return keys_of(age.unseal(inner, second.secret).decode("ascii", "replace"))
