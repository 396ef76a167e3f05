"""What one case holds on its person concerned: their place, the words, the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from expert.access.holdings import Holding
from expert.access.telling import Telling, line
from expert.cases.decisions import STAGE_FR
from expert.cases.people import ROLE_FR
from expert.disputes import say_dispute
from expert.documents.outline import Block, Heading, Item, Paragraph, Quotation, bullets
from expert.incident import Incident, key_text
from expert.incident_files import incident_at
from expert.interview.notes import notes_of
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError
from knowledge.reading import Document

_FORMER = (
    "Les réponses de ce dossier ont été écrites avec des questions qui ont changé depuis : elles "
    "sont données telles qu'elles ont été enregistrées."
)


def incident_of(data: Mapping[str, Any], base: KnowledgeBase) -> Incident | None:
    """Return the incident that a case holds; None when the base no longer reads it."""
    try:
        return incident_at(Document(dict(data), {}), (), base)
    except InputError:
        return None


def place_in_case(holding: Holding, telling: Telling) -> Iterator[Block]:
    """Yield who the person is in the case, and what the case is."""
    case, subject = holding.case, holding.subject
    yield Heading(f"Dossier {case.id} : {STAGE_FR[case.stage]}")
    yield from bullets(
        item
        for item in (
            line("Intitulé", telling.free(case.title)),
            line("Votre place", ROLE_FR[subject.role]),
            line("Nom enregistré", subject.name),
            line("Fonction", telling.free(subject.function)),
            line("Service", telling.free(subject.service)),
            line("Dossier ouvert", telling.by(case.created_by, case.created_at)),
            line("Affaire liée", case.affair or ""),
        )
        if item.text
    )


def answers_now(holding: Holding, telling: Telling) -> Iterator[Block]:
    """Yield the words that were read and the answers as they stand, protected ones left out."""
    incident = incident_of(holding.case.incident, telling.base)
    if incident is None:
        yield Heading("Réponses enregistrées", level=3)
        yield Paragraph(_FORMER)
        yield from bullets(_raw_answers(holding.case.incident, telling))
        return
    yield from _words(incident, telling)
    given = [
        line(telling.question(key_text(key)), _said(incident, key_text(key), telling))
        for key, _ in incident.recorded()
        if not telling.base.facts[key.fact].protected
    ]
    if given:
        yield Heading("Réponses enregistrées", level=3)
        yield from bullets(given)
    yield from _working_notes(incident, telling)


def _words(incident: Incident, telling: Telling) -> Iterator[Block]:
    quoted = [(u.id, u.verbatim) for _, u in incident.units() if u.verbatim]
    links = [(p.id, p.address) for p in incident.publications if p.address]
    if quoted or links:
        yield Heading("Propos et publications retenus", level=3)
    yield from bullets(
        line(f"Adresse de la publication {name}", telling.free(address)) for name, address in links
    )
    for name, words in quoted:
        yield Paragraph(f"Passage {name} :")
        yield Quotation(telling.free(words))


def _said(incident: Incident, written: str, telling: Telling) -> str:
    key, answer = next(found for found in incident.recorded() if key_text(found[0]) == written)
    dispute = incident.disputes.get(key)
    if dispute is not None:
        return f"fait discuté, {telling.free(say_dispute(dispute))}"
    return telling.answer(telling.base.facts[key.fact], answer)


def _working_notes(incident: Incident, telling: Telling) -> Iterator[Block]:
    found = [
        line(telling.question(key_text(key)), telling.free(text))
        for key, text in notes_of(incident).items()
        if not telling.is_protected(key_text(key))
    ]
    if found:
        yield Heading("Notes prises pendant les questions", level=3)
        yield from bullets(found)


def _raw_answers(data: Mapping[str, Any], telling: Telling) -> Iterator[Item]:
    """Yield what an incident that is no longer read holds, level by level."""
    for key, value in data.items():
        if key in ("format", "incident", "notes") or telling.is_protected(key):
            continue
        if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            for one in value:
                if isinstance(one, Mapping):
                    yield from _raw_answers(one, telling)
        elif key == "verbatim":
            yield line("Propos", telling.free(str(value)))
        else:
            yield line(telling.question(key), telling.written_answer(key, value))
