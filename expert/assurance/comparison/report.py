"""The comparison of two bases as one report: the entries, the conclusions, the saved incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from expert.assurance.comparison.entries import EntryChange, entry_changes
from expert.assurance.comparison.incidents import IncidentComparison, compare_files
from expert.assurance.comparison.responsible import Responsible, responsible
from expert.assurance.comparison.sides import Sides, side_by_side
from expert.assurance.comparison.transitions import Compared, compare_atoms
from expert.assurance.witness_words import Told, told_witness
from expert.status import Status
from knowledge.base_model import AtomId, KnowledgeBase


@dataclass(frozen=True, slots=True)
class ToldTransition:
    """A change of status with the answers that show it, whatever the others are."""

    before: Status
    after: Status
    witness: tuple[Told, ...]
    new_answer: bool


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """A conclusion that changes for some incident; without a transition, it is not proved same."""

    id: AtomId
    label: str
    layer: str
    goal: bool
    proved: bool
    transitions: tuple[ToldTransition, ...]
    because: Responsible


@dataclass(frozen=True, slots=True)
class Version:
    """Which base it is."""

    version: str
    law_as_of: date
    digest: str
    rules: int


@dataclass(frozen=True, slots=True)
class BaseComparison:
    """Everything that differs between two bases on one examination day.

    `same` counts the conclusions proved the same for every incident; `appeared` and
    `disappeared` are conclusions of one base only.
    """

    old: Version
    new: Version
    examined_on: date
    entries: tuple[EntryChange, ...]
    conclusions: tuple[ConclusionChange, ...]
    same: int
    appeared: tuple[str, ...]
    disappeared: tuple[str, ...]
    incidents: tuple[IncidentComparison, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs."""
        return not (self.entries or self.conclusions or self.appeared or self.disappeared)


def compare(
    old: KnowledgeBase,
    new: KnowledgeBase,
    files: Iterable[str] = (),
    *,
    day: date | None = None,
) -> BaseComparison:
    """Compare two bases, and what each says of the incidents of some files.

    The conclusions are compared as examined on `day` (by default the later of the two days at
    which the bases state the law); an incident without a day of its own is examined on `day` too,
    today without it. Raises `InputError` for a file that neither base can read.
    """
    incidents = compare_files(files, old, new, day)
    examined_on = day or max(old.law_as_of, new.law_as_of)
    sides = side_by_side(old, new, examined_on)
    found = compare_atoms(sides)
    changed = [
        _told(sides, old, new, atom, compared)
        for atom, compared in found.items()
        if compared.verdict != "same"
    ]
    names = {atom: _label(base, atom) for base in (old, new) for atom, _, _ in base.atoms()}
    atoms = [[atom for atom, _, _ in base.atoms()] for base in (old, new)]
    return BaseComparison(
        old=_version(old),
        new=_version(new),
        examined_on=examined_on,
        entries=tuple(entry_changes(old, new)),
        conclusions=tuple(changed),
        same=sum(compared.verdict == "same" for compared in found.values()),
        appeared=tuple(names[a] for a in atoms[1] if a not in found),
        disappeared=tuple(names[a] for a in atoms[0] if a not in found),
        incidents=incidents,
    )


def _told(
    sides: Sides, old: KnowledgeBase, new: KnowledgeBase, atom: AtomId, compared: Compared
) -> ConclusionChange:
    conclusion = new.atom_conclusion(atom)
    programs = (sides.new.program, sides.old.program)
    return ConclusionChange(
        id=atom,
        label=_label(new, atom),
        layer=conclusion.layer,
        goal=bool(conclusion.goals),
        proved=compared.verdict != "unproved",
        transitions=tuple(
            ToldTransition(
                t.before,
                t.after,
                told_witness(compared.situation, t.answers, programs),
                t.new_answer,
            )
            for t in compared.transitions
        ),
        because=responsible(old, new, conclusion.id),
    )


def _label(base: KnowledgeBase, atom: AtomId) -> str:
    conclusion = base.atom_conclusion(atom)
    value = atom.partition("=")[2]
    return f"{conclusion.label} : {conclusion.values[value]}" if value else conclusion.label


def _version(base: KnowledgeBase) -> Version:
    return Version(base.version, base.law_as_of, base.digest, len(base.rules))
