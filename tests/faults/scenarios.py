"""The saves that are tried: what each writes, and how to tell what is left of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from expert.atomic_files import replace_file
from expert.cases.casefile import CaseFile
from expert.journal.verification import verify
from expert.office.accounts import Account
from expert.office.desk import Desk
from expert.office.errors import ConflictError, DamagedCaseError, RefusedError, WrongPhraseError
from expert.office.founding import found, founded
from expert.office.recording import journal_key, read_head, read_rows
from expert.office.shelf import case_lines
from expert.office.unlocking import change_phrase, unlocked
from expert.store.errors import StoreError
from expert.store.opening import Store, open_file
from tests.faults.points import Scenario, State
from tests.office.support import FIRST, OFFICERS, a_case, retitled, with_file
from tests.store.support import PHRASE

IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200
DIGEST = hashlib.sha256(IMAGE).hexdigest()
OTHER_PHRASE = "une tout autre phrase"


class Scene:
    """A store with two cases of one account, made once, then copied for every point."""

    def __init__(self) -> None:
        self.account: Account
        self.officer: Account
        self.case: CaseFile
        self.witness: CaseFile

    def prepare(self, folder: Path) -> None:
        """Make the store in `folder`."""
        with opened(folder) as store:
            found(store, FIRST, OFFICERS)
            self.account = unlocked(store, "rh1", PHRASE)
            self.officer = unlocked(store, "dir", OFFICERS[0].phrase)
            self.case = a_case(self.account, "ancien")
            self.witness = a_case(self.account, "témoin")
            desk = Desk(store, self.account)
            desk.create(self.case)
            desk.create(self.witness)

    def sound(self, store: Store) -> bool:
        """Whether the other case is whole, and the journal intact to the end its head tells."""
        key = journal_key(self.account.commons.secret)
        with store.transaction() as connection:
            told = verify(read_rows(connection), key, read_head(connection), None)
        whole = Desk(store, self.account).open(self.witness.id).case == self.witness
        return whole and told.sound


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Open the store of a folder for the duration of the block."""
    store = open_file(folder / "dossiers.sqlite")
    try:
        yield store
    finally:
        store.close()


def scenarios() -> list[Scenario]:
    """Return every save that is tried."""
    return [
        _saving("enregistrer", {}),
        _saving("enregistrer avec une pièce jointe", {DIGEST: IMAGE}),
        _on_scene("créer", _create, _created),
        _on_scene("deux auteurs", _conflict, _kept_beside),
        _on_scene("partager", _share, _shared),
        _on_scene("effacer", _erase, _erased),
        _on_scene("changer de phrase", _change_phrase, _phrase_changed),
        _on_scene("lister", _list, _listed),
        _first_opening(),
        _founding(),
        _export(),
    ]


def _on_scene(
    name: str, act: Callable[[Scene, Store], None], judge: Callable[[Scene, Store], State]
) -> Scenario:
    scene = Scene()

    def acted(folder: Path) -> None:
        with opened(folder) as store:
            act(scene, store)

    def judged(folder: Path) -> State:
        try:
            with opened(folder) as store:
                return judge(scene, store) if scene.sound(store) else "perdu"
        except (StoreError, DamagedCaseError, RefusedError):
            return "perdu"

    return Scenario(name, scene.prepare, acted, judged)


def _saving(name: str, files: dict[str, bytes]) -> Scenario:
    def act(scene: Scene, store: Store) -> None:
        case = retitled(scene.case, "nouveau")
        for data in files.values():
            case = with_file(case, data)
        Desk(store, scene.account).save(case, 1, files=files)

    def judge(scene: Scene, store: Store) -> State:
        desk = Desk(store, scene.account)
        opened_case = desk.open(scene.case.id)
        if opened_case.number == 1:
            return "ancien" if opened_case.case == scene.case else "perdu"
        whole = all(desk.attached(scene.case.id, digest) == data for digest, data in files.items())
        return "nouveau" if whole and opened_case.case.title == "nouveau" else "perdu"

    return _on_scene(name, act, judge)


_NEW = "D-ZZZZ-ZZZZ"


