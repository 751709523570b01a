"""The organisation's own calendar, shown to everybody and kept by the coordinators; and the way to one's own feed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from domain.authorisation import CONFIRMS, may_confirm
from domain.calendars import WorkingCalendar
from domain.commands import KeepCalendar
from domain.refusals import OnlyForRole, Refused
from domain.setting_notices import CalendarChanged, CalendarShown, CalendarSpan
from domain.setting_refusals import BreakTooLong, DaysAreSo, DaysNotUnderstood
from domain.typed_days import settle_days
from services.desk import Desk, Reply
from services.make_feed import calendar_file
from services.rows_before import calendar_before
from services.task_lines import record
from services.working_calendar import load_calendar
from services.working_days import day_names
from storage.organisations import OwnDay, forget_day, list_own_days, set_day

AHEAD_DAYS = 180
MOST_DAYS_OFF = 30  # in a row; planning counts on a working day within two months
LONGEST_NAME = 80
LONGEST_ECHO = 60


def keep_calendar(desk: Desk, command: KeepCalendar) -> Reply:
    """Show what is to come, change days (coordinators), or give the person's own calendar."""
    _ = desk.person
    if command.change in {"file", "new"}:
        return Reply([calendar_file(desk, renew=command.change == "new")])
    if not command.change:
        return Reply([_shown(desk)])
    if not may_confirm(desk.person):
        raise Refused(OnlyForRole("calendar", tuple(sorted(CONFIRMS))))
    return Reply([_changed(desk, command)])


def _changed(desk: Desk, command: KeepCalendar) -> CalendarChanged:
    first, last = _days_meant(desk, command)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    before = load_calendar(desk.tx, desk.organisation.id, first, last)
    name, own = command.text[:LONGEST_NAME], {each.day for each in list_own_days(desk.tx, desk.organisation.id)}
    if command.change == "back":
        touched = [day for day in days if day in own]
    else:
        touched = [day for day in days if before.is_working_day(day) == (command.change == "off")]
    if not touched:
        raise Refused(DaysAreSo(command.change, first, last))
    kept = calendar_before(desk)
    for day in touched:
        _write(desk, command.change, day, name)
    _refuse_long_break(desk, touched)
    shown = ", ".join(f"{day.day}/{day.month}/{day.year}" for day in touched)
    record(desk, "calendar_changed", None, {"detail": f"{command.change}: {shown}", "name": name, **kept.facts()})
    return CalendarChanged(command.change, tuple(touched), name)


def _write(desk: Desk, change: str, day: date, name: str) -> None:
    if change == "back":
        forget_day(desk.tx, desk.organisation.id, day)
    else:
        set_day(desk.tx, desk.organisation.id, day, is_working=change == "work", name=name)


def _days_meant(desk: Desk, command: KeepCalendar) -> tuple[date, date]:
    try:
        return settle_days(command.days, desk.today)
    except (ValueError, IndexError):
        typed = "-".join("/".join(str(part) for part in (d.day, d.month, d.year) if part) for d in command.days)
        raise Refused(DaysNotUnderstood((typed or command.text)[:LONGEST_ECHO])) from None


def _refuse_long_break(desk: Desk, touched: list[date]) -> None:
    after = load_calendar(desk.tx, desk.organisation.id, touched[0], touched[-1])
    length = max(_break_around(after, day) for day in touched)
    if length > MOST_DAYS_OFF:
        raise Refused(BreakTooLong(length, MOST_DAYS_OFF))


def _break_around(calendar: WorkingCalendar, day: date) -> int:
    """How many days in a row nobody works, this one among them; 0 on a working day."""
    if calendar.is_working_day(day):
        return 0
    length = 1
    for step in (timedelta(days=-1), timedelta(days=1)):
        other = day + step
        while not calendar.is_working_day(other) and length <= MOST_DAYS_OFF:
            length, other = length + 1, other + step
    return length


def _shown(desk: Desk) -> CalendarShown:
    own = {each.day: each for each in list_own_days(desk.tx, desk.organisation.id)}
    names = day_names({desk.today.year, desk.today.year + 1}, desk.person.language)
    return CalendarShown(tuple(_spans(desk, own, names)), may_confirm(desk.person))


def _spans(desk: Desk, own: Mapping[date, OwnDay], names: Mapping[date, str]) -> Iterator[CalendarSpan]:
    """Weekdays off and weekend days worked, those of one kind in a row taken together over the weekend between."""
    span: CalendarSpan | None = None
    for day in (desk.today + timedelta(days=n) for n in range(AHEAD_DAYS)):
        is_working, is_weekday = desk.calendar.is_working_day(day), day.weekday() < 5
        if is_working == is_weekday:
            if span and not is_weekday and not span.is_working:
                continue  # a weekend does not end days off
            if span:
                yield span
            span = None
            continue
        here = CalendarSpan(day, day, own[day].name if day in own else names.get(day, ""), is_working, day in own)
        span, ended = (_longer(span, here), None) if span and _go_together(span, here) else (here, span)
        if ended:
            yield ended
    if span:
        yield span


def _go_together(span: CalendarSpan, here: CalendarSpan) -> bool:
    return (span.is_working, span.is_own) == (here.is_working, here.is_own) and not span.is_working


def _longer(span: CalendarSpan, here: CalendarSpan) -> CalendarSpan:
    return CalendarSpan(span.first, here.last, span.name or here.name, span.is_working, span.is_own)
