"""Every way of tampering with a journal is found, and what is safe before it is said."""

from __future__ import annotations

import hashlib
import hmac
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.journal.chain import Head, JournalError, first_head, is_sealed, written
from expert.journal.entry import Entry, Row, canonical_bytes, entry_of, row_of
from expert.journal.verification import Report, verify
from tests.journal.support import ACCOUNTS, KEY, START, journal

SMALL = 5
OTHER_KEY = bytes(32)


def report(rows: list[Any], head: Head | None, witness: Head | None = None) -> Report:
    return verify(rows, KEY, head, witness)


def kinds(found: Report) -> list[str]:
    return [finding.kind for finding in found.findings]


@pytest.mark.parametrize("length", [0, 1, 2, SMALL])
def test_a_journal_as_written_is_intact(length: int) -> None:
    rows, heads = journal(length)
    for witness in (None, *heads):
        found = report(rows, heads[-1], witness)
        assert found.sound and (found.first, found.intact) == (1, length)


def test_the_seal_is_the_published_formula() -> None:
    """HMAC-SHA256(key, the seal before + the bytes of the line), computed here by hand."""
    rows, heads = journal(2)
    text = f"qualif-journal/1\n2\n2026-01-05T10:00:00Z\n{ACCOUNTS[1]}\nreponse\nD-0000-0001"
    told = bytes.fromhex(rows[0].mac) + text.encode()
    by_hand = hmac.new(KEY, told, hashlib.sha256).hexdigest()
    assert rows[1].mac == by_hand == heads[2].mac


def test_the_report_says_what_is_safe() -> None:
    rows, heads = journal(SMALL)
    rows[3] = rows[3]._replace(act="effacement")
    assert report(rows, heads[-1], heads[-1]).lines() == (
        "Sûr : les entrées 1 à 3.",
        "L'entrée 4 n'est pas celle qui a été écrite : modifiée, ajoutée ou échangée ; ce qui suit "
        "n'est pas sûr.",
    )
    assert report(journal(2)[0], journal(2)[1][-1]).lines() == (
        "Journal intact : les entrées 1 à 2.",
        "Aucun témoin gardé hors du coffre : une ancienne copie de tout le coffre, remise en "
        "place, ne se verrait pas.",
    )


EDITS: dict[str, list[Any]] = {
    "number": [0, -1, 99, 2**70, None, "1", 1.5, True, b"1"],
    "at": ["", "2026-01-05T09:00:01Z", "2016-01-05T09:00:00Z", None, 5,
           "\ud800"],
    "account": ["", "u-cccccccccccc", "u-aaaaaaaaaaaa\nexport", None, "Jeanne"],
    "act": ["", "sauvegarde", "export\nD-7F3K-92QA", None, "inconnu"],
    "case": ["D-7F3K-92QB", "A-7F3K-92QA", None, "D-7F3K-92QA\n", "x" * 100_000],
    "mac": ["", "0" * 64, None, "mac", "é", 7, bytes(32), "0" * 63 + "\n"],
}  # fmt: skip


@pytest.mark.parametrize("field", EDITS)
@pytest.mark.parametrize("position", range(SMALL))
def test_every_edit_of_one_field_is_found(field: str, position: int) -> None:
    rows, heads = journal(SMALL)
    for value in EDITS[field]:
        if repr(rows[position]._asdict()[field]) == repr(value):
            continue
        edited = [*rows]
        edited[position] = rows[position]._replace(**{field: value})
        found = report(edited, heads[-1])
        assert not found.sound and found.intact == position, (value, found)


@pytest.mark.parametrize("position", range(SMALL))
def test_every_bit_of_a_seal_counts(position: int) -> None:
    rows, heads = journal(SMALL)
    for bit in range(256):
        mac = f"{int(rows[position].mac, 16) ^ 1 << bit:064x}"
        edited = [*rows]
        edited[position] = rows[position]._replace(mac=mac)
        assert report(edited, heads[-1]).intact == position


