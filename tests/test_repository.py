"""The promises of the repository itself: what it carries, what it ships, who imports what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("expert", "knowledge", "tui")
ONLY_DOOR_TO_EXPERTA = "expert/inference/experta_compat.py"

# Written in pieces so that this file does not contain what it forbids.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/-])/(?:root|home|Users|work|opt|tmp)/\w",
    "the host of a package registry": (
        r"(?i)\bpypi\.o" + r"rg|pythonhosted\.o" + r"rg|registry\.n" + r"pmjs|deb\.d" + r"ebian"
    ),
    "work left for later": r"\b(?:TO" + r"DO|FIX" + r"ME)\b",
}


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files of the repository: those git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_carries(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in tracked_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {match[0]}"
            for number, line in enumerate(lines, start=1)
            if (match := pattern.search(line))
        ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_versions_and_hashes_only(name: str) -> None:
    version = re.compile(r"^[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\$")
    digest = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not version.match(line) and not digest.match(line)] == []


def test_the_two_lock_files_agree() -> None:
    locked = {
        name: set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.M))
        for name in ("requirements.lock", "requirements-dev.lock")
    }
    assert locked["requirements.lock"]
    assert locked["requirements.lock"] <= locked["requirements-dev.lock"]


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[=<>~!\[ ]", name)[0].lower() for name in project["dependencies"]}
    locked = re.findall(r"^(\S+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    assert declared <= set(locked)


def test_experta_is_imported_by_one_module() -> None:
    importers = set()
    for folder in (*PACKAGES, "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    names.append(node.module)
                if any(name.split(".")[0] in {"experta", "frozendict"} for name in names):
                    importers.add(path.relative_to(ROOT).as_posix())
    assert importers == {ONLY_DOOR_TO_EXPERTA}


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh process holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}


IMPORT_EVERYTHING = """
import importlib, pkgutil
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


@pytest.mark.parametrize("package", ["expert", "knowledge"])
def test_importing_all_of_a_lower_layer_never_loads_the_screen(package: str) -> None:
    loaded = loaded_after(IMPORT_EVERYTHING.format(package=package))
    assert package in loaded
    assert loaded.isdisjoint({"tui", "textual", "rich"})


def test_the_law_as_data_loads_nothing_else_of_the_project() -> None:
    loaded = loaded_after(IMPORT_EVERYTHING.format(package="knowledge"))
    assert loaded.isdisjoint({"expert", "tui", "experta"})


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["base", "verifier"]])
def test_a_command_without_a_screen_never_loads_textual(arguments: list[str]) -> None:
    loaded = loaded_after(
        "from expert.command.main import main\n"
        f"import sys\nsys.argv = ['qualif', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert "expert" in loaded
    assert loaded.isdisjoint({"tui", "textual", "rich"})


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_ships_the_law_the_types_and_no_test(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    shipped = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert {f"{package}/py.typed" for package in PACKAGES} <= names
    assert [name for name in names if name.startswith("knowledge/base/regles/")]
    assert [name for name in names if name.startswith("expert/samples/")]
    assert [name for name in names if name.startswith("knowledge/decisions/")]
    assert names >= shipped
    assert {name.split("/")[0].split("-")[0] for name in names} == {*PACKAGES, "qualif"}


def test_the_wheel_names_its_command_and_its_licence(wheel: zipfile.ZipFile) -> None:
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    described = wheel.read(metadata).decode()
    assert "\nLicense-Expression: EUPL-1.2\n" in described
    assert "\nRequires-Python: <3.14,>=3.11\n" in described
    entry = wheel.read(metadata.replace("METADATA", "entry_points.txt")).decode()
    assert "qualif = expert.command.main:main" in entry
    licence = wheel.read(metadata.replace("METADATA", "licenses/LICENSE")).decode()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in licence


def test_the_changelog_tells_this_version() -> None:
    from expert._version import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(__version__)} ", changelog, re.M)
    assert "### Logiciel" in changelog
    assert "### Droit" in changelog
