"""`qualif qualifier --lot FICHIER`: many incidents, one a line, statuses out."""

from __future__ import annotations

import shutil
import sys
import time
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from expert.batch.progress import Progress
    from expert.batch.writing import Form

FORMS = ("jsonl", "csv")
REFUSED_LINES = 1
"""The exit code of a whole run in which some lines could not be read."""

DESCRIPTION = """\
Avec --lot : un incident par ligne, en JSONL (un objet par ligne) ou en CSV (un
incident d'un seul passage ; « | » entre les éléments d'une liste, « .. » entre
deux dates). Un lot rejoue et étudie, il ne surveille personne : ni nom, ni titre,
ni texte libre ; « id » est un repère opaque. Les mêmes statuts que sans --lot,
en JSONL ou CSV ; ce qui n'est pas écrit est écarté (--tout l'écrit). Une ligne
refusée est dite avec son numéro, les autres sont qualifiées : code 1 à la fin.
"""


def declare(parser: ArgumentParser) -> None:
    """Declare the options of a file of incidents."""
    group = parser.add_argument_group("lot", DESCRIPTION)
    group.add_argument("--lot", action="store_true", help="un incident par ligne (JSONL ou CSV)")
    group.add_argument("--sortie", metavar="FICHIER", help="fichier à écrire (sinon : l'écran)")
    group.add_argument("--tout", action="store_true", help="écrire aussi ce qui est écarté")
    group.add_argument(
        "--coeurs",
        type=_cores,
        default=1,
        metavar="N",
        help="processus employés (sans précision : 1)",
    )
    group.add_argument(
        "--reprendre", action="store_true", help="continuer un travail interrompu (avec --sortie)"
    )


def check(arguments: Namespace) -> None:
    """Refuse what only makes sense with `--lot`. Raises `UsageError`."""
    given = {
        "--sortie": arguments.sortie,
        "--tout": arguments.tout,
        "--coeurs": arguments.coeurs != 1,
        "--reprendre": arguments.reprendre,
        f"--format {arguments.format}": arguments.format in FORMS,
    }
    for option, present in given.items():
        if present:
            also = ", ou avec --format docx ou pdf" if option == "--sortie" else ""
            raise UsageError(f"{option} va avec --lot{also} (aide : qualif qualifier --help)")


def run(arguments: Namespace) -> int:
    """Qualify the file, and return 0, or 1 when lines were refused."""
    from expert.batch.run import run_to_file, run_to_stream
    from knowledge import load_base

    order = _order(arguments)
    base = load_base()
    bar = _Bar()
    if arguments.sortie is None:
        output = sys.stdout.buffer
        done: Progress | None = run_to_stream(order, base, output, bar.refuse, bar.show)
    else:
        path = Path(arguments.sortie)
        done = run_to_file(order, base, path, bar.show, resume=arguments.reprendre)
    bar.clear()
    if done is None:
        print(f"« {arguments.sortie} » est déjà complet.", file=sys.stderr)
        return 0
    where = f" (voir {arguments.sortie}.refus)" if arguments.sortie and done.refused else ""
    print(_summary(done) + where, file=sys.stderr)
    return REFUSED_LINES if done.refused else 0


def _order(arguments: Namespace) -> Any:
    from expert.batch.block import Job
    from expert.batch.run import Order
    from expert.incident_files.reading import STANDARD_INPUT
    from expert.plain_text import one_line

    if len(arguments.files) != 1:
        raise UsageError("--lot : un seul fichier à la fois (aide : qualif qualifier --help)")
    if arguments.reprendre and arguments.sortie is None:
        raise UsageError("--reprendre va avec --sortie (aide : qualif qualifier --help)")
    if arguments.format not in (None, *FORMS):
        raise UsageError(
            f"--format {arguments.format} ne va pas avec --lot ; attendu : jsonl ou csv"
        )
    form: Form = "csv" if arguments.format == "csv" else "jsonl"
    (source,) = arguments.files
    job = Job(
        file=STANDARD_INPUT if source == "-" else one_line(source),
        today=date.today(),
        examined_on=arguments.date,
        profile=arguments.lecteur,
        form=form,
        every=arguments.tout,
        header=None,
        delimiter=",",
    )
    table = source.lower().endswith((".csv", ".tsv"))
    return Order(source=source, table=table, job=job, cores=arguments.coeurs)


def _cores(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= 64:
        raise ArgumentTypeError(f"un nombre de 1 à 64 est attendu, lu « {text} »")
    return int(text)


def _summary(done: Progress) -> str:
    said = f"{_count(done.done, 'ligne')} qualifiée{'s' if done.done > 1 else ''}"
    if done.refused:
        said += f", {_count(done.refused, 'ligne')} refusée{'s' if done.refused > 1 else ''}"
    return said


def _count(number: int, word: str) -> str:
    return f"{number:,}".replace(",", "\u202f") + f" {word}{'s' if number > 1 else ''}"


class _Bar:
    """One line on the error stream that tells how far the run is; nothing without a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._began = time.monotonic()

    def show(self, progress: Progress, size: int) -> None:
        """Show how far the run is."""
        if not self._shown:
            return
        spent = time.monotonic() - self._began
        said = _count(progress.lines, "ligne")
        if size:
            share = min(1.0, progress.offset / size)
            filled = round(20 * share)
            left = spent * (1 - share) / share if share else 0
            said = f"[{'#' * filled}{'.' * (20 - filled)}] {said} · reste {_duration(left)}"
        if progress.refused:
            said += f" · {_count(progress.refused, 'refusée')}"
        width = shutil.get_terminal_size((80, 24)).columns
        print(f"\r\x1b[K{said[: width - 1]}", end="", file=sys.stderr, flush=True)

    def refuse(self, sentences: bytes) -> None:
        """Say which lines are refused, above the bar."""
        if sentences:
            self.clear()
            sys.stderr.write(sentences.decode())
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave an empty line where the bar was."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