def test_every_deletion_is_found() -> None:
    """Of any set of lines, wherever they are: the end is held by the head."""
    rows, heads = journal(SMALL)
    for size in range(SMALL):
        for kept in combinations(range(SMALL), size):
            found = report([rows[n] for n in kept], heads[-1])
            first_gap = next(n for n in range(SMALL) if n not in kept)
            assert not found.sound and found.intact == first_gap, kept
            cut = "tronque" if kept == tuple(range(size)) else "manquante"
            assert kinds(found) == [cut]
            assert found.findings[0].number == first_gap + 1


def test_every_order_but_one_is_refused() -> None:
    rows, heads = journal(SMALL)
    for order in permutations(range(SMALL)):
        if order == tuple(range(SMALL)):
            continue
        found = report([rows[n] for n in order], heads[-1])
        wrong = next(place for place, n in enumerate(order) if place != n)
        assert not found.sound and found.intact == wrong


def test_every_swap_of_contents_under_the_right_numbers_is_found() -> None:
    rows, heads = journal(SMALL)
    for a, b in combinations(range(SMALL), 2):
        swapped = [*rows]
        swapped[a] = rows[b]._replace(number=a + 1)
        swapped[b] = rows[a]._replace(number=b + 1)
        assert report(swapped, heads[-1]).intact == a


def test_every_duplicate_and_every_insertion_is_found() -> None:
    rows, heads = journal(SMALL)
    forged = journal(SMALL, key=OTHER_KEY)[0]
    for place in range(SMALL + 1):
        for n in range(SMALL):
            for added in (rows[n], rows[n]._replace(number=place + 1), forged[n],
                          forged[n]._replace(number=place + 1)):  # fmt: skip
                changed = [*rows[:place], added, *rows[place:]]
                found = report(changed, heads[-1])
                assert not found.sound
                assert found.intact in (place, place + (place < SMALL and added == rows[place]))


@pytest.mark.parametrize("row", [(), (1,), (1, 2, 3, 4, 5, 6, 7), "entree"])
def test_a_row_of_another_shape_is_a_finding(row: Any) -> None:
    rows, heads = journal(2)
    found = report([rows[0], row], heads[-1])
    assert found.intact == 1 and kinds(found) == ["modifiee"]


def test_an_old_head_put_back_is_found() -> None:
    rows, heads = journal(SMALL)
    for old in heads[:-1]:
        found = report(rows, old)
        assert kinds(found) == ["tete-ancienne"] and found.findings[0].number == old.count + 1
    assert kinds(report(rows, None)) == ["tete-absente"]


@pytest.mark.parametrize("field", ["count", "mac", "seal"])
def test_a_head_that_was_touched_is_found(field: str) -> None:
    rows, heads = journal(SMALL)
    value = 4 if field == "count" else "0" * 64
    touched = heads[-1].model_copy(update={field: value})
    assert "tete-fausse" in kinds(report(rows, touched))
    anchor = touched.anchor.model_copy(update={"number": 2})
    moved = heads[-1].model_copy(update={"anchor": anchor})
    assert "tete-fausse" in kinds(report(rows[2:], moved))


def test_the_head_of_another_journal_of_the_same_store_is_found() -> None:
    """As long, sealed by the same key, and not the one of these lines."""
    rows, heads = journal(SMALL)
    row, head = written(KEY, heads[SMALL - 1], at=START, account=ACCOUNTS[0], act="gel")
    assert kinds(report(rows, head)) == ["tete-fausse"]
    assert report([*rows[:-1], row], head).sound


@pytest.mark.parametrize("field", ["number", "mac"])
def test_where_the_chain_starts_is_sealed_too(field: str) -> None:
    head = journal(SMALL)[1][-1]
    value = 1 if field == "number" else "0" * 64
    anchor = head.anchor.model_copy(update={field: value})
    assert is_sealed(KEY, head) and not is_sealed(KEY, head.model_copy(update={"anchor": anchor}))


def test_an_old_copy_of_the_whole_store_is_found_by_the_witness() -> None:
    rows, heads = journal(SMALL)
    for old in range(SMALL):
        copy, head = rows[:old], heads[old]
        assert report(copy, head).sound, "the copy alone is a journal that holds"
        for witness in heads[old + 1 :]:
            found = report(copy, head, witness)
            assert kinds(found) == ["retour-arriere"] and found.intact == old
        for witness in heads[: old + 1]:
            assert report(copy, head, witness).sound


