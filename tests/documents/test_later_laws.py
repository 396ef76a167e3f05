"""A law that came after the facts, as a reader is told it: applied when milder, else only told."""

from __future__ import annotations

from typing import Any

from expert.assessment.model import LaterLaw, PenaltyResult
from expert.documents.text import render_text
from tests.documents.examples import LAW, assessment
from tui.results.sanctions import sanction_paragraphs

MILDER = (
    "loi plus douce depuis le 01/01/2023, appliquée à des faits antérieurs (au jour des faits : "
    "900\u00a0€ d'amende)"
)
HARSHER = "loi plus sévère depuis le 01/01/2024 : elle ne s'applique pas à des faits antérieurs"


def later(sentence: str, **changes: Any) -> LaterLaw:
    values: dict[str, Any] = {
        "since": "2023-01-01",
        "status": "established",
        "punishable": True,
        "text": LAW.id,
        "fine_eur": 100,
        "prison_months": 0,
        "facts_fine_eur": 900,
        "facts_prison_months": 0,
        "sentence": sentence,
        "sources": (LAW.id,),
    }
    return LaterLaw(**{**values, **changes})


def penalty(**changes: Any) -> PenaltyResult:
    values: dict[str, Any] = {
        "conclusion": "injure-publique-agent",
        "label": "Injure publique",
        "status": "established",
        "fine_eur": 100,
        "prison_months": 0,
        "contravention_class": None,
        "complementary": (),
        "text": LAW.id,
        "unit": "P1a",
    }
    return PenaltyResult(**{**values, **changes})


def report(**changes: Any) -> str:
    shown = assessment().model_copy(update={"penalties": (penalty(**changes),)})
    return " ".join(render_text(shown, "juriste").split())


def test_a_milder_law_is_said_to_apply_with_its_source() -> None:
    said = report(milder=later(MILDER))
    told = " ".join(MILDER.split())
    assert f"Loi dans le temps : {told} [Loi du 29 juillet 1881, art. 33, al. 1]" in said
    assert "Maximum prévu par Loi du 29 juillet 1881, art. 33, al. 1, si l'infraction" in said


def test_a_harsher_law_is_said_not_to_apply() -> None:
    assert f"Loi dans le temps : {HARSHER}" in report(harsher=later(HARSHER))


def test_what_is_no_longer_punished_shows_no_amount() -> None:
    gone = later(MILDER, punishable=False, text=None, fine_eur=0)
    said = report(milder=gone, status="excluded", fine_eur=0)
    assert "écarté. Maximum prévu par" in said
    assert "si l'infraction est retenue : aucune peine." in said


def test_a_former_number_of_the_article_is_named() -> None:
    assert "art. 33, al. 1, alors article R624-4, si" in report(former_reference="article R624-4")


def test_the_application_tells_both_laws_and_their_sources() -> None:
    found = penalty(milder=later(MILDER), harsher=later(HARSHER))
    whole = assessment().model_copy(update={"penalties": (found,)})
    shown = [paragraph.text.plain for paragraph in sanction_paragraphs(whole, "juriste")]
    assert MILDER in shown
    assert HARSHER in shown
