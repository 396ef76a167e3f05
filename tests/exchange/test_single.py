"""One case in one file: back whole, or refused whole in one sentence."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from expert.cases.pieces import Attachment, Piece
from expert.exchange import single
from expert.exchange.errors import ExchangeError, NewerFileError
from expert.exchange.single import FORMAT, Travelling, opened_case, sealed_case
from expert.vault import age
from expert.vault.phrase import PhraseError
from tests.office.planted import Marks, planted_case
from tests.office.support import NOW
from tests.store.support import PHRASE

pytestmark = pytest.mark.usefixtures("quick_phrases")

FILE = b"\x89PNG une capture"
DIGEST = hashlib.sha256(FILE).hexdigest()
OLDER = hashlib.sha256(b"old").hexdigest()
BY = "u-000000000000"


def travelling() -> Travelling:
    """Return a case with an attached file."""
    case, _ = planted_case(BY, Marks(), times=1)
    joined = Attachment(sha256=DIGEST, size=len(FILE), media_type="image/png", name="a.png")
    piece = Piece(number=1, nature="capture", title="Capture", attachment=joined, by=BY, at=NOW)
    return Travelling(case.model_copy(update={"pieces": (piece,)}), {DIGEST: FILE})


def forged(head: object, case: str | None = None) -> bytes:
    """Return a file of the right phrase with another content."""
    text = (
        json.dumps(head).encode() + b"\n" + (case or travelling().case.model_dump_json()).encode()
    )
    return age.seal_under_phrase(text, PHRASE)


def test_a_case_comes_back_whole() -> None:
    sent = travelling()
    assert opened_case(sealed_case(sent, PHRASE), PHRASE) == sent


def test_the_file_of_an_earlier_version_of_a_piece_travels_too() -> None:
    sent = travelling()
    (piece,) = sent.case.pieces
    old = Attachment(sha256=OLDER, size=3, media_type="text/plain", name="a.txt")
    earlier = piece.model_copy(update={"attachment": old, "shows": "rien-de-sensible"})
    corrected = piece.model_copy(update={"earlier": (earlier,), "shows": "rien-de-sensible"})
    case = sent.case.model_copy(update={"pieces": (corrected,)})
    both = Travelling(case, {DIGEST: FILE, OLDER: b"old"})
    assert opened_case(sealed_case(both, PHRASE), PHRASE) == both
    with pytest.raises(ExchangeError, match="n'a pas les pièces jointes"):
        opened_case(sealed_case(Travelling(case, {DIGEST: FILE}), PHRASE), PHRASE)


def test_a_weak_phrase_writes_nothing() -> None:
    with pytest.raises(PhraseError):
        sealed_case(travelling(), "court")


def test_another_phrase_opens_nothing() -> None:
    with pytest.raises(ExchangeError, match="ne s'ouvre pas avec cette phrase"):
        opened_case(sealed_case(travelling(), PHRASE), PHRASE + ".")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"age-encryption.org/v2\n"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="n'est pas un dossier exporté"):
        opened_case(data, PHRASE)


def test_too_large_a_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "LARGEST", 100)
    with pytest.raises(ExchangeError, match="n'a pas été lu"):
        opened_case(sealed_case(travelling(), PHRASE), PHRASE)


def _named(files: dict[str, str]) -> dict[str, object]:
    return {"format": FORMAT, "fichiers": files}


_B64 = base64.b64encode(FILE).decode()


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (_named({}), "n'a pas les pièces jointes"),
        (_named({DIGEST: _B64, "0" * 64: ""}), "n'est pas celle qui est annoncée"),
        (_named({DIGEST: base64.b64encode(b"autre").decode()}), "n'est pas celle"),
        (_named({DIGEST: "pas du base 64"}), "illisibles"),
        ({"format": FORMAT}, "illisibles"),
        ({"format": FORMAT, "fichiers": []}, "illisibles"),
        ({"format": "autre/1"}, "n'est pas un dossier exporté"),
        ([], "n'est pas un dossier exporté"),
    ],
)
def test_a_content_that_does_not_hold_together_is_refused(head: object, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        opened_case(forged(head), PHRASE)


def test_a_later_format_asks_for_a_newer_software() -> None:
    with pytest.raises(NewerFileError, match="mettez Qualif à jour"):
        opened_case(forged({"format": "qualif-echange/2"}), PHRASE)


def _changed(**parts: object) -> str:
    return json.dumps({**json.loads(travelling().case.model_dump_json()), **parts})


@pytest.mark.parametrize(
    "case",
    [
        "",
        "[]",
        "[" * 100_000,
        _changed(id="../../etc/passwd"),
        _changed(inconnu="x"),
        _changed(created_at="hier"),
        _changed(stage="coupable"),
        _changed(incident=None),
        _changed(people=[{"id": "p", "name": "N", "role": "patient"}]),
    ],
)
def test_a_case_that_is_none_is_refused(case: str) -> None:
    with pytest.raises(ExchangeError, match="n'est pas complet"):
        opened_case(forged(_named({DIGEST: _B64}), case or " "), PHRASE)


def test_nothing_of_a_refused_file_is_quoted() -> None:
    with pytest.raises(ExchangeError) as caught:
        opened_case(forged(_named({DIGEST: _B64}), _changed(stage="Madame Dupont")), PHRASE)
    assert "Dupont" not in str(caught.value)
    assert caught.value.__cause__ is None
