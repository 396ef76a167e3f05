"""`make bench`: the figures of the product, as ratios in one run, printed with the machine.

Nothing is asserted: a slow machine must never fail a test. Each line says what was measured, the
goal, and the ratio to it (1.00 or less is within the goal).
"""

from __future__ import annotations

import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expert.incident import Answer, Incident, Key
from expert.incident_files import read_incidents
from expert.inference.engine import engine_of
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.interview.session import Interview, Question, Screen, new_incident
from expert.replay import decisions_folder, questions
from knowledge import KnowledgeBase, load_base

REPOSITORY = Path(__file__).parents[2]
SAMPLES = REPOSITORY / "expert" / "samples"
DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Figure:
    """One measure and its goal, in the same unit."""

    name: str
    measured: float
    goal: float
    unit: str

    def __str__(self) -> str:
        """Return the line printed for this figure."""
        ratio = self.measured / self.goal
        return (
            f"{self.name:<58} {self.measured:9.2f} {self.unit:<3} "
            f"goal {self.goal:7.2f}  x{ratio:.2f}"
        )


def main() -> None:
    """Measure everything and print it."""
    processor = platform.processor() or platform.machine()
    print(
        f"{platform.platform()} · {processor} · {os.cpu_count()} cores · "
        f"Python {platform.python_version()} · load {os.getloadavg()[0]:.1f}"
    )
    base = load_base()
    for measure in (
        first_screen, next_question, questions_asked, one_assessment, whole_process, loading
    ):  # fmt: skip
        for figure in measure(base):
            print(figure, flush=True)


def loading(_base: KnowledgeBase) -> list[Figure]:
    """Load and check the base: cold (no cache) and warm, inside this process."""
    cold = _median(lambda: load_base(use_cache=False), 3)
    load_base()
    warm = _median(load_base, 5)
    return [
        Figure("load and check the base, cold", cold, 0.8, "s"),
        Figure("load the base, warm", warm, 0.2, "s"),
    ]


def one_assessment(base: KnowledgeBase) -> list[Figure]:
    """Run experta on each sample: milliseconds a passage."""
    program = compile_base(base, DAY)
    engine = engine_of(program)
    costs = []
    for incident in _samples(base):
        situation = situate(program, incident)
        cost = _median(lambda situation=situation: engine.run(situation), 5)  # type: ignore[misc]
        costs.append(1000 * cost / len(situation.units))
    return [Figure("complete assessment through experta, a passage", max(costs), 40, "ms")]


def next_question(base: KnowledgeBase) -> list[Figure]:
    """Answer random interviews for each profile: time from an answer to the next question."""
    figures = []
    for profile in base.profiles:
        times: list[float] = []
        for seed in range(12):
            times += _interview(base, profile, random.Random(seed))
        times.sort()
        p95, p99 = (1000 * times[int(len(times) * q)] for q in (0.95, 0.99))
        figures += [
            Figure(f"next question, {profile}, p95 of {len(times)} steps", p95, 16, "ms"),
            Figure(f"next question, {profile}, p99", p99, 60, "ms"),
        ]
    return figures


def questions_asked(base: KnowledgeBase) -> list[Figure]:
    """Count what each reader is asked on every replayed decision."""
    goals = {"manager": ("most", 10), "rh": ("mean", 16), "juriste": ("mean", 30)}
    figures = []
    for found in questions(decisions_folder(), base, profiles=goals):
        name, goal = goals[found.profile]
        measured = getattr(found.screens, name)
        figures.append(Figure(f"screens, {found.profile}, {name}", measured, goal, ""))
        print(
            f"{found.profile}: screens {found.screens.mean} mean, {found.screens.p95} p95, "
            f"{found.screens.most} most; answers {found.answers.mean} mean, "
            f"{found.answers.p95} p95, {found.answers.most} most"
        )
    return figures


def whole_process(_base: KnowledgeBase) -> list[Figure]:
    """Run `qualif qualifier` on one sample as a whole process: seconds and megabytes."""
    sample = sorted(SAMPLES.glob("*.yaml"))[0]
    code = "import sys; from expert.command.main import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "qualifier", str(sample)]
    seconds = _median(lambda: _quiet(command), 3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Figure("qualif qualifier, one incident, whole process", seconds, 0.8, "s"),
        Figure("qualif qualifier, peak of memory (children)", peak, 150, "MB"),
    ]


def first_screen(_base: KnowledgeBase) -> list[Figure]:
    """Run a process until its first screen is painted, against importing Textual alone."""
    reference = _median(lambda: _quiet([sys.executable, "-c", "import textual.app"]), 5)
    code = (
        "import asyncio, os\nfrom tui.app import QualifApp\n"
        "async def painted(pilot):\n"
        "    while type(pilot.app.screen).__name__ != 'StartScreen':\n"
        "        await asyncio.sleep(0)\n"
        "    drawn = asyncio.Event()\n"
        "    pilot.app.screen.call_after_refresh(drawn.set)\n"
        "    await drawn.wait()\n"
        "    os._exit(0)\n"
        "QualifApp().run(headless=True, size=(80, 24), auto_pilot=painted)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QUALIF_DOSSIER": folder}
        opened = _median(lambda: _quiet([sys.executable, "-c", code], environment), 3)
    return [Figure("first screen, in « import textual.app »", opened / reference, 3, "x")]


def _interview(base: KnowledgeBase, profile: str, chance: random.Random) -> list[float]:
    interview = Interview(base, new_incident("mesure", DAY), profile)
    screen = interview.next_screen()
    interview.standing()
    times = []
    while screen is not None and len(times) < 150:
        answers = {q.key: _draw(q, chance) for q in screen.questions if not q.answered}
        start = time.perf_counter()
        _answer(interview, screen, answers)
        screen = interview.next_screen()
        times.append(time.perf_counter() - start)
        interview.standing()
    return times


def _answer(interview: Interview, screen: Screen, answers: dict[Key, Answer]) -> None:
    if screen.questions[0].fact is None:
        interview.close_publications()
    else:
        interview.answer_all(answers)


def _draw(question: Question, chance: random.Random) -> Answer:
    if question.fact is None:
        return "non"
    if question.fact.id == "reporter_role":
        return "instruit"
    if chance.random() < 0.15:
        return None
    match question.kind:
        case "liste":
            return tuple(v for v in question.fact.values if chance.random() < 0.25)
        case "nombre":
            return chance.choice([3, 14, 15, 50, 500])
        case "date":
            return date(2026, chance.randint(1, 11), chance.randint(1, 20))
        case _:
            return chance.choice(list(question.fact.values))


def _samples(base: KnowledgeBase) -> list[Incident]:
    files = sorted(SAMPLES.glob("*.yaml"))
    return [incident for file in files for incident in read_incidents(str(file), base)]


def _quiet(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=environment)


def _median(action: Callable[[], object], times: int) -> float:
    """Return the median duration of an action, in seconds."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


if __name__ == "__main__":
    main()
