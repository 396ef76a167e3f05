"""One question on screen: what the last answer settled, the title, the ways to answer, the why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Collapsible, OptionList, Static

from expert.interview.notices import notice_of
from tui.plain import plain
from tui.strings import READ_BY_JUDGE, UNKNOWN
from tui.widgets.check_list import CheckList
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry import Entry, Parse
from tui.widgets.group_list import GroupDone, GroupList, LineAnswered
from tui.widgets.question_rows import rows_of, unknown_row
from tui.widgets.row_list import Answered, Missing
from tui.widgets.rows import letter_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from expert.interview.session import Question

_HOW = {
    "liste": "Plusieurs réponses : la lettre coche, Entrée valide",
    "nombre": "Entrée valide.",
    "date": "Entrée valide.",
    "texte": READ_BY_JUDGE,
}
_HOW_CHOICE = "↑ ↓ et Entrée, ou la lettre, ou un clic"
_HOW_GROUP = "↑ ↓ change de ligne, Entrée continue ; ne pas savoir : « à établir »."
_GROUP = "ensemble"
WHY_TITLE = "Pourquoi cette question ?"
WHY_AND_EXAMPLES = "Pourquoi cette question ? Exemples"
_UNFOLD, _FOLD = "(F6)", "(F6 : replier)"
_EXPECTED = {
    "nombre": "Un nombre, sans estimer.",
    "date": "Une date (03/09/2026), avec l'heure si elle compte (03/09/2026 11 h).",
    "texte": "En quelques mots, sans nom de personne.",
}


class QuestionView(Vertical):
    """Shows any question without being built again: only one of its four inputs is visible."""

    DEFAULT_CSS = """
    QuestionView {
        height: 1fr;
        padding: 0 1 0 2;
        max-width: 96;
        & > Static { padding: 0 1 0 0; }
        #effect { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #place, #title, #protected, #working, #how { height: auto; }
        #effect { color: $etabli; }
        #effect.-whole { height: auto; max-height: 2; text-wrap: wrap; }
        #place { color: $second; }
        #working { color: $second; margin-bottom: 1; max-height: 2; }
        #place:hover, #working:hover { text-style: underline; }
        #title { text-style: bold; margin: 1 0; }
        #protected { color: $second; margin-bottom: 1; }
        #how { color: $second; }
        #how.-refused { color: $alerte; text-style: bold; }
        #answers { height: 1fr; scrollbar-size-vertical: 1; }
        Collapsible {
            background: $background;
            border: none;
            padding: 0;
            margin-top: 1;
            &:focus-within { background-tint: $background 0%; }
        }
        CollapsibleTitle { padding: 0; color: $titre; }
        CollapsibleTitle:hover, CollapsibleTitle:focus {
            background: $block-cursor-background; color: $foreground;
        }
        #why-text { height: auto; padding: 0 1 0 0; }
        Entry { padding: 0 1 0 0; }
    }
    """

    class WhyAsked(Message):
        """The reasons of the question were unfolded."""

    class NoteAsked(Message):
        """The working note was clicked."""

    class WordsAsked(Message):
        """The line about the exact words was clicked."""

    def __init__(self, *, folded: bool = True) -> None:
        super().__init__()
        self._folded = folded
        self._kind = ""
        self._sheet = 0
        self._answered = False
        self._why = self._reasons = ""
        self._examples: Sequence[str] = ()
        self._working: Sequence[str] = ()
        self._line = 0
        self._asked_why = False

    def compose(self) -> Iterator[Widget]:
        """Yield the head, which stays, and the pane that scrolls."""
        yield Static(id="effect", markup=False)
        yield Static(id="place", markup=False)
        yield Static(id="title", markup=False)
        yield Static(id="protected", markup=False)
        yield Static(id="working", markup=False)
        with VerticalScroll(id="answers", can_focus=False):
            yield ChoiceList(id="choice")
            yield CheckList(id="checks")
            yield GroupList(id="lines")
            yield Entry(id="entry")
            with Collapsible(title=WHY_TITLE, collapsed=self._folded, id="why"):
                yield Static(id="why-text", markup=False)
        yield Static(id="how", markup=False)

    def show(
        self,
        question: Question,
        *,
        note: str,
        place: str,
        why: str,
        examples: str,
        working: str,
        parse: Parse,
        written: str,
    ) -> None:
        """Show a question with its recorded answer (`written` in words) and take the focus.

        `working` is the working note of the question.
        """
        self._kind = question.kind
        self._examples, self._working = (examples,), (working,)
        self._show_head(question.title, note, place, why, notice=notice_of(question))
        self._show_input(question, parse, written)
        self._shown()

    def show_group(
        self,
        title: str,
        lines: Sequence[Question],
        *,
        start: int,
        note: str,
        place: str,
        why: str,
        examples: Sequence[str],
        working: Sequence[str],
        parse: Sequence[Parse],
    ) -> None:
        """Show several lines under one title, the cursor on the line `start`."""
        self._kind = _GROUP
        self._examples, self._working = examples, working
        self._show_head(title, note, place, why)
        self._show_only(self.query_one(GroupList))
        self.query_one(GroupList).show_lines(lines, parse, start)
        self._shown()

    @property
    def line(self) -> Question | None:
        """The line under the cursor, on a screen that asks several."""
        return self.query_one(GroupList).current if self._kind == _GROUP else None

    def _show_head(
        self, title: str, note: str, place: str, why: str, *, notice: Sequence[str] = ()
    ) -> None:
        self._sheet += 1
        self._answered = False
        self.query_one("#effect").set_class(bool(note), "-whole")
        self.tell(note)
        self._write("#place", place)
        self._write("#title", title)
        self._why, self._reasons = why, ""
        self._write("#protected", "\n".join(notice))
        self.query_one("#answers", VerticalScroll).scroll_home(animate=False)

    def _shown(self) -> None:
        self._show_line()
        self._say(self._how())
        self.focus_answer()
        self.call_after_refresh(self._reveal)

    @on(OptionList.OptionHighlighted, "#lines")
    def _show_line(self) -> None:
        """Show the note and the examples of the question, or of the line under the cursor."""
        line = 0
        if self._kind == _GROUP:
            line = self.query_one(GroupList).cursor
        if line != self._line:
            self._line, self._reasons = line, ""
        examples = self._examples[line] if self._examples else ""
        self._name_why(WHY_AND_EXAMPLES if examples else WHY_TITLE)
        self._write("#working", self._working[line] if self._working else "")
        parts = (self._why, examples, self._reasons)
        self._write("#why-text", "\n".join(part for part in parts if part))

    def ask_again(self) -> None:
        """Take another answer to the question shown: the one given is to be written again."""
        self._answered = False
        self.focus_answer()

    def tell(self, note: str) -> None:
        """Say what the last answer settled, on a line that is always there."""
        self.query_one("#effect", Static).update(plain(note), layout=False)

    def focus_answer(self) -> None:
        """Put the focus where the answer is given."""
        shown = self._input()
        if isinstance(shown, Entry):
            shown.focus_field()
        else:
            shown.focus()

    def validate_answer(self) -> None:
        """Record what is chosen or typed and go on, or say what is expected."""
        self._input().validate_answer()

    def fold_why(self, folded: bool) -> None:
        """Fold or unfold the reasons."""
        self.query_one(Collapsible).collapsed = folded

    @property
    def why_folded(self) -> bool:
        """Whether the reasons are folded."""
        return self.query_one(Collapsible).collapsed

    def toggle_why(self) -> None:
        """Fold or unfold the reasons; unfolded, they come in sight, then the answers again."""
        self._asked_why = self.why_folded
        self.fold_why(not self.why_folded)
        if self.why_folded:
            self.call_after_refresh(self._reveal)

    def add_reasons(self, reasons: str) -> None:
        """Say under the reasons of the law what hangs on the question."""
        self._reasons = reasons
        self._show_line()
        if self._asked_why:
            self._asked_why = False
            self.call_after_refresh(self._reveal_why)

    def _name_why(self, title: str) -> None:
        """Name the reasons, with the key that unfolds them or folds them."""
        why = self.query_one(Collapsible)
        why.title = f"{title} {_UNFOLD if why.collapsed else _FOLD}"

    @on(Collapsible.Toggled)
    def _toggled(self) -> None:
        self._name_why(self.query_one(Collapsible).title.partition(" (")[0])

    @on(Collapsible.Expanded)
    def _unfolded(self, event: Collapsible.Expanded) -> None:
        event.stop()
        self.post_message(self.WhyAsked())

    def _show_input(self, question: Question, parse: Parse, written: str) -> None:
        shown = self._input()
        assert not isinstance(shown, GroupList)
        self._show_only(shown)
        value = question.current if question.answered else None
        if isinstance(shown, Entry):
            shown.show_field(
                _EXPECTED[question.kind],
                unknown_row(question),
                parse,
                written,
                value,
                answered=question.answered,
            )
        else:
            shown.show_rows(rows_of(question), value, answered=question.answered)

    def _show_only(self, shown: ChoiceList | CheckList | GroupList | Entry) -> None:
        shown.sheet = self._sheet
        for selector in ("#choice", "#checks", "#lines", "#entry"):
            each = self.query_one(selector)
            each.display = each is shown

    def _how(self) -> str:
        """Return how to answer; « Je ne sais pas » is named even when its row is out of sight."""
        shown = self._input()
        if isinstance(shown, GroupList):
            return _HOW_GROUP
        if isinstance(shown, Entry):
            return _HOW[self._kind]
        letter = letter_of(len(shown.rows) - 1).strip()
        key = letter or "Fin et Entrée"
        return f"{_HOW.get(self._kind, _HOW_CHOICE)} ; {key} : {UNKNOWN.lower()}."

    def _reveal(self) -> None:
        """Bring the recorded answer in sight, wherever it is in a long list; or the first."""
        shown = self._input()
        if isinstance(shown, Entry) or shown.highlighted is None:
            self.query_one("#answers", VerticalScroll).scroll_home(animate=False)
        else:
            shown.scroll_to_highlight()

    def _reveal_why(self) -> None:
        """Bring the reasons in sight, from their title on."""
        pane = self.query_one("#answers", VerticalScroll)
        pane.scroll_to_widget(self.query_one(Collapsible), animate=False, top=True)

    def _input(self) -> ChoiceList | CheckList | GroupList | Entry:
        if self._kind == _GROUP:
            return self.query_one(GroupList)
        if self._kind == "liste":
            return self.query_one("#checks", CheckList)
        if self._kind in _EXPECTED:
            return self.query_one("#entry", Entry)
        return self.query_one("#choice", ChoiceList)

    def _write(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.display = bool(text)
        line.update(plain(text))

    def _say(self, sentence: str, *, refused: bool = False) -> None:
        self._write("#how", sentence)
        self.query_one("#how").set_class(refused, "-refused")

    @on(Answered)
    def _one_answer(self, event: Answered) -> None:
        """Let one answer through for each question shown."""
        if self._answered or event.sheet != self._sheet:
            event.stop()
        else:
            self._answered = True

    @on(LineAnswered)
    def _one_line(self, event: LineAnswered) -> None:
        """Let through the answers to the lines shown, and say again how to answer."""
        if event.sheet != self._sheet:
            event.stop()
        else:
            self._say(self._how())

    @on(GroupDone)
    def _done(self, event: GroupDone) -> None:
        if self._answered or event.sheet != self._sheet:
            event.stop()
        else:
            self._answered = True

    @on(Missing)
    def _missing(self, event: Missing) -> None:
        event.stop()
        self._say(event.sentence, refused=True)

    def on_click(self, event: object) -> None:
        """A click on the line of the words, or on the note, opens it."""
        clicked = getattr(event, "widget", None)
        if clicked is self.query_one("#place"):
            self.post_message(self.WordsAsked())
        elif clicked is self.query_one("#working"):
            self.post_message(self.NoteAsked())
