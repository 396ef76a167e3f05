"""Milder criminal law on small invented laws: what a later law changes for earlier facts.

Every base has one offence, « faute » punished by « article », and each test says how the law moved
between the facts (2020) and the examination (2026). Expected outcomes are worked out by hand from
one sentence: a later harsher law never applies to earlier facts, a later milder one does.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert.assessment.conclusions import Concluder
from expert.assessment.model import LaterLaw, PenaltyResult
from expert.assessment.penalties import penalties
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from tests.support.small_bases import FACT, HEADER, atom, rule, write_base, yes_no

FACTS_DAY, EXAMINED = date(2020, 6, 1), date(2026, 6, 1)
DATE = {"fait": "first_online_date", "portee": "publication", "type": "date", **FACT}
AFTER = "2023-01-01"
LAST = "2022-12-31"


def article(**more: Any) -> dict[str, Any]:
    return {"texte": "article", "reference": "Article 1", "dit": "x", "niveau": "verifie", **more}


def shown(folder: Path, texts: list[dict[str, Any]], day: Any = FACTS_DAY, **parts: Any) -> Any:
    """Return the penalties of one incident whose fact `acte` is answered yes."""
    declared = {
        "faits": [DATE, *yes_no("acte", "excuse")],
        "conclusions": [atom("faute", peine=["article"])],
        "regles": [rule("faute-simple", {"acte": "oui"}, "faute")],
        "textes": [*HEADER["textes"], *texts],
        **parts,
    }
    base = write_base(folder, **declared)
    answers = {"acte": "oui", "excuse": "oui"}
    passage = Passage("P1", answers=answers)
    dated = {"first_online_date": day} if day else {}
    publication = Publication("P1", answers=dated, passages=(passage,))
    incident = Incident("Essai", EXAMINED, publications=(publication,), publications_closed=True)
    situation = situate(compile_base(base, EXAMINED), incident)
    concluder = Concluder(situation, Prover(EngineTruths(situation)), Statuses(situation))
    return list(penalties(concluder))


def only(found: list[PenaltyResult]) -> PenaltyResult:
    (penalty,) = found
    return penalty


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the article whose maximum changed on the first day of 2023."""
    return article(
        peine={**after, "depuis": AFTER}, peines_anterieures=[{**before, "jusqu_a": LAST}]
    )


LOW, HIGH = {"amende_eur": 100, "prison_mois": 1}, {"amende_eur": 900, "prison_mois": 9}


def test_a_lowered_maximum_applies_to_earlier_facts(tmp_path: Path) -> None:
    found = only(shown(tmp_path, [moved(HIGH, LOW)]))
    assert (found.fine_eur, found.prison_months, found.status) == (100, 1, "established")
    assert found.milder is not None and found.harsher is None
    assert (found.milder.since, found.milder.status, found.milder.punishable) == (
        AFTER, "established", True,
    )  # fmt: skip
    assert (found.milder.facts_fine_eur, found.milder.facts_prison_months) == (900, 9)
    assert found.milder.sentence == (
        "loi plus douce depuis le 01/01/2023, appliquée à des faits antérieurs (au jour des "
        "faits : 9 mois d'emprisonnement et 900\u00a0€ d'amende)"
    )


def test_a_raised_maximum_never_applies_to_earlier_facts(tmp_path: Path) -> None:
    found = only(shown(tmp_path, [moved(LOW, HIGH)]))
    assert (found.fine_eur, found.prison_months, found.milder) == (100, 1, None)
    assert found.harsher is not None
    assert found.harsher.sentence == (
        "loi plus sévère depuis le 01/01/2023 (9 mois d'emprisonnement et 900\u00a0€ d'amende) : "
        "elle ne s'applique pas à des faits antérieurs"
    )


@pytest.mark.parametrize(
    ("day", "fine"),
    [(date(2022, 12, 31), 100), (date(2023, 1, 1), 900), (date(2023, 1, 2), 900), (None, 900)],
)
def test_the_maximum_is_that_of_the_day_of_the_facts(
    tmp_path: Path, day: date | None, fine: int
) -> None:
    found = only(shown(tmp_path, [moved(LOW, HIGH)], day))
    assert found.fine_eur == fine
    assert (found.harsher is not None) == (fine == 100)


