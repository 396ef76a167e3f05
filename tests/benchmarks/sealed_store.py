"""The sealed store: a save, the list of ten thousand cases, and twenty writers on PostgreSQL."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from expert.cases.answers import Note
from expert.cases.casefile import CaseFile
from expert.office.accounts import Account
from expert.office.desk import Desk
from expert.office.errors import ConflictError
from expert.office.founding import found
from expert.office.shelf import case_lines
from expert.office.unlocking import unlocked
from expert.store.opening import Store, open_address, open_file
from tests.benchmarks.figures import Figure, median
from tests.office.support import FIRST, NOW, a_case
from tests.store.postgres import running_server
from tests.store.support import PHRASE, quick_derivation

CASES = 10_000
WRITERS = 20
_SAVES = 25
_REASON = "Mesure, aucun dossier réel."


def storing() -> Iterable[Figure]:
    """Save, list, and write at twenty. The derivation of the phrase is measured apart."""
    yield _derivation()
    quick_derivation()
    with _store() as store:
        account = _account(store)
        yield _save(store, account)
        yield from _list(store, account)
    try:
        with running_server() as server:
            store = open_address(server.new_database())
            yield from _twenty(store)
            store.close()
    except FileNotFoundError:
        print("  PostgreSQL is not on this machine: its figures are not measured")


def _derivation() -> Figure:
    with _store() as store:
        found(store, FIRST, None, _REASON)
        start = time.perf_counter()
        unlocked(store, FIRST.login, PHRASE)
        spent = 1000 * (time.perf_counter() - start)
        return Figure("unlock an account, slow on purpose", spent, 500, "ms", more=True)


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as name:
        store = open_file(Path(name) / "qualif" / "dossiers.sqlite")
        yield store
        store.close()


def _account(store: Store) -> Account:
    found(store, FIRST, None, _REASON)
    return unlocked(store, FIRST.login, PHRASE)


def _of_size(account: Account, size: int) -> CaseFile:
    """Return a case of about `size` bytes."""
    note = Note(text="é" * 900, by=account.id, at=NOW)
    one = len(json.dumps(note.model_dump(mode="json"), ensure_ascii=False).encode())
    return a_case(account, notes=(note,) * (size // one + 1))


def _save(store: Store, account: Account) -> Figure:
    desk = Desk(store, account)
    case = _of_size(account, 200_000)
    state = {"number": desk.create(case)}

    def save() -> None:
        state["number"] = desk.save(case, state["number"])

    size = len(case.model_dump_json().encode()) // 1000
    return Figure(f"save a case of {size} kB", 1000 * median(save, 31), 50, "ms")


def _list(store: Store, account: Account) -> Iterator[Figure]:
    desk = Desk(store, account)
    for number in range(CASES):
        desk.create(a_case(account, f"Dossier {number}"))
    case_lines(desk)
    listed = 1000 * median(lambda: case_lines(desk), 5)
    yield Figure(f"list {CASES} cases after unlocking", listed, 300, "ms")


def _twenty(store: Store) -> Iterator[Figure]:
    account = _account(store)
    case = _of_size(account, 20_000)
    Desk(store, account).create(case)
    times: list[float] = []
    written: list[str] = []

    def write(writer: int) -> None:
        desk = Desk(store, account)
        for n in range(_SAVES):
            opened = desk.open(case.id)
            note = Note(text=f"{writer}-{n}", by=account.id, at=NOW)
            grown = opened.case.model_copy(update={"notes": (*opened.case.notes, note)})
            start = time.perf_counter()
            with suppress(ConflictError):
                desk.save(grown, opened.number)
            times.append(time.perf_counter() - start)
            written.append(note.text)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    desk = Desk(store, account)
    kept = [desk.open(case.id).case, *(branch.case for branch in desk.branches(case.id))]
    lost = set(written) - {note.text for each in kept for note in each.notes}
    what = f"{WRITERS} writers, PostgreSQL, {len(written)} saves, {len(lost)} lost, p99"
    yield Figure(what, 1000 * statistics.quantiles(times, n=100)[98], 250, "ms")
