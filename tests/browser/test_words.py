"""Not one English word in the pages of the browser, nor in what is said of a copy."""

from __future__ import annotations

import re

import pytest

from tests.tui.test_french import english_words
from tui import copying
from tui.browser import launch, pages

SAID = (pages.USED, pages.NO_ENTRY, pages.FOREIGN, pages.NOT_FOUND, pages.FAULT)
WRITTEN = (launch._OPEN, launch._ANOTHER, launch._IN_FILE)
TOLD = (
    copying.DONE,
    copying.ASKED,
    copying.ASKED_BROWSER,
    copying.TOO_LONG,
    copying.KEPT,
    copying.NOTHING,
    copying.EMPTIED,
    copying.EMPTYING_ASKED,
)


def without_tags(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)


@pytest.mark.parametrize("sentence", [*SAID, *WRITTEN, *TOLD])
def test_every_sentence_is_french(sentence: str) -> None:
    assert english_words(sentence.replace("{path}", "").replace("{address}", "")) == set()


def test_the_page_and_what_its_script_says_are_french() -> None:
    page = without_tags((pages.STATIC / "page.html").read_text(encoding="utf-8"))
    script = (pages.STATIC / "page.js").read_text(encoding="utf-8")
    told = re.findall(r'tell\("([^"]+)"\)|REFUSED = "([^"]+)"', script)
    assert "La séance est terminée" in page
    assert len(told) == 2
    for text in (page, *("".join(found) for found in told)):
        assert english_words(text) == set()
