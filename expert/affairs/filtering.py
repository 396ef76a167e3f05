"""One case of an affair as it may leave: its own publications and pieces, the others masked.

A case holds the copies of its own person only; what links it to the others is taken away, and the
names of the persons of the other cases are masked wherever a person may have written them. Exact
words are masked too, visibly: « [autre personne 1] ». What is doubtful is masked, as in the answer
to a person who asks what is kept on them (`expert.access`); the addresses of pieces stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from expert.access.masking import Masker
from expert.affairs.affair import Affair, in_order
from expert.cases.answers import AnswerRecord
from expert.cases.casefile import CaseFile
from expert.cases.pieces import Piece
from expert.cases.refusal import CaseRefusedError, changed
from expert.incident import parse_key
from expert.incident_files.disputes import DISPUTES
from knowledge.base_model import KnowledgeBase

Change = Callable[[str], str]

_FREE: Final = ("incident", "verbatim", "adresse")
"""The words that a person types in an incident; an answer is one of closed values."""

_PIECE_TEXTS: Final = ("title", "author", "obtained_words", "guard", "because")


@dataclass(frozen=True, slots=True)
class FilteredCase:
    """A case as it may leave, and how many places were masked, for a person to read again."""

    case: CaseFile
    masked: int

    @property
    def sentence(self) -> str:
        """What the person who lets it leave is told."""
        if not self.masked:
            said = "Aucun nom d'une autre personne de l'affaire n'a été trouvé"
        else:
            places = f"{self.masked} endroit{'s' if self.masked > 1 else ''}"
            said = f"Noms des autres personnes de l'affaire masqués à {places}"
        return f"{said} : relire, un surnom ou un nom mal écrit ne se trouve pas."


def filtered(
    base: KnowledgeBase, affair: Affair, case: CaseFile, cases: Iterable[CaseFile]
) -> FilteredCase:
    """Return one case of the affair without what links it to the others, their names masked.

    `cases` are all the cases of the affair. Raises `CaseRefusedError` when one is missing: a name
    that is not known cannot be masked.
    """
    every = in_order(affair, cases)
    if {other.id for other in every} != set(affair.cases) or case.id not in affair.cases:
        raise CaseRefusedError("tous les dossiers de l'affaire sont à ouvrir pour masquer les noms")
    concerned = [_named(other) for other in every if other.id != case.id]
    unknown = [other.id for other in every if other.id != case.id and not _named(other)]
    if unknown:
        raise CaseRefusedError(
            f"dossier {unknown[0]} : la personne concernée n'y est pas nommée, son nom ne peut pas "
            "être masqué"
        )
    labels = {name: f"[autre personne {n}]" for n, name in enumerate(concerned, 1)}
    own = _named(case)
    counted = _Counted(Masker((own,) if own else (), labels, names_only=True).mask)
    alone = changed(case, affair=None, shared=())
    return FilteredCase(_written(base, alone, counted.change, set(concerned)), counted.places)


class _Counted:
    """Masks, and counts the texts that were changed."""

    def __init__(self, apply: Change) -> None:
        self._apply = apply
        self.places = 0

    def change(self, text: str) -> str:
        shown = self._apply(text)
        self.places += shown != text
        return shown


def _named(case: CaseFile) -> str:
    return next((person.name for person in case.people if person.role == "concernee"), "")


def _written(base: KnowledgeBase, case: CaseFile, mask: Change, others: set[str]) -> CaseFile:
    """Return the case with every text that a person typed passed through `mask`."""

    def texts(part: Any, *names: str) -> Any:
        return changed(part, **{name: mask(getattr(part, name)) for name in names})

    return changed(
        case,
        incident=_document(base, case.incident, mask),
        people=tuple(
            changed(texts(person, "name"), function="", service="")
            if person.name in others
            else texts(person, "name", "function", "service")
            for person in case.people
        ),
        answers=tuple(_record(base, record, mask) for record in case.answers),
        notes=tuple(texts(note, "text") for note in case.notes),
        pieces=tuple(_piece(piece, mask) for piece in case.pieces),
        assessments=tuple(
            changed(result, incident=_document(base, result.incident, mask))
            for result in case.assessments
        ),
        decisions=tuple(texts(decision, "reason", "authority") for decision in case.decisions),
        due_dates=tuple(texts(due, "label") for due in case.due_dates),
        freezes=tuple(texts(freeze, "reason") for freeze in case.freezes),
        stage_changes=tuple(texts(change, "reason") for change in case.stage_changes),
        exports=tuple(texts(export, "recipient", "reason") for export in case.exports),
    )


def _piece(piece: Piece, mask: Change) -> Piece:
    said: dict[str, Any] = {name: mask(getattr(piece, name)) for name in _PIECE_TEXTS}
    if piece.attachment is not None:
        name = mask(piece.attachment.name)
        blurred = piece.attachment.blurred
        if blurred is not None:
            blurred = changed(blurred, reason=mask(blurred.reason))
        said["attachment"] = changed(piece.attachment, name=name, blurred=blurred)
    if piece.withdrawn is not None:
        said["withdrawn"] = changed(piece.withdrawn, reason=mask(piece.withdrawn.reason))
    earlier = tuple(_piece(old, mask) for old in piece.earlier)
    return changed(piece, **said, earlier=earlier, origin=None)


def _record(base: KnowledgeBase, record: AnswerRecord, mask: Change) -> AnswerRecord:
    dispute = record.dispute
    if dispute is not None:
        dispute = _dispute(dispute, mask)
    value = record.value
    if _is_free(base, parse_key(record.question).fact):
        value = _tree(value, mask)
    return changed(record, value=value, dispute=dispute)


def _document(base: KnowledgeBase, document: Mapping[str, Any], mask: Change) -> dict[str, Any]:
    """Return an incident with the words typed in it masked, and its closed answers as they are."""
    found: dict[str, Any] = {}
    for key, value in document.items():
        if key == "notes" or _is_free(base, key):
            found[key] = _tree(value, mask)
        elif key == DISPUTES and isinstance(value, Mapping):
            found[key] = {name: _dispute(said, mask) for name, said in value.items()}
        elif key in ("publications", "passages") and isinstance(value, list):
            found[key] = [_document(base, item, mask) for item in value]
        else:
            found[key] = value
    return found


def _dispute(said: Mapping[str, Any], mask: Change) -> dict[str, Any]:
    return {name: _tree(part, mask) if name == "pieces" else part for name, part in said.items()}


def _is_free(base: KnowledgeBase, key: str) -> bool:
    fact = base.facts.get(key)
    return key in _FREE or (fact is not None and fact.kind == "texte")


def _tree(value: Any, mask: Change) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {key: _tree(item, mask) for key, item in value.items()}
    return [_tree(item, mask) for item in value] if isinstance(value, list) else value
