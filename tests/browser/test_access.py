"""Who may enter: the token once, the names of the server, nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tui.browser.access import access_by


def token_of(address: str) -> str:
    (token,) = parse_qs(urlsplit(address).query)["jeton"]
    return token


def test_a_token_serves_once_and_another_replaces_it() -> None:
    access = access_by(("127.0.0.1", "localhost"), 8000, None)
    first, second = token_of(access.new_address()), token_of(access.new_address())
    assert len(first) >= 43, "32 random bytes"
    assert first != second
    assert access.exchange(first) is None
    given = access.exchange(second)
    assert access.exchange(second) is None
    assert access.admits(given)
    assert not access.admits(second), "the token is not the cookie"


@pytest.mark.parametrize("invented", ["", "é\ud800", "a" * 43])
def test_nobody_enters_with_an_invented_token_or_cookie(invented: str) -> None:
    access = access_by(("127.0.0.1",), 8000, None)
    assert access.exchange(invented) is None, "before any address was given"
    access.new_address()
    assert access.exchange(invented) is None
    assert not access.admits(invented)
    assert not access.admits(None)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8000", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1", False),
        ("127.0.0.1:8001", False),
        ("127.0.0.1.exemple.fr:8000", False),
        ("exemple.fr", False),
        ("", False),
        (None, False),
    ],
)
def test_the_server_answers_to_its_names_only(host: str | None, known: bool) -> None:
    access = access_by(("127.0.0.1", "localhost"), 8000, None)
    assert access.knows_host(host) is known
    assert access.knows_origin(None if host is None else f"http://{host}") is known
    assert not access.knows_origin(f"https://{host}")
    assert not access.knows_origin("null")


def test_behind_a_proxy_the_public_address_is_given_and_known() -> None:
    access = access_by(("127.0.0.1", "localhost"), 8000, "https://qualif.exemple.fr")
    assert access.new_address().startswith("https://qualif.exemple.fr/entree?jeton=")
    assert access.secure
    assert access.knows_host("qualif.exemple.fr")
    assert access.knows_origin("https://qualif.exemple.fr")
    assert not access.knows_origin("http://qualif.exemple.fr")


def test_two_servers_of_one_machine_do_not_share_a_cookie() -> None:
    assert access_by(("127.0.0.1",), 1, None).cookie != access_by(("127.0.0.1",), 2, None).cookie


def test_on_the_usual_port_the_address_names_no_port() -> None:
    access = access_by(("127.0.0.1",), 80, None)
    assert access.knows_host("127.0.0.1")
    assert access.new_address().startswith("http://127.0.0.1/entree")
