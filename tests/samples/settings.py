"""Examples about the calendar, settings, hour and language, for the page of messages and for the tests."""

from datetime import UTC, date, datetime, time

from domain.messages import Response
from domain.messages.settings import (
    BreakTooLong,
    CalendarChanged,
    CalendarFile,
    CalendarShown,
    CalendarSpan,
    DaysAreSo,
    DaysNotUnderstood,
    FeedEntry,
    HourNotAccepted,
    HoursCollide,
    HourShown,
    LanguageShown,
    LanguageUnknown,
    SettingChanged,
    SettingNotAccepted,
    SettingsShown,
    SettingSummary,
    SettingUnknown,
)

_NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)
_LAN = "Nguyễn Thị Lan"
_SPANS = (
    CalendarSpan(
        date(2026, 4, 27), date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", is_working=False, is_own=False
    ),
    CalendarSpan(date(2026, 4, 30), date(2026, 5, 1), "Ngày Chiến thắng", is_working=False, is_own=False),
    CalendarSpan(date(2026, 5, 4), date(2026, 5, 4), "Nghỉ hoán đổi", is_working=False, is_own=True),
    CalendarSpan(date(2026, 5, 9), date(2026, 5, 9), "", is_working=True, is_own=True),
    CalendarSpan(
        date(2026, 8, 31),
        date(2026, 9, 2),
        "Quốc khánh",
        is_working=False,
        is_own=False,
        worked_instead=date(2026, 8, 22),
    ),
)
_ENTRY = FeedEntry(
    "12@1.dondoc", 1, 3, "Rà soát, đánh giá tổng thể đội ngũ cán bộ", "Hoàn thành trước ngày 15/4/2026",
    date(2026, 4, 14), None, "open",
)  # fmt: skip
_PATH = "/calendar/7-Xk3v0wq1m8ZtB4yLrD9sHcPnUaEoGiJfKbMdQeTxVwY.ics"
_SETTINGS = tuple(
    SettingSummary(name, value)
    for name, value in (
        ("confirmation", "on"), ("decider", "leader"), ("lead_days", "7 3 1 0"), ("coordinating_days", "3"),
        ("silence", "2"), ("overdue", "7"), ("morning", "07:30"), ("quiet", "17:00"), ("waking", "07:00-20:00"),
        ("reports", "on"),
    )
)  # fmt: skip

SETTING_NOTICES: tuple[Response, ...] = (
    CalendarShown(_SPANS, may_change=True),
    CalendarShown(_SPANS[:2], may_change=False),
    CalendarChanged("off", (date(2026, 1, 2),), "nghỉ hoán đổi dịp Tết Dương lịch"),
    CalendarChanged("work", (date(2026, 1, 10),), ""),
    CalendarChanged("back", (date(2026, 1, 2),), ""),
    CalendarFile(_LAN, _NOW, (_ENTRY,), _PATH, is_new=False),
    CalendarFile(_LAN, _NOW, (_ENTRY,), _PATH, is_new=True, has_feed=True),
    CalendarFile(_LAN, _NOW, (_ENTRY,), "", is_new=False, has_feed=True),
    SettingsShown(_SETTINGS, may_change=True),
    SettingsShown(_SETTINGS, may_change=False),
    SettingChanged("confirmation", "on", "off"),
    SettingChanged("lead_days", "7 3 1 0", "5 1 0"),
    SettingChanged("coordinating_days", "3", ""),
    SettingChanged("morning", "07:30", "07:30"),
    HourShown(time(7, 30), is_own=False, is_changed=False),
    HourShown(time(6, 45), is_own=True, is_changed=True),
    LanguageShown("vi", is_changed=True),
    LanguageShown("vi", is_changed=False),
)
SETTING_REFUSALS: tuple[Response, ...] = (
    DaysNotUnderstood("30/2"),
    DaysAreSo("off", date(2026, 1, 2), date(2026, 1, 2)),
    BreakTooLong(31, 30),
    SettingUnknown("máy in"),
    SettingNotAccepted("lead_days", "0", "60"),
    HoursCollide("waking"),
    HourNotAccepted("06:30", "09:00"),
    LanguageUnknown("tiếng Pháp"),
)
