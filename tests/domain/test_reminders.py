from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import Audience, ReminderPolicy, Stage, due, stages, superseded
from domain.tasks import Occurrence, State
from tests.domain.builders import VIETNAM_2026, an_occurrence, as_table, table

POLICY = ReminderPolicy()
LEAD = Audience.LEAD
ISSUED = date(2026, 4, 9)
LADDER = {LEAD: (1, 3), Audience.HEAD: (1,), Audience.COORDINATOR: (1,), Audience.LEADER: (7,)}
TASK_3 = an_occurrence(date(2026, 4, 14))
ACKNOWLEDGED = {"acknowledged_at": datetime(2026, 4, 1, tzinfo=UTC)}


def planned(occurrence: Occurrence, until: date, created_on: date = ISSUED) -> tuple[Stage, ...]:
    return stages(occurrence, created_on, VIETNAM_2026, POLICY, until)


def test_task_3_of_the_seed_from_its_first_reminder_to_the_leaders() -> None:
    assert as_table(planned(TASK_3, date(2026, 4, 30), created_on=date(2026, 4, 1))) == table("""
        Tue 07/04  lead before:7
        Thu 09/04  head silent
        Fri 10/04  coordinating before:3
        Fri 10/04  lead before:3
        Mon 13/04  lead before:1
        Tue 14/04  lead before:0
        Wed 15/04  coordinator overdue:1
        Wed 15/04  head overdue:1
        Wed 15/04  lead overdue:1
        Fri 17/04  lead overdue:3
        Mon 20/04  coordinator overdue:6
        Mon 20/04  head overdue:6
        Mon 20/04  lead overdue:6
        Tue 21/04  leader overdue:7
        Tue 28/04  coordinator overdue:13
        Tue 28/04  head overdue:13
        Tue 28/04  lead overdue:13
        Tue 28/04  leader overdue:13
    """)


def test_task_3_imported_on_the_day_of_issue_begins_with_what_is_still_ahead() -> None:
    assert as_table(planned(TASK_3, date(2026, 4, 14))) == table("""
        Fri 10/04  coordinating before:3
        Fri 10/04  lead before:3
        Mon 13/04  lead before:1
        Tue 14/04  head silent
        Tue 14/04  lead before:0
    """)


def test_a_task_due_on_a_holiday_is_reminded_on_the_working_day_before_and_chased_on_the_one_after() -> None:
    april = an_occurrence(date(2026, 4, 30), first_day=date(2026, 4, 1), **ACKNOWLEDGED)
    assert as_table(planned(april, date(2026, 5, 4), created_on=date(2026, 3, 30))) == table("""
        Wed 01/04  lead period_start
        Wed 15/04  lead halfway
        Thu 23/04  lead before:7
        Fri 24/04  coordinating before:3
        Fri 24/04  lead before:3
        Wed 29/04  lead before:1
        Wed 29/04  lead before:0
        Mon 04/05  coordinator overdue:1
        Mon 04/05  head overdue:1
        Mon 04/05  lead overdue:1
        Mon 04/05  lead overdue:3
    """)


@pytest.mark.parametrize(
    ("created_on", "first_stage"),
    [
        (date(2026, 4, 9), "Thu 09/04  lead before:0"),
        (date(2026, 4, 10), "Fri 10/04  coordinator overdue:1"),
        (date(2026, 4, 11), "Mon 13/04  lead overdue:3"),
        (date(2026, 4, 20), "Mon 20/04  coordinator overdue:11"),
    ],
)
def test_a_duty_due_on_the_day_of_issue_starts_with_its_next_stage(created_on: date, first_stage: str) -> None:
    prose_duty = an_occurrence(date(2026, 4, 9))
    assert as_table(planned(prose_duty, date(2026, 4, 30), created_on))[0] == first_stage


def test_what_fell_overdue_in_the_holidays_is_chased_on_the_first_working_day_even_if_imported_then() -> None:
    before_tet = an_occurrence(date(2026, 2, 15))
    found = planned(before_tet, date(2026, 2, 23), created_on=date(2026, 2, 23))
    assert [stage.code for stage in found if stage.audience is LEAD] == ["overdue:1", "overdue:3"]


