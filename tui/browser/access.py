"""Who may enter: an address that serves once, then a cookie; and from where, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from secrets import compare_digest, token_urlsafe
from typing import Final
from urllib.parse import urlencode, urlsplit

ENTRANCE: Final = "/entree"
TOKEN: Final = "jeton"
_BYTES: Final = 32


@dataclass
class Access:
    """The names under which the server is known, the token not yet used, the cookies given.

    `address` is what is written before a path: `http://127.0.0.1:8000`, or the public one. Browsers
    share cookies between the ports of a host: the name of the cookie carries the port. `spent` is
    called when an address has served.
    """

    address: str
    origins: frozenset[str]
    cookie: str
    spent: Callable[[], object] = lambda: None
    _token: str | None = None
    _passes: set[str] = field(default_factory=set)

    @property
    def secure(self) -> bool:
        """Whether the browser comes by HTTPS, and the cookie must never leave it."""
        return self.address.startswith("https:")

    def knows_host(self, host: str | None) -> bool:
        """Whether a request names this server, and not a name that someone made to lead here."""
        return host is not None and host.lower() in {urlsplit(o).netloc for o in self.origins}

    def knows_origin(self, origin: str | None) -> bool:
        """Whether a page that sends something is ours."""
        return origin is not None and origin.lower() in self.origins

    def new_address(self) -> str:
        """Return an address that will serve once; the one before serves no more."""
        self._token = token_urlsafe(_BYTES)
        return f"{self.address}{ENTRANCE}?{urlencode({TOKEN: self._token})}"

    def exchange(self, token: str) -> str | None:
        """Return what the cookie must hold, or None for a token used already or invented."""
        if self._token is None or not _same(token, self._token):
            return None
        self._token = None
        given = token_urlsafe(_BYTES)
        self._passes.add(given)
        self.spent()
        return given

    def admits(self, cookie: str | None) -> bool:
        """Whether a cookie was given here since the server started."""
        return cookie is not None and any(_same(cookie, given) for given in self._passes)


def access_by(names: Iterable[str], port: int, public: str | None) -> Access:
    """Return the access to a server that listens under `names`, or behind a `public` address."""
    own = [f"http://{name}" if port == 80 else f"http://{name}:{port}" for name in names]
    known = frozenset(name.lower() for name in (*own, *([public] if public else [])))
    return Access(public or own[0], known, f"qualif-{port}")


def _same(one: str, other: str) -> bool:
    """Compare in a time that tells nothing."""
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
