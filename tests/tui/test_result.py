"""The result: the tabs of each reader, the way back to an answer, the files it can write."""

from __future__ import annotations

import json
from pathlib import Path

from expert.disputes import dispute_about
from expert.incident import Key
from tests.tui.cases import one_case
from tests.tui.support import (
    PASSAGE,
    PLACE,
    complete_incident,
    one,
    press,
    recorded,
    screen_of,
    text_of,
    words_of,
    working_on,
)

DISPUTED = (
    complete_incident()
    .with_answer(Key("access", PLACE), "closed_group")
    .with_answer(Key("audience_size", PLACE), 40)
)


async def tabs(pilot: object, count: int) -> list[str]:
    shown = [words_of(pilot)]
    for _ in range(count - 1):
        await press(pilot, "f8")
        shown.append(words_of(pilot))
    return shown


async def test_every_tab_is_filled_for_counsel(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 60)) as pilot:
        await press(pilot, "f8")
        conclusions, _, why, texts, sanctions, deadlines, still_open, answers = await tabs(pilot, 8)
    assert "✓ établi Injure publique (P1)" in conclusions
    assert "La règle" in why and "L'arbre du raisonnement" in why
    assert "Texte d'essai 4 L'injure est punie. texte vérifié Prudence : Montant" in texts
    assert "Premier groupe · avertissement · blâme" in sanctions
    assert "maximum : amende de 12 000 €, si tous les éléments sont prouvés" in sanctions
    assert "Articles écartés, et pourquoi" in sanctions
    assert "Jusqu'au 02/11/2029" in deadlines and "sans effet : une plainte simple" in deadlines
    assert "plus aucune réponse ne peut changer" in still_open
    assert "Quel document a nommé l'agent ? → Titulaire" in answers


