"""Diagrams first, the solver as a second opinion: both must say the same.

What only one of them could decide is said so; a time-out decides nothing; a disagreement is a
fault of the software and stops everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from expert.assurance.proofs.claims import Requirement, World, counts_passages, shape
from expert.assurance.proofs.exact import CAP, Exact
from expert.assurance.proofs.second_opinion import SecondOpinion, SolverTimeoutError
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.graph import Node
from expert.inference.program import Program
from expert.inference.situation import Instance, Situation

DIAGRAMS, SOLVER = "diagrammes", "z3"
SECONDS = 10.0
"""Time given to the solver for one question."""
TOO_LARGE = "trop grand pour les diagrammes"
TIMED_OUT = "z3 n'a pas répondu à temps"
OTHER_NUMBERS = "non décidé au-delà des publications essayées"
_TRIED = (1, 2, 3)
"""Numbers of publications tried for a witness, where their number matters."""


class DisagreementError(Exception):
    """Two independent proofs say the contrary of each other: neither may be relied on."""


@dataclass(frozen=True)
class Verdict:
    """Whether requirements never hold together; `never` is None when nothing decided it.

    `world`, in `situation`, is a witness that they do. `methods` decided; `missing` says in French
    what could not give its opinion.
    """

    never: bool | None
    methods: frozenset[str] = frozenset()
    world: World | None = None
    situation: Situation | None = field(default=None, repr=False)
    missing: str | None = None


class Judge:
    """Decides requirements on one program; without a second opinion, by diagrams alone."""

    def __init__(
        self,
        program: Program,
        *,
        second_opinion: bool,
        seconds: float = SECONDS,
        cap: int = CAP,
    ) -> None:
        self.program = program
        self.has_second_opinion = second_opinion
        self._seconds, self._cap = seconds, cap
        self._exact = lru_cache(maxsize=None)(self._make_exact)
        self._solver = lru_cache(maxsize=None)(self._make_solver)

    def never(self, wanted: Sequence[Requirement]) -> Verdict:
        """Say whether requirements never hold together, however many publications there are."""
        if not counts_passages(self.program, wanted):
            return self._ask(wanted, 1)
        in_an_open_list = self._ask(wanted, 1, still_open=True)
        if in_an_open_list.never is not False:
            return in_an_open_list
        return self._witness_among(wanted, _TRIED)

    def pushes(
        self, node: Node, unit: int | None, instance: Instance, before: int, after: int
    ) -> Verdict:
        """Say whether a node that holds with `before` holds with `after`, all else being equal."""
        wanted = (
            Requirement(node, unit, fixed=((instance, before),)),
            Requirement(node, unit, holds=False, fixed=((instance, after),)),
        )
        if not counts_passages(self.program, wanted):
            shown = self._exact(1, False).pushes(node, unit, instance, before, after)
            return self._ask(wanted, 1, shown=shown)
        shown = self._exact(1, True).pushes(node, unit, instance, before, after)
        if not shown:
            return self._witness_among(wanted, _TRIED)
        asked = [self._ask(wanted, number, shown=True) for number in _TRIED[:2]]
        return next((verdict for verdict in asked if verdict.never is not True), asked[0])

    def solver(self, publications: int = 1, *, still_open: bool = False) -> SecondOpinion | None:
        """Return the second opinion on one shape, if there is one."""
        return self._solver(publications, still_open) if self.has_second_opinion else None

    def exact(self, publications: int = 1, *, still_open: bool = False) -> Exact:
        """Return the diagrams of one shape."""
        return self._exact(publications, still_open)

    def _witness_among(self, wanted: Sequence[Requirement], numbers: Sequence[int]) -> Verdict:
        """Look for a witness in closed lists; finding none there decides nothing."""
        asked: list[Verdict] = []
        for number in numbers:
            asked.append(self._ask(wanted, number))
            if asked[-1].never is False:
                return asked[-1]
        missing = next((verdict.missing for verdict in asked if verdict.missing), OTHER_NUMBERS)
        return Verdict(None, missing=missing)

    def _ask(
        self,
        wanted: Sequence[Requirement],
        publications: int,
        *,
        still_open: bool = False,
        shown: bool = False,
    ) -> Verdict:
        """Ask both about one shape; `shown`: diagrams have already said « never », by parts."""
        exact = self._exact(publications, still_open)
        first = Verdict(True, frozenset((DIAGRAMS,)))
        if not shown:
            first = self._opinion(DIAGRAMS, exact.witness, wanted)
        solver = self.solver(publications, still_open=still_open)
        second = None if solver is None else self._opinion(SOLVER, solver.witness, wanted)
        return replace(_agreed(first, second), situation=exact.situation)

    @staticmethod
    def _opinion(
        method: str,
        decide: Callable[[Sequence[Requirement]], World | None],
        wanted: Sequence[Requirement],
    ) -> Verdict:
        try:
            world = decide(wanted)
        except DiagramTooLargeError:
            return Verdict(None, missing=TOO_LARGE)
        except SolverTimeoutError:
            return Verdict(None, missing=TIMED_OUT)
        return Verdict(world is None, frozenset((method,)), world)

    def _make_exact(self, publications: int, still_open: bool) -> Exact:
        return Exact(shape(self.program, publications, still_open=still_open), self._cap)

    def _make_solver(self, publications: int, still_open: bool) -> SecondOpinion:
        situation = shape(self.program, publications, still_open=still_open)
        return SecondOpinion(situation, self._seconds)


def _agreed(first: Verdict, second: Verdict | None) -> Verdict:
    """Return what both opinions say together. Raises `DisagreementError`.

    « Never » needs every opinion asked for, but for a diagram that would be too large: the solver
    then decides alone, and it is said. A witness needs nobody else: it can be run again.
    """
    if second is None:
        return first
    if first.never is not None and second.never is not None and first.never != second.never:
        raise DisagreementError
    methods = first.methods | second.methods
    if first.never is None:
        return replace(second, missing=second.missing or first.missing)
    if second.never is None and first.never:
        return Verdict(None, first.methods, missing=second.missing)
    return replace(first, methods=methods, missing=second.missing)
