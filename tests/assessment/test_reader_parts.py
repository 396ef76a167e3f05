"""Gestures, griefs and attacks: what is shown, when, and what the file is said to answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.incident import Incident, Passage, Publication
from knowledge import KnowledgeBase, load_base
from tests.support.small_bases import FACT, atom, rule, write_base, yes_no

READERS = [
    {"profil": "juriste", "libelle": "Juriste"},
    {"profil": "manager", "libelle": "Cadre"},
    {"profil": "contradiction", "libelle": "Contradiction", "buts_de": "juriste"},
]


def gesture(name: str, **more: Any) -> dict[str, Any]:
    """Return a piece of advice for the manager."""
    return {
        "geste": name,
        "dit": f"Geste {name}.",
        "sens": "faire",
        "pour": ["manager"],
        "conseil": "oui",
        **more,
    }


def attack(name: str, rank: int = 1, **more: Any) -> dict[str, Any]:
    """Return an attack that the file answers when `p` holds."""
    return {
        "attaque": name,
        "rang": str(rank),
        "titre": name,
        "argument": "Rien ne le prouve.",
        "repond_si": {"c": "oui"},
        "si_fermee": "Fermée.",
        "si_ouverte": "Ouverte.",
        "si_contestee": "Contestée.",
        "si_contraire": "Contraire.",
        "pieces": ["une pièce"],
        "sources": ["verifie"],
        **more,
    }


def small(folder: Path, **parts: Any) -> KnowledgeBase:
    """Return a base of one incident fact, one passage fact and what follows from them."""
    danger = {
        "fait": "danger",
        "portee": "incident",
        "type": "oui-non",
        **FACT,
        "descriptif": "oui",
    }
    given = {
        "profils": READERS,
        "faits": [*yes_no("p", "q", scope="incident"), *yes_no("mot"), danger],
        "conclusions": [
            atom("c", "incident"),
            *(
                atom(name, scope)
                for name, scope in (
                    ("sanctionable", "incident"), ("manquement", "incident"),
                    ("preuve-utilisable", "incident"), ("protection-opposee", "incident"),
                    ("delai-disciplinaire-ouvert", "incident"), ("autorite-competente", "incident"),
                    ("diffamation", "passage"), ("injure", "passage"),
                    ("denigrement", "passage"), ("opinion", "passage"),
                )
            ),
            {**atom("acces", "publication"), "valeurs": {"public": "x", "restreint": "y"}},
            {
                **atom("temps-de-service", "publication"),
                "valeurs": {"en-service": "x", "hors-service": "y"},
            },
            {**atom("reproche", "passage"), "plan": "disciplinaire"},
            {**atom("autre-reproche", "passage"), "plan": "disciplinaire"},
        ],
        "regles": [
            rule("r", {"p": "oui"}, "c"),
            rule("reproche-r", {"mot": "oui"}, "reproche"),
            rule("autre-r", {"q": "oui"}, "autre-reproche"),
        ],
    }  # fmt: skip
    return write_base(folder, **{**given, **parts})


def incident(answers: dict[str, Any] | None = None, **words: Any) -> Incident:
    """Return an incident of one passage."""
    return Incident(
        title="Essai",
        examined_on=date(2026, 11, 20),
        answers=answers or {},
        publications=(Publication("P1", (Passage("P1", words),), {}),),
        publications_closed=True,
    )


def shown(base: KnowledgeBase, answers: dict[str, Any], reader: str = "manager") -> list[str]:
    return [g.id for g in assess(base, incident(answers), reader).gestures]


def test_a_gesture_is_shown_when_its_condition_holds_and_not_while_it_is_unknown(
    tmp_path: Path,
) -> None:
    base = small(tmp_path, gestes=[gesture("g", si={"p": "oui"})])
    assert shown(base, {"p": "oui"}) == ["g"]
    assert shown(base, {"p": "non"}) == []
    assert shown(base, {}) == []
    assert shown(base, {"p": None}) == []


def test_a_prudent_gesture_is_shown_while_it_is_unknown_too(tmp_path: Path) -> None:
    base = small(tmp_path, gestes=[gesture("g", si={"p": "oui"}, dans_le_doute="oui")])
    assert shown(base, {"p": "oui"}) == shown(base, {}) == shown(base, {"p": None}) == ["g"]
    assert shown(base, {"p": "non"}) == []


def test_a_gesture_may_read_an_answer_that_no_rule_reads(tmp_path: Path) -> None:
    base = small(
        tmp_path,
        gestes=[
            gesture("secours", reponses={"danger": "oui"}),
            gesture("sinon", reponses={"danger": "non"}, dans_le_doute="oui"),
        ],
    )
    assert shown(base, {"danger": "oui"}) == ["secours"]
    assert shown(base, {"danger": "non"}) == ["sinon"]
    assert shown(base, {}) == ["sinon"]


def test_a_gesture_is_for_its_readers_in_the_order_of_the_base(tmp_path: Path) -> None:
    base = small(
        tmp_path,
        gestes=[gesture("b"), gesture("a"), gesture("droit", pour=["juriste"])],
    )
    assert shown(base, {}) == ["b", "a"]
    assert shown(base, {}, "juriste") == ["droit"]


def test_advice_law_and_weak_law_are_told_apart(tmp_path: Path) -> None:
    sourced = {"conseil": "non"}
    base = small(
        tmp_path,
        gestes=[
            gesture("conseil"),
            gesture("droit", **sourced, sources=["verifie"]),
            gesture("memoire", **sourced, sources=["memoire"]),
        ],
    )
    found = {g.id: g.support for g in assess(base, incident(), "manager").gestures}
    assert found == {"conseil": "advice", "droit": "solid", "memoire": "weak"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, ["g"]), ({"q": "oui"}, []), ({"q": "non"}, [])],
)
def test_a_warning_on_uneven_griefs_needs_one_established_and_one_that_is_not(
    tmp_path: Path, answers: dict[str, Any], expected: list[str]
) -> None:
    base = small(
        tmp_path,
        gestes=[gesture("g", sens="alerte", pour=["juriste"], griefs_inegaux="oui")],
        griefs=[
            {"grief": "reproche", "reproche": "Avoir écrit cela."},
            {"grief": "autre-reproche", "reproche": "Avoir fait cela."},
        ],
    )
    done = assess(base, incident(answers, mot="oui"), "juriste")
    assert [g.id for g in done.gestures] == expected


def test_a_grief_carries_its_words_its_pieces_and_decisions_of_every_side(tmp_path: Path) -> None:
    decisions = [
        {"decision": name, "dit": "x", "niveau": "note", "citable": "oui"} for name in ("d1", "d2")
    ]
    base = small(
        tmp_path,
        decisions=decisions,
        griefs=[
            {
                "grief": "reproche",
                "reproche": "Avoir écrit cela.",
                "preuve": ["les mots"],
                "retenu": ["d1"],
                "non_retenu": ["d2"],
            }
        ],
    )
    done = assess(base, incident(mot="oui"), "juriste")
    (grief,) = done.griefs
    assert (grief.plain, grief.pieces, grief.upheld, grief.set_aside) == (
        "Avoir écrit cela.", ("les mots",), ("d1",), ("d2",),
    )  # fmt: skip
    assert {"d1", "d2"} <= {cited.id for cited in done.citations}
    assert assess(base, incident(mot="non"), "juriste").griefs == ()
    assert assess(base, incident(mot="oui"), "manager").griefs == ()


def state(base: KnowledgeBase, answers: dict[str, Any]) -> tuple[str, str]:
    (found,) = assess(base, incident(answers), "contradiction").attacks
    return found.state, found.answer


def test_an_attack_is_closed_open_or_against_the_employer(tmp_path: Path) -> None:
    base = small(tmp_path, attaques=[attack("a")])
    assert state(base, {"p": "oui"}) == ("closed", "Fermée.")
    assert state(base, {"p": "non"}) == ("against", "Contraire.")
    assert state(base, {}) == state(base, {"p": None}) == ("open", "Ouverte.")


def test_an_attack_on_a_contested_point_is_contested(tmp_path: Path) -> None:
    zone = {
        "zone": "z", "question": "x ?", "prudente": "x", "pieces": ["x"],
        "lectures": [{"lecture": "une", "enonce": "x"}, {"lecture": "autre", "enonce": "y"}],
    }  # fmt: skip
    rules = [{**rule("r", {"p": "oui"}, "c"), "conteste": "z"}]
    base = small(tmp_path, attaques=[attack("a")], zones=[zone], regles=[
        *rules, rule("autre-r", {"q": "oui"}, "autre-reproche"),
        rule("reproche-r", {"mot": "oui"}, "reproche"),
    ])  # fmt: skip
    assert state(base, {"p": "oui"}) == ("contested", "Contestée.")


def test_an_attack_that_nothing_answers_stays_open(tmp_path: Path) -> None:
    advice = {"sources": [], "conseil": "oui", "repond_si": None}
    base = small(tmp_path, attaques=[attack("a", **advice)])
    (found,) = assess(base, incident({"p": "oui"}), "contradiction").attacks
    assert (found.state, found.advice) == ("open", True)


def test_attacks_come_by_rank_and_only_where_they_may_concern(tmp_path: Path) -> None:
    base = small(
        tmp_path,
        attaques=[attack("b", 2), attack("a", 1), attack("n", 3, si={"q": "oui"})],
    )

    def ranks(answers: dict[str, Any]) -> list[str]:
        return [a.id for a in assess(base, incident(answers), "contradiction").attacks]

    assert ranks({"q": "non"}) == ["a", "b"]
    assert ranks({}) == ranks({"q": "oui"}) == ["a", "b", "n"]


def test_an_attack_says_what_it_looks_at_as_it_stands(tmp_path: Path) -> None:
    base = small(tmp_path, attaques=[attack("a", regarde=["c", "p", "q"])])
    (found,) = assess(base, incident({"p": "oui"}), "contradiction").attacks
    assert [(seen.label, seen.said) for seen in found.looked_at] == [("c", "établi"), ("x", "Oui")]


def test_contradiction_shares_the_goals_of_counsel(tmp_path: Path) -> None:
    base = small(tmp_path, attaques=[attack("a")])

    def told(done: Assessment) -> list[tuple[str, str]]:
        return [(c.id, c.status) for c in done.conclusions]

    counsel = assess(base, incident({"p": "oui"}, mot="oui"), "juriste")
    assert told(assess(base, incident({"p": "oui"}, mot="oui"), "contradiction")) == told(counsel)
    assert counsel.attacks == ()


def test_the_report_tells_answers_in_its_own_parts(tmp_path: Path) -> None:
    base = small(tmp_path, rapport=[{"partie": "quoi", "titre": "Quoi", "faits": ["mot", "q"]}])
    (part,) = assess(base, incident({"p": "oui", "q": "non"}, mot="oui"), "manager").report
    assert [(line.key, line.said) for line in part.lines] == [("mot@P1/P1", "Oui"), ("q", "Non")]


TICKED = {
    "fait": "vu", "portee": "publication", "type": "liste", **FACT, "descriptif": "oui",
    "valeurs": {"patient": "x", "mineur": "x", "intime": "x"},
}  # fmt: skip


def shown_when(folder: Path, ticked: Any, **more: Any) -> bool:
    """Whether a gesture is shown when `ticked` is what was seen in the first publication."""
    facts = [*yes_no("p", "q", scope="incident"), *yes_no("mot"), TICKED]
    base = small(folder, faits=facts, gestes=[gesture("g", **more)])
    seen = {} if ticked == "ABSENT" else {"vu": ticked}
    case = Incident(
        title="Essai",
        examined_on=date(2026, 11, 20),
        answers={"p": "non"},
        publications=(Publication("P1", (Passage("P1"),), seen),),
    )
    return [g.id for g in assess(base, case, "manager").gestures] == ["g"]


@pytest.mark.parametrize(
    ("wanted", "ticked", "expected"),
    [
        ("mineur", ("patient", "mineur"), True),
        ("mineur", ("patient",), False),
        ("mineur", None, False),
        ("mineur", "ABSENT", False),
        (["patient", "mineur"], ("mineur",), True),
        ([["mineur", "intime"]], ("mineur",), False),
        ([["mineur", "intime"]], ("patient", "mineur", "intime"), True),
        ([["mineur", "intime"], "patient"], ("patient",), True),
        ("aucun", (), True),
        ("aucun", ("patient",), False),
        ("aucun", None, False),
    ],
)
def test_a_gesture_may_read_what_was_ticked_in_a_list(
    tmp_path: Path, wanted: Any, ticked: Any, expected: bool
) -> None:
    assert shown_when(tmp_path, ticked, reponses={"vu": wanted}) is expected


@pytest.mark.parametrize(
    ("ticked", "expected"), [(("mineur",), True), ((), False), (None, False), ("ABSENT", False)]
)
def test_an_answer_may_call_for_a_gesture_whose_condition_does_not_hold(
    tmp_path: Path, ticked: Any, expected: bool
) -> None:
    found = shown_when(tmp_path, ticked, si={"p": "oui"}, ou_reponses={"vu": "mineur"})
    assert found is expected


@pytest.mark.parametrize(
    ("ticked", "expected"), [(("mineur",), False), ((), False), (None, True), ("ABSENT", True)]
)
def test_a_gesture_may_be_kept_for_what_nobody_knows(
    tmp_path: Path, ticked: Any, expected: bool
) -> None:
    assert shown_when(tmp_path, ticked, sans_reponse="vu") is expected


def test_what_a_manager_ticks_calls_for_its_gestures() -> None:
    law = load_base()
    for ticked, expected in {
        "patient": "patient-copies",
        "minor": "ne-pas-copier-un-mineur",
        "intimate": "ne-pas-copier-une-image-intime",
        "credentials": "identifiants-visibles",
        "threat": "menace-lue",
    }.items():
        found = {
            value: {
                gesture.id
                for gesture in assess(
                    law,
                    Incident(
                        "Essai",
                        date(2026, 11, 20),
                        publications=(
                            Publication("P1", (Passage("P1"),), {"sensitive_content": value}),
                        ),
                    ),
                    "manager",
                ).gestures
            }
            for value in ((ticked,), (), None)
        }
        assert [expected in found[value] for value in ((ticked,), (), None)] == [True, False, False]
