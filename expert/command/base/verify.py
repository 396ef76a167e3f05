"""`qualif base verifier`: read the whole base afresh, check its meaning, count what it holds."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping

    from expert.assurance import Finding, Verification
    from knowledge import KnowledgeBase


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "verifier",
        help="vérifier toute la base (code 2 si elle est refusée)",
        description="Relit tous les fichiers de la base, vérifie leur cohérence (règles qui se "
        "contredisent, règles mortes, faits que rien ne lit) et compte ce qu'ils disent.",
    )
    parser.set_defaults(run=run)


def run(_arguments: Namespace) -> int:
    """Check the base. Raises `BrokenBaseError` with every refusal of the reading."""
    from expert.command.base.layout import print_lines
    from knowledge import load_base

    base = load_base(use_cache=False)
    verified = _verified(base)
    print("\n".join(_counts(base, verified)))
    for finding in verified.findings:
        if not finding.refused:
            print_lines(_told(finding, "À savoir"))
    if verified.passed:
        print("La base est cohérente.")
        return 0
    refused = [finding for finding in verified.findings if finding.refused]
    print("\n".join(line for f in refused for line in _told(f, "Refusé")), file=sys.stderr)
    return 2


def _verified(base: KnowledgeBase) -> Verification:
    from expert.assurance import verify

    return verify(base)


def _counts(base: KnowledgeBase, verified: Verification) -> Iterator[str]:
    """Yield the counts, by theme, by support and by level of proof."""
    yield f"Base {base.version}, état du droit au {base.law_as_of:%d/%m/%Y}, {base.digest[:12]}"
    yield f"Règles : {len(base.rules)}"
    yield from _listed(verified.themes)
    yield "Appui des règles"
    yield from _listed(verified.support)
    yield f"Textes et décisions : {len(base.sources)}"
    yield from _listed(verified.levels)
    yield f"Faits : {len(base.facts)}"
    yield from _listed(Counter(fact.scope for fact in base.facts.values()))
    yield f"Conclusions : {len(base.conclusions)}"
    yield from _listed(Counter(c.layer for c in base.conclusions.values()))
    yield (
        f"Points discutés : {len(base.zones)} ; exceptions : {len(verified.derogations)} ; "
        f"échelles de sanctions : {len(base.scales)} ; délais : {len(base.deadlines)}"
    )
    yield (
        f"Gestes : {len(base.gestures)} ; griefs : {len(base.griefs)} ; "
        f"attaques : {len(base.attacks)}"
    )
    yield f"Questions jugées : {len(base.judged_questions)} ; facteurs : {len(base.factors)}"


def _listed(counts: Mapping[str, int]) -> Iterable[str]:
    return (f"  {name} : {count}" for name, count in sorted(counts.items()))


def _told(finding: Finding, word: str) -> Iterator[str]:
    """Yield what was found and the answers that show it."""
    yield f"{word} : {finding.sentence}"
    yield from (f"    {line}" for line in finding.witness)
