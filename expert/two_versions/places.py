"""What differs in the frame of an incident: its name, its day, its publications, their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from expert.calendar import french_date
from expert.incident import Incident, Publication, Spot
from expert.plain_text import one_line
from expert.two_versions.difference import NO_ANSWER, UNKNOWN, Difference, Take, ordered

_ABSENT: Final = "absente"
_PRESENT: Final = "présente"


def whole(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    """Yield what differs in the incident as a whole."""
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
        said = {True: "non", False: UNKNOWN, None: NO_ANSWER}
        yield Difference(
            "autre publication du même auteur",
            said[ours.publications_closed],
            said[theirs.publications_closed],
            lambda i: replace(i, publications_closed=ours.publications_closed),
        )


# Publications and passages that one version alone holds ----------------------------------------


def publications(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    """Yield the publications and passages that one version alone holds."""
    mine, other = ({p.id: p for p in each.publications} for each in (ours, theirs))
    for name in ordered(mine, other):
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


def words(ours: Incident, theirs: Incident) -> Iterator[Difference]:
    """Yield the addresses and the exact words that differ."""
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
