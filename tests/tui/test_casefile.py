"""The case file on screen: its sections, its forms, what they refuse, what they never lose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from expert.cases.casefile import CaseFile
from expert.incident import Incident
from expert.office.recording import read_rows
from tests.tui.cases import desk_in, one_case
from tests.tui.snapshots.states import law
from tests.tui.support import (
    app_of,
    blank,
    complete_incident,
    one,
    opened,
    press,
    screen_of,
    text_of,
    typed,
    until,
    words_of,
    working_on,
)
from tui import doors
from tui.casework.papers import PaperForm
from tui.casework.pieces import PieceForm
from tui.screens.casefile import CaseFileScreen
from tui.services import Services
from tui.strings import HANDS_OVER

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@asynccontextmanager
async def casefile(
    folder: Path,
    incident: Incident | None = None,
    size: tuple[int, int] = (80, 24),
    services: Services | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Open the case file of an incident from the screen it was left on."""
    async with working_on(folder, incident or complete_incident(), "rh", size, services) as pilot:
        await press(pilot, "ctrl+d")
        assert screen_of(pilot) == "CaseFileScreen"
        yield pilot


async def start(pilot: Pilot[None], label: str) -> None:
    """Choose a line of the list that begins a form."""
    await choose(pilot, label)
    assert screen_of(pilot) == "CaseFormScreen"


