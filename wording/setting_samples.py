"""Examples about the calendar, settings, hour and language, for the page of messages and for the tests."""

from datetime import UTC, date, datetime, time

from domain import setting_notices as s
from domain import setting_refusals as r
from domain.notices import Response

_NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)
_LAN = "Nguyễn Thị Lan"
_SPANS = (
    s.CalendarSpan(
        date(2026, 4, 27), date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", is_working=False, is_own=False
    ),
    s.CalendarSpan(date(2026, 4, 30), date(2026, 5, 1), "Ngày Chiến thắng", is_working=False, is_own=False),
    s.CalendarSpan(date(2026, 5, 4), date(2026, 5, 4), "Nghỉ hoán đổi", is_working=False, is_own=True),
    s.CalendarSpan(date(2026, 5, 9), date(2026, 5, 9), "", is_working=True, is_own=True),
)
_ENTRY = s.FeedEntry(
    "12@1.dondoc", 1, 3, "Rà soát, đánh giá tổng thể đội ngũ cán bộ", "Hoàn thành trước ngày 15/4/2026",
    date(2026, 4, 14), None, "open",
)  # fmt: skip
_PATH = "/calendar/7-Xk3v0wq1m8ZtB4yLrD9sHcPnUaEoGiJfKbMdQeTxVwY.ics"
_SETTINGS = tuple(
    s.SettingSummary(name, value)
    for name, value in (
        ("confirmation", "on"), ("decider", "leader"), ("lead_days", "7 3 1 0"), ("coordinating_days", "3"),
        ("silence", "2"), ("overdue", "7"), ("morning", "07:30"), ("quiet", "17:00"), ("waking", "07:00-20:00"),
        ("reports", "on"),
    )
)  # fmt: skip

SETTING_NOTICES: tuple[Response, ...] = (
    s.CalendarShown(_SPANS, may_change=True),
    s.CalendarShown(_SPANS[:2], may_change=False),
    s.CalendarChanged("off", (date(2026, 1, 2),), "nghỉ hoán đổi dịp Tết Dương lịch"),
    s.CalendarChanged("work", (date(2026, 1, 10),), ""),
    s.CalendarChanged("back", (date(2026, 1, 2),), ""),
    s.CalendarFile(_LAN, _NOW, (_ENTRY,), _PATH, is_new=False),
    s.CalendarFile(_LAN, _NOW, (_ENTRY,), _PATH, is_new=True, has_feed=True),
    s.CalendarFile(_LAN, _NOW, (_ENTRY,), "", is_new=False, has_feed=True),
    s.SettingsShown(_SETTINGS, may_change=True),
    s.SettingsShown(_SETTINGS, may_change=False),
    s.SettingChanged("confirmation", "on", "off"),
    s.SettingChanged("lead_days", "7 3 1 0", "5 1 0"),
    s.SettingChanged("coordinating_days", "3", ""),
    s.SettingChanged("morning", "07:30", "07:30"),
    s.HourShown(time(7, 30), is_own=False, is_changed=False),
    s.HourShown(time(6, 45), is_own=True, is_changed=True),
    s.LanguageShown("vi", is_changed=True),
    s.LanguageShown("vi", is_changed=False),
)
SETTING_REFUSALS: tuple[Response, ...] = (
    r.DaysNotUnderstood("30/2"),
    r.DaysAreSo("off", date(2026, 1, 2), date(2026, 1, 2)),
    r.BreakTooLong(31, 30),
    r.SettingUnknown("máy in"),
    r.SettingNotAccepted("lead_days", "0", "60"),
    r.HoursCollide("waking"),
    r.HourNotAccepted("06:30", "09:00"),
    r.LanguageUnknown("tiếng Pháp"),
)
