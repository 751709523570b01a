"""The calendar, the settings of an organisation, and what a person has chosen."""

import logging
from collections.abc import Sequence
from datetime import date

from domain.messages.settings import (
    CalendarChanged,
    CalendarFile,
    CalendarShown,
    CalendarSpan,
    HourShown,
    LanguageShown,
    SettingChanged,
    SettingsShown,
)
from wording.cleaning import clean
from wording.drafts import Draft, lines
from wording.layouts import parts
from wording.layouts.parts import RenderContext
from wording.messages import Document

MOST_SPANS = 25
MOST_DAYS = 6

_log = logging.getLogger(__name__)


def calendar(notice: CalendarShown, setting: RenderContext) -> Draft:
    """Days off and make-up days to come, then how to change them and how to have one's deadlines."""
    words, command = setting.words.settings, setting.words.command("calendar")
    entries = [_span(span, setting) for span in notice.spans[:MOST_SPANS]]
    body = lines(words.calendar_heading, *(entries or [words.calendar_none]))
    keep = [words.keep_calendar.format(command=command)] if notice.may_change else []
    return Draft((body,), (*keep, words.get_calendar.format(command=command)))


def _span(span: CalendarSpan, setting: RenderContext) -> str:
    words, day = setting.words.settings, setting.words.days.day
    days = day(span.first)
    if span.first != span.last:
        days = words.span.format(first=setting.words.days.short_day(span.first), last=day(span.last))
    name = clean(span.name, parts.NAMES)
    template = words.days_worked if span.is_working else words.days_off
    text = template.format(days=days) + (words.named.format(name=name) if name else "")
    return text + (words.own if span.is_own else "")


def calendar_changed(notice: CalendarChanged, setting: RenderContext) -> Draft:
    """Which days, and how to take it back."""
    words, name = setting.words.settings, clean(notice.name, parts.NAMES)
    first = words.changed.get(notice.change, words.changed["off"]).format(days=_days(notice.days, setting))
    body = lines(first + (words.named.format(name=name) if name and notice.change != "back" else ""), words.recomputed)
    if notice.change == "back" or not notice.days:
        return Draft((body,))
    days = [f"{day.day}/{day.month}/{day.year}" for day in (notice.days[0], notice.days[-1])]
    typed = "-".join(dict.fromkeys(days))
    return Draft((body,), (words.take_back.format(command=setting.words.command("calendar"), day=typed),))


def _days(days: Sequence[date], setting: RenderContext) -> str:
    shown = [setting.words.days.day(day) for day in days]
    if len(shown) > MOST_DAYS:
        return setting.words.settings.span.format(first=shown[0], last=shown[-1])
    return "; ".join(shown)


def calendar_file(notice: CalendarFile, setting: RenderContext) -> Draft:
    """The file where the channel sends files, the address where there is one to be reached from outside."""
    words = setting.words.settings
    document = _document(notice, setting) if setting.capabilities.has_files else None
    address = f"{setting.public_url.rstrip('/')}{notice.path}" if setting.public_url and notice.path else ""
    is_kept = bool(setting.public_url) and notice.has_feed and not address
    count = setting.words.days.tasks(len(notice.entries))
    body = lines(
        words.feed_renewed if notice.is_new and address else "",
        words.file_caption.format(name=clean(notice.name, parts.NAME), count=count),
        words.feed.format(address=address) if address else "",
        words.feed_warning.format(command=setting.words.command("calendar")) if address else "",
        words.feed_kept.format(command=setting.words.command("calendar")) if is_kept else "",
        "" if address or is_kept or document else words.no_file,
    )
    return Draft((body,), document=document)


def _document(notice: CalendarFile, setting: RenderContext) -> Document | None:
    from documents.calendars.calendar_file import FILE_NAME, write_calendar  # noqa: PLC0415 -- rarely asked for

    try:
        return Document(FILE_NAME, write_calendar(notice, setting.words.code))
    except (ImportError, ValueError) as error:
        _log.warning("no calendar file: %s", error, extra={"action": "calendar_failed"})
        return None


def settings(notice: SettingsShown, setting: RenderContext) -> Draft:
    """Each setting on a line of its own; for who keeps them, with what to type."""
    words = setting.words.settings
    entries = []
    for each in notice.settings:
        name = words.names.get(each.name, clean(each.name, parts.NAME))
        entries.append(words.entry.format(name=name, value=_value(each.name, each.value, setting)))
        if notice.may_change and each.name in words.typed:
            entries.append(words.entry_typed.format(typed=words.typed[each.name]))
    return Draft((lines(words.settings_heading, *entries),), (words.keep_settings,) if notice.may_change else ())


def _value(name: str, value: str, setting: RenderContext) -> str:
    words, plain = setting.words.settings, clean(value, parts.NAME)
    if not plain:
        return words.never
    template = words.shown.get(name)
    return template.format(value=plain.replace(" ", ", ")) if template else words.values.get(plain, plain)


def setting_changed(notice: SettingChanged, setting: RenderContext) -> Draft:
    """What it is now, what it was, and what that means."""
    words = setting.words.settings
    name = words.names.get(notice.name, clean(notice.name, parts.NAME))
    old, new = (_value(notice.name, value, setting) for value in (notice.old, notice.new))
    if notice.old == notice.new:
        return Draft((lines(words.setting_same.format(name=name, new=new)),))
    first, before = words.setting_changed.format(name=name, new=new), words.setting_before.format(old=old)
    return Draft((lines(first, before, words.meanings.get(notice.name, "")),))


def hour(notice: HourShown, setting: RenderContext) -> Draft:
    """When the morning message comes, and how to have it at another hour."""
    words = setting.words.settings
    if notice.is_changed:
        template = words.hour_changed if notice.is_own else words.hour_back
    else:
        template = words.hour_own if notice.is_own else words.hour_common
    how = words.hour_how.format(command=setting.words.command("hour"))
    return Draft((lines(template.format(at=setting.words.days.hour(notice.at))),), (how,))


def language(notice: LanguageShown, setting: RenderContext) -> Draft:
    """Said in the language that was chosen: the answer is its own example."""
    words = setting.words.settings
    return Draft((lines(words.language_changed if notice.is_changed else words.language_now, words.language_how),))
