"""Use the installed wheel as a user would: from another folder, by its command.

Run by `.ci/run` with the interpreter of the environment where the wheel was installed; the checkout
is not on its path. Arguments: the environment, and the folder to work from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path


def run(command: Path, *arguments: str, folder: Path) -> str:
    """Run `qualif` in `folder`, demand exit code 0, and return what it printed."""
    start = time.perf_counter()
    done = subprocess.run(
        [str(command), *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    spent = time.perf_counter() - start
    print(f"qualif {' '.join(arguments)}: exit {done.returncode}, {spent:.2f} s")
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode}, 0 expected\n{done.stdout}\n{done.stderr}")
    return done.stdout


def check_refused(command: Path, *arguments: str, extra: str, folder: Path) -> None:
    """Demand the sentence that names a missing extra, and exit code 2."""
    refused = subprocess.run(
        [str(command), *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if refused.returncode != 2 or f"option « {extra} »" not in refused.stderr:
        sys.exit(f"without its extra, « {arguments[0]} » said: {refused.stderr}")


def main() -> None:
    """Check the rule base, then qualify every shipped sample and read the JSON."""
    environment, folder = (Path(argument) for argument in sys.argv[1:3])
    command = environment / "bin" / "qualif"
    run(command, "--version", folder=folder)
    run(command, "base", "verifier", folder=folder)
    check_refused(command, "servir", "--adresse-dans", "adresse", extra="navigateur", folder=folder)
    samples = sorted(Path(str(files("expert").joinpath("samples"))).glob("*.yaml"))
    if not samples or not samples[0].is_relative_to(environment):
        sys.exit(f"no shipped sample found in the installed package: {samples}")
    office = ("fiche", str(samples[0]), "--format", "pdf", "--sortie", "fiche.pdf")
    check_refused(command, *office, extra="documents", folder=folder)
    for sample in samples:
        printed = run(command, "qualifier", str(sample), "--format", "json", folder=folder)
        report = json.loads(printed)
        incidents = report if isinstance(report, list) else report.get("incidents", [report])
        for incident in incidents:
            for key in ("format", "sanctionable", "conclusions", "citations", "proofs"):
                if key not in incident and key not in report:
                    sys.exit(f"{sample.name}: the JSON has no « {key} »")
            if not incident["conclusions"]:
                sys.exit(f"{sample.name}: no conclusion")


main()