@pytest.mark.parametrize(
    ("first_day", "last_day", "is_announced"),
    [
        (date(2026, 6, 1), date(2026, 6, 30), True),
        (date(2026, 6, 1), date(2026, 6, 20), True),  # 20 days
        (date(2026, 6, 1), date(2026, 6, 19), False),  # 19 days
        (None, date(2026, 6, 30), False),
    ],
)
def test_only_the_start_of_a_period_of_20_days_or_more_is_announced(
    first_day: date | None, last_day: date, is_announced: bool
) -> None:
    codes = {stage.code for stage in planned(an_occurrence(last_day, first_day), last_day)}
    assert ("period_start" in codes) is is_announced


def test_the_start_of_a_period_moves_to_its_first_working_day() -> None:
    may = an_occurrence(date(2026, 5, 31), first_day=date(2026, 5, 1))
    assert as_table(planned(may, date(2026, 5, 5))) == ["Mon 04/05  lead period_start"]


@pytest.mark.parametrize(
    ("what", "facts", "is_told"),
    [
        ("nobody has reacted", {}, True),
        ("somebody has taken it on", ACKNOWLEDGED, False),
        ("work has begun", {"progress": 10}, False),
    ],
)
def test_the_head_hears_of_silence_only(what: str, facts: dict[str, Any], is_told: bool) -> None:
    found = planned(an_occurrence(date(2026, 5, 14), **facts), date(2026, 5, 14))
    assert (Stage("silent", Audience.HEAD, date(2026, 5, 11)) in found) is is_told, what


def test_silence_is_no_news_once_the_last_day_is_past() -> None:
    late_start = planned(TASK_3, date(2026, 4, 30), created_on=date(2026, 4, 13))
    assert "silent" not in {stage.code for stage in late_start}


@pytest.mark.parametrize(
    ("period", "first_day", "last_day", "asked_on", "again_on"),
    [
        # The 25th is a Saturday, the 27th of April a holiday.
        ("2026-04", date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 24), date(2026, 4, 29)),
        ("2026-05", date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 25), date(2026, 5, 27)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 25), date(2026, 6, 29)),
        ("2026-W15", date(2026, 4, 6), date(2026, 4, 12), date(2026, 4, 7), date(2026, 4, 9)),
        ("2026-W18", date(2026, 4, 27), date(2026, 5, 3), date(2026, 4, 28), None),  # the week ends in holidays
        ("2026", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 25), date(2026, 12, 29)),
    ],
)
def test_a_repeating_task_is_asked_once_in_each_period_and_once_more_two_working_days_later(
    period: str, first_day: date, last_day: date, asked_on: date, again_on: date | None
) -> None:
    occurrence = an_occurrence(last_day, first_day, period=period)
    found = planned(occurrence, date(2027, 1, 31), created_on=date(2026, 1, 1))
    again = () if again_on is None else (Stage("check_in_again", Audience.LEAD, again_on),)
    assert found == (Stage("check_in", Audience.LEAD, asked_on), *again)
    answered = replace(occurrence, outcome="not_done")
    assert planned(answered, date(2027, 1, 31), created_on=date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("last_day", "changes", "asked_on"),
    [
        (date(2026, 5, 29), {}, date(2026, 5, 4)),  # taken on 1/4, 58 days left: the 30th of April is a holiday
        (date(2026, 4, 10), {}, None),  # nine days left: no question between two reminders
        (date(2026, 5, 29), {"progress": 20}, None),
        (date(2026, 5, 29), {"obstacle": "chưa có kinh phí"}, None),
        (date(2026, 5, 29), {"acknowledged_at": None}, None),
    ],
)
def test_who_took_a_task_on_and_is_silent_at_half_of_the_time_is_asked_once(
    last_day: date, changes: dict[str, Any], asked_on: date | None
) -> None:
    occurrence = replace(an_occurrence(last_day), **{**ACKNOWLEDGED, **changes})
    found = [stage for stage in planned(occurrence, date(2026, 12, 31)) if stage.code == "halfway"]
    assert found == ([] if asked_on is None else [Stage("halfway", Audience.LEAD, asked_on)])


