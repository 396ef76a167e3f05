"""The decisions behind the points where sources conflict, against the careful answer of each point.

Where the answer is « established », the replay gives the court's result; where it is contested or
needs a document, the replay gives none, whatever the court said.
"""

import pytest

from expert.replay import decisions_folder, run
from knowledge import load_base

FOLDER = decisions_folder()

Point = tuple[str, str]

SETTLED: list[tuple[str, Point, str]] = [
    ("K1", ("ca-paris-2015-12-03-13-01716", "conversation-privee"), "established"),
    ("K3", ("ce-2020-01-27-426569", "manquement-reserve"), "established"),
    ("K3", ("caa-lyon-2019-06-25-17ly02345", "manquement-reserve"), "established"),
    ("K3", ("caa-bordeaux-2018-11-15-16bx03150", "manquement-reserve"), "established"),
    ("K4", ("ca-paris-2015-12-03-13-01716", "faute-salarie"), "excluded"),
    ("K4", ("caa-nancy-2016-09-22-15nc00771", "manquement-loyaute"), "established"),
    ("K9", ("ce-2017-03-20-393320", "manquement-discretion"), "established"),
    ("K10", ("ce-2023-12-28-474289", "eviction-risquee"), "excluded"),
    ("K10", ("caa-douai-2023-11-21-22da02335", "eviction-risquee"), "excluded"),
    ("K14", ("caa-douai-2020-09-22-maison-retraite-aisne", "manquement-usage"), "established"),
    ("K16", ("ce-2018-09-26-407856", "manquement-ordinal-secret"), "established"),
    ("K17", ("caa-paris-2025-11-04-24pa03435", "faute-salarie"), "established"),
    ("K18", ("ca-sans-ref-mas-photo-resident", "faute-grave-plausible"), "established"),
    ("K18", ("caa-nancy-2014-12-04-13nc02261", "faute-image-patient"), "established"),
    ("K18", ("ta-grenoble-2024-07-17-2305173", "faute-image-patient"), "established"),
    ("K18", ("ta-grenoble-2024-07-17-2305173", "eviction-risquee"), "established"),
    ("K19", ("cass-soc-2024-03-06-22-11016", "faute-salarie"), "excluded"),
    ("K19", ("ce-2023-12-28-474289", "manquement-dignite"), "established"),
    ("K22", ("ta-rouen-2021-10-26-2004524", "manquement"), "established"),
]
"""A point, a conclusion of the replay that illustrates it, and the careful answer."""

NOT_SETTLED: list[tuple[str, Point]] = [
    ("K1", ("ta-montpellier-2015-04-10-1400723", "acces-disciplinaire")),
    ("K2", ("caa-nancy-2020-03-03-18nc00679", "acces-disciplinaire")),
    ("K3", ("ta-versailles-ord-2012-07-11", "manquement-reserve")),
    ("K4", ("ta-versailles-ord-2012-07-11", "manquement")),
    ("K5", ("tp-evreux-2021-11-05-whatsapp-policiers", "injure-non-publique-discriminatoire")),
    ("K6", ("ordre-medecins-bfc-2022-11-03", "information-de-sante-imprudente")),
    ("K7", ("ta-cergy-2024-groupe-prive", "manquement-reactions-laissees")),
]
"""Where the careful answer is to show both readings, or to ask for the missing document."""


@pytest.fixture(scope="module")
def statuses() -> dict[Point, str]:
    report = run(FOLDER, load_base())
    return {
        (case.decision, point.conclusion): point.status
        for case in report.cases
        for point in case.points
    }


@pytest.mark.parametrize(("point", "conclusion", "status"), SETTLED)
def test_where_the_careful_answer_is_settled_the_replay_gives_it(
    statuses: dict[Point, str], point: str, conclusion: Point, status: str
) -> None:
    assert statuses[conclusion] == status, point


@pytest.mark.parametrize(("point", "conclusion"), NOT_SETTLED)
def test_where_the_careful_answer_is_contested_the_replay_gives_no_result(
    statuses: dict[Point, str], point: str, conclusion: Point
) -> None:
    assert statuses[conclusion] in ("contested", "open"), point
