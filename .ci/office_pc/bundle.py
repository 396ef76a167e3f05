"""Everything an office PC needs, in one folder: wheels, their hashes, one launcher, no network.

`python .ci/office_pc/bundle.py WHEEL FOLDER [--platform win_amd64] [--python 3.12]`

The packages are those of `requirements.lock`, checked against its hashes when they are fetched.
What is published as source only is built here (pure Python), and its own hash written.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLATFORMS = ("win_amd64", "manylinux_2_28_x86_64")


def main() -> int:
    """Write the folder, and beside it the hashes of its files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--platform", choices=PLATFORMS, default=PLATFORMS[0])
    parser.add_argument("--python", choices=("3.11", "3.12", "3.13"), default="3.12")
    chosen = parser.parse_args()
    wheels = chosen.folder / "wheels"
    shutil.rmtree(chosen.folder, ignore_errors=True)
    wheels.mkdir(parents=True)
    fetch(ROOT / "requirements.lock", wheels, chosen.platform, chosen.python)
    shutil.copy2(chosen.wheel, wheels)
    (chosen.folder / "requirements.txt").write_text(requirements(wheels), encoding="utf-8")
    version = chosen.wheel.name.split("-")[1]
    names = {"VERSION": version, "PYTHON": chosen.python, "PLATFORM": chosen.platform}
    for name in ("qualif.cmd", "qualif.sh", "LISEZMOI.txt"):
        write_launcher(name, chosen.folder, names)
    (chosen.folder / "SHA256SUMS.txt").write_text(sums(chosen.folder), encoding="utf-8")
    size = sum(path.stat().st_size for path in chosen.folder.rglob("*") if path.is_file())
    print(f"{chosen.folder}: {len(list(wheels.iterdir()))} wheels, {size // 1_000_000} MB")
    return 0


def fetch(lock: Path, wheels: Path, platform: str, python: str) -> None:
    """Put in `wheels` a wheel of every package that the platform needs."""
    with tempfile.TemporaryDirectory() as name:
        needed = Path(name) / "needed.txt"
        needed.write_text(
            for_platform(lock.read_text(encoding="utf-8"), platform), encoding="utf-8"
        )
        sources = source_only(needed.read_text(encoding="utf-8"), platform, python, Path(name))
        there = [f"--platform={platform}", f"--python-version={python}", "--only-binary=:all:"]
        wanted, built = split(needed.read_text(encoding="utf-8"), sources)
        needed.write_text(wanted, encoding="utf-8")
        pip("download", "--no-deps", *there, "--require-hashes", "-r", needed, "-d", wheels)
        if built:
            needed.write_text(built, encoding="utf-8")
            pip("wheel", "--no-deps", "--require-hashes", "-r", needed, "-w", wheels)


def for_platform(lock: str, platform: str) -> str:
    """Return the blocks of a lock whose marker holds on the platform."""
    windows = platform.startswith("win")
    kept = []
    for block in blocks(lock):
        marker = block.splitlines()[0].partition(";")[2]
        only_windows = "sys_platform == 'win32'" in marker
        if not only_windows or windows:
            kept.append(re.sub(r" ;[^\\\n]*", " ", block, count=1))
    return "".join(kept)


def blocks(lock: str) -> list[str]:
    """Return a lock, one package at a time with its hashes."""
    return [
        found + "\n" for found in re.findall(r"^[A-Za-z0-9][^\n]*(?:\n {4}[^\n]*)*", lock, re.M)
    ]


def source_only(needed: str, platform: str, python: str, folder: Path) -> set[str]:
    """Return the packages that publish no wheel for the platform."""
    found = set()
    for block in blocks(needed):
        one = folder / "one.txt"
        one.write_text(block, encoding="utf-8")
        there = [f"--platform={platform}", f"--python-version={python}", "--only-binary=:all:"]
        words = ["download", "--no-deps", *there, "--require-hashes", "-r", one, "-d", folder / "x"]
        if pip(*words, check=False):
            found.add(name_of(block))
    return found


def split(needed: str, sources: set[str]) -> tuple[str, str]:
    """Return the blocks that are fetched as wheels, and those that are built."""
    wanted = [block for block in blocks(needed) if name_of(block) not in sources]
    built = [block for block in blocks(needed) if name_of(block) in sources]
    return "".join(wanted), "".join(built)


def name_of(block: str) -> str:
    """Return the name of the package of a block."""
    return block.partition("==")[0]


def requirements(wheels: Path) -> str:
    """Return every wheel of a folder, pinned by version and hash."""
    lines = []
    for wheel in sorted(wheels.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{name.replace('_', '-')}=={version} --hash=sha256:{digest}\n")
    return "".join(lines)


def write_launcher(name: str, folder: Path, names: dict[str, str]) -> None:
    """Write a file of this folder with its names filled in; Windows reads its own line ends."""
    text = (HERE / name).read_text(encoding="utf-8")
    for key, value in names.items():
        text = text.replace(f"@{key}@", value)
    ends = "\r\n" if name.endswith((".cmd", ".txt")) else "\n"
    path = folder / name
    path.write_text(text, encoding="utf-8", newline=ends)
    if name.endswith(".sh"):
        path.chmod(0o755)


def sums(folder: Path) -> str:
    """Return the SHA-256 of every file of a folder, one a line."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )


def pip(*words: object, check: bool = True) -> int:
    """Run pip; say nothing unless it must succeed and does not."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        *map(str, words),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if check and ran.returncode:
        print(ran.stderr, file=sys.stderr)
        raise SystemExit(ran.returncode)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
