"""What every request must show before it is heard, and what every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from expert.command.crash import report
from tui.browser import pages
from tui.browser.access import ENTRANCE, Access

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src data:; connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The terminal writes its own styles into the page: styles alone may stand in it."""

_HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), clipboard-read=()",
    "X-Robots-Tag": "noindex",
}


def guard(access: Access) -> Middleware:
    """Return what stands before every route: the name, the origin, then the cookie."""

    @web.middleware
    async def stand(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not access.knows_host(request.headers.get("Host")):
            return pages.said(pages.FOREIGN, 421)
        origin = request.headers.get("Origin")
        if origin is not None and not access.knows_origin(origin):
            return pages.said(pages.FOREIGN, 403)
        if request.path != ENTRANCE and not access.admits(request.cookies.get(access.cookie)):
            return _kept_back(request)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return pages.said(pages.NOT_FOUND, error.status)
        except Exception as error:  # no traceback in the page nor in the window
            report(error, "servir")
            return pages.said(pages.FAULT, 500)

    return stand


def _kept_back(request: web.Request) -> web.Response:
    """Refuse; a link followed from elsewhere comes back once, with the cookie the browser kept."""
    elsewhere = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    reading = request.headers.get("Sec-Fetch-Mode") == "navigate"
    if elsewhere and reading and request.path == "/" and request.method == "GET":
        return pages.through_again()
    return pages.said(pages.NO_ENTRY, 403)


def sign(access: Access) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Return what adds the headers to every answer, refusals and files included."""

    async def add(request: web.Request, response: web.StreamResponse) -> None:
        sockets = sorted(origin.replace("http", "ws", 1) for origin in access.origins)
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = _POLICY.format(sockets=" ".join(sockets))
        response.headers.pop("Server", None)

    return add
