"""`make questions`: what each order of the same questions costs each reader, in one table.

Every order asks only questions that matter, and all of them: what differs is how many turn out to
be needed. On the replayed decisions each question is answered from the facts of the decision, else
« je ne sais pas »; on random incidents answers are drawn. On small bases cut out of the law the
best that any order can do is computed exactly.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import prod
from statistics import mean

from expert.incident import Answer, Incident
from expert.interview.orders import Order
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, Question, new_incident
from expert.replay.asked import blank
from expert.replay.folder import decisions_folder
from expert.replay.model import read_decision
from knowledge import KnowledgeBase, load_base
from tests.interview.optimum import best_depths, spent
from tests.support.drawn_answers import drawn_answer
from tests.support.orders import ORDERS
from tests.support.sub_bases import sub_base

DAY = date(2026, 11, 21)
MOST_STATES, LEAST = 20_000, 4
READERS = ("manager", "rh", "juriste", "contradiction")
Known = Callable[[Question], Answer]


@dataclass(frozen=True)
class Subject:
    """An incident to be asked about, and what the one who answers knows."""

    incident: Incident
    known: Known


def main(every: int, drawn: int) -> None:
    """Print the table on one decision in `every`, and on `drawn` random incidents."""
    law = load_base()
    cases = {
        "decisions": decisions(law, every),
        "random": [Subject(new_incident("essai", DAY), drawer(seed)) for seed in range(drawn)],
    }
    print("screens and answers: mean / 95 % / most")
    for profile in READERS:
        for name, subjects in cases.items():
            print(f"\n{profile}, {len(subjects)} {name}")
            for title, order in ORDERS.items():
                print(f"  {title:<28}{row(law, subjects, profile, order)}", flush=True)
    print_optimum(law)


def row(law: KnowledgeBase, subjects: list[Subject], profile: str, order: Order) -> str:
    """Return the screens and the answers that an order costs a reader."""
    asked = [asked_of(law, subject, profile, order) for subject in subjects]
    return "".join(f"  {_spread([each[n] for each in asked])}" for n in (0, 1))


def asked_of(law: KnowledgeBase, subject: Subject, profile: str, order: Order) -> tuple[int, int]:
    """Conduct one interview; return how many screens and single answers it took."""
    session = Interview(law, subject.incident, profile, order)
    screens = answers = 0
    while (screen := session.next_screen()) is not None:
        waiting = [question for question in screen.questions if not question.answered]
        screens, answers = screens + 1, answers + len(waiting)
        if screen.key == OTHER_PUBLICATIONS:
            session.close_publications()
        else:
            session.answer_all({question.key: subject.known(question) for question in waiting})
    return screens, answers


def print_optimum(law: KnowledgeBase) -> None:
    """Print, on small bases cut out of the law, each order against the best possible one."""
    bases = list(small_bases(law, 40))
    print(f"\n{len(bases)} small bases: answers expected when each is drawn, and at worst")
    best = [best_depths(base) for base in bases]
    print(f"  {'the best there is':<28}  {_two(best)}")
    for title, order in ORDERS.items():
        print(f"  {title:<28}  {_two([spent(base, order) for base in bases])}", flush=True)


def small_bases(law: KnowledgeBase, count: int) -> Iterator[KnowledgeBase]:
    """Yield bases of which a handful of facts matter, whose every order of questions is tried."""
    seed = found = 0
    while found < count:
        seed += 1
        base = sub_base(law, random.Random(seed), "juriste", 6)
        if prod(1 + len(fact.values) for fact in base.facts.values()) > MOST_STATES:
            continue
        if any(fact.kind not in ("oui-non", "choix") for fact in base.facts.values()):
            continue
        if Interview(base, new_incident("essai", DAY)).remaining() >= LEAST:
            found += 1
            yield base


def decisions(law: KnowledgeBase, every: int) -> list[Subject]:
    """Return one replayed decision in `every`, with what it says."""
    paths = sorted(decisions_folder().glob("*.yaml"))[::every]
    return [_decision(read_decision(path, law)[1]) for path in paths]


def _decision(incident: Incident) -> Subject:
    return Subject(blank(incident), lambda q: incident.answers_at(q.key.spot).get(q.key.fact))


def drawer(seed: int) -> Known:
    """Return answers that are drawn, the same ones for a question in whatever order."""

    def drawn(question: Question) -> Answer:
        return drawn_answer(question, random.Random(f"{seed} {question.key}"))

    return drawn


def _spread(counts: list[int]) -> str:
    ordered = sorted(counts)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{mean(ordered):6.1f} / {p95:>3} / {ordered[-1]:>3}"


def _two(depths: list[tuple[float, int]]) -> str:
    return f"{mean(d[0] for d in depths):6.2f}  {mean(d[1] for d in depths):6.2f}"


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers or [1, 60]))
