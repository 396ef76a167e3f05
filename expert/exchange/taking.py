"""A case that came in a file, stored here: under its own name, or a new one when it is a copy."""

from __future__ import annotations

from sqlalchemy import select

from expert.cases.identifiers import new_case_id
from expert.exchange.errors import ExchangeError
from expert.exchange.single import Travelling
from expert.office.desk import Desk
from expert.store.schema import casefile


def take_in(desk: Desk, travelling: Travelling, *, as_copy: bool = False) -> str:
    """Store a case for this account; return its name.

    Raises:
        ExchangeError: a case of this name is already there, and a copy was not asked for.
        StoreError: nothing was stored.
    """
    case = travelling.case
    if as_copy:
        case = case.model_copy(update={"id": new_case_id(), "affair": None})
    with desk.store.transaction() as connection:
        there = connection.execute(select(casefile.c.id).where(casefile.c.id == case.id)).first()
    if there is not None:
        raise ExchangeError(
            f"Le dossier {case.id} est déjà dans cette base : rien n'a été repris. "
            "Pour en garder une copie à part : --copie."
        )
    desk.create(case, travelling.files, act="import")
    return case.id
