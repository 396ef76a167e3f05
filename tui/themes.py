"""Three themes, light, dark, high contrast: every text on every ground keeps a contrast of 4.5.

`second` is the colour of secondary text, `etabli`, `ecarte`, `conteste` and `etablir` those of the
four statuses: a colour never comes alone, the glyph and the word say the same.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from expert.settings import model

NAMES: Final = model.THEMES
"""The names of the themes, as the settings have them."""

LIGHT, DARK, CONTRAST = NAMES

TEXT_COLOURS: Final = (
    "foreground",
    "second",
    "titre",
    "etabli",
    "ecarte",
    "conteste",
    "etablir",
    "alerte",
)
"""The variables used to write; `tests/tui` measures each on each ground."""

GROUNDS: Final = (
    "background",
    "surface",
    "panel",
    "block-cursor-background",
    "block-hover-background",
)
"""The variables used as a ground under text."""


def _theme(name: str, *, dark: bool, ink: dict[str, str], ground: dict[str, str]) -> Theme:
    variables = {
        **{key: ink[key] for key in TEXT_COLOURS if key != "foreground"},
        "block-cursor-background": ground["cursor"],
        "block-cursor-foreground": ink["foreground"],
        "block-cursor-blurred-background": ground["hover"],
        "block-cursor-blurred-foreground": ink["foreground"],
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": ground["hover"],
        "border": ink["titre"],
        "border-blurred": ground["line"],
        "text-muted": ink["second"],
        "text-disabled": ink["second"],
        "input-cursor-background": ink["foreground"],
        "input-cursor-foreground": ground["background"],
        "input-selection-background": ground["cursor"],
        "scrollbar": ink["second"],
        "scrollbar-hover": ink["titre"],
        "scrollbar-active": ink["titre"],
        "scrollbar-background": ground["surface"],
        "scrollbar-background-hover": ground["surface"],
        "scrollbar-background-active": ground["surface"],
        "scrollbar-corner-color": ground["surface"],
        "button-foreground": ink["foreground"],
        "button-color-foreground": ink["foreground"],
        "button-focus-text-style": "bold reverse",
        "screen-selection-background": ground["cursor"],
        "screen-selection-foreground": ink["foreground"],
        "ligne": ground["line"],
    }
    return Theme(
        name=name,
        dark=dark,
        primary=ink["titre"],
        secondary=ink["second"],
        accent=ink["titre"],
        foreground=ink["foreground"],
        background=ground["background"],
        surface=ground["surface"],
        panel=ground["panel"],
        success=ink["etabli"],
        warning=ink["conteste"],
        error=ink["alerte"],
        variables=variables,
    )


THEMES: Final = (
    _theme(
        LIGHT,
        dark=False,
        ink={
            "foreground": "#15191e",
            "second": "#454e59",
            "titre": "#0b4a82",
            "etabli": "#175c2b",
            "ecarte": "#454e59",
            "conteste": "#7a3d00",
            "etablir": "#0b4a82",
            "alerte": "#9b1c1c",
        },
        ground={
            "background": "#ffffff",
            "surface": "#f3f5f7",
            "panel": "#e6eaee",
            "cursor": "#cfe1f4",
            "hover": "#e3ecf5",
            "line": "#9aa4af",
        },
    ),
    _theme(
        DARK,
        dark=True,
        ink={
            "foreground": "#eceff3",
            "second": "#b7c0ca",
            "titre": "#9cc9f5",
            "etabli": "#9ddbab",
            "ecarte": "#b7c0ca",
            "conteste": "#f3c48a",
            "etablir": "#9cc9f5",
            "alerte": "#ffb3ab",
        },
        ground={
            "background": "#12161b",
            "surface": "#1b2129",
            "panel": "#252d37",
            "cursor": "#2a4562",
            "hover": "#232e3a",
            "line": "#5c6875",
        },
    ),
    _theme(
        CONTRAST,
        dark=True,
        ink={
            "foreground": "#ffffff",
            "second": "#ffffff",
            "titre": "#ffe14d",
            "etabli": "#8cff9e",
            "ecarte": "#ffffff",
            "conteste": "#ffc266",
            "etablir": "#8fd3ff",
            "alerte": "#ffb0a6",
        },
        ground={
            "background": "#000000",
            "surface": "#000000",
            "panel": "#1a1a1a",
            "cursor": "#00408a",
            "hover": "#002a5c",
            "line": "#ffffff",
        },
    ),
)
