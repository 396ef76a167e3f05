"""A sample of the points (`make pannes` tries them all), and that the trial finds a bad save."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.run import SHIM, compiled

_ONE_OUT_OF = 23
"""Prime with the number of ways, so that every way is in the sample."""

_BAD_SAVE = """
import sys
from pathlib import Path
from tests.faults.points import Scenario, try_points

def judge(folder):
    text = (folder / "a").read_text()
    return {"vieux" * 9: "ancien", "neuf" * 9: "nouveau"}.get(text, "perdu")

def act(folder):
    if sys.argv[2] == "boast":
        try:
            (folder / "b").write_text("neuf" * 9)
            (folder / "b").replace(folder / "a")
        except OSError:
            pass
    else:
        (folder / "a").write_text("neuf" * 9)

bad = Scenario("mauvais", lambda f: (f / "a").write_text("vieux" * 9) and None, act, judge)
tally = try_points(bad, Path(sys.argv[1]))
print(len(tally.lost), len(tally.falsely_saved), tally.points)
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = compiled(tmp_path_factory.mktemp("shim"))
    if built is None:
        pytest.skip("no C compiler here: the failing system calls cannot be made")
    return built


@pytest.mark.usefixtures("shim")
def test_nothing_is_lost_nor_falsely_said_saved() -> None:
    command = [sys.executable, "-m", "tests.faults.run", "--json", "--chaque", str(_ONE_OUT_OF)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(ran.stdout)
    assert (said["lost"], said["falsely_saved"], said["not_told"]) == ([], [], [])
    assert said["points"] > 50
    assert ran.returncode == 0


@pytest.mark.parametrize(
    ("way", "lost", "falsely"), [("plain", True, False), ("boast", False, True)]
)
def test_a_bad_save_is_found_out(
    shim: Path, tmp_path: Path, way: str, lost: bool, falsely: bool
) -> None:
    environment = {**os.environ, "LD_PRELOAD": str(shim), SHIM: "oui"}
    ran = subprocess.run(
        [sys.executable, "-c", _BAD_SAVE, str(tmp_path), way],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    losses, boasts, points = map(int, ran.stdout.split())
    assert (losses > 0, boasts > 0, points > 0) == (lost, falsely, True)
