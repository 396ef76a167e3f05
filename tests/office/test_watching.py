"""What a person saw of the journal last is compared with what the store shows today."""

from __future__ import annotations

import shutil
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from expert.journal.rotation import Keeping
from expert.journal.verification import Report
from expert.office.accounts import Account
from expert.office.recording import write_head
from expert.office.watching import (
    read_witness,
    renew_witness,
    rotate,
    watch,
    witness_path,
)
from expert.retention.clock import TrustedDay
from expert.store.errors import StoreError
from expert.store.schema import journal
from tests.office.support import NOW, Office
from tests.office.test_recording import changed, head_of


@pytest.fixture
def account(office: Office) -> Account:
    return office.account("rh1")


@pytest.fixture
def witness(account: Account, tmp_path: Path) -> Path:
    folder = tmp_path / "personne"
    folder.mkdir()
    return witness_path(folder, account)


def kinds(report: Report) -> list[str]:
    return [finding.kind for finding in report.findings]


def test_the_witness_moves_on_with_the_journal(
    office: Office, account: Account, witness: Path
) -> None:
    first = watch(office.store, account, witness, NOW)
    assert first.sound and not first.witnessed
    kept = read_witness(witness)
    assert kept is not None and kept.head == head_of(office) and kept.seen_at == NOW
    assert stat.S_IMODE(witness.stat().st_mode) == 0o600
    office.account("dpo")
    second = watch(office.store, account, witness, NOW + timedelta(hours=1))
    assert second.sound and second.witnessed
    moved = read_witness(witness)
    assert moved is not None and moved.head.count == kept.head.count + 1


def test_an_old_copy_put_back_is_found_every_time_until_somebody_accepts_it(
    office: Office, account: Account, witness: Path
) -> None:
    before = head_of(office)
    office.account("dpo")
    assert watch(office.store, account, witness, NOW).sound
    changed(office, delete(journal).where(journal.c.number > before.count))
    with office.store.transaction() as connection:
        write_head(connection, before)
    for _ in range(2):
        assert kinds(watch(office.store, account, witness, NOW)) == ["retour-arriere"]
    renew_witness(office.store, witness, NOW)
    assert watch(office.store, account, witness, NOW).sound


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 5_000, b"a" * 50_000])
def test_a_damaged_witness_is_told_and_kept(
    office: Office, account: Account, witness: Path, content: bytes
) -> None:
    witness.write_bytes(content)
    assert kinds(watch(office.store, account, witness, NOW)) == ["temoin-faux"]
    assert witness.read_bytes() == content


def test_each_store_has_a_witness_of_its_own(account: Account, tmp_path: Path) -> None:
    other = Account(account.id, account.login, account.card, account.keys, commons=account.keys)
    assert witness_path(tmp_path, account) != witness_path(tmp_path, other)
    assert "rh1" not in witness_path(tmp_path, account).name


def test_old_lines_go_and_the_rest_holds(office: Office, account: Account, witness: Path) -> None:
    assert watch(office.store, account, witness, NOW).sound
    office.wait(days=400)
    office.account("dpo")
    written = head_of(office).count
    today = TrustedDay(date(2028, 1, 2))
    gone = rotate(office.store, account, today, Keeping(), office.clock)
    assert gone == written - 1
    with office.store.transaction() as connection:
        left = list(connection.execute(select(journal.c.number, journal.c.act)))
    assert left == [(written, "ouverture"), (written + 1, "rotation")]
    report = watch(office.store, account, witness, NOW)
    assert report.sound and (report.first, report.intact) == (written, written + 1)
    assert rotate(office.store, account, today, Keeping(), office.clock) == 0
    assert head_of(office).count == written + 1, "nothing to let go: nothing is written"


def test_a_journal_that_is_not_intact_keeps_every_line(office: Office, account: Account) -> None:
    changed(office, update(journal).where(journal.c.number == 2).values(act="export"))
    count = select(func.count()).select_from(journal)
    with office.store.transaction() as connection:
        before = connection.execute(count).scalar_one()
    with pytest.raises(StoreError, match="pas intact"):
        rotate(office.store, account, TrustedDay(date(2030, 1, 1)), Keeping(), office.clock)
    with office.store.transaction() as connection:
        assert connection.execute(count).scalar_one() == before


def test_a_witness_that_cannot_be_written_is_said(
    office: Office, account: Account, witness: Path
) -> None:
    shutil.rmtree(witness.parent)
    with pytest.raises(OSError):
        watch(office.store, account, witness, NOW)