def test_less_prison_and_more_fine_cannot_be_compared(tmp_path: Path) -> None:
    less_prison = {"amende_eur": 5000, "prison_mois": 1}
    found = only(shown(tmp_path, [moved(HIGH, less_prison)]))
    assert (found.fine_eur, found.prison_months) == (900, 9)
    assert found.milder is not None
    assert (found.milder.status, found.milder.punishable) == ("contested", True)
    assert "n'est ni plus douce ni plus sévère en tout" in found.milder.sentence


def test_the_mildest_of_several_later_laws_applies(tmp_path: Path) -> None:
    versions = [
        {**HIGH, "jusqu_a": "2021-12-31"},
        {**LOW, "depuis": "2022-01-01", "jusqu_a": LAST},
    ]
    now = {"amende_eur": 500, "prison_mois": 5, "depuis": AFTER}
    found = only(shown(tmp_path, [article(peine=now, peines_anterieures=versions)]))
    assert (found.fine_eur, found.prison_months) == (100, 1)
    assert found.milder is not None and found.milder.since == "2022-01-01"


def test_what_is_no_longer_an_offence_is_no_longer_punished(tmp_path: Path) -> None:
    repealed = [rule("faute-simple", {"acte": "oui"}, "faute", jusqu_a=LAST)]
    found = only(shown(tmp_path, [article(peine=HIGH)], regles=repealed))
    assert (found.status, found.fine_eur, found.prison_months) == ("excluded", 0, 0)
    assert found.milder is not None and not found.milder.punishable
    assert "ne sont plus punis à ce titre" in found.milder.sentence


def test_an_excuse_created_later_is_a_milder_law(tmp_path: Path) -> None:
    excused = [
        rule("faute-simple", {"acte": "oui"}, "faute"),
        {**rule("excusee", {"excuse": "oui"}, "excusee", depuis=AFTER), "ecarte": "faute-simple"},
    ]
    found = only(
        shown(
            tmp_path,
            [article(peine=HIGH)],
            regles=excused,
            conclusions=[atom("faute", peine=["article"]), atom("excusee")],
        )
    )
    assert found.status == "excluded"
    assert found.milder is not None and found.milder.since == AFTER


def test_an_offence_taken_over_by_another_of_its_family_is_still_punished(tmp_path: Path) -> None:
    other = {**article(peine={"amende_eur": 400, "prison_mois": 4}), "texte": "article-2"}
    found = only(
        shown(
            tmp_path,
            [article(peine=HIGH), other],
            conclusions=[
                atom("faute", peine=["article"], famille=["fautes"]),
                atom("faute-nouvelle", peine=["article-2"], famille=["fautes"]),
            ],
            regles=[
                rule("ancienne", {"acte": "oui"}, "faute", jusqu_a=LAST),
                rule("nouvelle", {"acte": "oui"}, "faute-nouvelle", depuis=AFTER),
            ],
        )
    )
    assert (found.status, found.text) == ("established", "article-2")
    assert (found.fine_eur, found.prison_months) == (400, 4)


def test_what_took_over_may_become_milder_in_its_turn(tmp_path: Path) -> None:
    other = {
        **article(peine={"amende_eur": 40, "prison_mois": 0, "depuis": "2025-01-01"}),
        "texte": "article-2",
        "peines_anterieures": [{"amende_eur": 400, "prison_mois": 4, "jusqu_a": "2024-12-31"}],
    }
    found = only(
        shown(
            tmp_path,
            [article(peine=HIGH), other],
            conclusions=[
                atom("faute", peine=["article"], famille=["fautes"]),
                atom("faute-nouvelle", peine=["article-2"], famille=["fautes"]),
            ],
            regles=[
                rule("ancienne", {"acte": "oui"}, "faute", jusqu_a=LAST),
                rule("nouvelle", {"acte": "oui"}, "faute-nouvelle", depuis=AFTER),
            ],
        )
    )
    assert (found.text, found.fine_eur, found.prison_months) == ("article-2", 40, 0)
    assert found.milder is not None and found.milder.since == "2025-01-01"


