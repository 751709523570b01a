"""Undo is the last deed of that person, whatever it was: whole, or refused with its reason; never an older one."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.grammar.reading import read_command
from domain.history import Event
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Command, OneNumber, Response, SeveralNumbers, kinds_of
from domain.messages.accounts import OnlyForRole
from domain.messages.history import CannotUndo, ChangedSince, ChangeUndone, NothingToUndo
from domain.messages.requests import RequestNews
from domain.messages.tasks import TaskShown
from domain.undoing import CANNOT, NO_DEEDS, RULES
from dondoc.databases import open_engine
from services.context.explain_chat import DEED_OF, NO_DEED
from services.office.office import Office
from storage.accounts import link
from storage.engine.database import Database
from storage.events import all_events, append_event
from storage.organisations import lock_organisation
from storage.people import load_contacts
from storage.requests import open_requests
from storage.tables import occurrence, outbox, task
from storage.trial_database import TrialDatabase
from tests.own_pieces import own_pieces
from tests.services.deeds import CAN, DEEDS, EVERYBODY, PHUOC, Deed, everything
from tests.world import BINH, BOT, CHANNEL, HA, HUNG, LAN, MINH, THANH, World, hanoi

PART = 3  # of the deeds on the second engine: the way is the same
# What is kept in no row of the task, the people or the settings.
WITHOUT_A_TRACE = ("kênh telegram", "nhắc 3", "mã Nguyễn Thị Lan")
NHUNG, MAI = "Ngô Thị Hồng Nhung", "Đỗ Thị Mai"

ALL_DEEDS = (*DEEDS, *own_pieces("DEEDS"))
BASES = {Command, OneNumber, SeveralNumbers, object}


def in_the_morning(world: World) -> World:
    """Friday 10/4, everybody linked; task 3 is led by the unit of Lan (officer) and Thành (head)."""
    world.link(*EVERYBODY, BINH, NHUNG)
    world.now = hanoi(10, 9)
    return world


@pytest.fixture
def ward(sqlite_database: Database) -> World:
    """On one engine: what undo asks of the database, `on_both` asks of both."""
    return in_the_morning(World(sqlite_database))


@pytest.fixture
def on_both(world: World) -> World:
    """The same, once on each engine."""
    return in_the_morning(world)


def told(ward: World, chat: str, text: str) -> dict[str, list[Response]]:
    ward.say(chat, text)
    return delivered(ward)


def delivered(ward: World) -> dict[str, list[Response]]:
    origin: dict[str, list[Response]] = {}
    for delivery in ward.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def undone(ward: World, chat: str) -> Response:
    [response] = ward.ask(chat, "hoàn tác")
    return response


def state(ward: World, number: int) -> str:
    [shown] = ward.ask(HA, f"ct {number}")
    assert isinstance(shown, TaskShown)
    return shown.line.state


@contextmanager
def tried_one_by_one(ward: World, url: str) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """What happens within each is rolled back: linking everybody anew for each deed would take minutes."""
    kept, office, engine = ward.database, ward.office, open_engine(url)
    with engine.connect() as connection:
        trial = TrialDatabase(connection)
        ward.database, ward.office = trial, Office(trial, ward.organisation_id, "trial")
        yield trial.undone
    ward.database, ward.office = kept, office
    engine.dispose()


def test_after_any_deed_undo_restores_everything_or_says_why_not_and_takes_back_nothing_older(
    on_both: World, database_url: str
) -> None:
    faults: list[str] = []
    with tried_one_by_one(on_both, database_url) as apart:
        for deed in ALL_DEEDS[:: PART if database_url.startswith("postgresql") else 1]:
            with apart():
                faults += [f"{deed.who}: {deed.text}: {fault}" for fault in _faults(on_both, deed)]
    assert faults == []


def _faults(ward: World, deed: Deed) -> Iterator[str]:
    ward.ask(deed.who, "nghỉ 27/4-28/4")  # the older deed
    deed.prepare(ward)
    before = everything(ward)
    ward.ask(deed.who, deed.text)
    after = everything(ward)
    if after == before and deed.has_trace and deed.text not in WITHOUT_A_TRACE:
        yield "did nothing"
    answers = ward.ask(deed.who, "hoàn tác")
    again = ward.ask(deed.who, "hoàn tác")
    reasons = [answer.reason for answer in answers if isinstance(answer, CannotUndo)]
    if reasons != ([deed.reason] if deed.reason else []):
        yield f"answered {answers}"
    if everything(ward) != (after if deed.reason else before):
        yield "was not taken back whole" if not deed.reason else "was taken back in part"
    if [answer.reason for answer in again if isinstance(answer, CannotUndo)] != [deed.reason or "undone"]:
        yield f"a second undo answered {again}"


def test_every_command_that_writes_says_whether_it_can_be_undone() -> None:
    named = [kind for kind in kinds_of(Command) if kind.canonical]
    said = [kind for kind in named if any("undo" in vars(each) for each in kind.__mro__ if each not in BASES)]
    assert said == named, "a command that only shows says `undo = None`"


def test_every_event_of_a_deed_can_be_undone_or_says_why_not() -> None:
    assert not CAN & set(CANNOT)
    assert CAN | set(CANNOT) == {*DEED_OF, "check_in_answered", "draft_changed"}
    assert NO_DEEDS <= NO_DEED


def test_the_deeds_above_are_of_every_command_that_writes() -> None:
    typed = {type(read_command(deed.text)) for deed in ALL_DEEDS}
    by_other_ways = {"Start", "ImportPlan", "LoadRoster", "UndoLast"}
    assert {kind.__name__ for kind in set(RULES) - typed} == by_other_ways


def test_a_plan_handed_in_and_a_linked_account_stop_undo(ward: World) -> None:
    ward.ask(HA, "nhận 4")
    Deed(HA, "", has_draft=True).prepare(ward)
    assert undone(ward, HA) == CannotUndo("draft_changed", "draft", detail="ke-hoach.txt")
    ward.ask(LAN, "xong 3")
    ward.link(LAN)
    refusal = undone(ward, LAN)
    assert isinstance(refusal, CannotUndo)
    assert refusal.reason == "linked"


# The failures that were seen (undo takes back another deed, no way back).


def test_a_cancellation_is_taken_back_and_not_the_confirmation_before_it(ward: World) -> None:
    ward.ask(LAN, "xong 3")
    ward.ask(HA, "xác nhận 3")
    ward.ask(HA, "hủy việc 5 nhầm số")
    answer = undone(ward, HA)
    assert isinstance(answer, ChangeUndone)
    assert answer.line is not None
    assert (answer.what, answer.line.number) == ("task_cancelled", 5)
    assert (state(ward, 3), state(ward, 5)) == ("done", "open")


def test_a_grant_is_taken_back_and_not_the_leaders_own_report(ward: World) -> None:
    ward.ask(LAN, "gia hạn 5 8/5/2026 chờ hướng dẫn")
    ward.ask(HUNG, "xong 13")
    ward.ask(HUNG, "duyệt 5")
    answer = undone(ward, HUNG)
    assert isinstance(answer, ChangeUndone)
    assert answer.line is not None
    assert (answer.what, answer.line.number) == ("extension_granted", 5)
    assert state(ward, 13) == "reported"


def test_a_correction_is_taken_back_and_not_the_confirmation_before_it(ward: World) -> None:
    ward.ask(LAN, "xong 7")
    ward.ask(HA, "xác nhận 7")
    ward.ask(HA, "sửa 8 hạn 1/6/2026")
    answer = undone(ward, HA)
    assert isinstance(answer, ChangeUndone)
    assert answer.line is not None
    assert (answer.what, answer.line.number) == ("deadline_moved", 8)
    assert state(ward, 7) == "done"


def test_a_hand_over_is_taken_back_and_not_the_acknowledgement_before_it(ward: World) -> None:
    ward.ask(THANH, "nhận 10")
    ward.ask(THANH, "giao 17 Lan")
    answer = undone(ward, THANH)
    assert isinstance(answer, ChangeUndone)
    assert answer.line is not None
    assert (answer.what, answer.line.number) == ("task_assigned", 17)
    [shown] = ward.ask(HA, "ct 10")
    assert isinstance(shown, TaskShown)
    assert shown.line.is_acknowledged


# Who is told.


def test_who_was_told_of_the_deed_hears_once_that_it_is_taken_back(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    granted = told(ward, HUNG, "duyệt 3")
    origin = told(ward, HUNG, "hoàn tác")
    assert set(origin) == set(granted)
    [correction] = origin[LAN]
    assert isinstance(correction, ChangeUndone)
    assert (correction.by, correction.what) == (HUNG, "extension_granted")
    assert correction.line is not None
    assert correction.line.last_day == hanoi(14).date()
    [mine] = origin[HUNG]
    assert isinstance(mine, ChangeUndone)
    assert mine.by == ""


def test_what_still_waits_about_the_deed_is_withdrawn_and_needs_no_correction(on_both: World) -> None:
    on_both.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    on_both.now = hanoi(10, 21)
    assert set(told(on_both, HUNG, "duyệt 3")) == {HUNG}
    assert set(told(on_both, HUNG, "hoàn tác")) == {HUNG}
    on_both.now = hanoi(11, 9)
    assert delivered(on_both) == {}
    with on_both.database.reading() as tx:
        states = set(tx.execute(select(outbox.c.state).where(outbox.c.key.like("decided:%"))).scalars())
    assert states == {"dropped"}


def test_what_a_sender_has_in_hand_is_corrected(on_both: World) -> None:
    on_both.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    on_both.say(HUNG, "duyệt 3")
    leased = on_both.office.delivery.lease(on_both.now, 8)
    on_both.say(HUNG, "hoàn tác")
    on_both.office.delivery.record([on_both.accepted(delivery) for delivery in leased], on_both.now)
    origin = delivered(on_both)
    assert [type(response) for response in origin[LAN]] == [ChangeUndone]


def test_a_decision_made_again_after_an_undo_is_told_again(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(HUNG, "duyệt 3")
    ward.ask(HUNG, "hoàn tác")
    origin = told(ward, HUNG, "từ chối 3 phải xong trước hội nghị")
    [decided] = origin[LAN]
    assert isinstance(decided, RequestNews)
    assert decided.request.state == "refused"


def test_news_of_a_new_lead_that_is_withdrawn_leaves_no_reminder_told(ward: World) -> None:
    """The message stood for that day's reminders: they must not count as said."""
    ward.now = hanoi(9, 21)
    ward.ask(HA, "sửa 3 chủ trì UBND phường")
    ward.ask(HA, "hoàn tác")
    ward.ask(HA, "sửa 3 chủ trì UBND phường")
    ward.now = hanoi(10, 9)
    assert MINH in delivered(ward)


