"""`qualif base arbre [NOM]`: the decision tree of a notion or a conclusion, or the whole plan."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import UsageError, add_date, add_form

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from expert.trees.chapter import Chapter
    from knowledge import KnowledgeBase

_FORMS = ("texte", "mermaid", "svg", "dot")
_ENDINGS = {"texte": "txt", "mermaid": "mmd", "svg": "svg", "dot": "dot"}
_NEVER_REPLACED = (".yaml", ".yml", ".json", ".jsonl", ".csv")


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "arbre", help="l'arbre de décision d'un chapitre, dessiné depuis les règles",
        description="Dessine l'arbre de décision d'un chapitre ou d'une conclusion ; sans nom, le "
        "plan de toute la base. En svg : des feuilles A3 à imprimer.",
    )  # fmt: skip
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NOM",
        help="chapitre ou conclusion (leurs noms : « qualif base arbre »)",
    )
    add_form(parser, _FORMS)
    parser.add_argument(
        "--faits",
        action="store_true",
        help="suivre les conclusions des autres chapitres jusqu'aux faits, où cela se lit encore",
    )
    parser.add_argument(
        "--feuille", type=_sheet_number, default=1, metavar="N",
        help="feuille à écrire, quand un chapitre en demande plusieurs en svg",
    )  # fmt: skip
    parser.add_argument(
        "--sortie", type=Path, metavar="FICHIER",
        help="fichier à écrire (une feuille svg chacun) ; sans NOM, un dossier : la base entière",
    )  # fmt: skip
    add_date(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Draw what was asked, on the output or in files."""
    from knowledge import load_base

    base = load_base()
    day = arguments.date or base.law_as_of
    if arguments.name is None and arguments.sortie is not None and arguments.sortie.is_dir():
        return _whole_base(arguments, base, day)
    if arguments.name is None:
        sheets = [_plan(base, arguments.format)]
    else:
        sheets = _sheets(_chapter(base, day, arguments.name, arguments.faits), arguments.format)
    if arguments.sortie is not None:
        for path in _write(arguments.sortie, sheets):
            print(f"Écrit : {path}")
        return 0
    if arguments.feuille > len(sheets):
        raise UsageError(f"--feuille : {arguments.feuille} n'existe pas, il y en a {len(sheets)}")
    if len(sheets) > 1:
        print(
            f"Feuille {arguments.feuille} sur {len(sheets)} : les autres avec --feuille N, ou "
            "toutes avec --sortie FICHIER.",
            file=sys.stderr,
        )
    sys.stdout.write(sheets[arguments.feuille - 1])
    return 0


def _sheet_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text)):
        raise argparse.ArgumentTypeError(f"un numéro est attendu, lu « {text[:40]} »")
    return int(text)


def _chapter(base: KnowledgeBase, day: date, name: str, facts: bool) -> Chapter:
    from expert.trees.chapter import draw_conclusion, draw_notion
    from knowledge import nearest

    if name in base.notions and base.notions[name].conclusions:
        return draw_notion(base, day, name, facts=facts)
    if name in base.conclusions:
        return draw_conclusion(base, day, name, facts=facts)
    if name in base.notions:
        raise UsageError(f"le chapitre « {name} » ne conclut rien : il n'a pas d'arbre")
    hint = nearest(name, [*base.notions, *base.conclusions]) or " ; la liste : qualif base arbre"
    raise UsageError(f"chapitre ou conclusion inconnus : « {name} »{hint}")


def _plan(base: KnowledgeBase, form: str) -> str:
    from expert.command.streams import columns
    from expert.trees.forms.plan_svg import plan_svg
    from expert.trees.forms.plan_text import plan_dot, plan_mermaid, plan_text
    from expert.trees.overview import overview

    places = overview(base)
    if form == "texte":
        return plan_text(base, places, columns())
    return {"mermaid": plan_mermaid, "dot": plan_dot, "svg": plan_svg}[form](base, places)


def _sheets(chapter: Chapter, form: str) -> list[str]:
    from expert.command.streams import columns
    from expert.trees.forms.dot import dot_of
    from expert.trees.forms.mermaid import mermaid_of
    from expert.trees.forms.svg import svg_sheets
    from expert.trees.forms.text import text_of

    if form == "svg":
        return svg_sheets(chapter)
    if form == "texte":
        return [text_of(chapter, columns())]
    return [mermaid_of(chapter) if form == "mermaid" else dot_of(chapter)]


def _whole_base(arguments: Namespace, base: KnowledgeBase, day: date) -> int:
    """Write the plan and every chapter in a folder: the boxes of the plan open the sheets."""
    from expert.trees.chapter import draw_notion

    ending, form = _ENDINGS[arguments.format], arguments.format
    written = _write(arguments.sortie / f"plan.{ending}", [_plan(base, form)])
    for notion in base.notions.values():
        if notion.conclusions:
            chapter = draw_notion(base, day, notion.id, facts=arguments.faits)
            written += _write(arguments.sortie / f"{notion.id}.{ending}", _sheets(chapter, form))
    print(f"{len(written)} fichiers écrits dans {arguments.sortie} ; commencez par {written[0]}.")
    return 0


def _write(path: Path, sheets: list[str]) -> list[Path]:
    """Write each sheet in its file: the first at `path`, the others beside it, numbered.

    An incident file or a file of the base is never replaced by a drawing.
    """
    from expert.system_errors import said

    if path.suffix.lower() in _NEVER_REPLACED:
        raise UsageError(f"{path} : ce nom est celui d'un fichier d'incident ou de la base")
    written = []
    for number, sheet in enumerate(sheets, 1):
        target = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            target.write_text(sheet, encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = said(error) if isinstance(error, OSError) else "nom refusé"
            raise UsageError(f"{target} : ne peut pas être écrit ({reason})") from None
        written.append(target)
    return written
