"""The user matrix as a Markdown table, for the documentation."""

from __future__ import annotations

from expert.readers import READERS
from expert.rights.operations import OPERATION_FR
from expert.rights.profiles import MATRIX


def matrix_table() -> str:
    """Return the matrix: an operation a line, a profile a column, « oui » or « non ».

    The last line gives the readers whose result the profile may see.
    """
    rows = [("", *(permissions.name for permissions in MATRIX.values()))]
    rows.append(("---", *("---" for _ in MATRIX)))
    for operation, words in OPERATION_FR.items():
        given = (operation in permissions.operations for permissions in MATRIX.values())
        rows.append((words, *("oui" if yes else "non" for yes in given)))
    seen = (
        ", ".join(READERS[reader] for reader in permissions.readers)
        for permissions in MATRIX.values()
    )
    rows.append(("résultat préparé pour", *seen))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
