"""A key pair, its phrase, its two officers, and the envelopes that it opens."""

from __future__ import annotations

from datetime import date

import pytest

from expert.vault import age
from expert.vault.envelope import Envelope, closed_envelope, opened_envelope
from expert.vault.identity import new_keys, open_identity, sealed_identity
from expert.vault.phrase import PhraseError
from expert.vault.recovery import escrow, recovered

PHRASE = "lampe ruisseau vélo cerise"


def test_the_real_derivation_opens_with_the_phrase_and_with_nothing_else() -> None:
    keys = new_keys()
    sealed = sealed_identity(keys, PHRASE)
    assert open_identity(sealed, PHRASE) == keys
    assert keys.secret.encode() not in sealed
    with pytest.raises(age.SealError):
        open_identity(sealed, PHRASE + ".")


def test_a_weak_phrase_seals_nothing() -> None:
    with pytest.raises(PhraseError):
        sealed_identity(new_keys(), "court")


def test_a_secret_key_is_never_printed() -> None:
    keys = new_keys()
    envelope = _envelope(keys.secret)
    assert keys.secret not in repr(keys)
    assert keys.secret not in repr(envelope)


def test_two_officers_recover_and_one_alone_cannot() -> None:
    keys, first, second, stranger = (new_keys() for _ in range(4))
    kept = escrow(keys, first.public, second.public)
    assert recovered(kept, first, second) == keys
    for one, other in ((first, first), (second, second), (second, first), (first, stranger)):
        with pytest.raises(age.SealError):
            recovered(kept, one, other)


def test_an_officer_is_somebody_else_and_there_are_two() -> None:
    keys, first = new_keys(), new_keys()
    for one, other in ((first, first), (keys, first), (first, keys)):
        with pytest.raises(ValueError, match="two other persons"):
            escrow(keys, one.public, other.public)


def test_an_envelope_opens_for_its_account_as_long_as_the_shred_key_exists() -> None:
    account, other, shred = new_keys(), new_keys(), new_keys()
    given = _envelope(new_keys().secret)
    sealed = closed_envelope(given, account.public, shred.public)
    assert opened_envelope(sealed, account, shred) == given
    for key, shredding in ((other, shred), (account, new_keys())):
        with pytest.raises(age.SealError):
            opened_envelope(sealed, key, shredding)


def test_an_envelope_made_without_the_key_of_the_case_is_refused() -> None:
    account, shred = new_keys(), new_keys()
    forged = age.seal(age.seal(b'{"case":"D-0000-0000"}', [account.public]), [shred.public])
    with pytest.raises(age.SealError):
        opened_envelope(forged, account, shred)


def _envelope(secret: str) -> Envelope:
    return Envelope(
        case="D-7F3K-92QA",
        account="u-0f3k9a2bq1zt",
        operations=("lire",),
        until=date(2027, 1, 31),
        secret=secret,
    )