async def test_what_moved_since_the_founding_documents_is_told_after_the_sanctions(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8", "f8", "f8", "f8", "f8")
        shown = words_of(pilot)
    assert "Ce qui a changé depuis les documents de 2016 et de 2021" in shown
    assert "L'ancien montant de l'injure" in shown
    assert (
        "Ce que dit l'article de 2021 : L'injure est punie de [b]45 000[/b] euros. Appréciation : "
        "dépassé." in shown
    )
    assert "Depuis quand : depuis le 23/03/2024. Texte d'essai 4 (texte vérifié)" in shown


async def test_human_resources_see_sanctions_and_no_penalty(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8", "f8", "f8", "f8", "f8")
        shown = words_of(pilot)
    assert "Premier groupe" in shown
    assert "amende" not in shown


async def test_a_manager_reads_what_to_do_first_and_sees_neither_sanction_nor_penalty(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "manager", (100, 60)) as pilot:
        await press(pilot, "f8")
        shown = await tabs(pilot, 4)
    assert "Aucune autre question pour le rapport factuel." in shown[2]
    page = shown[0].partition("Conclusions")[2]
    assert page.index("À ne pas faire") < page.index("À faire maintenant")
    assert page.index("Qui prévenir") < page.index("Je transmets aux ressources humaines")
    assert "N'écrivez pas à l'agent sur ces faits" in page
    assert "Les ressources humaines. (règle de droit)" in page
    assert "Textes" not in shown[0] and "Procédure disciplinaire" not in shown[0]
    everything = " ".join(shown)
    assert "amende" not in everything and "blâme" not in everything
    assert "L'injure est punie" not in everything
    assert "Sanctions" not in shown[0]


async def test_a_manager_hands_over_the_factual_report_and_only_it(tmp_path: Path) -> None:
    target = tmp_path / "rapport.txt"
    async with working_on(tmp_path / "d", complete_incident(), "manager", (100, 60)) as pilot:
        await press(pilot, "f8")
        lines = one(pilot, "#conclusions LineList")
        lines.highlighted = next(
            i for i, line in enumerate(lines.lines) if line.target == "je-transmets"
        )
        await press(pilot, "enter")
        assert screen_of(pilot) == "ExportDialog"
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
    written = target.read_text(encoding="utf-8")
    assert written.startswith("Rapport factuel : Dossier complet")
    assert "bande de nuls" in written and "Titulaire" in written
    for absent in ("Injure", "établi", "À NE PAS FAIRE", "amende", "blâme"):
        assert absent not in written


async def test_human_resources_and_counsel_read_each_grief_apart(tmp_path: Path) -> None:
    async with working_on(tmp_path / "a", complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8", "f8")
        plain_words = words_of(pilot)
    assert "En clair : Avoir écrit une injure." in plain_words
    assert "Le contexte entier. (conseil)" in plain_words
    async with working_on(tmp_path / "b", complete_incident(), "juriste", (100, 60)) as pilot:
        await press(pilot, "f8", "f8")
        drafted = words_of(pilot)
    assert "Preuve propre à ce grief : les mots exacts" in drafted
    assert (
        "Décisions qui l'ont retenu : Cour d'essai, 10/04/2013, n° 11-00.001 (salariée" in drafted
    )
    assert "Décisions qui ne l'ont pas retenu : aucune au registre" in drafted


async def test_contradiction_reads_the_attacks_in_their_order(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 60)) as pilot:
        await press(pilot, "f8", "f4", "down", "down", "down", "enter")
        shown = words_of(pilot)
    assert "Lecteur : Contradiction" in shown
    assert shown.rindex("1. Qui pouvait lire") < shown.rindex("2. L'égalité")
    assert "Le dossier aujourd'hui : le dossier répond. Tous pouvaient lire." in shown
    assert "appliquée à : salariée" in shown and "Connue par un sommaire." in shown
    assert "D'autres ont fait de même. (conseil, sans source au dossier)" in shown
    assert "Griefs" not in shown


async def test_the_reader_can_be_changed_on_the_result(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8", "f4", "down", "down", "enter")
        assert "Lecteur : Juriste" in words_of(pilot)
        assert "Injure publique" in words_of(pilot)
    saved_notes = one_case(tmp_path).case.incident["notes"]
    assert saved_notes["lecteur"] == "juriste"


async def test_a_contested_conclusion_shows_both_readings_and_what_settles_it(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, DISPUTED, "rh", (100, 60)) as pilot:
        await press(pilot, "f8")
        shown = words_of(pilot)
    assert "≠ contesté Qui pouvait lire : lisible par tous (P1)" in shown
    assert "– Au-delà d'un très petit nombre il est public. Alors : établi." in shown
    assert "Prudence : Tenir le message pour restreint." in shown
    assert "Pour départager : règle de discrétion du groupe." in shown


async def test_enter_on_a_conclusion_shows_why_and_enter_on_a_fact_goes_to_its_question(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8")
        lines = one(pilot, "#conclusions LineList")
        lines.highlighted = next(
            i for i, line in enumerate(lines.lines) if str(line.target).startswith("injure")
        )
        await press(pilot, "enter")
        assert "Un terme de mépris est une injure." in words_of(pilot)
        reasoning = one(pilot, "#reasoning")
        assert reasoning.has_focus
        await press(pilot, "end", "enter")
        assert screen_of(pilot) == "InterviewScreen"
        assert "un mot de mépris" in text_of(pilot)
        await press(pilot, "f7")
        assert screen_of(pilot) == "ResultScreen"


async def test_a_source_opens_in_full(tmp_path: Path) -> None:
    async with working_on(tmp_path, DISPUTED, "rh", (100, 60)) as pilot:
        await press(pilot, "f8", "f8", "f8", "f8")
        await press(pilot, "end", "enter")
        assert screen_of(pilot) == "ReaderScreen"
        shown = words_of(pilot)
    assert "Cour d'essai, 10/04/2013, n° 11-00.001" in shown
    assert "À qui elle s'appliquait : salariée" in shown
    assert "Prudence Connue par un sommaire." in shown


async def test_an_answer_changed_from_the_result_comes_back_to_it(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "rh", (100, 60)) as pilot:
        await press(pilot, "f8", *["f8"] * 7)
        lines = one(pilot, "#answers LineList")
        lines.highlighted = next(
            i for i, line in enumerate(lines.lines) if line.target == "evidence_disloyal"
        )
        await press(pilot, "enter", "a")
        assert screen_of(pilot) == "ResultScreen"
        assert "Procédure disciplinaire possible : ✗ écarté" in words_of(pilot)
    assert recorded(tmp_path, "evidence_disloyal") == "oui"


async def test_the_result_is_written_to_a_new_file_and_never_over_another(tmp_path: Path) -> None:
    folder, target = tmp_path / "dossiers", tmp_path / "resultat.txt"
    async with working_on(folder, complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        assert screen_of(pilot) == "ExportDialog"
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
        assert screen_of(pilot) == "ResultScreen"
        written = target.read_text(encoding="utf-8")
        await press(pilot, "f6")
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
        assert "Ce fichier existe déjà" in words_of(pilot)
    assert "Injure" in written
    assert target.read_text(encoding="utf-8") == written
    assert target.stat().st_mode & 0o777 == 0o600


async def test_the_three_forms_are_offered_to_counsel_and_data_is_not_to_a_manager(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path / "a", complete_incident(), "juriste") as pilot:
        await press(pilot, "f8", "f6")
        assert "JSON" in text_of(pilot)
        target = tmp_path / "donnees.json"
        await press(pilot, "c")
        one(pilot, "#file").value = str(target)
        await press(pilot, "f8")
    assert json.loads(target.read_text(encoding="utf-8"))["format"].startswith("qualif-assessment")
    async with working_on(tmp_path / "b", complete_incident(), "manager") as pilot:
        await press(pilot, "f8", "f6")
        assert "JSON" not in text_of(pilot)


async def test_counsel_reads_the_ways_open_under_the_delays_and_the_pieces_under_what_is_open(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 60)) as pilot:
        await press(pilot, *["f8"] * 6)
        delays = words_of(pilot)
        await press(pilot, "f8")
        pieces = words_of(pilot)
    assert "Voies ouvertes" in delays
    assert "Contester une sanction d'essai" in delays
    assert "En faveur de l'agent, à réunir avec le même soin" in pieces


async def test_four_lines_stand_above_the_tabs_and_each_part_of_the_headline_says_why(
    tmp_path: Path,
) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (80, 24)) as pilot:
        await press(pilot, "f8")
        rows = text_of(pilot).splitlines()
        assert "Conclusions" in rows[3] and "En bref" in rows[5]
        lines = one(pilot, "#conclusions LineList")
        lines.highlighted = next(
            n
            for n, line in enumerate(lines.lines)
            if line.paragraphs[0].text.plain.startswith("Preuve utilisable : ")
        )
        await press(pilot, "enter")
        assert one(pilot, "TabbedContent").active == "why"
        assert "La conclusion Pièces utilisables — établi" in words_of(pilot)


async def test_every_reader_is_told_what_is_discussed(tmp_path: Path) -> None:
    said = dispute_about("oui", "employeur", "agent", "employeur")
    key = Key("outrageous_expression", PASSAGE)
    discussed = complete_incident().with_dispute(key, said)
    for profile in ("manager", "rh", "juriste", "contradiction"):
        async with working_on(tmp_path / profile, discussed, profile, (100, 60)) as pilot:
            await press(pilot, "f8")
            one(pilot, "TabbedContent").active = "open"
            await pilot.pause()
            shown = words_of(pilot)
            assert "Faits discutés" in shown
            assert "allégué par l'employeur, contesté par l'auteur présumé" in shown.casefold()
            assert ("selon ce qui sera prouvé" in shown) is (profile != "manager")


async def test_enter_on_a_line_that_opens_nothing_says_so(tmp_path: Path) -> None:
    async with working_on(tmp_path, complete_incident(), "juriste", (100, 40)) as pilot:
        await press(pilot, "f8")
        one(pilot, "TabbedContent").active = "sanctions"
        await pilot.pause()
        assert one(pilot, "#sanctions LineList").target is None
        await press(pilot, "enter", "enter")
        assert screen_of(pilot) == "ResultScreen"
        assert [notice.message for notice in pilot.app._notifications] == [
            "Cette ligne se lit seulement : elle n'ouvre rien."
        ]
