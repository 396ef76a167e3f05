"""The one door to experta 1.9.4, which dies at import on Python 3.10 and later.

experta pins frozendict 1.2, which reads `collections.Mapping`, an alias gone since Python 3.10.
The alias is lent while frozendict is imported, then taken back. experta also swallows any
ImportError of its own modules (so its names are verified here) and installs a handler on the root
logger (removed here: the root at INFO would print every fact of a case).
"""

from __future__ import annotations

import collections
import collections.abc
import importlib
import logging
from typing import Any

_NAMES = ("KnowledgeEngine", "Fact", "Rule", "NOT", "OR", "TEST", "AND")


def _import_experta() -> Any:
    """Import experta with the alias lent to frozendict; leave everything else as found."""
    lent = not hasattr(collections, "Mapping")
    if lent:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        importlib.import_module("frozendict")
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]
    root = logging.getLogger()
    handlers = list(root.handlers)
    import experta  # noqa: PLC0415 - after the alias was lent, and nowhere else

    module: Any = experta
    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
    missing = [name for name in _NAMES if not hasattr(module, name)]
    if missing:
        raise ImportError(f"experta is incomplete: {', '.join(missing)} missing")
    return module


_experta = _import_experta()

KnowledgeEngine: Any = _experta.KnowledgeEngine
Fact: Any = _experta.Fact
Rule: Any = _experta.Rule
NOT: Any = _experta.NOT
Activation: Any = importlib.import_module("experta.activation").Activation
Matcher: Any = importlib.import_module("experta.abstract").Matcher
Strategy: Any = importlib.import_module("experta.abstract").Strategy
ReteMatcher: Any = importlib.import_module("experta.matchers").ReteMatcher
