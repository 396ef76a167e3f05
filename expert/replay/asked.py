"""How much the interview asks: screens and single answers, on incidents whose facts are known.

Each question is answered from the facts of the incident, and « je ne sais pas » where they are
silent: a reader who knows what the file says and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from statistics import mean

from expert.explanation.model import Part
from expert.incident import Answer, Incident, Key
from expert.interview.orders import Order, most_shared
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview
from knowledge.base_model import KnowledgeBase


class Spread(Part):
    """A count over several interviews: its mean, the value 95 % do not pass, its most."""

    mean: float
    p95: int
    most: int


class AskedFigures(Part):
    """What one reader is asked over several incidents.

    `longest` names the incident with the most screens.
    """

    profile: str
    interviews: int
    screens: Spread
    answers: Spread
    longest: str


@dataclass
class Asked:
    """What one interview asked: each screen with its lines."""

    screens: list[tuple[Key, ...]] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """How many single answers were given."""
        return sum(map(len, self.screens))


def blank(incident: Incident) -> Incident:
    """Return an incident with its publications and passages, and no answer."""
    publications = tuple(
        replace(p, answers={}, passages=tuple(replace(q, answers={}) for q in p.passages))
        for p in incident.publications
    )
    return replace(incident, answers={}, publications=publications, publications_closed=None)


def ask(base: KnowledgeBase, incident: Incident, profile: str, order: Order = most_shared) -> Asked:
    """Conduct the whole interview of one reader on an incident whose facts are known.

    `order`: how the questions that matter are ordered; that of the application unless told.
    """
    interview = Interview(base, blank(incident), profile, order)
    asked = Asked()
    while (screen := interview.next_screen()) is not None:
        lines = [question.key for question in screen.questions if not question.answered]
        asked.screens.append(tuple(lines))
        if screen.key == OTHER_PUBLICATIONS:
            interview.close_publications()
            continue
        interview.answer_all({key: _known(incident, key) for key in lines})
    return asked


def figures(
    base: KnowledgeBase, incidents: Iterable[tuple[str, Incident]], profiles: Iterable[str]
) -> list[AskedFigures]:
    """Measure the interviews of each reader over named incidents."""
    named = list(incidents)
    return [_figures(profile, [(n, ask(base, i, profile)) for n, i in named])
            for profile in profiles]  # fmt: skip


def _known(incident: Incident, key: Key) -> Answer:
    return incident.answers_at(key.spot).get(key.fact)


def _figures(profile: str, asked: list[tuple[str, Asked]]) -> AskedFigures:
    screens = [len(each.screens) for _, each in asked]
    return AskedFigures(
        profile=profile,
        interviews=len(asked),
        screens=_spread(screens),
        answers=_spread([each.answers for _, each in asked]),
        longest=max(asked, key=lambda named: len(named[1].screens))[0],
    )


def _spread(counts: list[int]) -> Spread:
    ordered = sorted(counts)
    return Spread(
        mean=round(mean(ordered), 1),
        p95=ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
        most=ordered[-1],
    )
