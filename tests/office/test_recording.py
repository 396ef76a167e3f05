"""The journal of a real store holds, and what is done to its rows behind its back is found."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, update

from expert.journal.chain import Head
from expert.journal.entry import entry_of
from expert.journal.verification import Report, verify
from expert.office.recording import HEAD, journal_key, read_head, read_rows
from expert.store.errors import StoreError
from expert.store.schema import journal, setting
from tests.office.support import Office, a_case


def checked(office: Office, witness: Head | None = None) -> Report:
    key = journal_key(office.account("rh1").commons.secret)
    with office.store.transaction() as connection:
        return verify(read_rows(connection), key, read_head(connection), witness)


def head_of(office: Office) -> Head:
    with office.store.transaction() as connection:
        head = read_head(connection)
    assert head is not None
    return head


def changed(office: Office, statement: Any) -> None:
    with office.store.transaction() as connection:
        connection.execute(statement)


@pytest.fixture
def used(office: Office) -> Office:
    """An office where a case was made, read and shared."""
    desk = office.desk()
    case = a_case(desk.account)
    desk.create(case)
    desk.open(case.id)
    desk.share(case.id, office.account("dir").id, ["lire"])
    return office


def test_the_journal_of_an_office_is_intact(used: Office) -> None:
    witness = head_of(used)
    found = checked(used, witness)
    assert found.sound and found.witnessed and found.intact >= 6
    with used.store.transaction() as connection:
        acts = [entry_of(row).act for row in read_rows(connection)]
    assert acts[:3] == ["compte-cree"] * 3
    assert {"creation", "lecture", "partage"} <= set(acts)


def test_every_row_that_is_changed_or_taken_out_is_found(used: Office) -> None:
    count = head_of(used).count
    for number in range(1, count + 1):
        row = journal.c.number == number
        with used.store.transaction() as connection:
            kept = next(r for r in read_rows(connection) if r.number == number)
        changed(used, update(journal).where(row).values(act="sauvegarde"))
        assert checked(used).intact == number - 1
        changed(used, update(journal).where(row).values(act=kept.act))
        assert checked(used).sound
    changed(used, delete(journal).where(journal.c.number == 3))
    assert checked(used).findings[0].kind == "manquante"


def test_a_head_that_was_touched_stops_every_act(used: Office) -> None:
    desk = used.desk()
    head = head_of(used)
    for kept in (head.model_copy(update={"count": 2}).model_dump_json(), "{}", "0 "):
        changed(used, update(setting).where(setting.c.name == HEAD).values(value=kept))
        with pytest.raises(StoreError, match="journal"):
            desk.create(a_case(desk.account))
    changed(
        used, update(setting).where(setting.c.name == HEAD).values(value=head.model_dump_json())
    )
    desk.create(a_case(desk.account))
    assert checked(used).sound


def test_a_store_put_back_as_it_was_is_found_by_the_witness(used: Office) -> None:
    before = head_of(used)
    key = journal_key(used.account("rh1").commons.secret)
    witness = head_of(used)
    changed(used, delete(journal).where(journal.c.number > before.count))
    changed(
        used, update(setting).where(setting.c.name == HEAD).values(value=before.model_dump_json())
    )
    with used.store.transaction() as connection:
        alone = verify(read_rows(connection), key, read_head(connection), None)
        seen = verify(read_rows(connection), key, read_head(connection), witness)
    assert alone.sound
    assert [finding.kind for finding in seen.findings] == ["retour-arriere"]
