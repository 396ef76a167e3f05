"""Versions follow each other without a gap or an overlap, and a maximum is not out of its place.

What is versioned: the maxima of an article, the provisions that took over from others, and the
rules that are the next version of another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import Declaration
from knowledge.models.sources import AggravatedPenalty, EarlierPenalty, Penalty, Provision

_DAY = timedelta(days=1)


def check_versions(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each gap, each overlap, and each maximum that cannot be."""
    for provision in base.provisions():
        yield from _maxima(provision)
        yield from _aggravated(provision)
        for name in provision.succeeds:
            yield from _provision_after(base, provision, name)
    for rule in base.rules.values():
        if rule.rule.succeeds is not None:
            yield from _rule_after(base, rule.id, rule.rule.succeeds)


def _maxima(provision: Provision) -> Iterator[KnowledgeError]:
    """Check the successive maxima of one article, the present one last."""
    if not provision.earlier:
        return
    if provision.penalty is None:
        yield _error(provision, f"« {provision.id} » a des peines antérieures et pas de peine")
        return
    for earlier in provision.earlier:
        if earlier.since is not None and earlier.since > earlier.until:
            yield _error(
                provision, f"une peine antérieure de « {provision.id} » finit avant de commencer"
            )
            return
    ordered = sorted(provision.earlier, key=lambda earlier: earlier.until)
    following: tuple[EarlierPenalty | Penalty, ...] = (*ordered[1:], provision.penalty)
    for before, after in zip(ordered, following, strict=True):
        yield from _next_maximum(provision, before, after)


def _next_maximum(
    provision: Provision, before: EarlierPenalty, after: EarlierPenalty | Penalty
) -> Iterator[KnowledgeError]:
    if after.since is None:
        message = (
            f"la peine de « {provision.id} » qui suit celle en vigueur jusqu'au "
            f"{_french(before.until)} ne dit pas depuis quand (depuis)"
        )
        yield _error(provision, message)
        return
    what = f"deux peines de « {provision.id} »"
    broken = _junction(before.until, after.since, what)
    if broken:
        yield _error(provision, broken)
    if _amounts(before) == _amounts(after):
        message = (
            f"la peine antérieure de « {provision.id} » jusqu'au {_french(before.until)} est la "
            f"même que la suivante"
        )
        yield _error(provision, message)


def _aggravated(provision: Provision) -> Iterator[KnowledgeError]:
    for number, penalty in enumerate(provision.aggravated):
        name = f"la peine aggravée « {penalty.id} » de « {provision.id} »"
        if provision.penalty is None:
            yield _error(provision, f"{name} suppose une peine (peine)")
        elif not _is_above(penalty, provision.penalty):
            yield _error(provision, f"{name} n'est pas au-dessus de la peine de l'article")
        if penalty.since and penalty.until and penalty.since > penalty.until:
            yield _error(provision, f"{name} finit avant de commencer")
        if penalty.since and provision.in_force_from and penalty.since < provision.in_force_from:
            yield _error(provision, f"{name} commence avant l'article lui-même")
        if penalty.id in (other.id for other in provision.aggravated[:number]):
            yield _error(provision, f"{name} est déclarée deux fois")


def _is_above(penalty: AggravatedPenalty, base: Penalty) -> bool:
    """Whether neither amount is below the article's own, and one is above."""
    fine, prison = penalty.fine_eur - base.fine_eur, penalty.prison_months - base.prison_months
    return min(fine, prison) >= 0 and max(fine, prison) > 0


def _provision_after(
    base: KnowledgeBase, provision: Provision, name: str
) -> Iterator[KnowledgeError]:
    before = base.sources.get(name)
    if not isinstance(before, Provision):
        known = [other.id for other in base.provisions()]
        yield _error(provision, f"texte inconnu : « {name} »{nearest(name, known)}")
        return
    if before.in_force_to is None or provision.in_force_from is None:
        message = (
            f"« {provision.id} » succède à « {name} » : il faut le dernier jour de l'un (jusqu_a) "
            f"et le premier de l'autre (depuis)"
        )
        yield _error(provision, message)
        return
    what = f"« {name} » et « {provision.id} »"
    broken = _junction(before.in_force_to, provision.in_force_from, what)
    if broken:
        yield _error(provision, broken)


def _rule_after(base: KnowledgeBase, rule_id: str, name: str) -> Iterator[KnowledgeError]:
    rule, before = base.rules[rule_id].rule, base.rules.get(name)
    if before is None:
        yield _error(rule, f"règle inconnue : « {name} »{nearest(name, base.rules)}")
        return
    if before.rule.until is None or rule.since is None:
        message = (
            f"« {rule_id} » succède à « {name} » : il faut le dernier jour de l'une (jusqu_a) et "
            f"le premier de l'autre (depuis)"
        )
        yield _error(rule, message)
        return
    broken = _junction(before.rule.until, rule.since, f"« {name} » et « {rule_id} »")
    if broken:
        yield _error(rule, broken)


def _junction(last: date, first: date, what: str) -> str | None:
    """Return what is wrong when a version does not begin the day after the last of the other."""
    if first > last + _DAY:
        return f"trou de dates entre {what}, du {_french(last + _DAY)} au {_french(first - _DAY)}"
    if first <= last:
        return f"dates qui se chevauchent entre {what}, du {_french(first)} au {_french(last)}"
    return None


def _amounts(penalty: Penalty | EarlierPenalty) -> tuple[int, int, int | None]:
    return penalty.fine_eur, penalty.prison_months, penalty.contravention_class


def _french(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _error(entry: Declaration, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
