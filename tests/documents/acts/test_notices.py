"""The sheet of the processing, the breach checklist, the staff note, who is aimed at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.documents.acts.catalogue import made_document, made_staff_note, titles
from expert.documents.outline import Blank, Heading
from knowledge import KnowledgeBase
from tests.documents.acts.complete import (
    answered,
    case,
    changed,
    chapter,
    incident,
    items,
    law,
    made,
    said,
    tables,
)

FOUR_ITEMS = (
    "Degré et mode de contribution",
    "Données traitées et leurs sources",
    "Paramètres, pondération et application à la situation",
    "Opérations effectuées",
)


def test_the_four_items_of_the_code_are_there_in_their_order() -> None:
    """CRPA R311-3-1-2: degree and mode, data and sources, parameters and weights, operations."""
    found = [b.text for b in made("fiche-traitement").blocks if isinstance(b, Heading)]
    assert [title for title in found if title in FOUR_ITEMS] == list(FOUR_ITEMS)


def test_every_answer_is_told_with_what_bears_it() -> None:
    (table,) = tables(chapter(made("fiche-traitement"), FOUR_ITEMS[1]))
    told = {row[0]: row[1:] for row in table.rows}
    assert told["Sait-on si le message vient bien de cette personne ?"] == (
        "La personne reconnaît avoir écrit ou publié",
        "pièce n° 5",
    )
    assert told["Y a-t-il eu plusieurs messages ou actes de ce genre ?"] == (
        "Non",
        "réponse de la personne qui instruit",
    )


def test_the_rules_that_held_are_told_with_their_level_and_what_they_led_to() -> None:
    found = tables(chapter(made("fiche-traitement"), FOUR_ITEMS[2]))
    rows = {row[0]: row[1:] for table in found for row in table.rows}
    reserve = rows[
        "Passer de la critique d'une action à l'attaque de la personne méconnaît la réserve."
    ]
    assert "(texte vérifié)" in reserve[0]
    assert reserve[1] == (
        "Manquement à l'obligation de réserve (P1a) : établi ; Manquement à l'obligation de "
        "réserve (P1b) : établi"
    )
    for rule, (source, concluded) in rows.items():
        assert source and concluded, rule
        assert concluded.endswith(("établi", "contesté")), rule


def test_the_person_reads_that_nothing_is_weighed_and_who_decided() -> None:
    text = said(made("fiche-traitement"))
    assert "aucun poids, aucune note, aucun total" in text
    assert "Saisine du conseil ou de l'instance : L'autorité qui décide" in text
    undecided = said(made("fiche-traitement", changed(decisions=())))
    assert "Aucune décision d'une personne n'est enregistrée au dossier à ce jour." in undecided


@pytest.mark.parametrize("missing", ["crpa-l311-3-1", "crpa-r311-3-1-2"])
def test_without_the_texts_that_ask_for_it_there_is_no_sheet(missing: str) -> None:
    sources = {name: source for name, source in law().sources.items() if name != missing}
    poorer: KnowledgeBase = replace(law(), sources=sources)
    assert "fiche-traitement" not in titles(poorer)
    assert "fiche-traitement" in titles(law())


def test_the_breach_checklist_gives_the_hours_of_the_incident() -> None:
    """Known on 02/11/2026 at 11 h: seventy-two hours end on 05/11/2026 at 11 h."""
    document = made_document(law(), "violation-donnees", incident("03-story-supprimee"))
    told = items(chapter(document, "Les heures de cet incident"))
    assert told[0].strong == "Notifier la violation de données à la CNIL"
    assert "05/11/2026" in told[0].text and "11 h" in told[0].text


def test_the_breach_checklist_stands_alone_and_quotes_nothing_of_the_incident() -> None:
    text = said(made("violation-donnees"))
    assert "rien ne montre que des données personnelles soient sorties" in text
    for kept in ("Durand", "Marchand", "cadre", "garce", "plannings", "facebook"):
        assert kept not in text
    assert case().id in text


def test_the_checklist_asks_to_decide_with_a_reason_to_record_and_to_tell() -> None:
    labels = [b.label for b in made("violation-donnees").blocks if isinstance(b, Blank)]
    for asked in (
        "Décision (notifier, ne pas notifier)",
        "Raison de la décision",
        "Inscrite au registre le",
        "Personnes informées le, par quel moyen",
        "Sinon, raison de ne pas les informer",
        "Si le délai est dépassé, raison du retard",
    ):
        assert asked in labels


def test_what_no_text_of_the_base_says_is_left_to_counsel() -> None:
    text = said(made("violation-donnees"))
    assert "n'est pas connu de la base : à vérifier par le délégué" in text
    assert "RGPD, art. 33 (texte vérifié)" in text and "RGPD, art. 34 (texte vérifié)" in text


def test_staff_are_told_what_the_tool_never_does() -> None:
    document = made_staff_note(law())
    (excluded, *others) = items(chapter(document, "Ce qu'il ne fait pas"))
    assert excluded.strong == "Usage exclu"
    assert excluded.text.startswith("La surveillance des comptes du personnel.")
    assert any("ne décide rien" in item.text for item in others)


@pytest.mark.parametrize("name", ["note-au-personnel", "violation-de-donnees", "fiche-traitement"])
def test_each_point_of_law_of_a_notice_shows_its_level(name: str) -> None:
    shown = {
        "note-au-personnel": made_staff_note(law()),
        "violation-de-donnees": made("violation-donnees"),
        "fiche-traitement": made("fiche-traitement"),
    }[name]
    text = said(shown)
    for point in law().documents[name].points:
        after = text.partition(point.text)[2]
        assert after, point.text
        if point.sources:
            line = after.splitlines()[1]
            assert line.startswith("  – Appui : ") and "(texte vérifié" in line, point.text


def test_a_caution_of_a_source_is_told_with_it() -> None:
    text = said(made_staff_note(law()))
    assert "RGPD, art. 5 et 6 (texte vérifié), mise en garde : L'article 6" in text


def test_who_is_aimed_at_reads_only_the_words_that_concern_them() -> None:
    """The second passage is moved to nobody: it opens nothing to the person aimed at."""
    (publication,) = case().incident["publications"]
    first, second = publication["passages"]
    elsewhere = {
        "id": "P1b",
        "verbatim": "« Le café est froid. »",
        "content_matter": "service_criticism",
        "outrageous_expression": "non",
        "imputes_precise_fact": "non",
        "target": "general_public",
    }
    of = answered(publications=[{**publication, "passages": [first, elsewhere]}])
    text = said(made("personne-visee", of))
    assert "a falsifié les plannings" in text
    assert "Le café est froid" not in text
    assert second["verbatim"] in said(made("personne-visee"))


def test_who_is_aimed_at_reads_texts_and_no_decision_known_by_a_note() -> None:
    text = said(made("personne-visee"))
    assert "Loi du 29 juillet 1881, art. 48, 3° (texte vérifié)" in text
    assert "connue par une note" not in text
    for word in ("nous vous conseillons", "sanction", "manquement"):
        assert word not in text.lower()
