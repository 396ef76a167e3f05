"""`qualif base chercher MOTS`: rules, facts, texts and decisions, accents and case ignored."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from knowledge import KnowledgeBase

_MOST = 20
_HEAD, _BODY = 3, 1
"""Weight of a word found in an id or a title, and in the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: what it is, its id, its title and its text."""

    kind: str
    id: str
    title: str
    text: str


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "chercher", help="chercher dans les règles, faits, textes et décisions",
        description="Cherche des mots (sans accents ni majuscules) ; le plus pertinent d'abord.",
    )  # fmt: skip
    parser.add_argument("words", nargs="+", metavar="MOT", help="mots cherchés, tous à la fois")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print what matches every word, the best first."""
    from expert.command.base.layout import print_lines
    from knowledge import load_base

    found = find(entries(load_base()), arguments.words)
    print_lines(f"{entry.kind} {entry.id} : {entry.title}" for entry in found[:_MOST])
    if not found:
        print("Rien ne correspond à tous ces mots.")
    elif len(found) > _MOST:
        left = len(found) - _MOST
        print(f"et {left} autre{'s' if left > 1 else ''} : ajoutez un mot pour préciser.")
    return 0


def find(known: Iterable[Entry], words: Iterable[str]) -> list[Entry]:
    """Return the entries that hold every word (or its beginning), ranked by where it stands."""
    sought = [part for word in words for part in _words(word)]
    scored = [(_score(entry, sought), entry) for entry in known]
    kept = [(score, entry) for score, entry in scored if sought and score > 0]
    return [entry for _, entry in sorted(kept, key=lambda pair: (-pair[0], pair[1].id))]


def entries(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield everything of a base that can be searched."""
    from expert.explanation.citations import decision_reference
    from knowledge.models.sources import Provision

    for rule in base.rules.values():
        named = " ".join(base.atom_conclusion(atom).label for atom, _ in rule.conclusions)
        yield Entry("règle", rule.id, rule.rule.statement, named)
    for fact in base.facts.values():
        text = " ".join((fact.label, fact.definition, *fact.values.values()))
        yield Entry("fait", fact.id, fact.question, text)
    for source in base.sources.values():
        if isinstance(source, Provision):
            yield Entry("texte", source.id, source.reference, source.states)
        else:
            text = " ".join((source.holding, *source.supports, source.applied_to or ""))
            yield Entry("décision", source.id, decision_reference(source), text)


def _score(entry: Entry, sought: list[str]) -> int:
    head, body = _words(f"{entry.id} {entry.title}"), _words(entry.text)
    total = 0
    for word in sought:
        in_head = sum(1 for found in head if found.startswith(word))
        in_body = sum(1 for found in body if found.startswith(word))
        if not in_head and not in_body:
            return 0
        exact = _HEAD if word in head else 0
        total += _HEAD * min(in_head, 2) + _BODY * min(in_body, 3) + exact
    return total


def _words(text: str) -> list[str]:
    """Return the words of a text, without accents nor capitals."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain)
