"""The list of components: every package of the lock, and the structure of CycloneDX 1.6."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from expert._version import __version__
from expert.command.main import main
from expert.compliance import inventory
from expert.compliance.inventory import bill_of_materials, components, licence_words, lock_text
from expert.compliance.reading import purposes
from knowledge.errors import InputError

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


_TEXT = {"type": "string", "minLength": 1}
_LICENCES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "oneOf": [
            _object({"expression": _TEXT}, "expression"),
            _object({"license": _object({"name": _TEXT}, "name")}, "license"),
        ]
    },
}
_PURL = {"type": "string", "pattern": r"^pkg:(pypi|generic)/[a-z0-9-]+@[\w.]+$"}
CYCLONEDX = _object(
    {
        "$schema": {"const": "http://cyclonedx.org/schema/bom-1.6.schema.json"},
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.6"},
        "serialNumber": {
            "type": "string",
            "pattern": "^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        },
        "version": {"type": "integer", "minimum": 1},
        "metadata": _object(
            {
                "timestamp": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                "component": _object(
                    {
                        "type": {"const": "application"},
                        "bom-ref": _PURL,
                        "name": _TEXT,
                        "version": _TEXT,
                        "licenses": _LICENCES,
                    },
                    "type",
                    "name",
                    "version",
                ),
            },
            "timestamp",
            "component",
        ),
        "components": _list_of(
            _object(
                {
                    "type": {"const": "library"},
                    "bom-ref": _PURL,
                    "name": _TEXT,
                    "version": _TEXT,
                    "description": _TEXT,
                    "scope": {"enum": ["required", "optional"]},
                    "hashes": _list_of(
                        _object(
                            {
                                "alg": {"const": "SHA-256"},
                                "content": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                            },
                            "alg",
                            "content",
                        )
                    ),
                    "licenses": _LICENCES,
                    "purl": _PURL,
                    "properties": {
                        "type": "array",
                        "items": _object({"name": _TEXT, "value": _TEXT}, "name", "value"),
                    },
                },
                "type",
                "bom-ref",
                "name",
                "version",
                "scope",
                "hashes",
                "purl",
            )
        ),
        "dependencies": _list_of(
            _object({"ref": _PURL, "dependsOn": {"type": "array", "items": _PURL}}, "ref")
        ),
    },
    "bomFormat",
    "specVersion",
    "version",
    "metadata",
    "components",
    "dependencies",
)
"""The part of CycloneDX 1.6 that is written: its required keys, and no other key."""


def test_the_command_prints_a_bill_of_the_published_structure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["conformite", "nomenclature", "--format", "json"]) == 0
    bill = json.loads(capsys.readouterr().out)
    Draft202012Validator(CYCLONEDX).validate(bill)
    del bill["components"][0]["version"]
    with pytest.raises(ValidationError, match="version"):
        Draft202012Validator(CYCLONEDX).validate(bill)


def test_every_package_of_the_lock_is_a_component_with_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert lock_text() == lock
    bill = bill_of_materials(lock, NOW)
    written = {(c["name"], c["version"]): c for c in bill["components"]}
    assert list(written) == re.findall(r"^(\S+)==(\S+)", lock, re.M)
    hashes = [h["content"] for c in bill["components"] for h in c["hashes"]]
    assert hashes == re.findall(r"sha256:([0-9a-f]{64})", lock)


def test_the_wheel_carries_the_lock_where_it_is_read() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forced = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert forced == {"requirements.lock": "expert/compliance/requirements.lock"}


def test_a_lock_that_is_nowhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inventory, "__file__", str(tmp_path / "a" / "b" / "inventory.py"))
    assert main(["conformite", "nomenclature"]) == 2
    assert "pas de liste des composants" in capsys.readouterr().err


def test_every_reference_leads_to_a_component() -> None:
    bill = bill_of_materials(lock_text(), NOW)
    root = bill["metadata"]["component"]["bom-ref"]
    known = {root, *(c["bom-ref"] for c in bill["components"])}
    graph = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert graph.keys() == known
    reached, pending = set(), [root]
    while pending:
        ref = pending.pop()
        if ref not in reached:
            reached.add(ref)
            pending += graph[ref]
    assert reached == known, "each component is asked for by something"


def test_each_component_is_asked_for_by_the_project_or_by_another() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def asked(lines: list[str]) -> set[str]:
        return {re.split(r"[=<>~!\[ ]", line)[0].lower() for line in lines}

    options = {name: asked(lines) for name, lines in project["optional-dependencies"].items()}
    always = asked(project["dependencies"])
    found = {each.name: each for each in components(lock_text())}
    assert {name for name, each in found.items() if each.direct and not each.options} == always
    for name, packages in options.items():
        for package in packages & set(found):
            assert found[package].options == (name,)
    bill = bill_of_materials(lock_text(), NOW)
    optional = {each["name"] for each in bill["components"] if each["scope"] == "optional"}
    assert optional == {name for name, each in found.items() if each.options}
    assert {"typst", "psycopg"} <= optional and "pydantic" not in optional
    assert set(purposes().components) == always.union(*options.values())


def test_licences_are_those_of_the_installed_packages() -> None:
    found = {each.name: each for each in components(lock_text())}
    assert licence_words(found["alembic"]) == "MIT"
    assert licence_words(found["experta"]) == "LGPLv3"
    assert licence_words(found["pyrage"]) == "non dite par ses métadonnées"
    unread = {name for name, each in found.items() if not each.installed}
    assert {found[name].marker != "" for name in unread} <= {True}, "only what a condition excludes"
    assert all("non lue" in licence_words(found[name]) for name in unread)


def test_the_same_lock_gives_the_same_bill_and_another_a_new_number() -> None:
    lock = lock_text()
    assert bill_of_materials(lock, NOW) == bill_of_materials(lock, NOW)
    other = lock.replace("mako==1.4.3", "mako==1.4.4")
    numbers = {bill_of_materials(each, NOW)["serialNumber"] for each in (lock, other)}
    assert len(numbers) == 2
    assert __version__ in bill_of_materials(lock, NOW)["metadata"]["component"]["bom-ref"]


def test_a_lock_that_is_badly_written_is_told() -> None:
    with pytest.raises(InputError, match="ligne mal écrite : « mako 1"):
        components("mako 1.4.3\n    --hash=sha256:" + "0" * 64 + "\n")
