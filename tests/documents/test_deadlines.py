from datetime import date, time
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.plans.deadlines import read_deadline, with_rhythm
from documents.plans.plan_json import deadline_as_json
from domain.deadlines import DeadlineKind as Kind
from tests.documents.deadline_noise import KEEPS, LOSES, labelled
from tests.documents.gold import DATA, day

ISSUED = date(2026, 4, 9)


def _table() -> list[tuple[str, str, str]]:
    lines = (DATA / "deadlines_in_plain_words.txt").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(c[0], c[1], c[2] if len(c) > 2 else "") for c in cells]


@pytest.mark.parametrize(("wording", "kind", "last_day"), _table())
def test_a_wording_means_what_the_table_says(wording: str, kind: str, last_day: str) -> None:
    got = read_deadline(wording, ISSUED).deadline
    assert (got.kind, got.last_day) == (Kind(kind), day(last_day))


def test_an_hour_is_kept_and_makes_the_day_itself_in_time() -> None:
    got = read_deadline("trước 16h30 ngày 15/4/2026", ISSUED).deadline
    assert (got.last_day, got.at_time) == (date(2026, 4, 15), time(16, 30))


def test_the_end_of_the_day_needs_no_hour() -> None:
    got = read_deadline("trước 24h00 ngày 20/5/2026", ISSUED).deadline
    assert (got.last_day, got.at_time) == (date(2026, 5, 20), None)


def test_several_milestones_are_kept_and_the_final_one_counts() -> None:
    reading = read_deadline(
        "Đào tạo trong tháng 09/2025, hoàn thành trong tháng 12/2025 và vận hành trong quý 01/2026", ISSUED
    )
    assert reading.milestones == (date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31))
    assert reading.deadline.last_day == date(2026, 3, 31)


def test_a_day_that_does_not_exist_is_named_and_not_guessed() -> None:
    reading = read_deadline("Hoàn thành trước ngày 31/4/2026", ISSUED)
    assert reading.deadline.kind is Kind.UNKNOWN
    assert reading.impossible == ("ngày 31/4/2026",)


def test_days_of_other_documents_are_not_the_limit() -> None:
    text = "Thực hiện Nghị quyết số 59/2026/NQ-HĐND ngày 15/6/2026, hoàn thành trước ngày 01/5/2026"
    assert read_deadline(text, ISSUED).deadline.last_day == date(2026, 4, 30)


def test_without_an_issue_day_a_missing_year_leaves_the_last_day_open() -> None:
    got = read_deadline("Hoàn thành trong tháng 6", None).deadline
    assert (got.kind, got.last_day) == (Kind.IN_MONTH, None)


def test_the_parts_tell_which_words_gave_what() -> None:
    reading = read_deadline("Hoàn thành trong tháng 6/2026 (theo hướng dẫn của Ban Tổ chức Trung ương)", ISSUED)
    assert [(p.words, p.kind) for p in reading.parts] == [
        ("Hoàn thành trong tháng 6/2026", "limit"),
        ("theo hướng dẫn của Ban Tổ chức Trung ương", "condition"),
    ]


def test_the_json_of_a_deadline_has_exactly_the_promised_names() -> None:
    shape = deadline_as_json("trước 15/5/2026", read_deadline("trước 15/5/2026", ISSUED))
    assert list(shape) == ["text", "kind", "first_day", "last_day", "at_time", "milestones", "condition", "parts"]
    assert (shape["kind"], shape["last_day"]) == ("by_date", "2026-05-14")


def _meaning(text: str, issued_on: date | None) -> tuple[Kind, date | None, time | None]:
    got = read_deadline(text, issued_on).deadline
    return got.kind, got.last_day, got.at_time


@cache
def _meant() -> list[tuple[str, date | None, tuple[Kind, date | None, time | None]]]:
    return [(text, issued_on, _meaning(text, issued_on)) for text, issued_on in labelled()]


@pytest.mark.parametrize("name", KEEPS)
def test_noise_that_says_nothing_changes_no_labelled_limit(name: str) -> None:
    noise = KEEPS[name]
    assert len(_meant()) > 750
    assert [text for text, issued, meant in _meant() if _meaning(noise(text), issued) != meant] == []


