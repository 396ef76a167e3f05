"""The durations that the establishment chose, kept in the store under the seal of its accounts."""

from __future__ import annotations

import hmac
import json

from pydantic import ValidationError
from sqlalchemy import delete, insert, select

from expert.office.desk import Desk
from expert.office.recording import Recorder, journal_key
from expert.retention.durations import Durations
from expert.store.errors import StoreError
from expert.store.schema import setting

_NAME = "durees"


def durations_of(desk: Desk) -> Durations:
    """Return the durations of a store; those by default when nobody chose.

    Raises:
        StoreError: what is kept was changed outside of Qualif; nothing may be erased on it.
    """
    chosen = select(setting.c.value).where(setting.c.name == _NAME)
    with desk.store.transaction() as connection:
        kept = connection.execute(chosen).scalar_one_or_none()
    if kept is None:
        return Durations()
    try:
        found = json.loads(kept)
        if not hmac.compare_digest(found["sceau"], _seal(desk, found["durees"])):
            raise ValueError
        return Durations.model_validate_json(found["durees"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise StoreError(
            "Les durées de conservation ont été changées hors de Qualif : fixez-les à nouveau."
        ) from None


def choose_durations(desk: Desk, durations: Durations) -> None:
    """Keep other durations.

    Raises:
        StoreError: nothing was kept.
    """
    text = durations.model_dump_json()
    kept = json.dumps({"durees": text, "sceau": _seal(desk, text)})
    with desk.store.transaction() as connection:
        connection.execute(delete(setting).where(setting.c.name == _NAME))
        connection.execute(insert(setting).values(name=_NAME, value=kept))
        key = journal_key(desk.account.commons.secret)
        Recorder(desk.account.id, key, desk.clock).record(connection, "reglage")


def _seal(desk: Desk, text: str) -> str:
    key = journal_key(desk.account.commons.secret)
    return hmac.digest(key, f"{_NAME}\n{text}".encode(), "sha256").hex()
