"""How facts, answers and values are said in French, for every reader and every document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expert.calendar import french_date
from expert.incident import Answer, DateRange
from expert.inference.domains import Domains
from expert.inference.graph import Variable
from knowledge.base_model import AtomId, KnowledgeBase
from knowledge.conditions import (
    DateFrom,
    DelayOver,
    FactIn,
    FactTest,
    ItemIs,
    NumberFrom,
)
from knowledge.models.facts import Fact
from knowledge.models.procedure import Duration

UNKNOWN = "je ne sais pas"
NOT_ASKED = "pas encore répondu"
DISCUSSED = "fait discuté"


def say_answer(fact: Fact, answer: Answer) -> str:
    """Return an answer as a reader gave it."""
    if answer is None:
        return UNKNOWN
    if isinstance(answer, tuple):
        return ", ".join(fact.values[item] for item in answer) or "aucune de ces réponses"
    if isinstance(answer, DateRange):
        return _say_range(answer)
    if isinstance(answer, date):
        return french_date(answer)
    if isinstance(answer, int | float):
        return f"{answer:g}".replace(".", ",")
    return fact.values.get(answer, answer)


def say_test(fact: Fact, test: FactTest) -> str:
    """Return what a test asks of a fact: « lisible par tous », « avant le 26/08/2021 »."""
    match test:
        case FactIn(_, values):
            named = [label for value, label in fact.values.items() if value in values]
            return " ou ".join(named) or "sans objet"
        case ItemIs(_, item, present):
            return fact.values[item] if present else f"pas « {fact.values[item]} »"
        case NumberFrom(_, landmark, above):
            return f"{'au moins' if above else 'moins de'} {fact.landmarks[landmark].at:g}"
        case DateFrom(_, day, after):
            return f"{'à partir du' if after else 'avant le'} {french_date(day)}"
        case DelayOver(_, duration, expired):
            state = "expiré" if expired else "non expiré"
            return f"délai de {say_duration(duration)} {state}"


def say_interval(fact: Fact, cuts: Sequence[date | float], first: int, last: int) -> str:
    """Return the intervals `first` to `last` of a date or a number, cut at `cuts`, in words.

    Interval 0 is below the first cut, interval i begins at cut i - 1.
    """
    low = cuts[first - 1] if first else None
    high = cuts[last] if last < len(cuts) else None
    if low is None and high is None:
        return "n'importe quelle date" if fact.kind == "date" else "n'importe quel nombre"
    if fact.kind == "date":
        before = _say_day(high)
        if low is None:
            return f"avant le {before}"
        return f"à partir du {_say_day(low)}" + (f" et avant le {before}" if high else "")
    if low is None:
        return f"moins de {_say_number(high)}"
    if high is None:
        return f"{_say_number(low)} ou plus"
    return f"de {_say_number(low)} à moins de {_say_number(high)}"


def _say_number(number: date | float | None) -> str:
    return "" if number is None or isinstance(number, date) else f"{number:g}".replace(".", ",")


def say_value(fact: Fact, domains: Domains, variable: Variable, value: int) -> str:
    """Return one value of a variable in words: a label, an interval, or oui or non for an item."""
    if fact.kind in ("date", "nombre"):
        cuts = (domains.cuts if fact.kind == "date" else domains.landmarks)[fact.id]
        return say_interval(fact, cuts, value, value)
    name = variable.values[value]
    return name if variable.item else fact.values.get(name, name)


def atom_label(base: KnowledgeBase, atom: AtomId) -> str:
    """Return « conclusion », or « case : valeur » for the value of a slot."""
    conclusion, value = base.atom_conclusion(atom), atom.partition("=")[2]
    return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label


def _say_day(day: date | float | None) -> str:
    return french_date(day) if isinstance(day, date) else ""


def say_duration(duration: Duration) -> str:
    """Return « 3 mois », « 1 an », « 72 heures »."""
    for amount, one, many in (
        (duration.years, "an", "ans"),
        (duration.months, "mois", "mois"),
        (duration.days, "jour", "jours"),
        (duration.hours, "heure", "heures"),
    ):
        if amount:
            return f"{amount} {one if amount == 1 else many}"
    return "0 jour"


def _say_range(answer: DateRange) -> str:
    if answer.first and answer.last:
        return f"entre le {french_date(answer.first)} et le {french_date(answer.last)}"
    if answer.first:
        return f"à partir du {french_date(answer.first)}"
    return f"au plus tard le {french_date(answer.last)}" if answer.last else UNKNOWN