def _create(scene: Scene, store: Store) -> None:
    Desk(store, scene.account).create(scene.case.model_copy(update={"id": _NEW}))


def _created(scene: Scene, store: Store) -> State:
    try:
        Desk(store, scene.account).open(_NEW)
    except RefusedError:
        return "ancien"
    return "nouveau"


def _conflict(scene: Scene, store: Store) -> None:
    try:
        Desk(store, scene.account).save(retitled(scene.case, "nouveau"), 0)
    except ConflictError:
        return
    raise AssertionError("no conflict")


def _kept_beside(scene: Scene, store: Store) -> State:
    desk = Desk(store, scene.account)
    if desk.open(scene.case.id).case != scene.case:
        return "perdu"
    kept = [branch.case.title for branch in desk.branches(scene.case.id)]
    return {(): "ancien", ("nouveau",): "nouveau"}.get(tuple(kept), "perdu")  # type: ignore[return-value]


def _share(scene: Scene, store: Store) -> None:
    Desk(store, scene.account).share(scene.case.id, scene.officer.id, ["lire"])


def _shared(scene: Scene, store: Store) -> State:
    Desk(store, scene.account).open(scene.case.id)
    try:
        Desk(store, scene.officer).open(scene.case.id)
    except RefusedError:
        return "ancien"
    return "nouveau"


def _erase(scene: Scene, store: Store) -> None:
    Desk(store, scene.account).erase(scene.case.id)


def _erased(scene: Scene, store: Store) -> State:
    try:
        found_case = Desk(store, scene.account).open(scene.case.id).case
    except RefusedError:
        return "nouveau"
    return "ancien" if found_case == scene.case else "perdu"


def _change_phrase(scene: Scene, store: Store) -> None:
    change_phrase(store, scene.account, OTHER_PHRASE)


def _phrase_changed(_scene: Scene, store: Store) -> State:
    for phrase, state in ((PHRASE, "ancien"), (OTHER_PHRASE, "nouveau")):
        try:
            unlocked(store, "rh1", phrase)
        except WrongPhraseError:
            continue
        return state  # type: ignore[return-value]
    return "perdu"


def _list(scene: Scene, store: Store) -> None:
    case_lines(Desk(store, scene.account))
    change_phrase(store, scene.account, OTHER_PHRASE)


def _listed(scene: Scene, store: Store) -> State:
    titles = {line.title for line in case_lines(Desk(store, scene.account))}
    return _phrase_changed(scene, store) if titles == {"ancien", "témoin"} else "perdu"


def _first_opening() -> Scenario:
    def act(folder: Path) -> None:
        with opened(folder):
            pass

    def judge(folder: Path) -> State:
        made = folder / "dossiers.sqlite"
        new = made.exists() and made.stat().st_size > 0
        try:
            with opened(folder) as store:
                usable = not founded(store)
        except StoreError:
            return "perdu"
        return "perdu" if not usable else "nouveau" if new else "ancien"

    return Scenario("première ouverture", lambda folder: None, act, judge)


def _founding() -> Scenario:
    def prepare(folder: Path) -> None:
        with opened(folder):
            pass

    def act(folder: Path) -> None:
        with opened(folder) as store:
            found(store, FIRST, OFFICERS)

    def judge(folder: Path) -> State:
        try:
            with opened(folder) as store:
                if not founded(store):
                    return "ancien"
                for login, phrase in (("rh1", PHRASE), ("dir", OFFICERS[0].phrase)):
                    unlocked(store, login, phrase)
        except (StoreError, RefusedError):
            return "perdu"
        return "nouveau"

    return Scenario("premier compte", prepare, act, judge)


def _export() -> Scenario:
    old, new = b"ancien\n" * 900, b"nouveau\n" * 900

    def judge(folder: Path) -> State:
        data = (folder / "note.docx").read_bytes()
        return "ancien" if data == old else "nouveau" if data == new else "perdu"

    return Scenario(
        "document",
        lambda folder: (folder / "note.docx").write_bytes(old) and None,
        lambda folder: replace_file(folder / "note.docx", new),
        judge,
    )
