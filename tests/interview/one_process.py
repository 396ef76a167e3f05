"""What one process answers, printed as text: compared between processes by `test_processes`."""

from __future__ import annotations

import random
import tempfile
from datetime import date
from pathlib import Path

from expert.assessment import assess
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import key_text
from expert.incident_files import read_incidents
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, new_incident
from knowledge import load_base
from tests.support.random_bases import random_base

ROOT = Path(__file__).parents[2]


def whole_interview(seed: int, folder: Path) -> None:
    """Print the questions of one interview on a random base, then every status and proof."""
    chance = random.Random(seed)
    base = random_base(seed, folder)
    session = Interview(base, new_incident("essai", date(2026, 11, 21)), "rh")
    while (question := session.next_question()) is not None:
        print(key_text(question.key), session.remaining())
        values = sorted(question.fact.values) if question.fact else ["non"]
        answer = chance.choice([*values, None]) if question.key != OTHER_PUBLICATIONS else "non"
        session.answer(question.key, answer)
        print(*session.effect(), sep="\n")
    situation = situate(compile_base(base, session.incident.examined_on), session.incident)
    prover, statuses = Prover(EngineTruths(situation)), Statuses(situation)
    for atom, conclusion, _ in base.atoms():
        for unit in situation.units_at(conclusion.scope):
            print(atom, unit, statuses.atom(atom, unit).status)
            print(prover.prove(atom, unit).model_dump_json())


def samples() -> None:
    """Print the assessment of each shipped sample."""
    base = load_base()
    for path in sorted((ROOT / "expert" / "samples").glob("*.yaml")):
        for incident in read_incidents(path, base):
            print(assess(base, incident, "juriste").model_dump_json())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for number in (1, 2, 3):
            whole_interview(number, Path(folder) / str(number))
    samples()
