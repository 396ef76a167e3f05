"""What the screens ask of the expert. Bound in a thread once the first screen is drawn.

The application starts without the rule base: `load_services` imports the expert and reads the law
while the first screen is already there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from expert.documents.outline import Block
    from expert.explanation.explain import Explainer
    from expert.incident import Answer, Incident, Key
    from expert.interview.session import Interview, Question
    from expert.library.catalogue import Library
    from expert.precedents import Precedents
    from expert.what_if.comparison_model import Comparison
    from expert.what_if.model import WhatIf
    from knowledge import KnowledgeBase
    from knowledge.models.facts import Fact

FORMATS: Final = {"texte": "txt", "markdown": "md", "json": "json"}
"""The forms of an exported result, with the ending of their files."""


@dataclass(frozen=True)
class Services:
    """The expert, as plain functions."""

    base: KnowledgeBase
    blank: Callable[[str, date], Incident]
    interview: Callable[[Incident, str], Interview]
    assess: Callable[[Incident, str], Assessment]
    compare: Callable[[Incident], Precedents | None]
    explain: Callable[[Incident, str], Explainer]
    what_if: Callable[[Incident, str, Key], WhatIf]
    compare_variant: Callable[[Incident, Incident, str], Comparison]
    parse: Callable[[Fact, str], Answer]
    render: Callable[[Assessment, str, str], str]
    sample: Callable[[], Incident]
    urgent_questions: Callable[[Incident], tuple[Question, ...]]
    with_urgent_answers: Callable[[Incident, Mapping[str, Answer]], Incident]
    urgent_page: Callable[[Incident, datetime], Iterator[Block]]

    @cached_property
    def library(self) -> Library:
        """Everything that can be read of the law, about no incident."""
        library: Library = import_module("expert.library.catalogue").Library(self.base)
        return library


def load_services(base: KnowledgeBase | None = None) -> Services:
    """Import the expert, read and check the law unless a `base` is given.

    Raises `InputError` when the base is refused.
    """
    if base is None:
        base = import_module("knowledge").load_base()
    return _bind(base)


def _bind(base: KnowledgeBase) -> Services:
    session = import_module("expert.interview.session")
    assessment = import_module("expert.assessment")
    explanation = import_module("expert.explanation.explain")
    precedents = import_module("expert.precedents")
    first_hour = import_module("expert.first_hour")
    tried = import_module("expert.what_if.build")
    comparison = import_module("expert.what_if.comparison")
    variants = import_module("expert.what_if.variant")
    return Services(
        base=base,
        blank=session.new_incident,
        interview=lambda incident, profile: session.Interview(base, incident, profile=profile),
        assess=lambda incident, profile: assessment.assess(base, incident, profile=profile),
        compare=lambda incident: precedents.compare_incident(base, incident),
        explain=lambda incident, profile: explanation.Explainer(base, incident, profile),
        what_if=lambda incident, profile, key: tried.what_if(base, incident, profile, keys=[key]),
        compare_variant=lambda one, other, profile: comparison.compare(
            base, one, other, profile, variants.VARIANT_NAMES
        ),
        parse=import_module("expert.interview.parsing").parse_answer,
        render=_render,
        sample=lambda: _sample(base),
        urgent_questions=lambda incident: first_hour.questions(base, incident),
        with_urgent_answers=lambda incident, given: first_hour.with_answers(base, incident, given),
        urgent_page=lambda incident, now: first_hour.page(base, incident, now),
    )


def _render(assessment: Assessment, profile: str, form: str) -> str:
    """Return the result as text, Markdown or JSON, with the renderers of the command line."""
    if form == "json":
        return assessment.model_dump_json(indent=2) + "\n"
    module, function = {
        "texte": ("expert.documents.text", "render_text"),
        "markdown": ("expert.documents.markdown", "render_markdown"),
    }[form]
    text: str = getattr(import_module(module), function)(assessment, profile)
    return text


def _sample(base: KnowledgeBase) -> Incident:
    """Return the first incident shipped as an example."""
    folder = Path(import_module("expert").__path__[0]) / "samples"
    read = import_module("expert.incident_files").read_incidents
    incident: Incident = read(min(folder.glob("*.yaml")), base)[0]
    return incident
