"""A list as high as all its rows: the pane around it is what scrolls."""

from __future__ import annotations

from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import OptionList


class PaneRows(OptionList):
    """Keeps the row under the cursor in sight; a page up or down turns what is in the pane.

    What stands in the pane beside the list, as the reasons of a question, is read that way.
    """

    @property
    def in_sight(self) -> bool:
        """Whether the row under the cursor can be seen, or there is none."""
        row, pane = self._row, self.parent
        if row is None or not isinstance(pane, Widget):
            return True
        top, height = pane.scroll_offset.y, pane.scrollable_content_region.height
        return top <= row.y and row.y < top + height

    @property
    def _row(self) -> Region | None:
        """Where the row under the cursor stands in the pane."""
        if self.highlighted is None or not self.is_mounted:
            return None
        first = self._index_to_line.get(self.highlighted)
        if first is None:
            return None
        return Region(0, self.virtual_region.y + first, 1, self._heights[self.highlighted])

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the row under the cursor in sight."""
        super().scroll_to_highlight(top)
        row = self._row
        if row is not None and isinstance(self.parent, Widget):
            self.parent.scroll_to_region(row, animate=False, force=True)

    def action_page_up(self) -> None:
        """Read what stands above; the cursor stays where it is."""
        self._turn(-1)

    def action_page_down(self) -> None:
        """Read what stands below; the cursor stays where it is."""
        self._turn(1)

    def _turn(self, way: int) -> None:
        if isinstance(self.parent, Widget):
            step = max(1, self.parent.scrollable_content_region.height - 1)
            self.parent.scroll_relative(y=way * step, animate=False, force=True)