def test_a_journal_rewritten_from_an_old_copy_is_found_by_the_witness() -> None:
    """The old copy went on by itself: it holds, and it is longer than what the witness saw."""
    rows, heads = journal(SMALL)
    forked, head = rows[:2], heads[2]
    for _ in range(4):
        row, head = written(KEY, head, at=START, account=ACCOUNTS[0], act="export")
        forked.append(row)
    assert report(forked, head).sound
    for witness in heads[3:]:
        assert kinds(report(forked, head, witness)) == ["autre-journal"]


def test_a_witness_that_was_touched_is_not_believed() -> None:
    rows, heads = journal(SMALL)
    for touched in (
        heads[-1].model_copy(update={"count": 2}),
        heads[-1].model_copy(update={"seal": "0" * 64}),
        journal(SMALL, key=OTHER_KEY)[1][-1],
    ):
        found = report(rows, heads[-1], touched)
        assert kinds(found) == ["temoin-faux"] and not found.witnessed and found.intact == SMALL


def test_the_key_of_another_store_finds_nothing_safe() -> None:
    rows, heads = journal(SMALL)
    found = verify(rows, OTHER_KEY, heads[-1], heads[-1])
    assert kinds(found) == ["tete-fausse", "temoin-faux", "modifiee"] and found.intact == 0
    assert found.lines()[0] == "Aucune entrée du journal n'est sûre."


def test_no_line_follows_a_head_that_was_touched() -> None:
    head = first_head(KEY).model_copy(update={"count": 1})
    with pytest.raises(JournalError, match="ne porte pas le sceau"):
        written(KEY, head, at=START, account=ACCOUNTS[0], act="export")


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        first_head(b"court")


_texts = st.text(max_size=12)
_fields = st.tuples(st.integers() | _texts, _texts, _texts, _texts, _texts)


@given(_fields, _fields)
def test_a_line_that_was_written_has_bytes_of_its_own(one: Any, other: Any) -> None:
    """No edit of a line whose fields hold no line end makes the same bytes."""
    if not any("\n" in str(field) for field in one) and tuple(map(str, one)) != tuple(
        map(str, other)
    ):
        assert canonical_bytes(*one) != canonical_bytes(*other)


@given(st.data())
def test_any_change_of_any_row_is_found(data: st.DataObject) -> None:
    rows, heads = journal(12)
    position = data.draw(st.integers(0, 11))
    field = data.draw(st.sampled_from(Row._fields))
    value = data.draw(st.integers() | st.text() | st.binary() | st.none())
    if value == rows[position]._asdict()[field]:
        return
    rows[position] = rows[position]._replace(**{field: value})
    assert report(rows, heads[-1]).intact == position


def test_an_intact_row_gives_its_entry_back() -> None:
    rows, _ = journal(SMALL)
    entries = [entry_of(row) for row in rows]
    assert [row_of(entry, row.mac) for entry, row in zip(entries, rows, strict=True)] == rows
    assert entries[2] == Entry(
        number=3,
        at=START.replace(hour=11),
        account=ACCOUNTS[0],
        act="export",
        case=None,
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"account": "Jeanne Dupont"},
        {"act": "a ouvert le dossier de Jeanne"},
        {"case": "Injure de Jeanne"},
        {"detail": "Jeanne"},
    ],
)
def test_no_name_and_no_free_text_fits_in_an_entry(changed: dict[str, Any]) -> None:
    fields = {"number": 1, "at": START, "account": ACCOUNTS[0], "act": "export", "case": None}
    with pytest.raises(ValueError):
        Entry.model_validate({**fields, **changed})


def test_a_head_is_written_and_read_again() -> None:
    head = journal(3)[1][-1]
    assert Head.model_validate_json(head.model_dump_json()) == head and is_sealed(KEY, head)
    assert len(head.model_dump_json()) < 2_000, "it fits in a setting of the store"
