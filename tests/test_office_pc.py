"""The folder for an office PC: what is pinned in it, and launchers that its systems can read."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".ci" / "office_pc"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle", FOLDER / "bundle.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_of_the_lock_is_one_block_with_its_hashes(bundle: ModuleType) -> None:
    blocks = bundle.blocks(LOCK)
    assert "".join(blocks) == LOCK
    assert all("--hash=sha256:" in block for block in blocks)
    assert {"experta", "pyrage", "textual", "typst"} <= {bundle.name_of(b) for b in blocks}


def test_what_only_windows_needs_goes_to_windows_only(bundle: ModuleType) -> None:
    windows, linux = (bundle.for_platform(LOCK, name) for name in bundle.PLATFORMS)
    assert "tzdata==" in windows and "tzdata==" not in linux
    assert ";" not in windows + linux
    assert len(bundle.blocks(windows)) == len(bundle.blocks(linux)) + 1


def test_what_is_published_as_source_is_built_apart(bundle: ModuleType) -> None:
    wanted, built = bundle.split(LOCK, {"frozendict"})
    assert bundle.name_of(built) == "frozendict" and len(bundle.blocks(built)) == 1
    assert "frozendict" not in wanted


def test_each_wheel_is_pinned_by_its_own_hash(bundle: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "typing_extensions-4.16.0-py3-none-any.whl").write_bytes(b"roue")
    digest = hashlib.sha256(b"roue").hexdigest()
    expected = f"typing-extensions==4.16.0 --hash=sha256:{digest}\n"
    assert bundle.requirements(tmp_path) == expected


@pytest.mark.parametrize("name", ["qualif.cmd", "qualif.sh", "LISEZMOI.txt"])
def test_a_launcher_is_filled_in_and_its_lines_end_as_its_system_reads_them(
    bundle: ModuleType, tmp_path: Path, name: str
) -> None:
    names = {"VERSION": "9.9.9", "PYTHON": "3.12", "PLATFORM": "win_amd64"}
    bundle.write_launcher(name, tmp_path, names)
    data = (tmp_path / name).read_bytes()
    assert not any(f"@{key}@".encode() in data for key in names) and b"9.9.9" in data
    windows = not name.endswith(".sh")
    assert data.count(b"\r\n") == (data.count(b"\n") if windows else 0)
    if name.endswith(".cmd"):
        data.decode("ascii")  # the old console reads it before its code page is changed
    if name.endswith(".sh"):
        assert (tmp_path / name).stat().st_mode & 0o111


def test_the_launchers_use_neither_the_network_nor_an_unchecked_file() -> None:
    for name in ("qualif.cmd", "qualif.sh"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert "--no-index" in text and "--require-hashes" in text


def test_the_sums_name_every_file(bundle: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"a")
    (tmp_path / "b.txt").write_bytes(b"b")
    lines = bundle.sums(tmp_path).splitlines()
    assert [line.split("  ")[1] for line in lines] == ["b.txt", "wheels/a.whl"]
    assert lines[0].startswith(hashlib.sha256(b"b").hexdigest())
