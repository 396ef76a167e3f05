"""Reading a journal again: what is intact, and the first thing that is not, in French sentences."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from expert.journal.chain import Anchor, Head, first_anchor, is_sealed
from expert.journal.entry import Row, canonical_bytes

Kind = Literal[
    "modifiee", "manquante", "deplacee", "tete-absente", "tete-fausse", "tronque",
    "tete-ancienne", "temoin-faux", "retour-arriere", "autre-journal",
]  # fmt: skip
"""What was found: a line edited, missing or out of its place; a head or a witness that is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, where (a line of the journal, or None), and the sentence to tell."""

    kind: Kind
    number: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `first` to `intact` are the numbers of the lines that are safe.

    `intact` is below `first` when none is. `witnessed` tells whether a witness kept outside the
    store was there: without one, an old copy of the whole store put back cannot be seen.
    """

    first: int
    intact: int
    findings: tuple[Finding, ...]
    witnessed: bool

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def lines(self) -> tuple[str, ...]:
        """Return the report in French, what is safe first."""
        told = [self._safe(), *(finding.sentence for finding in self.findings)]
        if not self.witnessed:
            told.append(
                "Aucun témoin gardé hors du coffre : une ancienne copie de tout le coffre, remise "
                "en place, ne se verrait pas."
            )
        return tuple(told)

    def _safe(self) -> str:
        if self.intact < self.first:
            return "Aucune entrée du journal n'est sûre." if self.findings else "Journal vide."
        span = _span(self.first, self.intact)
        return f"Journal intact : {span}." if self.sound else f"Sûr : {span}."


def verify(
    rows: Iterable[Row | Sequence[object]], key: bytes, head: Head | None, witness: Head | None
) -> Report:
    """Verify a journal whose rows come in the order of their numbers.

    `head` is the one the store holds, `witness` the one kept in the person's own folder. Nothing
    that stands in a row may raise: a damaged row is a finding.

    Raises:
        ValueError: the key is not 32 bytes long.
    """
    findings: list[Finding] = []
    trusted = _trusted_head(key, head, findings)
    start = trusted.anchor if trusted else first_anchor(key)
    believed = _believed(key, witness, findings)
    walk = _Walk(key, start, believed.count if believed else -1)
    broken = walk.follow(rows)
    if broken is not None:
        findings.append(broken)
    elif trusted is not None:
        findings += _against_head(walk, trusted)
    if believed is not None:
        findings += _against_witness(walk, start, believed, broken is not None)
    return Report(start.number + 1, walk.intact, tuple(findings), believed is not None)


class _Walk:
    """Follows the chain, and keeps the seal of the line that the witness saw last."""

    def __init__(self, key: bytes, start: Anchor, watched: int) -> None:
        self._key = key
        self._watched = watched
        self.intact = start.number
        self.mac = start.mac
        self.seen = start.mac if watched == start.number else None

    def follow(self, rows: Iterable[Row | Sequence[object]]) -> Finding | None:
        """Read the rows up to the first that does not follow; `intact` is the last that does."""
        key, digest = self._key, hmac.digest
        number, mac = self.intact, bytes.fromhex(self.mac)
        for row in rows:
            number += 1
            try:
                found, at, account, act, case, kept = row
            except ValueError:  # a row of another width
                return _broken(number, row)
            told = canonical_bytes(found, at, account, act, case)
            expected = digest(key, mac + told, "sha256")
            if found != number or kept != expected.hex():
                return _broken(number, row)
            mac = expected
            self.intact, self.mac = number, kept
            if number == self._watched:
                self.seen = kept
        return None


def _broken(number: int, row: Sequence[object]) -> Finding:
    """Say what is wrong with the row that stands where line `number` should."""
    found = row[0] if len(row) == len(Row._fields) else None
    if isinstance(found, int) and found > number:
        missing = _span(number, found - 1)
        return Finding("manquante", number, f"Manquant : {missing} ; ce qui suit n'est pas sûr.")
    if isinstance(found, int) and found < number:
        return Finding(
            "deplacee",
            number,
            f"Là où l'entrée {number} est attendue se trouve une entrée {found}, répétée ou "
            "déplacée ; ce qui suit n'est pas sûr.",
        )
    return Finding(
        "modifiee",
        number,
        f"L'entrée {number} n'est pas celle qui a été écrite : modifiée, ajoutée ou échangée ; ce "
        "qui suit n'est pas sûr.",
    )


def _trusted_head(key: bytes, head: Head | None, findings: list[Finding]) -> Head | None:
    if head is None:
        findings.append(
            Finding("tete-absente", None, "La tête scellée du journal manque dans le coffre.")
        )
        return None
    if not is_sealed(key, head):
        findings.append(
            Finding("tete-fausse", None, "La tête du journal ne porte pas le sceau de ce coffre.")
        )
        return None
    return head


def _believed(key: bytes, witness: Head | None, findings: list[Finding]) -> Head | None:
    if witness is None or is_sealed(key, witness):
        return witness
    findings.append(
        Finding(
            "temoin-faux",
            None,
            "Le témoin gardé hors du coffre est abîmé, ou celui d'un autre coffre.",
        )
    )
    return None


def _against_head(walk: _Walk, head: Head) -> list[Finding]:
    """Compare a chain that holds to the end with the head of the store."""
    if walk.intact < head.count:
        cut = _span(walk.intact + 1, head.count)
        return [Finding("tronque", walk.intact + 1, f"Le journal a été coupé : manque {cut}.")]
    if walk.intact > head.count:
        return [
            Finding(
                "tete-ancienne",
                head.count + 1,
                f"La tête du journal s'arrête à l'entrée {head.count}, le journal à l'entrée "
                f"{walk.intact} : une ancienne tête a été remise.",
            )
        ]
    if walk.mac != head.mac:
        return [
            Finding(
                "tete-fausse", None, "La tête du journal ne correspond pas à sa dernière entrée."
            )
        ]
    return []


def _against_witness(walk: _Walk, start: Anchor, witness: Head, broken: bool) -> list[Finding]:
    """Compare what the witness saw with the chain as it is now."""
    if witness.count < start.number:
        return []  # the line it saw has gone by rotation since
    if witness.count > walk.intact:
        if broken:
            return []  # already told: the chain does not reach that line
        return [
            Finding(
                "retour-arriere",
                walk.intact + 1,
                f"Le témoin a vu {witness.count} entrées, le coffre en a {walk.intact} : une "
                "ancienne copie a été remise en place, ou la fin a été coupée.",
            )
        ]
    if walk.seen == witness.mac:
        return []
    return [
        Finding(
            "autre-journal",
            witness.count,
            f"L'entrée {witness.count} n'est pas celle que le témoin a vue : le journal a été "
            "récrit depuis une ancienne copie.",
        )
    ]


def _span(first: int, last: int) -> str:
    return f"l'entrée {first}" if first == last else f"les entrées {first} à {last}"
