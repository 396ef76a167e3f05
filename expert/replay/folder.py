"""Where the real decisions are: shipped with the law, beside the base and never loaded with it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def decisions_folder() -> Path:
    """Return the folder of the decisions described by their facts: the one source of the replay.

    It stands beside the base, not in it, so that loading the base never reads it.
    """
    return Path(str(resources.files("knowledge") / "decisions"))
