"""One tab of the browser: a process of the application that ends with it."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Final

from textual_serve.app_service import AppService

WINDOW: Final = (sys.executable, "-P", "-m", "tui.browser.window")
"""What one tab runs."""

_PATIENCE: Final = 5.0
"""Seconds a process is given to close its files when its tab is closed."""


class Tab(AppService):
    """The application of one tab. It is started without a shell, and never outlives the tab."""

    arguments: Sequence[str] = WINDOW

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        environment["TEXTUAL_DRIVER"] = "tui.browser.driver:TabDriver"
        return environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self.arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    async def stop(self) -> None:
        """Ask the application to close, and end it if it does not."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                await super().stop()
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
