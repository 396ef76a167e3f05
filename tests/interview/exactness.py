"""No useless question, no early stop and exact statuses on the shipped law, by brute force.

Two ways: on bases cut out of the law, whole interviews with every question compared; on the whole
law, at random moments of random interviews, each goal small enough to be tried in every world.
Any difference stops it. `make exact` compares much, and prints how much.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from datetime import date, timedelta

from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.kleene import Reference
from expert.inference.situation import Instance
from expert.interview.relevance import OTHER_PUBLICATIONS, Goal, Relevance
from expert.interview.session import Interview, Question
from knowledge import KnowledgeBase, load_base
from tests.support.brute_force import Judged, filled, instances_under, judge
from tests.support.sub_bases import sub_base

TODAY = date(2026, 11, 21)
MOST_WORLDS = 1 << 14
READERS = ("rh", "juriste", "contradiction")
ONE = (("P1",),)
SHAPES = (ONE, ONE, ONE, (("P1",), ("P2",)), (("P1", "P1-2"),))


class Campaign:
    """Interviews compared with brute force, and how much was compared."""

    def __init__(self, seed: int, most_worlds: int) -> None:
        self.chance = random.Random(seed)
        self.most_worlds = most_worlds
        self.counted: Counter[str] = Counter()

    def incident(self) -> Incident:
        """An incident about which nothing was asked: one or two passages, a list open or closed."""
        publications = tuple(
            Publication(names[0], tuple(map(Passage, names)))
            for names in self.chance.choice(SHAPES)
        )
        return Incident("essai", TODAY, {}, publications, self.chance.choice([True, None]))

    def sub_base(self, law: KnowledgeBase, profile: str) -> None:
        """Conduct a whole interview on a base cut out of the law."""
        base = sub_base(law, self.chance, profile, self.chance.randrange(3, 12))
        session = Interview(base, self.incident(), profile)
        self.counted["bases"] += 1
        while (question := session.next_question()) is not None:
            self.compare_questions(session, question)
            self.answer(session, question)
        self.compare_questions(session, None)

    def whole_law(self, law: KnowledgeBase, profile: str) -> None:
        """Conduct an interview on the whole law; compare the goals small enough now and then."""
        session = Interview(law, self.incident(), profile)
        self.counted["interviews on the whole law"] += 1
        while (question := session.next_question()) is not None:
            if self.chance.random() < 0.2:
                relevance = _relevance(session)
                for goal in self.chance.sample(relevance.goals, 40):
                    self.compared(relevance, goal, whole=True)
            self.answer(session, question)

    def compare_questions(self, session: Interview, question: Question | None) -> None:
        """Compare what is asked, and what is left to ask, with brute force on every goal."""
        relevance = _relevance(session)
        expected: set[Instance] = set()
        for goal in relevance.goals:
            judged = self.compared(relevance, goal, whole=False)
            if judged is None:
                return  # too many worlds yet
            expected |= judged.matters
        keys = {relevance.key(instance) for instance in expected}
        assert set(relevance.counted) == keys
        assert session.remaining() == len(keys)
        assert (question is None) == (not keys), "stopped too early"
        assert question is None or question.key in keys, "a useless question"
        self.counted["states"] += 1
        self.counted["questions"] += len(keys)

    def compared(self, relevance: Relevance, goal: Goal, *, whole: bool) -> Judged | None:
        """Compare one goal; None where its worlds are too many.

        On the whole law, and where trying every fact under the goal is too much, what the
        three-valued reference already sets aside is drawn at random: the goal does not hang on it.
        """
        situation = relevance.statuses.situation
        under = instances_under(situation, goal.node, goal.unit)
        judged = None
        if not whole:
            judged = judge(situation, goal.node, goal.unit, under, self.most_worlds)
        if judged is None:
            under = instances_under(situation, goal.node, goal.unit, Reference(situation))
            drawn = filled(situation, under, self.chance)
            judged = judge(drawn, goal.node, goal.unit, under, self.most_worlds)
        if judged is None:
            self.counted["goals too large to try"] += 1
            return None
        found = relevance.statuses.node(goal.node, goal.unit)
        assert found.exact, goal
        assert (found.status, found.matters) == (judged.status, judged.matters), goal
        self.counted["goals"] += 1
        self.counted[found.status] += 1
        self.counted["worlds"] += judged.worlds
        return judged

    def answer(self, session: Interview, question: Question) -> None:
        """Give one answer, often « je ne sais pas »."""
        self.counted["answers"] += 1
        session.answer(question.key, self._drawn(question))

    def _drawn(self, question: Question) -> Answer:
        if question.key == OTHER_PUBLICATIONS:
            return "non"
        if question.key.fact == "reporter_role":
            return "instruit"
        assert question.fact is not None
        if self.chance.random() < 0.2:
            self.counted["« je ne sais pas »"] += 1
            return None
        match question.kind:
            case "liste":
                return tuple(v for v in question.fact.values if self.chance.random() < 0.4)
            case "nombre":
                return self.chance.choice([1, 3, 14, 20, 50, 500, 5000])
            case "date":
                return TODAY - timedelta(days=self.chance.choice([3, 40, 100, 400, 2000, 9000]))
            case _:
                return self.chance.choice(list(question.fact.values))


def _relevance(session: Interview) -> Relevance:
    return session._view.relevance


def main(rounds: int) -> None:
    """Compare so many rounds of ten bases and one interview of the whole law; print the figures."""
    law, start, total = load_base(), time.process_time(), Counter[str]()
    for seed in range(rounds):
        campaign = Campaign(seed, MOST_WORLDS)
        for _ in range(10):
            campaign.sub_base(law, campaign.chance.choice(READERS))
        campaign.whole_law(law, READERS[seed % len(READERS)])
        total += campaign.counted
    for name, number in sorted(total.items()):
        print(f"{number:>12,} {name}".replace(",", " "))
    print(f"{'0':>12} differences, in {time.process_time() - start:.0f} s of computing")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
