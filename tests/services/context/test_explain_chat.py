"""`dondoc explain chat` by its own path: what would be done, what would be answered, and nothing of it stays."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import event, select, text

from bot.conversation.offers import Offer
from domain.history import EventKind
from domain.inbox import Arrival, CursorNow
from domain.messages import Notice, kinds_of
from domain.messages.tasks import ListTasks
from dondoc.databases import open_engine, trial_of
from dondoc.run.chat_trial import ChatTrial, Explained
from services.commands.change_people import invite_person
from services.commands.handlers import HANDLERS
from services.context.command_context import Reply
from services.context.explain_chat import DEED_OF, NO_DEED, SHOWN_BY, Deed
from storage.engine.database import Database
from storage.organisations import lock_organisation
from storage.people import Contact, load_contacts
from storage.tables import metadata
from tests.databases import on_a_kept_engine
from tests.world import BOT, CHANNEL, HA, HUNG, LAN, MINH, World, hanoi
from wording.command_names import NAMES

MORNING = hanoi(10, 8, 5)
TYPED = {
    LAN: {
        "nhận 3": Deed("ack", (3,)),
        "tiến độ 3 60 chờ số liệu": Deed("progress", (3,), percent=60, note="chờ số liệu"),
        "gia hạn 5 8/5/2026 chờ hướng dẫn": Deed("extend", (5,), day=date(2026, 5, 8), note="chờ hướng dẫn"),
        "vướng mắc 3 chưa có kinh phí": Deed("block", (3,), note="chưa có kinh phí"),
        "xin ý kiến 3 mời ai?": Deed("ask", (3,), note="mời ai?"),
        "minh chứng 3 QĐ 12": Deed("evidence", (3,), note="QĐ 12"),
        "giờ 7:00": Deed("hour", note="07:00"),
    },
    HA: {
        "nhắc 3 gửi trước 16h": Deed("nudge", (3,), note="gửi trước 16h"),
        "giao 3 Nguyễn Thị Lan": Deed("assign", (3,), person=LAN),
        "giao 3 cả đơn vị": Deed("assign", (3,), unit="Ban Xây dựng Đảng"),
        "sửa 3 hạn 30/6/2026": Deed(
            "edit", (3,), day=date(2026, 6, 30), note="Hoàn thành trước ngày 15/4/2026 → 30/6/2026"
        ),
        "hủy việc 3 không còn phù hợp": Deed("cancel", (3,), note="không còn phù hợp"),
        "nghỉ Nguyễn Thị Lan 20/5-25/5": Deed(
            "leave", person=LAN, day=date(2026, 5, 20), note="Nguyễn Thị Lan: 20/5 - 25/5/2026"
        ),
    },
    HUNG: {"giải trình 3 vì sao chậm?": Deed("explain", (3,), day=date(2026, 4, 14), note="vì sao chậm?")},
}
REPORTED = ((LAN, "xong 3 đã gửi báo cáo"), (LAN, "gia hạn 5 8/5/2026 chờ hướng dẫn"))


@pytest.fixture
def ward(database_url: str) -> Iterator[World]:
    """The example ward on 9/4/2026, nobody linked, at an address that can be copied."""
    with on_a_kept_engine(database_url) as database:
        yield World(database)


def contacts(ward: World) -> dict[str, Contact]:
    with ward.database.reading() as tx:
        return {contact.name: contact for contact in load_contacts(tx, ward.organisation_id)}


@contextmanager
def trial(
    ward: World, url: str, name: str, *before: tuple[str, str], at: datetime = MORNING
) -> Iterator[tuple[ChatTrial, Contact]]:
    people = contacts(ward)
    with trial_of(url, ward.organisation_id) as copy:
        tried = ChatTrial(copy, ward.organisation, ward.now)
        tried.prepare(at, [(people[who], typed) for who, typed in before], people[name])
        yield tried, people[name]


def explained(
    ward: World, url: str, name: str, *typed: str, before: tuple[tuple[str, str], ...] = (), at: datetime = MORNING
) -> list[Explained]:
    with trial(ward, url, name, *before, at=at) as (tried, person):
        return [tried.explain(person, line) for line in typed]


def everything(ward: World) -> dict[str, Any]:
    """Every row of every table, and where each of PostgreSQL's counters stands."""
    with ward.database.reading() as tx:
        found: dict[str, Any] = {
            table.name: sorted(map(repr, tx.execute(select(table)).all())) for table in metadata.sorted_tables
        }
        if tx.dialect.name == "postgresql":
            found["counters"] = sorted(map(repr, tx.execute(text("SELECT * FROM pg_sequences")).all()))
        return found


def test_a_report_is_a_deed_with_its_number_and_note(ward: World, database_url: str) -> None:
    [one] = explained(ward, database_url, LAN, "xong 3 đã gửi báo cáo")
    assert one.deeds == [Deed("done", (3,), note="đã gửi báo cáo")]
    assert (one.shows, one.text) == (None, "xong 3 đã gửi báo cáo")
    assert "việc 3 đã hoàn thành, đúng hạn" in one.answer


