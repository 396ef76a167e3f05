"""argparse in French: help, errors with the nearest valid word, no abbreviation of options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from knowledge.errors import nearest

READERS = ("manager", "rh", "juriste", "contradiction")
"""The readers a document is written for."""

_FRENCH_ERRORS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"argument ([^:]+): expected one argument", "{0} : une valeur est attendue"),
        (r"argument ([^:]+): expected at least one argument", "{0} : une valeur est attendue"),
        (r"argument ([^:]+): ignored explicit argument (.*)", "{0} ne prend pas de valeur"),
        (r"argument ([^:]+): not allowed with argument (.*)", "{0} ne va pas avec {1}"),
        (
            r"argument ([^:]+): invalid int value: '(.*)'",
            "{0} : un nombre entier est attendu, lu « {1} »",
        ),
        (r"the following arguments are required: (.*)", "il manque : {0}"),
        (r"argument ([^:]+): (.*)", "{0} : {1}"),
    )
)

_TIE = "\ue000"
"""A private character that stands for a space where a line is not folded."""


class UsageError(Exception):
    """A command line that cannot be obeyed, told in one French sentence."""


class FrenchParser(argparse.ArgumentParser):
    """An argument parser whose every word is French, and which raises instead of exiting."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _FrenchFormatter)
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="montrer cette aide")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the arguments. Raises `UsageError`, naming the nearest option."""
        parsed, unknown = self.parse_known_args(args, namespace)
        if unknown:
            word = str(unknown[0])
            if word.startswith("-"):
                self.error(f"option inconnue : « {word} »{nearest(word, self._option_names())}")
            self.error(f"mot de trop : « {word} »")
        return parsed

    def error(self, message: str) -> NoReturn:
        """Raise what argparse wants to say, in French."""
        for pattern, sentence in _FRENCH_ERRORS:
            found = pattern.fullmatch(message)
            if found:
                message = sentence.format(*found.groups())
                break
        raise UsageError(f"{message} (aide : {self.prog} --help)")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        if isinstance(action, argparse._SubParsersAction):
            hint = nearest(str(value), known) or f" ; commandes : {', '.join(known)}"
            if Path(str(value)).suffix in (".yaml", ".yml", ".json"):
                hint = f" ; pour qualifier un fichier : qualif qualifier {value}"
            self.error(f"commande inconnue : « {value} »{hint}")
        hint = nearest(str(value), known) or f" ; attendu : {', '.join(known)}"
        name = "/".join(action.option_strings) or action.metavar
        self.error(f"{name} : « {value} » n'existe pas{hint}")

    def _option_names(self) -> Iterator[str]:
        for action in self._actions:
            yield from action.option_strings
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser._option_names()


class _FrenchFormatter(argparse.HelpFormatter):
    """Help on 80 columns whose usage line begins in French, « : » never at the head of a line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=80)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Utilisation : ")

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [_loose(line) for line in super()._split_lines(_tied(text), width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return _loose(super()._fill_text(_tied(text), width, indent))


def _tied(text: str) -> str:
    """Tie French punctuation to its word: argparse would fold at a no-break space too."""
    return re.sub(r"(?<=«) | (?=[»:;?!])", _TIE, text)


def _loose(text: str) -> str:
    return text.replace(_TIE, " ")


def examination_day(text: str) -> date:
    """Read the value of `--date`."""
    from expert.incident_files.dates import read_day

    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_profile(parser: argparse.ArgumentParser, default: str) -> None:
    """Declare `--lecteur`."""
    parser.add_argument(
        "--lecteur",
        choices=READERS,
        default=default,
        metavar="LECTEUR",
        help=f"pour qui : {', '.join(READERS[:-1])} ou {READERS[-1]} (sans précision : {default})",
    )


def add_date(parser: argparse.ArgumentParser) -> None:
    """Declare `--date`."""
    parser.add_argument(
        "--date",
        type=examination_day,
        metavar="AAAA-MM-JJ",
        help="jour de l'examen, à la place de celui du fichier (sans précision : aujourd'hui)",
    )


def add_form(parser: argparse.ArgumentParser, forms: Sequence[str]) -> None:
    """Declare `--format`; the first form is the default."""
    parser.add_argument(
        "--format",
        choices=forms,
        default=forms[0],
        metavar="FORMAT",
        help=f"{', '.join(forms[:-1])} ou {forms[-1]} (sans précision : {forms[0]})",
    )
