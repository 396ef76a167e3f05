"""A case whose every field holds a mark that is found again wherever it is left in the clear."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from expert.cases.answers import AnswerRecord, Note
from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision, DueDate, ExportRecord
from expert.cases.identifiers import new_case_id
from expert.cases.people import Person
from expert.cases.pieces import Attachment, Piece, Withdrawal
from expert.cases.retention import Freeze
from expert.cases.statements import Statement
from expert.cases.verified_sources import VerifiedSource
from tests.office.support import NOW


class Marks:
    """Draws marks, and remembers them."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.drawn: list[str] = []

    def __call__(self) -> str:
        """Return a new mark."""
        mark = f"SECRET{next(self._numbers):05d}é"
        self.drawn.append(mark)
        return mark


def planted_case(by: str, mark: Callable[[], str], *, times: int = 6) -> tuple[CaseFile, bytes]:
    """Return a case full of marks, and the bytes of its attached file."""
    file = f"une capture de {mark()}".encode() * 50
    made: dict[str, Any] = {"by": by, "at": NOW}
    several = range(times)
    case = CaseFile(
        id=new_case_id(),
        created_at=NOW,
        created_by=by,
        incident={
            "format": "qualif-incident/1",
            "incident": mark(),
            "examen": "2026-11-28",
            "publications": [
                {"adresse": mark(), "propos": mark(), "champ": mark()} for _ in several
            ],
            "notes": {mark(): mark(), "rapport": {"quoi": mark()}},
        },
        people=tuple(
            Person(id=f"p{n}", name=mark(), role="temoin", function=mark(), service=mark())
            for n in several
        ),
        answers=tuple(AnswerRecord(question=mark(), value=[mark()], **made) for _ in several),
        notes=tuple(Note(on=mark(), text=mark(), **made) for _ in several),
        pieces=tuple(_piece(n, mark, file if n == 1 else b"", made) for n in range(1, times + 1)),
        decisions=tuple(
            Decision(
                act="sanction",
                on=date(2026, 11, 1),
                authority=mark(),
                reason=mark(),
                sanction=mark(),
                group=mark(),
                **made,
            )
            for _ in several
        ),
        statements=tuple(
            Statement(person=mark(), on=date(2026, 11, 17), setting="ecrit", words=mark(), **made)
            for _ in several
        ),
        verified_sources=tuple(
            VerifiedSource(source=mark(), verified_by=mark(), on=date(2026, 11, 18), **made)
            for _ in several
        ),
        due_dates=tuple(DueDate(label=mark(), last_day=date(2027, 1, 1), **made) for _ in several),
        freezes=tuple(
            Freeze(reason=mark(), ends_on=date(2027, 1, 1), lifted_at=NOW, **made) for _ in several
        ),
        exports=tuple(
            ExportRecord(document=mark(), form=mark(), recipient=mark(), sha256=mark(), **made)
            for _ in several
        ),
    )
    return case, file


def _piece(number: int, mark: Callable[[], str], file: bytes, made: dict[str, Any]) -> Piece:
    joined = Attachment(
        sha256=hashlib.sha256(file).hexdigest(),
        size=len(file),
        media_type="image/png",
        name=mark(),
    )
    return Piece(
        number=number,
        nature="capture",
        title=mark(),
        author=mark(),
        obtained=mark(),
        obtained_words=mark(),
        guard=mark(),
        attachment=joined if file else None,
        supports=(mark(),),
        withdrawn=Withdrawal(reason=mark(), **made),
        **made,
    )
