"""`qualif base`: the law as data, read, searched, counted, refused."""

from __future__ import annotations

import json

import pytest

from expert.assurance import Finding, Verification
from expert.command.base import verify
from expert.command.main import main
from expert.documents.json_contract import CONTRACTS
from expert.library.search import Entry, find
from knowledge import BrokenBaseError, KnowledgeError, Place, load_base


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["base", *words]) == 0
    return capsys.readouterr().out


def test_the_facts_are_all_told_with_their_type_values_scope_and_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = load_base()
    facts = json.loads(printed(capsys, "faits", "--format", "json"))
    assert {fact["id"] for fact in facts} == set(base.facts)
    access = next(fact for fact in facts if fact["id"] == "access")
    assert access["type"] == "choix"
    assert access["scope"] == "publication"
    assert "closed_group" in access["values"]
    assert access["question"].endswith("?")
    text = printed(capsys, "faits")
    assert "  access (choix, publication) : " in text
    assert "      closed_group : " in text


def test_a_rule_is_read_aloud_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "regle", "destinataire-unique")
    assert text.startswith("destinataire-unique (")
    assert "\nSi\n" in text
    assert "\nAlors\n" in text
    assert "n° 12-84.042 [cass-crim-2013-05-14-12-84042]" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


def test_every_rule_can_be_read_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    from expert.command.base.rule import _lines

    base = load_base()
    for rule in base.rules.values():
        text = "\n".join(_lines(base, rule))
        assert rule.rule.statement in text
        for source in rule.rule.sources:
            assert source in text


def test_a_source_says_its_level_and_who_relies_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "source", "cp-r621-1")
    assert "Code pénal, art. R621-1\n" in text
    assert "Maximum prévu : 38 euros d'amende\n" in text
    assert "Niveau : texte vérifié\n" in text
    assert "\nRègles : " in text


def test_what_may_not_be_cited_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    example = next(d.id for d in load_base().decisions() if not d.is_citable)
    assert "Exemple seulement : ne peut pas être cité" in printed(capsys, "source", example)


KNOWN = [
    Entry("texte", "t1", "Secret professionnel", "le médecin"),
    Entry("texte", "t2", "Autre chose", "le secret, et encore le secret"),
    Entry("décision", "d1", "Élève infirmière", "une œuvre secrète"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["secret"], ["t1", "t2", "d1"]),
        (["SECRET", "Médecin"], ["t1"]),
        (["medecin"], ["t1"]),
        (["eleve"], ["d1"]),
        (["oeuvre"], ["d1"]),
        (["infirm"], ["d1"]),
        (["secret médecin"], ["t1"]),
        (["absent"], []),
        (["secret", "absent"], []),
        (["?"], []),
    ],
)
def test_a_search_ignores_accents_and_ranks_titles_first(
    words: list[str], found: list[str]
) -> None:
    assert [entry.id for entry in find(KNOWN, words)] == found


def test_a_search_in_the_base(capsys: pytest.CaptureFixture[str]) -> None:
    assert "texte loi-1881-art-33-al-1 : " in printed(capsys, "chercher", "loi", "1881", "33")
    assert printed(capsys, "chercher", "zzzz") == "Rien ne correspond à tous ces mots.\n"
    assert printed(capsys, "sources", "zzzz") == "Rien ne correspond à tous ces mots.\n"


def found(*findings: Finding) -> Verification:
    return Verification(findings, {"Injure": 3}, {"solide": 3}, {"texte, verifie": 2}, {"r": ()})


def test_the_base_is_verified_and_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Finding("idle-fact", "x", "aucune règle ne lit « x »")
    monkeypatch.setattr(verify, "_verified", lambda _: found(told))
    base = load_base()
    text = printed(capsys, "verifier")
    assert f"\nRègles : {len(base.rules)}\n  Injure : 3\n" in text
    assert f"\nTextes et décisions : {len(base.sources)}\n  texte, verifie : 2\n" in text
    assert "\nÀ savoir : aucune règle ne lit « x »\n" in text
    assert text.endswith("La base est cohérente.\n")


def test_a_base_that_contradicts_itself_is_refused_with_its_witness(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    conflict = Finding("conflict", "acces", "« Accès » vaut « a » et « b »", ("access : public",))
    monkeypatch.setattr(verify, "_verified", lambda _: found(conflict))
    assert main(["base", "verifier"]) == 2
    refused = capsys.readouterr()
    assert "cohérente" not in refused.out
    assert refused.err == "Refusé : « Accès » vaut « a » et « b »\n    access : public\n"


def test_a_broken_base_names_every_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import knowledge

    def broken(**_: object) -> None:
        raise BrokenBaseError(
            [KnowledgeError(Place("a.yaml", 1, 2), "un"), KnowledgeError(Place("b.yaml"), "deux")]
        )

    monkeypatch.setattr(knowledge, "load_base", broken)
    assert main(["base", "verifier"]) == 2
    refused = capsys.readouterr()
    assert refused.out == ""
    assert refused.err == "a.yaml:1:2 : un\nb.yaml : deux\n"


def test_the_schema_is_printed_under_both_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    alone = capsys.readouterr().out
    assert json.loads(alone)["$schema"].endswith("2020-12/schema")
    assert printed(capsys, "schema") == alone


def test_each_contract_has_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    printed_ids = []
    for name in CONTRACTS:
        assert main(["schema", name]) == 0
        printed_ids.append(json.loads(capsys.readouterr().out)["$id"])
    assert len(set(printed_ids)) == len(CONTRACTS) > 1
    assert main(["schema", "explicaton"]) == 2
    assert "vouliez-vous dire « explication » ?" in capsys.readouterr().err


def test_the_information_names_software_and_law(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["infos"]) == 0
    text = capsys.readouterr().out
    assert load_base().digest in text
    assert "aucune connexion" in text
