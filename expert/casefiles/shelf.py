"""Thousands of saved incidents, listed at once: a file is read when its line is looked at.

A folder of a few incidents is read whole. Beyond, what was read is kept in a file of the same
folder, as private as the incidents: nothing there that is not in them, and a file that changed
(its moment or its size) is read again. Whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from expert.atomic_files import replace_file
from expert.casefiles.listing import SUFFIX
from expert.casefiles.noted import NotedConclusion
from expert.casefiles.summary import CaseSummary, read_summary, unread
from expert.plain_text import folded
from expert.status import STATUS_FR

KEPT: Final = ".liste"
"""The name of the file that keeps what was read."""

MANY: Final = 200
"""Files from which what was read is kept: fewer are read in the blink of an eye."""

_FORM: Final = 1


_File = tuple[int, str, int]
"""When it was last saved (nanoseconds, negative: the last first), its name, its size."""


class Shelf:
    """The incidents of a folder, the last saved first. Reading it twice costs one scan."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: Sequence[_File] = ()
        self._read: dict[_File, CaseSummary | list[Any]] = {}
        self._words: dict[_File, str] = {}
        self._scanned = False

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._files)

    def scan(self) -> None:
        """Look at the folder again; what did not change is not read again.

        Raises:
            OSError: the folder exists and may not be read.
        """
        self._files = sorted(_files(self.folder))
        if not self._scanned and len(self._files) >= MANY:
            self._read = {**self._kept(), **self._read}
        self._scanned = True
        present = set(self._files)
        self._read = {file: line for file, line in self._read.copy().items() if file in present}
        self._words = {file: said for file, said in self._words.copy().items() if file in present}

    @property
    def whole(self) -> bool:
        """Whether every file was read, so that a search misses none."""
        return len(self._words) == len(self._files)

    def summary(self, number: int) -> CaseSummary:
        """Return a line of the list; its file is read if it was not."""
        return self._line(self._files[number])

    def summaries(self) -> Iterator[CaseSummary]:
        """Yield every line."""
        return map(self._line, self._files)

    def read_all(self) -> None:
        """Read what was not, and keep it for the next time when there is much of it."""
        fresh = any(file not in self._read for file in self._files)
        for file in self._files:
            self._searched(file)
        if fresh and len(self._files) >= MANY:
            self._keep()

    def find(self, text: str) -> list[int]:
        """Return the numbers of the lines that hold every word of `text`, accents ignored.

        Only what was read is searched: `read_all` reads the rest.
        """
        wanted = folded(text).split()
        said = [self._words.get(file) for file in self._files]
        return [
            number
            for number, words in enumerate(said)
            if words is not None and all(word in words for word in wanted)
        ]

    def forget_deleted(self) -> None:
        """Look again after a deletion: what was kept of the file goes with it."""
        self.scan()
        if (self.folder / KEPT).exists():
            self._keep()

    def _line(self, file: _File) -> CaseSummary:
        found = self._read.get(file)
        if isinstance(found, CaseSummary):
            return found
        line = None if found is None else _from_row(self.folder, file, found)
        if line is None:
            line = read_summary(self.folder / file[1], _moment(file), file[2])
        self._read[file] = line
        return line

    def _searched(self, file: _File) -> str:
        words = self._words.get(file)
        if words is None:
            line = self._line(file)
            said = f"{line.title} {line.step} {line.qualification} {line.saved_at:%d/%m/%Y}"
            words = self._words[file] = folded(said)
        return words

    # What is kept --------------------------------------------------------------------------------

    def _kept(self) -> dict[_File, CaseSummary | list[Any]]:
        try:
            handle = os.open(self.folder / KEPT, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as stream:
                data = json.load(stream)
            if data["form"] != _FORM:
                return {}
            return {(moment, name, size): row for moment, name, size, *row in data["lines"]}
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return {}

    def _keep(self) -> None:
        lines = [[*file, *_row(self._line(file))] for file in self._files if file in self._read]
        text = json.dumps({"form": _FORM, "lines": lines}, ensure_ascii=True)
        with suppress(OSError):  # a folder that may only be read is listed all the same
            replace_file(self.folder / KEPT, text.encode())


def _files(folder: Path) -> Iterator[_File]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:
        for entry in found:
            if not entry.name.endswith(SUFFIX):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if S_ISREG(status.st_mode):
                yield (-status.st_mtime_ns, entry.name, status.st_size)


def _moment(file: _File) -> datetime:
    return datetime.fromtimestamp(-file[0] / 1e9)


def _row(line: CaseSummary) -> list[Any]:
    noted = line.conclusion
    conclusion = None if noted is None else [noted.status, noted.base, noted.version]
    return [line.title, line.examined_on, line.step, conclusion, line.problem is None]


def _from_row(folder: Path, file: _File, row: list[Any]) -> CaseSummary | None:
    """Return the line that was kept, None when it is not one: its file is read instead."""
    path = folder / file[1]
    match row:
        case [_, _, _, _, False]:
            return unread(path, _moment(file))
        case [str() as title, str() as day, str() as step, None, True]:
            return CaseSummary(path, title, _moment(file), day, step)
        case [str() as title, str() as day, str() as step, [status, str() as base, version], True]:
            known = next((each for each in STATUS_FR if each == status), None)
            if known is not None:
                noted = NotedConclusion(known, base, str(version))
                return CaseSummary(path, title, _moment(file), day, step, noted)
    return None
