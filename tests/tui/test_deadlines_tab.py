"""The tab of delays: the same words as the documents, each reader's own first."""

from __future__ import annotations

from typing import Any

from tests.documents.examples import assessment, deadline
from tui.results.deadlines import deadline_paragraphs

OWN = {"label": "Engager la procédure", "unit": None, "actor": "employeur", "plan": "disciplinaire"}
OTHER = {"label": "Porter plainte", "actor": "personne", "plan": "penal"}


def said(profile: str, *found: dict[str, Any]) -> list[str]:
    lines = tuple(deadline(**changes) for changes in found)
    shown = deadline_paragraphs(assessment(deadlines=lines), profile)
    return [paragraph.text.plain for paragraph in shown]


def test_human_resources_read_theirs_under_a_title_of_its_own() -> None:
    shown = said("rh", OTHER, OWN)
    order = ["À tenir par l'établissement", "Engager la procédure", "Délais des autres"]
    assert [line for line in shown if line in order] == order
    assert "Délais des autres" not in said("juriste", OTHER, OWN)
    assert "Délais des autres" not in said("rh", OWN)


def test_each_kind_of_delay_has_its_headline() -> None:
    standing = {**OWN, "standing": "expire dans 10 jours"}
    assert "Jusqu'au 10/02/2027 (expire dans 10 jours) · plan disciplinaire" in said("rh", standing)
    assert "Au plus tard le 10/02/2027 (expire dans 10 jours) · plan disciplinaire" in said(
        "rh", {**standing, "direction": "before"}
    )
    window = {**OWN, "earliest": "2026-12-29", "standing": "pas avant le 29/12/2026, dans 39 jours"}
    assert "Pas avant le 29/12/2026 ni après le 10/02/2027 · plan disciplinaire" in said(
        "rh", window
    )
    wait = {**window, "ends": None, "prudent": None}
    assert "Pas avant le 29/12/2026, dans 39 jours · plan disciplinaire" in said("rh", wait)
    nothing = {**OWN, "starts": None, "ends": None, "prudent": None}
    assert "Date inconnue : le départ manque · plan disciplinaire" in said("rh", nothing)
    assert "Sans date · plan disciplinaire" in said("rh", {**nothing, "reference": True})


def test_a_manager_sees_only_what_has_to_be_signalled() -> None:
    assert "Aucun délai proche à signaler." in said("manager", OWN, OTHER)
    near = said("manager", {**OWN, "ends": "2026-12-18", "prudent": "2026-12-18"}, OTHER)
    assert "Engager la procédure" in near and "Porter plainte (P1a)" not in near


def test_an_uncertain_start_and_other_holidays_stand_out() -> None:
    shown = said(
        "juriste", {**OTHER, "uncertain_start": "Deux jours.", "elsewhere": ("Guyane : x",)}
    )
    assert "départ incertain : Deux jours." in shown
    assert "autres jours fériés : Guyane : x" in shown
