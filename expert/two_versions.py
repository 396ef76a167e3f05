"""Two versions of one case, compared: only what differs, each difference taken from one or other.

Both were saved by people who had not seen the other's work. Nothing is chosen here: a difference
that nobody settled keeps both versions as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.decisions import STAGE_FR
from expert.cases.noted import CONCLUSION_NOTE, READER
from expert.disputes import say_dispute
from expert.explanation.wording import say_answer
from expert.incident import Incident, Key, Publication, Spot
from expert.interview.notes import QUESTION_NOTES, note_of, notes_of, with_note
from expert.office.desk import Branch
from expert.office.working import WorkingCase
from expert.plain_text import one_line
from expert.readers import READERS
from knowledge.base_model import KnowledgeBase

NO_ANSWER: Final = "sans réponse"
_UNKNOWN: Final = "je ne sais pas"
_ABSENT: Final = "absente"
_PRESENT: Final = "présente"
_LEFT_ASIDE: Final = ("place", CONCLUSION_NOTE, QUESTION_NOTES)
"""Notes that are no work of a person: where the reader stood, the result that was read."""

_PARTS: Final[Mapping[str, str]] = {
    "stage": "étape du dossier",
    "affair": "affaire",
    "people": "personnes",
    "notes": "notes de travail",
    "pieces": "pièces",
    "assessments": "résultats gardés",
    "decisions": "décisions",
    "due_dates": "échéances",
    "freezes": "gels",
    "exports": "copies sorties",
}

Take = Callable[[Incident], Incident]


@dataclass(frozen=True)
class Difference:
    """What differs: what it is, what each version says, and how ours is put into theirs.

    `part` names a part of the case that is taken whole; otherwise `take` changes the incident.
    """

    about: str
    ours: str
    theirs: str
    take: Take
    part: str = ""


def differences(
    base: KnowledgeBase, ours: tuple[CaseFile, Incident], theirs: tuple[CaseFile, Incident]
) -> tuple[Difference, ...]:
    """Return what differs between two versions, the incident first, in the order of the law."""
    mine, other = ours[1], theirs[1]
    return (
        *_whole(mine, other),
        *_publications(mine, other),
        *_answers(base, mine, other),
        *_words(mine, other),
        *_notes(base, mine, other),
        *_parts(ours[0], theirs[0]),
    )


def merged(
    found: Collection[Difference],
    ours: CaseFile,
    theirs: tuple[CaseFile, Incident],
    taken: Collection[Difference],
) -> tuple[CaseFile, Incident]:
    """Return their version, with what was `taken` from ours among the differences `found`."""
    case, incident = theirs
    for difference in found:
        if difference not in taken:
            continue
        if difference.part:
            case = case.model_copy(update={difference.part: getattr(ours, difference.part)})
        else:
            incident = difference.take(incident)
    return case, incident


def _whole(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    if ours.title != theirs.title:
        yield Difference(
            "nom du dossier",
            one_line(ours.title),
            one_line(theirs.title),
            lambda i: replace(i, title=ours.title),
        )
    if ours.examined_on != theirs.examined_on:
        yield Difference(
            "jour de l'examen",
            french_date(ours.examined_on),
            french_date(theirs.examined_on),
            lambda i: replace(i, examined_on=ours.examined_on),
        )
    if ours.publications_closed != theirs.publications_closed:
        said = {True: "non", False: _UNKNOWN, None: NO_ANSWER}
        yield Difference(
            "autre publication du même auteur",
            said[ours.publications_closed],
            said[theirs.publications_closed],
            lambda i: replace(i, publications_closed=ours.publications_closed),
        )


# Publications and passages that one version alone holds ----------------------------------------


def _publications(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    mine, other = ({p.id: p for p in each.publications} for each in (ours, theirs))
    for name in _ordered(mine, other):
        if name not in mine:
            yield Difference(f"publication {name}", _ABSENT, _PRESENT, _without(name))
        elif name not in other:
            yield Difference(f"publication {name}", _PRESENT, _ABSENT, _with(mine[name]))
        else:
            yield from _passages(mine[name], other[name])


def _passages(ours: Publication, theirs: Publication) -> Iterator[Difference]:
    mine, other = ({p.id for p in each.passages} for each in (ours, theirs))
    if mine == other:
        return
    wanted = {p.id: p for p in ours.passages}

    def take(incident: Incident) -> Incident:
        return _edited(
            incident,
            ours.id,
            lambda p: replace(
                p,
                passages=(
                    *(q for q in p.passages if q.id in wanted),
                    *(q for q in ours.passages if q.id not in {r.id for r in p.passages}),
                ),
            ),
        )

    yield Difference(
        f"passages de la publication {ours.id}",
        ", ".join(p.id for p in ours.passages),
        ", ".join(p.id for p in theirs.passages),
        take,
    )


def _with(publication: Publication) -> Take:
    return lambda i: replace(i, publications=(*i.publications, publication))


def _without(name: str) -> Take:
    def take(incident: Incident) -> Incident:
        kept = tuple(p for p in incident.publications if p.id != name)
        disputes = {k: d for k, d in incident.disputes.items() if k.spot.publication != name}
        return replace(incident, publications=kept, disputes=disputes)

    return take


def _edited(
    incident: Incident, name: str, change: Callable[[Publication], Publication]
) -> Incident:
    edited = tuple(change(p) if p.id == name else p for p in incident.publications)
    return replace(incident, publications=edited)


# Answers ---------------------------------------------------------------------------------------


def _answers(base: KnowledgeBase, ours: Incident, theirs: Incident) -> Iterator[Difference]:
    keys = _ordered(dict(ours.recorded()), dict(theirs.recorded()))
    for key in keys:
        if not (ours.holds(key.spot) and theirs.holds(key.spot)):
            continue
        if _state(ours, key) != _state(theirs, key):
            yield Difference(
                _name(base, key),
                _said(base, ours, key),
                _said(base, theirs, key),
                _answered(ours, key),
            )


def _state(incident: Incident, key: Key) -> tuple[Any, ...]:
    answers = incident.answers_at(key.spot)
    return key.fact in answers, answers.get(key.fact), incident.disputes.get(key)


def _answered(ours: Incident, key: Key) -> Take:
    given, answer, dispute = _state(ours, key)

    def take(incident: Incident) -> Incident:
        if not incident.holds(key.spot):
            return incident
        if not given:
            return incident.without_answer(key)
        if dispute is not None:
            return incident.with_dispute(key, dispute)
        return incident.with_answer(key, answer)

    return take


def _said(base: KnowledgeBase, incident: Incident, key: Key) -> str:
    given, answer, dispute = _state(incident, key)
    if dispute is not None:
        return f"fait discuté, {say_dispute(dispute)}"
    fact = base.facts.get(key.fact)
    if not given or fact is None:
        return NO_ANSWER
    return _UNKNOWN if answer is None else one_line(say_answer(fact, answer))


def _name(base: KnowledgeBase, key: Key) -> str:
    fact = base.facts.get(key.fact)
    label = key.fact if fact is None else fact.question
    place = key.spot.passage or key.spot.publication
    return f"{label} ({place})" if place not in (None, "P1") else label


# Words and notes -------------------------------------------------------------------------------


def _words(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    other = {p.id: p for p in theirs.publications}
    for publication in ours.publications:
        beside = other.get(publication.id)
        if beside is None:
            continue
        if publication.address != beside.address:
            yield Difference(
                f"adresse de la publication {publication.id}",
                one_line(publication.address) or NO_ANSWER,
                one_line(beside.address) or NO_ANSWER,
                _addressed(publication),
            )
        said = {passage.id: passage.verbatim for passage in beside.passages}
        for passage in publication.passages:
            if passage.id in said and said[passage.id] != passage.verbatim:
                yield Difference(
                    f"mots exacts du passage {passage.id}",
                    one_line(passage.verbatim) or NO_ANSWER,
                    one_line(said[passage.id]) or NO_ANSWER,
                    _worded(Spot(publication.id, passage.id), passage.verbatim),
                )


def _addressed(ours: Publication) -> Take:
    return lambda i: _edited(i, ours.id, lambda p: replace(p, address=ours.address))


def _worded(spot: Spot, verbatim: str) -> Take:
    def change(publication: Publication) -> Publication:
        passages = tuple(
            replace(p, verbatim=verbatim) if p.id == spot.passage else p
            for p in publication.passages
        )
        return replace(publication, passages=passages)

    return lambda i: _edited(i, spot.publication or "", change)


def _notes(base: KnowledgeBase, ours: Incident, theirs: Incident) -> Iterator[Difference]:
    for key in _ordered(notes_of(ours), notes_of(theirs)):
        mine, other = note_of(ours, key), note_of(theirs, key)
        if mine != other:
            yield Difference(
                f"note sur « {_name(base, key)} »",
                one_line(mine) or "pas de note",
                one_line(other) or "pas de note",
                _noted(key, mine),
            )
    for name in _ordered(ours.notes, theirs.notes):
        mine_note, other_note = ours.notes.get(name), theirs.notes.get(name)
        if name not in _LEFT_ASIDE and mine_note != other_note:
            yield Difference(
                _NOTES_FR.get(name, f"note « {name} »"),
                _note_said(name, mine_note),
                _note_said(name, other_note),
                _note_taken(name, mine_note),
            )


_NOTES_FR: Final[Mapping[str, str]] = {
    READER: "lecteur du résultat",
    "rapport": "rapport factuel",
}


def _note_said(name: str, note: Any) -> str:
    if note is None:
        return NO_ANSWER
    if name == READER:
        return READERS.get(str(note), one_line(str(note)))
    if isinstance(note, Mapping):
        return one_line(" ; ".join(str(value) for value in note.values() if value)) or NO_ANSWER
    return one_line(str(note))


def _noted(key: Key, text: str) -> Take:
    return lambda i: with_note(i, key, text)


def _note_taken(name: str, note: Any) -> Take:
    def take(incident: Incident) -> Incident:
        kept = {each: value for each, value in incident.notes.items() if each != name}
        return replace(incident, notes=kept if note is None else {**kept, name: note})

    return take


# The rest of the case --------------------------------------------------------------------------


def _parts(ours: CaseFile, theirs: CaseFile) -> Iterator[Difference]:
    for name, label in _PARTS.items():
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine != other:
            yield Difference(label, _part_said(mine), _part_said(other), lambda i: i, part=name)


def _part_said(part: Any) -> str:
    if isinstance(part, tuple):
        return f"{len(part)} en tout" if part else "rien"
    return "aucune" if part is None else STAGE_FR.get(part, str(part))


def _ordered(one: Collection[Any], other: Collection[Any]) -> list[Any]:
    """Return what is in one or the other, in the order of the first, then of the second."""
    return [*one, *(each for each in other if each not in one)]


# The two versions of a case that is worked on ---------------------------------------------------


@dataclass(frozen=True)
class Versions:
    """The version kept beside (`ours`) and the last one (`theirs`), with what differs."""

    branch: str
    ours: tuple[CaseFile, Incident]
    theirs: tuple[CaseFile, Incident]
    found: tuple[Difference, ...]

    def settle(self, kept: WorkingCase, taken: Collection[Difference]) -> None:
        """Save the last version with what was taken from the other, which is then forgotten.

        Raises:
            ConflictError: somebody saved meanwhile; what was chosen is kept beside in its turn.
            RefusedError: the account may not.
            StoreError: nothing was stored.
        """
        case, incident = merged(self.found, self.ours[0], self.theirs, taken)
        kept.settle(case, incident, kept.number, [self.branch])


def compared(kept: WorkingCase, branch: Branch) -> Versions:
    """Compare a version kept beside with the last one, which `kept` just opened.

    Raises:
        InputError: the rules of the day do not read one of them.
    """
    ours = (branch.case, kept.reading(branch.case))
    theirs = (kept.case, kept.incident())
    return Versions(branch.id, ours, theirs, differences(kept.base, ours, theirs))
