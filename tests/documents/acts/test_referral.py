"""The report that seizes a disciplinary body: griefs apart, both sides, no sanction of its own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from expert.documents.acts.referral import NO_BODY, NOT_ESTABLISHED
from expert.documents.outline import Block, Heading, Paragraph, Quotation
from knowledge.models.sources import Decision
from tests.documents.acts.complete import (
    answered,
    case,
    changed,
    chapter,
    headings,
    items,
    law,
    made,
    said,
    tables,
)

NAME = "rapport-saisine"


def griefs() -> dict[str, dict[str, object]]:
    """Return the lines of each grief by their name."""
    found: dict[str, dict[str, object]] = {}
    title = ""
    for block in chapter(made(NAME), "Griefs, chacun avec sa preuve"):
        if isinstance(block, Heading):
            title = block.text
        else:
            found[title] = {item.strong: item for item in items([block])}
    return found


def test_the_facts_are_told_in_their_exact_words_with_their_day_and_address() -> None:
    blocks = chapter(made(NAME), "Faits et mots exacts")
    words = [block.text for block in blocks if isinstance(block, Quotation)]
    assert words == [
        "« Notre cadre Marchand a falsifié les plannings d'avril pour payer des heures à ses "
        "amies. »",
        "« C'est une grosse incapable et une garce. »",
    ]
    told = {item.strong: item.text for item in items(blocks)}
    assert told["Première mise en ligne (P1)"] == "10/11/2026"
    assert told["Adresse"] == "https://www.facebook.com/camille.durand.lefevre/posts/1011"


def test_each_grief_is_drafted_apart_with_its_own_proof() -> None:
    """Pieces 1 and 2 bear who could read; 2 alone bears the attack and its target; 3 neither."""
    found = griefs()
    assert list(found) == [
        "Grief 1 : Manquement à l'obligation de réserve (P1a)",
        "Grief 2 : Manquement à l'obligation de réserve (P1b)",
    ]
    for lines in found.values():
        assert list(lines)[:2] == ["Ce qui est reproché", "Statut"]
        proof = lines["Preuve propre à ce grief"]
        assert getattr(proof, "text", "") == "pièces n° 1, 2"
        facts = [fact.text for fact in getattr(lines["Faits"], "items", ())]
        assert "attaque de la personne : Oui (pièce n° 2)" in facts
        assert "Propos sorti du cercle privé — établi (pièces n° 1, 2)" in facts


def test_a_protection_still_open_is_settled_before_the_grief_of_its_passage() -> None:
    first, second = griefs().values()
    assert "ne rien fonder sur ce passage" in getattr(first["À trancher d'abord"], "text", "")
    assert "À trancher d'abord" not in second


def test_a_breach_to_establish_founds_no_grief() -> None:
    title = "Manquements à établir, qui ne fondent aucun grief à ce jour"
    names = [item.strong for item in items(chapter(made(NAME), title))]
    assert names == ["Manquement à la dignité (P1b)"]
    assert not any("dignité" in name for name in griefs())


def labels() -> list[str]:
    scale = law().scales["titulaire-fph"]
    return [sanction.label for group in scale.groups for sanction in group.sanctions]


def test_no_sanction_is_named_unless_a_person_proposed_one() -> None:
    text = said(made(NAME, changed(decisions=())))
    assert "Ce rapport ne propose aucune sanction" in text
    for label in labels():
        assert label not in text.lower(), label


def test_the_proposal_of_a_person_is_told_with_who_when_and_why() -> None:
    told = {item.strong: item.text for item in items(chapter(made(NAME), "Proposition"))}
    assert told["Proposée par"] == "M. Roussel, directeur, le 26/11/2026"
    assert told["Sanction proposée"] == (
        "exclusion temporaire de quatre à quinze jours (deuxième groupe)"
    )
    assert told["Motif"].startswith("Les mots du second passage")


def test_a_sanction_pronounced_is_no_proposal_and_an_unknown_one_is_said_to_be() -> None:
    (referred,) = case().decisions
    pronounced = referred.model_copy(update={"act": "sanction"})
    assert "Sanction proposée" not in said(made(NAME, changed(decisions=(pronounced,))))
    odd = referred.model_copy(update={"sanction": "bannissement"})
    text = said(made(NAME, changed(decisions=(odd,))))
    assert "« bannissement », absente de l'échelle de ce statut : à vérifier" in text


def test_an_erased_sanction_is_told_in_no_document() -> None:
    (referred,) = case().decisions
    erased = referred.model_copy(update={"act": "sanction", "erased_on": date(2026, 11, 27)})
    for name in ("fiche", "chronologie"):
        assert "Roussel" in said(made(name))
        assert "Roussel" not in said(made(name, changed(decisions=(erased,))))


def spoken(**values: object) -> str:
    (first,) = case().statements
    heard = first.model_copy(update=values)
    blocks = chapter(made(NAME, changed(statements=(heard,))), "Ce que l'agent a dit")
    return "\n".join(getattr(block, "text", "") for block in blocks)


def test_what_the_person_said_is_quoted_with_what_they_had_been_told() -> None:
    said_then = spoken()
    assert "le 17/11/2026, en entretien (droit de se taire dit le 16/11/2026)." in said_then
    assert "Je n'aurais pas dû écrire cela de Mme Marchand" in said_then
    late = spoken(silence_told_on=date(2026, 11, 18))
    assert "(droit de se taire dit le 18/11/2026, donc après)" in late
    untold = spoken(silence_told_on=None, words="", piece=5)
    assert "(information du droit de se taire non enregistrée)" in untold
    assert "A choisi de ne rien dire." in untold and "Voir la pièce n° 5." in untold


def test_silence_is_neither_an_admission_nor_a_grief() -> None:
    blocks = chapter(made(NAME, changed(statements=())), "Ce que l'agent a dit")
    (only,) = blocks
    assert isinstance(only, Paragraph)
    assert "n'est tenu ni pour un aveu ni pour un grief" in only.text


def test_what_speaks_for_the_person_is_there_with_its_pieces() -> None:
    found = items(chapter(made(NAME), "En faveur de l'agent"))
    told = {item.strong: item.text for item in found}
    assert told["Aucun antécédent"].startswith("établi.")
    assert told["Fait isolé et regrets"].startswith("établi.")
    assert told["Pièce n° 5"].startswith("Lettre d'excuses")
    assert told["Pièce n° 6"].startswith("Comptes rendus")
    assert any(item.text.startswith("Usages tolérés") for item in found)


def test_the_guarantees_are_told_as_the_answers_tell_them() -> None:
    of = answered(procedure_steps=["silence_notified"])
    (table,) = tables(chapter(made(NAME, of), "Garanties de la procédure"))
    told = {row[0]: row[1] for row in table.rows}
    assert told["Informer par écrit l'agent de son droit de se taire"] == "faite"
    assert told["Inviter l'agent à lire le rapport qui saisit le conseil de discipline"] == (
        "non renseigné"
    )
    assert [word for step, word in told.items() if step.startswith("Convoquer")] == [
        "pas encore faite"
    ]
    assert {row[2] for row in table.rows} == {""}  # the day is for a person to write


def test_no_decision_leaves_the_office_before_somebody_read_it() -> None:
    """The duty of reserve rests on a principle and on decisions known by notes."""
    numbers = [s.number for s in law().sources.values() if isinstance(s, Decision) and s.number]
    text = said(made(NAME))
    assert [number for number in numbers if re.search(rf"n° {re.escape(number)}\b", text)] == []
    (first,) = case().verified_sources
    read = first.model_copy(update={"source": "caa-paris-2023-08-28-22pa03737"})
    again = said(made(NAME, changed(verified_sources=(read,))))
    assert "n° 22PA03737 (fonctionnaire communale, agent territorial ; texte vérifié par" in again


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"author_status": "prive", "employer_sector": "private_hospital"}, NO_BODY),
        ({"authorship": "not_linked"}, NOT_ESTABLISHED),
    ],
)
def test_without_a_body_or_an_author_there_is_no_report(
    answers: dict[str, str], sentence: str
) -> None:
    document = made(NAME, answered(**answers))
    assert headings(document)[1:] == []
    blocks: list[Block] = [*document.blocks]
    assert blocks[-1] == Paragraph(sentence)


@pytest.mark.parametrize("status", ["ph", "fpe"])
def test_where_another_authority_decides_it_says_whom_to_tell(status: str) -> None:
    document = made(NAME, answered(author_status=status))
    assert len(headings(document)) == 1
    text = said(document)
    assert "L'établissement ne saisit pas lui-même d'instance disciplinaire" in text
    assert "• Qui informer : " in text


def test_a_reporter_who_is_party_to_the_incident_gets_facts_and_no_grief() -> None:
    for name in (NAME, "note-juridique"):
        document = made(name, answered(reporter_role="vise"))
        text = said(document)
        assert "Le dossier est repris par une autre personne." in text
        assert "« C'est une grosse incapable et une garce. »" in text
        for kept in ("Grief", "établi", "manquement"):
            assert kept not in text, (name, kept)
