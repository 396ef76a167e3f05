"""The choices of a document that is not finished: kept after each of them, taken up again."""

from __future__ import annotations

from pathlib import Path

from expert.atomic_files import replace_file
from expert.prevention.choices import Choices, read_choices, unfinished_text
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError

NAME = "choix-prevention.yaml"
"""The file, in the private folder of the incidents, whose list only names incidents."""


def keep_choices(folder: Path, choices: Choices) -> None:
    """Write the choices made so far. Raises `OSError`: what was kept before is untouched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(folder / NAME, unfinished_text(choices).encode("utf-8", "replace"))


def kept_choices(folder: Path, base: KnowledgeBase) -> Choices:
    """Return the choices kept, or none at all when there is no file that can be read."""
    try:
        return read_choices(folder / NAME, base, unfinished=True)
    except (InputError, OSError):
        return Choices("", {})
