"""`make affiches`: five posters of the application, its real screens on the shipped example.

Nothing is painted by hand: each poster is a screen reached by its keys, in the colours it has. The
files are plain SVG, with the letters of the machine that shows them and no address of anything.
"""

from __future__ import annotations

import asyncio
import html
import io
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.pilot import Pilot

from expert.incident import Key
from expert.settings.model import Settings
from tests.tui.support import app_of, left, opened, press, typed
from tui.preferences import Preferences
from tui.services import load_services
from tui.themes import DARK, LIGHT

PLACE: Final = Path(__file__).parents[2] / "docs" / "affiches"
_MONO: Final = "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_SANS: Final = "'Inter', 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_TERMINAL: Final = """\
<svg class="terminal" width="{width}" height="{height}" viewBox="0 0 {width} {height}"
     xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: MONO; font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>
""".replace("MONO", _MONO)
_TEXT: Final = re.compile(
    r'(<text [^>]*x=")([\d.]+)("[^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)</text>'
)
_CLIP: Final = re.compile(r'clip-terminal">\s*<rect x="0" y="0" width="([\d.]+)" height="([\d.]+)"')
_INSET: Final = (9.0, 41.0)
"""Where the letters begin in what Rich draws, which leaves room for a frame."""

_MARGIN, _HEAD, _FOOT, _PAD = 64, 190, 96, 22


@dataclass(frozen=True)
class Poster:
    """A screen of the example: its file, what is written over it, how it is reached."""

    name: str
    title: str
    caption: str
    theme: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    question: Key | None = None
    urgent: bool = False


POSTERS: Final = (
    Poster(
        "entretien",
        "Une question à la fois",
        "Le chemin parcouru, la question, et ce que l'on peut déjà dire.",
        DARK,
        (160, 42),
        question=Key("authorship"),
    ),
    Poster(
        "urgence",
        "La première heure",
        "Six questions au plus ; puis les gestes, les personnes à prévenir, les heures.",
        LIGHT,
        (104, 36),
        urgent=True,
    ),
    Poster(
        "resultat",
        "Établi, contesté, à établir, écarté",
        "Chaque conclusion porte un de quatre statuts, et son texte.",
        DARK,
        (120, 38),
    ),
    Poster(
        "preuve",
        "Chaque ligne jusqu'à sa source",
        "La règle, les faits, les exceptions examinées : rien n'est affirmé sans appui.",
        LIGHT,
        (120, 40),
        keys=("f3", "f8", "f8"),
    ),
    Poster(
        "decisions",
        "Des décisions, dans les deux sens",
        "Ce qui rapproche, ce qui distingue : de quoi argumenter, jamais de quoi prédire.",
        DARK,
        (160, 42),
        keys=("f9", "f8"),
    ),
)


async def screen_of_example(poster: Poster) -> tuple[str, Color]:
    """Reach the screen of a poster; return what it shows as SVG, and the colour of its ground."""
    settings = Preferences(Settings(theme=poster.theme, welcome=False))
    with tempfile.TemporaryDirectory() as folder:
        async with opened(
            Path(folder), poster.size, load_services, preferences=settings, sample=not poster.urgent
        ) as pilot:
            await _reached(pilot, poster)
            return _drawn(pilot), pilot.app.screen.background_colors[1]


async def _reached(pilot: Pilot[None], poster: Poster) -> None:
    if poster.urgent:
        await press(pilot, "f2")
        await left(pilot, "StartScreen")
        await press(pilot, "n", "o", "a", "d", "enter", "b", "enter")
        await typed(pilot, "20/11/2026 16h00")
        await press(pilot, "enter", "enter")
    else:
        await left(pilot, "StartScreen")
    if poster.question is not None:
        await press(pilot, "escape")
        pilot.app.screen.go_to(poster.question)  # type: ignore[attr-defined]
    await press(pilot, *poster.keys)
    for _ in range(20):  # what is beside the screen is computed a little at a time
        await pilot.pause()
    app_of(pilot).clear_notifications()
    await pilot.pause()


def _drawn(pilot: Pilot[None]) -> str:
    """Return the screen as an SVG without a frame."""
    width, height = pilot.app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True,
        color_system="truecolor", record=True, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    screen = pilot.app.screen
    console.print(screen._compositor.render_update(full=True))
    ground, ink = screen.background_colors[1].rgb, screen.styles.color.rgb
    theme = TerminalTheme(ground, ink, [ink] * 8, [ink] * 8)
    drawn = console.export_svg(
        title="", theme=theme, code_format=_TERMINAL, unique_id="ecran", font_aspect_ratio=0.602
    )
    return _letters_alone(drawn)


