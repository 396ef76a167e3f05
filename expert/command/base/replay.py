"""`qualif base rejouer`: real decisions against the rules, from a checkout of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form
from expert.command.streams import printable_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.replay import ReplayReport

_DECISIONS = Path("tests") / "decisions"


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "rejouer", help="rejouer des décisions réelles (depuis le dépôt)",
        description="Compare ce que des tribunaux ont décidé à ce que la base conclut de leurs "
        "faits. Code 1 quand un désaccord n'est pas expliqué dans son fichier.",
    )  # fmt: skip
    parser.add_argument(
        "folder", nargs="?", metavar="DOSSIER", type=Path,
        help="dossier des décisions (sans précision : tests/decisions du dépôt)",
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
    print(
        printable_json(to_json(report)) if arguments.format == "json" else "\n".join(_lines(report))
    )
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
    """Return the folder asked, else the repository's. Raises `UsageError` when there is none."""
    import expert
    from expert.command.arguments import UsageError

    if asked is not None:
        if not asked.is_dir():
            raise UsageError(f"« {asked} » n'est pas un dossier de décisions")
        return asked
    checkout = Path(expert.__file__).parent.parent / _DECISIONS
    for folder in (_DECISIONS, checkout):
        if folder.is_dir():
            return folder
    raise UsageError("les décisions à rejouer sont dans le dépôt, pas dans le paquet installé")


def _lines(report: ReplayReport) -> Iterator[str]:
    yield f"Décisions rejouées : {report.replayed} ; points comparés : {report.points}"
    yield (
        f"Résultats donnés : {_percent(report.coverage)} des points "
        f"(abstentions : {report.abstain})"
    )
    yield (
        f"Accords : {report.agree} ; désaccords : {report.disagree} ; accord sur les résultats "
        f"donnés : {_percent(report.agreement)}"
    )
    yield f"Toujours répondre le plus fréquent : {_percent(report.majority_baseline)}"
    for order, figures in report.by_order.items():
        yield (
            f"  {order} : {figures.points} points, {figures.agree} accords, "
            f"{figures.disagree} désaccords, {figures.abstain} abstentions"
        )
    for case in report.cases:
        for point in case.points:
            if point.verdict == "disagree":
                why = point.explanation or "NON EXPLIQUÉ"
                yield f"Désaccord, {case.decision}, {point.conclusion} : {why}"
    yield report.note


def _percent(ratio: float | None) -> str:
    return "sans objet" if ratio is None else f"{ratio * 100:.1f} %".replace(".", ",")
