"""Decisive facts and their pieces, the weakest links in order, what speaks for the person."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.cases.pieces import PieceEntry
from expert.evidence.bearing import LINK_FR, Bearings, ConclusionBearing, FactBearing, Link
from expert.evidence.fairness import FairnessReader
from expert.evidence.in_favour import in_favour
from expert.evidence.ledger import Pieces, added, withdrawn
from expert.evidence.weakest import ORDER, links, order_reason, weakest
from expert.explanation.model import Proof, ProofNode
from expert.incident import Incident, Key
from expert.incident_files import read_incidents
from tests.cases.examples import AT, BY, entry, law

SAMPLE = Path("expert/samples/01-injure-et-diffamation-cadre.yaml")
KEY = "attacks_person@P1/P1a"


@cache
def _incident() -> Incident:
    return read_incidents(SAMPLE, law())[0]


@cache
def _assessment() -> Assessment:
    return assess(law(), _incident(), "rh")


@cache
def _fairness() -> FairnessReader:
    return FairnessReader(law(), _incident())


def _bearings(*entries: PieceEntry, gone: int = 0) -> tuple[ConclusionBearing, ...]:
    pieces: Pieces = ()
    for each in entries:
        pieces = added(pieces, each, BY, AT)
    if gone:
        pieces = withdrawn(pieces, gone, "Doublon", BY, AT)
    return Bearings(law(), _incident(), _assessment(), pieces, _fairness()).all()


def _fact(bearings: tuple[ConclusionBearing, ...], key: str = KEY) -> FactBearing:
    return next(fact for bearing in bearings for fact in bearing.facts if fact.key == key)


def test_the_breach_rests_on_what_was_answered() -> None:
    breach = next(b for b in _bearings() if b.conclusion.id == "manquement")
    keys = {fact.key for fact in breach.facts}
    assert {"authorship", "author_status", "access@P1", KEY} <= keys
    assert breach.without_piece == breach.facts


def test_what_is_told_is_the_answer_without_what_would_have_been_needed() -> None:
    fact = next(f for b in _bearings() for f in b.facts if f.key == "general_interest@P1/P1a")
    assert fact.said == "débat d'intérêt général : Non"
    assert fact.sets_aside
    assert not _fact(_bearings()).sets_aside


def test_how_the_pieces_were_obtained_is_asked_of_no_piece() -> None:
    keys = {fact.key for bearing in _bearings() for fact in bearing.facts}
    assert keys.isdisjoint(("evidence_mode", "evidence_disloyal"))
    assert "content_proved" in keys


def test_no_protected_answer_is_listed() -> None:
    base = law()
    protected = next(f for f in base.facts.values() if f.protected and f.kind == "oui-non")
    incident = _incident().with_answer(Key(protected.id), "oui")
    read = [
        ProofNode(kind="fact", truth=True, text="réponse", question=key)
        for key in (protected.id, "author_status")
    ]
    root = ProofNode(kind="conclusion", truth=True, text="Manquement", steps=tuple(read))
    proof = Proof(id="manquement", conclusion="manquement", unit=None, line="", root=root)
    assessment = _assessment().model_copy(update={"proofs": (proof,)})
    (breach,) = Bearings(base, incident, assessment, (), _fairness()).all()
    assert [fact.key for fact in breach.facts] == ["author_status"]


def test_an_answer_that_sets_an_exception_aside_is_decisive_too() -> None:
    facts = {
        key: ProofNode(kind="fact", truth=truth, text=key, question=key)
        for key, truth in (("author_status", True), ("authorship", False))
    }
    exception = ProofNode(kind="rule", truth=False, text="exception", steps=(facts["authorship"],))
    rule = ProofNode(
        kind="rule",
        truth=True,
        text="règle",
        steps=(facts["author_status"],),
        set_aside=(exception,),
    )
    root = ProofNode(kind="conclusion", truth=True, text="Manquement", steps=(rule,))
    proof = Proof(id="manquement", conclusion="manquement", unit=None, line="", root=root)
    assessment = _assessment().model_copy(update={"proofs": (proof,)})
    (breach,) = Bearings(law(), _incident(), assessment, (), _fairness()).all()
    found = {fact.key: fact.sets_aside for fact in breach.facts}
    assert found == {"author_status": False, "authorship": True}


def test_what_nobody_answered_is_no_decisive_fact() -> None:
    unknown = _incident().with_answer(Key("author_status"), None)
    found = Bearings(law(), unknown, _assessment(), (), _fairness()).all()
    keys = {fact.key for bearing in found for fact in bearing.facts}
    assert "author_status" not in keys
    assert "authorship" in keys


@pytest.mark.parametrize(
    ("supports", "borne"),
    [
        (("attacks_person@P1/P1a",), True),
        (("attacks_person@P1",), True),
        (("attacks_person",), True),
        (("attacks_person@P2",), False),
        (("attacks_person@P1/P1b",), False),
        (("outrageous_expression@P1/P1a",), False),
        ((), False),
    ],
)
def test_a_piece_bears_the_places_that_its_keys_mean(
    supports: tuple[str, ...], borne: bool
) -> None:
    found = _fact(_bearings(entry(supports=supports)))
    assert found.pieces == ((1,) if borne else ())


_CAPTURE = entry(supports=(KEY,), obtained="screenshot", disloyally="non")
_WITNESS = entry(nature="temoignage", supports=(KEY,), obtained="witness")
_REPORT = entry(nature="constat", supports=(KEY,), obtained="bailiff_report")
_CODES = entry(nature="autre", supports=(KEY,), obtained="borrowed_codes")
_UNSAID = entry(nature="courrier", supports=(KEY,))


@pytest.mark.parametrize(
    ("entries", "link"),
    [
        ((), "sans-piece"),
        ((_CAPTURE,), "capture-seule"),
        ((_CAPTURE, _CAPTURE), "capture-seule"),
        ((_CODES,), "usage-discute"),
        ((_CODES, _UNSAID), "usage-discute"),
        ((_UNSAID,), "usage-discute"),
        ((_WITNESS,), "temoignage-seul"),
        ((_REPORT,), "piece-seule"),
        ((_CAPTURE, _WITNESS), "plusieurs"),
        ((_CODES, _REPORT), "plusieurs"),
        ((entry(nature="courrier", supports=(KEY,), favourable=True),), "piece-seule"),
    ],
)
def test_what_bears_a_fact(entries: tuple[PieceEntry, ...], link: Link) -> None:
    found = _fact(_bearings(*entries))
    assert found.link == link
    assert found.pieces == tuple(range(1, len(entries) + 1))


def test_a_withdrawn_piece_bears_nothing() -> None:
    assert _fact(_bearings(_CAPTURE, _REPORT, gone=2)).link == "capture-seule"
    assert _fact(_bearings(_REPORT, gone=1)).link == "sans-piece"


def test_the_links_are_in_the_order_that_is_said() -> None:
    found = links(_bearings(_CAPTURE, entry(nature="constat", supports=("access",))))
    order = list(LINK_FR)
    ranks = [order.index(link.fact.link) for link in found]
    assert ranks == sorted(ranks)
    assert len({link.fact.key for link in found}) == len(found)
    places = [ORDER.index(words) for words in LINK_FR.values()]
    assert places == sorted(places)
    assert "non une mesure" in ORDER


def test_the_weakest_links_are_all_those_of_the_first_rank() -> None:
    bearings = _bearings(_CAPTURE)
    first = weakest(bearings)
    assert {link.fact.link for link in first} == {"sans-piece"}
    without = {fact.key for b in bearings for fact in b.without_piece}
    assert {link.fact.key for link in first} == without


def test_once_every_fact_has_a_piece_the_capture_alone_is_the_weakest() -> None:
    keys = {fact.key for bearing in _bearings() for fact in bearing.facts} - {KEY}
    others = entry(nature="constat", supports=tuple(keys), obtained="bailiff_report")
    (alone,) = weakest(_bearings(_CAPTURE, others))
    assert alone.fact.key == KEY
    assert alone.sentence.startswith(
        "attaque de la personne : Oui (P1a) : capture seulement, sans constat, témoignage ni autre "
        "pièce (pièce 1). En dépend : Manquement ;"
    )


def test_nothing_established_has_no_weak_link() -> None:
    assert links(()) == weakest(()) == ()


def test_a_fact_that_is_reproached_once_is_not_said_to_set_aside() -> None:
    said = next(link for link in links(_bearings()) if link.fact.key == "general_interest@P1/P1a")
    assert ", qui écarte une protection ou une exception : " in said.sentence
    again = next(link for link in links(_bearings()) if link.fact.key == KEY)
    assert "qui écarte" not in again.sentence


def test_what_the_base_says_of_proof_comes_with_its_sources() -> None:
    reason, sources = order_reason(law())
    assert "témoignages précis et concordants" in reason
    assert "Conseil d'État, section, 16/07/2014, n° 355201" in sources


def test_pieces_in_favour_are_asked_for_with_the_same_care() -> None:
    found = in_favour(_assessment(), added((), entry(), BY, AT))
    assert found.recorded == ()
    assert found.warning is not None
    assert found.warning.startswith("Aucune pièce en faveur de la personne concernée")
    assert any(gesture.text.startswith("Le contexte entier") for gesture in found.asked)
    assert {piece.side for piece in found.sought} <= {"defense", "deux"}
    assert found.sought


def test_a_piece_in_favour_that_stands_ends_the_warning() -> None:
    pieces = added(added((), entry(), BY, AT), entry(favourable=True, title="Excuses"), BY, AT)
    found = in_favour(_assessment(), pieces)
    assert (found.recorded, found.warning) == ((2,), None)
    gone = in_favour(_assessment(), withdrawn(pieces, 2, "Doublon", BY, AT))
    assert gone.recorded == ()
    assert gone.warning is not None


def test_an_empty_ledger_is_said_empty_on_both_sides() -> None:
    assert in_favour(_assessment(), ()).warning == (
        "Aucune pièce n'est au dossier, ni à l'appui du reproche ni en sa faveur."
    )
