"""`make bench`: the figures of the product and of its peers, in one run, with the machine.

Nothing is asserted: a slow machine must never fail a test. Each line says what was measured, the
goal, and the ratio to it (1.00 or less is within the goal). `ONLY` names parts: produit, pairs,
courbes, application, coffre, journal, lot, documents, preuve; of the application, liste and
bibliotheque; questions (what each reader is asked on every decision) and million (10^6 incidents)
take minutes, and run only when named.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable

from knowledge import KnowledgeBase, load_base, nearest
from tests.benchmarks import (
    application,
    compare,
    growth,
    incident_list,
    journal,
    papers,
    product,
    reading,
    sealed_store,
    streams,
    whole,
)
from tests.benchmarks.compare import Table
from tests.benchmarks.figures import REPOSITORY, Figure

_PRODUCT: tuple[Callable[[KnowledgeBase], Iterable[Figure]], ...] = (
    product.next_question,
    product.one_assessment,
    product.whole_process,
    product.loading,
)
_USUAL = (
    "pairs", "courbes", "produit", "application", "coffre", "journal", "lot", "documents",
    "preuve",
)  # fmt: skip
_ALONE = ("liste", "bibliotheque", "questions", "million")
"""Parts that run only when they are named: those that take minutes, or that are in another."""

PARTS = (*_USUAL, *_ALONE)


def main(words: list[str]) -> int:
    """Measure what is asked (everything but the longest, unless told), and print it."""
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(f"partie inconnue : « {unknown[0]} »{nearest(unknown[0], PARTS)}", file=sys.stderr)
        return 2
    wanted = words or _USUAL
    processor = platform.processor() or platform.machine()
    print(
        f"{platform.platform()} · {processor} · {os.cpu_count()} cores · "
        f"Python {platform.python_version()} · load {os.getloadavg()[0]:.1f}"
    )
    base = load_base()
    table: Table = {}
    for part in PARTS:
        if part in wanted:
            print(f"\n{part}", flush=True)
            for figure in _figures(part, base, table):
                print(figure, flush=True)
    return 0


def _figures(part: str, base: KnowledgeBase, table: Table) -> Iterable[Figure]:
    match part:
        case "pairs":
            figures, found = compare.run()
            table.update(found)
            yield from figures
        case "courbes":
            print(f"written: {growth.draw(table, base, REPOSITORY / 'dist')}")
        case "produit":
            for measure in _PRODUCT:
                yield from measure(base)
        case "application":
            yield from application.application(base)
        case "bibliotheque":
            yield from reading.scrolling(base)
        case "liste":
            yield from incident_list.listing(base)
        case "coffre":
            yield from sealed_store.storing()
        case "lot":
            yield from whole.batch(base)
            yield from streams.altered(base)
        case "journal":
            yield from journal.verifying()
        case "documents":
            yield from papers.laid_out(base)
        case "preuve":
            yield from whole.proof(base)
        case "questions":
            yield from product.questions_asked(base)
        case _:
            yield from streams.million(base)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
