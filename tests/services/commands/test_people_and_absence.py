"""Absence, stand-ins, moves and departures, on both engines."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from domain.inbox import MessageContext
from domain.messages import Response
from domain.messages.accounts import CodeMade, CodeToForward, OnlyForRole, Stranger
from domain.messages.people import (
    AbsenceEnded,
    AbsenceIsOver,
    AbsenceNoted,
    AwayAlready,
    DaysOfAbsenceMissing,
    MovePerson,
    NoSuchPerson,
    NotAway,
    NotOfYourUnit,
    NotOneself,
    OfficeCover,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    RemovePerson,
    StandInNotPossible,
    UnitsShown,
)
from domain.messages.reports import MorningDigest
from domain.messages.tasks import ConfirmDone, NotYourTask, TaskConfirmed, TaskReported
from domain.people import Role
from services.administration.load_roster import load_roster
from services.commands.change_people import end_part_of, move_to_unit
from services.context.command_context import CommandContext
from services.maintenance.audit_organisation import audit_organisation
from storage.people import load_contacts, put_role
from storage.units import put_unit
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH, World, example_roster, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning 10/4, everybody linked; Lan (officer) and Thành (head) are of the unit that leads task 3."""
    world.link(LAN, HA, HUNG, MINH, BINH, THANH)
    world.now = hanoi(10, 9)
    return world


def delivered(world: World) -> dict[str, list[Response]]:
    origin: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def told(world: World, chat: str, text: str) -> dict[str, list[Response]]:
    world.say(chat, text)
    return delivered(world)


