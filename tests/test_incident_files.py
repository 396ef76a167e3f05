"""Incident files: read strictly, or refused in one sentence with its place."""

from __future__ import annotations

import errno
import io
import json
import re
import sys
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.incident import (
    Answer,
    DateRange,
    Incident,
    Passage,
    Publication,
)
from expert.incident_files import read_incidents
from expert.incident_files.dates import read_date
from expert.incident_files.reading import MAX_PASSAGES
from expert.incident_files.values import MAX_TEXT
from knowledge import InputError, KnowledgeBase, load_base

BAD = Path(__file__).parent / "bad" / "incidents"
WRITTEN_BESIDE = {
    "guillemet-ouvert.json": ":2:1 : texte interrompu (guillemet ou crochet non fermé)",
    "cle-json.json": ":4:6 : clé inconnue : « acess » ; vouliez-vous dire « access » ?",
}
"""JSON holds no comment: what is expected of these files is here."""


@cache
def loaded() -> KnowledgeBase:
    return load_base()


@pytest.fixture
def base() -> KnowledgeBase:
    return loaded()


def read(tmp_path: Path, base: KnowledgeBase, text: str, name: str = "x.yaml") -> list[Incident]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_incidents(path, base)


def one(tmp_path: Path, base: KnowledgeBase, text: str, name: str = "x.yaml") -> Incident:
    (incident,) = read(tmp_path, base, text, name)
    return incident


def refusal(tmp_path: Path, base: KnowledgeBase, text: str) -> str:
    with pytest.raises(InputError) as refused:
        read(tmp_path, base, text)
    return str(refused.value).removeprefix(str(tmp_path / "x.yaml"))


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(BAD.iterdir()), ids=lambda path: path.name)
def test_a_bad_file_gets_the_sentence_it_announces(path: Path, base: KnowledgeBase) -> None:
    announced = WRITTEN_BESIDE.get(path.name)
    if announced is None:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        announced = first.replace("# attendu ", ":")
    with pytest.raises(InputError) as refused:
        read_incidents(path, base)
    assert str(refused.value) == f"{path}{announced}"
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "fichier vide"),
        (b" \n\t\n", "fichier vide"),
        (b"# rien\n", "aucun incident dans ce fichier"),
        (b"[]", "aucun incident dans ce fichier"),
        (b"incident: a\0b", "fichier binaire : un texte YAML ou JSON est attendu"),
        (b"incident: \xe9t\xe9", "texte qui n'est pas en UTF-8"),
        (b"a: " + b"x" * 1_000_001, "fichier trop grand (plus de 1000 ko)"),
    ],
)
def test_what_is_not_a_text_of_incidents_is_refused(
    data: bytes, sentence: str, tmp_path: Path, base: KnowledgeBase
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_incidents(path, base)
    assert str(refused.value) == f"{path} : {sentence}"


def test_a_folder_or_nothing_at_that_name_is_refused(tmp_path: Path, base: KnowledgeBase) -> None:
    with pytest.raises(InputError, match=r" : c'est un dossier, pas un fichier$"):
        read_incidents(tmp_path, base)
    with pytest.raises(InputError, match=r" : fichier introuvable$"):
        read_incidents(tmp_path / "absent.yaml", base)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("incident: a", encoding="utf-8")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputError, match=r" : lecture non permise$"):
        read_incidents(path, base)


def test_deep_nesting_is_refused_before_anything_is_built(
    tmp_path: Path, base: KnowledgeBase
) -> None:
    assert (
        refusal(tmp_path, base, "[" * 200_000) == ":1:41 : imbrication trop profonde (plus de 40)"
    )


def test_a_text_or_a_list_of_passages_has_a_limit(tmp_path: Path, base: KnowledgeBase) -> None:
    long = refusal(tmp_path, base, f"incident: {'x' * (MAX_TEXT + 1)}")
    assert long == ":1:1 : « incident » : texte trop long (plus de 20000 caractères)"
    many = "publications:\n" + "  - access: public\n" * (MAX_PASSAGES + 1)
    assert refusal(tmp_path, base, many) == ":102:5 : trop de passages (plus de 100)"


def test_a_control_character_in_a_name_is_shown_and_not_obeyed(
    tmp_path: Path, base: KnowledgeBase
) -> None:
    said = refusal(tmp_path, base, '"\\e[31mrouge\\u202e": oui')
    assert said == ":1:1 : clé inconnue : « \\u{001B}[31mrouge\\u{202E} »"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stream)
        try:
            assert read_incidents("-", loaded())
        except InputError as refused:
            assert str(refused).startswith("entrée standard")


# What is accepted --------------------------------------------------------------------------------


