"""Words that a reader is asked to read again before a free text is saved.

They are flagged kindly, never refused: the text of a file is read by the person it is about. The
lists are data, so that a lawyer or a data-protection officer can mend them.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from knowledge.models.common import (
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Sentence,
    Sentences,
)

MOST_WORDS = 4
"""Words of one expression: beyond, nobody would write it so."""


class FlaggedWords(Declaration):
    """One family of words: what is seen, why it is worth reading again, what to do instead.

    `words` are whole words or expressions, compared without accents nor case; `except_in` are
    expressions in which one of them means something else. `before_names` are the words before a
    name (« Mme »), `digits` the shortest and the longest number that names a person. A family that
    is `even_quoted` is also looked for in the words of the publication, quoted as they are.
    """

    id: Identifier = Field(alias="famille")
    title: Sentence = Field(alias="titre")
    why: Sentence = Field(alias="pourquoi")
    advice: Sentence = Field(alias="conseil")
    words: Sentences = Field(default=(), alias="mots")
    except_in: Sentences = Field(default=(), alias="sauf")
    before_names: Sentences = Field(default=(), alias="devant_un_nom")
    digits: tuple[int, int] | None = Field(default=None, alias="chiffres")
    even_quoted: OuiNon = Field(default=False, alias="meme_cite")
    sources: Identifiers = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> FlaggedWords:
        if not (self.words or self.before_names or self.digits):
            raise ValueError("une famille dit ce qu'elle cherche : mots, devant_un_nom ou chiffres")
        if self.digits and not 0 < self.digits[0] <= self.digits[1]:
            raise ValueError("« chiffres » : le plus court nombre, puis le plus long")
        return self
