"""An erasure reaches everything, says what it cannot reach, and what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

from expert.cases.decisions import ExportRecord
from expert.cases.pieces import Attachment, Piece
from expert.retention.plan import erasure_plan
from tests.support.case_files import COUNSEL, OFFICER, case_file

AT = datetime(2026, 10, 2, 9, tzinfo=UTC)


def piece(number: int, **parts: object) -> Piece:
    return Piece(
        number=number, nature="capture", title=f"Capture {number}", by=OFFICER, at=AT,
        **parts,  # type: ignore[arg-type]
    )  # fmt: skip


def attached(letter: str) -> Attachment:
    return Attachment(sha256=letter * 64, size=3, media_type="image/png", name="c.png")


FULL = case_file(
    affair="A-7F3K-92QA",
    pieces=(
        piece(1, kept="jointe", attachment=attached("a")),
        piece(2, kept="original-garde", guard="Service juridique, coffre"),
        piece(3, kept="jointe", attachment=attached("a")),
        piece(4, kept="jointe", attachment=attached("b")),
        piece(5, kept="original-garde"),
    ),
    exports=(
        ExportRecord(
            document="Rapport de saisine", form="docx", recipient="conseil de discipline",
            sha256="c" * 64, by=OFFICER, at=AT,
        ),
        ExportRecord(document="Fiche", form="pdf", sha256="d" * 64, by=OFFICER, at=AT),
    ),
)  # fmt: skip


def test_the_keys_go_first_and_the_journal_tells_both_ends() -> None:
    plan = erasure_plan(FULL, revisions=7, holders=[OFFICER, COUNSEL, OFFICER], backups=2)
    assert [step.target for step in plan.steps] == [
        "journal-commence", "cles", "revisions", "pieces-jointes", "liste", "affaire",
        "journal-termine",
    ]  # fmt: skip
    named = {step.target: step.names for step in plan.steps if step.names}
    assert named == {
        "cles": (OFFICER, COUNSEL),
        "pieces-jointes": ("a" * 64, "b" * 64),
        "affaire": ("A-7F3K-92QA",),
    }


def test_what_cannot_be_reached_is_said() -> None:
    plan = erasure_plan(FULL, revisions=7, holders=[OFFICER], backups=2)
    assert plan.beyond_reach == (
        "Hors d'atteinte : copie sortie le 02/10/2026 (Rapport de saisine, docx), remise à conseil "
        "de discipline ; à réclamer ou à faire détruire.",
        "Hors d'atteinte : copie sortie le 02/10/2026 (Fiche, pdf) ; à réclamer ou à faire "
        "détruire.",
        "Hors d'atteinte : original de la pièce 2, gardé par Service juridique, coffre.",
        "Hors d'atteinte : original de la pièce 5, gardé par personne que le dossier ne nomme pas.",
        "2 sauvegardes connues, non récrites : le dossier y devient illisible quand le trousseau "
        "est récrit, à la prochaine sauvegarde ; un ancien trousseau ou une copie brute de la base "
        "garde la clé : à détruire.",
    )
    assert "pseudonyme" in plan.kept[0]
    assert len(plan.lines()) == 7 + 5 + 1


def test_an_empty_case_still_loses_its_keys_and_its_line() -> None:
    plan = erasure_plan(case_file(), revisions=1, holders=[OFFICER])
    assert [step.target for step in plan.steps] == [
        "journal-commence", "cles", "revisions", "liste", "journal-termine",
    ]  # fmt: skip
    assert plan.lines()[1:3] == (
        "La clé du dossier, remise à 1 compte, et la clé d'effacement sont détruites.",
        "1 version du dossier, avec la liste de ses exports.",
    )
    assert plan.beyond_reach[0].startswith("Les sauvegardes ne sont pas récrites")


def test_a_plan_holds_no_word_of_the_case() -> None:
    secret = case_file(incident={"incident": "Injure de Jeanne"}, created_at=AT)
    told = erasure_plan(secret, revisions=1, holders=[OFFICER]).model_dump_json()
    assert "Jeanne" not in told and date(2026, 10, 2).isoformat() not in told
