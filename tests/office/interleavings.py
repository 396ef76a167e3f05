"""Two writers on one case, every step of theirs in a drawn order: no update is ever lost.

A writer reads, then saves what it wrote on what it read; when somebody saved in between, it either
merges what was kept beside, or leaves it there. At the end every line that was written is in the
case, or in a version kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from expert.cases.answers import Note
from expert.cases.casefile import CaseFile
from expert.office.desk import Desk
from expert.office.errors import ConflictError
from tests.office.support import NOW

ROUNDS = 3


@dataclass
class Writer:
    """Writes lines on a case, one at a time; `read` is what it last saw."""

    name: str
    desk: Desk
    case_id: str
    merges: bool
    read: tuple[CaseFile, int] | None = None
    wrote: list[str] = field(default_factory=list)
    conflicts: int = 0

    def step(self) -> None:
        """Read, or save what was read with one more line."""
        if self.read is None:
            opened = self.desk.open(self.case_id)
            self.read = opened.case, opened.number
            return
        (case, number), self.read = self.read, None
        line = f"{self.name}{len(self.wrote)}"
        try:
            self.desk.save(self._with(case, line), number)
        except ConflictError as conflict:
            self.conflicts += 1
            if self.merges:
                self._merge(conflict.branch)
        self.wrote.append(line)

    def _merge(self, branch: str) -> None:
        ours = next(b for b in self.desk.branches(self.case_id) if b.id == branch)
        last = self.desk.open(self.case_id)
        known = set(last.case.notes)
        added = tuple(note for note in ours.case.notes if note not in known)
        merged = last.case.model_copy(update={"notes": last.case.notes + added})
        self.desk.save(merged, last.number, settles=[branch])

    def _with(self, case: CaseFile, text: str) -> CaseFile:
        note = Note(text=text, by=self.desk.account.id, at=NOW)
        return case.model_copy(update={"notes": (*case.notes, note)})


def lost_lines(one: Writer, other: Writer, draw: Random) -> set[str]:
    """Run two writers in a drawn order; return the lines that are nowhere."""
    steps = [one] * (2 * ROUNDS) + [other] * (2 * ROUNDS)
    draw.shuffle(steps)
    for writer in steps:
        writer.step()
    kept = [one.desk.open(one.case_id).case]
    kept += [branch.case for branch in one.desk.branches(one.case_id)]
    found = {note.text for case in kept for note in case.notes}
    return {line for writer in (one, other) for line in writer.wrote} - found