def _letters_alone(screen: str) -> str:
    """Return a drawing whose texts begin and end with a letter, at the same place.

    Some programs drop the spaces around a text, and stretch what is left over their room.
    """

    def placed(found: re.Match[str]) -> str:
        head, x, middle, length, tail, text = found.groups()
        whole = html.unescape(text.replace("&#160;", " "))
        bare = whole.strip()
        if not bare:
            return ""
        cell = float(length) / cell_len(whole)
        at = float(x) + cell * (len(whole) - len(whole.lstrip()))
        shown = escape(bare).replace(" ", "&#160;")
        return f"{head}{at:g}{middle}{cell * cell_len(bare):g}{tail}{shown}</text>"

    return _TEXT.sub(placed, screen)


def poster_text(poster: Poster, screen: str, ground: Color) -> str:
    """Return the poster: a sheet, its title, the screen in a soft frame, whence it comes."""
    clip = _CLIP.search(screen)
    assert clip is not None
    inner = float(clip[1]), float(clip[2])
    width = inner[0] + 2 * (_MARGIN + _PAD)
    height = inner[1] + 2 * _PAD + _HEAD + _FOOT
    dark = poster.theme == DARK
    sheet = ("#0d1b2a", "#1b3a57") if dark else ("#eef3f8", "#d6e3f0")
    ink, soft = ("#f4f7fa", "#b9cbdc") if dark else ("#0b2a45", "#3d5a75")
    line = "#35506b" if dark else "#a9bccd"
    x, y = _MARGIN, _HEAD
    frame = (inner[0] + 2 * _PAD, inner[1] + 2 * _PAD)
    shown = f"{x + _PAD - _INSET[0]:.1f}", f"{y + _PAD - _INSET[1]:.1f}"
    placed = screen.replace("<svg ", f'<svg x="{shown[0]}" y="{shown[1]}" ', 1)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"
     role="img" aria-label="{escape(poster.title)}">
<defs><linearGradient id="feuille" x1="0" y1="0" x2="0.4" y2="1">
<stop offset="0" stop-color="{sheet[0]}"/><stop offset="1" stop-color="{sheet[1]}"/>
</linearGradient></defs>
<rect width="100%" height="100%" fill="url(#feuille)"/>
<g font-family="{_SANS}">
<text x="{x}" y="62" font-size="22" font-weight="600" letter-spacing="5" fill="{soft}">QUALIF</text>
<text x="{x}" y="118" font-size="50" font-weight="700" fill="{ink}">{escape(poster.title)}</text>
<text x="{x}" y="160" font-size="25" fill="{soft}">{escape(poster.caption)}</text>
<text x="{x}" y="{height - 36:.0f}" font-size="19" fill="{soft}">{escape(_WHENCE)}</text></g>
{_shadow(x, y, frame)}
<rect x="{x}" y="{y}" width="{frame[0]:.1f}" height="{frame[1]:.1f}" rx="16" fill="{ground.hex}"
      stroke="{line}" stroke-width="1.5"/>
{placed}</svg>
"""


def _shadow(x: int, y: int, frame: tuple[float, float]) -> str:
    """Return a soft shadow of plain rectangles, which every program can draw."""
    return "\n".join(
        f'<rect x="{x - spread}" y="{y - spread + 16}" width="{frame[0] + 2 * spread:.1f}" '
        f'height="{frame[1] + 2 * spread:.1f}" rx="{16 + spread}" fill="#000" opacity="0.035"/>'
        for spread in range(20, -1, -4)
    )


_WHENCE: Final = (
    "Écran réel, sur le dossier d'exemple fourni. Rien n'est décidé à votre place : une personne "
    "lit, et décide."
)


async def draw(poster: Poster) -> str:
    """Return one poster."""
    screen, ground = await screen_of_example(poster)
    return poster_text(poster, screen, ground)


def main(place: Path = PLACE) -> int:
    """Write the five posters."""
    place.mkdir(parents=True, exist_ok=True)
    for poster in POSTERS:
        path = place / f"{poster.name}.svg"
        path.write_text(asyncio.run(draw(poster)), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
