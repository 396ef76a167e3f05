"""Nothing is kept or asked without its category."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from expert.cases.part import Part
from expert.cases.people import Person
from expert.compliance import categories as module
from expert.compliance.categories import (
    UnclassifiedError,
    category_of_column,
    category_of_fact,
    category_of_field,
    clear_columns,
    columns_of,
    facts_of,
    fields_of,
    kept_fields,
    sealed_columns,
)
from expert.compliance.models import Categories
from expert.compliance.reading import categories
from knowledge import KnowledgeBase, load_base


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def test_every_field_every_clear_column_and_every_fact_has_its_category(law: KnowledgeBase) -> None:
    data = categories()
    assert [name for name in kept_fields() if not category_of_field(data, name)] == []
    assert [name for name in clear_columns() if not category_of_column(data, name)] == []
    assert sum(map(len, facts_of(law, data).values())) == len(law.facts)
    used = {*facts_of(law, data), *fields_of(data), *columns_of(data)}
    assert used == {each.id for each in data.categories}


def test_the_models_of_a_case_are_all_walked() -> None:
    kept = set(kept_fields())
    assert {"CaseFile.incident", "Person.name", "Piece.obtained_words", "Note.text"} <= kept
    assert {"Card.name", "Entry.account", "Envelope.secret", "CaseLine.title"} <= kept
    assert not [name for name in kept if name.startswith(("Grant.", "Due.", "Durations."))]


def test_a_new_field_without_category_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ledger(Part):
        mood: str = ""

    monkeypatch.setattr(Ledger, "__module__", "expert.cases.people")
    assert "Ledger.mood" in kept_fields()
    with pytest.raises(UnclassifiedError, match=r"le champ Ledger\.mood"):
        fields_of(categories())
    monkeypatch.setattr(Ledger, "__module__", "tests.elsewhere")
    assert "Ledger.mood" not in kept_fields()


def test_a_new_column_without_category_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = MetaData()
    Table("person", metadata, Column("name", String), Column("sealed", LargeBinary))
    monkeypatch.setattr(module, "metadata", metadata)
    assert (clear_columns(), sealed_columns()) == (("person.name",), ("person.sealed",))
    with pytest.raises(UnclassifiedError, match=r"la colonne person\.name"):
        columns_of(categories())


def test_a_new_block_without_category_stops_everything(law: KnowledgeBase) -> None:
    fact = law.facts["access"].model_copy(update={"block": "humeur"})
    with pytest.raises(UnclassifiedError, match="le bloc humeur"):
        category_of_fact(categories(), fact)


@pytest.mark.parametrize(
    "changed",
    [{"label": "état de santé"}, {"question": "Quelle religion ?"}, {"protected": True}],
)
def test_a_sensitive_fact_is_never_classified_by_its_block(
    law: KnowledgeBase, changed: dict[str, object]
) -> None:
    new = law.facts["access"].model_copy(update={"id": "nouveau"})
    assert category_of_fact(categories(), new) == "diffusion"
    with pytest.raises(UnclassifiedError, match="sans catégorie propre : le fait nouveau"):
        category_of_fact(categories(), new.model_copy(update=changed))


def test_protected_facts_are_all_told_as_protected(law: KnowledgeBase) -> None:
    protected = {fact.id for fact in law.facts.values() if fact.protected}
    assert {fact.id for fact in facts_of(law, categories())["protegees"]} == protected


def test_facts_named_one_by_one_still_exist(law: KnowledgeBase) -> None:
    named = {name for facts in categories().facts.values() for name in facts}
    assert named - set(law.facts) == set()


def test_no_field_and_no_column_that_is_gone_keeps_a_category() -> None:
    data = categories()
    for named, existing in ((data.fields, kept_fields()), (data.columns, clear_columns())):
        assert {name for held in named.values() for name in held} == set(existing)


def test_a_category_that_is_none_and_a_name_twice_are_refused() -> None:
    one = {"categorie": "a", "libelle": "l", "contient": "c"}
    empty = {"categories": [one], "champs": {}, "colonnes": {}, "blocs": {}, "faits": {}}
    assert Categories.model_validate(empty).categories[0].id == "a"
    with pytest.raises(ValueError, match="catégories inconnues : b"):
        Categories.model_validate(empty | {"blocs": {"mots": "b"}})
    twice = {"a": {"X.y": "mot"}, "b": {"X.y": "mot"}}
    two = [one, one | {"categorie": "b"}]
    with pytest.raises(ValueError, match=r"dans deux catégories : X\.y"):
        Categories.model_validate(empty | {"categories": two, "champs": twice})


def test_a_package_that_is_not_there_yet_is_passed_over_and_a_broken_one_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_KEPT", ("expert.nowhere", "expert.cases.people"))
    assert set(kept_fields()) == {f"Person.{name}" for name in Person.model_fields}
    (tmp_path / "broken_package.py").write_text("import nothing_of_that_name\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "_KEPT", ("broken_package",))
    with pytest.raises(ModuleNotFoundError, match="nothing_of_that_name"):
        kept_fields()
