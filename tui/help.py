"""What F1 says: the pane that has the focus, then the keys of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from tui.keys import key_name
from tui.plain import plain
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from tui.screens.base import Dialog, QualifScreen

EVERYWHERE: Final = (
    ("f1", "cette aide"),
    ("f10", "le menu : tout ce qui peut être fait ici, par son nom (aussi Ctrl+P)"),
    ("ctrl+c", "copier ce qui est sélectionné, sinon la ligne ; encore : toute la page"),
    ("f12", "informations techniques : versions, lieux ; à transmettre si quelque chose cloche"),
    ("tab", "passer d'une zone à l'autre"),
    ("escape", "remonter d'un niveau ; ne quitte jamais l'application"),
    ("ctrl+q", "quitter ; tout est enregistré après chaque réponse"),
)
_MOUSE: Final = (
    "À la souris : tout ce qui est dans la ligne du bas, les boutons et les lignes se cliquent. "
    "Pour sélectionner du texte, glissez ; certains terminaux demandent Maj en même temps."
)
_COLUMN: Final = 12


def help_paragraphs(screen: QualifScreen[Any] | Dialog[Any]) -> list[Paragraph]:
    """Return the help of a screen as it stands."""
    paragraphs = [Paragraph(plain(text)) for text in _texts(screen)]
    keys = dict([(hint.key, hint.label) for hint in screen.hints()])
    keys.update(dict(EVERYWHERE))
    return [
        *paragraphs,
        Paragraph(plain("")),
        Paragraph(plain("Les touches", "bold $titre")),
        *(Paragraph(plain(what), _lead(key)) for key, what in keys.items()),
        Paragraph(plain("")),
        Paragraph(plain(_MOUSE)),
    ]


def _texts(screen: QualifScreen[Any] | Dialog[Any]) -> Iterator[str]:
    """Yield the help of the focused widget and of what contains it, then that of the screen."""
    inner = [] if screen.focused is None else screen.focused.ancestors_with_self
    for node in inner:
        text = None if node is screen else getattr(node, "HELP", None)
        if text:
            yield from (str(text), "")
    if screen.help_text():
        yield screen.help_text()


def _lead(key: str) -> Content:
    return plain(key_name(key).ljust(_COLUMN), "bold $titre")
