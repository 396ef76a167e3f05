"""`qualif base precedents`: how well comparing decisions by factors agrees with the courts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form
from expert.command.base.layout import print_lines
from expert.command.base.ratios import ORDERS, counted, percent
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from expert.precedents.figures import Agreement, Measured, PrecedentReport
    from knowledge import KnowledgeBase


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "precedents", help="mesurer l'accord des décisions comparées par facteurs",
        description="Met chaque décision de côté et la compare aux autres, puis aux seules "
        "décisions plus anciennes. Ces chiffres disent ce que vaut la comparaison, jamais ce "
        "qu'un juge déciderait.",
    )  # fmt: skip
    parser.add_argument(
        "--annee", type=int, metavar="AAAA",
        help="première année comparée aux décisions d'avant (sans précision : 2022)",
    )  # fmt: skip
    add_form(parser, ("texte", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the figures."""
    from expert.command.arguments import UsageError
    from expert.precedents.figures import FIRST_YEAR_TRIED, YearError, report
    from knowledge import load_base

    base = load_base()
    try:
        found = report(base, FIRST_YEAR_TRIED if arguments.annee is None else arguments.annee)
    except YearError as error:
        raise UsageError(f"option « --annee » : {error}") from None
    if arguments.format == "json":
        print(printable_json(found.model_dump_json(indent=2)))
    else:
        print_lines(_lines(base, found))
    return 0


def _lines(base: KnowledgeBase, found: PrecedentReport) -> Iterator[str]:
    yield (
        f"Décisions que l'on peut citer : {found.decisions} ; questions tranchées : {found.cases} "
        f"(décisions décrites que l'on ne peut pas citer, laissées de côté : {found.left_out})"
    )
    yield from _agreement(
        base, "Chaque décision comparée à toutes les autres", found.leave_one_out, found.a_fortiori
    )
    yield from _agreement(
        base,
        f"Décisions de {found.first_year} et après, comparées aux seules plus anciennes",
        found.earlier,
        found.earlier_a_fortiori,
    )
    yield found.note


def _agreement(
    base: KnowledgeBase, title: str, on_point: Agreement, forced: Agreement
) -> Iterator[str]:
    yield f"{title} :"
    yield _said("En tout", on_point.overall)
    yield f"  À plus forte raison seulement : {_given(forced.overall)}"
    labels = {name: question.label for name, (question, _) in base.judged_questions.items()}
    yield from _groups("Par question", on_point.by_question, labels)
    yield from _groups("Par ordre de juridictions", on_point.by_order, ORDERS)


def _groups(title: str, groups: Mapping[str, Measured], names: Mapping[str, str]) -> Iterator[str]:
    yield f"  {title} :"
    for name, figures in groups.items():
        yield f"  {_said(names[name].rstrip(' ?'), figures)}"


def _said(name: str, measured: Measured) -> str:
    return f"  {name} : {measured.figures.points} cas, {_given(measured)}"


def _given(measured: Measured) -> str:
    """Say the answers given, and what the most frequent outcome would give beside them."""
    figures = measured.figures
    given = figures.agree + figures.disagree
    usual = measured.usual_on_given / given if given else None
    return (
        f"{counted(figures.agree, 'accord')}, {counted(figures.disagree, 'désaccord')}, "
        f"{counted(figures.abstain, 'abstention')} (donnés {percent(figures.coverage)}, accord "
        f"{percent(figures.agreement)}, le plus fréquent {percent(usual)} sur les mêmes cas, "
        f"{percent(figures.majority_baseline)} sur tous)"
    )
