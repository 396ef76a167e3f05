"""Which day it is: a clock that jumped is refused, until a person types the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from expert.journal.acts import Act
from expert.journal.entry import Entry, row_of, told_of
from expert.retention.clock import Confirmation, UntrustedClock, reference, trusted_today

ME, OTHER = "u-aaaaaaaaaaaa", "u-bbbbbbbbbbbb"
LAST = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TEN_YEARS = timedelta(days=3653)


def entries(*moments: datetime | tuple[datetime, Act]) -> list[Entry]:
    found = []
    for number, told in enumerate(moments, start=1):
        at, act = told if isinstance(told, tuple) else (told, "lecture")
        found.append(Entry(number=number, at=at, account=ME, act=act))
    return found


USUAL = entries(LAST - 30 * DAY, LAST - 8 * DAY, LAST)


def today(
    now: datetime,
    *,
    journal: Sequence[Entry] = USUAL,
    last_seen: datetime | None = None,
    confirmation: Confirmation | None = None,
) -> date:
    return trusted_today(journal, now, last_seen, acting=ME, confirmation=confirmation)


def test_a_clock_that_follows_is_trusted() -> None:
    assert today(LAST + timedelta(minutes=5)) == date(2026, 11, 28)
    assert today(LAST + 31 * DAY) == date(2026, 12, 29)


def test_the_day_is_that_of_the_establishment() -> None:
    """23:30 in UTC on 28/11 is already the 29th in Paris."""
    from zoneinfo import ZoneInfo

    now = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    assert today(now.astimezone(ZoneInfo("Europe/Paris"))) == date(2026, 11, 29)
    assert today(now) == date(2026, 11, 28)


def test_a_clock_that_sets_itself_right_by_seconds_never_takes_the_day_back() -> None:
    midnight = datetime(2026, 11, 29, 0, 0, 30, tzinfo=UTC)
    assert today(midnight - timedelta(seconds=60), journal=entries(midnight)) == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (LAST - timedelta(minutes=3), "avant la dernière date connue"),
        (LAST - TEN_YEARS, "avant la dernière date connue"),
        (LAST + 31 * DAY + timedelta(seconds=1), "longtemps après la dernière date"),
        (LAST + TEN_YEARS, "longtemps après la dernière date"),
    ],
)
def test_a_clock_that_jumped_is_refused(now: datetime, why: str) -> None:
    with pytest.raises(UntrustedClock, match=why) as refused:
        today(now)
    assert str(refused.value).endswith("confirmé la date du jour.")


def test_a_store_that_knows_no_date_asks_for_it() -> None:
    with pytest.raises(UntrustedClock, match="Aucune date connue"):
        today(LAST, journal=[])
    typed = Confirmation(day=LAST.date(), by=ME)
    assert today(LAST, journal=[], confirmation=typed) == LAST.date()


def test_a_person_may_confirm_a_long_absence() -> None:
    later = LAST + 200 * DAY
    assert today(later, confirmation=Confirmation(day=later.date(), by=ME)) == date(2027, 6, 16)


@pytest.mark.parametrize("now", [LAST - TEN_YEARS, LAST + TEN_YEARS])
def test_a_confirmed_date_that_is_not_the_clock_s_changes_nothing(now: datetime) -> None:
    with pytest.raises(UntrustedClock, match="réglez l'horloge"):
        today(now, confirmation=Confirmation(day=LAST.date(), by=OTHER))


def test_nobody_takes_the_date_back_alone() -> None:
    now = LAST - 100 * DAY
    with pytest.raises(UntrustedClock, match="une autre personne"):
        today(now, confirmation=Confirmation(day=now.date(), by=ME))
    assert today(now, confirmation=Confirmation(day=now.date(), by=OTHER)) == now.date()


def test_what_was_seen_outside_the_store_counts_too() -> None:
    """An old copy of the store put back does not make an old clock believable."""
    now = LAST + DAY
    assert today(now, last_seen=LAST + timedelta(hours=1)) == date(2026, 11, 29)
    with pytest.raises(UntrustedClock, match="avant la dernière date"):
        today(now, last_seen=LAST + 20 * DAY)


@pytest.mark.parametrize("shift", [-TEN_YEARS, TEN_YEARS])
def test_acts_written_under_a_wrong_clock_make_it_no_truer(shift: timedelta) -> None:
    wrong = [LAST + shift + timedelta(hours=n) for n in range(5)]
    journal = [*USUAL, *entries(*wrong)]
    assert reference(journal) == LAST
    with pytest.raises(UntrustedClock):
        today(wrong[-1] + timedelta(minutes=1), journal=journal)
    assert today(LAST + DAY, journal=journal) == date(2026, 11, 29)


def test_what_tells_the_time_is_all_that_is_read() -> None:
    """The rows of a store give the same reference as their whole entries."""
    told = [told_of(row_of(entry, "")) for entry in USUAL]
    assert reference(told) == reference(USUAL) == LAST
    assert trusted_today(told, LAST + DAY, None, acting=ME) == date(2026, 11, 29)


def test_a_confirmed_date_is_the_new_reference() -> None:
    later = LAST + 200 * DAY
    journal = entries(LAST, (later, "horloge-confirmee"), later + DAY)
    assert today(later + 2 * DAY, journal=journal) == (later + 2 * DAY).date()
    back = entries(LAST, (later, "horloge-confirmee"), (LAST + DAY, "horloge-confirmee"))
    assert today(LAST + 2 * DAY, journal=back) == date(2026, 11, 30)
