"""Examples and counter-examples of a question: situations in plain words, each with its answer.

They are no law: they show how the definition of a fact is read. No rule reads them.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models.common import Declaration, Identifier, Sentence


class Example(Declaration):
    """A situation and the answer it calls: a value of the fact, or a few words for a date."""

    case: Sentence = Field(alias="cas")
    answer: Sentence = Field(alias="reponse")
    because: Sentence | None = Field(default=None, alias="car")


class CounterExample(Example):
    """A situation where people often answer otherwise; why they should not is always said."""

    because: Sentence = Field(alias="car")


class Situations(Declaration):
    """The situations of one fact: at least one that is plain, and one that misleads."""

    fact: Identifier = Field(alias="fait")
    examples: tuple[Example, ...] = Field(alias="exemples", min_length=1)
    counter_examples: tuple[CounterExample, ...] = Field(alias="contre_exemples", min_length=1)
