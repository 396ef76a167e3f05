"""The interview: the incident as answered so far, and the next question that can change a goal.

The incident is immutable; each answer makes a new one. Later answers are kept when an earlier one
changes, and shown greyed where they no longer apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from expert.disputes import Dispute, say_dispute
from expert.explanation.question_reasons import (
    MOST_TRIALS,
    QuestionReasons,
    question_reasons,
)
from expert.incident import Answer, Incident, Key, Passage, Publication
from expert.inference.statuses import Statuses
from expert.interview.orders import Order, most_shared
from expert.interview.questions import Choice, Question, Screen, State, make_question
from expert.interview.relevance import (
    OTHER_PUBLICATIONS,
)
from expert.interview.view import Standing, View
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

__all__ = ["Choice", "Interview", "Question", "Screen", "Standing", "new_incident"]

REPORT_ONLY = "rapport-seul"
"""The conclusion that the reporter is party to the incident: a factual report only."""


class Interview:
    """One interview on one incident, for one reader profile, in one order of questions."""

    def __init__(
        self,
        base: KnowledgeBase,
        incident: Incident,
        profile: str = "juriste",
        order: Order = most_shared,
    ) -> None:
        self.base = base
        self.profile = profile
        self._order = order
        self._view = View(base, incident, profile, order)
        self._before: View | None = None

    @property
    def incident(self) -> Incident:
        """The incident with every answer given so far."""
        return self._view.incident

    @property
    def statuses(self) -> Statuses:
        """The exact statuses of the incident as answered so far."""
        return self._view.statuses

    @property
    def report_only(self) -> bool:
        """Whether the reporter is party to the incident: then only a factual report is made."""
        if REPORT_ONLY not in self.base.conclusions:
            return False
        return self._view.statuses.atom(REPORT_ONLY).status == "established"

    def next_question(self) -> Question | None:
        """Return the next question that can change a goal, or None when there is none left."""
        if self.report_only or self._view.next is None:
            return None
        return self.question(self._view.next)

    def next_screen(self) -> Screen | None:
        """Return what to ask next at once, or None when nothing is left to ask."""
        question = self.next_question()
        return None if question is None else self.screen(question.key)

    def screen(self, key: Key) -> Screen:
        """Return the screen that asks a question.

        A group shows the lines that matter now and those already answered; alone, a line is asked
        in its own full words.
        """
        group = self.base.group_of.get(key.fact)
        if group is None:
            return Screen((self.question(key),))
        lines = [self.question(replace(key, fact=fact)) for fact in group.rows]
        shown = tuple(
            line
            for line in lines
            if line.key == key
            or line.state in ("answered", "unknown")
            or (not line.answered and self._view.is_asked(line.key))
        )
        return Screen(shown, group) if len(shown) > 1 else Screen(shown)

    def question(self, key: Key) -> Question:
        """Return the question of a key, with its answer when it has one."""
        if key == OTHER_PUBLICATIONS:
            closed = self.incident.publications_closed
            current: Answer = "non" if closed else None
            answered = closed is not None
        else:
            answers = self.incident.answers_at(key.spot)
            answered, current = key.fact in answers, answers.get(key.fact)
        several = len(self._view.statuses.situation.units) > 1
        dispute = self.incident.disputes.get(key)
        question = make_question(
            self.base,
            key,
            several=several,
            answered=answered,
            current=current,
            state=self._state(key, answered, current),
        )
        return replace(question, discussed=say_dispute(dispute)) if dispute else question

    def reasons(
        self, key: Key, *, most_trials: int = MOST_TRIALS, every_path: bool = True
    ) -> QuestionReasons:
        """Return why a question is asked: what hangs on it, what each answer settles at once."""
        question = self.question(key)
        found = question_reasons(
            self._view.relevance,
            key,
            question.title,
            question.reason,
            most_trials=most_trials,
            every_path=every_path,
        )
        if found.standing == "useless" and key in self._view.demanded:
            return found.model_copy(update={"standing": "recorded"})
        return found

    def questions(self) -> list[Question]:
        """Return every question answered, or still to ask, in the users' order."""
        keys = {key: None for key, _ in self.incident.recorded() if not self._is_text(key)}
        keys.update(dict.fromkeys([*self._view.relevance.counted, *self._view.demanded]))
        if self.incident.publications_closed is not None:
            keys[OTHER_PUBLICATIONS] = None
        ordered = sorted(keys, key=self._view.relevance.rank)
        return [self.question(key) for key in ordered]

    def answer(self, key: Key, value: Answer, *, same_step: bool = False) -> None:
        """Record an answer (`None` = « je ne sais pas »). Later answers are kept.

        `same_step`: one more answer of a screen whose first one was already recorded; what the
        step changed is then told from where the screen started.
        """
        if key == OTHER_PUBLICATIONS:
            if value == "oui":
                self.add_publication()
            else:
                self._move(replace(self.incident, publications_closed=value == "non"))
            return
        self._move(self.incident.with_answer(key, value), same_step=same_step)

    def answer_all(self, answers: Mapping[Key, Answer]) -> None:
        """Record the answers of one screen, as one step."""
        incident = self.incident
        for key, value in answers.items():
            incident = incident.with_answer(key, value)
        self._move(incident)

    def discuss(self, key: Key, dispute: Dispute) -> None:
        """Record that a fact is discussed: it is unknown until somebody proves it."""
        self._move(self.incident.with_dispute(key, dispute))

    def forget(self, key: Key) -> None:
        """Withdraw an answer."""
        if key == OTHER_PUBLICATIONS:
            self._move(replace(self.incident, publications_closed=None))
        else:
            self._move(self.incident.without_answer(key))

    def add_publication(self) -> None:
        """Add an empty publication."""
        self._move(self.incident.with_publication())

    def add_passage(self, publication_id: str) -> None:
        """Add a passage to a publication: another target, or other words."""

        def extended(publication: Publication) -> Publication:
            if publication.id != publication_id:
                return publication
            name = f"{publication.id}-{len(publication.passages) + 1}"
            return replace(publication, passages=(*publication.passages, Passage(name)))

        self._move(
            replace(
                self.incident,
                publications=tuple(extended(p) for p in self.incident.publications),
            )
        )

    def close_publications(self) -> None:
        """Record that there is no other publication."""
        self._move(replace(self.incident, publications_closed=True))

    def set_incident(self, incident: Incident) -> None:
        """Replace the incident as a whole (title, verbatim, notes)."""
        self._move(incident)

    def remaining(self) -> int:
        """Return how many single answers are left to give at most."""
        return len(self._left())

    def remaining_screens(self) -> int:
        """Return how many screens are left at most: the lines of a group count for one."""
        done = self.report_only or self._view.next is None
        return 0 if done else self._view.remaining.screens()

    def goes_on(self, screen: Screen, before: Screen | None) -> bool:
        """Whether a screen asks more lines of the question asked just before it."""
        if before is None:
            return False
        groups = [self.base.group_of.get(each.key.fact) for each in (screen, before)]
        return (
            groups[0] is not None
            and groups[0] is groups[1]
            and (screen.key.spot == before.key.spot)
        )

    def _left(self) -> set[Key]:
        if self.report_only:
            return set()
        return {*self._view.relevance.counted, *self._view.demanded}

    def settle(self) -> Iterator[None]:
        """Compute little by little what `standing`, `effect` and `remaining` read.

        For who has a question to show first: each step is short, and the whole may be given up.
        """
        views = [self._view] if self._before is None else [self._before, self._view]
        for view in views:
            for goal in view.relevance.goals:
                view.statuses.node(goal.node, goal.unit)
                yield

    def standing(self) -> list[Standing]:
        """Return where each goal of the reader stands; live values only for slots."""
        return self._view.standing

    def effect(self) -> list[str]:
        """Return what the last answer changed, in sentences."""
        if self._before is None:
            return []
        before = {(s.id, s.unit): s.status for s in self._before.standing}
        return [
            f"{s.label} : {STATUS_FR[before[s.id, s.unit]]} → {STATUS_FR[s.status]}"
            for s in self._view.standing
            if (s.id, s.unit) in before and before[s.id, s.unit] != s.status
        ]

    def block_position(self) -> tuple[int, int, str]:
        """Return (stage, number of stages, title) of the current block."""
        blocks = list(self.base.blocks.values())
        question = self.next_question()
        if question is None:
            return len(blocks), len(blocks), "Relecture"
        position = blocks.index(question.block) + 1
        return position, len(blocks), question.block.title

    def _move(self, incident: Incident, *, same_step: bool = False) -> None:
        if self._before is None or not same_step:
            self._before = self._view
        previous = self._before.statuses
        self._view = View(self.base, incident, self.profile, self._order, previous)

    def _is_text(self, key: Key) -> bool:
        return self.base.facts[key.fact].kind == "texte"

    def _state(self, key: Key, answered: bool, current: Answer) -> State:
        if not answered:
            return "to-ask"
        if key != OTHER_PUBLICATIONS and self._view.relevance.is_moot(key):
            return "greyed"
        return "unknown" if current is None else "answered"


def new_incident(title: str, examined_on: date) -> Incident:
    """Return an empty incident with one publication."""
    return Incident(title=title, examined_on=examined_on)
