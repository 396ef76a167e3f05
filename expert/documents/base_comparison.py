"""The comparison of two bases as a document: what changed, what it moves, which texts moved it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from expert.assurance.comparison.entries import EntryChange, Move
from expert.assurance.comparison.incidents import IncidentComparison
from expert.assurance.comparison.report import BaseComparison, ConclusionChange, Version
from expert.assurance.comparison.responsible import Responsible
from expert.calendar import french_date
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, bullets
from expert.documents.source_text import LAYERS
from expert.explanation.citations import citation
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

_MOVES: dict[Move, str] = {"added": "ajout", "removed": "suppression", "changed": "modification"}


def comparison_content(
    found: BaseComparison, old: KnowledgeBase, new: KnowledgeBase
) -> Iterator[Block]:
    """Yield the blocks of a comparison of two bases."""
    yield Heading("Comparaison de deux versions de la base", 1)
    yield Bullets((_version("Ancienne", found.old), _version("Nouvelle", found.new)))
    yield Paragraph(_summary(found))
    if found.entries:
        yield Heading("Ce qui change dans la base")
        for kind, entries in groupby(found.entries, key=lambda entry: entry.kind):
            yield Heading(kind, 3)
            yield from bullets(map(_entry, entries))
    yield from _conclusions(found, old, new)
    yield from _incidents(found.incidents, old, new)


def _version(word: str, version: Version) -> Item:
    day = french_date(version.law_as_of)
    said = f"base {version.version}, état du droit au {day}, {version.rules} règles"
    return Item(f"{said}, empreinte {version.digest[:12]}", word)


def _summary(found: BaseComparison) -> str:
    day = french_date(found.examined_on)
    if found.is_same:
        return (
            f"Les deux versions disent la même chose : rien ne change dans la base, et les "
            f"{found.same} conclusions sont les mêmes pour tout incident examiné le {day}."
        )
    changed = sum(each.proved for each in found.conclusions)
    unproved = len(found.conclusions) - changed
    said = [
        f"{_counted(len(found.entries), 'élément', 'change', 'changent')} dans la base",
        f"{_counted(changed, 'conclusion', 'change', 'changent')} pour certains incidents",
        f"{_counted(found.same, 'reste', 'restent')} la même pour tout incident"
        if found.same == 1
        else f"{found.same} restent les mêmes pour tout incident",
        *([f"{unproved} : non prouvé"] if unproved else []),
    ]
    return f"Pour un incident examiné le {day} : {' ; '.join(said)}."


def _counted(count: int, noun: str, *verbs: str) -> str:
    many = count > 1
    verb = f" {verbs[many]}" if verbs else ""
    return f"{count} {noun}{'s' if many else ''}{verb}"


def _entry(entry: EntryChange) -> Item:
    keys = f" (change : {', '.join(entry.keys)})" if entry.keys else ""
    return Item(f"{entry.label} [{entry.id}]{keys}", _MOVES[entry.move], nested(entry.details))


def nested(lines: Iterable[str]) -> tuple[Item, ...]:
    """Return indented lines as points inside points."""
    root: list[tuple[int, str, list]] = []  # type: ignore[type-arg]
    stack: list[tuple[int, list]] = [(-1, root)]  # type: ignore[type-arg]
    for line in lines:
        said = line.lstrip(" ")
        depth = len(line) - len(said)
        while stack[-1][0] >= depth:
            stack.pop()
        inner: list = []  # type: ignore[type-arg]
        stack[-1][1].append((depth, said.removeprefix("- "), inner))
        stack.append((depth, inner))

    def items(found: list) -> tuple[Item, ...]:  # type: ignore[type-arg]
        return tuple(Item(said, items=items(inner)) for _, said, inner in found)

    return items(root)


def _conclusions(found: BaseComparison, old: KnowledgeBase, new: KnowledgeBase) -> Iterator[Block]:
    changed = [each for each in found.conclusions if each.proved]
    if changed:
        yield Heading("Les conclusions qui changent")
        yield Paragraph(
            "Chaque exemple donne les seules réponses qui comptent : le changement a lieu quelles "
            "que soient les autres."
        )
    for title, goal in (("Ce que le lecteur reçoit", True), ("Étapes du raisonnement", False)):
        chosen = [each for each in changed if each.goal is goal]
        if chosen:
            yield Heading(title, 3)
            yield from bullets(_conclusion(each, old, new) for each in chosen)
    unproved = [each for each in found.conclusions if not each.proved]
    if unproved:
        yield Heading("Non prouvé")
        yield Paragraph(
            "Trop de réponses se combinent pour que le logiciel prouve que ces conclusions restent "
            "les mêmes ; aucun incident essayé ne les a fait changer."
        )
        yield from bullets(
            Item(each.label, items=_responsible(each.because, old, new)) for each in unproved
        )
    for title, labels in (
        ("Conclusions nouvelles", found.appeared),
        ("Conclusions supprimées", found.disappeared),
    ):
        if labels:
            yield Heading(title)
            yield from bullets(labels)


def _conclusion(change: ConclusionChange, old: KnowledgeBase, new: KnowledgeBase) -> Item:
    items = []
    for moved in change.transitions:
        said = f"{STATUS_FR[moved.before]} avant, {STATUS_FR[moved.after]} maintenant"
        if moved.new_answer:
            said += ", avec une réponse qu'une seule des deux versions connaît"
        when = "pour tout incident" if not moved.witness else "par exemple quand"
        told = tuple(Item(str(answer)) for answer in moved.witness)
        items.append(Item(f"{said}, {when}{' :' if told else ''}", items=told))
    label = f"{change.label} ({LAYERS[change.layer].lower()})"
    return Item(label, items=(*items, *_responsible(change.because, old, new)))


def _responsible(because: Responsible, old: KnowledgeBase, new: KnowledgeBase) -> tuple[Item, ...]:
    """Return the changed entries and the texts that a change may come from."""
    told = [_rule(name, old, new) for name in because.rules]
    told += [Item(f"{name}") for name in because.others]
    references = [_reference(source, old, new) for source in because.sources]
    items = [Item("ce qui a changé dans son raisonnement :", items=tuple(told))] if told else []
    if references:
        items.append(Item("textes et décisions :", items=tuple(map(Item, references))))
    return tuple(items)


def _rule(name: str, old: KnowledgeBase, new: KnowledgeBase) -> Item:
    base = new if name in new.rules else old
    word = (
        ""
        if name in new.rules and name in old.rules
        else ("règle nouvelle : " if name in new.rules else "règle supprimée : ")
    )
    return Item(f"{word}{base.rules[name].rule.statement} [{name}]")


def _reference(source: str, old: KnowledgeBase, new: KnowledgeBase) -> str:
    base = new if source in new.sources else old
    if not base.sources[source].is_citable:
        return f"{source}, exemple qui ne peut pas être cité"
    return citation(base, source).reference


def _incidents(
    found: tuple[IncidentComparison, ...], old: KnowledgeBase, new: KnowledgeBase
) -> Iterator[Block]:
    if not found:
        return
    yield Heading("Les incidents enregistrés")
    for incident in found:
        yield Heading(f"{incident.file} : {incident.title}", 3)
        if incident.unreadable:
            yield Paragraph(f"Non comparé : {incident.unreadable}")
        elif incident.unchanged:
            yield Paragraph("Inchangé : les deux versions en disent la même chose.")
        yield from bullets(
            Item(
                f"{change.label}{f' ({change.unit})' if change.unit else ''} : {change.before} "
                f"avant, {change.after} maintenant",
                change.kind,
                _responsible(change.because, old, new),
            )
            for change in incident.changes
        )
