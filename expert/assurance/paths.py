"""One way to make a diagram true, with as few answers as its shape allows."""

from __future__ import annotations

from expert.inference.diagrams import ALWAYS, NEVER, Diagram, Diagrams, Level

Path = dict[Level, int]
"""A value for some levels: the diagram holds whatever the others are."""


def shortest_path(table: Diagrams, root: Diagram) -> Path:
    """Return the values of a path with fewest levels from `root` to « always ».

    `root` must not be « never ».
    """
    steps: dict[Diagram, tuple[int, int]] = {ALWAYS: (0, 0)}
    for node in _children_first(table, root):
        found = [
            (steps[child][0] + 1, value)
            for value, child in enumerate(table.children[node])
            if child != NEVER
        ]
        steps[node] = min(found)
    path: Path = {}
    node = root
    while node != ALWAYS:
        value = steps[node][1]
        path[table.levels[node]] = value
        node = table.children[node][value]
    return path


def spared(table: Diagrams, root: Diagram, path: Path) -> Path:
    """Return a path without the values that the others make idle."""
    for level in sorted(path, reverse=True):
        fewer = {other: value for other, value in path.items() if other != level}
        if table.restrict(root, fewer) == ALWAYS:
            path = fewer
    return path


def _children_first(table: Diagrams, root: Diagram) -> list[Diagram]:
    """Return the inner nodes under `root`; a child is always made before its parents."""
    seen = {NEVER, ALWAYS}
    pending, found = [root], []
    while pending:
        node = pending.pop()
        if node not in seen:
            seen.add(node)
            found.append(node)
            pending.extend(table.children[node])
    return sorted(found, key=lambda node: -table.levels[node])
