"""Why: the syllogism of a conclusion, then the whole tree, exceptions set aside included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.explanation.numbering import NumberedNode, numbered
from expert.explanation.render import syllogism
from tui.plain import plain
from tui.results.names import citation_line, where
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import GLYPHS

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, Citation
    from expert.explanation.model import Proof
    from expert.status import Status

_TRUTH: Final[dict[bool | None, Status]] = {True: "established", False: "excluded", None: "open"}
_COLOURS: Final = {True: "$etabli", False: "$ecarte", None: "$etablir"}
_RULES: Final = ("rule",)


def proof_choices(assessment: Assessment) -> Iterator[Line]:
    """Yield the conclusions whose reasoning can be read; a contested one has its readings too."""
    proofs = {proof.id for proof in assessment.proofs}
    for conclusion in sorted(assessment.conclusions, key=lambda c: c.status == "excluded"):
        if conclusion.proof not in proofs or conclusion.unscreened:
            continue
        lead = plain(f"{GLYPHS[conclusion.status]} ", "bold")
        text = plain(f"{conclusion.label}{where(conclusion.unit)}")
        yield Line((Paragraph(text, lead),), conclusion.proof)
        readings = conclusion.contested.readings if conclusion.contested else ()
        for reading in readings:
            if reading.proof in proofs:
                said = plain(f"lecture : {reading.statement}", "$second")
                yield Line((Paragraph(said, plain("    ")),), reading.proof)


def proof_lines(proof: Proof, citations: Mapping[str, Citation]) -> Iterator[Line]:
    """Yield the syllogism then the tree; a node stands for itself, to open its source or answer."""
    reasoning = syllogism(proof)
    if reasoning is not None:
        indent = plain("  ")
        yield heading("La règle", first=True)
        yield Line(
            (
                Paragraph(plain(reasoning.major), indent),
                *_references(reasoning.sources, citations, indent),
            )
        )
        yield heading("Les faits")
        for fact in reasoning.minor:
            yield Line((Paragraph(plain(fact), plain("  · ")),))
        yield heading("La conclusion")
        yield Line((Paragraph(plain(reasoning.conclusion, "bold"), indent),))
    yield heading("L'arbre du raisonnement", first=reasoning is None)
    yield from tree_lines(numbered(proof.root), citations)


def tree_lines(root: NumberedNode, citations: Mapping[str, Citation]) -> Iterator[Line]:
    """Yield a whole tree; what it says twice is said once, and referred to by its number."""
    yield from _tree(root, citations, "", "")


def _tree(
    node: NumberedNode, citations: Mapping[str, Citation], branch: str, trunk: str
) -> Iterator[Line]:
    """Yield a node then what it rests on; `branch` is drawn before it, `trunk` before the rest."""
    lead = plain(branch, "$second") + _mark(node.truth)
    below = plain(trunk + " " * (lead.cell_length - len(trunk)), "$second")
    paragraphs = [Paragraph(_node_text(node), lead)]
    paragraphs += _references(node.sources, citations, below)
    yield Line(tuple(paragraphs), node)
    children = [(step, False) for step in node.steps] + [(step, True) for step in node.set_aside]
    for index, (child, aside) in enumerate(children):
        last = index == len(children) - 1
        start, onward = ("└─ ", "   ") if last else ("├─ ", "│  ")
        if aside:
            start = f"{start}exception examinée : "
        yield from _tree(child, citations, trunk + start, trunk + onward)


def _mark(truth: bool | None) -> Content:
    return plain(f"{GLYPHS[_TRUTH[truth]]} ", f"bold {_COLOURS[truth]}")


def _node_text(node: NumberedNode) -> Content:
    unit = where(node.unit)
    if node.kind == "conclusion":
        number = plain(f"n° {node.number} · ", "$second") if node.number is not None else plain("")
        reference = plain(f" : {node.reference}", "$second") if node.reference else plain("")
        return number + plain(f"{node.text}{unit}", "bold") + reference
    if node.kind in _RULES and node.statement:
        return plain(node.statement)
    return plain(f"{node.text}{unit}")


def _references(
    sources: tuple[str, ...], citations: Mapping[str, Citation], lead: Content
) -> list[Paragraph]:
    cited = [citations[source] for source in sources if source in citations]
    return [Paragraph(plain(citation_line(each), "$second"), lead) for each in cited]
