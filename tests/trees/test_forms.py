"""Every form of every chapter: whole, well formed, on its sheet, whatever the texts hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from expert.plain_text import is_safe
from expert.trees import chapter
from expert.trees.chapter import Chapter, draw_notion
from expert.trees.forms.dot import dot_of
from expert.trees.forms.letters import width_of, wrap_runs
from expert.trees.forms.mermaid import mermaid_of
from expert.trees.forms.plan_svg import plan_svg
from expert.trees.forms.plan_text import plan_dot, plan_mermaid, plan_text
from expert.trees.forms.svg import svg_sheets
from expert.trees.forms.text import text_of
from expert.trees.model import Ask
from expert.trees.overview import overview
from expert.trees.words import branch_words, question_words
from knowledge import KnowledgeBase, load_base
from tests.support.small_bases import atom, rule, write_base, yes_no
from tests.trees.worlds import real_chapters

_SVG = "{http://www.w3.org/2000/svg}"
_NAME = "[a-z][a-z0-9]*"
_QUOTED = r'"[^"\x00-\x1f]*"'
_SHAPES = rf"(\[{_QUOTED}\]|\{{\{{{_QUOTED}\}}\}}|\(\[{_QUOTED}\]\)|\[/{_QUOTED}/\])"
_MERMAID = re.compile(
    rf"%% [^\n]*|flowchart (TD|LR)|  subgraph {_NAME}\[{_QUOTED}\]|  end|"
    rf"    {_NAME}{_SHAPES}(:::{_NAME})?|    {_NAME} -- {_QUOTED} --> {_NAME}|"
    rf"  {_NAME} --> {_NAME}|  classDef {_NAME} [a-z0-9#:, -]+"
)
_ENTITY = re.compile(r"#\d+;|<br/>")
_MERMAID_SIGNS = set("<>`[]{}|;#&\\")
_DOT_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*|->|[\[\]{}=;\s]|\d+')

HOSTILE = (
    'Dit-il « [/x] "}} --> z" » ? </text><script>alert(1)</script> & #quot; `end`\n'
    'click a call b() %% \\ \\" | ; {a:b} ]] )) :::held <b>&lt;\x1b[2J\u202e\x00 $x$ ~~~'
)


def hostile_base(folder: Path) -> KnowledgeBase:
    """A base whose every sentence tries to leave its place."""
    facts = yes_no("a", "b", "c")
    for fact in facts:
        fact["question"] = fact["libelle"] = HOSTILE
    facts.append(
        {**facts[0], "fait": "d", "type": "choix", "valeurs": {"u": HOSTILE, "v": HOSTILE}}
    )
    zone = {
        "zone": "Z", "question": HOSTILE, "prudente": HOSTILE, "pieces": ["x"],
        "lectures": [{"lecture": "l", "enonce": HOSTILE}, {"lecture": "m", "enonce": HOSTILE}],
    }  # fmt: skip
    return write_base(
        folder,
        faits=facts,
        zones=[zone],
        conclusions=[
            {**atom("x"), "libelle": HOSTILE},
            {**atom("s"), "libelle": HOSTILE, "valeurs": {"k": HOSTILE, "l": HOSTILE}},
        ],
        regles=[
            rule("r1", {"a": "oui", "b": "non"}, "x", enonce=HOSTILE),
            rule("r2", {"c": "oui"}, "x", conteste="Z", enonce=HOSTILE),
            rule("r3", {"d": "u"}, "s=k", sources=["memoire"], enonce=HOSTILE),
            rule("r4", {"d": "v", "x": "oui"}, "s=l", enonce=HOSTILE),
        ],
    )


@pytest.fixture(params=[60, 3])
def hostile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Chapter:
    """The chapter of the hostile base, whole and then given up rule by rule."""
    monkeypatch.setattr(chapter, "READABLE", request.param)
    base = hostile_base(tmp_path)
    return draw_notion(base, base.law_as_of, "essai")


def assert_text(text: str, drawn: Chapter, width: int) -> None:
    assert max(map(len, text.splitlines())) <= width
    assert all(is_safe(line) for line in text.splitlines())
    joined = "".join(text.split())
    for part in drawn.parts:
        for variable in part.tree.variables() if part.tree else ():
            question = question_words(part.tree.program, variable)  # type: ignore[union-attr]
            assert "".join(question.split()) in joined


def assert_mermaid(text: str) -> None:
    """Every line is one statement, and inside quotes nothing is left that Mermaid reads."""
    assert text.splitlines()[2].startswith("flowchart ")
    for line in text.splitlines():
        assert _MERMAID.fullmatch(line), line
        if line.startswith("%%"):
            continue
        for quoted in re.findall(_QUOTED, line):
            assert not _MERMAID_SIGNS & set(_ENTITY.sub("", quoted[1:-1])), quoted
    opened = sum(line.startswith("  subgraph") for line in text.splitlines())
    assert opened == sum(line == "  end" for line in text.splitlines()) > 0


def assert_dot(text: str) -> None:
    """The whole text is made of DOT tokens, and its braces close."""
    position, depth = 0, 0
    while position < len(text):
        token = _DOT_TOKEN.match(text, position)
        assert token, text[position : position + 60]
        depth += (token.group() == "{") - (token.group() == "}")
        assert depth >= 0
        position = token.end()
    assert depth == 0


def assert_svg(text: str, least: float = 2.19) -> ET.Element:
    """One A3 sheet, well formed, every line of text inside it, nothing called from outside.

    No letter is smaller than `least` millimetres: 6.2 points, unless told.
    """
    root = ET.fromstring(text)
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")
    assert {e.tag.removeprefix(_SVG) for e in root.iter()} <= {
        "svg", "title", "style", "rect", "text", "tspan", "path", "a",
    }  # fmt: skip
    for line in root.iter(f"{_SVG}text"):
        size = float(line.get("font-size", "0"))
        said = "".join(line.itertext())
        assert is_safe(said)
        assert size >= least  # millimetres
        assert 0 < float(line.get("y", "0")) < 297
        heavy = any(span.get("class") not in ("", "quiet") for span in line)
        assert float(line.get("x", "0")) + size * width_of(said, bold=heavy) <= 420, said
    return root


def test_every_chapter_of_the_shipped_base_is_drawn_in_every_form() -> None:
    several = 0
    for drawn in real_chapters():
        assert_text(text_of(drawn, 80), drawn, 80)
        assert_mermaid(mermaid_of(drawn))
        assert_dot(dot_of(drawn))
        sheets = svg_sheets(drawn)
        several += len(sheets) > 1
        said = ""
        for number, sheet in enumerate(sheets, 1):
            root = assert_svg(sheet)
            said += "".join("".join(line.itertext()) for line in root.iter(f"{_SVG}text"))
            if len(sheets) > 1:
                assert f"Feuille {number} sur {len(sheets)}." in said
        for part in drawn.parts:
            for variable in part.tree.variables() if part.tree else ():
                question = question_words(part.tree.program, variable)  # type: ignore[union-attr]
                assert "".join(question.split()) in "".join(said.split()), drawn.id
    assert several * 3 < len(real_chapters())  # most chapters hold on one sheet


def test_any_other_answer_is_told_last() -> None:
    told = 0
    for drawn in real_chapters():
        for part in drawn.parts:
            asked = part.tree.nodes if part.tree is not None else ()
            for node in asked:
                if not isinstance(node, Ask):
                    continue
                words = [branch_words(part.tree.program, node.variable, b.values)
                         for b in node.branches]  # fmt: skip
                if "toute autre réponse" in words:
                    assert words.index("toute autre réponse") == len(words) - 1
                    told += 1
    assert told


def test_hostile_texts_stay_texts_in_every_form(hostile: Chapter) -> None:
    assert_text(text_of(hostile, 60), hostile, 60)
    assert_mermaid(mermaid_of(hostile))
    assert_dot(dot_of(hostile))
    (sheet,) = svg_sheets(hostile)
    root = assert_svg(sheet)
    assert "<script" in "".join(root.itertext())
    assert not list(root.iter(f"{_SVG}script"))


def test_the_plan_is_drawn_in_every_form(tmp_path: Path) -> None:
    for base in (load_base(), hostile_base(tmp_path)):
        places = overview(base)
        text = plan_text(base, places, 80)
        assert max(map(len, text.splitlines())) <= 80
        assert_mermaid(plan_mermaid(base, places))
        assert_dot(plan_dot(base, places))
        root = assert_svg(plan_svg(base, places), 1.75)
        links = [link.get("href") for link in root.iter(f"{_SVG}a")]
        assert links == [f"{place.notion}.svg" for place in places]
        assert all(f"[{place.notion}]" in text for place in places)


def test_a_word_too_long_for_its_column_is_cut_and_nothing_is_lost() -> None:
    runs = (("court", ""), ("é" * 300, "strong"), ("fin", ""))
    lines = wrap_runs(runs, 20.0, ("strong",))
    assert "".join(text for line in lines for text, _ in line).replace(" ", "") == (
        "court" + "é" * 300 + "fin"
    )
    for line in lines:
        assert sum(width_of(text, bold=style == "strong") for text, style in line) <= 20.0
