"""`qualif base regle ID`: one rule as a lawyer reads it, with its sources and its exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.library.sheets import RuleSheet
    from knowledge import KnowledgeBase, LawRule


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "regle", help="une règle, telle qu'un juriste la lit",
        description="Montre une règle : énoncé, conditions, conclusion, sources, exceptions.",
    )  # fmt: skip
    parser.add_argument("id", metavar="ID", help="identifiant de la règle")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the rule."""
    from expert.command.arguments import UsageError
    from expert.command.base.layout import print_lines
    from knowledge import load_base, nearest

    base = load_base()
    rule = base.rules.get(arguments.id)
    if rule is None:
        hint = nearest(arguments.id, base.rules)
        raise UsageError(f"règle inconnue : « {arguments.id} »{hint}")
    print_lines(_lines(base, rule))
    return 0


def _lines(base: KnowledgeBase, rule: LawRule) -> Iterator[str]:
    from expert.library.rule_sheet import rule_sheet

    sheet = rule_sheet(base, rule, ids=True)
    yield f"{rule.id} ({sheet.notion}, portée {sheet.scope})"
    yield sheet.statement
    yield "Si"
    yield from sheet.conditions
    yield "Alors"
    for said in sheet.conclusions:
        reading = f", dans la lecture « {said.reading} »" if said.reading else ""
        yield f"  - {said.label} ({said.atom}){reading}"
    if sheet.defeats:
        yield f"  - écarte : {', '.join(link.id for link in sheet.defeats)}"
    yield from _zone(sheet)
    if sheet.force:
        yield sheet.force
    if sheet.exceptions:
        yield f"Exceptions : {', '.join(link.id for link in sheet.exceptions)}"
    yield from _sources(sheet)


def _zone(sheet: RuleSheet) -> Iterator[str]:
    if sheet.zone is not None:
        yield f"Point discuté {sheet.zone.place.id} : {sheet.zone.question}"
        for said in sheet.zone.readings:
            yield f"  - « {said.id} » : {said.statement}"
        yield f"  - issue prudente : {sheet.zone.prudent}"


def _sources(sheet: RuleSheet) -> Iterator[str]:
    if sheet.advice:
        yield "Conseil, sans source"
        return
    yield "Sources" + (" (appui faible)" if sheet.weak else "")
    for source in sheet.sources:
        if source.citable:
            yield f"  - {source.reference} [{source.id}] : {source.level}"
        else:
            yield f"  - {source.id} : exemple qui ne peut pas être cité"
