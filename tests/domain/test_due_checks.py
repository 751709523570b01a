"""The next look never passes by a day on which something comes due: checked against the stages themselves."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from domain.deadlines import Deadline, DeadlineKind
from domain.due_checks import HORIZON_DAYS, next_check, next_day, schedule
from domain.organisations import Organisation
from domain.reminders import ReminderPolicy
from domain.tasks import Occurrence, State, Task

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2026, 1, 5)
TET = frozenset(date(2026, 2, 14) + timedelta(days=n) for n in range(9))
CALENDAR = WorkingCalendar(days_off=TET)
WARD = Organisation(1, "Phường", HANOI)


def task(kind: DeadlineKind = DeadlineKind.BY_DATE, created_on: date = FIRST) -> Task:
    return Task(1, 1, "Việc", Deadline(kind, "", None, None, None, None, None), created_on)


def occurrence(last_day: date | None, state: State = State.OPEN, period: str = "", **more: object) -> Occurrence:
    return Occurrence(1, 1, period, None, last_day, None, 1, state, 0, 1, **more)  # type: ignore[arg-type]  # fields of any type by name


days = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
policies = st.builds(
    ReminderPolicy,
    before_lead=st.lists(st.integers(0, 60), max_size=4).map(tuple),
    overdue_every=st.integers(1, 40),
    leader_overdue=st.integers(1, 30),
    silent_working_days=st.integers(1, 9),
)


@given(last_day=days, created_on=days, today=days, policy=policies)
def test_no_day_on_which_something_comes_due_is_passed_by(
    last_day: date, created_on: date, today: date, policy: ReminderPolicy
) -> None:
    of_task, now_open = task(created_on=created_on), occurrence(last_day)
    found = next_day(of_task, now_open, CALENDAR, policy, today)
    later = schedule(of_task, now_open, CALENDAR, policy, today + timedelta(days=HORIZON_DAYS))
    to_come = [stage.day for stage in later if stage.day > today]
    assert found is not None
    assert found > today
    assert found <= min(to_come, default=found)


@given(last_day=days, today=days)
def test_going_from_look_to_look_meets_every_stage_on_its_day(last_day: date, today: date) -> None:
    policy = ReminderPolicy()
    until = today + timedelta(days=120)
    stages = {s.day for s in schedule(task(), occurrence(last_day), CALENDAR, policy, until) if s.day > today}
    met, day = set(), today
    while (at := next_day(task(), occurrence(last_day), CALENDAR, policy, day)) is not None and at <= until:
        met.add(at)
        day = at
    assert stages <= met


def test_the_look_is_at_the_hour_at_which_messages_may_go_out() -> None:
    at = next_check(task(), occurrence(date(2026, 3, 20)), WARD, CALENDAR, date(2026, 3, 2))
    assert at == datetime(2026, 3, 13, 0, 30, tzinfo=UTC)  # 07:30 in Hanoi, seven days before


def test_nothing_is_to_come_for_what_is_closed() -> None:
    for state in (State.DONE, State.CANCELLED):
        assert next_check(task(), occurrence(FIRST, state), WARD, CALENDAR, FIRST) is None


def test_what_has_no_last_day_is_looked_at_on_the_first_working_day_of_the_next_month() -> None:
    at = next_check(task(), occurrence(None), WARD, CALENDAR, FIRST)
    assert at == datetime(2026, 2, 2, 0, 30, tzinfo=UTC)


def test_a_repeating_task_is_looked_at_when_its_next_period_opens_even_if_this_one_is_done() -> None:
    monthly = task(DeadlineKind.RECURRING_MONTHLY)
    done = occurrence(date(2026, 3, 31), State.DONE, "2026-03")
    opens_at = datetime.combine(date(2026, 4, 1), time(0), HANOI).astimezone(UTC)
    assert next_check(monthly, done, WARD, CALENDAR, date(2026, 3, 10)) == opens_at
    cancelled = occurrence(date(2026, 3, 31), State.CANCELLED, "2026-03")
    assert next_check(monthly, cancelled, WARD, CALENDAR, date(2026, 3, 10)) is None


def test_of_a_check_in_nothing_is_to_come_after_its_period() -> None:
    monthly, this_one = task(DeadlineKind.RECURRING_MONTHLY), occurrence(date(2026, 3, 31), period="2026-03")
    assert next_day(monthly, this_one, CALENDAR, WARD.policy, date(2026, 3, 10)) == date(2026, 3, 25)
    assert next_day(monthly, this_one, CALENDAR, WARD.policy, date(2026, 3, 31)) is None


def test_what_waits_to_be_confirmed_on_a_day_off_is_said_on_the_next_working_day_and_then_no_more() -> None:
    reported = occurrence(date(2026, 3, 31), State.REPORTED, reported_on=date(2026, 3, 7))  # a Saturday
    assert next_day(task(), reported, CALENDAR, WARD.policy, date(2026, 3, 7)) == date(2026, 3, 9)
    assert next_day(task(), reported, CALENDAR, WARD.policy, date(2026, 3, 9)) is None


def test_a_day_on_which_somebody_comes_back_is_not_passed_by() -> None:
    back = date(2026, 3, 5)
    at = next_check(task(), occurrence(date(2026, 3, 20)), WARD, CALENDAR, date(2026, 3, 2), {back})
    assert at == datetime(2026, 3, 5, 0, 30, tzinfo=UTC)
