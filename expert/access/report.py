"""« Tout ce que nous gardons sur vous »: the answer to a request of access, as an outline.

Other people are masked everywhere, in words that were typed too. Protected answers are in no
document, this one included: it says how to hear them. A person reads it again before it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, tzinfo

from expert.access.case_part import answers_now, place_in_case
from expert.access.glossary import glossary
from expert.access.history import (
    acts,
    answers_given,
    decisions,
    exports,
    notes,
    read_sources,
    statements,
)
from expert.access.holdings import Holding, masker_of
from expert.access.ledger import pieces
from expert.access.masking import capitalised_words
from expert.access.mentions import mentions
from expert.access.results import Replay, replaying, results
from expert.access.telling import Telling
from expert.calendar import french_date
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, Quotation
from expert.journal.entry import Entry
from knowledge.base_model import KnowledgeBase

TITLE = "Ce que l'établissement garde sur vous dans Qualif"
_PROTECTED = (
    "Les réponses que la loi protège ne sont écrites dans aucun document, celui-ci compris : qu'il "
    "y en ait ou non, vous pouvez demander à les entendre sur place."
)
_NO_DECISION = (
    "Qualif prépare et explique ; il ne décide de rien et ne note personne. Les décisions qui "
    "figurent ici ont été prises par des personnes."
)


def access_report(
    holdings: Sequence[Holding],
    base: KnowledgeBase,
    *,
    day: date,
    functions: Mapping[str, str],
    journal: Iterable[Entry] = (),
    replay: Replay | None = None,
    zone: tzinfo = UTC,
) -> Iterator[Block]:
    """Yield the document for one person.

    `holdings` are all the cases where they appear; `functions` gives the function of each account;
    `journal` the entries that may be told; `zone` is that of the establishment.

    Raises:
        ValueError: a holding names nobody of its case.
    """
    telling = Telling(base, masker_of(holdings), functions, zone)
    known = tuple(journal)
    yield Heading(TITLE, level=1)
    yield Paragraph(
        f"Relevé établi le {french_date(day)} pour {_names(telling)}. {_count(len(holdings))}. Les "
        "autres personnes sont désignées par leur place, jamais par leur nom, et les agents qui "
        "ont travaillé sur le dossier par leur fonction."
    )
    yield Paragraph(_PROTECTED)
    yield Paragraph(_NO_DECISION)
    for holding in holdings:
        yield from _case(holding, telling, known, replay or replaying(base))
    yield from glossary()


def words_to_read_again(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the capitalised words left: who gives the document checks they name nobody."""
    return capitalised_words(text for block in blocks for text in _texts(block))


def _case(
    holding: Holding, telling: Telling, journal: tuple[Entry, ...], replay: Replay
) -> Iterator[Block]:
    case = holding.case
    yield from place_in_case(holding, telling)
    if not holding.concerned:
        yield from mentions(holding, telling)
        return
    yield from answers_now(holding, telling)
    yield from answers_given(case, telling)
    yield from pieces(case, telling)
    yield from notes(case, telling)
    yield from statements(case, telling, holding.person)
    yield from results(case, telling, replay)
    yield from read_sources(case, telling)
    yield from decisions(case, telling)
    yield from exports(case, telling)
    yield from acts(case, journal, telling)


def _names(telling: Telling) -> str:
    return " ou ".join(telling.masker.own) or "la personne qui l'a demandé"


def _count(number: int) -> str:
    if not number:
        return "Aucun dossier ne vous nomme"
    return f"{number} dossiers vous nomment" if number > 1 else "Un dossier vous nomme"


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text) | Quotation(text):
            yield text
        case Bullets(items):
            for item in items:
                yield from _item_texts(item)


def _item_texts(item: Item) -> Iterator[str]:
    yield item.strong
    yield item.text
    for inner in item.items:
        yield from _item_texts(inner)
