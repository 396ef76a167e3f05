"""The forms of the ledger: a piece is recorded, or withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from expert.cases.casefile import CaseFile
from expert.cases.changes import with_piece, with_piece_withdrawn
from expert.cases.pieces import NATURE_FR, SHOWS_FR, PieceEntry, Shows
from expert.cases.refusal import made
from expert.evidence.attachable import MayJoin, OriginalElsewhere, StopHere, attachable, joined
from expert.evidence.fairness import DISLOYAL_FACT, obtainings
from expert.evidence.files import CheckedFile, read_once
from expert.incident import key_text
from expert.plain_text import one_line
from tui.casework.form import YES_NO, Asked, Form, Values, day_of, read_day

if TYPE_CHECKING:
    from expert.cases.pieces import Piece
    from tui.session import Session

_SHOWS: Final = Asked(
    "shows", "Ce que l'on y voit", "C'est ce qui dit si une copie peut être jointe.", SHOWS_FR
)
_GUARD_WHY: Final = "Où se trouve l'original, et qui le garde."
_DIGEST_WHY: Final = "Si elle est connue : 64 chiffres et lettres, comme le constat l'écrit."
_FILE_WHY: Final = "Le chemin du fichier à joindre : une copie chiffrée entre au dossier."


class PieceForm(Form):
    """Records a piece; a file is joined only where nothing sensitive is seen."""

    name = "piece"
    title = "Ajouter une pièce"
    done = "La pièce est inscrite au dossier, sous le numéro suivant."
    act = "piece-ajoutee"

    def stops(self, values: Values) -> bool:
        """Whether no copy may be made of what is seen, and nothing is recorded."""
        return isinstance(self._seen(values), StopHere)

    def told(self, values: Values) -> Sequence[str]:
        """Return what the base says to who holds such an image."""
        seen = self._seen(values)
        return () if seen is None or isinstance(seen, MayJoin) else seen.sentences

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the fields that go with what is seen."""
        return (_SHOWS,) if self.stops(values) else (_SHOWS, *self._described(values))

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with one more piece."""
        entry, file = _entry(values), self._file(values)
        if file is not None:
            entry = joined(entry, file)
        return with_piece(self.session.services.base, case, entry, by, at)

    def files(self, values: Values) -> Mapping[str, bytes]:
        """Return the copy that is joined."""
        file = self._file(values)
        return {} if file is None else {file.sha256: file.data}

    def record(self, values: Values) -> str:
        """Read the file once, for what is kept is what was checked, then record the piece."""
        self._read = None
        return super().record(values)

    _read: CheckedFile | None = None

    def _file(self, values: Values) -> CheckedFile | None:
        path = values.get("path", "")
        if not path or not isinstance(self._seen(values), MayJoin):
            return None
        self._read = self._read or read_once(Path(path).expanduser())
        return self._read

    def _seen(self, values: Values) -> StopHere | OriginalElsewhere | MayJoin | None:
        shows = values.get("shows", "")
        if not shows:
            return None
        return attachable(self.session.services.base, cast("Shows", shows))

    def _described(self, values: Values) -> Iterator[Asked]:
        base = self.session.services.base
        yield Asked("nature", "Nature", choices=NATURE_FR)
        yield Asked("title", "Titre", "Ce que c'est, en quelques mots.", free=True)
        yield Asked("dated", "Date de la pièce", read=read_day, optional=True)
        yield Asked("author", "Auteur de la pièce", optional=True)
        if obtainings(base):
            yield Asked(
                "obtained", "Comment elle a été obtenue", choices=obtainings(base), optional=True
            )
        if DISLOYAL_FACT in base.facts:
            question = base.facts[DISLOYAL_FACT].question
            yield Asked("disloyally", question, "Pour cette pièce.", YES_NO, optional=True)
        if answers := self._answers():
            yield Asked("supports", "La réponse qu'elle appuie", choices=answers, optional=True)
        yield Asked(
            "favourable", "Parle-t-elle pour la personne concernée ?",
            choices=YES_NO, optional=True,
        )  # fmt: skip
        yield from self._kept(values)

    def _kept(self, values: Values) -> Iterator[Asked]:
        """Yield what says where the piece is: a file to join, or who guards the original."""
        seen = self._seen(values)
        if isinstance(seen, MayJoin) and not self.is_web:
            yield Asked("path", "Fichier", _FILE_WHY, read=_read_path, optional=True)
        sensitive = isinstance(seen, OriginalElsewhere) and values["shows"] != "non-dit"
        if sensitive:
            yield Asked("original_sha256", "Empreinte de l'original", _DIGEST_WHY, optional=True)
        yield Asked("guard", "Qui garde l'original", _GUARD_WHY, optional=not sensitive)

    def _answers(self) -> dict[str, str]:
        return {
            key_text(question.key): question.title
            for question in self.session.interview.questions()
            if question.state == "answered" and not question.protected
            and question.key.fact in self.session.services.base.facts
        }  # fmt: skip


def _entry(values: Values) -> PieceEntry:
    guard = values.get("guard", "")
    return made(
        PieceEntry,
        nature=values.get("nature", ""),
        title=values.get("title", ""),
        dated=day_of(values["dated"]) if values.get("dated") else None,
        author=values.get("author", ""),
        obtained=values.get("obtained", ""),
        disloyally=values.get("disloyally", ""),
        shows=values.get("shows", ""),
        kept="original-garde" if guard else "aucune-copie",
        guard=guard,
        original_sha256=values.get("original_sha256", "").lower() or None,
        supports=(values["supports"],) if values.get("supports") else (),
        favourable=values.get("favourable") == "oui",
    )


def _read_path(text: str) -> str:
    read_once(Path(text.strip()).expanduser())
    return text.strip()


class WithdrawalForm(Form):
    """Withdraws a piece: it keeps its number, and says why."""

    name = "retrait"
    go_on = "Retirer"
    done = "La pièce est retirée : elle garde son numéro, et dit pourquoi."
    act = "piece-retiree"

    def __init__(self, session: Session, piece: Piece) -> None:
        super().__init__(session)
        self._number = piece.number
        self.title = f"Retirer la pièce {piece.number} : {one_line(piece.title)}"

    @property
    def draft(self) -> str:
        """Under which name what is written waits: one a piece."""
        return f"{self.name} {self._number}"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the reason."""
        return (Asked("reason", "Motif", "Pourquoi la pièce ne compte plus.", free=True),)

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with the piece withdrawn."""
        return with_piece_withdrawn(case, self._number, values.get("reason", ""), by, at)
