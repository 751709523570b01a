"""What a person chooses (channel, hour, language) and what an organisation sets (settings, calendar)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.authorisation import may_confirm, may_see_all
from domain.calendars import WorkingCalendar, settle_days
from domain.channels import newest_channel
from domain.history import Event, EventKind
from domain.inbox import MessageContext
from domain.messages import Refused
from domain.messages.accounts import ChannelNotLinked, ChannelShown, ChooseChannel, OnlyForRole
from domain.messages.settings import (
    BreakTooLong,
    CalendarChanged,
    CalendarShown,
    CalendarSpan,
    ChangeSetting,
    ChooseHour,
    ChooseLanguage,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    HourShown,
    KeepCalendar,
    LanguageShown,
    LanguageUnknown,
    SettingChanged,
    SettingNotAccepted,
    SettingsShown,
    SettingSummary,
    SettingUnknown,
)
from domain.names import fold
from domain.organisations import SETTINGS, Organisation, OutOfBounds, bounds_of_setting, value_of, with_setting
from domain.people import CONFIRMS, EARLIEST_HOUR, LANGUAGES, LATEST_HOUR, SEES_ALL, Actor
from services.context.command_context import CommandContext, Reply
from services.context.record_change import calendar_before, person_before, record, settings_before
from services.context.special_days import SpecialDays, load_special_days
from services.context.working_calendar import load_calendar
from services.reminders.make_feed import calendar_file
from storage.accounts import living_accounts, prefer_channel, set_alive
from storage.engine.database import Transaction
from storage.events import append_event
from storage.organisations import forget_day, list_own_days, save_settings, set_day
from storage.people import load_actor, morning_of_person, set_language, set_morning

LONGEST_CHOICE_ECHO = 40
AHEAD_DAYS = 180
MOST_DAYS_OFF = 30  # in a row; planning counts on a working day within two months
LONGEST_NAME = 80
LONGEST_ECHO = 60


def choose_hour(context: CommandContext, command: ChooseHour) -> Reply:
    """Set the hour of the person's morning message from the next morning on, or the default; its days stay."""
    person_id, common = context.person.person_id, context.organisation.policy.morning_at
    if command.at is None and not command.is_common:
        own = morning_of_person(context.tx, person_id)
        return Reply([HourShown(own or common, own is not None, is_changed=False)])
    if command.at is not None and not EARLIEST_HOUR <= command.at <= LATEST_HOUR:
        raise Refused(HourNotAccepted(f"{EARLIEST_HOUR:%H:%M}", f"{LATEST_HOUR:%H:%M}"))
    kept = person_before(context, person_id)
    set_morning(context.tx, person_id, command.at)
    record(context, EventKind.HOUR_CHOSEN, None, {"detail": f"{command.at or common:%H:%M}", **kept.facts()})
    return Reply([HourShown(command.at or common, command.at is not None, is_changed=True)])


def choose_language(context: CommandContext, command: ChooseLanguage) -> Reply:
    """Set the language of answers, this one included; commands of both languages are read in either case."""
    if command.language is None:
        if command.text:
            raise Refused(LanguageUnknown(command.text[:LONGEST_CHOICE_ECHO]))
        return Reply([LanguageShown(context.person.language, is_changed=False)])
    if command.language not in LANGUAGES:
        raise Refused(LanguageUnknown(command.language[:LONGEST_CHOICE_ECHO]))
    kept = person_before(context, context.person.person_id)
    set_language(context.tx, context.person.person_id, command.language)
    record(context, EventKind.LANGUAGE_CHOSEN, None, {"detail": command.language, **kept.facts()})
    return Reply([LanguageShown(command.language, is_changed=True)])


def choose_channel(context: CommandContext, command: ChooseChannel) -> Reply:
    """Prefer the channel named, or tell which it is; answers always go back where they were asked."""
    linked = linked_channels(context)
    if command.name is None:
        return Reply([ChannelShown(linked[0], linked, is_changed=False)])
    meant = fold(command.name)
    # "zalo" alone is their only account there, also where it is on a further bot.
    wanted = next((name for name in linked if name == meant), newest_channel(meant, linked))
    if wanted is None:
        raise Refused(ChannelNotLinked(command.name[:40], linked))
    kept = person_before(context, context.person.person_id)
    prefer_channel(context.tx, context.person.person_id, wanted)
    record(context, EventKind.CHANNEL_CHOSEN, None, {"detail": wanted, **kept.facts()})
    return Reply([ChannelShown(wanted, linked, is_changed=True)])


def revived(tx: Transaction, organisation: Organisation, origin: MessageContext, now: datetime) -> Actor | None:
    """A message from a person proves that they are reachable, so reactivate the account; None for a stranger.

    Zalo reports no unblocking."""
    person_id = set_alive(tx, organisation.id, origin.channel, origin.chat_id, now, dead_reason=None)
    if person_id is None:
        return None
    append_event(
        tx, organisation.id, Event(now, "", EventKind.ACCOUNT_REACHABLE, person_id, facts={"detail": origin.channel})
    )
    today = now.astimezone(organisation.zone).date()
    return load_actor(tx, organisation.id, origin.channel, origin.chat_id, today)


