"""`qualif base prouver [P3 ...]`: prove the obligations of the whole base, or refute them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from expert.assurance.proofs import Declared, Obligation, Report

_MOST_LINES = 12
"""Witnesses and remarks told at length; the rest is counted (`--format json` gives all)."""
_WITHOUT_Z3 = (
    "Second avis absent : z3 n'est pas installé (pip install 'qualif[preuve]'). Ce qui est "
    "« prouvé » l'est par les diagrammes et les tirages, sans contrôle indépendant."
)
_NOT_ASKED = (
    "Second avis non demandé (--sans-second-avis). Ce qui est « prouvé » l'est par les diagrammes "
    "et les tirages, sans contrôle indépendant."
)


_CONTRADICTION = (
    "Deux preuves indépendantes se contredisent : ne rien fonder sur cette base ni sur ce logiciel."
)


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "prouver",
        help="prouver la base entière (code 2 si un point est réfuté)",
        description="Prouve, sur la base entière, treize obligations (P1 à P13) : chaque règle "
        "peut s'appliquer, une case n'a jamais deux valeurs, une réponse protégée n'aggrave "
        "rien... Ce qui est réfuté l'est par un incident. Ce qui n'est qu'essayé, sur des "
        "incidents tirés au hasard, est dit essayé, non prouvé. Code 0 : rien n'est réfuté ni "
        "laissé sans réponse ; 1 : quelque chose n'a pu être prouvé ; 2 : quelque chose est "
        "réfuté.",
    )
    parser.add_argument(
        "wanted", nargs="*", metavar="P1", help="les obligations voulues (sans précision : toutes)"
    )
    add_form(parser, ("texte", "json"))
    parser.add_argument(
        "--sans-second-avis", action="store_true", help="ne pas demander l'avis indépendant de z3"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Prove and print. Raises `UsageError` for an obligation that does not exist."""
    from expert.assurance.proofs import DisagreementError, prove
    from knowledge import load_base

    wanted = _known(arguments.wanted)
    second = False if arguments.sans_second_avis else None
    try:
        report = prove(load_base(), wanted, second_opinion=second, begins=_progress)
    except DisagreementError as error:
        _clear_progress()
        print(f"{_CONTRADICTION} {error}".strip(), file=sys.stderr)
        return 2
    _clear_progress()
    if arguments.format == "json":
        _print_json(report)
    else:
        from expert.command.base.layout import print_lines

        print_lines(_lines(report, asked=not arguments.sans_second_avis))
    return {"not-proved": 1, "refuted": 2}.get(report.outcome, 0)


def _known(names: Iterable[str]) -> list[str]:
    from expert.assurance.proofs import DECLARED
    from expert.command.arguments import UsageError

    known = [declared.id for declared in DECLARED]
    wanted = [name.upper() for name in names]
    for name in wanted:
        if name not in known:
            # Another number is no misspelling: « P14 » is not nearly « P4 ».
            raise UsageError(
                f"obligation inconnue : « {name} » ; elles vont de {known[0]} à {known[-1]}"
            )
    return wanted


def _progress(declared: Declared) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{declared.id} : {declared.title}...", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _print_json(report: Report) -> None:
    import json
    from dataclasses import asdict

    from expert.command.streams import printable_json

    data = {"outcome": report.outcome, **asdict(report)}
    print(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))


def _lines(report: Report, *, asked: bool) -> Iterator[str]:
    from datetime import date

    from expert.assurance.proofs import OUTCOME_FR
    from expert.calendar import french_date

    day = french_date(date.fromisoformat(report.day))
    yield f"Base {report.version}, examen au {day}, {report.digest[:12]}"
    if not report.second_opinion:
        yield _WITHOUT_Z3 if asked else _NOT_ASKED
    for obligation in report.obligations:
        yield ""
        yield from _obligation(obligation)
    yield ""
    seconds = sum(obligation.seconds for obligation in report.obligations)
    counts = [o.outcome for o in report.obligations]
    told = " ; ".join(
        f"{counts.count(outcome)} {_agreed(OUTCOME_FR[outcome], counts.count(outcome))}"
        for outcome in reversed(OUTCOME_FR)
        if outcome in counts
    )
    many = "s" if len(counts) > 1 else ""
    yield f"{len(counts)} obligation{many} : {told}, en {_seconds(seconds)}."


def _agreed(word: str, count: int) -> str:
    """Return the word of an outcome, said of so many obligations."""
    return re.sub(r"(prouvé|réfuté|essayé)", rf"\1e{'s' if count > 1 else ''}", word)


def _obligation(obligation: Obligation) -> Iterator[str]:
    from expert.assurance.proofs import OUTCOME_FR

    word = OUTCOME_FR[obligation.outcome].upper()
    yield f"{obligation.id} {obligation.title} : {word}"
    yield f"  {obligation.proves}"
    methods = ", ".join(obligation.methods)
    number = f"{obligation.checked:,}".replace(",", "\u202f")
    yield f"  {number} {obligation.checked_as} ; {methods} ; {_seconds(obligation.seconds)}"
    for failure in obligation.failures[:_MOST_LINES]:
        yield f"  Réfuté : {failure.sentence}"
        yield from (f"      {line}" for line in failure.witness)
    yield from _some("  Non prouvé : ", obligation.unproved)
    yield from _some("  Un seul avis : ", obligation.alone)
    yield from (f"  Essayé, non prouvé : {sentence}" for sentence in obligation.sampled)
    yield from (f"  À savoir : {remark}" for remark in obligation.remarks)
    left = len(obligation.failures) - _MOST_LINES
    if left > 0:
        yield f"  et {left} autres (--format json)"


def _some(word: str, sentences: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{word}{sentence}" for sentence in sentences[:_MOST_LINES])
    if len(sentences) > _MOST_LINES:
        yield f"{word}et {len(sentences) - _MOST_LINES} autres (--format json)"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
