"""Two versions of one case, side by side: only what differs, chosen line by line or whole.

Both are stored: whatever key is pressed, neither is lost before a choice is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.office.errors import ConflictError
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import MEDIUM, Command, QualifScreen
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.office.working import WorkingCase
    from expert.two_versions import Difference, Versions

SETTLED, AS_IT_IS, AGAIN = "choisi", "sans choisir", "encore"
"""What the screen gives back: a choice was saved; open the last version; somebody saved again."""

_INTRO: Final = (
    "Ce dossier a été enregistré deux fois, chacun sans voir l'autre. Voici ce qui diffère : "
    "choisissez pour chaque ligne, ou gardez une version entière. Rien n'est perdu d'ici là."
)
_LEFT: Final = "Il reste {count} à choisir : a pour la première, b pour l'autre."
_MARKS: Final = {True: "(•)", False: "( )"}


@dataclass(frozen=True)
class Side:
    """A version as it is named: whose, and when it was saved."""

    letter: str
    said: str


class ConflictScreen(QualifScreen[str | None]):
    """Shows the versions; gives back what was done of them, None when they wait."""

    AUTO_FOCUS = "#differences"
    HELP = (
        "a prend la première version pour la ligne, b prend l'autre, Entrée passe de l'une à "
        "l'autre. F5 et F6 prennent une version entière. F8 enregistre le choix quand chaque ligne "
        "en a un. Échap ne perd rien : les deux versions restent, la liste le dit, et ce choix "
        "vous attend à la prochaine ouverture du dossier."
    )
    CSS_PATH = "conflict.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f5", "Tout A"),
        Hint("f6", "Tout B"),
        Hint("f8", "Enregistrer"),
        Hint("escape", "Plus tard"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take(True)", "Prendre A", show=False),
        Binding("b", "take(False)", "Prendre B", show=False),
        Binding("f5", "take_all(True)", "Tout A", show=False),
        Binding("f6", "take_all(False)", "Tout B", show=False),
        Binding("f8", "save", "Enregistrer", show=False),
        Binding("f9", "as_it_is", "Ouvrir sans choisir", show=False),
    ]

    def __init__(self, kept: WorkingCase, versions: Versions, sides: tuple[Side, Side]) -> None:
        super().__init__()
        self._kept, self._versions, self._sides = kept, versions, sides
        self._taken: dict[int, bool] = {}

    def content(self) -> Iterator[Widget]:
        """Yield what this is, the lines, the ways on."""
        yield Static("Deux versions d'un dossier", classes="heading", markup=False)
        yield Static(_INTRO, id="intro", markup=False)
        for side in self._sides:
            yield Static(plain(f"{side.letter} : {side.said}"), classes="side", markup=False)
        yield LineList(id="differences")
        yield Static(id="refused", classes="refused", markup=False)
        with Horizontal(id="buttons"):
            yield Button("Tout A", id="all-a")
            yield Button("Tout B", id="all-b")
            yield Button("Enregistrer", id="save")
            yield Button("Ouvrir sans choisir", id="as-it-is")

    def on_mount(self) -> None:
        """Show the lines."""
        self._show(keep_cursor=False)

    def on_resize(self) -> None:
        """Put both answers beside each other where there is room."""
        self._show(keep_cursor=True)

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Prendre A", "pour cette ligne ; a", lambda: self.action_take(True))
        yield Command("Prendre B", "pour cette ligne ; b", lambda: self.action_take(False))
        yield Command("Tout A", "la première version entière ; F5", lambda: self._all(True))
        yield Command("Tout B", "l'autre version entière ; F6", lambda: self._all(False))
        yield Command("Enregistrer le choix", "F8", self.action_save)
        yield Command("Ouvrir sans choisir", "la dernière version ; F9", self.action_as_it_is)

    # Showing -------------------------------------------------------------------------------------

    @property
    def _found(self) -> Sequence[Difference]:
        return self._versions.found

    def _show(self, *, keep_cursor: bool) -> None:
        width = self.app.size.width
        column = width // 2 - 8 if width >= MEDIUM else 0
        lines = [self._line(n, each, column) for n, each in enumerate(self._found)]
        self.query_one(LineList).show(lines, keep_cursor=keep_cursor)

    def _line(self, number: int, difference: Difference, column: int) -> Line:
        taken = self._taken.get(number)
        first, second = (f"{_MARKS[taken is True]} a", f"{_MARKS[taken is False]} b")
        above = Paragraph(plain(difference.about, "bold"))
        ours, theirs = difference.ours, difference.theirs
        if column and max(len(ours), len(theirs)) <= column - 8:
            beside = f"{first}  {ours}".ljust(column) + f"{second}  {theirs}"
            return Line((above, Paragraph(plain(beside), plain("  "))), number)
        return Line(
            (
                above,
                Paragraph(plain(ours), plain(f"  {first}  ")),
                Paragraph(plain(theirs), plain(f"  {second}  ")),
            ),
            number,
        )

    def _tell(self, sentence: str) -> None:
        self.query_one("#refused", Static).update(plain(sentence))

    # Choosing ------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        number = event.target
        if isinstance(number, int):
            self._take(number, not self._taken.get(number, False))

    def action_take(self, first: bool) -> None:
        """Take one version for the line under the cursor, and go to the next line."""
        lines = self.query_one(LineList)
        if isinstance(lines.target, int):
            self._take(lines.target, first)
            lines.action_cursor_down()

    def _take(self, number: int, first: bool) -> None:
        self._taken[number] = first
        self._tell("")
        self._show(keep_cursor=True)

    def action_take_all(self, first: bool) -> None:
        """Take one version whole."""
        self._all(first)

    def _all(self, first: bool) -> None:
        self._taken = dict.fromkeys(range(len(self._found)), first)
        self._tell("")
        self._show(keep_cursor=True)

    def action_save(self) -> None:
        """Save the choice, or go to the first line that has none."""
        missing = [n for n in range(len(self._found)) if n not in self._taken]
        if missing:
            count = len(missing)
            said = "une ligne" if count == 1 else f"{count} lignes"
            self._tell(_LEFT.format(count=said))
            self.query_one(LineList).highlighted = missing[0]
            return
        ours = [each for n, each in enumerate(self._found) if self._taken[n]]
        try:
            self._versions.settle(self._kept, ours)
        except ConflictError as conflict:
            self.desk.say(str(conflict))
            self.dismiss(AGAIN)
        except RuntimeError as refusal:
            self._tell(f"Le choix n'est pas enregistré. {refusal}")
        else:
            self.dismiss(SETTLED)

    def action_as_it_is(self) -> None:
        """Open the last version; the other one waits."""
        self.dismiss(AS_IT_IS)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        {
            "all-a": lambda: self._all(True),
            "all-b": lambda: self._all(False),
            "save": self.action_save,
            "as-it-is": self.action_as_it_is,
        }[event.button.id or "save"]()
