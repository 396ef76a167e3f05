"""A sanction told in words with its bounds: « exclusion temporaire de seize jours à deux ans »."""

from __future__ import annotations

from knowledge.models.facts import Fact
from knowledge.models.procedure import Duration
from knowledge.models.sanctions import Sanction

_NUMBERS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip


def sanction_text(sanction: Sanction, asked: dict[str, Fact]) -> str:
    """Return the sanction with its bounds, and the answers it is for (`asked`: their facts)."""
    said = f"{sanction.label}{_bounds(sanction.minimum, sanction.maximum)}"
    kept = [
        f"{asked[name].label} : {' ou '.join(asked[name].values[v].lower() for v in values)}"
        for name, values in sanction.depends_on.items()
    ]
    return f"{said} ({' ; '.join(kept)})" if kept else said


def _bounds(minimum: Duration | None, maximum: Duration | None) -> str:
    if maximum is None:
        return ""
    if minimum is None:
        return f" {_of(_said(maximum))} au plus"
    low, high = _said(minimum), _said(maximum)
    if low.partition(" ")[2].rstrip("s") == high.partition(" ")[2].rstrip("s"):
        low = low.partition(" ")[0]
    return f" {_of(low)} à {high}"


def _of(said: str) -> str:
    return f"d'{said}" if said.startswith(("un", "onze")) else f"de {said}"


def _said(duration: Duration) -> str:
    """Return « trois jours », « un an »; a number beyond sixteen stays in figures."""
    for amount, unit in (
        (duration.years, "an"),
        (duration.months, "mois"),
        (duration.days, "jour"),
        (duration.hours, "heure"),
    ):
        if amount:
            number = _NUMBERS[amount] if amount < len(_NUMBERS) else str(amount)
            plural = "s" if amount > 1 and unit != "mois" else ""
            return f"{number} {unit}{plural}"
    return ""
