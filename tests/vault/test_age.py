"""Sealed bytes: opened by whom they were sealed for, and refused whole after any change."""

from __future__ import annotations

import pytest

from expert.vault import age

SECRET = "Madame Dupont a écrit « bande de nuls » ".encode()


@pytest.fixture(scope="module")
def key() -> str:
    return age.new_identity()


def test_each_recipient_opens_and_nobody_else(key: str) -> None:
    other, stranger = age.new_identity(), age.new_identity()
    sealed = age.seal(SECRET, [age.public_key(key), age.public_key(other)])
    assert sealed.startswith(age.HEADER)
    assert SECRET not in sealed
    assert age.unseal(sealed, key) == age.unseal(sealed, other) == SECRET
    with pytest.raises(age.SealError):
        age.unseal(sealed, stranger)


def test_twice_the_same_content_never_looks_the_same(key: str) -> None:
    public = age.public_key(key)
    assert age.seal(SECRET, [public]) != age.seal(SECRET, [public])


def test_every_bit_changed_is_refused(key: str) -> None:
    sealed = age.seal(SECRET, [age.public_key(key)])
    for place in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[place] ^= 1 << bit
            with pytest.raises(age.SealError):
                age.unseal(bytes(changed), key)


def test_every_truncation_and_any_addition_is_refused(key: str) -> None:
    sealed = age.seal(SECRET, [age.public_key(key)])
    for length in range(len(sealed)):
        with pytest.raises(age.SealError):
            age.unseal(sealed[:length], key)
    with pytest.raises(age.SealError):
        age.unseal(sealed + b"\0", key)


@pytest.mark.parametrize("recipients", [[], ["age1nothing"], [""]])
def test_nothing_is_sealed_for_nobody(recipients: list[str]) -> None:
    with pytest.raises(age.SealError):
        age.seal(SECRET, recipients)


def test_a_failure_quotes_nothing(key: str) -> None:
    with pytest.raises(age.SealError) as caught:
        age.unseal(b"Madame Dupont", key)
    assert "Dupont" not in repr(caught.value)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
