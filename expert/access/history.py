"""What people did in a case, told by their function: answers, notes, decisions, copies, acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.access.telling import Telling, line
from expert.calendar import french_date
from expert.cases.answers import AnswerRecord, Note
from expert.cases.casefile import CaseFile
from expert.cases.decisions import ACT_FR, Decision, ExportRecord
from expert.cases.statements import SETTING_FR, Statement
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import capitalised
from expert.explanation.citations import source_reference
from expert.journal.acts import ACT_FR as JOURNAL_FR
from expert.journal.entry import Entry
from expert.retention.outcomes import sanction_words, status_of


def answers_given(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield every answer given, changed or taken back; protected ones are left out."""
    told = [_answer(a, telling) for a in case.answers if not telling.is_protected(a.question)]
    yield from _chapter("Qui a répondu, et quand", told)


def notes(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield the working notes; those on a protected question are left out."""
    told = [_note(note, telling) for note in case.notes if not telling.is_protected(note.on)]
    yield from _chapter("Notes de travail", told)


def decisions(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield what people decided, by which authority and why, then the days that were noted."""
    told = [_decision(case, one, telling) for one in case.decisions]
    yield from _chapter("Décisions prises par des personnes", told)
    days = [
        line(
            telling.free(due.label),
            f"{french_date(due.last_day)}"
            + (f", fait le {french_date(due.done_on)}" if due.done_on else "")
            + f" (noté {telling.by(due.by, due.at)})",
        )
        for due in case.due_dates
    ]
    yield from _chapter("Échéances notées", days)
    held = [
        line(
            f"Jusqu'au {french_date(one.ends_on)}",
            f"{telling.free(one.reason)} (décidé {telling.by(one.by, one.at)}"
            + (f", levé {telling.moment(one.lifted_at)})" if one.lifted_at else ")"),
        )
        for one in case.freezes
    ]
    yield from _chapter("Conservation prolongée pour un litige", held)


def statements(
    case: CaseFile, telling: Telling, person: str, *, own_only: bool = False
) -> Iterator[Block]:
    """Yield what was said of the facts, by whom; `own_only`: by the person who asks alone."""
    told = [
        _statement(case, one, telling, person)
        for one in case.statements
        if one.person == person or not own_only
    ]
    yield from _chapter("Ce qui a été dit des faits", told)


def read_sources(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield the texts and decisions that somebody read in full for this case."""
    told = [
        line(source_reference(telling.base.sources[one.source]), telling.by(one.by, one.at))
        for one in case.verified_sources
        if one.source in telling.base.sources
    ]
    yield from _chapter("Textes lus en entier pour ce dossier", told)


def exports(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield the copies that left, and for whom."""
    yield from _chapter("Copies sorties du logiciel", [_export(e, telling) for e in case.exports])


def acts(case: CaseFile, journal: Iterable[Entry], telling: Telling) -> Iterator[Block]:
    """Yield who acted on the case, by function: each act, how many times, between which days."""
    grouped: dict[tuple[str, str], list[Entry]] = {}
    for entry in journal:
        if entry.case == case.id:
            acted = (telling.who(entry.account), JOURNAL_FR[entry.act])
            grouped.setdefault(acted, []).append(entry)
    told = [
        line(capitalised(who), f"{what}, {_times(found, telling)}")
        for (who, what), found in grouped.items()
    ]
    yield from _chapter("Qui a agi sur ce dossier", told)


def _answer(record: AnswerRecord, telling: Telling) -> Item:
    said = telling.written_answer(record.question, record.value) if record.given else "retirée"
    if record.given and record.value is None:
        said = "je ne sais pas"
    return line(telling.question(record.question), f"{said} ({telling.by(record.by, record.at)})")


def _note(note: Note, telling: Telling) -> Item:
    about = _about(note.on, telling)
    return line(about, f"{telling.free(note.text)} ({telling.by(note.by, note.at)})")


def _about(on: str, telling: Telling) -> str:
    """Return what a note is about: a question by its name, a piece, or the whole case."""
    if not on:
        return "Sur le dossier"
    known = on.partition("@")[0] in telling.base.facts
    return telling.question(on) if known else capitalised(telling.free(on))


def _decision(case: CaseFile, decision: Decision, telling: Telling) -> Item:
    what = ACT_FR[decision.act]
    if decision.act == "sanction":
        what = f"{what} : {sanction_words(telling.base, status_of(case), decision)}"
    details = [
        line("Autorité", telling.free(decision.authority)),
        line("Motif", telling.free(decision.reason)),
        line("Enregistrée", telling.by(decision.by, decision.at)),
    ]
    if decision.erased_on is not None:
        erased = f"le {french_date(decision.erased_on)}, à votre demande"
        details.append(line("Effacée du dossier individuel", erased))
    return Item(what, f"Le {french_date(decision.on)}", tuple(details))


def _statement(case: CaseFile, one: Statement, telling: Telling, person: str) -> Item:
    named = next((each.name for each in case.people if each.id == one.person), "")
    who = "vous" if one.person == person else telling.free(named) or "une personne"
    told = one.silence_told_on
    details = [
        line("Par", who),
        line("Mots", telling.free(one.words) or "n'a rien voulu dire"),
        line("Droit de se taire", f"dit le {french_date(told)}" if told else "non enregistré"),
        line("Enregistré", telling.by(one.by, one.at)),
    ]
    if one.piece is not None:
        details.insert(2, line("Pièce", f"n° {one.piece}"))
    return Item(f"Le {french_date(one.on)}", capitalised(SETTING_FR[one.setting]), tuple(details))


def _export(export: ExportRecord, telling: Telling) -> Item:
    to = telling.free(export.recipient) or "destinataire non noté"
    variant = ", sans les noms" if export.anonymised else ""
    return line(
        telling.free(export.document),
        f"{export.form}{variant}, pour {to} ({telling.by(export.by, export.at)})",
    )


def _times(found: list[Entry], telling: Telling) -> str:
    days = sorted(entry.at for entry in found)
    if len(days) == 1:
        return telling.moment(days[0])
    first, last = (french_date(d.astimezone(telling.zone).date()) for d in (days[0], days[-1]))
    return f"{len(days)} fois, du {first} au {last}"


def _chapter(title: str, items: list[Item]) -> Iterator[Block]:
    if items:
        yield Heading(title, level=3)
        yield from bullets(items)
