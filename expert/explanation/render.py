"""The same proof at three depths: one line, the legal syllogism, the full tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.explanation.model import WISHED, Proof, ProofNode

MARK = {True: "✓", False: "✗", None: "?"}
_EXCEPTION = {
    True: "exception qui s'applique : ",
    False: "exception écartée : ",
    None: "exception à examiner : ",
}
"""How a rule that derogates from another is named among what that other one rests on."""


@dataclass(frozen=True, slots=True)
class Syllogism:
    """Major: the rule and its sources; minor: the facts; conclusion."""

    major: str
    sources: tuple[str, ...]
    minor: tuple[str, ...]
    conclusion: str


def one_line(root: ProofNode) -> str:
    """Return the conclusion and its decisive reasons in one sentence.

    Of what is not settled, only what is not settled either is a reason. Of what is established,
    no answer is said to be missing: an answer that excludes something else is a reason as it is.
    """
    leaves = [leaf for leaf in _leaves(root) if root.truth is not None or leaf.truth is None]
    texts = (leaf.text for leaf in leaves or _leaves(root))
    if root.truth is True:
        texts = (text.partition(WISHED)[0] for text in texts)
    reasons = list(told_once(texts))[:3]
    return f"{root.text} : {' ; '.join(reasons)}" if reasons else root.text


def syllogisms(root: ProofNode) -> Iterator[Syllogism]:
    """Yield the syllogism of the conclusion, then of each conclusion it rests on."""
    for node, rule in _rules(root):
        yield Syllogism(
            rule.statement or "", rule.sources, tuple(told_once(_minor(rule))), node.text
        )


def syllogism(proof: Proof) -> Syllogism | None:
    """Return the main syllogism of a proof, if a rule bears on it."""
    return next(syllogisms(proof.root), None)


def main_rule(proof: Proof) -> ProofNode | None:
    """Return the rule that the main syllogism of a proof states, if a rule bears on it."""
    return next((rule for _, rule in _rules(proof.root)), None)


def told_once(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text once; an answer that falls short in several ways says them together.

    Whether they were asked together or one for another is what the tree shows.
    """
    wishes: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        given, _, wished = text.partition(WISHED)
        wishes.setdefault(given, []).extend([wished.removesuffix(")")] if wished else [])
    for given, all_wished in wishes.items():
        yield f"{given}{WISHED}{' ; '.join(all_wished)})" if all_wished else given


def tree_lines(root: ProofNode, depth: int = 0) -> Iterator[str]:
    """Yield the full tree as indented lines, each with a mark and words (never colour alone)."""
    source = f" [{', '.join(root.sources)}]" if root.sources else ""
    rule = f" (règle {root.rule})" if root.rule else ""
    yield f"{'  ' * depth}{MARK[root.truth]} {root.text}{rule}{source}"
    for step in root.steps:
        yield from tree_lines(step, depth + 1)
    for exception in root.set_aside:
        yield f"{'  ' * (depth + 1)}✗ exception examinée et écartée : {exception.text}"
        for step in exception.steps:
            yield from tree_lines(step, depth + 2)


def minor_nodes(rule: ProofNode) -> Iterator[tuple[str, ProofNode]]:
    """Yield what a rule rests on, in words: facts, and conclusions already reached."""
    for step in rule.steps:
        if step.kind in ("fact", "guard", "zone", "conclusion", "cases", "count", "rule"):
            yield _EXCEPTION[step.truth] + step.text if step.kind == "rule" else step.text, step
        else:
            yield from minor_nodes(step)


def _minor(rule: ProofNode) -> Iterator[str]:
    yield from (text for text, _ in minor_nodes(rule))


def _rules(root: ProofNode) -> Iterator[tuple[ProofNode, ProofNode]]:
    """Yield each conclusion of a proof with each rule stated for it."""
    for node in _walk(root):
        if node.kind == "conclusion":
            for rule in node.steps:
                if rule.kind == "rule" and rule.statement:
                    yield node, rule


def _leaves(node: ProofNode) -> Iterator[ProofNode]:
    if not node.steps and node.kind in ("fact", "guard", "zone"):
        yield node
    for step in node.steps:
        yield from _leaves(step)


def _walk(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for step in node.steps:
        yield from _walk(step)
