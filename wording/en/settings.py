"""English words about the calendar, settings, hour and language."""

from collections.abc import Mapping
from datetime import date

from domain.history import EventKind
from domain.messages import Command
from domain.messages.settings import (
    BreakTooLong,
    ChangeSetting,
    ChooseHour,
    ChooseLanguage,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    KeepCalendar,
    LanguageUnknown,
    SettingNotAccepted,
    SettingUnknown,
)
from domain.organisations import WEEKDAYS
from wording.settings import SettingWords
from wording.words import CommandWords, EventWords, Words

_FROM_NOW = "It holds for tasks given from now on; tasks under way keep their rhythm."

_AT_ONCE = "It holds at once."

SETTINGS = SettingWords(
    calendar_heading="📅 Working calendar of the next 6 months (besides weekends)",
    calendar_none="There are no days off and no make-up days.",
    days_off="Off: {days}",
    days_worked="Worked: {days}",
    span="{first} – {last}",
    own=" (your office's own)",
    worked_instead="{day} is worked instead",
    swapped="Swapped by the government",
    keep_calendar=(
        "Day off: {command} off 2/1/2026 · Make-up day: {command} work 10/1/2026 · Take back: {command} back 2/1/2026"
    ),
    get_calendar="To have the deadlines in your phone's calendar: {command} file",
    changed={
        "off": "✅ Written down as off: {days}",
        "work": "✅ Written down as worked: {days}",
        "back": "✅ Taken off your office's own list: {days}",
    },
    named=" – {name}",
    recomputed="Reminders follow the new calendar.",
    take_back="If this is wrong, type: {command} back {day}",
    file_caption="📅 Deadlines of {name}: {count}",
    feed="Address of the calendar (subscribe to it to have it up to date): {address}",
    feed_warning="Whoever has this address can see them: do not pass it on. New address: {command} new",
    feed_renewed="✅ The old address has ended.",
    feed_kept="The address you were given goes on working. If you lost it, type: {command} new",
    no_file="No file can be sent on this channel; please type this on Telegram.",
    settings_heading="⚙️ Settings of your office",
    entry="{name}: {value}",
    entry_typed="  to change: {typed}",
    keep_settings="Type the line behind “to change” with the new value.",
    names={
        "confirmation": "Reports are confirmed",
        "decider": "Extensions are decided by",
        "lead_days": "Lead units are reminded",
        "coordinating_days": "Coordinating units are reminded",
        "silence": "The head hears that nobody took a task on",
        "overdue": "Overdue tasks are repeated",
        "overdue_day": "Day for tasks long overdue",
        "morning": "The morning message goes out at",
        "quiet": "No reminders from",
        "waking": "Hours for other news",
        "reports": "Regular reports to leaders",
    },
    of_installation={
        "superior": "The body above",
        "keep_days": "Days for which messages are kept",
        "bot_telegram": "Bot of Telegram",
        "bot_zalo": "Bot of Zalo",
        "month_quota": "Zalo messages a month",
    },
    typed={
        "confirmation": "settings confirmation off",
        "decider": "settings extensions leader",
        "lead_days": "settings lead 7 3 1 0",
        "coordinating_days": "settings coordinating 3",
        "silence": "settings silence 2",
        "overdue": "settings overdue 7",
        "overdue_day": "settings overdue day Monday",
        "morning": "settings morning 7:30",
        "quiet": "settings quiet 17:00",
        "waking": "settings waking 7:00-20:00",
        "reports": "settings reports off",
    },
    shown={
        "lead_days": "{value} days before the deadline",
        "coordinating_days": "{value} days before the deadline",
        "silence": "after {value} working days",
        "overdue": "every {value} days",
    },
    values={"on": "yes", "off": "no", "coordinator": "the coordinator", "leader": "the leaders"}
    | {day: day.capitalize() for day in WEEKDAYS},
    never="never",
    setting_changed="✅ {name}: {new}",
    setting_before="Before: {old}",
    setting_same="{name}: that is so already, {new}",
    meanings={
        "confirmation": "Yes: reports await confirmation. No: reported is done; what waits now still waits.",
        "decider": "They decide requests for more time from now on.",
        "lead_days": _FROM_NOW,
        "coordinating_days": _FROM_NOW,
        "silence": _FROM_NOW,
        "overdue": _FROM_NOW,
        "overdue_day": "It takes effect at once: all tasks long overdue stand in the morning message of that weekday.",
        "morning": "It holds at once; who has chosen an hour keeps it.",
        "quiet": _AT_ONCE,
        "waking": "Outside these hours only answers and urgent messages are sent.",
        "reports": _AT_ONCE,
    },
    hour_own="Your morning message comes at {at}, as you chose.",
    hour_common="Your morning message comes at {at}, as for everybody.",
    hour_changed="✅ From the next working day on your morning message comes at {at}.",
    hour_back="✅ From the next working day on your morning message comes as for everybody, at {at}.",
    hour_how="Another hour (from 6:30 to 9:00): {command} 7:00 · As for everybody: {command} default",
    language_now="You are answered in English.",
    language_changed="✅ From now on you are answered in English.",
    language_how="Muốn dùng tiếng Việt, gõ: tiếng Việt",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    KeepCalendar: CommandWords(
        typed="/calendar",
        does="days off and make-up days; your deadlines for the phone: calendar file",
        menu="Days off; your deadlines, e.g. calendar file",
    ),
    ChangeSetting: CommandWords(
        typed="/settings",
        does="see and change the settings of your office",
        menu="Settings of your office",
    ),
    ChooseHour: CommandWords(
        typed="hour 7:00",
        does="choose when your morning message comes, from 6:30 to 9:00",
        menu="When your morning message comes, e.g. hour 7:00",
    ),
    ChooseLanguage: CommandWords(
        typed="vietnamese",
        does="change the language; back: english",
        menu="Language: english, vietnamese",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.SETTING_CHANGED: EventWords("changed a setting", "change of a setting"),
    EventKind.CALENDAR_CHANGED: EventWords("changed the calendar", "change of the calendar"),
    EventKind.HOUR_CHOSEN: EventWords("chose the hour of reminders", "choice of the hour"),
    EventKind.LANGUAGE_CHOSEN: EventWords("chose the language", "choice of the language"),
    EventKind.FEED_RENEWED: EventWords("renewed the address of the own calendar", "new address of the calendar"),
    EventKind.ORGANISATION_NAMED: EventWords("named the organisation"),
    EventKind.ORGANISATION_RENAMED: EventWords("renamed the organisation", "new name of the organisation"),
    EventKind.ORGANISATION_SET: EventWords("changed a setting at the machine"),
    EventKind.ORGANISATION_CLOSED: EventWords("closed the organisation"),
    EventKind.ORGANISATION_REOPENED: EventWords("opened the organisation again"),
    EventKind.ORGANISATION_IMPORTED: EventWords("took the organisation over from another database"),
}

_SO = {"off": "off already", "work": "worked already", "back": "not on your office's own list"}


def _days_not_understood(refusal: DaysNotUnderstood, _: Words) -> str:
    what = f"I do not know the day “{refusal.text}”" if refusal.text else "No day was named"
    return (
        f"{what}. Name a day, or at most 31 days in a row, within a year. For example: calendar off 2/1/2026 · "
        "calendar off 2/1-4/1/2026 Tết · calendar work 10/1/2026 · calendar back 2/1/2026"
    )


def _days_are_so(refusal: DaysAreSo, words: Words) -> str:
    so = _SO.get(refusal.change, _SO["off"])
    return f"{_span(refusal.first, refusal.last, words)}: {so}, nothing to change. Type /calendar to see the calendar."


def _break_too_long(refusal: BreakTooLong, _: Words) -> str:
    return (
        f"With that, nobody would work for more than {refusal.most} days. Please look at the days again; "
        "nothing was changed."
    )


def _setting_unknown(refusal: SettingUnknown, _: Words) -> str:
    return f"There is no setting “{refusal.text}”. Type /settings to see them and how to change them."


def _setting_not_accepted(refusal: SettingNotAccepted, words: Words) -> str:
    name = words.settings.names.get(refusal.name, refusal.name)
    within = (
        f"from {refusal.lowest} to {refusal.highest} only" if refusal.lowest else "it is not clear what it should be"
    )
    example = f" For example: {words.settings.typed[refusal.name]}" if refusal.name in words.settings.typed else ""
    return f"{name}: {within}.{example}"


def _hours_collide(refusal: HoursCollide, words: Words) -> str:
    name = words.settings.names.get(refusal.name, refusal.name)
    return f"{name}: hours must begin before they end. Type /settings to see the hours as they are."


def _hour_not_accepted(refusal: HourNotAccepted, _: Words) -> str:
    return f"The morning message comes between {refusal.lowest} and {refusal.highest}. For example: hour 7:00"


def _language_unknown(refusal: LanguageUnknown, _: Words) -> str:
    return f"I do not speak “{refusal.text}”. Type: english, or: vietnamese"


def _span(first: date, last: date, words: Words) -> str:
    return words.days.day(first) if first == last else f"{words.days.day(first)} – {words.days.day(last)}"
