"""The pieces to collect: those that concern the facts, by whom, and what vanishes first."""

from __future__ import annotations

from datetime import date

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment, PieceResult
from expert.documents.text import render_text
from expert.incident_files import incident_at
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.conditions import DateFrom, DelayOver, FactIn, ItemIs, NumberFrom, walk
from knowledge.reading import parse_documents

STORY = """
incident: Une story effacée
reporter_role: instruit
author_status: contractuel_fph
authorship: admitted
autres_publications: non
publications:
  - {author_role: author, access: friends_only, content_kind: video, first_online_date: 2026-11-10,
     ephemeral: oui, removed: expired, content_matter: staged_scene, access_contested: oui,
     access_evidence: []}
"""
TELEPHONE = """
incident: Un usage du poste
reporter_role: instruit
author_status: titulaire_fph
autres_publications: non
publications:
  - {author_role: author, access: non_diffuse, content_kind: device_use,
     first_online_date: 2026-11-10, on_duty: oui, content_matter: personal_use,
     personal_use: frequent}
"""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The shipped base."""
    return load_base()


def assessed(base: KnowledgeBase, text: str) -> Assessment:
    """Return the assessment of an incident written in YAML."""
    document = parse_documents(text, "essai.yaml")[0]
    return assess(base, incident_at(document, (), base, examined_on=date(2026, 11, 20)))


def sought(base: KnowledgeBase, text: str) -> dict[str, PieceResult]:
    """Return the pieces of an incident by their id, in the order shown."""
    return {piece.id: piece for piece in assessed(base, text).pieces}


def chapter(base: KnowledgeBase, text: str, profile: str) -> str:
    """Return the chapter of the pieces, as a reader gets it, on one line."""
    report = render_text(assessed(base, text), profile)
    body = report.partition("PIÈCES À RÉUNIR")[2].partition("CE QUI RESTE")[0]
    return " ".join(body.split())


def test_a_story_is_gathered_from_those_who_saw_it_at_once(base: KnowledgeBase) -> None:
    piece = sought(base, STORY)["story-vue"]
    assert (piece.haste, piece.collector) == ("aussitot", "Cadre de proximité")
    assert piece.sources == ("caa-douai-2025-02-14-23da02250",)


def test_what_vanishes_comes_first(base: KnowledgeBase) -> None:
    ranks = {"aussitot": 0, "jours": 1, "dossier": 2}
    found = [ranks[piece.haste] for piece in sought(base, STORY).values()]
    assert found == sorted(found)
    assert set(found) == {0, 1, 2}


def test_the_agent_has_pieces_of_their_own(base: KnowledgeBase) -> None:
    setting = sought(base, STORY)["reglage-du-compte"]
    assert setting.side == "defense"
    assert setting.collector.startswith("L'agent ou le salarié")


def test_a_piece_that_does_not_concern_the_facts_is_not_asked(base: KnowledgeBase) -> None:
    found = sought(base, TELEPHONE)
    assert "releves-de-connexion" in found
    assert "charte-emargee" in found
    elsewhere = {"story-vue", "constat", "reglage-du-compte", "recit-de-la-personne-visee"}
    assert not found.keys() & elsewhere


def test_a_point_nobody_knows_has_its_piece_sought(base: KnowledgeBase) -> None:
    """Not asked yet, the setting is not sought; answered « I do not know », it is."""
    contested = "access_contested: oui,\n     access_evidence: []"
    assert "reglage-du-compte" not in sought(base, STORY.replace(contested, "on_duty: non"))
    unknown = "access_contested: inconnu, access_evidence: inconnu"
    assert "reglage-du-compte" in sought(base, STORY.replace(contested, unknown))


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_the_report_groups_by_collector_and_says_for_which_side(
    base: KnowledgeBase, profile: str
) -> None:
    told = chapter(base, STORY, profile)
    at_once, _, later = told.partition("Ensuite")
    assert "À prendre tout de suite, avant qu'elles disparaissent" in at_once
    assert "• Cadre de proximité : – Ce qu'ont vu les lecteurs" in at_once
    assert "Le réglage du compte au jour de la publication (en faveur de l'agent)" in at_once
    assert "Les excuses, les regrets, la date du retrait (en faveur de l'agent)" in later
    assert told.count("Ce qu'ont vu les lecteurs") == 1


def test_counsel_alone_reads_the_authority_of_a_piece(base: KnowledgeBase) -> None:
    assert "n° 23DA02250" in chapter(base, STORY, "juriste")
    assert "n° 23DA02250" not in chapter(base, STORY, "rh")


def test_the_manager_gets_no_list_of_pieces(base: KnowledgeBase) -> None:
    assert "PIÈCES À RÉUNIR" not in render_text(assessed(base, STORY), "manager")


def test_no_piece_hangs_on_a_protected_answer(base: KnowledgeBase) -> None:
    """A piece is written in a document: a protected answer must not be read from its presence."""
    read = {
        part.fact
        for _, condition in base.pieces.values()
        for part in walk(condition)
        if isinstance(part, FactIn | ItemIs | NumberFrom | DateFrom | DelayOver)
    }
    assert read != set()
    assert [fact for fact in read if base.facts[fact].protected] == []


def test_every_piece_has_a_source_or_says_it_is_advice(base: KnowledgeBase) -> None:
    for piece, _ in base.pieces.values():
        assert bool(piece.sources) != piece.advice, piece.id


def test_no_constat_is_sought_of_what_is_no_longer_seen(base: KnowledgeBase) -> None:
    seen = STORY.replace("access: friends_only", "access: public")
    asked = "reporter_role: instruit"
    assert "constat" in sought(base, seen)
    assert "constat" in sought(base, seen.replace(asked, f"{asked}\nstill_online: inconnu"))
    assert "constat" not in sought(base, seen.replace(asked, f"{asked}\nstill_online: non"))
