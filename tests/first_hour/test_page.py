"""The page of the first hour: each answer has its gestures, hours are counted to the hour."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

import pytest

from expert.documents.markdown import layout as markdown
from expert.documents.outline import Bullets, Heading
from expert.documents.text import layout
from expert.first_hour import page, with_answers
from expert.incident import Answer, Incident, Key, Spot
from expert.interview.session import new_incident
from knowledge import KnowledgeBase, load_base
from tests.documents.test_readers import FORBIDDEN

NOW = datetime(2026, 11, 2, 17, 40)
CONTENT = ("patient", "minor", "intimate", "credentials", "threat")


@cache
def law() -> KnowledgeBase:
    return load_base()


def incident(**answers: Answer) -> Incident:
    return with_answers(law(), new_incident("Essai", NOW.date()), answers)


def told(now: datetime | None = NOW, **answers: Answer) -> str:
    """Return the page as text on one line."""
    return " ".join(layout(page(law(), incident(**answers), now), 100_000).split())


ANSWERS: dict[str, tuple[dict[str, Answer], tuple[str, ...], tuple[str, ...]]] = {
    "danger": (
        {"danger_person": "oui"},
        ("appelez les secours (15, 17 ou 112)", "art. L134-6", "La discipline attend"),
        ("Si vous craignez pour quelqu'un",),
    ),
    "no danger": ({"danger_person": "non"}, (), ("Quelqu'un paraît en danger",)),
    "danger unknown": (
        {"danger_person": None},
        ("Si vous craignez pour quelqu'un", "Craignez-vous pour la sécurité de quelqu'un"),
        ("Quelqu'un paraît en danger",),
    ),
    "online": (
        {"still_online": "oui"},
        ("encore visible : relevez l'adresse",),
        ("n'est plus visible", "Faites dire aujourd'hui"),
    ),
    "offline": (
        {"still_online": "non"},
        ("n'est plus visible", "n° 20VE01855"),
        ("relevez l'adresse exacte", "Faites dire aujourd'hui"),
    ),
    "online unknown": (
        {"still_online": None},
        ("Faites dire aujourd'hui",),
        ("relevez l'adresse exacte", "n'est plus visible"),
    ),
    "patient": (
        {"sensitive_content": ("patient",)},
        ("aucune copie ne circule", "Le délégué à la protection des données", "72 heures"),
        ("intime", "mot de passe ou un écran", "Une menace", "si l'on peut reconnaître"),
    ),
    "minor": (
        {"sensitive_content": ("minor",)},
        ("Un mineur est montré : ne copiez pas", "à la police ou au parquet"),
        ("arrêtez-vous là", "72 heures"),
    ),
    "a minor, intimate": (
        {"sensitive_content": ("minor", "intimate")},
        ("arrêtez-vous là. Aucune copie", "la police (17) ou le procureur de la République"),
        (),
    ),
    "intimate": (
        {"sensitive_content": ("intimate",)},
        ("L'image est intime ou sexuelle : ne la copiez pas",),
        ("mineur est", "72 heures"),
    ),
    "credentials": (
        {"sensitive_content": ("credentials",)},
        ("n'essayez pas cet accès", "changer tout mot de passe lisible", "sécurité informatique",
         "si des données de personnes ont pu être lues", "72 heures"),
        ("donnée de patient a pu sortir",),
    ),
    "threat": (
        {"sensitive_content": ("threat",)},
        ("Une menace est écrite", "appelez d'abord la police"),
        ("72 heures",),
    ),
    "nothing of the kind": (
        {"sensitive_content": ()},
        (),
        ("72 heures", "CNIL", "Une menace", "mineur", "Vous ne savez pas ce que montre"),
    ),
    "content unknown": (
        {"sensitive_content": None},
        ("n'en faites aucune copie", "si l'on peut reconnaître un patient", "72 heures"),
        ("Un mineur est montré", "donnée de patient a pu sortir"),
    ),
    "the reporter has it": (
        {"capture_holder": ("reporter",)},
        ("Vous détenez la capture",),
        ("Personne n'a de capture",),
    ),
    "the service has it": (
        {"capture_holder": ("service",)}, ("ne rien effacer",), ("ne lancez pas d'enquête",),
    ),
    "someone outside has it": (
        {"capture_holder": ("outside",)}, ("quelqu'un d'extérieur détient la capture",), (),
    ),
    "nobody has it": (
        {"capture_holder": ()},
        ("Personne n'a de capture", "n° 23DA02250"),
        ("Vous détenez", "ne lancez pas d'enquête"),
    ),
    "who has it is unknown": (
        {"capture_holder": None}, ("ne lancez pas d'enquête",), ("Personne n'a de capture",),
    ),
    "the hour is unknown": (
        {"known_since": None}, ("L'heure où un responsable a su n'est pas fixée",), (),
    ),
    "the hour is known": (
        {"known_since": NOW}, (), ("L'heure où un responsable a su n'est pas fixée",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "said", "unsaid"), ANSWERS.values(), ids=ANSWERS.keys())
def test_each_answer_has_its_gestures(
    answers: dict[str, Answer], said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    settled: dict[str, Answer] = {
        "danger_person": "non", "still_online": "non", "sensitive_content": (),
        "capture_holder": ("management",), "known_since": date(2026, 11, 2),
    }  # fmt: skip
    text = told(**{**settled, **answers})
    assert [sentence for sentence in said if sentence not in text] == []
    assert [sentence for sentence in unsaid if sentence in text] == []


def test_what_nobody_answered_is_read_as_unknown() -> None:
    assert told() == told(**dict.fromkeys(law().urgent_questions))


def test_what_is_never_left_out() -> None:
    """Not writing to the agent, not searching, keeping, noting the hour, passing on, today."""
    for answers in ({}, {"sensitive_content": CONTENT, "danger_person": "oui"}):
        text = told(**answers)
        for sentence in (
            "N'écrivez pas à l'agent",
            "Ne demandez pas le téléphone",
            "Gardez ce qui",
            "Notez le jour et l'heure",
            "ressources humaines ou la direction, aujourd'hui",
        ):
            assert sentence in text


@pytest.mark.parametrize(
    ("since", "now", "said"),
    [
        # 31 October has 31 days: 72 hours later is 3 November, same hour.
        (datetime(2026, 10, 31, 11, 0), datetime(2026, 11, 2, 17, 40),
         "avant le 03/11/2026 11 h 00, expire dans 17 heures"),
        (datetime(2026, 11, 29, 23, 30), datetime(2026, 11, 30, 0, 0),
         "avant le 02/12/2026 23 h 30, expire dans 71 heures"),
        (datetime(2028, 2, 27, 9, 5), datetime(2028, 2, 28, 9, 5),
         "avant le 01/03/2028 9 h 05, expire dans 48 heures"),
        (datetime(2026, 12, 30, 8, 0), datetime(2027, 1, 2, 7, 1),
         "avant le 02/01/2027 8 h 00, expire dans 59 minutes"),
        (datetime(2026, 12, 30, 8, 0), datetime(2027, 1, 2, 8, 0), "expiré à l'instant"),
        (datetime(2026, 10, 30, 11, 0), datetime(2026, 11, 2, 17, 40), "expiré depuis 6 heures"),
        (datetime(2026, 11, 3, 9, 0), datetime(2026, 11, 2, 17, 40), "encore à venir"),
        # Without an hour, counted from the first moment of the day: the earliest end.
        (date(2026, 10, 31), datetime(2026, 11, 2, 17, 40),
         "avant le 03/11/2026 0 h 00, expire dans 6 heures"),
    ],
)  # fmt: skip
def test_seventy_two_hours_to_the_hour_across_a_change_of_month(
    since: date, now: datetime, said: str
) -> None:
    text = told(now, sensitive_content=("patient",), known_since=since)
    assert text.count(said) == 2  # at the top of the page, and with the way it is counted
    assert "Compté, par prudence, de l'heure où un premier responsable a su" in text


def test_the_hours_run_from_the_hour_given_while_the_content_is_unknown() -> None:
    text = told(sensitive_content=None, known_since=datetime(2026, 10, 31, 11, 0))
    assert "avant le 03/11/2026 11 h 00, expire dans 17 heures" in text


def test_the_hour_kept_in_the_file_is_the_one_counted() -> None:
    found = incident(sensitive_content=("patient",), known_since=datetime(2026, 10, 31, 11, 0))
    moved = with_answers(law(), found, {"known_since": datetime(2026, 10, 31, 11, 0)})
    own = {**moved.answers, "breach_awareness": datetime(2026, 11, 1, 9, 0)}
    text = layout(page(law(), Incident("Essai", NOW.date(), own, moved.publications), NOW), 200)
    assert "avant le 04/11/2026 9 h 00, expire dans 39 heures" in text
    assert "par prudence" not in text


def test_without_a_clock_the_hours_left_are_given_as_a_range() -> None:
    text = told(None, sensitive_content=("patient",), known_since=datetime(2026, 11, 2, 11, 0))
    assert "expire dans 59 à 83 heures, selon l'heure de l'examen" in text


def test_every_gesture_is_marked_as_advice_or_names_its_source() -> None:
    blocks = list(page(law(), incident(sensitive_content=CONTENT, danger_person="oui"), NOW))
    titles = [b.text for b in blocks if isinstance(b, Heading)]
    assert titles == [
        "La première heure",
        "D'abord",
        "À ne pas faire",
        "À faire maintenant",
        "Qui prévenir, et quand",
        "Les heures",
        "Ce que vous ne savez pas encore",
    ]
    lists = [block for block in blocks if isinstance(block, Bullets)]
    for found in lists[:4]:
        for item in found.items:
            assert item.text.endswith("(conseil)") or re.search(r"\[[^\[\]]+\]$", item.text)


def test_the_page_concludes_nothing_and_uses_no_word_to_avoid() -> None:
    for content in (CONTENT, None, ()):
        for danger in ("oui", "non", None):
            said = told(sensitive_content=content, danger_person=danger, known_since=NOW).lower()
            found = {w: m[0] for w, form in FORBIDDEN.items() if (m := re.search(form, said))}
            assert found == {}
            for word in ("faute", "établi ", "injure", "diffam", "peine", "€"):
                assert word not in said


def test_markdown_says_the_same_and_the_title_of_the_incident_is_nowhere() -> None:
    hostile = new_incident("[x](http://a) \x1b[2J <b>", NOW.date())
    text = markdown(page(law(), hostile, NOW))
    assert text.startswith("# La première heure\n")
    assert "\x1b" not in text
    assert "http" not in text


def test_an_incident_already_qualified_keeps_what_its_answers_call_for() -> None:
    passage = Spot("P1", "P1")
    found = incident(danger_person="non").with_answer(Key("patient_state", passage), "minor")
    found = found.with_answer(Key("content_matter", passage), "patient_image")
    text = layout(page(law(), found, NOW), 200)
    assert "aucune copie ne circule" in text
    assert "Un mineur est montré" in text
