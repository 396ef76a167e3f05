"""Each line of the user matrix, with what is expected of it written by hand."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from expert.journal.entry import Entry
from expert.office.accounts import PROFILE_FR
from expert.retention.clock import TrustedDay, UntrustedClock, trusted_today
from expert.rights.grants import Grant, allowed, allowed_reader
from expert.rights.operations import OPERATION_FR, WHOLE_STORE, Operation
from expert.rights.profiles import MATRIX, Profile
from expert.rights.table import matrix_table

ME = "u-aaaaaaaaaaaa"
CASE, OTHER_CASE = "D-7F3K-92QA", "D-0000-0001"
TODAY = TrustedDay(date(2026, 11, 28))
EVERYTHING = frozenset(get_args(Operation))

EXPECTED: dict[Profile, str] = {
    # lire repondre decider exporter partager effacer journal echeances recouvrer
    "rh": "oui oui oui oui oui oui non oui non",
    "juriste": "oui oui oui oui non non non oui non",
    "cadre": "oui oui non non non non non non non",
    "dpo": "non non non non non non oui oui non",
    "informatique": "non non non non non non non non non",
    "recouvrement": "non non non non non non non non oui",
}
READERS = {
    "rh": ["manager", "rh"],
    "juriste": ["manager", "rh", "juriste", "contradiction"],
    "cadre": ["manager"],
    "dpo": [],
    "informatique": [],
    "recouvrement": [],
}
LINES = [(profile, operation) for profile in MATRIX for operation in OPERATION_FR]


def grant(
    profile: Profile,
    *,
    case: str | None = CASE,
    operations: frozenset[Operation] = EVERYTHING,
    until: date | None = None,
) -> Grant:
    return Grant(account=ME, profile=profile, case=case, operations=operations, until=until)


def one_sentence(refused: str | None) -> bool:
    """Whether it is one French sentence: a capital, a full stop, and none inside."""
    return refused is not None and refused[0].isupper() and refused.find(".") == len(refused) - 1


def test_the_expected_table_speaks_of_every_profile_and_operation() -> None:
    assert list(EXPECTED) == list(get_args(Profile)) == list(MATRIX) == list(READERS)
    assert all(len(line.split()) == len(OPERATION_FR) for line in EXPECTED.values())
    assert set(OPERATION_FR) == EVERYTHING
    assert {name: permissions.name for name, permissions in MATRIX.items()} == PROFILE_FR


@pytest.mark.parametrize(("profile", "operation"), LINES)
def test_each_line_of_the_matrix(profile: Profile, operation: Operation) -> None:
    """With a grant of every operation, the profile alone decides."""
    expected = EXPECTED[profile].split()[list(OPERATION_FR).index(operation)]
    whole = operation in WHOLE_STORE
    refused = allowed(
        grant(profile, case=None if whole else CASE), operation, TODAY, case=None if whole else CASE
    )
    assert (refused is None) == (expected == "oui")
    assert refused is None or one_sentence(refused)


@pytest.mark.parametrize(("profile", "operation"), LINES)
def test_what_was_not_granted_is_refused_to_every_profile(
    profile: Profile, operation: Operation
) -> None:
    less = grant(profile, operations=EVERYTHING - {operation})
    assert one_sentence(allowed(less, operation, TODAY, case=CASE))
    assert one_sentence(allowed(None, operation, TODAY, case=CASE))


@pytest.mark.parametrize("operation", OPERATION_FR)
def test_a_right_on_a_case_is_no_right_on_another(operation: Operation) -> None:
    for profile in MATRIX:
        assert one_sentence(allowed(grant(profile), operation, TODAY, case=OTHER_CASE))


def test_a_right_on_the_store_opens_no_case_and_the_other_way() -> None:
    store = grant("rh", case=None)
    assert one_sentence(allowed(store, "lire", TODAY, case=CASE))
    assert one_sentence(allowed(store, "lire", TODAY))
    assert allowed(store, "echeances", TODAY) is None
    assert one_sentence(allowed(grant("dpo", case=CASE), "journal", TODAY))


@pytest.mark.parametrize("profile", MATRIX)
@pytest.mark.parametrize("reader", ["manager", "rh", "juriste", "contradiction"])
def test_each_profile_reads_the_result_made_for_it(profile: Profile, reader: str) -> None:
    refused = allowed_reader(grant(profile), reader, TODAY)
    assert (refused is None) == (reader in READERS[profile])
    assert refused is None or one_sentence(refused)


def test_the_manager_who_reports_is_told_which_view_is_theirs() -> None:
    assert allowed_reader(grant("cadre"), "rh", TODAY) == (
        "Le profil « cadre qui signale » lit le résultat préparé pour « Cadre de proximité », pas "
        "celui pour « Ressources humaines »."
    )


def test_a_right_holds_on_its_last_day_and_not_after() -> None:
    ending = grant("juriste", until=TODAY)
    assert allowed(ending, "lire", TODAY, case=CASE) is None
    next_day = TrustedDay(TODAY + timedelta(days=1))
    assert allowed(ending, "lire", next_day, case=CASE) == (
        "Votre droit a pris fin le 28/11/2026 : impossible de lire le dossier."
    )


def test_an_unsure_day_stops_dated_rights_alone() -> None:
    assert one_sentence(allowed(grant("juriste", until=TODAY), "lire", None, case=CASE))
    assert allowed(grant("juriste"), "lire", None, case=CASE) is None


@pytest.mark.parametrize("back", [1, 100, 3653])
def test_a_clock_put_back_gives_no_ended_right_back(back: int) -> None:
    """The right ended yesterday; the clock is set back, and acts are written under it."""
    ended = grant("juriste", until=date(2026, 11, 27))
    last = datetime(2026, 11, 28, 10, tzinfo=UTC)
    clock = last - timedelta(days=back)
    journal = [
        Entry(number=n, at=at, account=ME, act="lecture")
        for n, at in enumerate((last, clock, clock + timedelta(minutes=5)), start=1)
    ]
    day: TrustedDay | None = None
    with suppress(UntrustedClock):
        day = trusted_today(journal, clock + timedelta(minutes=9), None, acting=ME)
    assert one_sentence(allowed(ended, "lire", day, case=CASE))


def test_the_table_of_the_documentation() -> None:
    lines = matrix_table().splitlines()
    assert lines[0].split(" | ")[1:3] == ["ressources humaines", "juriste"]
    assert len(lines) == 2 + len(OPERATION_FR) + 1
    for place, line in enumerate(lines[2:-1]):
        cells = [cell.strip() for cell in line.strip("|").split("|")[1:]]
        assert cells == [row.split()[place] for row in EXPECTED.values()]
    assert lines[-1].startswith("| résultat préparé pour | Cadre de proximité, Ressources humaines")


def test_the_documentation_shows_the_matrix_as_it_is() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- droits -->")[2].partition("<!-- /droits -->")[0]
    assert shown.strip() == matrix_table().strip()