def numbers_by_person(world: World, day: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for delivery in world.morning(hanoi(day, 8)):
        for response in delivery.responses:
            if isinstance(response, MorningDigest):
                found.setdefault(delivery.chat_id, set()).update(item.line.number for item in response.items)
    return found


def test_an_officer_on_leave_names_a_stand_in_who_is_told_from_when_to_when(ward: World) -> None:
    origin = told(ward, LAN, "nghỉ 13/4-17/4 thay đồng chí Thành")
    [mine], [theirs] = origin[LAN], origin[THANH]
    assert mine == AbsenceNoted(LAN, date(2026, 4, 13), date(2026, 4, 17), THANH, LAN, "author", ())
    assert isinstance(theirs, AbsenceNoted)
    assert theirs.to == "stand_in"


def test_in_a_week_of_absence_the_stand_in_gets_every_morning_and_the_absent_one_none(ward: World) -> None:
    ward.say(LAN, "nghi 13/4-17/4 thay Vu Duc Thanh")
    ward.deliver()
    mornings = [numbers_by_person(ward, day) for day in (13, 14, 15, 16, 17)]
    assert all(LAN not in morning for morning in mornings)
    assert 3 in set().union(*(morning.get(THANH, set()) for morning in mornings))
    back = numbers_by_person(ward, 20)
    assert LAN in back


def digest_of(world: World, chat: str, day: int) -> MorningDigest:
    origin = [s for d in world.morning(hanoi(day, 8)) if d.chat_id == chat for s in d.responses]
    [digest] = [response for response in origin if isinstance(response, MorningDigest)]
    return digest


def test_the_morning_of_the_stand_in_names_whom_they_stand_in_for_as_long_as_it_lasts(ward: World) -> None:
    ward.say(LAN, "nghỉ 13/4-17/4 thay Thành")
    ward.deliver()
    assert digest_of(ward, THANH, 13).standing_in_for == (LAN,)
    back = digest_of(ward, LAN, 20)
    assert back.standing_in_for == ()


def test_the_stand_in_may_report_what_the_absent_one_may(ward: World) -> None:
    [no] = ward.ask(BINH, "xong 3 đã gửi")
    assert not isinstance(no, TaskReported)
    ward.say(HA, f"nghỉ {LAN} hôm nay thay Thành")
    ward.deliver()
    [done] = ward.ask(THANH, "xong 3 đã gửi báo cáo")
    assert isinstance(done, TaskReported)


def test_who_stands_in_for_the_coordinator_confirms_as_long_as_the_absence_lasts(ward: World) -> None:
    put_into_unit_of(ward, HA, BINH)
    ward.ask(LAN, "xong 3 đã gửi")
    [no] = ward.ask(BINH, "xác nhận 3")
    assert isinstance(no, OnlyForRole)
    assert ward.ask(HA, f"nghỉ hôm nay thay {MINH}") == [StandInNotPossible(MINH, "unit")]
    [noted] = ward.ask(HA, f"nghỉ hôm nay thay {BINH}")
    assert isinstance(noted, AbsenceNoted)
    [yes] = ward.ask(BINH, "xác nhận 3")
    assert isinstance(yes, TaskConfirmed)
    ward.now = hanoi(11, 9)
    ward.deliver()
    [over] = ward.ask(BINH, "xác nhận 3")
    assert isinstance(over, OnlyForRole)


def test_who_confirms_or_decides_while_the_only_one_is_away_is_said_to_all_concerned(ward: World) -> None:
    told_of = told(ward, HA, "nghỉ 13/4-17/4")
    for who in (HA, HUNG):
        [noted] = told_of[who]
        assert isinstance(noted, AbsenceNoted)
        assert noted.offices == (OfficeCover("coordinator", ()),)
    decides = told(ward, HUNG, "nghỉ 13/4-17/4")
    [noted] = decides[HUNG]
    assert isinstance(noted, AbsenceNoted)
    assert noted.offices == (OfficeCover("leader", ()),)
    with ward.database.reading() as tx:
        audits = [audit_organisation(tx, ward.organisation, hanoi(day, 9)).away for day in (10, 13)]
    assert audits == [(), (Role.COORDINATOR, Role.LEADER)]


def test_a_stand_in_for_the_coordinator_is_named_as_the_one_who_confirms(ward: World) -> None:
    put_into_unit_of(ward, HA, BINH)
    [noted] = ward.ask(HA, f"nghỉ 13/4-17/4 thay {BINH}")
    assert isinstance(noted, AbsenceNoted)
    assert noted.offices == (OfficeCover("coordinator", (BINH,)),)


def test_the_absence_of_an_officer_says_nothing_of_offices(ward: World) -> None:
    [noted] = ward.ask(LAN, "nghỉ 13/4-17/4 thay Thành")
    assert isinstance(noted, AbsenceNoted)
    assert noted.offices == ()


def put_into_unit_of(world: World, whose: str, name: str) -> None:
    with world.database.transaction() as tx:
        contacts = {contact.name: contact for contact in load_contacts(tx, world.organisation_id)}
        units = contacts[whose].unit_ids or {put_unit(tx, world.organisation_id, "Văn phòng", is_group=False)}
        for one in (whose, name):
            put_role(tx, world.organisation_id, contacts[one].id, min(units), Role.OFFICER)


def test_the_menu_of_a_stand_in_has_the_commands_of_the_absent_one_as_long_as_it_lasts(ward: World) -> None:
    put_into_unit_of(ward, HA, BINH)
    ward.ask(HA, f"nghỉ 13/4-14/4 thay {BINH}")
    has_more = {
        day: ConfirmDone in ward.office.commands.commands_of("telegram", BINH, hanoi(day, 9))[0]
        for day in (10, 13, 14, 15)
    }
    assert has_more == {10: False, 13: True, 14: True, 15: False}


def test_back_early_the_reminders_return_and_the_stand_in_hears_of_it(ward: World) -> None:
    ward.say(LAN, "nghỉ 10/4-30/4 thay Thành")
    ward.deliver()
    origin = told(ward, LAN, "hết nghỉ")
    assert origin[LAN] == [AbsenceEnded(LAN, THANH, LAN, "author")]
    assert origin[THANH] == [AbsenceEnded(LAN, THANH, LAN, "stand_in")]
    assert 3 in numbers_by_person(ward, 13).get(LAN, set())
    assert ward.ask(LAN, "đi làm lại") == [NotAway(LAN, is_mine=True)]


def test_without_a_stand_in_head_and_coordinator_hear_that_nobody_is_left(ward: World) -> None:
    origin = told(ward, MINH, "nghỉ từ 13/4 đến hết 17/4")
    [mine] = origin[MINH]
    assert isinstance(mine, AbsenceNoted)
    assert mine.gaps
    [seen] = origin[HA]
    assert isinstance(seen, AbsenceNoted)
    assert (seen.to, seen.gaps) == ("above", mine.gaps)


def test_a_unit_left_alone_only_later_in_an_absence_is_told_of_too(ward: World) -> None:
    put_into_unit_of(ward, MINH, BINH)
    [noted] = ward.ask(BINH, "nghỉ 15/4-16/4")
    assert isinstance(noted, AbsenceNoted)
    origin = told(ward, MINH, "nghỉ 13/4-17/4")
    [seen] = origin[HA]
    assert isinstance(seen, AbsenceNoted)
    assert set(seen.gaps) - set(noted.gaps), "on 15/4 nobody is there"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("nghỉ", DaysOfAbsenceMissing("")),
        ("nghỉ 1/4-2/4", AbsenceIsOver(date(2026, 4, 2))),
        ("nghỉ 20/4 thay Nguyễn Thị Lan", StandInNotPossible(LAN, "self")),
        ("nghỉ Lê Văn Minh 20/4", NotOfYourUnit(MINH)),
    ],
)
def test_an_absence_that_cannot_be_is_refused_in_a_sentence(ward: World, text: str, refusal: Response) -> None:
    assert ward.ask(LAN, text) == [refusal]


def test_two_absences_of_one_person_do_not_overlap_and_a_stand_in_is_there(ward: World) -> None:
    ward.ask(THANH, "nghỉ 20/4-24/4")
    assert ward.ask(THANH, "nghỉ 24/4") == [AwayAlready(THANH, date(2026, 4, 20), date(2026, 4, 24), is_mine=True)]
    [away] = ward.ask(LAN, "nghỉ 22/4 thay Thành")
    assert away == StandInNotPossible(THANH, "away", date(2026, 4, 20), date(2026, 4, 24))
    [unknown] = ward.ask(LAN, "nghỉ 28/4 thay Trịnh Xuân Quang")
    assert isinstance(unknown, NoSuchPerson)


