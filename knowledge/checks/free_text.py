"""Flagged words are found once and only once; a list that hides a word by mistake is refused."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.folding import PLURALS, words_of
from knowledge.models.flagged_words import MOST_WORDS, FlaggedWords


def check_flagged_words(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each word listed twice, too long, or excepted for nothing."""
    taken: dict[tuple[str, ...], str] = {}
    for family in base.flagged_words.values():
        for source in family.sources:
            if source not in base.sources:
                known = nearest(source, base.sources)
                yield _error(family, f"source inconnue : « {source} »{known}")
        for word in family.words:
            yield from _word(family, word, taken)
        for expression in family.except_in:
            if not any(_holds(words_of(expression), words_of(word)) for word in family.words):
                yield _error(family, f"« {expression} » n'excepte aucun des mots de la famille")


def _word(
    family: FlaggedWords, word: str, taken: dict[tuple[str, ...], str]
) -> Iterator[KnowledgeError]:
    folded = words_of(word)
    if not folded or sum(map(len, folded)) < 3:
        yield _error(family, f"« {word} » est trop court : il serait trouvé partout")
    elif len(folded) > MOST_WORDS:
        yield _error(family, f"« {word} » a plus de {MOST_WORDS} mots")
    elif folded in taken:
        yield _error(family, f"« {word} » est déjà dans la famille « {taken[folded]} »")
    taken.setdefault(folded, family.id)


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    width = len(shorter)
    places = range(len(longer) - width + 1)
    return longer != shorter and any(_same(longer[n : n + width], shorter) for n in places)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two expressions are the same words, the last of which may be plural."""
    return one[:-1] == other[:-1] and one[-1] in {other[-1] + plural for plural in PLURALS}


def _error(family: FlaggedWords, message: str) -> KnowledgeError:
    return KnowledgeError(family.place or Place("base"), message)