def test_a_contested_later_law_is_told_as_contested(tmp_path: Path) -> None:
    zone = {
        "zone": "Z", "question": "x ?", "prudente": "x", "pieces": ["x"],
        "lectures": [{"lecture": "oui", "enonce": "x"}, {"lecture": "non", "enonce": "x"}],
    }  # fmt: skip
    debated = rule("apres", {"acte": "oui"}, "faute", depuis=AFTER, conteste="Z", succede_a="avant")
    found = only(
        shown(
            tmp_path,
            [article(peine=HIGH)],
            zones=[zone],
            regles=[rule("avant", {"acte": "oui"}, "faute", jusqu_a=LAST), debated],
        )
    )
    assert (found.status, found.fine_eur) == ("established", 900)
    assert found.milder is not None and found.milder.status == "contested"
    assert "il est discuté que la loi en vigueur depuis le 01/01/2023" in found.milder.sentence


def test_a_limitation_keeps_the_real_dates(tmp_path: Path) -> None:
    """Read as if the facts were of 2023, ten years would not have run: they must keep running."""
    limited = {"acte": "oui", "first_online_date": {"moins_de": {"ans": 10}}}
    found = only(
        shown(tmp_path, [moved(LOW, HIGH)], regles=[rule("faute-simple", limited, "faute")])
    )
    assert found.harsher is not None and found.milder is None


def test_an_aggravation_that_came_later_is_not_counted(tmp_path: Path) -> None:
    higher = {"aggravation": "nuit", "libelle": "de nuit", **HIGH, "depuis": AFTER}
    found = only(
        shown(
            tmp_path,
            [article(peine=LOW, peines_aggravees=[higher])],
            conclusions=[
                atom(
                    "faute",
                    peine=["article"],
                    aggravation_si={"article": {"nuit": {"acte": "oui"}}},
                )
            ],
        )
    )
    assert (found.fine_eur, found.aggravations, found.milder) == (100, (), None)
    assert found.harsher is not None and found.harsher.fine_eur == 900


def test_an_aggravation_that_ended_no_longer_counts(tmp_path: Path) -> None:
    higher = {"aggravation": "nuit", "libelle": "de nuit", **HIGH, "jusqu_a": LAST}
    offence = atom(
        "faute", peine=["article"], aggravation_si={"article": {"nuit": {"acte": "oui"}}}
    )
    found = only(
        shown(tmp_path, [article(peine=LOW, peines_aggravees=[higher])], conclusions=[offence])
    )
    assert (found.fine_eur, found.prison_months) == (100, 1)
    assert found.milder is not None and found.milder.facts_fine_eur == 900


def test_a_harsher_law_is_told_from_its_first_day(tmp_path: Path) -> None:
    """Another text of the offence changes later, and changes nothing: the day told is 2023."""
    other = {
        **article(peine={**LOW, "depuis": "2025-01-01"}),
        "texte": "article-2",
        "peines_anterieures": [{"amende_eur": 50, "jusqu_a": "2024-12-31"}],
    }
    offence = atom("faute", peine=["article", "article-2"], peine_si={"article-2": {"acte": "non"}})
    found = only(shown(tmp_path, [moved(LOW, HIGH), other], conclusions=[offence]))
    assert found.harsher is not None and found.harsher.since == AFTER


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2024, 1, 1)])
def test_a_law_that_did_not_change_since_the_facts_says_nothing(tmp_path: Path, day: date) -> None:
    found = only(shown(tmp_path, [moved(HIGH, LOW)], day))
    assert (found.milder, found.harsher, found.fine_eur) == (None, None, 100)


def test_the_principle_is_cited_with_its_level(tmp_path: Path) -> None:
    found = only(shown(tmp_path, [moved(HIGH, LOW)], loi_plus_douce="memoire"))
    assert isinstance(found.milder, LaterLaw)
    assert found.milder.sources == ("memoire",)
    assert found.cited() == ("article", "memoire")
