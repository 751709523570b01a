"""The calendar kept by chat, the organisation's settings, each person's hour and language, on both engines."""

from datetime import date, time, timedelta

import pytest

from bot.platforms.telegram.outbound import TelegramChannel
from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.reports import MorningDigest
from domain.messages.settings import (
    BreakTooLong,
    CalendarChanged,
    CalendarShown,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    HourShown,
    LanguageShown,
    LanguageUnknown,
    SettingChanged,
    SettingNotAccepted,
    SettingsShown,
    SettingUnknown,
)
from domain.reminders import ReminderPolicy
from services.context.working_calendar import load_calendar
from services.maintenance.maintenance import Maintenance
from storage.events import all_events
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH, World, hanoi
from wording.render import render


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, everybody linked."""
    world.link(LAN, HA, HUNG, MINH, BINH, THANH)
    world.now = hanoi(10, 9)
    return world


def works(world: World, day: date) -> bool:
    with world.database.reading() as tx:
        return load_calendar(tx, world.organisation_id, day, day).is_working_day(day)


def told(world: World, chat: str, text: str) -> Response:
    [response] = world.ask(chat, text)
    return response


def greeted(world: World) -> list[str]:
    """Who got a morning message now."""
    world.office.planning.plan(world.now)
    sent = world.deliver()
    return sorted(d.chat_id for d in sent if any(isinstance(response, MorningDigest) for response in d.responses))


def test_a_day_off_is_added_and_taken_back_by_chat(ward: World) -> None:
    changed = told(ward, HA, "/lich nghi 13/4/2026 họp toàn cơ quan")
    assert changed == CalendarChanged("off", (date(2026, 4, 13),), "họp toàn cơ quan")
    assert not works(ward, date(2026, 4, 13))
    assert isinstance(told(ward, HA, "/lich bo 13/4"), CalendarChanged)
    assert works(ward, date(2026, 4, 13))


def test_the_swap_of_2026_is_known_and_can_be_typed_as_well(ward: World) -> None:
    assert told(ward, HA, "/lich nghi 2/1/2026") == DaysAreSo("off", date(2026, 1, 2), date(2026, 1, 2))
    assert told(ward, HA, "/lich lam 10/1/2026") == DaysAreSo("work", date(2026, 1, 10), date(2026, 1, 10))
    assert isinstance(told(ward, HA, "/lich lam 2/1/2026"), CalendarChanged)
    assert works(ward, date(2026, 1, 2))
    assert isinstance(told(ward, HA, "/lich nghi 2/1/2026"), CalendarChanged)
    assert not works(ward, date(2026, 1, 2))


def test_a_day_that_the_government_swapped_says_so_in_the_language_of_the_message(ward: World) -> None:
    ward.now = hanoi(5, 9, month=1)
    shown = told(ward, LAN, "lịch")
    assert isinstance(shown, CalendarShown)
    [swapped] = [span for span in shown.spans if span.is_swapped]
    assert (swapped.first, swapped.name, swapped.is_working) == (date(2026, 1, 10), "", True)
    vietnamese, english = (render([shown], code, TelegramChannel.capabilities).text for code in ("vi", "en"))
    assert "10/1/2026 – Hoán đổi theo thông báo của Chính phủ" in vietnamese
    assert "Sat 10 Jan 2026 – Swapped by the government" in english


def test_a_day_off_for_which_a_weekend_day_is_worked_says_which(ward: World) -> None:
    ward.now = hanoi(3, 9, month=8)
    shown = told(ward, LAN, "lịch")
    vietnamese, english = (render([shown], code, TelegramChannel.capabilities).text for code in ("vi", "en"))
    assert "Nghỉ: thứ Hai, 31/8 – thứ Tư, 2/9/2026 – Quốc khánh, làm bù thứ Bảy, 22/8\n" in vietnamese
    assert "Sat 22 Aug is worked instead\n" in english
    assert "thay cho" not in vietnamese


def test_of_several_days_only_those_that_change_are_written(ward: World) -> None:
    changed = told(ward, HA, "lịch nghỉ 16/4-20/4/2026")
    assert isinstance(changed, CalendarChanged)
    assert changed.days == (date(2026, 4, 16), date(2026, 4, 17), date(2026, 4, 20))
    shown = told(ward, LAN, "lịch")
    assert isinstance(shown, CalendarShown)
    assert not shown.may_change
    own = [(span.first, span.last) for span in shown.spans if span.is_own]
    assert own == [(date(2026, 4, 16), date(2026, 4, 20))]
    assert any(span.name and not span.is_own for span in shown.spans)


def test_nobody_is_reminded_on_a_day_that_was_taken_off_and_all_are_on_a_day_to_be_worked(ward: World) -> None:
    ward.now = hanoi(10, 8)
    assert greeted(ward)
    ward.say(HA, "/lich nghi 13/4/2026")
    ward.say(HA, "/lich lam 11/4/2026")
    ward.deliver()
    ward.now = hanoi(13, 8)
    assert greeted(ward) == []


def test_a_make_up_saturday_is_a_morning_like_any_other(ward: World) -> None:
    ward.say(HA, "/lich lam 11/4/2026")
    ward.deliver()
    ward.now = hanoi(11, 8)
    assert greeted(ward)


@pytest.mark.parametrize("typed", ["/lich nghi 30/2", "/lich nghi", "/lich nghi 1/5-30/6/2026", "/lich nghi 1/1/2031"])
def test_days_that_make_no_sense_are_asked_about(ward: World, typed: str) -> None:
    assert isinstance(told(ward, HA, typed), DaysNotUnderstood)


def test_nobody_can_switch_working_off_for_months(ward: World) -> None:
    assert isinstance(told(ward, HA, "/lich nghi 1/7-31/7/2026"), BreakTooLong)
    assert works(ward, date(2026, 7, 1)), "nothing was changed"
    assert isinstance(told(ward, HA, "/lich nghi 1/7-20/7/2026"), CalendarChanged)
    assert isinstance(told(ward, HA, "/lich nghi 21/7-5/8/2026"), BreakTooLong)


@pytest.mark.parametrize("person", [LAN, HUNG])
def test_only_coordinators_change_the_calendar_and_the_settings(ward: World, person: str) -> None:
    assert isinstance(told(ward, person, "/lich nghi 13/4/2026"), OnlyForRole)
    assert isinstance(told(ward, person, "/caidat nhac 5 1"), OnlyForRole)
    assert works(ward, date(2026, 4, 13))
    assert ward.organisation.policy == ReminderPolicy()


def test_leaders_see_the_settings_and_officers_do_not(ward: World) -> None:
    shown = told(ward, HUNG, "cài đặt")
    assert isinstance(shown, SettingsShown)
    assert not shown.may_change
    assert {"lead_days": "7 3 1 0", "morning": "07:30"}.items() <= {
        each.name: each.value for each in shown.settings
    }.items()
    assert isinstance(told(ward, LAN, "cài đặt"), OnlyForRole)


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("cài đặt xác nhận tắt", SettingChanged("confirmation", "on", "off")),
        ("cài đặt gia hạn điều phối", SettingChanged("decider", "leader", "coordinator")),
        ("cài đặt nhắc 0 5 2", SettingChanged("lead_days", "7 3 1 0", "5 2 0")),
        ("cài đặt nhắc phối hợp không", SettingChanged("coordinating_days", "3", "")),
        ("cài đặt chưa nhận 4", SettingChanged("silence", "2", "4")),
        ("cài đặt quá hạn 5", SettingChanged("overdue", "7", "5")),
        ("cài đặt ngày quá hạn thứ Năm", SettingChanged("overdue_day", "monday", "thursday")),
        ("cài đặt giờ sáng 8:00", SettingChanged("morning", "07:30", "08:00")),
        ("cài đặt hết giờ 16:30", SettingChanged("quiet", "17:00", "16:30")),
        ("cài đặt báo tin 6:30-21:00", SettingChanged("waking", "07:00-20:00", "06:30-21:00")),
        ("cài đặt báo cáo tắt", SettingChanged("reports", "on", "off")),
    ],
)
def test_every_setting_is_changed_kept_and_written_into_the_history(
    ward: World, typed: str, changed: SettingChanged
) -> None:
    assert told(ward, HA, typed) == changed
    shown = told(ward, HA, "cài đặt")
    assert isinstance(shown, SettingsShown)
    assert {each.name: each.value for each in shown.settings}[changed.name] == changed.new
    with ward.database.reading() as tx:
        [event] = [e.event for e in all_events(tx, ward.organisation_id) if e.event.what == "setting_changed"]
    assert event.who == HA
    facts = {name: value for name, value in (event.facts or {}).items() if name != "rows"}  # what undo takes back
    assert facts == {"detail": changed.name, "old": changed.old, "new": changed.new}


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("/caidat nhac", SettingNotAccepted),
        ("/caidat nhac 90", SettingNotAccepted),
        ("/caidat nhac 1 2 3 4 5 6 7", SettingNotAccepted),
        ("/caidat chua nhan 0", SettingNotAccepted),
        ("/caidat qua han 3 5", SettingNotAccepted),
        ("/caidat gio sang 5:00", SettingNotAccepted),
        ("/caidat bao tin 7:00", SettingNotAccepted),
        ("/caidat bao tin 20:00-7:00", HoursCollide),
        ("/caidat xac nhan", SettingNotAccepted),
        ("/caidat may in", SettingUnknown),
    ],
)
def test_a_value_that_makes_no_sense_changes_nothing(ward: World, typed: str, refusal: type) -> None:
    before = ward.organisation
    assert isinstance(told(ward, HA, typed), refusal)
    assert ward.organisation == before


def test_without_confirmation_done_is_done(ward: World) -> None:
    told(ward, HA, "cài đặt xác nhận tắt")
    ward.say(LAN, "xong 3")
    ward.deliver()
    shown = ward.ask(HA, "chờ xác nhận")
    assert getattr(shown[0], "items", ()) == ()


def test_who_wants_it_earlier_is_told_earlier_and_who_wants_it_later_later(ward: World) -> None:
    assert told(ward, LAN, "giờ 6:30") == HourShown(time(6, 30), is_own=True, is_changed=True)
    assert told(ward, THANH, "giờ 9") == HourShown(time(9), is_own=True, is_changed=True)
    origin: dict[str, list[str]] = {}
    day = hanoi(14, 0)
    for minutes in range(0, 24 * 60, 30):
        ward.now = day + timedelta(minutes=minutes)
        for person in greeted(ward):
            origin.setdefault(person, []).append(f"{minutes // 60:02d}:{minutes % 60:02d}")
    assert origin.pop(LAN) == ["06:30"]
    assert origin.pop(THANH, ["09:00"]) == ["09:00"]
    assert origin
    assert all(times == ["07:30"] for times in origin.values())


def test_the_program_looks_at_the_earliest_hour_and_the_auditor_agrees(ward: World) -> None:
    told(ward, LAN, "giờ 6:30")
    ward.now = hanoi(10, 10)
    ward.office.planning.plan(ward.now)
    ward.deliver()
    maintenance = Maintenance(ward.database, ward.organisation_id)
    assert ward.office.planning.due(hanoi(13, 6, 29)) == []
    assert ward.office.planning.due(hanoi(14, 6, 30)) == [[ward.organisation_id]]
    assert not maintenance.audit(ward.now).overdue_checks


def test_a_message_that_waits_for_a_late_hour_is_not_brought_forward(ward: World) -> None:
    ward.now = hanoi(10, 8)
    greeted(ward)
    told(ward, LAN, "giờ 9:00")
    ward.now = hanoi(14, 7, 45)
    assert LAN not in greeted(ward)
    ward.office.delivery.shorten_waits(ward.now)
    assert [d.chat_id for d in ward.deliver()] == []
    ward.now = hanoi(14, 9)
    assert LAN in greeted(ward)


@pytest.mark.parametrize("typed", ["giờ 6:00", "giờ 9:30", "/gio bao giờ", "giờ 17h"])
def test_the_hour_lies_in_the_morning(ward: World, typed: str) -> None:
    assert told(ward, LAN, typed) == HourNotAccepted("06:30", "09:00")


def test_the_common_hour_comes_back(ward: World) -> None:
    told(ward, LAN, "giờ 7")
    assert told(ward, LAN, "giờ chung") == HourShown(time(7, 30), is_own=False, is_changed=True)
    assert told(ward, LAN, "giờ") == HourShown(time(7, 30), is_own=False, is_changed=False)


def test_the_answer_comes_in_the_new_language_and_so_does_what_follows(ward: World) -> None:
    ward.say(LAN, "tiếng Anh")
    [delivery] = ward.deliver()
    assert (delivery.responses, delivery.language) == ((LanguageShown("en", is_changed=True),), "en")
    assert ward.office.commands.commands_of("telegram", LAN, ward.now)[1] == "en"
    ward.say(LAN, "tasks")
    assert {d.language for d in ward.deliver()} == {"en"}
    ward.say(LAN, "vietnamese")
    assert {d.language for d in ward.deliver()} == {"vi"}
    assert isinstance(told(ward, LAN, "/language français"), LanguageUnknown)
