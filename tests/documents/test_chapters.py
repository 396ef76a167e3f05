"""What each reader is told: worked out by hand from a hand-made assessment."""

from __future__ import annotations

import pytest

from expert.documents.text import render_text
from tests.documents.examples import assessment, breach, deadline, insult, unit

PROFILES = ("manager", "rh", "juriste", "contradiction")


def chapter(text: str, title: str) -> str:
    """Return the body of a chapter of a text report."""
    _, found, after = text.partition(f"\n{title.upper()}\n")
    assert found, f"no chapter {title}"
    body = after.partition("\n")[2]
    lines = []
    for line in body.splitlines():
        if line.isupper() and not line.startswith(("•", " ")):
            break
        lines.append(line)
    return "\n".join(lines).strip()


def test_counsel_reads_the_rule_the_facts_and_the_support() -> None:
    assert chapter(render_text(assessment(), "juriste"), "Plan pénal") == (
        "• Injure publique envers un agent public (P1a) : établi, texte vérifié. Le\n"
        "  passage peut être poursuivi comme injure publique.\n"
        "  – Règle : L'injure publique envers un agent relève de l'article 33. (Loi du 29\n"
        "    juillet 1881, art. 33, al. 1)\n"
        "  – Faits : expression outrageante : Oui"
    )


def test_a_contested_point_shows_both_readings_the_pieces_and_the_prudent_outcome() -> None:
    assert chapter(render_text(assessment(), "juriste"), "Plan disciplinaire") == (
        "• Manquement à la réserve (P1a) : contesté, décision connue par une note. La\n"
        "  réserve joue-t-elle ici ?\n"
        "  – Une lecture : Elle joue toujours. Alors : établi. (Cour de cassation,\n"
        "    10/09/2024, n° 23-84.135 (pharmacien ; note ; prudence))\n"
        "  – Une lecture : Elle ne joue pas. Alors : écarté.\n"
        "  – Pièces qui départagent : fiche de poste\n"
        "  – Issue prudente : Tenir pour applicable.\n"
        "  – Si rien de plus n'est prouvé : écarté"
    )


def test_a_penalty_is_a_maximum_and_conditional() -> None:
    assert chapter(
        render_text(assessment(), "juriste"), "Peines : le maximum que prévoit la loi"
    ) == (
        "Un maximum, sous condition : seul le juge pénal retient l'infraction et fixe la\n"
        "peine.\n"
        "\n"
        "• Injure publique envers un agent public (P1a) : établi. Maximum prévu par Loi\n"
        "  du 29 juillet 1881, art. 33, al. 1, si l'infraction est retenue : 12 000 €\n"
        "  d'amende.\n"
        "  – Peine complémentaire possible : travail d'intérêt général"
    )


def test_an_article_that_does_not_apply_says_its_first_missing_element() -> None:
    assert (
        chapter(
            render_text(assessment(), "juriste", 100),
            "Articles qui ne s'appliquent pas, et pourquoi",
        )
        == "• nombre : Non (il aurait fallu : Oui) : Loi du 29 juillet 1881, art. 33, al. 1 (P1b)"
    )


@pytest.mark.parametrize("profile", ["manager", "rh"])
def test_penalties_are_for_counsel_only(profile: str) -> None:
    text = render_text(assessment(), profile)
    assert "amende" not in text
    assert "emprisonnement" not in text
    assert "Maximum" not in text


def test_a_manager_sees_no_sanction_and_reads_the_gestures_first() -> None:
    text = render_text(assessment(), "manager")
    assert "blâme" not in text
    assert "groupe" not in text.lower()
    titles = [line for line in text.splitlines() if line.isupper()]
    assert titles[:3] == ["À NE PAS FAIRE", "À FAIRE MAINTENANT", "QUI PRÉVENIR"]
    assert titles[-2] == "JE TRANSMETS AUX RESSOURCES HUMAINES"
    assert chapter(text, "Qui prévenir") == (
        "• Le délégué aux données. Délai dépassé depuis le 05/11/2026 11 h 00 : le dire.\n"
        "  (règle de droit)\n"
        "\n"
        "Ce qui n'est pas suivi de « (règle de droit) » est un conseil, sans source de\n"
        "droit vérifiée."
    )


def test_others_read_the_source_of_a_gesture_or_that_it_is_advice() -> None:
    text = render_text(assessment(), "rh", 400)
    assert "• Gardez ce qui a été reçu. (conseil)" in text
    assert "le dire. [Loi du 29 juillet 1881, art. 33, al. 1]" in text


def test_human_resources_read_what_the_law_opens_and_that_nothing_is_chosen() -> None:
    text = render_text(assessment(), "rh")
    body = chapter(text, "Sanctions que la loi ouvre")
    assert body.startswith("Titulaire hospitalier. Qualif n'en choisit aucune.")
    assert "Échelle donnée pour information" in body
    assert "• Premier groupe : avertissement ; blâme" in body
    steps = chapter(text, "Procédure à suivre, étape par étape")
    assert "• Étape 1 : Informer du droit de se taire — pas encore faite" in steps
    assert "Quand : avant toute audition" in steps and "Si elle manque : Annulation." in steps


