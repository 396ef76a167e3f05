"""The server of `qualif servir`: an entrance, one page, a socket for each tab, the files to save.

It uses of textual-serve what talks to the processes and the terminal for browsers, not its server:
that one has no entrance, loads its font from another host and logs every address.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote
from weakref import WeakSet

from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from tui.browser import pages
from tui.browser.access import ENTRANCE, TOKEN, Access
from tui.browser.guard import guard, sign
from tui.browser.tab import WINDOW, Tab

_TERMINAL: Final = Path(str(files("textual_serve").joinpath("static")))
_SHIPPED: Final = (
    "css/xterm.css",
    "js/textual.js",
    "fonts/RobotoMono-VariableFont_wght.ttf",
    "fonts/RobotoMono-Italic-VariableFont_wght.ttf",
)
"""The only files of textual-serve that are served."""

_OURS: Final = ("page.css", "page.js")
_WIDEST, _TALLEST = 500, 300
_HEARTBEAT: Final = 15.0
"""Seconds after which a tab that no longer answers is closed."""


class BrowserServer:
    """Serves the application to who came by the one-time address."""

    def __init__(self, access: Access, arguments: Sequence[str] = WINDOW) -> None:
        self.access = access
        self._arguments = tuple(arguments)
        self._downloads = DownloadManager()
        self._sockets: WeakSet[web.WebSocketResponse] = WeakSet()

    def application(self) -> web.Application:
        """Return the routes behind their guard."""
        application = web.Application(middlewares=[guard(self.access)])
        # A HEAD, as those who preview a link send, must not spend the address.
        application.router.add_get(ENTRANCE, self._enter, allow_head=False)
        application.router.add_get("/", self._page)
        application.router.add_get("/ws", self._tab)
        application.router.add_get("/download/{key}", self._file, allow_head=False)
        application.router.add_get("/static/{name:.+}", self._static)
        application.on_response_prepare.append(sign(self.access))
        application.on_shutdown.append(self._close)
        return application

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        """Exchange the token for a cookie, once, and go to an address without it."""
        given = self.access.exchange(request.query.get(TOKEN, ""))
        if given is None:
            return pages.said(pages.USED, 403)
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(
            self.access.cookie, given, httponly=True, samesite="Strict", secure=self.access.secure
        )
        return response

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return pages.terminal()

    async def _static(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name in _OURS:
            return web.FileResponse(pages.STATIC / name)
        if name in _SHIPPED:
            return web.FileResponse(_TERMINAL / name)
        raise web.HTTPNotFound

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """Hand over, once, a file that the application of a tab wrote."""
        key = request.match_info["key"]
        try:
            found = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        response = web.StreamResponse()
        response.content_type = "text/plain"
        response.charset = "utf-8"
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}"
        )
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _tab(self, request: web.Request) -> web.StreamResponse:
        """Run the application of one tab, until either closes."""
        if not self.access.knows_origin(request.headers.get("Origin")):
            return pages.said(pages.FOREIGN, 403)
        terminal = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await terminal.prepare(request)
        self._sockets.add(terminal)

        async def close() -> None:
            await terminal.close()

        tab = Tab(
            "",
            write_bytes=terminal.send_bytes,
            write_str=terminal.send_str,
            close=close,
            download_manager=self._downloads,
        )
        tab.arguments = self._arguments
        await tab.start(*_size(request.query.get("width"), request.query.get("height")))
        try:
            async for message in terminal:
                if message.type is WSMsgType.TEXT:
                    await _obey(tab, terminal, message.data)
        finally:
            await tab.stop()
        return terminal

    async def _close(self, application: web.Application) -> None:
        """Close every tab: each process then ends by itself, everything saved."""
        await asyncio.gather(*(terminal.close() for terminal in list(self._sockets)))


async def _obey(tab: Tab, terminal: web.WebSocketResponse, text: str) -> None:
    """Pass on what the page says, and ignore what it could not say."""
    try:
        kind, *rest = json.loads(text)
    except (ValueError, TypeError):
        return
    match kind, rest:
        case "stdin", [str(typed)]:
            await tab.send_bytes(typed.encode("utf-8", "replace"))
        case "resize", [{"width": width, "height": height}]:
            await tab.set_terminal_size(*_size(width, height))
        case "ping", [str(moment)]:
            await terminal.send_json(["pong", moment])
        case "focus", _:
            await tab.focus()
        case "blur", _:
            await tab.blur()


def _size(width: object, height: object) -> tuple[int, int]:
    """Return columns and rows that a screen may have, whatever was asked."""
    sizes = []
    for asked, usual, most in ((width, 80, _WIDEST), (height, 24, _TALLEST)):
        digits = str(asked)
        sizes.append(min(int(digits), most) if digits.isdecimal() and len(digits) < 6 else usual)
    return max(1, sizes[0]), max(1, sizes[1])


def serve(server: BrowserServer, listening: socket.socket, started: Callable[[], object]) -> None:
    """Serve until interrupted; `started` is called once requests are heard.

    Nothing is logged of a request: an address may hold the token.
    """
    for name in ("aiohttp.access", "aiohttp.server", "aiohttp.web", "textual-serve", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    application = server.application()

    async def tell(application: web.Application) -> None:
        started()

    application.on_startup.append(tell)
    web.run_app(application, sock=listening, access_log=None, print=None, shutdown_timeout=8)
