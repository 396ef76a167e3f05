"""What is drawn of a notion: its conclusions, together where one tree says them in fewer words.

A conclusion of another notion is one test, with a tree of its own. Where a tree would be too large
to be read, what is drawn instead is smaller and as exact, and it is said:

1. the conclusion alone, those of its own notion being tests too;
2. one tree for each rule: the conclusion holds as soon as one of them leads there;
3. for a rule that is too large still, its conditions as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from expert.trees.build import TreeTooLargeError, build_tree
from expert.trees.cutting import cut_program
from expert.trees.model import Tree
from expert.trees.pruning import complete
from knowledge.base_model import AtomId, KnowledgeBase

READABLE = 60
"""Questions and outcomes of the largest tree drawn: past that nobody follows it on paper."""


@dataclass(frozen=True, eq=False)
class Part:
    """One tree of a chapter: what it tells, and how it was reduced (`note`, "" when it was not).

    `rule` is set for the tree of a single rule; `tree` is None where even that is too large: the
    conditions of the rule are shown instead.
    """

    conclusions: tuple[str, ...]
    tree: Tree | None
    rule: str | None = None
    note: str = ""


@dataclass(frozen=True, eq=False)
class Chapter:
    """The trees of a notion, or of one conclusion; `notion` is the notion they belong to."""

    base: KnowledgeBase
    id: str
    title: str
    notion: str
    parts: tuple[Part, ...]
    to_the_facts: bool


def draw_notion(base: KnowledgeBase, day: date, notion: str, *, facts: bool = False) -> Chapter:
    """Return the trees of a notion, to the facts when `facts` and where that can be read."""
    declared = base.notions[notion]
    parts = _Parts(base, day, declared.conclusions, facts)
    drawn = tuple(map(_completed, parts.together(declared.conclusions)))
    return Chapter(base, notion, declared.title, notion, drawn, facts)


def draw_conclusion(
    base: KnowledgeBase, day: date, conclusion: str, *, facts: bool = False
) -> Chapter:
    """Return the tree of one conclusion."""
    notion = notion_of(base, conclusion)
    parts = _Parts(base, day, base.notions[notion].conclusions, facts)
    label = base.conclusions[conclusion].label
    drawn = tuple(map(_completed, parts.alone(conclusion)))
    return Chapter(base, conclusion, label, notion, drawn, facts)


def _completed(part: Part) -> Part:
    return part if part.tree is None else replace(part, tree=complete(part.tree, READABLE))


def notion_of(base: KnowledgeBase, conclusion: str) -> str:
    """Return the notion that declares a conclusion."""
    return next(n.id for n in base.notions.values() if conclusion in n.conclusions)


def atoms_of(base: KnowledgeBase, conclusion: str) -> tuple[AtomId, ...]:
    """Return the atoms of a conclusion: itself, or one for each value of a slot."""
    values = base.conclusions[conclusion].values
    return tuple(f"{conclusion}={value}" for value in values) or (conclusion,)


@dataclass
class _Parts:
    """Draws conclusions of one notion."""

    base: KnowledgeBase
    day: date
    siblings: Sequence[str]
    facts: bool

    def together(self, conclusions: Sequence[str]) -> Iterator[Part]:
        """Yield the parts of several conclusions, in the order of the base."""
        groups: list[Part] = []
        for conclusion in conclusions:
            for part in self.alone(conclusion):
                if not self._joined(groups, part):
                    groups.append(part)
        return iter(groups)

    def alone(self, conclusion: str) -> Iterator[Part]:
        """Yield the tree of one conclusion, or what is drawn instead."""
        kept = (None, *self._narrower(conclusion)) if self.facts else self._narrower(conclusion)
        for number, followed in enumerate(kept):
            try:
                tree = self._tree((conclusion,), followed)
            except TreeTooLargeError:
                continue
            yield Part((conclusion,), tree, note=self._note(number, conclusion))
            return
        yield from self._by_rule(conclusion)

    def _narrower(self, conclusion: str) -> tuple[tuple[str, ...], ...]:
        """Return what is followed to the facts: the notion, then this conclusion alone."""
        return tuple(self.siblings), (conclusion,)

    def _note(self, number: int, conclusion: str) -> str:
        shown = number - 1 if self.facts else number
        if shown < 0 or (shown == 0 and not self.facts):
            return ""
        size = f"plus de {READABLE} questions et issues"
        if shown == 0:
            return (
                f"Jusqu'aux faits, cet arbre aurait {size} : les conclusions des autres chapitres "
                "y sont des tests, chacune a son arbre."
            )
        return (
            f"En suivant les autres conclusions du chapitre, cet arbre aurait {size} : elles y "
            "sont des tests, chacune a son arbre."
        )

    def _joined(self, groups: list[Part], part: Part) -> bool:
        """Join a part to an earlier one when one tree is no longer than the two apart."""
        if part.tree is None or part.rule or part.note:
            return False
        reads = set(part.tree.variables())
        for number, group in enumerate(groups):
            if group.tree is None or group.rule or group.note:
                continue
            if self._scope(group) != self._scope(part) or reads.isdisjoint(group.tree.variables()):
                continue
            apart = len(group.tree.nodes) + len(part.tree.nodes)
            both = (*group.conclusions, *part.conclusions)
            followed = None if self.facts else tuple(self.siblings)
            try:
                tree = self._tree(both, followed, min(apart, READABLE))
            except TreeTooLargeError:
                continue
            groups[number] = Part(both, tree)
            return True
        return False

    def _scope(self, part: Part) -> str:
        return self.base.conclusions[part.conclusions[0]].scope

    def _tree(
        self,
        conclusions: Sequence[str],
        followed: Sequence[str] | None,
        most: int = READABLE,
    ) -> Tree:
        program = cut_program(self.base, self.day, followed)
        subjects = [atom for c in conclusions for atom in atoms_of(self.base, c)]
        return build_tree(program, subjects, most)

    def _by_rule(self, conclusion: str) -> Iterator[Part]:
        """Yield one tree for each rule of a conclusion too large to be one tree."""
        note = (
            f"Un seul arbre aurait plus de {READABLE} questions et issues : voici un arbre pour "
            "chaque règle. La conclusion est retenue dès que l'une d'elles joue."
        )
        rules = dict.fromkeys(
            rule.id
            for atom in atoms_of(self.base, conclusion)
            for rule, _ in self.base.rules_concluding.get(atom, ())
        )
        for rule in rules:
            yield Part((conclusion,), self._rule_tree(rule, conclusion), rule, note)
            note = ""

    def _rule_tree(self, rule: str, conclusion: str) -> Tree | None:
        for followed in self._narrower(conclusion):
            try:
                program = cut_program(self.base, self.day, followed)
                return build_tree(program, (rule,), READABLE, of_rule=True)
            except TreeTooLargeError:
                continue
        return None
