"""The product as its users feel it: start, loading, an interview step, an assessment."""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date

from expert.incident import Answer, Incident, Key
from expert.incident_files import read_incidents
from expert.inference.engine import engine_of
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.interview.session import Interview, Screen, new_incident
from expert.replay import decisions_folder, questions
from knowledge import KnowledgeBase, load_base
from tests.benchmarks.figures import REPOSITORY, Figure, median, quiet
from tests.support.drawn_answers import drawn_answer

SAMPLES = REPOSITORY / "expert" / "samples"
DAY = date(2026, 11, 21)


def loading(_base: KnowledgeBase) -> list[Figure]:
    """Load and check the base: cold (no cache) and warm, inside this process."""
    cold = median(lambda: load_base(use_cache=False), 3)
    load_base()
    warm = median(load_base, 5)
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
        cost = median(lambda situation=situation: engine.run(situation), 5)  # type: ignore[misc]
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
    seconds = median(lambda: quiet(command), 3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Figure("qualif qualifier, one incident, whole process", seconds, 0.8, "s"),
        Figure("qualif qualifier, peak of memory (children)", peak, 150, "MB"),
    ]


def _interview(base: KnowledgeBase, profile: str, chance: random.Random) -> list[float]:
    interview = Interview(base, new_incident("mesure", DAY), profile)
    screen = interview.next_screen()
    interview.standing()
    times = []
    while screen is not None and len(times) < 150:
        answers = {q.key: drawn_answer(q, chance) for q in screen.questions if not q.answered}
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


def _samples(base: KnowledgeBase) -> list[Incident]:
    files = sorted(SAMPLES.glob("*.yaml"))
    return [incident for file in files for incident in read_incidents(str(file), base)]