def test_who_is_removed_is_a_stranger_at_the_next_message_and_hears_nothing_that_waits(ward: World) -> None:
    ward.now = hanoi(10, 21)
    ward.say(HUNG, "nhắc 6")  # waits for the morning
    ward.deliver()
    origin = told(ward, HA, f"thôi {MINH}")
    [gone] = origin[HA]
    assert isinstance(gone, PersonRemoved)
    assert gone.gaps
    assert MINH not in origin
    assert ward.ask(MINH, "xong 6") == [Stranger()]
    ward.say(MINH, "done 6", pressed_on="1")
    assert [type(s) for s in delivered(ward)[MINH]] == [Stranger]
    ward.now = hanoi(11, 7)
    assert MINH not in delivered(ward)


@pytest.mark.parametrize(
    "text", [f"thôi {MINH}", f"chuyển {MINH} sang Ban XDĐ", f"mã {MINH}", "người", "danh sách đơn vị"]
)
def test_an_officer_changes_and_lists_nobody(ward: World, text: str) -> None:
    [said] = ward.ask(LAN, text)
    assert isinstance(said, OnlyForRole)


def test_nobody_removes_themselves_or_somebody_by_half_a_name(ward: World) -> None:
    assert ward.ask(HA, f"thôi {HA}") == [NotOneself(HA)]
    [unclear] = ward.ask(HA, "/thoi Minh")
    assert isinstance(unclear, NoSuchPerson)


def test_the_roster_brings_a_removed_person_back_without_an_account(ward: World) -> None:
    ward.ask(HA, f"thôi {MINH}")
    with ward.database.transaction() as tx:
        load_roster(tx, ward.organisation, example_roster(), ward.now)
    assert ward.ask(MINH, "việc") == [Stranger()]
    [shown] = ward.ask(HA, f"người {MINH}")
    assert isinstance(shown, PeopleShown)
    assert [(line.name, line.is_linked) for line in shown.lines] == [(MINH, False)]


def test_who_moves_to_another_unit_has_its_tasks_and_no_longer_the_old_ones(ward: World) -> None:
    origin = told(ward, HA, f"chuyển {MINH} sang Ban XDĐ")
    [moved] = origin[HA]
    assert isinstance(moved, PersonMoved)
    assert moved.gaps
    assert [type(s) for s in origin[MINH]] == [PersonMoved]
    [done] = ward.ask(MINH, "xong 3 đã gửi")
    assert isinstance(done, TaskReported)
    [not_mine] = ward.ask(MINH, "xong 6")
    assert isinstance(not_mine, NotYourTask)


def at_the_machine(world: World, change: Callable[[CommandContext], object]) -> dict[str, list[Response]]:
    with world.database.transaction() as tx:
        change(CommandContext(tx, world.organisation, world.now, MessageContext("", "")))
    return delivered(world)


def test_at_the_machine_people_move_and_leave_with_nobody_named_and_the_same_are_told(ward: World) -> None:
    origin = at_the_machine(ward, lambda context: move_to_unit(context, MovePerson(MINH, "Ban XDĐ")))
    [mine], [above] = origin[MINH], origin[HA]
    assert isinstance(mine, PersonMoved)
    assert isinstance(above, PersonMoved)
    assert (mine.to, mine.by, above.to, above.by) == ("person", "", "above", "")
    assert above.gaps
    origin = at_the_machine(ward, lambda context: end_part_of(context, RemovePerson(MINH)))
    assert MINH not in origin
    assert ward.ask(MINH, "việc") == [Stranger()]


def test_a_stranger_in_a_chat_has_no_name_either_but_moves_and_removes_nobody(ward: World) -> None:
    assert ward.ask("stranger", f"thôi {MINH}") == [Stranger()]
    assert ward.ask("stranger", f"chuyển {MINH} sang Ban XDĐ") == [Stranger()]


def test_a_new_telephone_links_with_a_new_code_and_the_old_account_is_closed(ward: World) -> None:
    [to_forward, made] = ward.ask(HA, f"mã {LAN}")
    assert isinstance(made, CodeMade)
    assert to_forward == CodeToForward(LAN, has_account=True)
    assert made.expires_at == ward.now + timedelta(days=7)
    ward.say("new phone", f"/start {made.code}")
    ward.deliver()
    assert ward.ask(LAN, "việc") == [Stranger()]
    [done] = ward.ask("new phone", "xong 3 đã gửi")
    assert isinstance(done, TaskReported)


def test_people_and_units_are_listed_with_who_is_away(ward: World) -> None:
    ward.ask(LAN, "nghỉ hôm nay thay Thành")
    [shown] = ward.ask(HA, "người Lan")
    assert isinstance(shown, PeopleShown)
    assert (shown.lines[0].away_until, shown.lines[0].stand_in) == (date(2026, 4, 10), THANH)
    [units] = ward.ask(HA, "danh sách đơn vị trang 2")
    assert isinstance(units, UnitsShown)
    assert units.page == 2
