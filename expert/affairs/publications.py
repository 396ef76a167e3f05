"""Publications recorded once for the affair, and copied into a case with a mark of their origin."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import Final

from expert.affairs.affair import (
    Affair,
    PublicationVersion,
    SharedEntry,
    SharedPublication,
    refuse_stranger,
)
from expert.cases.casefile import CaseFile, SharedCopy
from expert.cases.changes import with_incident
from expert.cases.history import (
    ADDRESS,
    PASSAGES,
    PUBLICATIONS,
    VERBATIM,
    Entries,
    Entry,
    document_told,
    entries_of,
)
from expert.cases.part import Origin
from expert.cases.refusal import CaseRefusedError, changed, made
from expert.incident import Key, Spot, key_text, parse_key
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase

CHOICE: Final = (
    "Ne partagez que les réponses qui valent pour toutes les personnes : où c'était écrit, qui "
    "pouvait lire, depuis quand. Ce que chacun a fait se répond dans son propre dossier."
)
"""What is said beside the choice of the answers to share."""

_OPEN_LIST: Final = "autres_publications"


def shareable(base: KnowledgeBase, case: CaseFile, publication: str) -> tuple[str, ...]:
    """Return the facts answered at the level of a publication that may be shared."""
    said = said_of(base, case, publication)
    return tuple(name for name in said if name != ADDRESS and not name.startswith(VERBATIM))


def with_publication_shared(
    base: KnowledgeBase,
    affair: Affair,
    case: CaseFile,
    publication: str,
    facts: Collection[str],
    by: str,
    at: datetime,
) -> tuple[Affair, CaseFile]:
    """Return the affair with a publication of a case, and the case with its mark.

    Its address and exact words are shared; of its answers, only those of `facts`, that a person
    chose: what one person did is not what another did.
    """
    refuse_stranger(affair, case)
    if any(copy.publication == publication for copy in case.shared):
        raise CaseRefusedError(f"publication {publication} : elle est déjà partagée")
    said = _chosen(said_of(base, case, publication), facts)
    number = len(affair.publications) + 1
    shared = made(SharedPublication, number=number, versions=(_version(said, case, by, at),))
    return (
        changed(affair, publications=(*affair.publications, shared)),
        _marked(affair, case, publication, number, 1),
    )


def with_publication_copied(
    base: KnowledgeBase, affair: Affair, case: CaseFile, number: int, by: str, at: datetime
) -> CaseFile:
    """Return a case with a copy of a shared publication, in the place of an empty one or added."""
    refuse_stranger(affair, case)
    shared = affair.publication(number)
    if any(
        copy.origin.affair == affair.id and copy.origin.number == number for copy in case.shared
    ):
        raise CaseRefusedError(f"publication partagée {number} : elle est déjà dans ce dossier")
    entries = entries_of(base, case.incident)
    name = _empty(entries) or _new(entries)
    for item, entry in shared.latest.said.items():
        put(entries, name, item, Entry(entry.value, entry.dispute))
    copied = written(base, case, entries, by, at)
    return _marked(affair, copied, name, number, len(shared.versions))


def with_publication_changed(
    base: KnowledgeBase, affair: Affair, case: CaseFile, number: int, by: str, at: datetime
) -> tuple[Affair, CaseFile]:
    """Return the affair with a shared publication as a case says it now, for the others to accept.

    Only what was shared before is shared again, and only by a case that saw the latest state.
    """
    refuse_stranger(affair, case)
    shared, copy = affair.publication(number), copy_of(affair, case, number)
    if copy.origin.version < len(shared.versions):
        raise CaseRefusedError(
            f"publication partagée {number} : elle a changé depuis, voir d'abord ces différences"
        )
    facts = [name for version in shared.versions for name in version.said]
    said = _chosen(said_of(base, case, copy.publication), facts, missing=True)
    if said == shared.latest.said:
        raise CaseRefusedError(f"publication partagée {number} : rien n'y est changé")
    new = changed(shared, versions=(*shared.versions, _version(said, case, by, at)))
    publications = tuple(new if other is shared else other for other in affair.publications)
    marked = _marked(affair, case, copy.publication, number, len(new.versions))
    return changed(affair, publications=publications), marked


def said_of(base: KnowledgeBase, case: CaseFile, publication: str) -> dict[str, SharedEntry]:
    """Return what a publication of a case says, by the names of a shared one.

    Protected answers are about a person: they are never shared.
    """
    entries = entries_of(base, case.incident)
    if publication not in _names(entries, PUBLICATIONS):
        raise CaseRefusedError(f"publication inconnue : « {one_line(publication)[:40]} »")
    here = Spot(publication)
    found = {}
    for name, entry in entries.items():
        key = parse_key(name)
        fact = base.facts.get(key.fact)
        if key.spot == here and key.fact != PASSAGES and not (fact and fact.protected):
            found[key.fact] = SharedEntry(value=entry.value, dispute=entry.dispute)
    for number, passage in enumerate(_passages(entries, publication), 1):
        words = entries.get(key_text(Key(VERBATIM, Spot(publication, passage))))
        if words is not None:
            found[f"{VERBATIM} {number}"] = SharedEntry(value=words.value)
    return found


def copy_of(affair: Affair, case: CaseFile, number: int) -> SharedCopy:
    """Return the copy of a shared publication in a case. Raises `CaseRefusedError`."""
    for copy in case.shared:
        if copy.origin.affair == affair.id and copy.origin.number == number:
            return copy
    raise CaseRefusedError(f"publication partagée {number} : elle n'est pas dans ce dossier")


def put(entries: Entries, publication: str, item: str, entry: Entry | None) -> None:
    """Write what a shared publication says under one name in that of a case (None: nothing)."""
    spot = Spot(publication)
    kind, _, number = item.partition(" ")
    if kind == VERBATIM:
        spot = Spot(publication, _passage(entries, publication, int(number)))
    name = key_text(Key(kind, spot))
    if entry is None:
        entries.pop(name, None)
    else:
        entries[name] = entry


def written(
    base: KnowledgeBase, case: CaseFile, entries: Entries, by: str, at: datetime
) -> CaseFile:
    """Return the case whose incident says these entries; its working notes are kept."""
    document = document_told(entries)
    if "notes" in case.incident:
        document["notes"] = case.incident["notes"]
    return with_incident(base, case, document, by, at)


def _chosen(
    said: dict[str, SharedEntry], facts: Collection[str], *, missing: bool = False
) -> dict[str, SharedEntry]:
    """Return the address, the words and the answers that were chosen."""
    for fact in facts:
        if fact not in said and not missing:
            shown = one_line(fact)[:60]
            raise CaseRefusedError(f"« {shown} » : cette réponse n'est pas à partager ici")
    own = (ADDRESS, VERBATIM)
    return {n: e for n, e in said.items() if n in facts or n.partition(" ")[0] in own}


def _version(
    said: dict[str, SharedEntry], case: CaseFile, by: str, at: datetime
) -> PublicationVersion:
    return made(PublicationVersion, said=said, taken_from=case.id, by=by, at=at)


def _marked(
    affair: Affair, case: CaseFile, publication: str, number: int, version: int
) -> CaseFile:
    """Return the case whose publication is a copy of this version, and of no other."""
    origin = made(Origin, affair=affair.id, number=number, version=version)
    others = tuple(copy for copy in case.shared if copy.publication != publication)
    return changed(case, shared=(*others, SharedCopy(publication=publication, origin=origin)))


def _names(entries: Entries, key: str) -> list[str]:
    return list(entries[key].value) if key in entries else []


def _passages(entries: Entries, publication: str) -> list[str]:
    return _names(entries, key_text(Key(PASSAGES, Spot(publication))))


def _passage(entries: Entries, publication: str, number: int) -> str:
    """Return the passage of that rank, added with those before it where there is none."""
    taken = {p for name in _names(entries, PUBLICATIONS) for p in _passages(entries, name)}
    while len(found := _passages(entries, publication)) < number:
        letters = (f"{publication}{chr(ord('a') + rank)}" for rank in range(len(found), 26))
        more = (f"{publication}-{rank}" for rank in count(27))
        name = next(n for source in (letters, more) for n in source if n not in taken)
        taken.add(name)
        entries[key_text(Key(PASSAGES, Spot(publication)))] = Entry([*found, name])
    return found[number - 1]


def _empty(entries: Entries) -> str | None:
    """Return the only publication of a case while nothing was said of it."""
    names = _names(entries, PUBLICATIONS)
    inside = [key for name in entries if (key := parse_key(name)).spot.publication]
    silent = all(key.fact == PASSAGES for key in inside)
    return names[0] if len(names) == 1 and silent else None


def _new(entries: Entries) -> str:
    """Add a publication; whether there are others is to be asked again."""
    names = _names(entries, PUBLICATIONS)
    taken = {*names, *(p for name in names for p in _passages(entries, name))}
    name = next(n for k in count(len(names) + 1) if (n := f"P{k}") not in taken)
    entries[PUBLICATIONS] = Entry([*names, name])
    entries[key_text(Key(PASSAGES, Spot(name)))] = Entry([name])
    entries.pop(_OPEN_LIST, None)
    return name
