"""From an incident and its case to what documents may read of them: the one door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from expert.assessment.model import Assessment, Citation
from expert.assessment.sanction_words import sanction_text
from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.decisions import ACT_FR, STAGE_FR, Decision
from expert.cases.people import ROLE_FR
from expert.cases.pieces import KEPT_FR, NATURE_FR, Piece
from expert.cases.statements import SETTING_FR
from expert.documents.acts.disclosable import (
    IMPUTATION,
    WITHHELD,
    Disclosable,
    DisclosedDecision,
    DisclosedDue,
    DisclosedEvent,
    DisclosedLink,
    DisclosedPiece,
    DisclosedStatement,
    OpenKey,
    ReadSource,
    Right,
    numbered,
)
from expert.documents.acts.masking import NOBODY, Mask
from expert.documents.source_text import capitalised
from expert.evidence.bearing import LINK_FR, Bearings
from expert.evidence.weakest import links as weak_links
from expert.evidence.weakest import weakest
from expert.explanation.citations import source_reference
from expert.explanation.wording import say_answer
from expert.incident import Answer, DateRange, Incident, Key, key_text, parse_key
from knowledge.base_model import KnowledgeBase

_COUNSEL: Final = "un juriste"
_RESTED: Final = ("disciplinaire", "fait")
"""The planes of what a reproach rests on: the breaches, and whose the message is."""

_OBTAINED_FACT: Final = "evidence_mode"
"""The question whose closed values say how a piece was obtained."""


def imputed(read: Assessment) -> bool:
    """Whether the message is established as that of the person concerned."""
    return any(c.id == IMPUTATION and c.status == "established" for c in read.conclusions)


def open_key(base: KnowledgeBase, key: str) -> OpenKey | None:
    """Return the key of a question of the base that is not protected; nothing for another."""
    fact = base.facts.get(parse_key(key).fact)
    return None if fact is None or fact.protected else OpenKey(key)


def disclosable(
    base: KnowledgeBase,
    incident: Incident,
    read: Assessment,
    case: CaseFile | None = None,
    mask: Mask = NOBODY,
    *,
    named: bool = True,
    links: bool = False,
) -> Disclosable:
    """Return what documents may read of an incident, as it was assessed; `mask` hides names.

    `named` is false when a document says that it is without names. What bears each decisive fact
    (`links`) is looked for on demand: the base is asked again for each piece.
    """
    told = Disclosable(
        assessment=_masked(read, mask),
        named=named,
        imputed=imputed(read),
        addresses=tuple(
            (p.id, shown) for p in incident.publications if (shown := mask.address(p.address))
        ),
        events=tuple(_events(base, incident)),
        rights=tuple(_rights(base, read)),
    )
    if case is None:
        return told
    whole = _with_case(base, told, case, mask)
    found = tuple(_links(base, told, incident, case)) if links else ()
    return replace(whole, links=found)


def _with_case(base: KnowledgeBase, told: Disclosable, case: CaseFile, mask: Mask) -> Disclosable:
    cited = {c.id: c for c in told.assessment.citations}
    return Disclosable(
        assessment=told.assessment.model_copy(
            update={"citations": tuple(_verified(c, case, mask) for c in cited.values())}
        ),
        named=told.named,
        imputed=told.imputed,
        pseudonym=case.id,
        stage=STAGE_FR[case.stage],
        person=next((_person(case, p.id, mask) for p in case.people if p.role == "concernee"), ""),
        addresses=told.addresses,
        events=told.events,
        pieces=tuple(_piece(base, piece, mask) for piece in case.pieces),
        decisions=tuple(
            _decision(base, told, d, mask) for d in case.decisions if d.erased_on is None
        ),
        statements=tuple(
            DisclosedStatement(
                who=_person(case, each.person, mask),
                on=each.on,
                setting=SETTING_FR[each.setting],
                words=mask.quoted(each.words),
                silence_told_on=each.silence_told_on,
                piece=each.piece,
            )
            for each in sorted(case.statements, key=lambda each: each.on)
        ),
        due_dates=tuple(
            DisclosedDue(mask.text(due.label), due.last_day, due.done_on)
            for due in sorted(case.due_dates, key=lambda due: due.last_day)
        ),
        rights=told.rights,
        read_sources=tuple(
            ReadSource(
                source_reference(base.sources[each.source]),
                _COUNSEL if mask.hides else each.verified_by,
                each.on,
            )
            for each in case.verified_sources
            if each.source in base.sources
        ),
    )


def _masked(read: Assessment, mask: Mask) -> Assessment:
    """Return an assessment without a name in what was typed: its title and the exact words."""
    if not mask.hides:
        return read
    published = tuple(
        publication.model_copy(
            update={
                "units": tuple(
                    unit.model_copy(update={"verbatim": mask.quoted(unit.verbatim)})
                    for unit in publication.units
                )
            }
        )
        for publication in read.publications
    )
    return read.model_copy(update={"title": mask.text(read.title), "publications": published})


def _verified(cited: Citation, case: CaseFile, mask: Mask) -> Citation:
    """Lift the mark of a source that somebody read in full, in this case only."""
    found = next((v for v in case.verified_sources if v.source == cited.id), None)
    if found is None:
        return cited
    by = _COUNSEL if mask.hides else found.verified_by
    label = f"texte vérifié par {by}, le {french_date(found.on)}"
    return cited.model_copy(update={"level": "verifie", "level_label": label})


def _person(case: CaseFile, name: str, mask: Mask) -> str:
    """Return who that is: the name and the function, or the label that hides them."""
    found = next((person for person in case.people if person.id == name), None)
    if found is None:
        return ""
    shown = mask.text(found.name)
    if shown != found.name:
        return shown
    return (
        ", ".join(part for part in (shown, found.function, found.service) if part)
        or (ROLE_FR[found.role])
    )


def _events(base: KnowledgeBase, incident: Incident) -> Iterator[DisclosedEvent]:
    """Yield every answer that is a date, the earliest first; those without a day come last."""
    found = [
        DisclosedEvent(_day(answer), _when(base, key, answer), _label(base, incident, key), name)
        for key, answer in incident.recorded()
        if base.facts[key.fact].kind == "date" and (name := open_key(base, key_text(key)))
    ]
    yield from sorted(found, key=lambda event: (event.day is None, event.day or date.min))


def _day(answer: Answer) -> date | None:
    found = answer.first or answer.last if isinstance(answer, DateRange) else answer
    if not isinstance(found, date):
        return None
    return date(found.year, found.month, found.day)


def _when(base: KnowledgeBase, key: Key, answer: Answer) -> str:
    return say_answer(base.facts[key.fact], answer)


def _label(base: KnowledgeBase, incident: Incident, key: Key) -> str:
    """Return the name of a dated answer, and its publication when there are several."""
    label = capitalised(base.facts[key.fact].label)
    several = sum(len(p.passages) for p in incident.publications) > 1
    place = key.spot.passage or key.spot.publication
    return f"{label} ({place})" if several and place else label


def _rights(base: KnowledgeBase, read: Assessment) -> Iterator[Right]:
    """Yield what the steps in force say to the person, in the order of the procedure."""
    status = read.sanctions.status
    procedure = next((p for p in base.procedures.values() if status in p.statuses), None)
    letters = {step.id: step.letter for step in procedure.steps} if procedure else {}
    for step in read.sanctions.procedure:
        told = letters.get(step.id)
        if told:
            yield Right(told, step.what, step.done, step.omission or "", step.sources)


def _piece(base: KnowledgeBase, piece: Piece, mask: Mask) -> DisclosedPiece:
    bears = tuple(key for name in piece.supports if (key := open_key(base, name)))
    withdrawn = None if piece.withdrawn is None else mask.text(piece.withdrawn.reason)
    if piece.supports and not bears:
        reason = None if withdrawn is None else "motif gardé à part"
        return DisclosedPiece(number=piece.number, title=WITHHELD, withdrawn=reason)
    ways = base.facts[_OBTAINED_FACT].values if _OBTAINED_FACT in base.facts else {}
    obtained = (ways.get(piece.obtained, piece.obtained), mask.text(piece.obtained_words))
    kept = (KEPT_FR[piece.kept], mask.text(piece.guard))
    return DisclosedPiece(
        number=piece.number,
        title=mask.text(piece.title),
        nature=NATURE_FR[piece.nature],
        dated=piece.dated,
        received_on=piece.received_on,
        author=mask.text(piece.author),
        obtained=" : ".join(part for part in obtained if part),
        kept=" ; ".join(part for part in kept if part),
        bears=bears,
        facts=tuple(base.facts[parse_key(key).fact].label for key in bears),
        favourable=piece.favourable,
        withdrawn=withdrawn,
    )


def _links(
    base: KnowledgeBase, told: Disclosable, incident: Incident, case: CaseFile
) -> Iterator[DisclosedLink]:
    """Yield the facts that the reproaches and the imputation rest on, with what bears them."""
    read = told.assessment
    griefs = {(grief.conclusion, grief.unit) for grief in read.griefs}
    bearings = Bearings(base, incident, read, case.pieces).all(_RESTED)
    kept = [
        each
        for each in bearings
        if each.conclusion.id == IMPUTATION
        or (
            (each.conclusion.id, each.conclusion.unit) in griefs
            and each.conclusion.layer == "disciplinaire"
        )
    ]
    first = {link.fact.key for link in weakest(kept)}
    for link in weak_links(kept):
        fact = link.fact
        yield DisclosedLink(
            said=f"{fact.said}{f' ({fact.place})' if fact.place else ''}",
            why=f"{LINK_FR[fact.link]}{_numbers(fact.pieces)}",
            griefs=link.conclusions,
            borne=bool(fact.pieces),
            weakest=fact.key in first,
        )


def _numbers(pieces: tuple[int, ...]) -> str:
    return f" ({numbered(pieces)})" if pieces else ""


def _decision(
    base: KnowledgeBase, told: Disclosable, decision: Decision, mask: Mask
) -> DisclosedDecision:
    return DisclosedDecision(
        act=ACT_FR[decision.act],
        referral=decision.act == "saisine",
        on=decision.on,
        authority=mask.text(decision.authority),
        reason=mask.text(decision.reason),
        sanction=_sanction(base, told, decision),
    )


def _sanction(base: KnowledgeBase, told: Disclosable, decision: Decision) -> str:
    """Return the sanction in the words of the scale of the author, or as it was recorded."""
    if not decision.sanction:
        return ""
    scale = base.scales.get(told.assessment.sanctions.scale or "")
    for group in scale.groups if scale else ():
        for sanction in group.sanctions:
            if sanction.id == decision.sanction:
                return f"{sanction_text(sanction, dict(base.facts))} ({group.label.lower()})"
    return f"« {decision.sanction} », absente de l'échelle de ce statut : à vérifier"
