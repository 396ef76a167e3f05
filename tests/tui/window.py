"""The application in a process of its own, in a terminal: every byte its real driver writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
_LONGEST_WAIT = 40
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|[@-Z\\-_])", re.S)
_ENTRY = (
    "from pathlib import Path\n"
    "from tests.tui.cases import office_again\n"
    "from tests.tui.support import mini_services\n"
    "from tui.app import QualifApp\n"
    "QualifApp(office=office_again(Path({folder!r})), load=mini_services).run()\n"
)


class Window:
    """A terminal with the application on the invented base; killed when it is left."""

    def __init__(self, folder: Path, columns: int = 80, rows: int = 24) -> None:
        self.written = b""
        self._seen = 0
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TEXTUAL_ANIMATIONS": "none",
                       "TERM": "xterm-256color", "PYTHONUTF8": "1"}  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ENTRY.format(folder=str(folder))],
            stdin=inside, stdout=inside, stderr=inside, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def type(self, keys: str) -> None:
        """Send keys to the terminal."""
        os.write(self._terminal, keys.encode())

    def until(self, sentence: str) -> None:
        """Wait until the terminal has been written these words since the last wait."""
        sought = "".join(sentence.split()).encode()
        last = time.monotonic() + _LONGEST_WAIT
        while sought not in b"".join(_ESCAPES.sub(b"", self.written[self._seen :]).split()):
            ready, _, _ = select.select([self._terminal], [], [], _LONGEST_WAIT)
            shown = self.written[-2000:]
            assert ready and time.monotonic() < last, f"{sentence!r} is never shown: {shown!r}"
            self.written += os.read(self._terminal, 65_536)
        self._seen = len(self.written)

    def hang_up(self) -> None:
        """Take the terminal away, with no signal, and wait for the process to end by itself."""
        os.close(self._terminal)
        self._terminal = -1
        self._process.wait(timeout=_LONGEST_WAIT)

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Window:
        """Return the window."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Leave no process behind."""
        self.kill()
        if self._terminal >= 0:
            os.close(self._terminal)