def test_deeds_come_from_what_was_written_and_not_from_what_was_typed(ward: World, database_url: str) -> None:
    both, one_of_two, refused = explained(ward, database_url, LAN, "xong 3 5", "nhận 3 16", "xong 99")
    assert both.deeds == [Deed("done", (3, 5))]
    assert one_of_two.deeds == [Deed("ack", (3,))]  # the other is another unit's
    assert (refused.deeds, refused.shows) == ([], None)
    assert "Không có việc số 99" in refused.answer


def test_what_only_shows_names_its_command(ward: World, database_url: str) -> None:
    shown = explained(ward, database_url, LAN, "tình hình", "việc", "ct 3", "giúp", "nhận 3")
    assert [one.shows for one in shown] == ["status", "tasks", "task", "help", None]
    assert all(one.deeds == [] for one in shown[:4])


def test_an_ask_back_lists_what_one_tap_does_and_the_numbers_that_stand_there(ward: World, database_url: str) -> None:
    """What is asked about a sentence on task 7 carries 7, and no example's number."""
    bare, other = explained(ward, database_url, LAN, "xong", "xong việc 7 chưa em")
    assert bare.deeds == other.deeds == []
    assert Offer("done", (3,)) in bare.asks
    assert "Xong 3" in bare.buttons
    assert "xong 7" in other.answer
    assert other.asks == [Offer("done", (7,))]


def test_every_line_starts_from_the_same_state(ward: World, database_url: str) -> None:
    first, second, last = explained(ward, database_url, LAN, "xong 3", "xong 3", "hoàn tác")
    assert first.deeds == second.deeds == [Deed("done", (3,))]
    assert last.deeds == []


def test_what_was_typed_before_counts(ward: World, database_url: str) -> None:
    [before] = explained(ward, database_url, HA, "xác nhận 3")
    assert before.deeds == []
    done, asked, list_ = explained(ward, database_url, HA, "xác nhận 3", "duyệt 5", "chờ xác nhận", before=REPORTED)
    assert done.deeds == [Deed("confirm", (3,))]
    assert asked.deeds == [Deed("recommend", (5,))]
    assert list_.shows == "waiting"


def test_the_leaders_word_is_a_decision_with_its_day(ward: World, database_url: str) -> None:
    before = (*REPORTED, (HA, "duyệt 5"))
    granted, other_day, refused = explained(
        ward, database_url, HUNG, "duyệt 5", "duyệt 5 5/5/2026", "từ chối 5 không có lý do", before=before
    )
    assert granted.deeds == [Deed("decide", (5,), day=date(2026, 5, 8))]
    assert other_day.deeds == [Deed("decide", (5,), day=date(2026, 5, 5))]
    assert refused.deeds == [Deed("refuse", (5,), note="không có lý do")]


def test_a_deed_tells_the_facts_that_were_written(ward: World, database_url: str) -> None:
    told = {name: [one.deeds for one in explained(ward, database_url, name, *typed)] for name, typed in TYPED.items()}
    assert told == {name: [[deed] for deed in typed.values()] for name, typed in TYPED.items()}


def test_undo_is_a_deed_on_the_task_it_takes_back(ward: World, database_url: str) -> None:
    [one] = explained(ward, database_url, LAN, "hoàn tác", before=((LAN, "xong 3"),))
    assert one.deeds == [Deed("undo", (3,))]


def test_a_message_that_is_due_by_the_instant_counts_as_read_by_people_who_are_not_linked(
    ward: World, database_url: str
) -> None:
    """Task 16 is the only one in his morning message of the day."""
    [early] = explained(ward, database_url, MINH, "xong", at=hanoi(10, 7, 0))
    [later] = explained(ward, database_url, MINH, "xong", at=hanoi(10, 7, 30))
    assert later.deeds == [Deed("done", (16,))]
    assert early.deeds == []


def test_mornings_between_now_and_a_later_day_are_delivered_one_by_one(ward: World, database_url: str) -> None:
    with trial(ward, database_url, MINH, at=hanoi(17, 8, 0)) as (tried, person):
        [one] = [tried.explain(person, "nghỉ hôm nay")]
    assert [deed.day for deed in one.deeds] == [date(2026, 4, 17)]


def test_several_lines_in_one_message_are_one_message(ward: World, database_url: str) -> None:
    [one] = explained(ward, database_url, LAN, "xong 3 đã gửi\nkèm phụ lục")
    assert [(deed.command, deed.numbers) for deed in one.deeds] == [("done", (3,))]
    assert "phụ lục" in (one.deeds[0].note or "")


def test_a_plan_that_is_pasted_becomes_a_draft(ward: World, database_url: str) -> None:
    plan = "/nhapkehoach KẾ HOẠCH\n1. Rà soát hồ sơ; UBND phường chủ trì; hoàn thành trước ngày 30/6/2026.\n"
    [one] = explained(ward, database_url, HA, plan)
    assert one.deeds == [Deed("import")]


