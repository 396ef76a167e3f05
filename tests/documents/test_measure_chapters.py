"""The chapters of what may follow: whom to tell, what counts, what was observed. By hand."""

from __future__ import annotations

import pytest

from expert.assessment.model import (
    IndicatorResult,
    ObservedResult,
    OutsiderResult,
    Proportionality,
    SanctionGroupResult,
    Sanctions,
)
from expert.documents.text import render_text
from tests.documents.examples import DECISION, assessment
from tests.documents.test_chapters import chapter

GROUP = SanctionGroupResult(
    id="g",
    label="Après avis",
    sanctions=("exclusion de deux mois au plus",),
    body="Commission",
    sources=(),
    body_binds=False,
)
SCALE = Sanctions(
    status="x", scale="e", label="Contractuel", authority="Le directeur", groups=(GROUP,)
)


def outsider(*, advice: bool) -> Sanctions:
    told = OutsiderResult(
        told="L'hôpital ne sanctionne pas, il signale à l'agence.",
        inform=("l'agence",),
        possible=("mettre fin à la mission",),
        avoid=("notifier un blâme",),
        advice=advice,
        sources=() if advice else (DECISION.id,),
    )
    return Sanctions(status="x", scale=None, label="Inconnu", authority=None, outsider=told)


def indicator(bearing: str, label: str, status: str = "established") -> IndicatorResult:
    return IndicatorResult.model_validate(
        {
            "conclusion": label,
            "label": label,
            "bearing": bearing,
            "status": status,
            "unit": None,
            "sentence": f"{label} a été relevé.",
            "sources": (DECISION.id,) if status == "established" else (),
        }
    )


def observed(number: int, *, same: bool) -> ObservedResult:
    return ObservedResult(
        source=DECISION.id,
        reference=f"Décision {number}",
        applied_to="policier",
        measure="blâme",
        outcome="annulled_proof",
        likeness="Injure",
        same_status=same,
        caution="Extrait seulement.",
    )


def test_who_is_not_sanctioned_here_is_said_first_with_whom_to_tell() -> None:
    text = render_text(assessment(sanctions=outsider(advice=True)), "rh")
    body = chapter(text, "Sanctions que la loi ouvre")
    assert body.startswith("L'hôpital ne sanctionne pas, il signale à l'agence.")
    assert "• Qui informer : l'agence" in body and "• À ne pas faire : notifier un blâme" in body
    assert "Appui : conseil, sans source au dossier." in body
    assert "CE QUI COMPTE" not in text


def test_an_entry_with_a_text_says_that_the_rest_is_advice() -> None:
    body = chapter(
        render_text(assessment(sanctions=outsider(advice=False)), "rh"),
        "Sanctions que la loi ouvre",
    )
    assert f"Texte : {DECISION.reference} ; le reste : conseil." in " ".join(body.split())


def test_the_opinion_is_said_not_to_bind() -> None:
    body = chapter(render_text(assessment(sanctions=SCALE), "rh"), "Sanctions que la loi ouvre")
    assert "Avis : Commission (avis qui ne lie pas)" in body


def test_indicators_stand_side_by_side_and_an_open_one_is_only_named() -> None:
    found = Proportionality(
        indicators=(
            indicator("against", "Répétition"),
            indicator("for", "Regrets", "open"),
            indicator("annulment", "Premier fait"),
        )
    )
    text = render_text(assessment(sanctions=SCALE, proportionality=found), "juriste")
    body = chapter(text, "Ce qui compte pour et contre")
    against, rest = body.split("Retenu en sa faveur")
    in_favour, alerts = rest.split("Alertes : là où des juges ont annulé")
    alerts = " ".join(alerts.split())
    assert "• Répétition : Répétition a été relevé." in against
    assert "Rien n'est établi" in in_favour and "À établir : Regrets." in in_favour
    assert "appliquée à : pharmacien" in alerts and "Prudence : Extrait seulement." in alerts


@pytest.mark.parametrize(("profile", "shown"), [("rh", 6), ("juriste", 9)])
def test_counsel_reads_every_decision_and_human_resources_a_few(profile: str, shown: int) -> None:
    decisions = tuple(observed(n, same=n < 2) for n in range(9))
    found = Proportionality(observed=decisions, caution="Aucun taux.")
    text = render_text(assessment(sanctions=SCALE, proportionality=found), profile)
    body = chapter(text, "Ce qui compte pour et contre")
    assert "Une référence, jamais un modèle. Aucun taux." in body
    assert body.count("• blâme : annulée, faits non prouvés (Injure)") == shown
    assert ("3 autres décisions sont dans le rapport du juriste." in body) == (profile == "rh")