def test_a_week_of_holidays_is_not_asked_about_before_it_begins() -> None:
    tet = an_occurrence(date(2026, 2, 22), date(2026, 2, 16), period="2026-W08")
    assert planned(tet, date(2026, 3, 31), created_on=date(2026, 1, 1)) == ()


@pytest.mark.parametrize("state", [State.REPORTED, State.DONE, State.CANCELLED])
def test_nobody_is_reminded_of_what_is_not_open(state: State) -> None:
    assert planned(an_occurrence(TASK_3.last_day, state=state), date(2026, 12, 31)) == ()


def test_a_task_without_a_last_day_is_asked_after_on_the_first_working_day_of_each_month() -> None:
    assert as_table(planned(an_occurrence(None), date(2026, 7, 31))) == table("""
        Mon 04/05  coordinator undated:202605
        Mon 04/05  lead undated:202605
        Mon 01/06  coordinator undated:202606
        Mon 01/06  lead undated:202606
        Wed 01/07  coordinator undated:202607
        Wed 01/07  lead undated:202607
    """)
    assert planned(an_occurrence(None), date(2026, 4, 30)) == ()


def test_of_months_that_nobody_was_asked_in_only_the_last_one_is_asked() -> None:
    undated = planned(an_occurrence(None), date(2026, 7, 31))
    asked = due(undated, {("undated:202605", LEAD)}, date(2026, 7, 31))
    assert {stage.code for stage in asked} == {"undated:202607"}
    assert due(undated, {(stage.code, stage.audience) for stage in asked}, date(2026, 7, 31)) == ()


def test_another_policy_is_another_rhythm() -> None:
    calm = ReminderPolicy(before_lead=(5,), before_coordinating=(), overdue_first=(2,), overdue_every=10,
                          head_overdue=2, coordinator_overdue=5, leader_overdue=20)  # fmt: skip
    occurrence = an_occurrence(date(2026, 6, 10), **ACKNOWLEDGED)
    assert as_table(stages(occurrence, ISSUED, VIETNAM_2026, calm, date(2026, 6, 30))) == table("""
        Wed 06/05  lead halfway
        Fri 05/06  lead before:5
        Fri 12/06  head overdue:2
        Fri 12/06  lead overdue:2
        Mon 15/06  coordinator overdue:5
        Mon 22/06  coordinator overdue:12
        Mon 22/06  head overdue:12
        Mon 22/06  lead overdue:12
        Mon 29/06  coordinator overdue:19
        Mon 29/06  head overdue:19
        Mon 29/06  lead overdue:19
        Tue 30/06  leader overdue:20
    """)


def test_a_rhythm_shorter_than_a_week_is_each_tasks_own() -> None:
    often = replace(POLICY, overdue_every=2, before_lead=(), before_coordinating=())
    found = stages(TASK_3, ISSUED, VIETNAM_2026, often, date(2026, 4, 24))
    assert [(f"{s.day:%d/%m}", s.code) for s in found if s.audience is LEAD] == [
        ("15/04", "overdue:1"), ("16/04", "overdue:2"), ("17/04", "overdue:3"), ("20/04", "overdue:4"),
        ("20/04", "overdue:6"), ("22/04", "overdue:8"), ("24/04", "overdue:10"),
    ]  # fmt: skip


AROUND_TET = st.integers(0, 500).map(lambda n: date(2025, 10, 1) + timedelta(days=n))
WEEKDAYS = st.integers(0, 4)


def days_told(last_day: date, audience: Audience, weekday: int, until: date) -> list[date]:
    policy = replace(POLICY, overdue_weekday=weekday)
    found = stages(an_occurrence(last_day), date(2025, 1, 1), VIETNAM_2026, policy, until)
    return [stage.day for stage in found if stage.audience is audience and stage.code.startswith("overdue")]


@given(last_day=AROUND_TET, audience=st.sampled_from(list(LADDER)), weekday=WEEKDAYS)
def test_the_first_steps_keep_their_days_and_nobody_waits_for_more_than_a_week_and_holidays(
    last_day: date, audience: Audience, weekday: int
) -> None:
    until = last_day + timedelta(days=100)
    told = days_told(last_day, audience, weekday, until)
    firsts = [VIETNAM_2026.on_or_after(last_day + timedelta(days=number)) for number in LADDER[audience]]
    assert told[: len(firsts)] == firsts
    assert all(day > firsts[-1] for day in told[len(firsts) :]), "twice on one morning"
    for before, after in pairwise([*told[len(firsts) - 1 :], until + timedelta(days=1)]):
        assert after <= VIETNAM_2026.on_or_after(before + timedelta(days=7)) or after > until


