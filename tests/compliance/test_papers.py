"""Each paper, whole: what it says of the code of today, in French, and nothing without a source."""

from __future__ import annotations

import json
import re
from argparse import _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from docx import Document

from expert.cases.people import ROLE_FR
from expert.command.main import build_parser, main
from expert.compliance.durations import MODE_FR, SETTING_FR
from expert.compliance.notes import Notes
from expert.compliance.papers import PAPERS
from expert.compliance.reading import categories, chapters, risks, threat_model
from expert.documents.acts.catalogue import titles
from expert.documents.markdown import layout as markdown
from expert.documents.outline import Block, Heading, Table
from expert.documents.text import layout
from expert.explanation.citations import NotCitableError
from expert.retention.durations import Durations
from expert.rights.operations import OPERATION_FR
from expert.rights.profiles import MATRIX
from knowledge import KnowledgeBase, load_base
from knowledge.models.sanctions import ErasureMode

WIDE = 100_000
"""A width at which no sentence is cut by the layout."""


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def told(law: KnowledgeBase) -> dict[str, str]:
    return {name: layout(paper.blocks(law), WIDE) for name, paper in PAPERS.items()}


def commands(parser: object, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command of the parser, with the papers of « conformite »."""
    yield words
    for action in parser._actions:  # type: ignore[attr-defined]
        if isinstance(action, _SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, (*words, name))
        elif not action.option_strings and action.choices:
            yield from ((*words, str(choice)) for choice in action.choices)
    if words == ("document",):
        yield from ((*words, name) for name in titles(load_base()))


@pytest.mark.parametrize("form", ["texte", "markdown", "json"])
@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_is_printed_in_each_form(
    name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["conformite", name, "--format", form]) == 0
    out = capsys.readouterr().out
    if form == "json":
        data = json.loads(out)
        assert name == "nomenclature" or data["blocks"][0]["text"] == PAPERS[name].title
    else:
        assert out.startswith(("# " if form == "markdown" else "") + PAPERS[name].title)
        assert form == "markdown" or max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(("name", "state"), [("registre", "Projet"), ("menaces", "Document")])
def test_a_paper_is_written_as_an_office_document(
    name: str, state: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"{name}.docx"
    asked = ["conformite", name, "--format", "docx"]
    assert main([*asked, "--sortie", str(target)]) == 0
    assert capsys.readouterr().out.startswith(f"{state} écrit, à relire : ")
    words = " ".join(p.text for p in Document(str(target)).paragraphs)
    for block in PAPERS[name].blocks(load_base()):
        if isinstance(block, Heading):
            assert block.text.replace("'", "’") in words.replace("'", "’")
    refused = [asked, ["conformite", name, "--sortie", "x.docx"],
               ["conformite", "--format", "docx", "--sortie", str(target)]]  # fmt: skip
    assert [main(arguments) for arguments in refused] == [2, 2, 2]


def test_the_list_names_every_paper(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformite"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(PAPERS)
    assert main(["conformite", "registres"]) == 2
    assert "vouliez-vous dire « registre »" in capsys.readouterr().err


def test_the_register_says_all_that_a_register_has_to(told: dict[str, str]) -> None:
    text = told["registre"]
    titles = (
        "RESPONSABLE DU TRAITEMENT", "FINALITÉS", "BASE LÉGALE", "PERSONNES CONCERNÉES",
        "CATÉGORIES DE DONNÉES", "DESTINATAIRES", "DURÉES", "MESURES DE SÉCURITÉ",
        "USAGES EXCLUS", "HÉBERGEMENT ET TRANSFERTS", "DROITS DES PERSONNES",
    )  # fmt: skip
    places = [text.find(f"\n{title}\n") for title in titles]
    assert -1 not in places and places == sorted(places)
    for said in (*ROLE_FR.values(), *(each.label for each in categories().categories)):
        assert said in text
    for excluded in ("Surveillance des comptes", "Note, score", "Classement", "Profil"):
        assert excluded in text


def test_every_fact_of_the_base_is_in_the_register(
    told: dict[str, str], law: KnowledgeBase
) -> None:
    detail = told["registre"].partition("DÉTAIL DES QUESTIONS")[2]
    assert [fact.id for fact in law.facts.values() if fact.label not in detail] == []


def test_every_duration_is_told(told: dict[str, str], law: KnowledgeBase) -> None:
    assert set(SETTING_FR) == set(Durations.model_fields)
    assert set(MODE_FR) == set(get_args(ErasureMode))
    for paper in ("durees", "registre"):
        assert all(words in told[paper] for words in SETTING_FR.values())
        for procedure in law.procedures.values():
            assert procedure.label in told[paper]
            assert all(erasure.told in told[paper] for erasure in procedure.erasures)
    assert f"{Durations().without_sanction} mois à compter de la décision" in told["durees"]
    known = "novembre 2019), texte cité de mémoire, à lire avant de citer, avec mise en garde."
    assert known in told["durees"]


def test_every_profile_and_operation_is_told(told: dict[str, str]) -> None:
    for permissions in MATRIX.values():
        assert permissions.name in told["droits"] and permissions.bound in told["droits"]


def test_the_matrix_of_the_users_is_a_table(law: KnowledgeBase) -> None:
    (table,) = (b for b in PAPERS["droits"].blocks(law) if isinstance(b, Table))
    assert table.header == ("Opération", *(p.name for p in MATRIX.values()))
    assert {row[0] for row in table.rows} == set(OPERATION_FR.values())
    by_words = {words: operation for operation, words in OPERATION_FR.items()}
    for words, *cells in table.rows:
        held = [by_words[words] in p.operations for p in MATRIX.values()]
        assert cells == ["oui" if yes else "non" for yes in held]


def test_every_threat_says_its_state_its_tests_and_what_is_left(told: dict[str, str]) -> None:
    for threat in threat_model().threats:
        assert f"• {threat.number} : {threat.threat} (" in told["menaces"]
        assert all(f"Non couvert : {left}" in told["menaces"] for left in threat.left)
        for test in threat.every_test:
            assert test.replace("::", " : ") in told["menaces"]
    for said in (
        "Windows n'a pas été essayé",
        "photographier un écran",
        "presse-papiers",
        "imprim",
    ):
        assert said in told["menaces"] and said in told["aipd"]


def test_every_risk_line_points_to_its_tests(told: dict[str, str]) -> None:
    text = told["aipd"]
    listed = dict(re.findall(r"^• (E\d+) : (\S+ : \w+)", text, re.M))
    for risk in risks().risks:
        assert risk.title in text
        for measure in risk.measures:
            (line,) = re.findall(rf"– {re.escape(measure.text[:-1])} \((.*)\)\.$", text, re.M)
            shown = [listed[number] for number in re.findall(r"E\d+", line)]
            assert shown == [test.replace("::", " : ") for test in measure.every_test]
    assert text.count("Gravité, vraisemblance, décision : ...") == len(risks().risks)


def test_what_only_the_establishment_knows_is_left_blank(told: dict[str, str]) -> None:
    blanks = [label for paper in ("registre", "aipd")
              for chapter in chapters(paper).chapters for label in chapter.blanks]  # fmt: skip
    assert len(blanks) > 20
    for label in blanks:
        assert f"{label} : ...." in told["registre"] + told["aipd"]


def test_no_law_is_told_without_its_source(law: KnowledgeBase, told: dict[str, str]) -> None:
    """An article is named only by an entry of the registry."""
    article = re.compile(r"\bart(?:icle|\.)s? [LRD]?\.? ?\d[\d-]*")
    words = " ".join(source.model_dump_json() for source in law.sources.values()) + law.mention
    for name, text in told.items():
        unknown = {found for found in article.findall(text) if found.split()[-1] not in words}
        assert unknown == set(), name
    with pytest.raises(NotCitableError):
        Notes(law).texts(["rgpd-inconnu"])


def test_every_command_that_is_named_exists(told: dict[str, str]) -> None:
    known = {" ".join(words) for words in commands(build_parser())}
    named = {words for text in told.values()
             for words in re.findall(r"qualif((?: [a-z][a-z-]+){1,2})", text)}  # fmt: skip
    assert len(named) > 8
    assert {words.strip() for words in named} <= known


def test_no_word_to_avoid_and_no_figure_of_merit(told: dict[str, str]) -> None:
    for name, text in told.items():
        own = text.partition("TEXTES CITÉS")[0]
        for avoided in ("coupable", "fautif", "mis en cause", "victime", "probablement", "%"):
            assert avoided not in own.lower(), (name, avoided)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_whole_in_markdown_too(law: KnowledgeBase, name: str) -> None:
    blocks: list[Block] = list(PAPERS[name].blocks(law))
    assert markdown(iter(blocks)).count("\n#") + 1 == sum(
        type(block).__name__ == "Heading" for block in blocks
    )
