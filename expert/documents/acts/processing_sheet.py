"""The sheet of articles L311-3-1 and R311-3-1-2 CRPA: four items, from the trace of the case.

It is made only where the base holds the texts that ask for it, and is given to the person
concerned: whatever names somebody else is masked before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.assessment.model import ConclusionResult
from expert.calendar import french_date
from expert.documents.acts.disclosable import Disclosable, numbered
from expert.documents.acts.framing import OTHERS_HIDDEN, PARTY, opening, stands_aside
from expert.documents.acts.levelled_text import LevelledText, unsourced
from expert.documents.acts.notices import part_blocks
from expert.documents.chapters.closing import closing, computation
from expert.documents.outline import Block, Heading, Item, Paragraph, Table, bullets
from expert.documents.source_text import LAYERS, SourceText, capitalised, status_word
from expert.explanation.model import ProofNode
from knowledge.base_model import KnowledgeBase

TEXT: Final = "fiche-traitement"
REQUIRED: Final = ("crpa-l311-3-1", "crpa-r311-3-1-2")
"""The texts that ask for the sheet: without them in the base, there is none."""

_BY_WHO_ANSWERS: Final = "réponse de la personne qui instruit"
_NO_DECISION: Final = "Aucune décision d'une personne n'est enregistrée au dossier à ce jour."
_RULES: Final = (
    "Règles appliquées à la situation, telles que la base les écrit, avec leur source et son "
    "niveau, et ce à quoi elles ont conduit."
)


def processing_sheet(base: KnowledgeBase, told: Disclosable) -> Iterator[Block]:
    """Yield the sheet. Raises `KeyError` without its texts in the base (`can_be_made`)."""
    text = base.documents[TEXT]
    source = LevelledText(told.assessment, "juriste")
    yield from opening(told, text.title)
    yield Paragraph(f"{text.opening} {OTHERS_HIDDEN}")
    yield from part_blocks(base, text.part("droit"))
    yield from part_blocks(base, text.part("contribution"))
    yield from _decided(told)
    yield from part_blocks(base, text.part("donnees"))
    if stands_aside(source):
        yield Paragraph(PARTY)
        return
    yield from _given(told, source)
    yield from part_blocks(base, text.part("parametres"))
    yield Paragraph(_RULES)
    yield from _applied(source)
    yield from part_blocks(base, text.part("operations"))
    yield from computation(source)
    yield from closing(source)


def can_be_made(base: KnowledgeBase) -> bool:
    """Whether the base holds the texts that ask for the sheet, and its words."""
    return TEXT in base.documents and all(name in base.sources for name in REQUIRED)


def _decided(told: Disclosable) -> Iterator[Block]:
    """Yield what people decided: the part of a person beside that of the processing."""
    yield Heading("Ce qu'une personne a décidé", level=3)
    if not told.decisions:
        yield Paragraph(_NO_DECISION)
    yield from bullets(
        Item(
            f"{each.authority}, le {french_date(each.on)}. Motif : {each.reason}",
            capitalised(each.act),
        )
        for each in told.decisions
    )


def _given(told: Disclosable, source: SourceText) -> Iterator[Block]:
    """Yield each answer that was read, and what it comes from."""
    answers = told.assessment.answers
    if not answers:
        yield Paragraph("Aucune réponse n'a été donnée.")
        return
    yield Table(
        ("Question", "Réponse lue", "Ce qui la porte"),
        tuple(
            (
                f"{answer.question}{source.unit(answer.unit)}",
                capitalised(answer.answer),
                numbered(told.bearing((answer.key,))) or _BY_WHO_ANSWERS,
            )
            for answer in answers
        ),
    )


def _applied(source: SourceText) -> Iterator[Block]:
    """Yield, plane by plane, each rule that held and the conclusion it bears, with its status."""
    for layer, title in LAYERS.items():
        rows: dict[tuple[str, str], dict[str, None]] = {}
        for c in source.named:
            if c.layer == layer and c.status in ("established", "contested"):
                for rule in _rules(source, c):
                    cited = source.references(rule.sources) or unsourced(c)
                    key = (rule.statement or rule.text, cited)
                    rows.setdefault(_known(rows, key), {})[_concluded(source, c)] = None
        if rows:
            yield Heading(title, level=3)
            yield Table(
                ("Règle", "Source et niveau", "Conclusion"),
                tuple(
                    (rule, cited, " ; ".join(concluded))
                    for (rule, cited), concluded in rows.items()
                ),
            )


def _known(rows: dict[tuple[str, str], dict[str, None]], key: tuple[str, str]) -> tuple[str, str]:
    """Return the row where a rule already stands, however its sources were first named."""
    return next((row for row in rows if row[0] == key[0]), key)


def _rules(source: SourceText, conclusion: ConclusionResult) -> Iterator[ProofNode]:
    """Yield the rules of a conclusion that held; a contested one is borne by its readings."""
    proof = source.proof(conclusion.proof)
    for step in proof.root.steps if proof else ():
        if step.kind == "rule" and step.statement and step.truth is not False:
            yield step


def _concluded(source: SourceText, conclusion: ConclusionResult) -> str:
    return f"{conclusion.label}{source.unit(conclusion.unit)} : {status_word(conclusion.status)}"