def test_what_waits_in_the_live_inbox_is_obeyed_first_and_files_are_left_to_the_running_program(
    ward: World, database_url: str
) -> None:
    for name, chat in ((LAN, "778"), (HA, "777")):
        with ward.database.transaction() as tx:
            code = invite_person(tx, ward.organisation_id, name, ward.now).code
        ward.say(chat, f"/start {code}")
    file = {"document": {"file_id": "f", "file_name": "ke-hoach.docx", "file_size": 10}}
    waiting = [arrival("778", {"text": "xong 3"}), arrival("777", file)]
    ward.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 100, ward.now), waiting, timedelta(0))
    [one] = explained(ward, database_url, LAN, "xong 3")
    assert one.deeds == []
    assert "đang chờ xác nhận" in one.answer


def arrival(chat: str, content: dict[str, Any]) -> Arrival:
    who = {"id": int(chat), "type": "private", "is_bot": False, "first_name": "A"}
    message = {"message_id": 1, "date": 0, "chat": who, "from": who, **content}
    return Arrival(f"9{chat}", chat, json.dumps({"update_id": int(f"9{chat}"), "message": message}))


def test_who_was_removed_before_is_answered_as_a_stranger(ward: World, database_url: str) -> None:
    [one] = explained(ward, database_url, LAN, "xong 3", before=((HA, "thôi Nguyễn Thị Lan"),))
    assert one.deeds == []
    assert "chưa được liên kết" in one.answer


def test_a_command_that_fails_is_answered_as_the_program_would_after_its_last_attempt(
    ward: World, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Reply:
        raise ZeroDivisionError

    monkeypatch.setitem(HANDLERS, ListTasks, broken)
    failed, next_one = explained(ward, database_url, LAN, "việc", "xong 3")
    assert failed.deeds == []
    assert "hệ thống gặp lỗi" in failed.answer
    assert next_one.deeds == [Deed("done", (3,))]


def test_nothing_is_written(ward: World, database_url: str) -> None:
    before = everything(ward)
    done = explained(ward, database_url, HA, "xác nhận 3", "nhắc 17", "tình hình", "gì cơ", before=REPORTED)
    assert sum(len(one.deeds) for one in done) == 2
    assert everything(ward) == before


def test_it_waits_for_no_command_of_the_live_program(ward: World, database_url: str) -> None:
    """A command that holds the organisation for minutes delays no explanation."""
    with ward.database.transaction() as tx:
        lock_organisation(tx, ward.organisation_id)
        [one] = explained(ward, database_url, LAN, "xong 3")
    assert one.deeds == [Deed("done", (3,))]


def impatient(url: str) -> Database:
    """The live database as a program that gives up when it waits for a lock for more than 100 ms."""
    engine = open_engine(url)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _wait_for_a_tenth)
    return Database(engine)


def _wait_for_a_tenth(connection: Any, _record: object) -> None:
    connection.execute("SET lock_timeout = 100")
    connection.commit()


def test_a_live_program_never_waits_for_it_for_more_than_a_tenth_of_a_second(postgresql_url: str) -> None:
    database = impatient(postgresql_url)
    live = World(database)
    live.link(LAN)
    stop = Event()
    failed: list[Exception] = []
    thread = Thread(target=_obey_until, args=(live, stop, failed))
    thread.start()
    try:
        done = explained(live, postgresql_url, HA, *["xác nhận 3", "nhắc 17"] * 5, before=REPORTED)
    finally:
        stop.set()
        thread.join()
        database.close()
    assert [len(one.deeds) for one in done] == [1] * 10
    assert failed == []


def _obey_until(live: World, stop: Event, failed: list[Exception]) -> None:
    try:
        while not stop.is_set():
            live.now += timedelta(seconds=1)
            live.ask(LAN, "tiến độ 7 60")
            live.office.planning.plan(live.now)
    except Exception as error:  # what the thread meets is told by the test
        failed.append(error)


def test_while_a_message_is_being_tried_the_live_rows_are_free(ward: World, database_url: str) -> None:
    live = impatient(database_url)
    with trial_of(database_url, ward.organisation_id) as copy, copy.undone():
        with copy.transaction() as tx:
            lock_organisation(tx, ward.organisation_id)
        with live.transaction() as tx:
            lock_organisation(tx, ward.organisation_id)
    live.close()


def test_every_deed_and_every_showing_is_named_by_a_command(ward: World) -> None:
    del ward
    assert set(DEED_OF.values()) <= {*NAMES, "recommend"}
    assert set(SHOWN_BY.values()) <= set(NAMES)


def test_every_event_of_the_history_is_a_deed_or_is_known_to_be_none() -> None:
    assert set(EventKind) == {*DEED_OF, *NO_DEED, "check_in_answered"}


def test_every_notice_that_only_shows_is_known() -> None:
    names = {kind.__name__ for kind in kinds_of(Notice)}
    assert set(SHOWN_BY) <= names
    shows = {name for name in names if name.endswith("Shown")}
    assert shows <= set(SHOWN_BY)
