"""The files of a base: which are read, what is said of the others, and a cache that cannot lie."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import knowledge.files
import knowledge.reading
from knowledge import KnowledgeError, load_base
from knowledge.files import cached_documents, digest_of, list_files

COMMON = Path(__file__).parents[1] / "bad" / "base" / "commun"
MORE = """notion: plus
regles:
  - {regle: plus, enonce: x, si: {siege: non}, alors: faute, sources: code-2}
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A copy of the small law, in two files."""
    folder = tmp_path / "loi"
    shutil.copytree(COMMON, folder)
    (folder / "regles").mkdir()
    (folder / "regles" / "plus.yaml").write_text(MORE, "utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of our own, which nothing has made yet."""
    folder = tmp_path / "cache" / "qualif"
    monkeypatch.setattr(knowledge.files, "user_cache_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really parsed."""
    names: list[str] = []
    parse = knowledge.reading.parse_documents

    def counted(text: str, file: str) -> object:
        names.append(file)
        return parse(text, file)

    monkeypatch.setattr(knowledge.files, "parse_documents", counted)
    return names


def refusal(root: Path) -> str:
    with pytest.raises(KnowledgeError) as refused:
        load_base(root, use_cache=False)
    return str(refused.value)


# The cache ---------------------------------------------------------------------------------------


def test_a_base_from_the_cache_is_equal_to_the_same_base_read_from_its_files(
    law: Path, cache: Path, parsed: list[str]
) -> None:
    """Places included: `qualif base regle` names the file and the line either way."""
    cold = load_base(law)
    assert parsed == ["commun.yaml", "regles/plus.yaml"]
    warm = load_base(law)
    assert len(parsed) == 2
    assert warm == cold == load_base(law, use_cache=False)
    assert str(warm.rules["plus"].rule.place) == "regles/plus.yaml:3:5"
    (kept,) = cache.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_base_changed_by_one_byte_is_read_again(
    law: Path, cache: Path, parsed: list[str]
) -> None:
    before = load_base(law)
    (law / "regles" / "plus.yaml").write_text(MORE.replace("siege: non", "siege: oui"), "utf-8")
    after = load_base(law)
    assert len(parsed) == 4
    assert after.digest != before.digest
    assert after.rules["plus"].condition != before.rules["plus"].condition


def spoil_first_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip_last_byte(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def swap_a_word(data: bytes) -> bytes:
    return data.replace(b"faute", b"fauve")


def not_utf8(data: bytes) -> bytes:
    return data + b"\xff"


@pytest.mark.parametrize("spoil", [spoil_first_half, flip_last_byte, swap_a_word, not_utf8, bytes])
def test_a_damaged_cache_is_ignored_and_made_again(
    spoil: Callable[[bytes], bytes], law: Path, cache: Path, parsed: list[str]
) -> None:
    cold = load_base(law)
    (kept,) = cache.iterdir()
    sound = kept.read_bytes()
    spoiled = b"" if spoil is bytes else spoil(sound)
    assert spoiled != sound
    kept.write_bytes(spoiled)
    assert load_base(law) == cold
    assert len(parsed) == 4
    assert kept.read_bytes() == sound


def test_the_cache_of_another_base_is_not_taken_for_this_one(law: Path, cache: Path) -> None:
    load_base(law)
    (kept,) = cache.iterdir()
    other = "0" * 64
    kept.rename(cache / kept.name.replace(digest_of(list_files(law))[:32], other[:32]))
    assert cached_documents(other) is None


def test_a_cache_that_cannot_be_written_only_costs_time(
    law: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.parent.mkdir()
    cache.write_text("un fichier à la place du dossier")
    assert load_base(law).rules.keys() >= {"plus"}
    cache.unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load_base(law).rules.keys() >= {"plus"}
    assert list(cache.iterdir()) == []  # nothing half-written is left behind


def test_what_a_stricter_version_refuses_is_refused_from_the_files_and_never_from_the_cache(
    law: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache keeps what was parsed, not that it was accepted: checks run at every start."""
    load_base(law)

    def stricter(base: object) -> None:
        raise KnowledgeError(knowledge.Place("regles/plus.yaml", 3, 5), "règle devenue interdite")

    monkeypatch.setattr("knowledge.loading.check_base", stricter)
    with pytest.raises(KnowledgeError, match=r"^regles/plus\.yaml:3:5 : règle devenue interdite$"):
        load_base(law)


def test_a_base_that_is_refused_is_not_kept(law: Path, cache: Path) -> None:
    (law / "regles" / "plus.yaml").write_text(MORE.replace("faute", "fauve"), "utf-8")
    with pytest.raises(KnowledgeError):
        load_base(law)
    assert not cache.exists()


def test_only_the_last_few_caches_are_kept(law: Path, cache: Path) -> None:
    for number in range(6):
        (law / "regles" / "plus.yaml").write_text(f"{MORE}# {number}\n", "utf-8")
        load_base(law)
    assert len(list(cache.iterdir())) == 3
    assert cached_documents(digest_of(list_files(law))) is not None


# The files ---------------------------------------------------------------------------------------


def test_the_digest_follows_names_and_contents_alone(law: Path, tmp_path: Path) -> None:
    first = digest_of(list_files(law))
    copy = tmp_path / "ailleurs"
    shutil.copytree(law, copy)
    (copy / "LISEZMOI.txt").write_text("ni YAML, ni lu")
    assert digest_of(list_files(copy)) == first
    (copy / "regles" / "plus.yaml").rename(copy / "regles" / "moins.yaml")
    assert digest_of(list_files(copy)) != first


def test_what_an_editor_leaves_beside_a_file_is_not_read(law: Path) -> None:
    (law / ".plus.yaml").write_text("regles: [")
    (law / ".sauvegarde").mkdir()
    (law / ".sauvegarde" / "plus.yaml").write_text("regles: [")
    assert load_base(law, use_cache=False).rules.keys() >= {"plus"}


def test_a_base_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absente") == f"{tmp_path}/absente : dossier de règles introuvable"
    assert refusal(COMMON / "commun.yaml").endswith("commun.yaml : dossier de règles introuvable")
    assert refusal(tmp_path) == "base.yaml : un fichier et un seul déclare « base: »"


def test_a_file_that_cannot_be_read_is_said(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (law / "trop.yaml").write_bytes(b"# " + b"x" * 1_000_000)
    assert refusal(law) == "trop.yaml : fichier trop grand (plus de 1000 ko)"
    (law / "trop.yaml").unlink()
    (law / "perdu.yaml").symlink_to(law / "absent.yaml")
    assert refusal(law) == "perdu.yaml : ce n'est pas un fichier que l'on peut lire"
    (law / "perdu.yaml").unlink()
    os.mkfifo(law / "tube.yaml")
    assert refusal(law) == "tube.yaml : ce n'est pas un fichier que l'on peut lire"
    (law / "tube.yaml").unlink()

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(law) == "commun.yaml : lecture non permise"


def test_a_folder_that_holds_itself_is_refused(law: Path) -> None:
    (law / "regles" / "encore").symlink_to(law)
    assert refusal(law).endswith(" : dossiers trop imbriqués, ou lien vers lui-même")


def test_a_name_that_hides_something_is_shown_as_it_is(law: Path) -> None:
    (law / "x\u202elmay.yaml").write_text("zut: 1\n", "utf-8")
    assert refusal(law) == "x\\u{202E}lmay.yaml:1:1 : rubrique inconnue : « zut »"
    (law / "x\u202elmay.yaml").unlink()
    (law / os.fsdecode(b"latin\xe9.yaml")).write_text("zut: 1\n", "utf-8")
    assert refusal(law) == "latin\\u{DCE9}.yaml:1:1 : rubrique inconnue : « zut »"
