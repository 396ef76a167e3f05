"""Everything on one person, in plain French: nothing of anybody else, and no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from expert.access.holdings import Holding, masker_of
from expert.access.report import access_report, words_to_read_again
from expert.access.results import replaying
from expert.cases.casefile import CaseFile
from expert.explanation.model import ProofNode
from knowledge.folding import folded
from tests.access.support import (
    AIMED,
    AT,
    FUNCTIONS,
    SUBJECT,
    WITNESS,
    assessment,
    entry,
    incident,
    told,
    whole_case,
)
from tests.support.case_files import COUNSEL, OFFICER, base

THIRD_WORDS = ("helene", "dupont", "moreau", "ormesson", "francois")
JOURNAL = (
    entry(1, "creation"),
    entry(2, "lecture"),
    entry(3, "lecture", at=AT.replace(day=25)),
    entry(4, "export", account=COUNSEL),
    entry(5, "lecture", case="D-0000-0001"),
)


@cache
def whole() -> str:
    """The report of the whole case, its result drawn again."""
    return told([Holding(whole_case(), "p1")], journal=JOURNAL, replay=replaying(base()))


def plain(text: str) -> str:
    """A report without the escapes of Markdown."""
    return re.sub(r"\\(.)", r"\1", text)


def test_no_third_party_can_be_read_anywhere() -> None:
    bare = folded(whole())
    assert [word for word in THIRD_WORDS if word in bare] == []
    assert plain(whole()).count("[personne visée 1]") >= 15


@pytest.mark.parametrize(
    "said",
    [
        "Relevé établi le 28/11/2026 pour Paul Lefèvre. Un dossier vous nomme.",
        "Dossier D-7F3K-92QA : décision prise",
        "**Votre place** : personne concernée",
        "**Fonction** : aide-soignant",
        "« [personne visée 1] est une incapable », a écrit Paul LEFEVRE",
        "**Adresse de la publication P1** : [lien masqué]",
        "**Statut de l'auteur** : Fonctionnaire hospitalier titulaire",
        "**Antécédents** : je ne sais pas (le 20/11/2026 17 h 40, par gestionnaire RH)",
        "Question qui n'est plus posée",
        "**Pièce 1** : Capture d'écran reçue, « Capture remise par [personne visée 1] »",
        "**Obtenue** : Capture reçue ; par [personne visée 1]",
        "**Fichier joint** : capture_[personne visée 1].png, 2048 octets",
        "**Auteur** : [personne visée 1]",
        "**Auteur** : vous-même",
        "**Auteur** : tiers (nom masqué)",
        "**Portée** : en votre faveur",
        "**Pièce 3 (retirée)** : Capture d'écran reçue, « Note »",
        "**Pièce 1** : [personne visée 1] l'a remise (le 20/11/2026 17 h 40, par juriste)",
        "**Le 19/11/2026** : sanction prononcée : blâme",
        "**En entretien** : Le 17/11/2026",
        "**Par** : vous",
        "**Mots** : Je l'ai écrit après une remarque de [personne visée 1].",
        "**Droit de se taire** : dit le 16/11/2026",
        "**Par** : [témoin 1]",
        "**Droit de se taire** : non enregistré",
        "fonction publique, art. L532-4** : le 20/11/2026 17 h 40, par juriste",
        "**Motif** : Propos sur [personne visée 1].",
        "docx, pour [personne visée 1] (le 20/11/2026 17 h 40, par gestionnaire RH)",
        "**Gestionnaire RH** : dossier ouvert, 2 fois, du 20/11/2026 au 25/11/2026",
        "**Juriste** : document exporté, le 20/11/2026 17 h 40",
        "**Préparé pour** : Juriste",
        "Règles qui se sont appliquées à vos réponses",
        "Mots et marques employés",
    ],
)
def test_what_is_kept_is_told(said: str) -> None:
    assert said in plain(whole())


def test_the_answers_are_in_the_words_of_the_base() -> None:
    """Every answer of the case, by its label and the label of its value, and no id of either."""
    text = plain(whole())
    for fact in ("access", "author_status", "outrageous_expression", "reporter_role"):
        declared = base().facts[fact]
        assert declared.label.casefold() in text.casefold()
        assert not re.search(rf"\b{fact}\b", text)
    assert base().facts["access"].values["public"] in text
    assert not re.search(
        r"\b(titulaire_fph|gestionnaire|u-[0-9a-z]{12}|sans-suite)\b",
        text.replace("gestionnaire RH", ""),
    )


def test_protected_answers_are_in_no_document() -> None:
    text = plain(whole())
    assert "PROTEGE" not in text
    for fact in base().facts.values():
        if fact.protected:
            assert fact.label.casefold() not in text.casefold()
            assert fact.question not in text
    assert "vous pouvez demander à les entendre sur place" in text


def test_the_report_is_the_same_whether_a_protected_answer_was_given_or_not() -> None:
    """It does not betray that there was one."""
    given = told([Holding(whole_case(answers=(), notes=(), pieces=()), "p1")])
    data = incident()
    for fact in ("harassment_presumed", "union_context"):
        del data[fact]
    del data["notes"]["notes_de_question"]["harassment_presumed"]
    without = told([Holding(whole_case(incident=data, answers=(), notes=(), pieces=()), "p1")])
    assert given == without


def test_a_rule_fed_by_a_protected_answer_is_not_told() -> None:
    """Filming a colleague in secret is a breach unless harassment is presumed: a protected answer.

    The rule applies to this case; telling it would tell the answer.
    """
    filmed = incident(
        publication={"author_role": "author", "content_kind": "video"},
        passage={"target": "colleague", "consent_capture": "non", "seen_and_not_objected": "non"},
        harassment_presumed="non",
    )
    case = whole_case(assessments=(assessment(incident=filmed),))
    rule = base().rules["loyaute-enregistrement-clandestin"].rule
    result = replaying(base())(case.assessments[0])
    assert result is not None
    assert rule.id in {node.rule for p in result.proofs for node in _nodes(p.root) if node.truth}
    text = plain(told([Holding(case, "p1")], replay=replaying(base())))
    assert "Règles qui se sont appliquées" in text and rule.statement not in text


def _nodes(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for step in node.steps:
        yield from _nodes(step)


def test_the_cases_of_two_persons_are_never_put_together() -> None:
    other = whole_case(id="D-0000-0001")
    with pytest.raises(ValueError, match="different persons"):
        told([Holding(whole_case(), "p1"), Holding(other, "p2")])


def test_a_name_that_changed_in_part_is_the_same_person() -> None:
    married = SUBJECT.model_copy(update={"name": "LEFEVRE-ROY Paul"})
    other = whole_case(id="D-0000-0001", people=(married, AIMED))
    assert "Paul Lefèvre ou LEFEVRE-ROY Paul" in plain(
        told([Holding(whole_case(), "p1"), Holding(other, "p1")])
    )


def test_a_result_of_another_base_is_not_drawn_again() -> None:
    case = whole_case(assessments=(assessment(base_digest="autre"),))
    text = plain(told([Holding(case, "p1")], replay=replaying(base())))
    assert "n'est plus celle d'aujourd'hui" in text
    assert "**En bref** : Propos sur [personne visée 1] : injure à établir" in text
    assert "Règles qui se sont appliquées" not in text


def test_a_case_that_the_base_no_longer_reads_is_still_told() -> None:
    data = {**incident(), "une-question-d-avant": f"dit par {AIMED.name}"}
    text = plain(told([Holding(whole_case(incident=data), "p1")]))
    assert "des questions qui ont changé depuis" in text
    assert "**Propos** : « [personne visée 1] est une incapable »" in text
    assert "Fonctionnaire hospitalier titulaire" in text
    assert not any(word in folded(text) for word in THIRD_WORDS)
    assert not any(
        f.label.casefold() in text.casefold() for f in base().facts.values() if f.protected
    )


def test_who_wrote_a_piece_of_another_s_case_gets_it() -> None:
    theirs = whole_case().pieces[1].model_copy(update={"author": AIMED.name})
    text = plain(told([Holding(whole_case(pieces=(theirs,)), "p2")]))
    assert "« Lettre d'excuses »" in text and "vous-même" in text


def test_a_note_on_a_protected_question_is_given_to_nobody() -> None:
    protected, usual = (
        whole_case().notes[0].model_copy(update={"on": on, "text": f"{AIMED.name} {word}"})
        for on, word in (("union_context", "PROTEGE"), ("access@P1", "USUEL"))
    )
    text = plain(told([Holding(whole_case(notes=(protected, usual)), "p2")]))
    assert "PROTEGE" not in text and "USUEL" in text


def test_who_only_appears_in_a_case_gets_what_names_them_alone() -> None:
    text = plain(told([Holding(whole_case(), "p2")], replay=replaying(base())))
    assert "**Votre place** : personne visée" in text
    assert "« HÉLÈNE DUPONT-MOREAU est une incapable », a écrit [personne concernée 1]" in text
    assert "**Pièce 1**" in text and "**Pièce 2**" not in text
    assert not any(word in folded(text) for word in ("paul", "lefevre", "ormesson"))
    for absent in ("Réponses enregistrées", "blâme", "Résultat lu", "Fonctionnaire", "PROTEGE"):
        assert absent not in text


def test_a_witness_whom_no_text_names_gets_their_place_alone() -> None:
    text = plain(told([Holding(whole_case(), "p3")]))
    assert "**Votre place** : témoin" in text and "Textes qui vous nomment" not in text
    assert not any(word in folded(text) for word in ("helene", "dupont", "lefevre"))


def test_labels_are_the_same_across_cases() -> None:
    """The same witness in another case, with another id and another spelling."""
    again = WITNESS.model_copy(update={"id": "p9", "name": "D'ORMESSON Jean François"})
    other = whole_case(id="D-0000-0001", people=(SUBJECT, again))
    masker = masker_of([Holding(whole_case(), "p1"), Holding(other, "p1")])
    assert masker.mask("Jean-François d'Ormesson") == "[témoin 1]"
    assert masker.mask("vu par d'ormesson") == "vu par d'[témoin 1]"
    text = told([Holding(whole_case(), "p1"), Holding(other, "p1")])
    assert "2 dossiers vous nomment" in text


def test_a_person_who_is_in_no_case() -> None:
    assert "Aucun dossier ne vous nomme" in told([])


def test_somebody_who_is_not_of_the_case_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody is p8"):
        told([Holding(whole_case(), "p8")])


def test_who_acted_is_never_named() -> None:
    case: CaseFile = whole_case()
    text = told([Holding(case, "p1")], functions={OFFICER: "Hélène Dupont, RH"})
    assert "un compte dont la fonction n'est pas connue" in text
    assert "Dupont" not in text


def test_what_a_person_reads_again_before_giving_it() -> None:
    case = whole_case(notes=(whole_case().notes[0].model_copy(update={"text": "Vu avec Zoé"}),))
    blocks = tuple(
        access_report(
            [Holding(case, "p1")], base(), day=date(2026, 11, 28), functions=FUNCTIONS,
            replay=lambda _: None,
        )
    )  # fmt: skip
    again = words_to_read_again(blocks)
    assert "Zoé" in again and not {"Dupont", "Hélène", "Moreau"} & set(again)


def test_in_the_case_of_another_a_person_reads_their_own_statement_and_no_other() -> None:
    text = plain(told([Holding(whole_case(), "p3")]))
    assert "**Mots** : [personne visée 1] me l'a montré." in text
    assert "après une remarque" not in text
