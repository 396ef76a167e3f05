"""How counts, ratios and orders of courts are said in the reports on real decisions."""

from __future__ import annotations

ORDERS = {
    "administratif": "juge administratif",
    "ordinal": "juge des ordres professionnels",
    "presse": "juge pénal et civil",
    "travail": "juge du travail",
}
"""The orders of courts, as the decisions name them."""


def counted(count: int, noun: str) -> str:
    """Return « 3 points »."""
    return f"{count} {noun}{'s' if count > 1 else ''}"


def percent(ratio: float | None) -> str:
    """Return « 80,6 % », or that there is nothing to count."""
    return "sans objet" if ratio is None else f"{ratio * 100:.1f} %".replace(".", ",")
