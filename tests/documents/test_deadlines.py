"""How delays are told: whose they are first, windows, backward days, what is past, never more."""

from __future__ import annotations

from typing import Any

import pytest

from expert.documents.deadline_words import to_signal, when
from expert.documents.text import render_text
from tests.documents.examples import assessment, deadline

OWN = {"id": "own", "label": "Engager la procédure", "unit": None, "actor": "employeur"}
SESSION = {
    **OWN,
    "direction": "before",
    "plan": "procedure",
    "starts": "2026-12-15",
    "ends": "2026-11-30",
    "prudent": "2026-11-27",
    "standing": "expire dans 10 jours",
}
WINDOW = {
    **OWN,
    "starts": "2026-12-24",
    "earliest": "2026-12-29",
    "ends": "2027-01-24",
    "prudent": "2027-01-22",
    "standing": "pas avant le 29/12/2026, dans 39 jours",
}


def told(*found: dict[str, Any], profile: str = "rh") -> str:
    lines = tuple(deadline(**changes) for changes in found)
    return render_text(assessment(deadlines=lines), profile, 500)


def test_human_resources_read_their_own_delays_first() -> None:
    """Even when another one ends before."""
    shown = told({"actor": "personne", "label": "Porter plainte"}, OWN)
    order = ["À tenir par l'établissement", "Engager la procédure", "Délais des autres",
             "Porter plainte"]  # fmt: skip
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    counsel = told({"actor": "personne", "label": "Porter plainte"}, OWN, profile="juriste")
    assert "Délais des autres" not in counsel
    assert counsel.index("Porter plainte") < counsel.index("Engager la procédure")


def test_a_backward_day_a_window_a_wait_and_a_reference() -> None:
    assert when(deadline(**SESSION)) == (
        "au plus tard le 30/11/2026 (expire dans 10 jours ; viser le 27/11/2026), "
        "pour le 15/12/2026"
    )
    assert when(deadline(**WINDOW)) == (
        "pas avant le 29/12/2026 ni après le 24/01/2027 (jour non ouvré : viser le 22/01/2027)"
    )
    wait = {**WINDOW, "ends": None, "prudent": None}
    assert when(deadline(**wait)) == "pas avant le 29/12/2026, dans 39 jours"
    assert when(deadline(reference=True, starts=None, ends=None)) == ""


def test_an_expired_delay_says_since_when_for_whom_and_on_which_plan() -> None:
    past = {
        **OWN,
        "plan": "penal",
        "expired": True,
        "ends": "2026-11-19",
        "standing": "expiré depuis le 19/11/2026 (1 jour)",
    }
    shown = told(past)
    assert (
        "délai expiré depuis le 19/11/2026 (1 jour) pour la personne visée (plan pénal)." in shown
    )
    assert "prescrit" not in shown.lower()


def test_a_disputed_start_the_count_and_other_holidays_are_told() -> None:
    shown = told(
        {
            "uncertain_start": "Deux responsables ont su à deux dates.",
            "computation": "2 mois, de quantième à quantième",
            "elsewhere": ("Guadeloupe : viser le 26/05/2027",),
            "interrupted_by": (),
        }
    )
    assert "Départ incertain : Deux responsables" in shown
    assert "Compté : 2 mois, de quantième à quantième" in shown
    assert "Autres jours fériés : Guadeloupe : viser le 26/05/2027" in shown
    assert "Interrompu par : aucune cause lue au dossier, à vérifier" in shown


@pytest.mark.parametrize(
    ("changes", "signalled"),
    [
        ({"actor": "employeur", "ends": "2026-12-20"}, True),
        ({"actor": "personne", "ends": "2026-12-20"}, True),
        ({"actor": "agent", "ends": "2026-12-20"}, False),
        ({"actor": "employeur", "ends": "2026-12-22"}, False),
        ({"actor": "employeur", "ends": "2026-11-05", "expired": True}, False),
        ({"actor": "employeur", "ends": "2026-11-05", "expired": True, "still_due": True}, True),
        ({"actor": "employeur", "starts": None, "ends": None}, False),
    ],
)
def test_a_manager_passes_on_what_is_near_or_still_due(
    changes: dict[str, Any], signalled: bool
) -> None:
    """Examined on 20 November 2026: 31 days lead to 21 December."""
    line = deadline(**changes)
    assert bool(to_signal([line], "2026-11-20")) == signalled
    assert (line.label in told(changes, profile="manager")) == signalled
