"""Grouped questions: facts that are one idea for the reader, answered line by line on one screen.

A group decides nothing. It only says which facts are asked together: each line keeps its own fact,
its own guard and its own answer, and « je ne sais pas » is never read as no.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models.common import Declaration, Identifier, Sentence

ROW_KINDS = ("oui-non", "choix", "nombre", "date")
"""The kinds of facts that read well on one line."""

MOST_ROW_VALUES = 14
"""Values a choice may have to unfold under its line: beyond, it deserves its own screen."""


class QuestionGroup(Declaration):
    """One screen for several facts of the same scope and block.

    `rows` maps each fact to its line, in the order shown. A line is a statement or a question of a
    few words; the question of the fact itself is used wherever the fact is named alone.
    """

    id: Identifier = Field(alias="question")
    title: Sentence = Field(alias="titre")
    reason: Sentence = Field(alias="raison")
    rows: dict[Identifier, Sentence] = Field(alias="lignes", min_length=2)