def linked_channels(context: CommandContext) -> tuple[str, ...]:
    """Channels on which the person can be reached, the preferred first."""
    accounts = living_accounts(context.tx, context.organisation.id, [context.person.person_id])
    return tuple(dict.fromkeys(channel for _, channel, _, _ in accounts))


def change_setting(context: CommandContext, command: ChangeSetting) -> Reply:
    """Change one setting; without a name show them all. Tasks that run keep the policy they began with."""
    if not may_see_all(context.person):
        raise Refused(OnlyForRole(ChangeSetting.canonical, tuple(sorted(SEES_ALL))))
    if not command.name and not command.text:
        lines = tuple(SettingSummary(name, value_of(context.organisation, name)) for name in SETTINGS)
        return Reply([SettingsShown(lines, may_confirm(context.person))])
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(ChangeSetting.canonical, tuple(sorted(CONFIRMS))))
    after = _after(context, command)
    old, new = value_of(context.organisation, command.name), value_of(after, command.name)
    if old != new:
        kept = settings_before(context)
        save_settings(context.tx, after)
        record(
            context, EventKind.SETTING_CHANGED, None, {"detail": command.name, "old": old, "new": new, **kept.facts()}
        )
    return Reply([SettingChanged(command.name, old, new)])


def _after(context: CommandContext, command: ChangeSetting) -> Organisation:
    if command.name not in SETTINGS:
        raise Refused(SettingUnknown(command.text[:LONGEST_ECHO]))
    try:
        return with_setting(context.organisation, command)
    except OutOfBounds:
        raise Refused(SettingNotAccepted(command.name, *bounds_of_setting(command.name))) from None
    except ValueError:
        raise Refused(HoursCollide(command.name)) from None


def keep_calendar(context: CommandContext, command: KeepCalendar) -> Reply:
    """Show coming days off, change them (coordinators), or return the person's own calendar."""
    _ = context.person
    if command.change in {"file", "new"}:
        return Reply([calendar_file(context, renew=command.change == "new")])
    if not command.change:
        return Reply([_shown(context)])
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(KeepCalendar.canonical, tuple(sorted(CONFIRMS))))
    return Reply([_changed(context, command)])


def _changed(context: CommandContext, command: KeepCalendar) -> CalendarChanged:
    first, last = _days_meant(context, command)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    before = load_calendar(context.tx, context.organisation.id, first, last)
    name, own = command.text[:LONGEST_NAME], {each.day for each in list_own_days(context.tx, context.organisation.id)}
    if command.change == "back":
        touched = [day for day in days if day in own]
    else:
        touched = [day for day in days if before.is_working_day(day) == (command.change == "off")]
    if not touched:
        raise Refused(DaysAreSo(command.change, first, last))
    kept = calendar_before(context)
    for day in touched:
        _write(context, command.change, day, name)
    _refuse_long_break(context, touched)
    shown = ", ".join(f"{day.day}/{day.month}/{day.year}" for day in touched)
    record(
        context,
        EventKind.CALENDAR_CHANGED,
        None,
        {"detail": f"{command.change}: {shown}", "name": name, **kept.facts()},
    )
    return CalendarChanged(command.change, tuple(touched), name)


def _write(context: CommandContext, change: str, day: date, name: str) -> None:
    if change == "back":
        forget_day(context.tx, context.organisation.id, day)
    else:
        set_day(context.tx, context.organisation.id, day, is_working=change == "work", name=name)


def _days_meant(context: CommandContext, command: KeepCalendar) -> tuple[date, date]:
    try:
        return settle_days(command.days, context.today)
    except (ValueError, IndexError):
        typed = "-".join("/".join(str(part) for part in (d.day, d.month, d.year) if part) for d in command.days)
        raise Refused(DaysNotUnderstood((typed or command.text)[:LONGEST_ECHO])) from None


def _refuse_long_break(context: CommandContext, touched: list[date]) -> None:
    after = load_calendar(context.tx, context.organisation.id, touched[0], touched[-1])
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


def _shown(context: CommandContext) -> CalendarShown:
    known = load_special_days(context, {context.today.year, context.today.year + 1})
    return CalendarShown(tuple(_spans(context, known)), may_confirm(context.person))


def _spans(context: CommandContext, known: SpecialDays) -> Iterator[CalendarSpan]:
    """Weekdays off and weekend days worked, those of one kind in a row taken together over the weekend between."""
    span: CalendarSpan | None = None
    for day in (context.today + timedelta(days=n) for n in range(AHEAD_DAYS)):
        here = known.of(day, is_working=context.calendar.is_working_day(day))
        if here is None:
            if span and day.weekday() >= 5 and not span.is_working:
                continue  # a weekend does not end days off
            if span:
                yield span
            span = None
            continue
        span, ended = (_longer(span, here), None) if span and _go_together(span, here) else (here, span)
        if ended:
            yield ended
    if span:
        yield span


def _go_together(span: CalendarSpan, here: CalendarSpan) -> bool:
    return (span.is_working, span.is_own) == (here.is_working, here.is_own) and not span.is_working


def _longer(span: CalendarSpan, here: CalendarSpan) -> CalendarSpan:
    why = span if span.name or span.is_swapped else here
    instead = span.worked_instead or here.worked_instead
    return CalendarSpan(span.first, here.last, why.name, span.is_working, span.is_own, why.is_swapped, instead)
