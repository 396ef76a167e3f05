"""`qualif base prouver`: what is proved, what is not, what is refuted, and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from expert.assurance import proofs
from expert.assurance.proofs import Failure, Obligation, Report, run
from expert.command.main import main
from tests.command.support import environment
from tests.command.support import run as in_a_process


def _report(outcome: Any, **parts: Any) -> Report:
    obligation = Obligation(
        id="P3", title="Une case n'a jamais deux valeurs", proves="Dans tout incident.",
        outcome=outcome, checked=1234, checked_as="couples", methods=("diagrammes", "z3"),
        seconds=1.25,
        **{"failures": (), "unproved": (), "alone": (), "sampled": (), "remarks": (), **parts},
    )  # fmt: skip
    return Report("1", "0" * 64, "2026-11-21", True, (obligation,))


def test_some_obligations_are_proved_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """The names may be written small; the order is that of the obligations."""
    assert main(["base", "prouver", "p5", "P3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("P")] == [
        "P3 Une case n'a jamais deux valeurs : PROUVÉ",
        "P5 Les règles ne tournent pas en rond : PROUVÉ",
    ]
    assert lines[-1].startswith("2 obligations : 2 prouvées, en ")
    assert max(map(len, lines)) <= 80


def test_the_same_thing_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "prouver", "P4", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "proved"
    assert found["second_opinion"] is True
    assert [o["id"] for o in found["obligations"]] == ["P4"]
    assert found["obligations"][0]["methods"] == ["diagrammes", "z3"]


@pytest.mark.parametrize(
    ("report", "code", "said"),
    [
        (
            _report("not-proved", unproved=("la case s : trop grand",)),
            1,
            "Non prouvé : la case s",
        ),
        (
            _report("refuted", failures=(Failure("s", "deux valeurs", ("f ? Oui", "g ? Non")),)),
            2,
            "  Réfuté : deux valeurs\n      f ? Oui\n      g ? Non\n",
        ),
        (_report("proved", alone=("la case s : trop grand",)), 0, "Un seul avis : la case s"),
    ],
)
def test_the_code_says_how_it_ended(
    report: Report, code: int, said: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(proofs, "prove", lambda *_, **__: report)
    assert main(["base", "prouver"]) == code
    text = capsys.readouterr().out
    assert said in text
    assert "1\u202f234 couples" in text


@pytest.mark.parametrize(
    ("outcome", "heading", "counted"),
    [
        ("sampled", "ESSAYÉ SUR UN TIRAGE", "1 essayée sur un tirage"),
        (
            "partly-sampled",
            "PROUVÉ EN PARTIE, ESSAYÉ POUR LE RESTE",
            "1 prouvée en partie, essayée pour le reste",
        ),
    ],
)
def test_what_was_tried_is_never_called_proved(
    outcome: str, heading: str, counted: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Neither in the text nor as data; nothing is refuted nor left undecided: code 0."""
    tried = _report(outcome, sampled=("sur 20 incidents tirés au hasard",))
    monkeypatch.setattr(proofs, "prove", lambda *_, **__: tried)
    assert main(["base", "prouver"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" : ")[2] for line in lines if line.startswith("P3")] == [heading]
    assert "  Essayé, non prouvé : sur 20 incidents tirés au hasard" in lines
    assert lines[-1].startswith(f"1 obligation : {counted}, en ")
    assert main(["base", "prouver", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == told["obligations"][0]["outcome"] == outcome
    assert told["obligations"][0]["sampled"] == ["sur 20 incidents tirés au hasard"]


def test_a_long_list_is_counted_rather_than_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tuple(Failure(str(n), f"cas {n}") for n in range(40))
    monkeypatch.setattr(proofs, "prove", lambda *_, **__: _report("refuted", failures=many))
    assert main(["base", "prouver"]) == 2
    text = capsys.readouterr().out
    assert text.count("Réfuté : cas") == 12
    assert "et 28 autres (--format json)" in text


def test_an_unknown_obligation_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("P33", "P14", "tout"):
        assert main(["base", "prouver", name]) == 2
        said = capsys.readouterr().err
        assert said == f"obligation inconnue : « {name.upper()} » ; elles vont de P1 à P13\n"


def test_without_z3_it_is_said_and_diagrams_prove(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "is_available", lambda: False)
    assert main(["base", "prouver", "P3"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Second avis absent : z3 n'est pas installé" in text
    assert "55 couples de valeurs ; diagrammes ;" in text
    assert main(["base", "prouver", "P3", "--sans-second-avis"]) == 0
    assert "Second avis non demandé" in capsys.readouterr().out


def test_a_contradiction_between_provers_is_told_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def differ(*_: Any, **__: Any) -> Report:
        raise proofs.DisagreementError("la case s")

    monkeypatch.setattr(proofs, "prove", differ)
    assert main(["base", "prouver"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "se contredisent" in told.err
    assert "la case s" in told.err


def test_no_other_command_loads_z3() -> None:
    """A command that proves nothing never imports the solver; P11 does not need it either."""
    code = (
        "import sys; from expert.command.main import main; main(sys.argv[1:]);"
        "sys.exit('z3' in sys.modules)"
    )
    for words in (
        ["base", "regle", "destinataire-unique"],
        ["base", "prouver", "P11", "--sans-second-avis"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_the_result_does_not_depend_on_the_hash_seed() -> None:
    """P13, in processes: two obligations, two hash seeds, the same words but for the time."""
    said = []
    for seed in ("0", "77"):
        words = ("base", "prouver", "P2", "P4", "--format", "json")
        done = in_a_process(*words, env=environment(PYTHONHASHSEED=seed))
        found = json.loads(done.stdout)
        for obligation in found["obligations"]:
            obligation.pop("seconds")
        said.append(found)
    assert said[0] == said[1]
