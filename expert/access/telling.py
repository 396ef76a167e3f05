"""How the report says things: without codes, without names, in the words of the base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from expert.access.masking import Masker
from expert.calendar import french_date
from expert.documents.outline import Item
from expert.documents.source_text import capitalised
from expert.explanation.wording import say_answer
from expert.incident import Answer, Key, parse_key
from expert.incident_files.values import read_answer
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place
from knowledge.models.facts import Fact

UNKNOWN_FUNCTION = "un compte dont la fonction n'est pas connue"


@dataclass(frozen=True)
class Telling:
    """What the chapters need. `functions` gives the function of each account, never a name."""

    base: KnowledgeBase
    masker: Masker
    functions: Mapping[str, str]
    zone: tzinfo

    def free(self, text: str) -> str:
        """Return a text that somebody typed, the others masked."""
        return self.masker.mask(text)

    def who(self, account: str) -> str:
        """Return the function of who acted."""
        return self.masker.mask(self.functions.get(account, UNKNOWN_FUNCTION))

    def moment(self, at: datetime) -> str:
        """Return « le 03/09/2026 11 h 05 »."""
        return f"le {french_date(at.astimezone(self.zone))}"

    def by(self, account: str, at: datetime) -> str:
        """Return who did something, and when."""
        return f"{self.moment(at)}, par {self.who(account)}"

    def is_protected(self, key: str) -> bool:
        """Whether a written key is that of a protected question."""
        fact = self.base.facts.get(parse_key(key).fact)
        return fact is not None and fact.protected

    def question(self, key: str) -> str:
        """Return the short name of a question, with its place when it has one."""
        parsed = parse_key(key)
        fact = self.base.facts.get(parsed.fact)
        label = capitalised(fact.label) if fact else "Question qui n'est plus posée"
        return f"{label}{self.place(parsed)}"

    def place(self, key: Key) -> str:
        """Return « , passage P1a », or nothing for the incident."""
        if key.spot.passage is not None:
            return f", passage {key.spot.passage}"
        return f", publication {key.spot.publication}" if key.spot.publication else ""

    def answer(self, fact: Fact, given: Answer) -> str:
        """Return an answer in the words of the base; what was typed is masked."""
        return self.free(say_answer(fact, given))

    def written_answer(self, key: str, raw: Any) -> str:
        """Return an answer as an incident file writes it, in words.

        An answer that the base of today no longer knows is given as it was written.
        """
        fact = self.base.facts.get(parse_key(key).fact)
        if fact is not None:
            try:
                return self.answer(fact, read_answer(fact, raw, lambda _: Place("dossier")))
            except InputError:
                pass
        listed = raw if isinstance(raw, list | tuple) else [raw]
        return self.free(", ".join(str(one) for one in listed))


def line(strong: str, text: str) -> Item:
    """Return a point of a list: what it is about, then what is said."""
    return Item(text, strong)


def day_words(day: date | None) -> str:
    """Return a day, or that it is not known."""
    return french_date(day) if day else "jour non noté"
