"""What may be joined: a sensitive image stays where it is, one of a minor may stop all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from expert.cases.pieces import SHOWS_FR, Attachment, BlurredCopy, Shows
from expert.cases.refusal import CaseRefusedError
from expert.evidence import ledger
from expert.evidence.attachable import (
    MayJoin,
    OriginalElsewhere,
    StopHere,
    attachable,
    joined,
    joined_blurred,
)
from expert.evidence.files import CheckedFile, read_once
from tests.cases.examples import AT, BY, OTHER, SHA, entry, law
from tests.tui.support import mini_base

SENSITIVE: tuple[Shows, ...] = ("patient", "mineur", "intime")


@pytest.fixture
def png(tmp_path: Path) -> CheckedFile:
    path = tmp_path / "capture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return read_once(path)


def _joined(blurred: BlurredCopy | None = None) -> Attachment:
    return Attachment(sha256=SHA, size=3, media_type="image/png", name="a.png", blurred=blurred)


def test_where_a_minor_may_be_shown_in_a_sexual_way_the_base_says_whom_to_call() -> None:
    answer = attachable(law(), "mineur-sexualise")
    assert isinstance(answer, StopHere)
    told = " ".join(answer.sentences)
    for words in ("arrêtez-vous là", "Aucune copie", "police (17)", "procureur de la République"):
        assert words in told


def test_the_screen_stops_even_when_a_base_has_nothing_to_say() -> None:
    answer = attachable(mini_base(), "mineur-sexualise")
    assert isinstance(answer, StopHere)
    assert answer.sentences == (
        "Cette pièce ne se joint pas, et rien n'en est copié ici : l'écran s'arrête.",
    )


@pytest.mark.parametrize("shows", SENSITIVE)
def test_a_sensitive_image_is_recorded_where_it_is(shows: Shows) -> None:
    answer = attachable(law(), shows)
    assert isinstance(answer, OriginalElsewhere)
    assert "qui le garde, et son empreinte" in answer.sentences[0]
    assert "floutée ne se joint que si le juriste la demande" in answer.sentences[-1]


@pytest.mark.parametrize(
    ("shows", "words"),
    [
        ("mineur", "Un mineur est montré : ne copiez pas"),
        ("intime", "L'image est intime ou sexuelle"),
    ],
)
def test_what_not_to_do_comes_from_the_base(shows: Shows, words: str) -> None:
    answer = attachable(law(), shows)
    assert isinstance(answer, OriginalElsewhere)
    assert any(sentence.startswith(words) for sentence in answer.sentences)


@pytest.mark.parametrize(
    "more",
    [
        {"condition": {"danger_person": "oui"}},
        {"answers": {"sensitive_content": (("intimate",),), "still_online": (("oui",),)}},
        {"answers": {"sensitive_content": (("intimate", "threat"),)}},
    ],
)
def test_a_gesture_that_needs_more_than_the_image_is_not_told(more: dict[str, Any]) -> None:
    gesture, condition = law().gestures["mineur-arreter"]
    alone = {"text": "À dire.", "answers": {"sensitive_content": (("intimate",),)}}
    told = gesture.model_copy(update=alone)
    base = replace(law(), gestures={"x": (told, condition)})
    answer = attachable(base, "intime")
    assert isinstance(answer, OriginalElsewhere)
    assert answer.sentences[1] == "À dire. (conseil)"
    silent = replace(base, gestures={"x": (told.model_copy(update=more), condition)})
    said = attachable(silent, "intime")
    assert isinstance(said, OriginalElsewhere)
    assert len(said.sentences) == 2


def test_only_what_shows_nothing_sensitive_may_be_joined() -> None:
    free = {shows for shows in SHOWS_FR if attachable(law(), shows) == MayJoin()}
    assert free == {"rien-de-sensible"}


def test_nothing_is_joined_before_somebody_said_what_it_shows(png: CheckedFile) -> None:
    answer = attachable(law(), "non-dit")
    assert isinstance(answer, OriginalElsewhere)
    assert answer.sentences[0] == "Dites d'abord ce que l'on y voit : rien n'est joint avant."
    assert (
        "Vous ne savez pas ce que montre l'image : n'en faites aucune copie" in answer.sentences[1]
    )
    assert entry().shows == "non-dit"
    with pytest.raises(CaseRefusedError, match="Dites d'abord ce que l'on y voit"):
        joined(entry(), png)
    with pytest.raises(CaseRefusedError, match="Dites d'abord ce que l'on y voit"):
        joined_blurred(entry(guard="Coffre"), png, "Utile", OTHER, AT)


def test_a_checked_file_is_joined(png: CheckedFile) -> None:
    piece = joined(entry(shows="rien-de-sensible"), png)
    assert piece.kept == "jointe"
    assert piece.attachment == Attachment(
        sha256=png.sha256, size=16, media_type="image/png", name="capture.png"
    )


@pytest.mark.parametrize("shows", [*SENSITIVE, "mineur-sexualise"])
def test_no_sensitive_image_is_joined_as_it_is(shows: Shows, png: CheckedFile) -> None:
    with pytest.raises(CaseRefusedError, match=r"n'est pas jointe, sauf floutée|aucune copie"):
        joined(entry(shows=shows, guard="Coffre de la direction"), png)


@pytest.mark.parametrize("shows", SENSITIVE)
def test_a_blurred_copy_says_who_asked_and_who_keeps_the_original(
    shows: Shows, png: CheckedFile
) -> None:
    guarded = entry(shows=shows, guard="Coffre de la direction", original_sha256=SHA)
    piece = joined_blurred(guarded, png, " Débat sur la teneur ", OTHER, AT)
    assert piece.attachment is not None
    asked = BlurredCopy(reason="Débat sur la teneur", asked_by=OTHER, at=AT)
    assert piece.attachment.blurred == asked
    assert (piece.guard, piece.original_sha256) == ("Coffre de la direction", SHA)


@pytest.mark.parametrize(
    ("said", "reason", "sentence"),
    [
        ({"shows": "intime", "guard": "Coffre"}, " ", "« motif de la copie floutée » : à remplir"),
        ({"shows": "intime"}, "Utile", "où est l'original, et qui le garde : à remplir"),
        ({"shows": "mineur-sexualise", "guard": "Coffre"}, "Utile", "aucune copie"),
        ({"shows": "rien-de-sensible"}, "Utile", "rien n'est à flouter"),
    ],
)
def test_blurred_copies_that_are_refused(
    said: dict[str, Any], reason: str, sentence: str, png: CheckedFile
) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        joined_blurred(entry(**said), png, reason, OTHER, AT)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kept": "jointe"}, "dite jointe, mais sans fichier"),
        ({"attachment": _joined()}, "dit le contraire"),
        ({"kept": "jointe", "attachment": _joined()}, "Dites d'abord ce que l'on y voit"),
        ({"kept": "original-garde"}, "où est l'original, et qui le garde"),
        ({"kept": "original-garde", "shows": "patient"}, "où est l'original, et qui le garde"),
        ({"kept": "aucune-copie", "shows": "mineur"}, "où est l'original, et qui le garde"),
        (
            {"kept": "jointe", "shows": "patient", "attachment": _joined(), "guard": "RH"},
            "n'est pas jointe, sauf floutée",
        ),
        ({"shows": "mineur-sexualise", "kept": "original-garde", "guard": "RH"}, "aucune copie"),
        ({"shows": "mineur-sexualise", "original_sha256": SHA}, "aucune empreinte"),
        (
            {
                "shows": "mineur-sexualise",
                "kept": "jointe",
                "attachment": _joined(BlurredCopy(reason="x", asked_by=OTHER, at=AT)),
            },
            "aucune copie",
        ),
    ],
)
def test_the_ledger_takes_no_copy_that_must_not_be_kept(
    said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        ledger.added((), entry(**said), BY, AT)
    sound = ledger.added((), entry(), BY, AT)
    with pytest.raises(CaseRefusedError, match=sentence):
        ledger.corrected(sound, 1, entry(title="Autre", **said), "Erreur", BY, AT)


def test_that_there_was_an_image_of_a_minor_may_still_be_written() -> None:
    said = entry(shows="mineur-sexualise", guard="Police judiciaire", kept="aucune-copie")
    assert ledger.added((), said, BY, AT)[0].shows == "mineur-sexualise"