@given(one=AROUND_TET, other=AROUND_TET, weekday=WEEKDAYS)
def test_whatever_is_long_overdue_is_told_on_the_same_mornings(one: date, other: date, weekday: int) -> None:
    until = max(one, other) + timedelta(days=120)
    begun = VIETNAM_2026.on_or_after(max(one, other) + timedelta(days=8)) + timedelta(days=7)
    of_one, of_other = (
        {day for audience in LADDER for day in days_told(last_day, audience, weekday, until) if day > begun}
        for last_day in (one, other)
    )
    assert of_one == of_other
    assert {day for day in of_one if day.weekday() != weekday} <= {
        day for day in of_one if not VIETNAM_2026.is_working_day(day - timedelta(days=1))
    }, "on another day than its own only behind a holiday"


def test_tet_makes_one_morning_of_two_mondays() -> None:
    told = days_told(date(2026, 2, 1), LEAD, 0, date(2026, 3, 10))
    assert told == [date(2026, 2, 2), date(2026, 2, 4), date(2026, 2, 9), date(2026, 2, 23), date(2026, 2, 23),
                    date(2026, 3, 2), date(2026, 3, 9)]  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [
        {"before_lead": (3, -1)},
        {"overdue_every": 0},
        {"overdue_weekday": 5},
        {"overdue_first": (0,)},
        {"check_in_day": 31},
        {"morning_at": POLICY.quiet_from},
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        ReminderPolicy(**facts)


@pytest.mark.parametrize(
    ("today", "sent", "said", "skipped"),
    [
        (date(2026, 4, 6), set(), [], []),
        (date(2026, 4, 7), set(), ["before:7"], []),
        (date(2026, 4, 7), {("before:7", LEAD)}, [], []),
        (date(2026, 4, 10), {("before:7", LEAD)}, ["before:3"], []),
        # three days of outage: one message, the earlier one is skipped
        (date(2026, 4, 13), {("before:7", LEAD)}, ["before:1"], ["before:3"]),
        (date(2026, 4, 18), set(), ["overdue:3"], ["before:7", "before:3", "before:1", "before:0", "overdue:1"]),
        # a later one was sent (the calendar changed since): nothing earlier is said any more
        (date(2026, 4, 10), {("before:1", LEAD)}, [], ["before:7", "before:3"]),
    ],
)
def test_only_the_latest_stage_is_said_and_the_missed_ones_are_skipped(
    today: date, sent: set[tuple[str, Audience]], said: list[str], skipped: list[str]
) -> None:
    all_stages = planned(TASK_3, date(2026, 4, 30), created_on=date(2026, 4, 1))
    to_lead = [stage for stage in all_stages if stage.audience is LEAD]
    assert [stage.code for stage in due(to_lead, sent, today)] == said
    assert [stage.code for stage in superseded(to_lead, sent, today)] == skipped


def test_of_two_stages_on_one_day_the_one_nearer_to_the_deadline_is_said() -> None:
    april = an_occurrence(date(2026, 4, 30), **ACKNOWLEDGED)
    said = due(planned(april, date(2026, 4, 29)), {("before:7", LEAD), ("before:3", LEAD)}, date(2026, 4, 29))
    assert (LEAD, "before:0") in {(stage.audience, stage.code) for stage in said}
    assert "before:1" not in {stage.code for stage in said}


def test_each_audience_is_asked_about_on_its_own() -> None:
    said = due(planned(TASK_3, date(2026, 4, 21)), {("overdue:7", LEAD)}, date(2026, 4, 21))
    assert {(stage.audience, stage.code) for stage in said} == {
        (Audience.COORDINATING, "before:3"),
        (Audience.HEAD, "overdue:6"),
        (Audience.COORDINATOR, "overdue:6"),
        (Audience.LEADER, "overdue:7"),
    }
