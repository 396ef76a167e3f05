"""The server over HTTP: entering once, what is refused, what every answer carries, one tab."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from expert.plain_text import is_safe
from tui.browser import guard
from tui.browser.access import Access, access_by
from tui.browser.server import BrowserServer

ECHO = (sys.executable, str(Path(__file__).with_name("echo_window.py")))
ROUTES = ("/", "/ws", "/download/K", "/static/page.js", "/static/js/textual.js", "/absent")


class Visitor:
    """A browser, as far as HTTP goes."""

    def __init__(self, session: ClientSession, access: Access, server: BrowserServer) -> None:
        self.session, self.access, self.server = session, access, server
        self.home = access.address

    async def get(self, path: str, **options: object) -> tuple[int, str, dict[str, str]]:
        address = path if path.startswith("http") else f"{self.home}{path}"
        asked = self.session.request(
            str(options.pop("method", "GET")), address, allow_redirects=False, **options
        )
        async with asked as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    async def enter(self) -> None:
        status, _, headers = await self.get(self.access.new_address())
        assert (status, headers["Location"]) == (303, "/")


@asynccontextmanager
async def visiting() -> AsyncIterator[Visitor]:
    placed = BrowserServer(access_by(("127.0.0.1", "localhost"), 0, None), ECHO)
    served = TestServer(placed.application(), host="127.0.0.1")
    await served.start_server()
    known = access_by(("127.0.0.1", "localhost"), served.port or 0, None)
    placed.access.address, placed.access.origins = known.address, known.origins
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Visitor(session, placed.access, placed)
    await served.close()


async def test_the_address_serves_once_and_leaves_no_token_behind() -> None:
    async with visiting() as visitor:
        address = visitor.access.new_address()
        assert (await visitor.get(address, method="HEAD"))[0] == 405, "a preview spends nothing"
        status, _, headers = await visitor.get(address)
        assert status == 303
        assert headers["Location"] == "/"
        cookie = headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Path=/" in cookie
        assert address.split("=")[1] not in cookie
        assert (await visitor.get("/"))[0] == 200
        status, page, _ = await visitor.get(address)
        assert status == 403
        assert "Cette adresse a déjà servi" in page


async def test_the_cookie_stays_on_https_behind_a_proxy() -> None:
    async with visiting() as visitor:
        visitor.access.address = "https://qualif.exemple.fr"
        token = visitor.access.new_address().split("=")[1]
        _, _, headers = await visitor.get(f"{visitor.home}/entree?jeton={token}")
        assert "Secure" in headers["Set-Cookie"]


@pytest.mark.parametrize("path", ROUTES)
async def test_nothing_is_served_without_the_cookie(path: str) -> None:
    async with visiting() as visitor:
        visitor.access.new_address()
        for cookie in ({}, {"Cookie": f"{visitor.access.cookie}=invente"}):
            status, page, _ = await visitor.get(path, headers=cookie)
            assert status == 403
            assert "cette adresse sert une seule fois" in page.lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "exemple.fr"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://exemple.fr"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", [*ROUTES, "/entree?jeton=x"])
async def test_another_name_or_another_page_is_refused_even_with_the_cookie(
    path: str, headers: dict[str, str]
) -> None:
    async with visiting() as visitor:
        await visitor.enter()
        status, page, _ = await visitor.get(path, headers=headers)
        assert status in (403, 421)
        assert "vient d'ailleurs" in page.replace("&#x27;", "'")


async def test_a_foreign_page_cannot_spend_the_address() -> None:
    async with visiting() as visitor:
        address = visitor.access.new_address()
        await visitor.get(address, headers={"Origin": "http://exemple.fr"})
        await visitor.get(address, headers={"Host": "exemple.fr"})
        assert (await visitor.get(address))[0] == 303


async def test_a_link_followed_from_elsewhere_passes_the_door_again() -> None:
    """The browser keeps a strict cookie for itself there: the page asks once more, from here."""
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with visiting() as visitor:
        status, page, _ = await visitor.get("/", headers=followed)
        assert status == 200
        assert 'content="0;url=/"' in page
        assert (await visitor.get("/download/K", headers=followed))[0] == 403
        again = {**followed, "Sec-Fetch-Site": "same-origin"}
        assert (await visitor.get("/", headers=again))[0] == 403, "never round and round"


@pytest.mark.parametrize("entered", [True, False])
@pytest.mark.parametrize("path", [*ROUTES, "/entree?jeton=x"])
async def test_every_answer_carries_the_same_protections(path: str, entered: bool) -> None:
    async with visiting() as visitor:
        if entered:
            await visitor.enter()
        _, _, headers = await visitor.get(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "://" not in policy.replace("ws://127.0.0.1:", "").replace("ws://localhost:", "")
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in headers


async def test_the_page_is_french_and_names_no_other_host() -> None:
    async with visiting() as visitor:
        await visitor.enter()
        for path in ("/", "/static/page.js", "/static/page.css", "/static/css/xterm.css"):
            status, text, _ = await visitor.get(path)
            assert status == 200
            loaded = [line for line in text.splitlines() if "://" in line and "*" not in line[:4]]
            assert loaded == []
        page = (await visitor.get("/"))[1]
        assert '<html lang="fr">' in page
        assert "<title>Qualif</title>" in page


@pytest.mark.parametrize(
    "path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/images/background.png"]
)
async def test_only_the_files_of_the_page_are_served(path: str) -> None:
    async with visiting() as visitor:
        await visitor.enter()
        status, page, _ = await visitor.get(path)
        assert status == 404
        assert "Il n'y a rien" in page.replace("&#x27;", "'")


async def test_a_fault_shows_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(guard, "report", lambda error, command: told.append(str(error)))
    async with visiting() as visitor:
        await visitor.enter()

        def fall() -> None:
            raise RuntimeError("mots du dossier")

        monkeypatch.setattr("tui.browser.pages.terminal", fall)
        status, page, _ = await visitor.get("/")
        assert status == 500
        assert "mots du dossier" not in page
        assert "Traceback" not in page
    assert told == ["mots du dossier"]


# One tab -----------------------------------------------------------------------------------------


async def heard(terminal: object) -> str:
    message = await asyncio.wait_for(terminal.receive(), 20)  # type: ignore[attr-defined]
    return message.data.decode() if message.type is WSMsgType.BINARY else str(message.data)


async def test_a_tab_talks_to_its_own_process_which_ends_with_it() -> None:
    async with visiting() as visitor:
        await visitor.enter()
        here = {"Origin": visitor.home}
        address = f"{visitor.home}/ws?width=100&height=40"
        async with visitor.session.ws_connect(address, headers=here) as terminal:
            assert await heard(terminal) == "100x40"
            await terminal.send_json(["stdin", "été"])
            assert await heard(terminal) == "été"
            await terminal.send_json(["resize", {"width": 9999, "height": "x"}])
            assert await heard(terminal) == '{"type": "resize", "width": 500, "height": 24}'
            for nonsense in ("[", "3", "[]", '["stdin"]', '["stdin", 3]', '["resize", {}]', '"x"'):
                await terminal.send_str(nonsense)
            await terminal.send_json(["ping", "7"])
            assert await heard(terminal) == '["pong", "7"]'
            await terminal.send_json(["stdin", "fin"])
            assert (await terminal.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSING)


@pytest.mark.parametrize("size", ["width=0&height=0", "width=-5&height=%20", "width=x", ""])
async def test_a_tab_of_an_absurd_size_opens_all_the_same(size: str) -> None:
    async with visiting() as visitor:
        await visitor.enter()
        here = {"Origin": visitor.home}
        async with visitor.session.ws_connect(f"{visitor.home}/ws?{size}", headers=here) as opened:
            columns, rows = (await heard(opened)).split("x")
            assert int(columns) in (1, 80)
            assert int(rows) in (1, 24)


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://exemple.fr"}, {"Origin": "null"}])
async def test_a_tab_without_our_own_origin_is_refused(headers: dict[str, str]) -> None:
    async with visiting() as visitor:
        await visitor.enter()
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.session.ws_connect(f"{visitor.home}/ws", headers=headers)
        assert refused.value.status == 403


async def test_a_file_is_handed_over_once_as_a_file_whatever_it_calls_itself() -> None:
    async with visiting() as visitor:
        await visitor.enter()
        here = {"Origin": visitor.home}
        async with visitor.session.ws_connect(f"{visitor.home}/ws", headers=here) as terminal:
            await heard(terminal)
            await terminal.send_json(["stdin", "fichier"])
            assert await heard(terminal) == '["deliver_file_start", "K"]'
            status, text, headers = await visitor.get("/download/K")
            assert (status, text) == (200, "contenu écrit")
            named = headers["Content-Disposition"]
            assert named == "attachment; filename*=UTF-8''r%C3%A9sum%C3%A9%20%22.txt"
            assert headers["Content-Type"] == "text/plain; charset=utf-8"
            assert is_safe(named)
            assert (await visitor.get("/download/K"))[0] == 404
