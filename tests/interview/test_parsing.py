"""What a reader types: read as one answer, or told kindly why it is not; never an exception."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.calendar import french_date
from expert.incident import DateRange
from expert.interview.parsing import AnswerError, parse_answer, parse_date, parse_range
from knowledge.models.facts import Fact

_TEXTS = {"libelle": "x", "definition": "x", "bloc": "b", "question": "x ?", "raison": "x"}


def fact(kind: str, **values: str) -> Fact:
    """A fact of a kind, with its values."""
    return Fact.model_validate(
        {"fait": "f", "portee": "incident", "type": kind, "valeurs": values, **_TEXTS}
        | ({"descriptif": "oui"} if kind == "texte" else {})
    )


YES_NO = fact("oui-non")
CHOICE = fact("choix", public="Tous", groupe="Un groupe", seul="Une personne")
LIST = fact("liste", origine="x", religion="x", genre="x")
NUMBER, DAY, TEXT = fact("nombre"), fact("date"), fact("texte")
EVERY = [YES_NO, CHOICE, LIST, NUMBER, DAY, TEXT]


@pytest.mark.parametrize(
    ("asked", "typed", "expected"),
    [
        (YES_NO, "oui", "oui"), (YES_NO, " O ", "oui"), (YES_NO, "N", "non"), (YES_NO, "2", "non"),
        (CHOICE, "groupe", "groupe"), (CHOICE, "b", "groupe"), (CHOICE, "B", "groupe"),
        (CHOICE, "3", "seul"), (CHOICE, "٣", "seul"),
        (LIST, "genre, origine", ("origine", "genre")), (LIST, "c a c", ("origine", "genre")),
        (LIST, "1;2", ("origine", "religion")), (LIST, "aucune", ()), (LIST, "0", ()),
        (NUMBER, "14", 14), (NUMBER, "2,5", 2.5), (NUMBER, "1 000", 1000),
        (NUMBER, "1\u202f000", 1000), (NUMBER, "1\u00a0000,5", 1000.5), (NUMBER, "0", 0),
        (DAY, "03/09/2026", date(2026, 9, 3)), (DAY, "3-9-2026", date(2026, 9, 3)),
        (DAY, "2026-09-03", date(2026, 9, 3)), (DAY, "29/02/2028", date(2028, 2, 29)),
        (DAY, "03/09/2026 11h", datetime(2026, 9, 3, 11)),
        (DAY, "03/09/2026 à 11 h 05", datetime(2026, 9, 3, 11, 5)),
        (DAY, "2026-09-03T23:59", datetime(2026, 9, 3, 23, 59)),
        (TEXT, " [@click=app.quit]x[/] ", "[@click=app.quit]x[/]"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(asked: Fact, typed: str, expected: object) -> None:
    assert parse_answer(asked, typed) == expected


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked.kind)
@pytest.mark.parametrize("typed", ["?", "inconnu", "Je ne sais pas", " JNSP "])
def test_i_do_not_know_is_read_for_every_question(asked: Fact, typed: str) -> None:
    assert parse_answer(asked, typed) is None


CHOOSE = "Choisissez une des réponses proposées, ou « Je ne sais pas »."
NUMBER_EXPECTED = "Écrivez un nombre, par exemple 14."
DAY_EXPECTED = "Écrivez la date comme 03/09/2026 (ou 03/09/2026 11h30)."


@pytest.mark.parametrize(
    ("asked", "typed", "said"),
    [
        (YES_NO, "peut-être", CHOOSE), (YES_NO, "", CHOOSE), (YES_NO, "3", CHOOSE),
        (CHOICE, "d", CHOOSE), (CHOICE, "0", CHOOSE), (CHOICE, "²", CHOOSE), (CHOICE, "İ", CHOOSE),
        (CHOICE, "é", CHOOSE), (CHOICE, "9" * 5000, CHOOSE), (CHOICE, "-1", CHOOSE),
        (LIST, "origine, zut", CHOOSE), (LIST, "aucune, genre", CHOOSE),
        (LIST, "", "Choisissez une ou plusieurs réponses, ou « aucune »."),
        (LIST, " , ; ", "Choisissez une ou plusieurs réponses, ou « aucune »."),
        (NUMBER, "beaucoup", NUMBER_EXPECTED), (NUMBER, "", NUMBER_EXPECTED),
        (NUMBER, "-3", NUMBER_EXPECTED), (NUMBER, "nan", NUMBER_EXPECTED),
        (NUMBER, "inf", NUMBER_EXPECTED), (NUMBER, "1e3", NUMBER_EXPECTED),
        (NUMBER, "1_0", NUMBER_EXPECTED), (NUMBER, "1,2,3", NUMBER_EXPECTED),
        (NUMBER, "1000000000", "Écrivez un nombre positif raisonnable."),
        (DAY, "hier", DAY_EXPECTED), (DAY, "", DAY_EXPECTED), (DAY, "3/9/26", DAY_EXPECTED),
        (DAY, "2026-9-3", DAY_EXPECTED),
        (DAY, "29/02/2026", "La date « 29/02/2026 » n'existe pas dans le calendrier."),
        (DAY, "31/12/2026 24h", "La date « 31/12/2026 24h » n'existe pas dans le calendrier."),
        (DAY, "00/01/2026", "La date « 00/01/2026 » n'existe pas dans le calendrier."),
        (DAY, "31/12/9999", "L'année doit être comprise entre 1900 et 2199."),
        (DAY, "01/01/0000", "L'année doit être comprise entre 1900 et 2199."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(asked: Fact, typed: str, said: str) -> None:
    with pytest.raises(AnswerError) as refused:
        parse_answer(asked, typed)
    assert str(refused.value) == said


@given(st.sampled_from(EVERY), st.text(max_size=40))
def test_anything_typed_is_an_answer_of_the_question_or_a_sentence(asked: Fact, typed: str) -> None:
    try:
        answer = parse_answer(asked, typed)
    except AnswerError as refused:
        assert len(str(refused).splitlines()) == 1
        return
    match answer:
        case None:
            pass
        case tuple():
            assert asked.kind == "liste"
            assert list(answer) == [value for value in asked.values if value in answer]
        case date():
            assert asked.kind == "date"
        case int() | float():
            assert asked.kind == "nombre"
            assert 0 <= answer < 1e9
        case str():
            assert asked.kind == "texte" or answer in asked.values


@given(st.lists(st.sampled_from(list(LIST.values)), unique=True))
def test_a_list_typed_in_any_order_is_one_answer(chosen: list[str]) -> None:
    typed = ", ".join(chosen) or "aucune"
    assert parse_answer(LIST, typed) == tuple(v for v in LIST.values if v in chosen)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    assert parse_date(french_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_a_moment_is_read_back_to_the_minute(moment: datetime) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0)
    assert parse_date(french_date(moment)) == to_the_minute
    assert parse_date(to_the_minute.isoformat(timespec="minutes")) == to_the_minute


@given(st.integers(0, 10**9 - 1))
def test_a_number_is_read_with_or_without_thousands_separators(number: int) -> None:
    assert parse_answer(NUMBER, str(number)) == number
    assert parse_answer(NUMBER, f"{number:,}".replace(",", " ")) == number


def test_a_date_known_by_its_bounds() -> None:
    low, high = date(2026, 9, 1), date(2026, 9, 30)
    assert parse_range("01/09/2026", "30/09/2026") == DateRange(low, high)
    assert parse_range("01/09/2026 10h", None) == DateRange(low, None)
    assert parse_range("", "30/09/2026") == DateRange(None, high)
    assert parse_range("01/09/2026", "01/09/2026") == DateRange(low, low)
    with pytest.raises(AnswerError, match=r"^La seconde date précède la première\.$"):
        parse_range("30/09/2026", "01/09/2026")
    with pytest.raises(AnswerError, match=r"^Donnez au moins une des deux dates\.$"):
        parse_range("", None)
