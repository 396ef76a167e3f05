"""The list of components (SBOM, CycloneDX 1.6): what is locked, and what its metadata says of it.

Versions and hashes are those of the lock file, licences those that the installed metadata
declares, requests those of the project (`pyproject.toml`). Nothing is asked of any network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from expert._version import __version__
from expert.compliance.reading import purposes
from knowledge.errors import InputError, Place

PROJECT: Final = "qualif"
LOCK: Final = "requirements.lock"
_LOCKED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>[^\\]+?))? \\$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_REQUIRED = re.compile(r"^([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")
_LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class Component:
    """A package of the lock.

    `options` are those of the project that bring it; empty when it always comes. `licence` is None
    when the metadata says none or the package is not installed here; `spdx` tells that it is
    written as an SPDX expression.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: str
    licence: str | None
    spdx: bool
    installed: bool
    direct: bool
    options: tuple[str, ...]
    requires: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Return how the component is named everywhere."""
        return f"pkg:pypi/{self.name}@{self.version}"

    @property
    def purpose(self) -> str:
        """Return what it is for, in French; empty for what others ask for."""
        return purposes().components.get(self.name, "")


def lock_text() -> str:
    """Return the lock file: that of the wheel, else that of the source tree."""
    shipped = resources.files("expert.compliance").joinpath(LOCK)
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    beside = Path(__file__).parents[2] / LOCK
    try:
        return beside.read_text(encoding="utf-8")
    except OSError:
        raise InputError(Place(LOCK), "fichier introuvable : pas de liste des composants") from None


def components(lock: str) -> tuple[Component, ...]:
    """Return every package of a lock, by name."""
    locked = dict(_locked(lock))
    graph = {name: _requirements(name) for name in (PROJECT, *locked)}
    reached = _reached(graph)
    direct = {required for required, _, _ in graph[PROJECT]}
    return tuple(
        Component(
            name,
            version,
            hashes,
            marker,
            *_licence(name),
            direct=name in direct,
            options=() if name in reached.always else tuple(sorted(reached.options.get(name, ()))),
            requires=tuple(sorted(reached.edges.get(name, set()) & set(locked))),
        )
        for name, (version, hashes, marker) in sorted(locked.items())
    )


def bill_of_materials(lock: str, made_at: datetime) -> dict[str, Any]:
    """Return the bill of materials of a lock; its serial number follows lock and version."""
    found = components(lock)
    digest = sha256(f"{__version__}\n{lock}".encode()).digest()
    root = f"pkg:generic/{PROJECT}@{__version__}"
    direct = [each.purl for each in found if each.direct]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{UUID(bytes=digest[:16], version=4)}",
        "version": 1,
        "metadata": {
            "timestamp": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": PROJECT,
                "version": __version__,
                "licenses": [{"expression": "EUPL-1.2"}],
            },
        },
        "components": [_written(each) for each in found],
        "dependencies": [
            {"ref": root, "dependsOn": direct},
            *({"ref": each.purl, "dependsOn": _purls(found, each.requires)} for each in found),
        ],
    }


def bill_text(lock: str, made_at: datetime) -> str:
    """Return the bill of materials as JSON text."""
    return json.dumps(bill_of_materials(lock, made_at), ensure_ascii=False, indent=2) + "\n"


def _locked(lock: str) -> Iterator[tuple[str, tuple[str, tuple[str, ...], str]]]:
    """Yield each package of a lock with its version, its hashes and its condition."""
    block: list[str] = []
    for line in (*lock.splitlines(), "=="):
        if not line.startswith(" ") and block:
            found = _LOCKED.match(block[0])
            if found is None:
                raise InputError(Place(LOCK), f"ligne mal écrite : « {block[0][:60]} »")
            hashes = tuple(_HASH.findall("\n".join(block)))
            yield found["name"], (found["version"], hashes, found["marker"] or "")
            block = []
        block.append(line)


def _requirements(name: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return what an installed package asks for: the name, its extras, and under which extra."""
    try:
        asked = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return ()
    return tuple(_requirement(line) for line in asked)


def _requirement(line: str) -> tuple[str, tuple[str, ...], str]:
    required, _, condition = line.partition(";")
    found = _REQUIRED.match(required.strip())
    if found is None:
        return (required, (), "")
    extras = tuple(part.strip() for part in (found[2] or "").split(",") if part.strip())
    under = _EXTRA.search(condition)
    return (_normal(found[1]), extras, under[1] if under else "")


_Graph = Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]]


@dataclass(slots=True)
class _Reached:
    """What always comes, the options that bring the rest, and who asks for what."""

    always: set[str]
    options: dict[str, set[str]]
    edges: dict[str, set[str]]


def _reached(graph: _Graph) -> _Reached:
    found = _Reached(set(), {}, {})
    for name, extras, option in graph[PROJECT]:
        for reached in _closure(graph, name, extras, found.edges):
            if option:
                found.options.setdefault(reached, set()).add(option)
            else:
                found.always.add(reached)
    return found


def _closure(
    graph: _Graph, name: str, extras: tuple[str, ...], edges: dict[str, set[str]]
) -> set[str]:
    """Return what a package brings with some extras, itself included, and note who asks for it."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    pending = [(name, extras)]
    while pending:
        one = pending.pop()
        if one in seen:
            continue
        seen.add(one)
        for required, wanted, under in graph.get(one[0], ()):
            if not under or under in one[1]:
                edges.setdefault(one[0], set()).add(required)
                pending.append((required, wanted))
    return {reached for reached, _ in seen}


def _licence(name: str) -> tuple[str | None, bool, bool]:
    """Return the licence that the installed metadata declares, whether SPDX, whether installed."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None, False, False
    if "License-Expression" in told:
        return told["License-Expression"], True, True
    written = told["License"].strip() if "License" in told else ""
    if written and "\n" not in written and len(written) <= _LONGEST_LICENCE:
        return written, False, True
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    return (" ; ".join(classified) or None), False, True


def _written(component: Component) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": component.purl,
        "name": component.name,
        "version": component.version,
        "scope": "optional" if component.options else "required",
        "hashes": [{"alg": "SHA-256", "content": each} for each in component.hashes],
        "purl": component.purl,
    }
    if component.purpose:
        entry["description"] = component.purpose
    if component.licence is not None:
        said = component.licence
        entry["licenses"] = [
            {"expression": said} if component.spdx else {"license": {"name": said}}
        ]
    properties = {
        "qualif:option": ", ".join(component.options),
        "qualif:condition": component.marker,
        "qualif:licence": "" if component.licence else licence_words(component),
    }
    entry["properties"] = [
        {"name": name, "value": value} for name, value in properties.items() if value
    ]
    return entry


def licence_words(component: Component) -> str:
    """Return the licence of a component, or why none is told."""
    if component.licence is not None:
        return component.licence
    if component.installed:
        return "non dite par ses métadonnées"
    return "non lue : ce paquet n'est pas installé ici"


def _purls(found: tuple[Component, ...], names: tuple[str, ...]) -> list[str]:
    return [each.purl for each in found if each.name in names]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
