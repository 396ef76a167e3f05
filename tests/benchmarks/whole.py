"""Whole commands, as processes: a file of incidents from end to end, and the proof of the base.

A command that this version does not have is said, never guessed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from knowledge import KnowledgeBase
from tests.benchmarks.figures import REPOSITORY, Figure

_CODE = (
    "import resource, sys\n"
    "from expert.command.main import main\n"
    "code = main()\n"
    "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\n"
    "sys.exit(code)\n"
)
_DRAWN = 500
"""Different incidents in a file: they come back in turn, each with its own number."""


def batch(base: KnowledgeBase, counts: tuple[int, ...] = (1_000, 10_000)) -> Iterator[Figure]:
    """Qualify files of incidents, JSONL to JSONL, on one core: rate between two sizes, memory."""
    if not _has(["qualifier", "--lot", "--help"]):
        print("qualif qualifier --lot: not in this version, not measured")
        return
    seconds, peaks = [], []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            source = Path(folder) / f"{count}.jsonl"
            with source.open("w", encoding="utf-8") as lines:
                lines.writelines(_lines(base, count))
            took, peak = _run(
                [
                    "qualifier",
                    str(source),
                    "--lot",
                    "--sortie",
                    f"{source}.out",
                    "--format",
                    "jsonl",
                ]
            )
            seconds.append(took)
            peaks.append(peak)
            written = Path(f"{source}.out").read_bytes().count(b"\n")
            if written < count:
                print(f"qualif qualifier --lot: {written} lines written for {count}")
                return
    rate = (counts[-1] - counts[0]) / max(seconds[-1] - seconds[0], 1e-9)
    name = f"JSONL to JSONL, one core, between {counts[0]:,} and {counts[-1]:,} incidents"
    yield Figure(name[:58], rate, 30_000, "/s", more=True)
    yield Figure(f"JSONL to JSONL, peak of memory at {counts[-1]:,}", peaks[-1], 200, "MB")
    grown = peaks[-1] / peaks[0]
    yield Figure(f"JSONL to JSONL, memory at {counts[-1]:,} over {counts[0]:,}", grown, 1.3, "x")


def proof(_base: KnowledgeBase) -> Iterator[Figure]:
    """Prove the whole real base, by diagrams and worlds, without the second opinion."""
    if not _has(["base", "prouver", "--help"]):
        print("qualif base prouver: not in this version, not measured")
        return
    took, peak = _run(["base", "prouver", "--sans-second-avis"])
    yield Figure("qualif base prouver, the whole real base", took, 30, "s")
    yield Figure("qualif base prouver, peak of memory", peak, 1000, "MB")


def _has(words: list[str]) -> bool:
    command = [sys.executable, "-c", _CODE, *words]
    done = subprocess.run(command, capture_output=True, cwd=REPOSITORY, check=False)
    return done.returncode == 0 and words[-2].encode() in done.stdout


def _run(words: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and the peak of its memory in megabytes."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *words],
        capture_output=True, text=True, cwd=REPOSITORY, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    peak = next(line for line in done.stderr.splitlines()[::-1] if line.startswith("peak "))
    return seconds, int(peak.split()[1]) / 1024


def _lines(base: KnowledgeBase, count: int) -> Iterator[str]:
    chance = random.Random(11)
    drawn = [_incident(base, chance) for _ in range(_DRAWN)]
    for number in range(count):
        yield json.dumps({"id": f"i{number}", **drawn[number % _DRAWN]}) + "\n"


def _incident(base: KnowledgeBase, chance: random.Random) -> dict[str, object]:
    """Return an incident of one passage, every fact answered at random, the list closed."""
    places: dict[str, dict[str, object]] = {"incident": {}, "publication": {}, "passage": {}}
    for fact in base.facts.values():
        if fact.descriptive or fact.kind == "texte":
            continue
        match fact.kind:
            case "liste":
                answer: object = [v for v in fact.values if chance.random() < 0.2]
            case "nombre":
                answer = chance.choice([3, 14, 50, 500])
            case "date":
                answer = f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"
            case _:
                answer = chance.choice(list(fact.values))
        places[fact.scope][fact.id] = answer
    publication = {**places["publication"], "passages": [places["passage"]]}
    whole = {"examen": "2026-11-21", "autres_publications": "non", "publications": [publication]}
    return {**places["incident"], **whole}
