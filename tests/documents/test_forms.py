"""The forms: 80 columns of text, escaped Markdown, JSON under its published schema."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.assessment.model import PublicationResult
from expert.documents.json_contract import contract_schema, contract_text, schema_text
from expert.documents.markdown import escaped, render_markdown
from expert.documents.text import render_text
from expert.plain_text import is_safe
from tests.documents.examples import assessment, unit

HOSTILE = (
    "[/zut] [@click=app.quit]x[/] \x1b[31m \x9b \u202e # <b>&amp; **g** [l](http://a) `c`\n- x"
)


@pytest.mark.parametrize("profile", ["manager", "rh", "juriste"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(profile: str, width: int) -> None:
    words = unit("P1", "mot " * 60 + "x" * 200)
    shown = assessment(publications=(PublicationResult(id="P1", units=(words,)),))
    for line in render_text(shown, profile, width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_a_colon_or_a_guillemet_is_never_left_alone_on_a_line() -> None:
    text = render_text(assessment(title="« " + "mot " * 17 + "» : suite ; fin"), "rh")
    for line in text.splitlines():
        assert not re.match(r"\s*[:;»?]", line)
        assert not line.endswith("«")


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_hostile_words_are_shown_and_do_nothing(render: object) -> None:
    words = unit("P1", HOSTILE)
    shown = assessment(title=HOSTILE, publications=(PublicationResult(id="P1", units=(words,)),))
    assert callable(render)
    text = render(shown, "juriste")
    assert is_safe(text)
    assert "\\u{001B}" in text or "\\\\u\\{001B\\}" in text


MARKUP = re.compile(r"(?<!\\)(?:\\\\)*[`*_<>\[\]#|~]")


@given(st.text(st.characters(codec=None), max_size=80))
def test_nothing_a_user_types_is_markup(text: str) -> None:
    line = escaped(text)
    assert not MARKUP.search(line)
    assert not re.match(r"(?:[-+=:]|\d+[.)])", line)
    assert not re.search(r"(?i)\b(?:https?|ftp|mailto):|\bwww\.", line)


def test_a_quotation_keeps_its_lines_and_is_never_a_code_block() -> None:
    words = unit("P1", "un\n    deux\n\ntrois")
    shown = assessment(publications=(PublicationResult(id="P1", units=(words,)),))
    assert "> un\\\n> \u00a0\u00a0\u00a0\u00a0deux\\\n>\\\n> trois\n" in render_markdown(
        shown, "rh"
    )


def test_the_json_of_one_is_an_object_and_of_several_a_list_both_under_the_schema() -> None:
    schema = contract_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for count, kind in ((1, dict), (2, list)):
        data = json.loads(contract_text([assessment()] * count))
        assert isinstance(data, kind)
        jsonschema.validate(data, schema)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("conclusions", 0, "status"), "probable"),
        (("conclusions", 0, "score"), 3),
        (("format",), 1),
        (("citations", 0, "kind"), "blog"),
    ],
)
def test_the_schema_refuses_what_is_not_the_contract(
    path: tuple[str | int, ...], value: object
) -> None:
    data = json.loads(contract_text([assessment()]))
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, contract_schema())


def test_json_keeps_hostile_words_and_prints_none_of_them_raw() -> None:
    for title in (HOSTILE, "a\ud800b"):
        text = contract_text([assessment(title=title)])
        assert is_safe(text)
        assert json.loads(text)["title"] == title


def test_the_published_schema_is_the_one_of_the_model() -> None:
    from importlib.resources import files

    published = files("expert").joinpath("assessment", "schema.json").read_text("utf-8")
    assert published == schema_text()