@pytest.mark.parametrize("name", LOSES)
def test_lost_diacritics_may_cost_the_answer_but_never_give_another(name: str) -> None:
    read = [(text, _meaning(LOSES[name](text), issued), meant) for text, issued, meant in _meant()]
    changed = [(text, got) for text, got, meant in read if got != meant]
    assert [x for x in changed if x[1][0] is not Kind.UNKNOWN] == []
    assert len(changed) <= len(_meant()) // 100, changed


# Each as long as the reader reads at all; a rule that looks back over and over would take minutes for some of them.
ENDLESS = (
    *("trước ", "từ 1 ", "15/", "1.", "(", "ngày 15 tháng ", "quý I, ", "theo kế hoạch ", "6 tháng, ", "1-", "số 1-"),
    *("điều chỉnh từ a ", "hằng quý ", "l", "lO", "**", "30 ngày kể từ ", "2026, ", "định hướng ", "cuối tháng ", " "),
)


@pytest.mark.parametrize("piece", ENDLESS)
def test_no_wording_keeps_the_reader_busy(piece: str) -> None:
    started = process_time()
    read_deadline(piece * (20_000 // len(piece)), ISSUED)
    read_deadline(("x" + piece) * 700, ISSUED)
    assert process_time() - started < 2


WORDS = (
    "trước",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "hằng",
    "từ",
    "đến",
    "-",
    "/",
    ",",
    "(",
    ")",
    "15",
    "31",
    "2026",
    "13",
    "II",
    "15/5/2026",
    "6/2026",
    "hết",
    "16h",
    "và",
    "trong",
    "theo",
    "khi",
    "kể",
)


@settings(max_examples=300, deadline=1000)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_no_text_whatever_makes_the_grammar_fail(text: str) -> None:
    for issued_on in (ISSUED, None, date.max, date.min):
        reading = read_deadline(text, issued_on)
        first, last = reading.deadline.first_day, reading.deadline.last_day
        assert not (reading.impossible and last)
        assert first is None or last is None or reading.deadline.kind is not Kind.BY_DATE or first <= last


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_before_a_day_ends_on_the_day_before_it_whatever_the_day(that: date) -> None:
    before = read_deadline(f"Hoàn thành trước ngày {that.day}/{that.month}/{that.year}", ISSUED).deadline
    on = read_deadline(f"Chậm nhất ngày {that.day:02} tháng {that.month:02} năm {that.year}", ISSUED).deadline
    assert before.last_day == date.fromordinal(that.toordinal() - 1)
    assert on.last_day == that


def test_a_year_said_by_the_header_serves_days_that_name_none() -> None:
    assert read_deadline("ngày 23 tháng 1", None, year=2027).deadline.last_day == date(2027, 1, 23)
    assert read_deadline("ngày 23 tháng 1", ISSUED, year=2025).deadline.last_day == date(2025, 1, 23)
    assert read_deadline("30/6/2026", ISSUED, year=2027).deadline.last_day == date(2026, 6, 30)


def test_dates_of_a_file_that_is_month_first_are_turned_round() -> None:
    assert read_deadline("4/5/2026", ISSUED, month_first=True).deadline.last_day == date(2026, 4, 5)
    assert read_deadline("2026-05-04", ISSUED, month_first=True).deadline.last_day == date(2026, 5, 4)
    assert read_deadline("ngày 4 tháng 5", ISSUED, month_first=True).deadline.last_day == date(2026, 5, 4)


def test_a_rhythm_beside_the_limit_makes_it_periodic_unless_it_names_its_year() -> None:
    by_day = with_rhythm(read_deadline("Rà soát trước 30/11", ISSUED), "Hằng năm")
    with_year = with_rhythm(read_deadline("Trước 30/11/2026", ISSUED), "Hằng năm")
    alone = with_rhythm(read_deadline("", ISSUED), "Hằng tháng")
    assert [(r.deadline.kind, r.deadline.last_day) for r in (by_day, with_year, alone)] == [
        (Kind.RECURRING_YEARLY, None), (Kind.BY_DATE, date(2026, 11, 29)), (Kind.RECURRING_MONTHLY, None),
    ]  # fmt: skip
    assert alone.deadline.wording == "Hằng tháng"