def test_a_deadline_says_for_whom_and_both_dates() -> None:
    assert chapter(render_text(assessment(), "juriste"), "Délais") == (
        "• Délai de presse (P1a) : pour la personne visée : du 10/11/2026 au 10/02/2027.\n"
        "  – Départ : Le délai court de la première mise en ligne.\n"
        "  – Interrompu par : citation directe\n"
        "  – Sans effet sur lui : plainte simple\n"
        "  – Texte : Loi du 29 juillet 1881, art. 33, al. 1"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"ends": "2026-11-01", "expired": True},
            "délai expiré depuis le 01/11/2026 pour la personne visée.",
        ),
        (
            {"ends": "2027-01-02", "prudent": "2026-12-31"},
            "au 02/01/2027 (jour non ouvré : viser le 31/12/2026).",
        ),
        ({"starts": None, "ends": None, "prudent": None}, "date de départ à établir."),
        ({"applies": "open"}, "S'il s'applique : à établir."),
        ({"certainty": "from-memory"}, "texte cité de mémoire, à vérifier"),
        (
            {"starts": "2026-11-02T11:00:00", "ends": "2026-11-05T11:00:00"},
            "du 02/11/2026 11 h 00 au 05/11/2026 11 h 00",
        ),
    ],
)
def test_a_deadline_is_never_said_wrongly(changes: dict[str, object], said: str) -> None:
    shown = render_text(assessment(deadlines=(deadline(**changes),)), "juriste", 400)
    assert said in shown


def test_a_manager_only_hears_of_a_deadline_within_a_month() -> None:
    far = render_text(assessment(), "manager")
    assert "DÉLAIS PROCHES" not in far
    near = deadline(ends="2026-12-20", prudent="2026-12-18")
    assert "20/12/2026" in render_text(assessment(deadlines=(near,)), "manager")


def test_the_same_conclusion_on_two_passages_is_told_once() -> None:
    both = assessment(conclusions=(breach(), breach(unit="P1b")))
    text = render_text(both, "rh")
    assert text.count("Manquement à la réserve") == 1
    assert "Manquement à la réserve (P1a, P1b)" in text


def test_a_single_passage_is_not_named() -> None:
    from expert.assessment.model import PublicationResult

    alone = assessment(publications=(PublicationResult(id="P1", units=(unit("P1"),)),))
    assert "(P1" not in render_text(alone, "juriste")


def test_values_of_an_open_slot_are_one_point_to_establish() -> None:
    values = [
        insult(
            id=f"acces={value}",
            label=f"Accès : {value}",
            status="open",
            support=None,
            proof=None,
            sentence=f"Accès : {value} : à établir.",
        )
        for value in ("public", "restreint")
    ]
    body = chapter(render_text(assessment(conclusions=tuple(values)), "rh"), "Plan pénal")
    assert body.splitlines()[0] == (
        "• Accès (P1a) : à établir. Restent possibles : public ; restreint."
    )


def test_advice_is_shown_as_advice() -> None:
    advised = insult(support="advice", layer="procedure")
    text = render_text(assessment(conclusions=(advised,)), "rh")
    assert " : conseil, sans source." in text
    assert "établi, conseil" not in text


def test_no_procedure_is_not_said_to_be_no_breach() -> None:
    headline = assessment().sanctionable
    barred = headline.model_copy(update={"status": "excluded", "breach": "open"})
    none = headline.model_copy(update={"status": "excluded", "breach": "excluded"})
    said = "Pas de manquement qui puisse être reproché"
    assert said not in render_text(assessment(sanctionable=barred), "rh")
    assert said in render_text(assessment(sanctionable=none), "rh")


def test_only_what_is_cited_is_listed_and_nothing_outside_the_registry() -> None:
    unknown = insult(sources=("inventee",), proof=None)
    text = render_text(assessment(conclusions=(unknown,), deadlines=(), excluded_texts=()), "rh")
    assert "inventee" not in text
    assert "Décisions connues" not in text
    counsel = render_text(assessment(), "juriste")
    listed = chapter(counsel, "Décisions connues").replace("\n  ", " ")
    assert listed.startswith("Connue par une note, texte à lire avant de citer\n")
    assert "appliquée à : pharmacien ; mise en garde : Extrait seulement" in listed
    assert "[cass-crim-2024-09-10-23-84135]" in listed


def test_a_reporter_who_is_party_gets_a_factual_report_only() -> None:
    only = insult(
        id="rapport-seul",
        label="Compte rendu seulement",
        layer="procedure",
        unit=None,
        sentence="Le dossier va à quelqu'un d'autre.",
    )
    from expert.assessment.model import PublicationResult

    party = assessment(
        conclusions=(only, insult(), breach()),
        publications=(PublicationResult(id="P1", units=(unit("P1", "« Menteur »"),)),),
    )
    for profile in PROFILES:
        text = render_text(party, profile)
        assert text.startswith("Rapport factuel : Un message\n")
        assert "| « Menteur »" in text
        assert "Statut de l'auteur : Titulaire" in text
        assert "plusieurs messages" not in text
        for absent in ("Injure", "réserve", "amende", "blâme", "MANQUEMENT", "Délai de presse"):
            assert absent not in text
        assert text.endswith("Mention de l'article L311-3-1.\n")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_report_ends_with_the_mention_and_scores_nothing(profile: str) -> None:
    text = render_text(assessment(), profile)
    assert text.endswith("\nMENTION\n-------\nMention de l'article L311-3-1.\n")
    for avoided in ("probabilité", "solidité", "score", "coupable", "%", "recommand", "préconis"):
        assert avoided not in text.lower()