async def choose(pilot: Pilot[None], label: str) -> None:
    lines = one(pilot, "LineList")
    shown = ["".join(p.text.plain for p in line.paragraphs) for line in lines.lines]
    lines.highlighted = next(n for n, text in enumerate(shown) if label in text)
    await press(pilot, "enter")


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Fill fields one after the other, by the dialog that each opens."""
    for name, value in values.items():
        lines = one(pilot, "#fields")
        lines.highlighted = [line.target for line in lines.lines].index(name)
        await press(pilot, "enter")
        if screen_of(pilot) == "ChooseDialog":
            await choose(pilot, value)
        else:
            one(pilot, "#line").value = value
            await press(pilot, "enter")


def kept(folder: Path) -> CaseFile:
    return one_case(folder).case


def acts(folder: Path) -> list[str]:
    with desk_in(folder).store.transaction() as connection:
        return [row.act for row in read_rows(connection)]


def told(pilot: Pilot[None]) -> str:
    """The sentence of the last notice."""
    return [notice.message for notice in pilot.app._notifications][-1]


# The list ----------------------------------------------------------------------------------------


async def test_every_section_is_there_with_what_it_offers(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        shown = one(pilot, "#sections").plain
        for title in ("Étape", "Échéances", "Personnes", "Pièces", "Décisions", "Notes"):
            assert f"{title}\n" in shown
        for title in ("Résultats gardés", "Exports", "Accès"):
            assert title in shown
        assert "Jeanne Martin (vous)" in shown and "exporter un document" in shown
        await press(pilot, "escape")
        assert screen_of(pilot) == "ReviewScreen"


@pytest.mark.parametrize("key", ["", "f9", "f8"])
async def test_it_opens_by_the_menu_from_the_questions_the_review_and_the_result(
    tmp_path: Path, key: str
) -> None:
    incident = complete_incident() if key == "f8" else blank()
    async with working_on(tmp_path, incident) as pilot:
        if key:
            await press(pilot, key)
        await press(pilot, "f10")
        await typed(pilot, "personnes, pièces")
        await press(pilot, "enter")
        assert screen_of(pilot) == "CaseFileScreen"


async def test_a_new_case_offers_everything_to_who_opened_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_new("Dossier 7", date(2026, 11, 20), "rh")
        await pilot.pause()
        await press(pilot, "alt+d")
        assert "non permis" not in one(pilot, "#sections").plain


async def test_what_is_not_allowed_is_grey_and_says_why(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseFileScreen) and screen.session.kept is not None
        screen.session.kept.operations = ("lire",)
        screen._show()
        await pilot.pause()
        assert one(pilot, "#sections").plain.count("(non permis)") == 9
        assert one(pilot, "#document").disabled
        await choose(pilot, "Enregistrer une décision")
        assert screen_of(pilot) == "CaseFileScreen"
        assert told(pilot) == "Votre accès ne permet pas d'y inscrire une décision."


async def test_the_example_has_no_case_file_and_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        app_of(pilot).open_sample()
        await pilot.pause()
        await press(pilot, "ctrl+d")
        assert "n'est pas enregistré" in words_of(pilot)
        assert one(pilot, "#sections").plain.count("(non permis)") == 9


async def test_a_manager_makes_no_document(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "manager") as pilot:
        await press(pilot, "ctrl+d", "f6")
        assert screen_of(pilot) == "CaseFileScreen"
        assert told(pilot) == HANDS_OVER


# Documents ---------------------------------------------------------------------------------------

WANTED = {
    "document": "Note juridique",
    "recipient": "Me Durand",
    "reason": "préparer la défense",
    "anonymised": "non",
}


@pytest.mark.parametrize(
    ("form", "begins"),
    [("Markdown", b"# "), ("Word", b"PK"), ("PDF", b"%PDF")],
)
async def test_a_document_is_written_and_its_export_recorded(
    tmp_path: Path, form: str, begins: bytes
) -> None:
    out = tmp_path / "sortie"
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form=form, path=str(out))
        await press(pilot, "f8")
        assert "À relire avant de remettre" in words_of(pilot)
        assert "C'est un projet" in words_of(pilot)
        assert not out.exists()
        await press(pilot, "enter")
        assert screen_of(pilot) == "CaseFileScreen"
        assert "Note juridique" in one(pilot, "#sections").plain
        await start(pilot, "Écrire une note")  # the case goes on from what was just recorded
        await fill(pilot, text="remis en main propre")
        await press(pilot, "f8")
    assert out.read_bytes().startswith(begins)
    assert out.stat().st_mode & 0o077 == 0
    (export,) = kept(tmp_path).exports
    assert (export.document, export.recipient, export.draft) == (
        "note-juridique",
        "Me Durand",
        True,
    )
    assert [note.text for note in kept(tmp_path).notes] == ["remis en main propre"]
    assert acts(tmp_path).count("export") == 1


async def test_words_to_read_again_are_shown_before_a_document_leaves(tmp_path: Path) -> None:
    titled = replace(blank(), title="L'agent dépressif")
    async with casefile(tmp_path, titled, services=law()) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form="Texte", path=str(tmp_path / "n.txt"))
        await press(pilot, "f8")
        assert "Titre : " in words_of(pilot)
        await press(pilot, "down", "enter")
        assert screen_of(pilot) == "CaseFormScreen"
    assert not (tmp_path / "n.txt").exists()
    assert kept(tmp_path).exports == ()


async def test_no_file_is_replaced_and_a_short_reason_is_refused(tmp_path: Path) -> None:
    there = tmp_path / "note.txt"
    there.write_text("à garder")
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, path=str(there))
        assert "Ce fichier existe déjà" in words_of(pilot)
        await press(pilot, "escape")
        await fill(pilot, reason="court")
        assert "Un motif est attendu, en une phrase" in words_of(pilot)
        await press(pilot, "escape")
        await fill(pilot, **WANTED, form="Texte", path=str(tmp_path / "libre.txt"))
        (tmp_path / "libre.txt").write_text("venu entre temps")
        await press(pilot, "f8", "enter")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "ce fichier existe déjà" in words_of(pilot)
    assert there.read_text() == "à garder"
    assert (tmp_path / "libre.txt").read_text() == "venu entre temps"
    assert kept(tmp_path).exports == ()


async def test_nothing_leaves_when_somebody_else_has_saved(tmp_path: Path) -> None:
    out = tmp_path / "n.txt"
    async with casefile(tmp_path) as pilot:
        await press(pilot, "f6")
        await fill(pilot, **WANTED, form="Texte", path=str(out))
        other = one_case(tmp_path)
        other.save(replace(other.incident(), title="Le leur"))
        await press(pilot, "f8", "enter")
        assert "rouvrez-le avant d'en faire un document" in words_of(pilot)
    assert not out.exists()
    assert kept(tmp_path).exports == ()


async def test_a_browser_is_handed_the_document_and_reads_no_path_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[bytes, str]] = []
    async with casefile(tmp_path) as pilot:
        screen, app = pilot.app.screen, app_of(pilot)
        assert isinstance(screen, CaseFileScreen)
        piece = PieceForm(screen.session, is_web=True)
        assert all(asked.name != "path" for asked in piece.asked({"shows": "rien-de-sensible"}))
        monkeypatch.setattr(
            app,
            "deliver_binary",
            lambda content, save_filename: given.append((content.read(), save_filename)),
        )
        screen._open(PaperForm(screen.session, is_web=True))
        await pilot.pause()
        await fill(pilot, **WANTED, form="Texte", path="/ailleurs/note.txt")
        await press(pilot, "f8", "enter")
        assert screen_of(pilot) == "CaseFileScreen"
    ((content, name),) = given
    assert name == "note.txt"
    assert kept(tmp_path).exports[0].sha256 == sha256(content).hexdigest()


# Pieces ------------------------------------------------------------------------------------------

SEEN = {"shows": "rien de tout cela", "nature": "capture", "title": "Capture du mur"}


async def test_a_piece_is_numbered_with_its_file_sealed_in_the_case(tmp_path: Path) -> None:
    file = tmp_path / "mur.png"
    file.write_bytes(PNG)
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **SEEN, dated="02/11/2026", supports="contient-il", path=str(file))
        await press(pilot, "f8")
        shown = one(pilot, "#sections").plain
        assert "1. Capture du mur" in shown and "copie jointe, chiffrée" in shown
        assert "appuie : Que dit exactement le message" in shown
    (piece,) = kept(tmp_path).pieces
    assert piece.supports == ("outrageous_expression@P1/P1",)
    assert piece.attachment is not None
    desk = desk_in(tmp_path)
    assert desk.attached(kept(tmp_path).id, piece.attachment.sha256) == PNG
    assert "piece-ajoutee" in acts(tmp_path)


async def test_a_sensitive_piece_is_not_joined_and_says_who_guards_it(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **{**SEEN, "shows": "image intime"})
        assert "Cette pièce n'est pas jointe" in words_of(pilot)
        assert "path" not in [line.target for line in one(pilot, "#fields").lines]
        await press(pilot, "f8")
        assert "« Qui garde l'original » : à remplir" in words_of(pilot)
        await fill(pilot, guard="coffre du service juridique", original_sha256="abc")
        await press(pilot, "f8")
        assert "« empreinte de l'original » : forme non reconnue" in words_of(pilot)
        await fill(pilot, original_sha256="A" * 64)
        await press(pilot, "f8")
    (piece,) = kept(tmp_path).pieces
    assert (piece.kept, piece.attachment) == ("original-garde", None)
    assert piece.original_sha256 == "a" * 64


async def test_the_screen_stops_where_a_minor_may_be_shown_in_a_sexual_way(tmp_path: Path) -> None:
    async with casefile(tmp_path, blank(), services=law()) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, shows="de façon sexuelle")
        assert "l'écran s'arrête" in words_of(pilot)
        assert "Aucune copie, aucune capture, aucun transfert" in words_of(pilot)
        assert [line.target for line in one(pilot, "#fields").lines if line.target] == ["shows"]
        await press(pilot, "f8")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "Rien n'est enregistré" in words_of(pilot)
    assert kept(tmp_path).pieces == ()


async def test_a_withdrawn_piece_keeps_its_number_and_says_why(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une pièce")
        await fill(pilot, **SEEN)
        await press(pilot, "f8")
        await start(pilot, "1. Capture du mur")
        await press(pilot, "f8")
        assert "« Motif » : à remplir" in words_of(pilot)
        await fill(pilot, reason="reçue deux fois")
        await press(pilot, "f8")
        shown = one(pilot, "#sections").plain
        assert "1. Capture du mur — RETIRÉE" in shown and "reçue deux fois" in shown
        await choose(pilot, "1. Capture du mur")  # it is withdrawn once
        assert screen_of(pilot) == "CaseFileScreen"
    assert kept(tmp_path).pieces_numbered == 1
    assert "piece-retiree" in acts(tmp_path)


# Decisions, step ---------------------------------------------------------------------------------

DECIDED = {"on": "18/11/2026", "authority": "Le directeur", "reason": "les mots sont établis"}


async def test_a_sanction_is_one_of_the_scale_and_nothing_is_proposed(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Enregistrer une décision")
        assert "sanction" not in [line.target for line in one(pilot, "#fields").lines]
        await fill(pilot, act="sanction prononcée")
        await fill(pilot, **DECIDED, sanction="blâme")
        await press(pilot, "f8")
        assert "sanction prononcée : blâme (Premier groupe)" in one(pilot, "#sections").plain
    (decision,) = kept(tmp_path).decisions
    assert (decision.group, decision.sanction) == ("g1", "blame")
    assert "decision" in acts(tmp_path)


async def test_a_decision_of_tomorrow_is_refused_beside_its_form(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Enregistrer une décision")
        await fill(pilot, act="sans suite", **{**DECIDED, "on": "21/11/2026"})
        await press(pilot, "f8")
        assert screen_of(pilot) == "CaseFormScreen"
        assert "décision datée du 21/11/2026, après aujourd'hui" in words_of(pilot)
        await fill(pilot, on="31/02/2026")
        assert "n'existe pas dans le calendrier" in words_of(pilot)
    assert kept(tmp_path).decisions == ()


async def test_the_step_changes_and_none_is_skipped(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Changer l'étape")
        await fill(pilot, stage="clos")
        await press(pilot, "f8")
        assert "l'étape suivante est « en instruction »" in words_of(pilot)
        await fill(pilot, stage="en instruction")
        await press(pilot, "f8")
        assert "en instruction" in one(pilot, "#sections").plain
        await start(pilot, "Changer l'étape")
        await fill(pilot, stage="ouvert")
        await press(pilot, "f8")
        assert "motif du retour à l'étape précédente » : à remplir" in words_of(pilot)
    assert kept(tmp_path).stage == "instruit"
    assert "etape" in acts(tmp_path)


# Persons, last days, freezes, notes, results -----------------------------------------------------


async def test_a_person_is_added_and_only_one_is_concerned(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Léa [b]Martin[/b]", role="personne concernée", function="IDE")
        await press(pilot, "f8")
        assert "Léa [b]Martin[/b] — personne concernée" in one(pilot, "#sections").plain
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Paul Petit", role="personne concernée")
        await press(pilot, "f8")
        assert "un dossier n'a qu'une personne concernée" in words_of(pilot)
    assert [person.function for person in kept(tmp_path).people] == ["IDE"]
    assert "personne-changee" in acts(tmp_path)


async def test_escape_loses_nothing_of_a_form(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Ajouter une personne")
        await fill(pilot, name="Léa Martin")
        await press(pilot, "escape", "escape", "ctrl+d")
        await start(pilot, "Ajouter une personne")
        assert "Léa Martin" in text_of(pilot)
        await fill(pilot, role="témoin")
        await press(pilot, "f8")
        await start(pilot, "Ajouter une personne")
        assert "Léa Martin" not in text_of(pilot)
    assert [person.name for person in kept(tmp_path).people] == ["Léa Martin"]


async def test_a_last_day_is_noted_told_and_done(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Noter une échéance")
        await fill(pilot, label="Convoquer", last_day="02/12/2026")
        await press(pilot, "f8")
        assert "expire dans 12 jours" in one(pilot, "#sections").plain
        await start(pilot, "Noter une échéance")
        await fill(pilot, label="Convoquer", last_day="02/12/2026")
        await press(pilot, "f8")
        assert "cette échéance est déjà notée" in words_of(pilot)
        await press(pilot, "escape")
        await start(pilot, "Convoquer")
        await fill(pilot, done_on="19/11/2026")
        await press(pilot, "f8")
        assert "✓ Convoquer" in one(pilot, "#sections").plain
    assert [due.done_on for due in kept(tmp_path).due_dates] == [date(2026, 11, 19)]


async def test_a_freeze_has_a_reason_an_end_and_is_lifted(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Geler l'effacement")
        await fill(pilot, reason="recours", ends_on="02/11/2026")
        await press(pilot, "f8")
        assert "le gel finirait le 02/11/2026, déjà passé" in words_of(pilot)
        await fill(pilot, ends_on="02/11/2027")
        await press(pilot, "f8")
        assert "gelé jusqu'au 02/11/2027 compris" in one(pilot, "#sections").plain
        await choose(pilot, "gelé jusqu'au")
        assert screen_of(pilot) == "ConfirmDialog"
        await press(pilot, "escape")
        assert kept(tmp_path).freezes[0].lifted_at is None
        await choose(pilot, "gelé jusqu'au")
        await press(pilot, "tab", "enter")
        assert "Gel levé le 20/11/2026" in one(pilot, "#sections").plain
    assert {"gel", "gel-leve"} <= set(acts(tmp_path))


async def test_the_result_read_is_kept_once(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await choose(pilot, "Garder le résultat de maintenant")
        shown = one(pilot, "#sections").plain
        assert "R1 · préparé pour Ressources humaines" in shown
        assert "Engager la procédure disciplinaire" in shown
        await choose(pilot, "Garder le résultat de maintenant")
        assert "ce résultat est déjà gardé" in told(pilot)
    (result,) = kept(tmp_path).assessments
    assert result.reader == "rh"
    assert "resultat" in acts(tmp_path)


async def test_two_people_who_change_the_case_choose_between_both(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        await start(pilot, "Écrire une note")
        await fill(pilot, text="appeler le service")
        other = one_case(tmp_path)
        other.save(replace(other.incident(), title="Le leur"))
        await press(pilot, "f8")
        await until(pilot, "Deux versions d'un dossier")
        assert "appeler le service" in one(pilot, "#differences").plain or "notes" in text_of(pilot)
        await press(pilot, "f5", "f8")
        await pilot.pause()
    assert [note.text for note in kept(tmp_path).notes] == ["appeler le service"]


async def test_a_long_list_of_choices_is_read_to_its_end(tmp_path: Path) -> None:
    async with casefile(tmp_path) as pilot:
        choices = [f"choix {number}" for number in range(40)]
        app_of(pilot).push_screen(doors.choose("Réponse", "Laquelle ?", choices))
        await press(pilot, "end")
        assert "choix 39" in text_of(pilot)
