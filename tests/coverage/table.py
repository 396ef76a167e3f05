"""Which declaration of the base carries each row of the legal dossier, and which test tries it.

`make coverage` prints the table; `test_dossier.py` fails when a row has no carrier or no test. A
declaration carries a row by its `dossier` key; a case written as data tries it by the same key, and
a test written in Python by the mark `@pytest.mark.dossier("presse:R4.1")`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.uses import declarations

TESTS = Path(__file__).parents[1]
ROWS = Path(__file__).with_name("rows.yaml")
_MARK = re.compile(r"pytest\.mark\.dossier\(([^)]*)\)", re.DOTALL)
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the dossier: its id (« presse:R4.1 ») and what it is about."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A row with the declarations that carry it (« file : id ») and the files that try it."""

    row: Row
    carriers: tuple[str, ...]
    tests: tuple[str, ...]


def rows() -> list[Row]:
    """Return every row of the dossier, in its order."""
    written = yaml.safe_load(ROWS.read_text("utf-8"))
    return [
        Row(f"{part}:{row}", about)
        for part, lines in written.items()
        for row, about in lines.items()
    ]


def coverage(base: KnowledgeBase) -> list[Covered]:
    """Return every row with what carries it and what tries it."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for _, name, entry in declarations(base):
        for row in getattr(entry, "dossier", ()):
            carriers[row].append(f"{entry.place.file if entry.place else '?'} : {name}")
    tests: dict[str, set[str]] = defaultdict(set)
    for row_id, path in _tried():
        tests[row_id].add(path.relative_to(TESTS).as_posix())
    return [
        Covered(row, tuple(dict.fromkeys(carriers[row.id])), tuple(sorted(tests[row.id])))
        for row in rows()
    ]


def _tried() -> Iterator[tuple[str, Path]]:
    """Yield (row, file) for each row a test names."""
    for path in sorted(TESTS.rglob("*.yaml")):
        if path != ROWS and "bad" not in path.parts and "dossier" in path.read_text("utf-8"):
            for document in yaml.safe_load_all(path.read_text("utf-8")):
                yield from ((row, path) for row in _named(document))
    for path in sorted(TESTS.rglob("test_*.py")):
        for arguments in _MARK.findall(path.read_text("utf-8")):
            yield from ((row, path) for row in _QUOTED.findall(arguments))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "dossier":
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _markdown(found: list[Covered]) -> Iterator[str]:
    yield "| ligne | objet | dans la base | essayée par |"
    yield "| --- | --- | --- | --- |"
    for one in found:
        carriers = " ; ".join(one.carriers) or "**aucune**"
        tests = " ; ".join(one.tests) or "**aucun**"
        yield f"| {one.row.id} | {one.row.about} | {carriers} | {tests} |"
    covered = sum(1 for one in found if one.carriers and one.tests)
    yield f"\n{covered} lignes sur {len(found)} portées par la base et essayées."


if __name__ == "__main__":
    print("\n".join(_markdown(coverage(load_base()))))
