from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import Audience, ReminderPolicy, Stage, due, stages, superseded
from domain.tasks import Occurrence, State
from tests.domain.builders import VIETNAM_2026, an_occurrence

POLICY = ReminderPolicy()
NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(NEW_YEAR, NEW_YEARS_EVE)


@st.composite
def occurrences(draw: st.DrawFn, states: Iterable[State] = (State.OPEN,)) -> Occurrence:
    last_day = draw(st.none() | DAYS)
    length = draw(st.none() | st.integers(0, 200))
    return an_occurrence(
        last_day,
        first_day=None if last_day is None or length is None else last_day - timedelta(days=length),
        period=draw(st.sampled_from(["", "", "2026-04", "2026-W15", "2026-Q2"])),
        state=draw(st.sampled_from(list(states))),
        progress=draw(st.sampled_from([0, 50])),
        acknowledged_at=draw(st.sampled_from([None, datetime(2026, 1, 5, tzinfo=UTC)])),
    )


def planned(occurrence: Occurrence, created_on: date, until: date = NEW_YEARS_EVE) -> tuple[Stage, ...]:
    return stages(occurrence, created_on, VIETNAM_2026, POLICY, until)


@given(occurrence=occurrences(), created_on=DAYS, until=DAYS)
def test_every_stage_is_a_working_day_from_the_creation_to_the_horizon(
    occurrence: Occurrence, created_on: date, until: date
) -> None:
    for stage in planned(occurrence, created_on, until):
        assert VIETNAM_2026.is_working_day(stage.day)
        assert created_on <= stage.day <= until


@given(occurrence=occurrences(states=set(State) - {State.OPEN}), created_on=DAYS)
def test_nothing_is_planned_for_what_is_done_cancelled_or_reported(occurrence: Occurrence, created_on: date) -> None:
    assert planned(occurrence, created_on) == ()


@given(occurrence=occurrences(), created_on=DAYS)
def test_no_audience_has_the_same_stage_twice(occurrence: Occurrence, created_on: date) -> None:
    keys = [(stage.code, stage.audience) for stage in planned(occurrence, created_on)]
    assert len(keys) == len(set(keys))


@given(occurrence=occurrences(), created_on=DAYS)
def test_stages_come_in_order_of_day(occurrence: Occurrence, created_on: date) -> None:
    days = [stage.day for stage in planned(occurrence, created_on)]
    assert days == sorted(days)


@given(occurrence=occurrences(), created_on=DAYS, until=DAYS)
def test_a_nearer_horizon_shows_the_same_stages_only_fewer(
    occurrence: Occurrence, created_on: date, until: date
) -> None:
    far = planned(occurrence, created_on)
    assert planned(occurrence, created_on, until) == tuple(stage for stage in far if stage.day <= until)


@given(last_day=DAYS, more=st.integers(0, 60))
def test_a_later_deadline_never_brings_an_earlier_reminder(last_day: date, more: int) -> None:
    created_on = NEW_YEAR - timedelta(days=30)
    horizon = NEW_YEARS_EVE + timedelta(days=60)
    near = planned(an_occurrence(last_day), created_on, horizon)
    later = planned(an_occurrence(last_day + timedelta(days=more)), created_on, horizon)
    days_before = {(stage.code, stage.audience): stage.day for stage in near}
    for stage in later:
        assert stage.day >= days_before.get((stage.code, stage.audience), NEW_YEAR)


@given(last_day=DAYS)
def test_what_is_said_before_the_last_day_is_in_time_and_what_is_said_after_is_late(last_day: date) -> None:
    for stage in planned(an_occurrence(last_day), NEW_YEAR):
        assert (stage.day > last_day) is stage.code.startswith("overdue")


@given(occurrence=occurrences(), created_on=DAYS, days_up=st.sets(DAYS, max_size=60))
def test_whatever_days_the_program_runs_each_audience_hears_at_most_one_stage_a_day_and_none_twice(
    occurrence: Occurrence, created_on: date, days_up: set[date]
) -> None:
    plan = planned(occurrence, created_on)
    recorded: set[tuple[str, Audience]] = set()
    for today in sorted(days_up):
        said = due(plan, recorded, today)
        skipped = superseded(plan, recorded, today)
        assert len({stage.audience for stage in said}) == len(said)
        now = {(stage.code, stage.audience) for stage in (*said, *skipped)}
        assert not now & recorded
        recorded |= now
        assert recorded == {(stage.code, stage.audience) for stage in plan if stage.day <= today}
        assert due(plan, recorded, today) == ()


@given(occurrence=occurrences(), created_on=DAYS)
def test_a_program_that_never_stops_says_every_stage_that_has_a_day_of_its_own(
    occurrence: Occurrence, created_on: date
) -> None:
    plan = planned(occurrence, created_on)
    said: list[Stage] = []
    skipped: list[Stage] = []
    for n in range((NEW_YEARS_EVE - created_on).days + 1):
        recorded = {(stage.code, stage.audience) for stage in (*said, *skipped)}
        today = created_on + timedelta(days=n)
        said += due(plan, recorded, today)
        skipped += superseded(plan, recorded, today)
    assert {(s.day, s.audience) for s in said} == {(s.day, s.audience) for s in plan}
    assert all(any(other.day == stage.day and other != stage for other in plan) for stage in skipped)


@given(last_day=DAYS, created_on=DAYS)
def test_taking_a_task_on_only_ends_the_report_of_silence_and_asks_at_most_once_halfway(
    last_day: date, created_on: date
) -> None:
    untouched = an_occurrence(last_day)
    taken_on = replace(untouched, acknowledged_at=datetime(2026, 1, 5, tzinfo=UTC))
    expected = tuple(stage for stage in planned(untouched, created_on) if stage.code != "silent")
    found = planned(taken_on, created_on)
    assert tuple(stage for stage in found if stage.code != "halfway") == expected
    assert sum(stage.code == "halfway" for stage in found) <= 1
