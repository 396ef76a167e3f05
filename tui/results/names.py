"""How the parts of an assessment are named on screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from expert.calendar import french_date

if TYPE_CHECKING:
    from expert.explanation.model import Citation

LAYERS: Final = {
    "fait": "Les faits",
    "disciplinaire": "Discipline",
    "preuve": "Preuve",
    "protection": "Protections",
    "procedure": "Procédure",
    "civil": "Réparation",
    "penal": "Pénal",
}
"""The plans, in the order a manager or human resources read them."""

COUNSEL: Final = ("juriste", "contradiction")
"""The readers who are shown penalties and every source."""

_COUNSEL_FIRST: Final = ("fait", "penal", "civil")


def layers_for(profile: str) -> Sequence[str]:
    """Return the plans in the order of a reader: counsel reads the offences first."""
    if profile not in COUNSEL:
        return tuple(LAYERS)
    return (*_COUNSEL_FIRST, *(layer for layer in LAYERS if layer not in _COUNSEL_FIRST))


def layer_name(layer: str) -> str:
    """Return the title of a plan."""
    return LAYERS.get(layer, layer)


def where(unit: str | None) -> str:
    """Return « (P1) » after what is said of one publication or passage only."""
    return f" ({unit.rpartition(' · ')[2]})" if unit else ""


def day_text(iso: str | None) -> str:
    """Return a date of the assessment as 03/09/2026, with its hour when it has one."""
    if iso is None:
        return "date inconnue"
    day = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    return french_date(day)


def euros(amount: int) -> str:
    """Return « 12 000 € »."""
    return f"{amount:,} €".replace(",", " ")


def months(count: int) -> str:
    """Return « 1 an », « 6 mois », « 18 mois »."""
    years, rest = divmod(count, 12)
    if rest or not years:
        return f"{count} mois"
    return f"{years} an{'s' if years > 1 else ''}"


def citation_line(cited: Citation) -> str:
    """Return a reference with its level, to whom it applied and its caution, on one line."""
    applied = f" ; appliquée à : {cited.applied_to}" if cited.applied_to else ""
    caution = f" ; prudence : {cited.caution}" if cited.caution else ""
    return f"{cited.reference} ({cited.level_label}{applied}{caution})"
