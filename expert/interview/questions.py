"""A question as a reader meets it: plain words, choices, the reason it is asked, its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expert.incident import Answer, Key
from expert.interview.relevance import OTHER_PUBLICATIONS
from knowledge.base_model import KnowledgeBase
from knowledge.models.facts import Block, Fact
from knowledge.models.questions import QuestionGroup

State = Literal["answered", "unknown", "to-ask", "greyed"]
Kind = Literal["oui-non", "choix", "liste", "nombre", "date", "texte", "autre-publication"]

DO_NOT_KNOW = "Je ne sais pas"
_OTHER_TITLE = "Y a-t-il une autre publication du même auteur ?"
_OTHER_REASON = (
    "La répétition et l'ensemble des publications comptent pour qualifier les faits ; tant que la "
    "liste reste ouverte, rien de ce qui en dépend n'est écarté."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One closed answer: what is recorded, what is shown, and an example when there is one."""

    value: Answer
    label: str
    example: str | None = None


@dataclass(frozen=True)
class Question:
    """A question in one place of one incident.

    `current` is the recorded answer and only means something when `answered`; `state` tells
    answered, answered « je ne sais pas », still to ask, or greyed (kept but without effect now).
    `line` is what it is called on a screen that asks several. `discussed` tells who says and who
    denies it, of an answer that is unknown because it is discussed.
    """

    key: Key
    fact: Fact | None
    kind: Kind
    title: str
    reason: str
    sources: tuple[str, ...]
    choices: tuple[Choice, ...]
    block: Block
    spot_label: str
    pieces: tuple[str, ...] = ()
    protected: bool = False
    answered: bool = False
    current: Answer = None
    state: State = "to-ask"
    line: str = ""
    discussed: str = ""

    @property
    def multiple(self) -> bool:
        """Whether several choices may be taken."""
        return self.kind == "liste"


@dataclass(frozen=True)
class Screen:
    """What is asked at once: one question, or the lines of a group that matter now.

    The lines already answered stay in sight. Every line has its own answer.
    """

    questions: tuple[Question, ...]
    group: QuestionGroup | None = None

    @property
    def title(self) -> str:
        """The words at the top."""
        return self.group.title if self.group else self.questions[0].title

    @property
    def reason(self) -> str:
        """Why it is asked."""
        return self.group.reason if self.group else self.questions[0].reason

    @property
    def key(self) -> Key:
        """The question that brought the reader here: the first without an answer."""
        waiting = (question.key for question in self.questions if not question.answered)
        return next(waiting, self.questions[0].key)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The question of each line."""
        return tuple(question.key for question in self.questions)


def make_question(
    base: KnowledgeBase, key: Key, *, several: bool, answered: bool, current: Answer, state: State
) -> Question:
    """Build the question of a key; `several` when the place has to be named."""
    if key == OTHER_PUBLICATIONS:
        return Question(
            key=key,
            fact=None,
            kind="autre-publication",
            title=_OTHER_TITLE,
            reason=_OTHER_REASON,
            sources=(),
            choices=(Choice("oui", "Oui, en ajouter une"), Choice("non", "Non, c'est tout")),
            block=_publication_block(base),
            spot_label="",
            answered=answered,
            current=current,
            state=state,
        )
    fact = base.facts[key.fact]
    return Question(
        key=key,
        fact=fact,
        kind=fact.kind,
        title=fact.question,
        reason=fact.reason,
        sources=tuple(s for s in fact.sources if base.sources[s].is_citable),
        choices=tuple(
            Choice(value, label, fact.examples.get(value)) for value, label in fact.values.items()
        ),
        block=base.blocks[fact.block],
        spot_label=_spot_label(key, several),
        pieces=fact.pieces,
        protected=fact.protected,
        answered=answered,
        current=current,
        state=state,
        line=group.rows[fact.id] if (group := base.group_of.get(fact.id)) else fact.question,
    )


def _publication_block(base: KnowledgeBase) -> Block:
    blocks = [block for block in base.blocks.values() if block.phase == "publication"]
    return blocks[-1]


def _spot_label(key: Key, several: bool) -> str:
    if not several or key.spot.publication is None:
        return ""
    passage = key.spot.passage
    if passage and passage != key.spot.publication:
        return f"Publication {key.spot.publication}, passage {passage}"
    return f"Publication {key.spot.publication}"
