"""What a file of incidents refuses: the line, its reason, and the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert.batch import lines as batch_lines
from expert.command.main import main

BAD = Path(__file__).parents[1] / "bad" / "lots"
GOOD = b'{"id": "bonne-1", "access": "public", "autres_publications": "non"}\n'

LINES = {
    "cle-inconnue.jsonl": "2:15 : clé inconnue : « acess » ; vouliez-vous dire « access » ?",
    "valeur-inconnue.jsonl": "2:15 : « access » : valeur inconnue « publik » ; "
    "vouliez-vous dire « public » ?",
    "cle-en-double.jsonl": "2:1 : clé en double : « access »",
    "nan.jsonl": "2:1 : « NaN » n'est pas une valeur (un nombre, ou « inconnu »)",
    "pas-en-utf-8.jsonl": "2:1 : ligne qui n'est pas en UTF-8",
    "titre.jsonl": "2:2 : « incident » : un lot ne porte ni nom, ni titre, ni texte libre ; "
    "à retirer",
    "texte-libre.jsonl": "2:20 : « verbatim » : un lot ne porte ni nom, ni titre, ni texte libre ; "
    "à retirer",
    "contestes.jsonl": "2:23 : « contestes » : un lot ne porte pas de fait discuté ; écrire "
    "« inconnu » pour ce fait, ou qualifier cet incident seul (sans --lot)",
    "nom-pour-repere.jsonl": "2:2 : « id » : un repère opaque est attendu (lettres sans accent, "
    "tirets, et au moins un chiffre ; jamais un nom), lu « durand »",
    "reponse-que-rien-ne-lit.jsonl": "2:2 : « sick_leave » : aucune règle ne lit cette réponse ; "
    "un lot ne la porte pas, à retirer",
    "accolade-ouverte.jsonl": "2:20 : texte JSON mal formé",
    "liste-pour-une-ligne.jsonl": "2:1 : un objet « clé: valeur » est attendu, pas une liste",
    "publications-vides.jsonl": "2:2 : « publications » : une liste d'au moins un élément est "
    "attendue",
    "fait-de-passage-au-premier-niveau.jsonl": "2:42 : « target » se dit d'un passage : à écrire "
    "dans un élément de « passages », ou dans la publication quand elle n'en a pas",
    "examen-illisible.jsonl": "2:2 : « examen » : date attendue (2026-09-03 ou 03/09/2026, avec "
    "l'heure : 2026-09-03T11:00), lu « demain »",
    "autres-publications.jsonl": "2:2 : « autres_publications » : oui, non ou inconnu est attendu "
    "; vouliez-vous dire « non » ?",
    "nombre-negatif.jsonl": "2:2 : « audience_size » : un nombre est attendu (exemple : 12 ou "
    "2,5), lu « -3 »",
    "imbrication.jsonl": "2:1 : imbrication trop profonde",
}
HEADERS = {
    "colonne-inconnue.csv": "colonne inconnue : « acces » ; vouliez-vous dire « access » ?",
    "colonne-en-double.csv": "colonne en double : « access »",
    "colonne-de-texte.csv": "« verbatim » : un lot ne porte ni nom, ni titre, ni texte libre ; "
    "à retirer",
    "colonne-de-publications.csv": "« publications » : un tableau décrit un seul passage ; écrire "
    "du JSONL",
    "colonne-sans-nom.csv": "colonne sans nom",
}


def test_every_bad_file_is_tried() -> None:
    assert {path.name for path in BAD.iterdir()} == LINES.keys() | HEADERS.keys()


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_is_told_and_the_others_go_on(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD + (BAD / name).read_bytes() + GOOD)
    assert main(["qualifier", "--lot", str(path), "--lecteur", "manager"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["ligne"] for line in out.splitlines()] == [1, 3]
    assert err == f"{path}:{LINES[name]}\n2 lignes qualifiées, 1 ligne refusée\n"


@pytest.mark.parametrize("name", HEADERS)
def test_a_bad_header_refuses_the_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = BAD / name
    assert main(["qualifier", "--lot", str(path)]) == 2
    assert capsys.readouterr() == ("", f"{path}:1:1 : {HEADERS[name]}\n")


def test_line_ends_and_marks_are_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A byte-order mark, CRLF, blank lines, no last line end: as Windows programs write."""
    path = tmp_path / "lot.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") + b"\r\n  \n" + GOOD.rstrip())
    assert main(["qualifier", "--lot", str(path), "--lecteur", "manager"]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["ligne"] for line in out.splitlines()] == [1, 4]
    assert err == "2 lignes qualifiées\n"


