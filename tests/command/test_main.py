"""The command line as a whole: French, exit codes, and every bad end handled kindly."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from expert._version import __version__
from expert.command.main import main
from tests.command.support import SAMPLES, command, environment, run

ENGLISH = (
    "usage:",
    "positional",
    "optional",
    "show this",
    "error",
    "required",
    "invalid",
    "argument:",
)


def test_every_help_is_french(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        [],
        ["qualifier"],
        ["entretien"],
        ["base"],
        *(["base", verb] for verb in ("verifier", "faits", "regle", "source", "chercher")),
        ["base", "rejouer"],
        ["schema"],
        ["infos"],
    ):
        assert main([*words, "--help"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("Utilisation : qualif")
        assert "montrer cette aide" in text
        for word in ENGLISH:
            assert word not in text
        assert max(map(len, text.splitlines())) <= 80


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"qualif {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["qualifer", "x.yaml"],
            "commande inconnue : « qualifer » ; vouliez-vous dire « qualifier » ? "
            "(aide : qualif --help)",
        ),
        (
            ["incident.yaml"],
            "commande inconnue : « incident.yaml » ; pour qualifier un fichier : "
            "qualif qualifier incident.yaml (aide : qualif --help)",
        ),
        (["qualifier"], "il manque : FICHIER (aide : qualif qualifier --help)"),
        (
            ["qualifier", "x", "--fromat", "json"],
            "option inconnue : « --fromat » ; vouliez-vous dire « --format » ? "
            "(aide : qualif --help)",
        ),
        (
            ["qualifier", "x", "--format", "jsn"],
            "--format : « jsn » n'existe pas ; vouliez-vous dire « json » ? "
            "(aide : qualif qualifier --help)",
        ),
        (
            ["qualifier", "x", "--format"],
            "--format : une valeur est attendue (aide : qualif qualifier --help)",
        ),
        (
            ["qualifier", "x", "--date", "31/02/2026"],
            "--date : ce jour ou cette heure n'existe pas : « 31/02/2026 » "
            "(aide : qualif qualifier --help)",
        ),
        (["infos", "truc"], "mot de trop : « truc » (aide : qualif --help)"),
        (
            ["infos", "--version=3"],
            "option inconnue : « --version=3 » ; vouliez-vous dire « --version » ? "
            "(aide : qualif --help)",
        ),
        (["base"], "il manque : COMMANDE (aide : qualif base --help)"),
        (
            ["base", "chercer"],
            "commande inconnue : « chercer » ; vouliez-vous dire « chercher » ? "
            "(aide : qualif base --help)",
        ),
        (
            ["base", "regle", "destinataire-uniqe"],
            "règle inconnue : « destinataire-uniqe » ; vouliez-vous dire « destinataire-unique » ?",
        ),
        (
            ["base", "source", "cp-r621"],
            "source inconnue : « cp-r621 » ; vouliez-vous dire « cp-r621-2 » ?",
        ),
        (["base", "rejouer", "nulle-part"], "« nulle-part » n'est pas un dossier de décisions"),
    ],
)
def test_a_wrong_command_line_gets_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{sentence}\n"


def test_a_word_of_the_command_line_is_never_obeyed_by_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["\x1b[31m\udce9"]) == 2
    assert "\\u{001B}[31m\\u{DCE9}" in capsys.readouterr().err


def test_without_a_terminal_the_application_says_how_to_do() -> None:
    done = run()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("pas de terminal ici pour ouvrir l'application ; ")
    assert "qualif qualifier FICHIER" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_sample_is_qualified_without_a_terminal() -> None:
    done = run("--exemple")
    assert done.returncode == 0
    assert done.stdout.startswith("Qualification : ")
    assert done.stderr == ""


def test_a_reader_that_leaves_early_hears_nothing() -> None:
    script = f"{subprocess.list2cmdline(command('qualifier', str(SAMPLES[0])))} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Qualification : ")
    assert done.stderr == ""


def test_an_interruption_is_one_word_and_code_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("entretien", "--lineaire", "--fichier", str(tmp_path / "cas.yaml")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        # a shell that runs the tests in the background has them ignore interruptions
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    while not process.stdout.readline().startswith("Étape 1"):
        pass
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said == "Interrompu.\n"


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "ascii"},
        {
            "PYTHONIOENCODING": "",
            "LANG": "C",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["ascii", "LANG=C", "latin-1"],
)
def test_a_terminal_without_accents_reads_plain_letters(settings: dict[str, str]) -> None:
    done = run("qualifier", str(SAMPLES[0]), "--lecteur", "manager", env=environment(**settings))
    assert done.returncode == 0
    assert done.stderr == ""
    if "latin-1" not in settings.values():
        assert done.stdout.isascii()
        assert "A FAIRE MAINTENANT" in done.stdout
    refused = run("qualifer", env=environment(**settings))
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


def test_json_stays_json_on_a_terminal_without_accents() -> None:
    import json

    arguments = ("qualifier", str(SAMPLES[0]), "--format", "json")
    plain = run(*arguments, env=environment(PYTHONIOENCODING="ascii"))
    assert plain.stdout.isascii()
    assert json.loads(plain.stdout) == json.loads(run(*arguments).stdout)


def test_the_application_opens_only_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bool] = []

    class Application:
        @staticmethod
        def run(*, sample: bool) -> int:
            opened.append(sample)
            return 0

    class Terminal:
        encoding = "utf-8"

        @staticmethod
        def isatty() -> bool:
            return True

        def flush(self) -> None: ...

    from expert.command import application

    monkeypatch.setattr(application, "import_module", lambda name: {"tui.app": Application}[name])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stdout", Terminal())
    assert main([]) == 0
    assert main(["--exemple"]) == 0
    assert opened == [False, True]


def test_no_line_of_a_help_begins_with_a_sign(capsys: pytest.CaptureFixture[str]) -> None:
    """« : » and « » » stay with the word before them, « « » with the word after, in 80 columns."""
    parts = (["et-si"], ["base", "arbre"], ["qualifier"], ["comparer"], ["base", "prouver"])
    for words in parts:
        assert main([*words, "--help"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= 80
        assert not [line for line in lines if line.strip()[:1] in set(":;»?!")]
        assert not [line for line in lines if line.endswith("«")]
        assert "\ue000" not in "".join(lines)


def test_a_number_is_asked_for_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "precedents", "--annee", "abc"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("--annee : un nombre entier est attendu, lu « abc » ")
