"""`qualif servir`: what it refuses, where it writes the address, how it starts and stops."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from expert.command import serve
from expert.command.main import main
from tests.command.support import command, environment


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The sentence of a refused command line: one line, code 2, nothing on the output."""
    assert main(["servir", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::", "2001:db8::1"])
def test_an_address_that_others_reach_is_refused_unless_asked_for(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, "--hote", host)
    assert "autres machines du réseau" in said
    assert "--exposer-au-reseau" in said


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_everywhere_demands_the_name_one_enters_by(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, "--hote", host, "--exposer-au-reseau")
    assert "--adresse-publique" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--hote", "exemple.fr"), "une adresse IP est attendue"),
        (("--hote", "\x1b[2J"), "une adresse IP est attendue"),
        (("--port", "70000"), "entre 0 et 65535"),
        (("--port", "x"), "un nombre entier est attendu"),
        (("--adresse-publique", "http://exemple.fr"), "une adresse HTTPS sans chemin"),
        (("--adresse-publique", "https://exemple.fr/qualif"), "une adresse HTTPS sans chemin"),
        (("--adresse-publique", "https://a@exemple.fr"), "une adresse HTTPS sans chemin"),
        (("--adresse-publique", "https://exemple.fr:x"), "une adresse HTTPS sans chemin"),
        (("--adresse-publique", "https://[x"), "une adresse HTTPS sans chemin"),
        (("--adresse-publique", ""), "une adresse HTTPS sans chemin"),
        (("--exposer",), "option inconnue"),
        ((), "--adresse-dans FICHIER"),
    ],
)
def test_what_cannot_be_obeyed_is_said_in_one_sentence(
    arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in refusal(capsys, *arguments)


def test_without_its_library_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    said = refusal(capsys, "--adresse-dans", str(tmp_path / "a"))
    assert "pip install 'textual-serve<1.2'" in said


def test_a_taken_port_and_an_unwritable_file_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(capsys, "--port", str(port), "--adresse-dans", str(tmp_path / "a"))
    assert f"le port {port} est déjà pris ; essayez --port {port + 1}" in said
    absent = tmp_path / "absent" / "a"
    said = refusal(capsys, "--port", "0", "--adresse-dans", str(absent))
    assert "ne peut pas être écrit : dossier ou fichier introuvable" in said


def test_a_link_is_never_followed_to_write_the_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "cible"
    target.write_text("à garder", encoding="utf-8")
    (tmp_path / "a").symlink_to(target)
    refusal(capsys, "--port", "0", "--adresse-dans", str(tmp_path / "a"))
    assert target.read_text(encoding="utf-8") == "à garder"


def test_who_opens_it_to_the_network_is_warned_and_the_names_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(serve, "_launcher", lambda: lambda *given, **options: asked.append(given))
    for host, more in (
        ("127.0.0.1", ()),
        ("localhost", ()),
        ("::1", ()),
        ("192.168.1.10", ("--exposer-au-reseau",)),
        ("0.0.0.0", ("--exposer-au-reseau", "--adresse-publique", "https://Q.exemple.fr/")),
    ):
        assert main(["servir", "--hote", host, "--adresse-dans", str(tmp_path / "a"), *more]) == 0
        assert ("Attention" in capsys.readouterr().err) is bool(more)
    assert [(host, names, public) for host, names, _, public, _ in asked] == [
        ("127.0.0.1", ("127.0.0.1", "localhost"), None),
        ("127.0.0.1", ("127.0.0.1", "localhost"), None),
        ("::1", ("[::1]", "localhost"), None),
        ("192.168.1.10", ("192.168.1.10",), None),
        ("0.0.0.0", ("127.0.0.1", "localhost"), "https://q.exemple.fr"),
    ]


# Started for real --------------------------------------------------------------------------------


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.wait()


def test_the_file_holds_the_next_address_and_the_output_never_does(tmp_path: Path) -> None:
    kept = tmp_path / "adresse"
    kept.write_text("ancienne", encoding="utf-8")
    kept.chmod(0o644)
    started = subprocess.Popen(
        command("servir", "--port", "0", "--adresse-dans", str(kept)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=environment(),
    )
    assert started.stdout is not None
    with ended(started), started.stdout:
        said = started.stdout.readline()
        assert b"attend un navigateur" in said
        first = kept.read_text(encoding="utf-8").strip()
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        visitor = build_opener(HTTPCookieProcessor())
        with visitor.open(first) as page:
            assert page.url == first.split("/entree")[0] + "/"
            assert b"<title>Qualif</title>" in page.read()
        second = kept.read_text(encoding="utf-8").strip()
        assert second != first
        with pytest.raises(HTTPError, match="403"):
            build_opener().open(first)
        started.send_signal(signal.SIGTERM)
        assert started.wait(20) == 0
        assert b"jeton" not in said
        assert started.stdout.read() == b""


def test_in_a_window_the_address_is_shown_and_enter_gives_another(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        command("servir", "--port", "0"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
        start_new_session=True,
    )
    os.close(theirs)
    with ended(started):
        shown, found = "", list[str]()
        while len(found) < 2:
            shown += os.read(ours, 4096).decode("utf-8", "replace")
            given = re.findall(r"(http://127\.0\.0\.1:\d+/entree\?jeton=[\w-]{43})\s", shown)
            if len(given) == 1 and not found:
                os.write(ours, b"\n")
            found = given
        first, second = found
        with pytest.raises(HTTPError, match="403"):
            build_opener().open(first)
        with build_opener(HTTPCookieProcessor()).open(second) as page:
            assert page.status == 200
        started.send_signal(signal.SIGINT)
        assert started.wait(20) in (0, 130)
    os.close(ours)
    assert "Traceback" not in shown
    assert "sert une seule fois" in shown


def test_no_command_line_loads_the_server_before_it_is_asked_for() -> None:
    code = "import sys; from expert.command.main import build_parser; build_parser(); "
    code += "print('aiohttp' in sys.modules, 'textual_serve' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, check=True
    )
    assert done.stdout.split() == [b"False", b"False"]
