"""Chromium, headless, on the real server: what it draws is read, what it asks for is written down.

The terminal of the page is a picture: its text is what its socket received, given to a terminal
emulator (pyte) of the same size. A text is clicked where that emulator has it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
OF_CHROMIUM = {
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "content-autofill.googleapis.com",
}
"""Hosts that Chromium itself looks for, whatever page is open; none is reached (`FLAGS`)."""

PATIENCE = 15_000
"""Milliseconds after which what was expected is said to be missing."""


def chromium() -> str:
    """Return the browser to drive. Raises `AssertionError` when there is none."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "Chromium is not on this machine: install it, or name it in CHROMIUM"
    return found


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Path]:
    """Start a server as a user does; yield the file that holds the address to enter by."""
    address = folder / "adresse"
    places = {
        f"XDG_{name}_HOME": str(folder / name.lower())
        for name in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    started = subprocess.Popen(
        [*arguments, "--port", "0", "--adresse-dans", str(address)],
        cwd=ROOT,
        env={**os.environ, **places, "PYTHONPATH": str(ROOT), "QUALIF_DOSSIER": str(folder / "d")},
        stdout=subprocess.PIPE,
    )
    assert started.stdout is not None
    try:
        assert b"attend un navigateur" in started.stdout.readline()
        yield address
    finally:
        started.terminate()
        started.wait(20)
        started.stdout.close()


ENTRY = "import sys; from expert.command.main import main; sys.exit(main())"


@dataclass
class Tab:
    """A tab of the browser, and what its terminal shows."""

    page: Any
    screen: Any
    stream: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)
    heard: int = 0

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def shows(self, *words: str) -> None:
        """Wait until the terminal shows one of these texts."""
        self.until(lambda: any(text in self.words for text in words), " / ".join(words))

    def until(self, known: Callable[[], object], expected: str) -> None:
        """Wait until something is true: messages of the browser are only heard meanwhile."""
        for _ in range(PATIENCE // 25):
            if known():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"{expected!r} did not come; the terminal shows:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys as someone who looks at the screen: each once it no longer moves."""
        for key in keys:
            self.settle()
            self.page.keyboard.press(key)

    def settle(self) -> None:
        """Wait until the terminal receives nothing more."""
        heard = -1
        while heard != self.heard:
            heard = self.heard
            self.page.wait_for_timeout(60)

    def click(self, words: str) -> None:
        """Click the first place where the terminal shows a text."""
        self.settle()
        found = [n for n, line in enumerate(self.screen.display) if words in line]
        assert found, f"{words!r} is not shown:\n{self.text}"
        row = found[0]
        column = self.screen.display[row].index(words) + len(words) // 2
        box = self.page.locator(".xterm-screen").bounding_box()
        x = box["x"] + (column + 0.5) * box["width"] / self.screen.columns
        y = box["y"] + (row + 0.5) * box["height"] / self.screen.lines
        self.page.mouse.click(x, y)

    def hosts(self) -> set[str]:
        """The hosts of all that the page asked for."""
        return {urlsplit(address).netloc for address in (*self.asked, *self.sockets)}


@contextmanager
def browsing(
    address: Path, size: tuple[int, int], *, flags: Sequence[str] = ()
) -> Iterator[tuple[Any, Tab]]:
    """Open Chromium on the one-time address; yield its context and the tab."""
    import pyte
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium(), headless=True, args=[*FLAGS, *flags]
        )
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height})
        screen = pyte.Screen(80, 24)
        tab = Tab(context.new_page(), screen, pyte.ByteStream(screen))
        _listen(context, tab)
        tab.page.goto(address.read_text(encoding="utf-8").strip())
        yield context, tab
        browser.close()


def _listen(context: Any, tab: Tab) -> None:
    context.on("request", lambda request: tab.asked.append(request.url))
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.page.on(
        "console",
        lambda said: tab.complaints.append(said.text) if said.type == "error" else None,
    )

    def received(data: object) -> None:
        if isinstance(data, bytes):
            tab.heard += 1
            tab.stream.feed(data)

    def sent(data: object) -> None:
        kind, *rest = json.loads(str(data))
        if kind == "resize":
            tab.screen.resize(rest[0]["height"], rest[0]["width"])

    def opened(socket: Any) -> None:
        tab.sockets.append(socket.url)
        tab.screen.reset()
        socket.on("framereceived", received)
        socket.on("framesent", sent)

    tab.page.on("websocket", opened)
