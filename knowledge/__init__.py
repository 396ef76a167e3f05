"""The law as data: its models, its loading with precise errors, its static checks.

Promises: a base that loads has no undeclared name, no cycle, no conclusion without a source;
nothing here decides anything; nothing of the rest of the project is imported.
"""

from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.errors import BrokenBaseError, InputError, KnowledgeError, Place, nearest
from knowledge.loading import load_base

__all__ = [
    "AtomId",
    "BrokenBaseError",
    "InputError",
    "KnowledgeBase",
    "KnowledgeError",
    "LawRule",
    "Place",
    "load_base",
    "nearest",
]
