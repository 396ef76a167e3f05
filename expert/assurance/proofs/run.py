"""The proof of a whole base: every obligation, or some of them, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from expert.assurance.proofs.agreement import evaluators_agree
from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.forced import nothing_is_asked_once_forced
from expert.assurance.proofs.judge import SECONDS
from expert.assurance.proofs.limits import nothing_exceeds_its_text
from expert.assurance.proofs.model import Findings, Obligation, Report
from expert.assurance.proofs.monotonies import signed_relations_hold
from expert.assurance.proofs.order import order_changes_nothing
from expert.assurance.proofs.protected import protected_answers_never_worsen
from expert.assurance.proofs.questions import each_can_change_a_result
from expert.assurance.proofs.rules import can_fire, none_is_subsumed
from expert.assurance.proofs.second_opinion import is_available
from expert.assurance.proofs.slots import never_two_values, never_without_a_value
from expert.assurance.proofs.sources import sources_are_in_force
from expert.assurance.proofs.strata import no_cycle
from knowledge.base_model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Declared:
    """An obligation to prove: its id, its title, what exactly is proved, and how."""

    id: str
    title: str
    proves: str
    check: Callable[[Bench], Findings]


def _strata(bench: Bench) -> Findings:
    return no_cycle(bench.base, second_opinion=bench.second_opinion)


DECLARED = (
    Declared(
        "P1", "Chaque règle peut s'appliquer",
        "Pour chaque règle, un incident où elle s'applique sans être écartée.",
        can_fire,
    ),
    Declared(
        "P2", "Aucune règle ne répète les autres sans le dire",
        "Sans la règle, une conclusion au moins changerait dans un incident ; sinon la règle dit "
        "pourquoi elle reste (renforce).",
        none_is_subsumed,
    ),
    Declared(
        "P3", "Une case n'a jamais deux valeurs",
        "Dans tout incident et toute lecture du droit, quel que soit le nombre de publications.",
        never_two_values,
    ),
    Declared(
        "P4", "Une case a toujours une valeur",
        "Dans tout incident et toute lecture du droit ; « indéterminé » est une valeur.",
        never_without_a_value,
    ),
    Declared(
        "P5", "Les règles ne tournent pas en rond",
        "Un ordre existe dans lequel chaque terme ne repose que sur des termes déjà décidés, "
        "négations comprises.",
        _strata,
    ),
    Declared(
        "P6", "Chaque question peut changer un résultat",
        "Pour chaque réponse, deux incidents qui ne diffèrent que par elle et dont un résultat, un "
        "délai, une peine ou une pièce diffère.",
        each_can_change_a_result,
    ),
    Declared(
        "P7", "Rien n'est demandé quand tout est décidé",
        "Par construction là où le diagramme du résultat tient ; sur un tirage ailleurs.",
        nothing_is_asked_once_forced,
    ),
    Declared(
        "P8", "Les relations signées par le juriste tiennent",
        "Chaque relation de la base (preuves/), dans tout incident et toute lecture du droit, "
        "toutes les autres réponses étant les mêmes.",
        signed_relations_hold,
    ),
    Declared(
        "P9", "Rien au-dessus des textes",
        "Aucune peine au-dessus du maximum de son article, aucune sanction hors des groupes du "
        "statut, à chaque période.",
        nothing_exceeds_its_text,
    ),
    Declared(
        "P10", "Une réponse protégée n'aggrave rien",
        "Répondre « oui » à une question protégée ne fait apparaître aucune faute, infraction, "
        "peine aggravée ni élément à charge.",
        protected_answers_never_worsen,
    ),
    Declared(
        "P11", "Un texte en vigueur derrière chaque règle",
        "À chaque période où une règle peut s'appliquer, une de ses sources est en vigueur.",
        sources_are_in_force,
    ),
    Declared(
        "P12", "Les évaluateurs disent la même chose",
        "Diagrammes et z3, dans tout incident d'un passage ; mondes, référence et experta, sur un "
        "tirage.",
        evaluators_agree,
    ),
    Declared(
        "P13", "Ni l'ordre ni le moment ne comptent",
        "Le même rapport, au caractère près, quel que soit l'ordre des réponses ; sur un tirage.",
        order_changes_nothing,
    ),
)  # fmt: skip


def prove(
    base: KnowledgeBase,
    wanted: Iterable[str] = (),
    *,
    second_opinion: bool | None = None,
    day: date | None = None,
    incidents: int = 300,
    seed: int = 0,
    seconds: float = SECONDS,
    begins: Callable[[Declared], None] = lambda _: None,
) -> Report:
    """Prove the obligations `wanted` (all of them, by default) of a base.

    `second_opinion`: None asks z3 where it is installed. `day` is the day of the examination, by
    default the day the base states the law. `incidents` is the number of incidents experta runs,
    `seed` draws those of every sample, `seconds` bounds each question to z3.
    `begins` is told of each obligation before it is proved.

    Raises:
        DisagreementError: two provers say the contrary of each other.
    """
    asked = is_available() if second_opinion is None else second_opinion
    bench = Bench(base, day or base.law_as_of, asked, seconds, incidents, seed)
    chosen = set(wanted) or {declared.id for declared in DECLARED}
    return Report(
        version=base.version,
        digest=base.digest,
        day=bench.day.isoformat(),
        second_opinion=asked,
        obligations=tuple(_proved(bench, chosen, begins)),
    )


def _proved(
    bench: Bench, chosen: set[str], begins: Callable[[Declared], None]
) -> Iterator[Obligation]:
    for declared in DECLARED:
        if declared.id in chosen:
            begins(declared)
            start = perf_counter()
            found = declared.check(bench)
            yield Obligation(
                id=declared.id,
                title=declared.title,
                proves=declared.proves,
                outcome=found.outcome,
                checked=found.checked,
                checked_as=found.checked_as,
                methods=tuple(sorted(found.methods)),
                failures=tuple(found.failures),
                unproved=tuple(found.unproved),
                alone=tuple(found.alone),
                sampled=tuple(found.sampled),
                remarks=tuple(found.remarks),
                seconds=round(perf_counter() - start, 2),
            )
