"""Every system call of every save fails in turn: `make pannes`, or with `--chaque N`, `--json`.

Starts itself again with `shim.c` compiled and loaded. Prints what it tried and what was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SHIM = "QUALIF_ESSAI_PANNES"


def compiled(folder: Path) -> Path | None:
    """Return the compiled shim, None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    built = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"]
    subprocess.run(command, check=True)
    return built


def main() -> int:
    """Run the points; the code is 1 when something was lost, 3 when nothing could be tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chaque", type=int, default=1, help="one point out of N")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if SHIM in os.environ:
            return _run(Path(name), chosen.chaque, as_json=chosen.json)
        shim = compiled(Path(name))
        if shim is None:
            print("aucun compilateur C : rien n'a été essayé", file=sys.stderr)
            return 3
        environment = {**os.environ, "LD_PRELOAD": str(shim), SHIM: "oui"}
        again = [sys.executable, "-m", "tests.faults.run", *sys.argv[1:]]
        return subprocess.run(again, env=environment, check=False).returncode


def _run(folder: Path, every: int, *, as_json: bool) -> int:
    from tests.faults.points import try_points
    from tests.faults.scenarios import scenarios
    from tests.store.support import quick_derivation

    quick_derivation()
    tallies = {}
    for number, scenario in enumerate(scenarios()):
        tally = tallies[scenario.name] = try_points(scenario, folder / str(number), every)
        if not as_json:
            print(f"{scenario.name:36} {tally.points:6} pannes", flush=True)
            for end, count in sorted(tally.ends.items()):
                print(f"    {end:34} {count:6}")
            for where in (*tally.lost, *tally.falsely_saved, *tally.not_told):
                print(f"    DÉFAUT {where}")
    total = {
        "points": sum(t.points for t in tallies.values()),
        "lost": [where for t in tallies.values() for where in t.lost],
        "falsely_saved": [where for t in tallies.values() for where in t.falsely_saved],
        "not_told": [where for t in tallies.values() for where in t.not_told],
    }
    if as_json:
        print(json.dumps(total))
    else:
        print(
            f"{total['points']} pannes : {len(total['lost'])} perte(s), "
            f"{len(total['falsely_saved'])} « enregistré » à tort, "
            f"{len(total['not_told'])} sans phrase claire"
        )
    return 0 if all(tally.sound for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
