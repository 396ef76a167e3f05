"""The cards: every network and every theme of the founding documents, and nothing unsupported."""

from __future__ import annotations

import pytest

from expert.command.main import main
from knowledge import KnowledgeBase, load_base
from knowledge.models.prevention import THEME_FR

NETWORKS = (
    "facebook", "x_twitter", "instagram", "snapchat", "whatsapp", "telegram", "linkedin", "viadeo",
    "youtube", "tiktok",
)  # fmt: skip
"""The networks of the founding documents."""

TOLD_OF_A_NETWORK = ("Nature", "Visibilité usuelle", "Sécurité", "Utilité pour un hôpital")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.mark.dossier("fondatrices:F01")
@pytest.mark.parametrize("network", NETWORKS)
def test_each_network_has_its_card(base: KnowledgeBase, network: str) -> None:
    (card,) = (card for card in base.cards.values() if network in card.networks)
    headings = [point.heading for point in card.points]
    assert [told for told in TOLD_OF_A_NETWORK if told not in headings] == []


@pytest.mark.dossier("fondatrices:F02")
def test_what_holds_for_every_network_starts_with_freedom_of_expression(
    base: KnowledgeBase,
) -> None:
    first = base.cards["reseaux-en-general"].points[0]
    assert first.text.startswith("La liberté d'expression est le principe")
    assert first.sources == ("cgfp-l111-1",)


@pytest.mark.dossier(
    "fondatrices:F03", "fondatrices:F10", "fondatrices:F11", "fondatrices:F13", "fondatrices:F18",
    "fondatrices:F32",
)  # fmt: skip
@pytest.mark.parametrize(
    ("card", "row", "words"),
    [
        ("reponse-graduee", "F03", ["comme patient", "rappel oral", "procédure disciplinaire"]),
        ("smartphone", "F10", ["poste", "réunion", "pauses", "gants", "Enregistrer", "image"]),
        ("courriel", "F11", ["personnel", "signature", "Répondre à tous", "copies", "objet"]),
        ("encadrement", "F13", ["règles simples", "exemple", "Télémédecine", "besoins"]),
        ("risque-numerique", "F18", ["fonctions", "version d'un logiciel", "QR", "mot de passe"]),
        ("bonnes-pratiques", "F32", ["Guide", "images", "accueil", "Contrats", "Formation"]),
    ],
)
def test_each_card_says_what_its_row_lists(
    base: KnowledgeBase, card: str, row: str, words: list[str]
) -> None:
    found = base.cards[card]
    assert f"fondatrices:{row}" in found.dossier
    said = " ".join(f"{point.heading or ''} {point.text}" for point in found.points).lower()
    assert [word for word in words if word.lower() not in said] == []


def test_a_point_without_source_is_told_as_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prevention", "fiches", "graduée"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert text.startswith("Un point sans appui est un conseil, sans source de droit.")
    assert "n° 08-43.057 (connue par une note, texte à lire avant de citer ; appliquée à" in text


def test_every_card_is_read_in_both_forms(
    base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {card.theme for card in base.cards.values()} == set(THEME_FR)
    for form in ("texte", "markdown"):
        assert main(["prevention", "fiches", "--format", form]) == 0
        text = capsys.readouterr().out.replace("\\", "")
        assert all(card.title in text for card in base.cards.values())
    sources = {s for card in base.cards.values() for point in card.points for s in point.sources}
    assert all(base.sources[source].is_citable for source in sources)


def test_cards_are_searched_without_accents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prevention", "fiches", "SECURITE", "stories"]) == 0
    found = capsys.readouterr().out
    assert "Instagram" in found
    assert "Viadeo" not in found
    assert main(["prevention", "fiches", "zzzz"]) == 0
    assert capsys.readouterr().out == "Aucune fiche ne dit tous ces mots.\n"
