"""`qualif base regle ID`: one rule as a lawyer reads it, with its sources and its exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

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
    from expert.explanation.conditions import condition_lines

    declared = rule.rule
    yield f"{rule.id} ({base.notions[rule.notion].title}, portée {rule.scope})"
    yield declared.statement
    yield "Si"
    yield from condition_lines(base, rule.condition, 1)
    yield "Alors"
    for atom, reading in rule.conclusions:
        yield f"  - {_label(base, atom)}" + (f", dans la lecture « {reading} »" if reading else "")
    if rule.defeats:
        yield f"  - écarte : {', '.join(rule.defeats)}"
    if declared.zone:
        zone = base.zones[declared.zone]
        yield f"Point discuté {zone.id} : {zone.question}"
        for said in zone.readings:
            yield f"  - « {said.id} » : {said.statement}"
        yield f"  - issue prudente : {zone.prudent}"
    if declared.since or declared.until:
        since = f"depuis le {declared.since:%d/%m/%Y}" if declared.since else ""
        until = f"jusqu'au {declared.until:%d/%m/%Y}" if declared.until else ""
        yield f"Applicable {since} {until}".rstrip()
    exceptions = [derogation.id for derogation in base.derogations.get(rule.id, ())]
    if exceptions:
        yield f"Exceptions : {', '.join(exceptions)}"
    yield from _sources(base, rule)


def _label(base: KnowledgeBase, atom: str) -> str:
    conclusion, value = base.atom_conclusion(atom), atom.partition("=")[2]
    shown = f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label
    return f"{shown} ({atom})"


def _sources(base: KnowledgeBase, rule: LawRule) -> Iterator[str]:
    from expert.explanation.citations import citation

    if rule.rule.advice:
        yield "Conseil, sans source"
        return
    yield "Sources" + (" (appui faible)" if base.rule_is_weak(rule) or rule.rule.weak else "")
    for source in rule.rule.sources:
        if base.sources[source].is_citable:
            found = citation(base, source)
            yield f"  - {found.reference} [{source}] : {found.level_label}"
        else:
            yield f"  - {source} : exemple qui ne peut pas être cité"
