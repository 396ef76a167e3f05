"""One save, one system call that fails: is what was there lost, is « saved » said for nothing?

Each point is a process of its own, forked, so that it can be killed. The calls that write are
counted once, then each is made to fail in turn by `shim.c`, which must be loaded (LD_PRELOAD).
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from expert.office.errors import RefusedError
from expert.store.errors import StoreError

KILL, TORN = -1, -2

WAYS: Final = {
    "arrêt brutal": KILL,
    "écriture déchirée": TORN,
    "ENOSPC": errno.ENOSPC,
    "EIO": errno.EIO,
    "EROFS": errno.EROFS,
}

State = Literal["ancien", "nouveau", "perdu"]

_DONE, _REFUSED, _FAILED = 0, 10, 11
_NO_CALL: Final = 1_000_000


@dataclass(frozen=True)
class Scenario:
    """A save. `act` raises when it was refused; `judge` reads what is there afterwards."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    judge: Callable[[Path], State]


@dataclass
class Tally:
    """What the points of one scenario showed."""

    points: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    falsely_saved: list[str] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, said for nothing, or left to a traceback."""
        return not (self.lost or self.falsely_saved or self.not_told)


def try_points(scenario: Scenario, folder: Path, every: int = 1) -> Tally:
    """Fail each call in each way (or one call out of `every`) and judge what is left."""
    template = folder / "modele"
    template.mkdir(parents=True)
    scenario.prepare(template)
    if scenario.judge(template) != "ancien":
        raise AssertionError(f"{scenario.name}: not ready")
    tally = Tally()
    _count(scenario, _copy(template, folder))  # what is imported on the way is not a call to fail
    calls = _count(scenario, _copy(template, folder))
    for number, (way, mode) in enumerate(_points(calls)):
        if number % every == 0:
            _try(scenario, _copy(template, folder), *way, mode, tally)
    return tally


def _points(calls: int) -> Iterator[tuple[tuple[str, int], int]]:
    for call in range(1, calls + 1):
        for way, mode in WAYS.items():
            yield (way, call), mode


def _copy(template: Path, folder: Path) -> Path:
    place = folder / "essai"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place, copy_function=shutil.copy2)
    return place


def _count(scenario: Scenario, place: Path) -> int:
    shim = _shim()
    shim.qualif_arm(_NO_CALL, errno.EIO)
    scenario.act(place)
    calls = int(shim.qualif_disarm())
    if scenario.judge(place) != "nouveau" or not calls:
        raise AssertionError(f"{scenario.name}: without fault it must be saved, and write")
    return calls


def _try(scenario: Scenario, place: Path, way: str, call: int, mode: int, tally: Tally) -> None:
    child = os.fork()
    if child == 0:
        os._exit(_acted(scenario, place, call, mode))
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    end = None if killed else os.waitstatus_to_exitcode(status)
    state, where = scenario.judge(place), f"{scenario.name}, {way}, appel {call}"
    tally.points += 1
    tally.ends[f"{way} : {state}"] += 1
    if state == "perdu":
        tally.lost.append(where)
    if end == _DONE and state != "nouveau":
        tally.falsely_saved.append(where)
    if end not in (None, _DONE, _REFUSED):
        tally.not_told.append(where)


def _acted(scenario: Scenario, place: Path, call: int, mode: int) -> int:
    shim = _shim()
    shim.qualif_arm(call, mode)
    try:
        scenario.act(place)
    except (StoreError, RefusedError, OSError):
        return _REFUSED
    except BaseException:
        return _FAILED
    finally:
        shim.qualif_disarm()
    return _DONE


def _shim() -> ctypes.CDLL:
    return ctypes.CDLL(None)
