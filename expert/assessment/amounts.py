"""A maximum in words: « 2 ans d'emprisonnement et 60 000 € d'amende »."""

from __future__ import annotations


def say_amounts(prison_months: int, fine_eur: int) -> tuple[str, ...]:
    """Return each part of a maximum in words, prison first; nothing for a part that is nil."""
    prison = (say_prison(prison_months),) if prison_months else ()
    return (*prison, f"{say_euros(fine_eur)} d'amende") if fine_eur else prison


def say_maximum(prison_months: int, fine_eur: int) -> str:
    """Return a maximum in one group of words."""
    return " et ".join(say_amounts(prison_months, fine_eur)) or "aucune peine chiffrée"


def say_euros(amount: int) -> str:
    """Return « 12 000 € », its spaces never cut."""
    return f"{amount:,}\u00a0€".replace(",", "\u00a0")


def say_prison(months: int) -> str:
    """Return « 1 an d'emprisonnement », « 6 mois d'emprisonnement »."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return f"{months} mois d'emprisonnement"
    return f"{years} an{'s' if years > 1 else ''} d'emprisonnement"
