"""Cases opened, saved, shared and erased; two writers on one; and a store changed by hand."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from expert.office.accounts import Card
from expert.office.desk import Desk
from expert.office.errors import ConflictError, DamagedCaseError, RefusedError
from expert.office.founding import Newcomer
from expert.office.inviting import invite
from expert.office.versions import VERSIONS_KEPT
from expert.store.schema import (
    attachment,
    branch,
    casefile,
    envelope,
    journal,
    metadata,
    revision,
)
from expert.vault.envelope import EVERY_OPERATION, Operation
from tests.office.support import (
    NOW,
    Office,
    a_case,
    retitled,
    with_file,
)
from tests.store.support import PHRASE, Reopen

IMAGE = b"\x89PNG\r\n\x1a\n une capture"
DIGEST = hashlib.sha256(IMAGE).hexdigest()


def test_a_case_comes_back_as_it_was_saved(office: Office, reopen: Reopen) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    assert desk.create(case) == 1
    assert desk.save(retitled(case, "Second titre"), 1) == 2
    elsewhere = office.desk(store=reopen()).open(case.id)
    assert (elsewhere.case, elsewhere.number) == (retitled(case, "Second titre"), 2)
    assert elsewhere.operations == EVERY_OPERATION


def test_only_the_last_versions_stay(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    number = desk.create(case)
    for _ in range(VERSIONS_KEPT + 3):
        number = desk.save(case, number)
    with office.store.transaction() as connection:
        kept = connection.execute(select(revision.c.number)).scalars().all()
    assert sorted(kept) == list(range(number - VERSIONS_KEPT + 1, number + 1))


def test_two_writers_lose_nothing(office: Office, reopen: Reopen) -> None:
    one, other = office.desk(), office.desk(store=reopen())
    case = a_case(one.account)
    one.create(case)
    one.save(retitled(case, "le premier"), 1)
    with pytest.raises(ConflictError) as caught:
        other.save(retitled(case, "le second"), 1)
    assert caught.value.theirs == retitled(case, "le premier")
    assert caught.value.number == 2
    (kept,) = other.branches(case.id)
    assert (kept.id, kept.case, kept.parent) == (
        caught.value.branch,
        retitled(case, "le second"),
        1,
    )
    assert one.open(case.id).case == retitled(case, "le premier")
    other.save(retitled(case, "les deux"), 2, settles=[kept.id])
    assert other.branches(case.id) == []
    assert one.open(case.id).case == retitled(case, "les deux")


def test_a_case_is_there_for_those_it_was_opened_to(office: Office) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    case = a_case(mine.account)
    mine.create(case)
    with pytest.raises(RefusedError, match="n'existe plus, ou il ne vous est pas ouvert"):
        theirs.open(case.id)
    mine.share(case.id, theirs.account.id, ["lire"])
    assert theirs.open(case.id).case == case
    mine.share(case.id, theirs.account.id, [])
    with pytest.raises(RefusedError, match="ne vous est pas ouvert"):
        theirs.open(case.id)


@pytest.mark.parametrize("given", ["lire", "repondre", "exporter", "effacer", "partager"])
def test_each_act_needs_its_own_right(office: Office, given: Operation) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    case = a_case(mine.account)
    mine.create(case)
    mine.share(case.id, theirs.account.id, [given])
    acts = {
        "lire": lambda: theirs.open(case.id),
        "repondre": lambda: theirs.save(case, 1),
        "partager": lambda: theirs.share(case.id, theirs.account.id, [given]),
        "effacer": lambda: theirs.erase(case.id),
    }
    for needed, act in acts.items():
        if needed == given:
            act()
            break
        with pytest.raises(RefusedError, match="ne permet pas"):
            act()


def test_a_right_ends_after_its_last_day(office: Office) -> None:
    mine, theirs = office.desk(), office.desk("dir")
    case = a_case(mine.account)
    mine.create(case)
    until = NOW.date() + timedelta(days=1)
    mine.share(case.id, theirs.account.id, ["lire"], until)
    office.wait(days=1)
    assert theirs.open(case.id)
    office.wait(days=1)
    with pytest.raises(RefusedError, match="a pris fin le 29/11/2026"):
        theirs.open(case.id)


def test_a_case_is_not_shared_with_nobody(office: Office) -> None:
    mine = office.desk()
    case = a_case(mine.account)
    mine.create(case)
    with pytest.raises(RefusedError, match="n'existe pas"):
        mine.share(case.id, "u-000000000000", ["lire"], date(2027, 1, 1))


def test_an_attached_file_comes_back_with_the_version_that_brought_it(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    desk.create(case)
    desk.save(with_file(case, IMAGE), 1, files={DIGEST: IMAGE})
    assert desk.attached(case.id, DIGEST) == IMAGE
    with pytest.raises(RefusedError, match="n'est pas dans la base"):
        desk.attached(case.id, "0" * 64)


def test_the_file_of_a_version_kept_beside_is_kept_too(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    desk.create(case)
    desk.save(case, 1)
    with pytest.raises(ConflictError):
        desk.save(with_file(case, IMAGE), 1, files={DIGEST: IMAGE})
    assert desk.attached(case.id, DIGEST) == IMAGE


def test_an_erased_case_leaves_no_row_but_in_the_journal(office: Office) -> None:
    desk = office.desk()
    case, other = a_case(desk.account), a_case(desk.account)
    desk.create(other)
    desk.create(case, {DIGEST: IMAGE})
    desk.save(case, 1)
    with pytest.raises(ConflictError):
        desk.save(case, 1)
    desk.erase(case.id)
    with office.store.transaction() as connection:
        for table in metadata.sorted_tables:
            if "casefile" in table.c and table is not journal:
                found = select(func.count()).select_from(table).where(table.c.casefile == case.id)
                assert connection.execute(found).scalar_one() == 0, table.name
        assert connection.execute(select(casefile.c.id)).scalars().all() == [other.id]
        last = select(journal.c.act, journal.c.casefile).order_by(journal.c.number.desc()).limit(1)
        assert tuple(connection.execute(last).one()) == ("effacement", case.id)
    with pytest.raises(RefusedError, match="n'existe plus"):
        desk.open(case.id)
    assert desk.open(other.id).case == other


def test_every_act_leaves_its_line_and_a_refused_one_changes_nothing(office: Office) -> None:
    desk, stranger = office.desk(), office.desk("dir")
    case = a_case(desk.account)
    desk.create(case)
    before = _journal(office)
    with pytest.raises(RefusedError):
        stranger.open(case.id)
    assert _journal(office) == before
    desk.open(case.id)
    desk.save(case, 1, act="decision", operation="decider")
    desk.share(case.id, stranger.account.id, ["lire"])
    new = _journal(office)[len(before) :]
    assert [act for act, _ in new] == ["lecture", "decision", "partage"]
    assert {name for _, name in new} == {case.id}


def test_a_case_put_in_the_place_of_another_is_found_out(office: Office) -> None:
    desk = office.desk()
    one, other = a_case(desk.account, "un"), a_case(desk.account, "deux")
    desk.create(one)
    desk.create(other)
    with office.store.transaction() as connection:
        taken = select(revision.c.sealed).where(revision.c.casefile == other.id)
        sealed = connection.execute(taken).scalar_one()
        connection.execute(update(revision).values(sealed=sealed))
    with pytest.raises(DamagedCaseError, match=f"Le dossier {one.id} est abîmé"):
        desk.open(one.id)


def test_an_old_version_put_back_is_found_out(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account, "ancien")
    desk.create(case)
    with office.store.transaction() as connection:
        old = connection.execute(select(revision.c.sealed)).scalar_one()
    desk.save(retitled(case, "nouveau"), 1)
    with office.store.transaction() as connection:
        connection.execute(update(revision).where(revision.c.number == 2).values(sealed=old))
    with pytest.raises(DamagedCaseError):
        desk.open(case.id)


def test_an_envelope_put_in_the_place_of_another_is_found_out(office: Office) -> None:
    desk = office.desk()
    one, other = a_case(desk.account), a_case(desk.account)
    desk.create(one)
    desk.create(other)
    with office.store.transaction() as connection:
        row = connection.execute(
            select(envelope.c.sealed, casefile.c.shred_key)
            .join(casefile, casefile.c.id == envelope.c.casefile)
            .where(casefile.c.id == other.id)
        ).one()
        connection.execute(
            update(envelope).where(envelope.c.casefile == one.id).values(sealed=row.sealed)
        )
        connection.execute(
            update(casefile).where(casefile.c.id == one.id).values(shred_key=row.shred_key)
        )
    with pytest.raises(DamagedCaseError, match="remplacée"):
        desk.open(one.id)


def test_damaged_bytes_and_a_lost_version_are_told(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    desk.create(case, {DIGEST: IMAGE})
    with office.store.transaction() as connection:
        connection.execute(update(attachment).values(sealed=b"abime"))
    with pytest.raises(DamagedCaseError, match="pièce jointe"):
        desk.attached(case.id, DIGEST)
    with office.store.transaction() as connection:
        connection.execute(delete(revision))
    with pytest.raises(DamagedCaseError, match="disparu"):
        desk.open(case.id)
    with office.store.transaction() as connection:
        connection.execute(update(envelope).values(sealed=b"abime"))
    with pytest.raises(DamagedCaseError, match="clé"):
        desk.open(case.id)


def test_a_save_over_a_damaged_last_version_is_not_said_saved(office: Office) -> None:
    desk = office.desk()
    case = a_case(desk.account)
    desk.create(case)
    desk.save(case, 1)
    with office.store.transaction() as connection:
        connection.execute(update(revision).values(sealed=b"abime"))
    with pytest.raises(DamagedCaseError):
        desk.save(case, 1)
    with office.store.transaction() as connection:
        assert connection.execute(select(branch)).all() == []


def _journal(office: Office) -> list[tuple[str, str]]:
    chosen = select(journal.c.act, journal.c.casefile).order_by(journal.c.number)
    with office.store.transaction() as connection:
        return [(row.act, row.casefile) for row in connection.execute(chosen)]


def test_a_right_beyond_a_profile_is_given_to_nobody(office: Office) -> None:
    mine, officer = office.desk(), office.account("dpo")
    case = a_case(mine.account)
    mine.create(case)
    with pytest.raises(RefusedError, match="protection des données » ne permet pas de lire le dos"):
        mine.share(case.id, officer.id, ["lire"])
    with pytest.raises(RefusedError, match="ne vous est pas ouvert"):
        office.desk("dpo").open(case.id)


def test_who_may_not_answer_opens_no_case(office: Office) -> None:
    theirs = office.desk("dpo")
    with pytest.raises(RefusedError, match="ne permet pas de répondre"):
        theirs.create(a_case(theirs.account))


def test_a_manager_opens_a_case_and_can_only_pass_it_on(office: Office) -> None:
    card = Card(name="Luc Noir", profile="cadre")
    account = invite(office.store, office.account("rh1"), Newcomer("cad1", card, PHRASE))
    theirs = Desk(office.store, account, office.clock)
    case = a_case(account)
    theirs.create(case)
    assert theirs.open(case.id).operations == ("lire", "repondre", "partager")
    theirs.share(case.id, office.account("rh1").id, EVERY_OPERATION)
    with pytest.raises(RefusedError, match="ne permet pas"):
        theirs.erase(case.id)
    office.desk().erase(case.id)
