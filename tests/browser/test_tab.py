"""The process of a tab, without its server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_tab_does_not_outlive_its_server(tmp_path: Path) -> None:
    """A server that is killed says nothing to its tabs: the end of their input does."""
    tab = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.mini_window"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QUALIF_DOSSIER": str(tmp_path),
            "TEXTUAL_DRIVER": "tui.browser.driver:TabDriver",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert tab.stdout is not None
    try:
        assert tab.stdout.readline() == b"__GANGLION__\n"
        rest, _ = tab.communicate(timeout=20)  # its input ends
    finally:
        tab.kill()
    assert tab.returncode == 0
    assert b'{"type": "exit"}' in rest
