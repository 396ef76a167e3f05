"""A case file as a calm list: step, last days, persons, pieces, decisions, notes, what left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.deadlines import CaseDeadline, last_days, told
from expert.cases.decisions import ACT_FR, STAGE_FR, Decision, DueDate, ExportRecord
from expert.cases.people import ROLE_FR, Person
from expert.cases.pieces import KEPT_FR, NATURE_FR, SHOWS_FR, Piece
from expert.cases.retention import Freeze
from expert.cases.scales import sanction_named
from expert.documents.acts.catalogue import titles
from expert.evidence.fairness import obtainings
from expert.incident import parse_key
from expert.plain_text import one_line
from expert.readers import READERS
from expert.rights.operations import OPERATION_FR
from expert.vault.envelope import Operation
from knowledge.base_model import KnowledgeBase
from tui.plain import plain
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

NOTHING: Final = "Rien pour l'instant."
NOT_ALLOWED: Final = "non permis"


class Entry(NamedTuple):
    """A line that does something: `act` is its name, `refused` why it cannot be done."""

    act: str
    label: str
    refused: str = ""


class Freed(NamedTuple):
    """A freeze that may be lifted: its rank, from 1."""

    number: int


class Shown(NamedTuple):
    """What the list is written from."""

    base: KnowledgeBase
    case: CaseFile
    today: date
    operations: Sequence[Operation]
    names: Sequence[str]


def case_lines(shown: Shown, entries: dict[str, tuple[Entry, ...]]) -> Iterator[Line]:
    """Yield the sections in order, each with what can be done of it."""
    for number, (title, lines) in enumerate(_sections(shown)):
        yield heading(title, first=number == 0)
        found = tuple(lines)
        yield from found or (Line((Paragraph(plain(NOTHING, "$second"), plain("  ")),)),)
        yield from map(_entry, entries.get(title, ()))


def _sections(shown: Shown) -> Iterator[tuple[str, Iterable[Line]]]:
    case = shown.case
    yield "Étape", (_line(STAGE_FR[case.stage], *_stage_notes(case)),)
    yield "Échéances", _deadlines(case, shown.today)
    yield "Personnes", map(_person, case.people)
    yield "Pièces", (_piece(shown, piece) for piece in case.pieces)
    yield "Décisions", (_decision(shown, each) for each in case.decisions)
    yield "Notes", (_line(one_line(note.text), _at(note.at), note.on) for note in case.notes)
    yield (
        "Résultats gardés",
        (
            _line(
                f"{each.id} · préparé pour {READERS.get(each.reader, each.reader)}",
                each.headline,
                f"{_at(each.at)} · base {each.base_version}",
            )
            for each in case.assessments
        ),
    )
    yield "Exports", (_export(shown.base, each) for each in case.exports)
    yield "Accès", _access(shown)


def _stage_notes(case: CaseFile) -> Iterator[str]:
    if case.stage_changes:
        last = case.stage_changes[-1]
        yield f"depuis le {_day(last.at)}" + (f" : {one_line(last.reason)}" if last.reason else "")


def _deadlines(case: CaseFile, today: date) -> Iterator[Line]:
    open_dates = {(d.label, d.last_day): d for d in case.due_dates if d.done_on is None}
    for deadline in told(last_days(case), today):
        due = open_dates.get((deadline.last.label, deadline.last.day))
        yield _deadline(deadline, None if deadline.last.of_law else due)
    for due in case.due_dates:
        if due.done_on is not None:
            yield _line(f"✓ {one_line(due.label)}", f"fait le {french_date(due.done_on)}")
    for number, freeze in enumerate(case.freezes, start=1):
        yield _freeze(freeze, number)


def _deadline(deadline: CaseDeadline, due: DueDate | None) -> Line:
    last = deadline.last
    who = last.for_whom or ("" if last.of_law else "notée par une personne")
    said = one_line(last.label)
    return _line(said, f"{deadline.standing}{f' · {who}' if who else ''}", last.caution, target=due)


def _freeze(freeze: Freeze, number: int) -> Line:
    if freeze.lifted_at is not None:
        said, target = f"Gel levé le {_day(freeze.lifted_at)}", None
    else:
        said = f"Effacement gelé jusqu'au {french_date(freeze.ends_on)} compris"
        target = Freed(number)
    return _line(said, one_line(freeze.reason), target=target)


def _person(person: Person) -> Line:
    where = ", ".join(one_line(part) for part in (person.function, person.service) if part)
    return _line(f"{one_line(person.name)} — {ROLE_FR[person.role]}", where)


def _piece(shown: Shown, piece: Piece) -> Line:
    said = f"{piece.number}. {one_line(piece.title)}"
    dated = f" du {french_date(piece.dated)}" if piece.dated else ""
    author = f", {one_line(piece.author)}" if piece.author else ""
    obtained = obtainings(shown.base).get(piece.obtained, piece.obtained)
    notes = (
        f"{NATURE_FR[piece.nature]}{dated}{author}",
        f"obtenue : {obtained}" if obtained else "",
        f"on y voit : {SHOWS_FR[piece.shows]} ; {KEPT_FR[piece.kept]}"
        + (f" ({one_line(piece.guard)})" if piece.guard else ""),
        *_borne(shown.base, piece),
    )
    if piece.withdrawn is not None:
        why = f"retirée le {_day(piece.withdrawn.at)} : {one_line(piece.withdrawn.reason)}"
        return _line(f"{said} — RETIRÉE", why, *notes)
    return _line(said, *notes, target=piece)


def _borne(base: KnowledgeBase, piece: Piece) -> Iterator[str]:
    for key in piece.supports:
        fact = base.facts.get(parse_key(key).fact)
        if fact is not None and not fact.protected:
            yield f"appuie : {fact.question}"
    if piece.favourable:
        yield "en faveur de la personne concernée"


def _decision(shown: Shown, decision: Decision) -> Line:
    named = sanction_named(shown.base, shown.case, decision)
    which = f" : {named.sanction} ({named.group})" if named.sanction else ""
    return _line(
        f"{ACT_FR[decision.act]}{which}",
        f"{french_date(decision.on)} · {one_line(decision.authority)}",
        f"motif : {one_line(decision.reason)}",
        f"effacée le {french_date(decision.erased_on)}" if decision.erased_on else "",
    )


def _export(base: KnowledgeBase, record: ExportRecord) -> Line:
    title = titles(base).get(record.document, record.document)
    marks = [record.form, *(["noms remplacés"] if record.anonymised else [])]
    marks += ["projet"] if record.draft else []
    return _line(
        f"{title} ({', '.join(marks)})",
        f"{_at(record.at)} · pour {one_line(record.recipient) or 'personne de nommé'}",
        f"motif : {one_line(record.reason)}" if record.reason else "",
    )


def _access(shown: Shown) -> Iterator[Line]:
    """Yield who holds a key of the case; the rights of the others are sealed."""
    mine = ", ".join(OPERATION_FR[operation] for operation in shown.operations)
    for number, name in enumerate(shown.names):
        yield _line(f"{one_line(name)} (vous)", mine) if number == 0 else _line(one_line(name))


def _entry(entry: Entry) -> Line:
    if entry.refused:
        text = f"{entry.label} ({NOT_ALLOWED})"
        return Line((Paragraph(plain(text, "$second"), plain("  → ", "$second")),), entry)
    return Line((Paragraph(plain(entry.label), plain("  → ", "$titre")),), entry)


def _line(said: str, *notes: str, target: object = None) -> Line:
    under = (Paragraph(plain(note, "$second"), plain("    ")) for note in notes if note)
    return Line((Paragraph(plain(said), plain("  ")), *under), target)


def _at(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y à %H:%M}"


def _day(moment: datetime) -> str:
    return french_date(moment.astimezone().date())
