"""The penalties, sanctions and delays that two assessments do not tell alike.

Each reader sees the parts that their own report shows: maxima are for counsel alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.amounts import say_maximum
from expert.assessment.model import Assessment, PenaltyResult
from expert.documents.chapters.deadlines import deadline_sentence
from expert.status import STATUS_FR
from expert.what_if.comparison_model import ToldDifference, Topic

_SHOWN: dict[str, tuple[Topic, ...]] = {
    "manager": (),
    "rh": ("sanction", "deadline"),
    "juriste": ("penalty", "sanction", "deadline"),
    "contradiction": (),
}

Told = dict[tuple[str, str | None, str], tuple[str, str]]
"""By (id, unit, more): the label, and the sentence."""


def told_differences(
    first: Assessment, second: Assessment, profile: str
) -> Iterator[ToldDifference]:
    """Yield what is not told alike: penalties, then sanctions, then delays."""
    for topic in _SHOWN.get(profile, ()):
        one, other = (_TOLD[topic](assessment) for assessment in (first, second))
        for key in sorted({*one, *other}, key=lambda key: (key[0], key[1] or "", key[2])):
            said = (one.get(key), other.get(key))
            if said[0] != said[1]:
                label = next(each[0] for each in said if each is not None)
                yield ToldDifference(
                    topic=topic,
                    label=label,
                    unit=key[1],
                    first=said[0] and said[0][1],
                    second=said[1] and said[1][1],
                )


def _penalties(assessment: Assessment) -> Told:
    return {(p.conclusion, p.unit, p.text): (p.label, _penalty(p)) for p in assessment.penalties}


def _penalty(penalty: PenaltyResult) -> str:
    later = [law.sentence for law in (penalty.milder, penalty.harsher) if law]
    amounts = say_maximum(penalty.prison_months, penalty.fine_eur)
    more = [
        f"{a.label} : {say_maximum(a.prison_months, a.fine_eur)} ({STATUS_FR[a.status]})"
        for a in penalty.aggravations
    ]
    said = f"{STATUS_FR[penalty.status]} ; maximum prévu, si l'infraction est retenue : {amounts}."
    return " ".join([said, *(f"{each}." for each in more), *later])


def _sanctions(assessment: Assessment) -> Told:
    found = assessment.sanctions
    told: Told = {("", None, ""): ("Ce que la loi ouvre", f"{found.label}.")}
    for number, group in enumerate(found.groups):
        told["groupe", None, f"{number:02}{group.label}"] = (
            group.label, " ; ".join(group.sanctions),
        )  # fmt: skip
    return told


def _deadlines(assessment: Assessment) -> Told:
    return {(d.id, d.unit, ""): (d.label, deadline_sentence(d)) for d in assessment.deadlines}


_TOLD = {"penalty": _penalties, "sanction": _sanctions, "deadline": _deadlines}