def test_a_huge_line_is_skipped_not_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_lines, "LONGEST_LINE", 100)
    path = tmp_path / "lot.jsonl"
    path.write_bytes(GOOD + b'{"id": "' + b"9" * 5000 + b'"}\n' + GOOD + b"x" * 300)
    assert main(["qualifier", "--lot", str(path), "--lecteur", "manager"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["ligne"] for line in out.splitlines()] == [1, 3]
    assert err.splitlines()[:2] == [
        f"{path}:2:1 : ligne trop longue (plus de 1000 ko)",
        f"{path}:4:1 : ligne trop longue (plus de 1000 ko)",
    ]


def test_a_table_says_what_the_same_lines_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "lot.csv"
    table.write_bytes(
        b"\xef\xbb\xbfid;access;first_online_date;words_do;audience_size\r\n"
        b'a-1;public;2026-01-05..2026-02-01;"";"12"\r\n'
        b"a-2;;..2026-02-01;;inconnu\r\n"
        b"a-3;public;;;\r\n"
        b"a-4;public;;;;\r\n"
    )
    lines = tmp_path / "lot.jsonl"
    lines.write_text(
        "\n"  # the header is line 1
        '{"id": "a-1", "access": "public", "audience_size": 12,'
        ' "first_online_date": {"depuis": "2026-01-05", "jusqu_a": "2026-02-01"}}\n'
        '{"id": "a-2", "first_online_date": {"jusqu_a": "2026-02-01"}, "audience_size": null}\n'
        '{"id": "a-3", "access": "public"}\n'
    )
    day = ["--date", "2026-11-21", "--lecteur", "rh"]
    assert main(["qualifier", "--lot", str(table), *day]) == 1
    read, told = capsys.readouterr()
    assert main(["qualifier", "--lot", str(lines), *day]) == 0
    assert read == capsys.readouterr().out
    assert told.startswith(f"{table}:5:1 : 5 colonnes attendues, 6 lues\n")


def test_a_table_of_conclusions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lot.jsonl"
    path.write_bytes(GOOD)
    words = ["qualifier", "--lot", str(path), "--lecteur", "rh"]
    assert main([*words, "--format", "csv"]) == 0
    header, *rows = capsys.readouterr().out.removeprefix("\ufeff").splitlines()
    assert header == "ligne;id;conclusion;unite;statut;si_rien_de_plus_n_est_prouve"
    assert main(words) == 0
    said = json.loads(capsys.readouterr().out)
    listed = {"établi": said["etabli"], "contesté": said["conteste"]}
    expected = {(n, word, word) for word, names in listed.items() for n in names}
    expected |= {(name, "à établir", then) for name, then in said["a_etablir"].items()}
    found = set()
    for row in rows:
        line, name, atom, unit, now, then = row.split(";")
        assert (line, name) == ("1", "bonne-1")
        found.add((f"{atom}@{unit}" if unit else atom, now, then))
    assert found == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["x.yaml", "--tout"], "--tout va avec --lot"),
        (["x.yaml", "--sortie", "y"], "--sortie va avec --lot"),
        (["x.yaml", "--format", "csv"], "--format csv va avec --lot"),
        (["--lot", "x", "--format", "texte"], "--format texte ne va pas avec --lot"),
        (["--lot", "x", "y"], "--lot : un seul fichier à la fois"),
        (["--lot", "x", "--reprendre"], "--reprendre va avec --sortie"),
        (["--lot", "x", "--coeurs", "0"], "--coeurs : un nombre de 1 à 64 est attendu, lu « 0 »"),
        (["--lot", "introuvable"], "introuvable : fichier introuvable"),
        (["--lot", "."], ". : c'est un dossier, pas un fichier"),
    ],
)
def test_command_lines_refused(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["qualifier", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert err.count("\n") == 1
