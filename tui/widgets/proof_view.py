"""The reasonings of a result: choose a conclusion, read why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.widgets import OptionList

from tui.results.reasoning import proof_choices, proof_lines
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, Citation


class ProofView(Container):
    """The conclusions above (beside, on a wide screen) the reasoning of the one with the cursor."""

    DEFAULT_CSS = """
    ProofView {
        height: 1fr;
        layout: vertical;
        #which { height: 6; border-bottom: solid $ligne; }
        #reasoning { height: 1fr; }
    }
    """

    def compose(self) -> Iterator[LineList]:
        """Yield the two lists."""
        yield LineList(id="which")
        yield LineList(id="reasoning")

    def show(self, assessment: Assessment, citations: Mapping[str, Citation]) -> None:
        """Show the conclusions of an assessment and the reasoning of the first."""
        self._proofs = {proof.id: proof for proof in assessment.proofs}
        self._citations = citations
        which = self.query_one("#which", LineList)
        which.show(proof_choices(assessment))
        self._show_proof(which.target)

    def choose(self, proof: str) -> None:
        """Put the cursor on one reasoning and read it."""
        which = self.query_one("#which", LineList)
        for index, line in enumerate(which.lines):
            if line.target == proof:
                which.highlighted = index
        self._show_proof(proof)
        self.query_one("#reasoning").focus()

    def _show_proof(self, target: object) -> None:
        proof = self._proofs.get(str(target))
        lines = proof_lines(proof, self._citations) if proof is not None else ()
        self.query_one("#reasoning", LineList).show(lines)

    @on(OptionList.OptionHighlighted, "#which")
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_proof(self.query_one("#which", LineList).lines[event.option_index].target)

    @on(LineList.Chosen, "#which")
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.query_one("#reasoning").focus()
