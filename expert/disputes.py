"""A fact that is discussed: who says it, who denies it, who must prove it, with which pieces.

A discussed fact is never read as what one side says: its answer is unknown until somebody proves
it. The parties are roles of a closed list, never names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from expert.incident import Answer

Role = Literal[
    "agent", "employeur", "personne_visee", "signalant", "temoin", "poursuite", "tiers"
]  # fmt: skip

ROLES: Final[Mapping[Role, str]] = {
    "agent": "l'auteur présumé",
    "employeur": "l'employeur",
    "personne_visee": "la personne visée",
    "signalant": "la personne qui a transmis",
    "temoin": "un témoin",
    "poursuite": "la partie qui poursuit",
    "tiers": "un tiers",
}
"""The parties, as they are told. Their order is that of the lists."""

assert tuple(ROLES) == get_args(Role)


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is discussed about one fact, in one place.

    `alleged` is what one side says (None: not recorded). `values` are the only answers in
    discussion, at least two; empty, any answer of the fact is possible. `burden` is who must prove
    the fact, when somebody recorded it.
    """

    alleged: Answer = None
    values: tuple[Answer, ...] = ()
    alleged_by: Role | None = None
    denied_by: Role | None = None
    burden: Role | None = None
    pieces: tuple[str, ...] = ()

    @property
    def who_loses(self) -> Literal["alleged", "denied"] | None:
        """Which side fails when nothing more is proved; None when nobody can say."""
        if self.burden is None or self.alleged is None or self.alleged_by == self.denied_by:
            return None
        if self.burden == self.alleged_by:
            return "alleged"
        return "denied" if self.burden == self.denied_by else None


def dispute_about(
    known: Answer, alleged_by: Role | None, denied_by: Role | None, burden: Role | None
) -> Dispute:
    """Return the dispute about an answer that was recorded (None: nothing was)."""
    return Dispute(known, (), alleged_by, denied_by, burden)


def say_dispute(dispute: Dispute) -> str:
    """Return « allégué par l'employeur, contesté par l'auteur présumé »."""
    said = []
    if dispute.alleged_by is not None:
        said.append(f"allégué par {ROLES[dispute.alleged_by]}")
    if dispute.denied_by is not None:
        said.append(f"contesté par {ROLES[dispute.denied_by]}")
    return ", ".join(said)