def test_the_last_deed_counts_on_whatever_channel_it_was_done(ward: World) -> None:
    with ward.database.transaction() as tx:
        [lan] = [contact.id for contact in load_contacts(tx, ward.organisation_id) if contact.name == LAN]
        link(tx, ward.organisation_id, lan, "zalo", "lan-on-zalo", ward.now)
    ward.ask(LAN, "nhận 5")
    arrival = [Arrival("zalo-1", "lan-on-zalo", "{}")]
    ward.office.inbox.receive("zalo", BOT, CursorNow(0, 1, ward.now), arrival, timedelta(0))
    [row] = ward.office.inbox.waiting(ward.now)
    ward.office.commands.handle(
        row.id, MessageContext("zalo", "lan-on-zalo", text="xong 3"), read_command("xong 3"), ward.now
    )
    answer = undone(ward, LAN)
    assert isinstance(answer, ChangeUndone)
    assert answer.line is not None
    assert (answer.what, answer.line.number) == ("task_reported", 3)


# What has come after it.


def test_a_grant_stays_once_the_officer_has_reported(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(HUNG, "duyệt 3")
    ward.now = hanoi(10, 11)
    ward.ask(LAN, "xong 3 đã gửi")
    refusal = undone(ward, HUNG)
    assert isinstance(refusal, ChangedSince)
    assert (refusal.number, refusal.who, refusal.what, refusal.at) == (3, LAN, "task_reported", hanoi(10, 11))


def test_a_refusal_stays_once_more_time_was_asked_for_again(ward: World) -> None:
    """Else two requests wait, and the next decision finds the older one."""
    told(ward, LAN, "gia hạn 3 20/5 chờ ý kiến cấp trên")
    told(ward, HUNG, "từ chối 3 phải đúng hạn")
    told(ward, LAN, "gia hạn 3 25/5 chờ số liệu")
    refusal = undone(ward, HUNG)
    assert isinstance(refusal, ChangedSince)
    assert (refusal.who, refusal.what) == (LAN, "extension_asked")
    assert open_days(ward) == [date(2026, 5, 25)]


def test_a_refusal_stays_once_the_work_is_reported(ward: World) -> None:
    """More time for work that was reported late would make it in time."""
    told(ward, LAN, "gia hạn 3 20/5 chờ ý kiến cấp trên")
    told(ward, HUNG, "từ chối 3 phải đúng hạn")
    told(ward, LAN, "xong 3")
    assert isinstance(undone(ward, HUNG), ChangedSince)
    assert open_days(ward) == []


def test_a_return_stays_once_more_time_was_asked_for(ward: World) -> None:
    told(ward, LAN, "xong 3")
    told(ward, HA, "trả lại 3 còn thiếu số liệu")
    told(ward, LAN, "gia hạn 3 25/5 chờ số liệu")
    assert isinstance(undone(ward, HA), ChangedSince)
    assert state(ward, 3) == "open"


def open_days(ward: World) -> list[date | None]:
    """Until when more time is asked for, of the requests that wait."""
    with ward.database.transaction() as tx:
        return [request.wanted_day for request in open_requests(tx, ward.organisation.id)]


def test_the_deadline_goes_back_with_a_new_version(ward: World) -> None:
    ward.ask(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.ask(HUNG, "duyệt 3")
    ward.ask(HUNG, "hoàn tác")
    with ward.database.reading() as tx:
        query = select(occurrence.c.deadline_version, occurrence.c.last_day).where(
            occurrence.c.last_day == hanoi(14).date()
        )
        assert {row[0] for row in tx.execute(query)} >= {3}


def test_one_message_is_undone_whole_or_not_at_all(ward: World) -> None:
    ward.ask(LAN, "xong 3 và 5")
    ward.ask(HA, "xác nhận 3")
    before = everything(ward)
    assert isinstance(undone(ward, LAN), ChangedSince)
    assert everything(ward) == before


def test_a_setting_changed_since_by_somebody_else_is_not_overwritten(ward: World) -> None:
    ward.ask(PHUOC, f"vai trò {LAN} điều phối")
    ward.ask(HA, "cài đặt xác nhận tắt")
    ward.ask(LAN, "cài đặt nhắc 7 3 1")
    refusal = undone(ward, HA)
    assert isinstance(refusal, CannotUndo)
    assert (refusal.reason, refusal.who, refusal.since) == ("moved", LAN, "setting_changed")


def test_a_role_is_not_given_back_to_who_was_removed_since(on_both: World) -> None:
    on_both.ask(HA, f"bỏ vai trò {LAN} đầu mối Ban Xây dựng Đảng")
    on_both.ask(PHUOC, f"thôi {LAN}")
    before = everything(on_both)
    refusal = undone(on_both, HA)
    assert isinstance(refusal, CannotUndo)
    assert refusal.reason == "moved"
    assert everything(on_both) == before


def test_new_lead_units_stay_once_one_of_them_has_reported(ward: World) -> None:
    ward.ask(HA, "sửa 8 chủ trì UBND phường")
    ward.ask(MINH, "xong 8")
    refusal = undone(ward, HA)
    assert isinstance(refusal, ChangedSince)
    assert refusal.who == MINH


def test_undo_is_possible_within_three_working_days(ward: World) -> None:
    ward.ask(LAN, "xong 3")  # on Friday
    ward.now = hanoi(16, 9)  # the fourth working day
    refusal = undone(ward, LAN)
    assert isinstance(refusal, CannotUndo)
    assert refusal.reason == "late"
    ward.now = hanoi(15, 9)
    assert isinstance(undone(ward, LAN), ChangeUndone)


def test_who_may_not_do_it_any_more_may_not_take_it_back(ward: World) -> None:
    ward.ask(PHUOC, f"vai trò {LAN} điều phối")
    ward.ask(LAN, "hủy việc 7 nhầm số")
    ward.ask(PHUOC, f"bỏ vai trò {LAN} điều phối")
    refusal = undone(ward, LAN)
    assert isinstance(refusal, OnlyForRole)
    assert state(ward, 7) == "cancelled"


def test_who_has_done_nothing_is_told_so(ward: World) -> None:
    with ward.database.transaction() as tx:
        [mai] = [contact.id for contact in load_contacts(tx, ward.organisation_id) if contact.name == MAI]
        link(tx, ward.organisation_id, mai, CHANNEL, MAI, ward.now)
    assert undone(ward, MAI) == NothingToUndo()


def test_a_deed_too_long_to_be_kept_stays_with_the_reason(ward: World) -> None:
    with ward.database.transaction() as tx:
        tx.execute(update(task).where(task.c.number == 8).values(title="ề" * 2000))
    ward.ask(HA, "sửa 8 tên Rà soát biên chế")
    assert undone(ward, HA) == CannotUndo("task_changed", "not_kept", 8, _detail_of_last(ward))
    with ward.database.reading() as tx:
        kept = [dict(stored.event.facts or {}).get("rows", []) for stored in all_events(tx, ward.organisation_id)]
    assert max(len(json.dumps(rows, ensure_ascii=False).encode()) for rows in kept) <= 4096


def _detail_of_last(ward: World) -> str:
    with ward.database.reading() as tx:
        return str((list(all_events(tx, ward.organisation_id))[-1].event.facts or {})["detail"])


def test_a_deed_written_by_an_earlier_version_stays_with_the_reason(ward: World) -> None:
    """Its events keep no rows."""
    with ward.database.transaction() as tx:
        lock_organisation(tx, ward.organisation_id)
        [ha] = [contact.id for contact in load_contacts(tx, ward.organisation_id) if contact.name == HA]
        old = Event(ward.now, HA, "setting_changed", ha, facts={"detail": "silence", "old": 2, "new": 3})
        append_event(tx, ward.organisation_id, old)
    assert undone(ward, HA) == CannotUndo("setting_changed", "not_kept", None, "silence")
