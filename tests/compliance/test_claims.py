"""What the papers claim of the software: each test they name exists, and two of these tests."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from expert.compliance.models import Chapters, Point, Risks, Threat, ThreatModel
from expert.compliance.reading import parsed, threat_model
from expert.incident import Incident, Passage, Publication
from expert.inference.engine import engine_of
from expert.inference.program import compile_base
from expert.inference.situation import situate
from knowledge.errors import InputError
from tests.compliance.claims import named
from tests.support.random_bases import random_base

ROOT = Path(__file__).parents[2]
HERE = "tests/compliance/test_claims.py"


def collected(files: set[str]) -> set[tuple[str, str]]:
    """Return the tests that pytest collects in files, each with its suite."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-o", "addopts=--import-mode=importlib", "--collect-only",
         "-q", "-s", "-p", "no:cacheprovider", "-p", "tests.compliance.collecting", *sorted(files)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr
    told = (line.split() for line in ran.stdout.splitlines() if line.startswith("SUITE "))
    return {(suite, test) for _, suite, test in told}


def test_every_test_that_a_paper_names_is_collected_in_its_suite() -> None:
    claimed = {
        (suite, test): where
        for suite in ("tests", "campaigns", "browser")
        for test, where in named(suite).items()
    }
    assert {suite for suite, _ in claimed} == {"tests", "campaigns", "browser"}
    found = collected({HERE, *(test.partition("::")[0] for _, test in claimed)})
    assert {each: where for each, where in claimed.items() if each not in found} == {}
    assert ("tests", f"{HERE}::test_two_cases_at_once_never_mix") in found
    assert ("tests", f"{HERE}::test_that_nobody_wrote") not in found


def threat(**changed: Any) -> dict[str, Any]:
    made = {
        "numero": "1", "menace": "m", "acteurs": ["a"], "pratique": "p", "etat": "couvert",
        "essais": ["tests/a/test_b.py::test_c"],
    }  # fmt: skip
    return made | changed


def test_a_threat_is_claimed_only_with_its_tests() -> None:
    assert Threat.model_validate(threat()).state == "couvert"
    assert Threat.model_validate(threat(etat="partiel", reste=["r"])).state == "partiel"
    assert Threat.model_validate(threat(etat="non-couvert", essais=[], reste=["r"])).left == ("r",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"essais": []}, "nomme ses essais"),
        ({"etat": "partiel", "essais": [], "reste": ["r"]}, "nomme ses essais"),
        ({"etat": "non-couvert", "reste": ["r"]}, "nomme ses essais"),
        ({"etat": "partiel"}, "ce qui n'est pas couvert"),
        ({"reste": ["r"]}, "ce qui n'est pas couvert"),
        ({"etat": "non-couvert", "essais": []}, "ce qui n'est pas couvert"),
        ({"essais": ["tests/a/b.py::test_c"]}, "String should match pattern"),
        ({"etat": "presque"}, "Input should be"),
    ],
)
def test_a_threat_that_claims_too_much_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Threat.model_validate(threat(**changed))


def test_the_table_of_threats_is_whole() -> None:
    model = threat_model()
    assert len(model.threats) >= 33
    assert {actor.id for actor in model.actors} == {a for t in model.threats for a in t.actors}
    holes = {
        "acteurs": [{"acteur": "a", "libelle": "l"}],
        "biens": ["b"],
        "menaces": [threat(numero="2")],
    }
    with pytest.raises(ValueError, match="sans trou"):
        ThreatModel.model_validate(holes)
    with pytest.raises(ValueError, match="acteurs inconnus : z"):
        ThreatModel.model_validate(holes | {"menaces": [threat(acteurs=["z"])]})


@pytest.mark.parametrize(
    "rests",
    [
        {},
        {"conseil": "oui", "sources": ["rgpd-9"]},
        {"conseil": "oui", "non_couvert": "oui"},
        {"sources": ["rgpd-9"], "essais": ["tests/test_a.py::test_b"]},
    ],
)
def test_a_point_rests_on_one_thing(rests: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="repose sur une seule chose"):
        Point.model_validate({"texte": "t", **rests})


def test_a_risk_is_held_by_a_test() -> None:
    risk = {
        "risque": "r", "titre": "t", "origines": ["o"], "consequences": ["c"], "reste": ["n"],
        "mesures": [{"texte": "t", "conseil": "oui"}],
    }  # fmt: skip
    with pytest.raises(ValueError, match="une mesure que des essais prouvent"):
        Risks.model_validate({"risques": [risk]})


def test_a_mistake_in_the_data_is_told_where_it_is() -> None:
    text = "ouverture: o\nchapitres:\n  - chapitre: a\n    titre: t\n    pointz: []\n"
    with pytest.raises(InputError, match=r"essai\.yaml:5"):
        parsed(text, "essai.yaml", Chapters)


WATCHED = """
import sys
from pathlib import Path
asked = []
def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        asked.append(event)
sys.addaudithook(watch)
from expert.command.main import main
sample = sorted(Path("expert/samples").glob("*.yaml"))[0]
assert main(["qualifier", str(sample)]) == 0
assert main(["conformite", "registre"]) == 0
from tests.store.support import _sealed, _unsealed
from expert.vault import age
age.seal_under_phrase, age.unseal_with_phrase = _sealed, _unsealed
from expert.office.desk import Desk
from expert.office.founding import found
from expert.office.unlocking import unlocked
from expert.store.opening import open_file
from tests.office.support import FIRST, OFFICERS, a_case
store = open_file(Path(sys.argv[1]) / "dossiers.sqlite")
found(store, FIRST, OFFICERS)
desk = Desk(store, unlocked(store, FIRST.login, FIRST.phrase))
case = a_case(desk.account)
desk.create(case)
assert desk.open(case.id).case == case
assert asked == [], asked
import socket
try:
    socket.create_connection(("127.0.0.1", 9), timeout=0.01)
except OSError:
    pass
assert "socket.connect" in asked, asked
"""


def test_neither_a_result_nor_a_stored_case_opens_a_connection(tmp_path: Path) -> None:
    """In a process that tells every call to the network; the watch itself is tried at the end."""
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


def test_two_cases_at_once_never_mix(tmp_path: Path) -> None:
    """Four threads on one engine, switched as often as possible: each case keeps its result."""
    today = date(2026, 7, 1)
    program = compile_base(random_base(3, tmp_path), today)
    engine, draw = engine_of(program), Random(20261128)

    def incident() -> Incident:
        said = {name: draw.choice(("oui", "non")) for name in ("p0", "p1")}
        passage = Passage("P", {"c0": draw.choice("uvw"), **said})
        return Incident("x", today, {"i0": "oui"}, (Publication("P", (passage,)),), True)

    situations = [situate(program, incident()) for _ in range(60)]
    alone = [engine.run(each) for each in situations]
    assert len({str(sorted(each.units[0])) for each in alone}) > 4
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(engine.run, situations)) == alone
    finally:
        sys.setswitchinterval(interval)
