"""The clipboard of the desktop, reached by pyperclip in a process of its own.

A process apart, because pyperclip starts `xclip`, `xsel` or `wl-copy` and lets them inherit the
terminal: their complaints would be written over the screen, and a display that does not answer
would hold the application. Nothing of a case is in the arguments: the text goes through a pipe.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final, Protocol

_WRITE: Final = """
import sys, pyperclip
pyperclip.copy(sys.stdin.buffer.read().decode("utf-8"))
"""
_READ: Final = """
import sys, pyperclip
sys.stdout.buffer.write(pyperclip.paste().encode("utf-8", "replace"))
"""
_PATIENCE: Final = 3.0
"""Seconds given to a desktop to answer."""


class Native(Protocol):
    """A clipboard that can be read again, hence of which success can be known."""

    def copy(self, text: str) -> bool:
        """Put `text` there; whether it was read again from there."""

    def read(self) -> str | None:
        """Return what it holds, None when it cannot be read."""


class DesktopClipboard:
    """The clipboard of the session in which the application runs."""

    def copy(self, text: str) -> bool:
        """Put `text` in the clipboard; whether the same text was then read from it."""
        if _asked(_WRITE, text) is None:
            return False
        read = self.read()
        return read is not None and same_text(read, text)

    def read(self) -> str | None:
        """Return what the clipboard holds, None when it cannot be read."""
        return _asked(_READ, answered=True)


def desktop_clipboard(environment: Mapping[str, str] = os.environ) -> Native | None:
    """Return the clipboard of the desktop, or None where there is plainly no desktop.

    macOS and Windows always have one; elsewhere a display says so (X11, also through SSH, or
    Wayland), and Windows behind a Linux says it by the name of its distribution.
    """
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    if sys.platform in ("darwin", "win32") or any(environment.get(name) for name in signs):
        return DesktopClipboard()
    return None


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same, but for line ends, which some desktops rewrite."""
    return one.replace("\r\n", "\n").rstrip("\n") == other.replace("\r\n", "\n").rstrip("\n")


def _asked(program: str, text: str = "", *, answered: bool = False) -> str | None:
    """Run one of the two programs above; None when the desktop refused or did not answer.

    What keeps a copied text goes on in the background with the output of the program: that output
    is a pipe only when an answer is expected, or its end would never come.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", program],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.PIPE if answered else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
            start_new_session=True,  # what keeps the text must not end with the application
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if answered else ""
