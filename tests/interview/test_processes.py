"""One incident, one answer: whatever the seed of the hashes, hence the order of every set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = ("0", "1", "4242")


def test_another_process_asks_and_concludes_the_same() -> None:
    """Questions, statuses and proofs of random bases; whole assessments of the shipped samples."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.interview.one_process"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
        )
        for seed in SEEDS
    ]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert said[0].count(b'"format":"qualif-assessment/') >= 3
    assert said[0] == said[1] == said[2]