def test_an_incident_is_read_with_its_publications_and_passages(
    tmp_path: Path, base: KnowledgeBase
) -> None:
    incident = one(
        tmp_path,
        base,
        """
        incident: Un message
        examen: 20/11/2026
        author_status: titulaire_fph
        evidence_mode: [witness, screenshot]
        discovery_date: 2026-11-02T11:00
        repeated: inconnu
        autres_publications: non
        notes: {origine: signalement}
        publications:
          - id: P1
            adresse: https://exemple.invalid/1
            access: public
            first_online_date: {depuis: 01/10/2026, jusqu_a: 2026-10-31}
            passages:
              - verbatim: « Menteur »
                target: manager
              - id: suite
                target: colleague
          - verbatim: Un seul passage
            access: null
            audience_size: 12
            provoked: non
        """,
    )
    assert incident == Incident(
        title="Un message",
        examined_on=date(2026, 11, 20),
        answers={
            "author_status": "titulaire_fph",
            "evidence_mode": ("screenshot", "witness"),
            "discovery_date": datetime(2026, 11, 2, 11),
            "repeated": None,
        },
        publications=(
            Publication(
                "P1",
                (
                    Passage("P1a", {"target": "manager"}, "« Menteur »"),
                    Passage("suite", {"target": "colleague"}),
                ),
                {
                    "access": "public",
                    "first_online_date": DateRange(date(2026, 10, 1), date(2026, 10, 31)),
                },
                "https://exemple.invalid/1",
            ),
            Publication(
                "P2",
                (Passage("P2", {"provoked": "non"}, "Un seul passage"),),
                {"access": None, "audience_size": 12},
            ),
        ),
        publications_closed=True,
        notes={"origine": "signalement"},
    )


def test_json_says_the_same_with_its_own_words(tmp_path: Path, base: KnowledgeBase) -> None:
    yaml = "repeated: oui\nregrets: inconnu\npublications: [{provoked: non, audience_size: 3}]"
    written = {
        "repeated": True,
        "regrets": None,
        "publications": [{"provoked": False, "audience_size": 3}],
    }
    read_from_yaml = one(tmp_path, base, yaml)
    assert one(tmp_path, base, json.dumps(written), "x.json") == read_from_yaml
    assert one(tmp_path, base, json.dumps(written, indent="\t"), "x.json") == read_from_yaml


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("[]", ()),
        ("aucun", ()),
        ("witness", ("witness",)),
        ("[witness]", ("witness",)),
        ("inconnu", None),
        ("null", None),
        ("~", None),
    ],
)
def test_a_list_says_none_one_several_or_unknown(
    written: str, answer: Answer, tmp_path: Path, base: KnowledgeBase
) -> None:
    assert one(tmp_path, base, f"evidence_mode: {written}").answers == {"evidence_mode": answer}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-03", date(2026, 9, 3)),
        ("03/09/2026", date(2026, 9, 3)),
        ("3/9/2026", date(2026, 9, 3)),
        ("2026-09-03T11:05", datetime(2026, 9, 3, 11, 5)),
        ("2026-09-03 11:05", datetime(2026, 9, 3, 11, 5)),
        ("03/09/2026 11h", datetime(2026, 9, 3, 11)),
        ("03/09/2026 11 h 05", datetime(2026, 9, 3, 11, 5)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, day: date) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize("written", ["2026-02-29", "2026-13-01", "03/09/2026 25h", "1899-12-31"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        read_date(written)


def test_an_absent_answer_is_not_an_unknown_one(tmp_path: Path, base: KnowledgeBase) -> None:
    incident = one(tmp_path, base, "incident: a\nrepeated:\n")
    assert incident.answers == {"repeated": None}
    assert "regrets" not in incident.answers


def test_an_answer_where_its_guard_fails_is_kept(tmp_path: Path, base: KnowledgeBase) -> None:
    """`contract_term` is asked of contract agents only; a file may say it all the same."""
    incident = one(tmp_path, base, "author_status: titulaire_fph\ncontract_term: cdd")
    assert incident.answers["contract_term"] == "cdd"


@pytest.mark.parametrize(
    "text",
    [
        "---\nincident: a\n---\nincident: b\n",
        "- incident: a\n- incident: b\n",
        "incidents:\n  - incident: a\n  - incident: b\n",
        '[{"incident": "a"}, {"incident": "b"}]',
    ],
)
def test_several_incidents_in_one_file(text: str, tmp_path: Path, base: KnowledgeBase) -> None:
    assert [incident.title for incident in read(tmp_path, base, text)] == ["a", "b"]


def test_the_examination_day_can_be_given_from_outside(tmp_path: Path, base: KnowledgeBase) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("incident: a\nexamen: 2026-11-20\n", encoding="utf-8")
    assert read_incidents(path, base)[0].examined_on == date(2026, 11, 20)
    other = read_incidents(path, base, examined_on=date(2027, 1, 2))
    assert other[0].examined_on == date(2027, 1, 2)
