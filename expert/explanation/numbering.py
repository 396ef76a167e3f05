"""A proof in which what is repeated is said once, and referred to by its number.

Only what is referred to has a number, in the order of reading. Two parts that are word for word the
same, as the cases of a proof by cases often have, are one part.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.model import SHOWN_ALREADY, ProofNode
from expert.explanation.render import MARK


class NumberedNode(ProofNode):
    """A step of a proof: its `number` when another step refers to it.

    `see` is the number of the step that says this one in full; it then has no step of its own.
    `above`: that step is read before this one.
    """

    number: int | None = None
    see: int | None = None
    above: bool | None = None
    steps: tuple[NumberedNode, ...] = ()
    set_aside: tuple[NumberedNode, ...] = ()

    @property
    def reference(self) -> str:
        """« voir plus haut (n° 3) », or nothing."""
        if self.see is None:
            return ""
        return f"voir plus {'haut' if self.above else 'bas'} (n° {self.see})"


def numbered(root: ProofNode) -> NumberedNode:
    """Return a proof with its repeated parts said once."""
    return _Numbering(root).node(0)[0]


def numbered_lines(root: NumberedNode, depth: int = 0) -> Iterator[tuple[int, NumberedNode, bool]]:
    """Yield (depth, step, whether it is an exception set aside) in the order of reading."""
    yield depth, root, False
    for step in root.steps:
        yield from numbered_lines(step, depth + 1)
    for exception in root.set_aside:
        (_, first, _), *rest = numbered_lines(exception, depth + 1)
        yield depth + 1, first, True
        yield from rest


def step_text(node: NumberedNode, *, aside: bool = False) -> str:
    """Return a step in words, its mark first: never a sign alone, never a colour alone."""
    number = f"n° {node.number} · " if node.number is not None else ""
    exception = "exception examinée : " if aside else ""
    reference = f" : {node.reference}" if node.see is not None else ""
    return f"{MARK[node.truth]} {exception}{number}{node.text}{reference}"


class _Numbering:
    """The steps of a proof in the order of reading, and which of them repeat an earlier one."""

    def __init__(self, root: ProofNode) -> None:
        self._steps: list[ProofNode] = []
        self._sizes: list[int] = []
        self._targets: dict[int, int] = {}
        self._list(root)
        self._find_repeats()
        referred = sorted(set(self._targets.values()))
        self._numbers = {position: number for number, position in enumerate(referred, start=1)}

    def node(self, position: int) -> tuple[NumberedNode, int]:
        """Return the step at a position, and the position after all it rests on."""
        step, after = self._steps[position], position + self._sizes[position]
        target = self._targets.get(position)
        if target is not None:
            told = {
                "text": step.text.removesuffix(SHOWN_ALREADY),
                "see": self._numbers[target],
                "above": target < position,
            }
            return _node(step, told, (), ()), after
        below, place = [], position + 1
        while place < after:
            inner, place = self.node(place)
            below.append(inner)
        count = len(step.steps)
        told = {"number": self._numbers.get(position)}
        return _node(step, told, tuple(below[:count]), tuple(below[count:])), after

    def _list(self, step: ProofNode) -> None:
        """Append a step and what it rests on, in the order of reading."""
        position = len(self._steps)
        self._steps.append(step)
        self._sizes.append(1)
        for inner in (*step.steps, *step.set_aside):
            self._list(inner)
        self._sizes[position] = len(self._steps) - position

    def _find_repeats(self) -> None:
        told: dict[tuple[str, str | None], int] = {}
        later: dict[tuple[str, str | None], list[int]] = {}
        inside = 0
        contents: dict[object, int] = {}
        for position, step in enumerate(self._steps):
            if step.kind != "conclusion" or position < inside:
                continue
            name = (step.text.removesuffix(SHOWN_ALREADY), step.unit)
            if step.text.endswith(SHOWN_ALREADY):
                if name in told:
                    self._targets[position] = told[name]
                else:
                    later.setdefault(name, []).append(position)
                continue
            if not step.steps:
                continue
            content = self._content(position)
            if content in contents:
                self._targets[position] = contents[content]
                inside = position + self._sizes[position]
                continue
            contents[content] = position
            told[name] = position
            for before in later.pop(name, ()):
                self._targets[before] = position

    def _content(self, position: int) -> object:
        return tuple(
            (step.text, step.truth, step.rule, step.unit, len(step.steps), len(step.set_aside))
            for step in self._steps[position : position + self._sizes[position]]
        )


def _node(
    step: ProofNode,
    told: dict[str, object],
    steps: tuple[NumberedNode, ...],
    set_aside: tuple[NumberedNode, ...],
) -> NumberedNode:
    kept = {name: getattr(step, name) for name in ProofNode.model_fields}
    return NumberedNode(**{**kept, **told, "steps": steps, "set_aside": set_aside})
