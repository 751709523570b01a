"""The calendar, the settings of an organisation, and the hour and language of a person."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.messages.settings import (
    CalendarChanged,
    CalendarFile,
    CalendarShown,
    CalendarSpan,
    ChooseHour,
    HourShown,
    KeepCalendar,
    LanguageShown,
    SettingChanged,
    SettingsShown,
)
from wording import parts
from wording.layout import Layout, RenderContext, clean, lines
from wording.messages import Document

if TYPE_CHECKING:
    from wording.words import Words

MOST_SPANS = 25
MOST_DAYS = 6

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """`names`, `typed`, `shown` and `meanings` are by the name of a setting, `values` by its plain sign.

    `of_installation` are the names of settings that are made at the machine.
    """

    calendar_heading: str
    calendar_none: str
    days_off: str
    days_worked: str
    span: str
    own: str
    swapped: str
    worked_instead: str
    keep_calendar: str
    get_calendar: str
    changed: Mapping[str, str]
    named: str
    recomputed: str
    take_back: str
    file_caption: str
    feed: str
    feed_warning: str
    feed_renewed: str
    feed_kept: str
    no_file: str
    settings_heading: str
    entry: str
    entry_typed: str
    keep_settings: str
    names: Mapping[str, str]
    of_installation: Mapping[str, str]
    typed: Mapping[str, str]
    shown: Mapping[str, str]
    values: Mapping[str, str]
    never: str
    setting_changed: str
    setting_before: str
    setting_same: str
    meanings: Mapping[str, str]
    hour_own: str
    hour_common: str
    hour_changed: str
    hour_back: str
    hour_how: str
    language_now: str
    language_changed: str
    language_how: str


def calendar_shown(notice: CalendarShown, context: RenderContext) -> Layout:
    """Lists days off and make-up days to come, how to change them, and how to get the deadlines as a calendar."""
    words, command = context.words.settings, context.words.command(KeepCalendar)
    entries = [_span(span, context) for span in notice.spans[:MOST_SPANS]]
    body = lines(words.calendar_heading, *(entries or [words.calendar_none]))
    keep = [words.keep_calendar.format(command=command)] if notice.may_change else []
    return Layout((body,), (*keep, words.get_calendar.format(command=command)))


def _span(span: CalendarSpan, context: RenderContext) -> str:
    words, day = context.words.settings, context.words.days.day
    days = day(span.first)
    if span.first != span.last:
        days = words.span.format(first=context.words.days.short_day(span.first), last=day(span.last))
    name = words.swapped if span.is_swapped else clean(span.name, parts.NAMES)
    if span.worked_instead:
        instead = words.worked_instead.format(day=context.words.days.short_day(span.worked_instead))
        name = ", ".join(filter(None, (name, instead)))
    template = words.days_worked if span.is_working else words.days_off
    text = template.format(days=days) + (words.named.format(name=name) if name else "")
    return text + (words.own if span.is_own else "")


def calendar_changed(notice: CalendarChanged, context: RenderContext) -> Layout:
    """Says which days changed and how to take that back."""
    words, name = context.words.settings, clean(notice.name, parts.NAMES)
    first = words.changed.get(notice.change, words.changed["off"]).format(days=_days(notice.days, context))
    body = lines(first + (words.named.format(name=name) if name and notice.change != "back" else ""), words.recomputed)
    if notice.change == "back" or not notice.days:
        return Layout((body,))
    days = [f"{day.day}/{day.month}/{day.year}" for day in (notice.days[0], notice.days[-1])]
    typed = "-".join(dict.fromkeys(days))
    return Layout((body,), (words.take_back.format(command=context.words.command(KeepCalendar), day=typed),))


def _days(days: Sequence[date], context: RenderContext) -> str:
    shown = [context.words.days.day(day) for day in days]
    if len(shown) > MOST_DAYS:
        return context.words.settings.span.format(first=shown[0], last=shown[-1])
    return "; ".join(shown)


def calendar_file(notice: CalendarFile, context: RenderContext) -> Layout:
    """Sends the calendar file where the channel has files, and the address of the feed where one is reachable."""
    words = context.words.settings
    document = _document(notice, context) if context.capabilities.has_files else None
    address = f"{context.public_url.rstrip('/')}{notice.path}" if context.public_url and notice.path else ""
    is_kept = bool(context.public_url) and notice.has_feed and not address
    count = context.words.days.tasks(len(notice.entries))
    body = lines(
        words.feed_renewed if notice.is_new and address else "",
        words.file_caption.format(name=clean(notice.name, parts.NAME), count=count),
        words.feed.format(address=address) if address else "",
        words.feed_warning.format(command=context.words.command(KeepCalendar)) if address else "",
        words.feed_kept.format(command=context.words.command(KeepCalendar)) if is_kept else "",
        "" if address or is_kept or document else words.no_file,
    )
    return Layout((body,), document=document)


def _document(notice: CalendarFile, context: RenderContext) -> Document | None:
    from documents.calendars.calendar_file import FILE_NAME, write_calendar  # noqa: PLC0415 -- rarely asked for

    try:
        return Document(FILE_NAME, write_calendar(notice, context.words.code))
    except (ImportError, ValueError) as error:
        _log.warning("no calendar file: %s", error, extra={"action": "calendar_failed"})
        return None


def settings_shown(notice: SettingsShown, context: RenderContext) -> Layout:
    """Lists the settings; a reader who may change them also sees what to type."""
    words = context.words.settings
    entries = []
    for each in notice.settings:
        name = words.names.get(each.name, clean(each.name, parts.NAME))
        entries.append(words.entry.format(name=name, value=setting_value(each.name, each.value, context.words)))
        if notice.may_change and each.name in words.typed:
            entries.append(words.entry_typed.format(typed=words.typed[each.name]))
    return Layout((lines(words.settings_heading, *entries),), (words.keep_settings,) if notice.may_change else ())


def setting_value(name: str, value: str, words: "Words") -> str:
    """The value of a setting in words."""
    plain = clean(value, parts.NAME)
    if not plain:
        return words.settings.never
    template = words.settings.shown.get(name)
    return template.format(value=plain.replace(" ", ", ")) if template else words.settings.values.get(plain, plain)


def setting_changed(notice: SettingChanged, context: RenderContext) -> Layout:
    """Says the new value, the old one, and what the change means."""
    words = context.words.settings
    name = words.names.get(notice.name, clean(notice.name, parts.NAME))
    old, new = (setting_value(notice.name, value, context.words) for value in (notice.old, notice.new))
    if notice.old == notice.new:
        return Layout((lines(words.setting_same.format(name=name, new=new)),))
    first, before = words.setting_changed.format(name=name, new=new), words.setting_before.format(old=old)
    return Layout((lines(first, before, words.meanings.get(notice.name, "")),))


def hour_shown(notice: HourShown, context: RenderContext) -> Layout:
    """Says when the morning message comes and how to choose another hour."""
    words = context.words.settings
    if notice.is_changed:
        template = words.hour_changed if notice.is_own else words.hour_back
    else:
        template = words.hour_own if notice.is_own else words.hour_common
    how = words.hour_how.format(command=context.words.command(ChooseHour))
    return Layout((lines(template.format(at=context.words.days.hour(notice.at))),), (how,))


def language_shown(notice: LanguageShown, context: RenderContext) -> Layout:
    """Confirms the language, in that language."""
    words = context.words.settings
    return Layout((lines(words.language_changed if notice.is_changed else words.language_now, words.language_how),))
