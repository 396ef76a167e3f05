"""The results that were read in a case, drawn again: what was concluded, and by which rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from expert.access.case_part import incident_of
from expert.access.telling import Telling, line
from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.cases.assessments import AssessmentRecord
from expert.cases.casefile import CaseFile
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.explanation.model import ProofNode
from expert.readers import READERS
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

Replay = Callable[[AssessmentRecord], Assessment | None]
"""Draws a result again; None when the base or the answers of that day are not there any more."""


def replaying(base: KnowledgeBase) -> Replay:
    """Return what draws again the results of this very base, and no other."""

    def replay(record: AssessmentRecord) -> Assessment | None:
        incident = incident_of(record.incident, base)
        if record.base_digest != base.digest or incident is None or record.reader not in READERS:
            return None
        return assess(base, incident, record.reader)

    return replay


def results(case: CaseFile, telling: Telling, replay: Replay) -> Iterator[Block]:
    """Yield each result that was kept: when, for which reader, what it said, by which rules."""
    for record in case.assessments:
        yield Heading(f"Résultat lu {telling.moment(record.at)}", level=3)
        yield from bullets(_identity(record, telling))
        again = replay(record)
        if again is None:
            yield Paragraph(
                "La base de règles de ce jour-là n'est plus celle d'aujourd'hui : ce résultat est "
                "redonné sur demande, avec la base de sa date."
            )
        else:
            yield from _conclusions(again, telling)
            yield from _rules(again, telling)


def _identity(record: AssessmentRecord, telling: Telling) -> Iterator[Item]:
    yield line("Lu par", telling.who(record.by))
    yield line("Préparé pour", READERS.get(record.reader, "un lecteur qui n'existe plus"))
    if record.headline:
        yield line("En bref", telling.free(record.headline))
    yield line("Base de règles", f"version {record.base_version}, logiciel {record.software}")


def _conclusions(result: Assessment, telling: Telling) -> Iterator[Block]:
    """Yield what is said with its status, then what remains to establish; the rest is counted."""
    shown = [c for c in result.conclusions if not c.unscreened]
    said = [c for c in shown if c.status in ("established", "contested")]
    if said:
        yield Paragraph("Ce que le logiciel en disait :")
        lines = (Item(telling.free(c.sentence), STATUS_FR[c.status]) for c in said)
        yield from bullets(dict.fromkeys(lines))
    still_open = dict.fromkeys(c.label for c in shown if c.status == "open")
    if still_open:
        yield Paragraph(f"Ce qui restait à établir : {' ; '.join(still_open)}.")
    excluded = len({c.id for c in shown if c.status == "excluded"})
    if excluded:
        yield Paragraph(f"{_points(excluded)} au vu des réponses.")


def _points(count: int) -> str:
    if count == 1:
        return "Un autre point a été examiné et écarté"
    return f"{count} autres points ont été examinés et écartés"


def _rules(result: Assessment, telling: Telling) -> Iterator[Block]:
    """Yield the rules that applied, in words, without those that a protected answer fed."""
    cited = {citation.id: citation.reference for citation in result.citations}
    found: dict[Item, None] = {}
    for proof in result.proofs:
        for node in _applied(proof.root, telling):
            references = " ; ".join(cited[s] for s in node.sources if s in cited)
            found.setdefault(Item(node.statement or "", references))
    if found:
        yield Paragraph("Règles qui se sont appliquées à vos réponses :")
        yield from bullets(
            Item(item.text + (f" ({item.strong})" if item.strong else "")) for item in found
        )


def _applied(node: ProofNode, telling: Telling) -> Iterator[ProofNode]:
    if node.kind == "rule" and node.truth is True and node.statement and not _secret(node, telling):
        yield node
    for step in node.steps:
        yield from _applied(step, telling)


def _secret(node: ProofNode, telling: Telling) -> bool:
    """Whether a protected answer is among what a rule rests on."""
    if node.question is not None and telling.is_protected(node.question):
        return True
    return any(_secret(step, telling) for step in (*node.steps, *node.set_aside))
