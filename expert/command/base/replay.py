"""`qualif base rejouer`: real decisions against the rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form
from expert.command.base.layout import print_lines
from expert.command.base.ratios import ORDERS, counted, percent
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from expert.replay import ReplayReport
    from expert.replay.report import Figures

_NAMES = {
    **ORDERS,
    "upheld": "mesure ou condamnation confirmée",
    "not_upheld": "mesure ou condamnation écartée",
    "undecided": "issue partagée ou non tranchée",
    "citable": "décisions que l'on peut citer",
    "not_citable": "décisions qui instruisent sans être citées",
    "cited": "décisions qu'une règle cite",
    "uncited": "décisions qu'aucune règle ne cite",
}
_REASONS = {
    "faits": "aux faits trop peu décrits",
    "issue": "dont l'issue ne donne rien à comparer",
    "renvoi": "à juger à nouveau après cassation",
    "procedure": "sans propos ni acte en cause",
    "droit-ancien": "sur un texte plus ancien que la base",
}


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "rejouer", help="rejouer des décisions réelles",
        description="Compare ce que des tribunaux ont décidé à ce que la base conclut de leurs "
        "faits. Code 1 quand un désaccord n'est pas expliqué dans son fichier.",
    )  # fmt: skip
    parser.add_argument(
        "folder", nargs="?", metavar="DOSSIER", type=Path,
        help="dossier des décisions (sans précision : celles qui accompagnent la base)",
    )  # fmt: skip
    parser.add_argument(
        "--questions", action="store_true",
        help="compter plutôt ce que l'entretien demande à chaque lecteur",
    )  # fmt: skip
    add_form(parser, ("texte", "json"))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Replay the decisions and print the figures."""
    if arguments.questions:
        return _run_questions(arguments)
    from expert.replay import run as replay
    from expert.replay import to_json
    from knowledge import load_base

    report = replay(_folder(arguments.folder), load_base())
    if arguments.format == "json":
        print(printable_json(to_json(report)))
    else:
        print_lines(_lines(report))
    return 1 if report.unexplained() else 0


def _run_questions(arguments: Namespace) -> int:
    """Print how much each reader is asked on the decisions."""
    from expert.replay import questions
    from knowledge import load_base

    base = load_base()
    found = questions(_folder(arguments.folder), base)
    if arguments.format == "json":
        print(printable_json(json.dumps([each.model_dump() for each in found], indent=2)))
        return 0
    print(f"Décisions rejouées : {found[0].interviews} ; réponses tirées de leurs faits, sinon "
          f"« je ne sais pas »")  # fmt: skip
    for each in found:
        print(f"{base.profiles[each.profile]}")
        for name, spread in (("questions posées", each.screens), ("réponses", each.answers)):
            mean = f"{spread.mean:.1f}".replace(".", ",")
            print(f"  {name} : {mean} en moyenne, {spread.p95} au plus dans 95 % des cas, "
                  f"{spread.most} au plus")  # fmt: skip
    return 0


def _folder(asked: Path | None) -> Path:
    """Return the folder asked, else the one shipped. Raises `UsageError` when there is none."""
    from expert.command.arguments import UsageError
    from expert.replay import decisions_folder

    if asked is None:
        return decisions_folder()
    if not asked.is_dir():
        raise UsageError(f"« {asked} » n'est pas un dossier de décisions")
    return asked


def _lines(report: ReplayReport) -> Iterator[str]:
    yield f"Décisions rejouées : {report.replayed} ; points comparés : {report.points}"
    yield (
        f"Résultats donnés : {percent(report.coverage)} des points (abstentions : {report.abstain})"
    )
    yield (
        f"Accords : {report.agree} ; désaccords : {report.disagree} ; accord sur les résultats "
        f"donnés : {percent(report.agreement)}"
    )
    yield f"Toujours répondre le plus fréquent : {percent(report.majority_baseline)}"
    if report.left_out:
        yield f"Points que les faits publiés ne permettent pas de rejouer : {report.left_out}"
    yield from _groups("Par ordre de juridictions", report.by_order, report.decisions_by["order"])
    yield from _groups("Selon l'issue", report.by_side, report.decisions_by["side"])
    yield from _groups(
        "Selon que la décision peut être citée", report.by_citable, report.decisions_by["citable"]
    )
    yield from _groups(
        "Selon qu'une règle la cite ou non", report.by_citation, report.decisions_by["citation"]
    )
    if report.not_replayed:
        reasons = Counter(entry.reason for entry in report.not_replayed)
        counted = ", ".join(f"{count} {_REASONS[name]}" for name, count in reasons.most_common())
        yield f"Décisions du registre non rejouées : {len(report.not_replayed)} ({counted})"
    for case in report.cases:
        for point in case.points:
            if point.verdict == "disagree":
                why = point.explanation or "NON EXPLIQUÉ"
                yield f"Désaccord, {case.decision}, {point.conclusion} : {why}"
    yield report.note


def _groups(
    title: str, groups: Mapping[str, Figures], decisions: Mapping[str, int]
) -> Iterator[str]:
    """Say the figures of each group of one breakdown."""
    yield f"{title} :"
    for name, figures in groups.items():
        yield (
            f"  {_NAMES[name]} : {counted(decisions[name], 'décision')}, "
            f"{counted(figures.points, 'point')}, {counted(figures.agree, 'accord')}, "
            f"{counted(figures.disagree, 'désaccord')}, {counted(figures.abstain, 'abstention')} "
            f"(donnés {percent(figures.coverage)}, accord {percent(figures.agreement)}, "
            f"le plus fréquent {percent(figures.majority_baseline)})"
        )
