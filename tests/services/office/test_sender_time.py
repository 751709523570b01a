"""A report counts on the day the platform says it was sent, however late the program could handle it; both engines."""

import json
from datetime import UTC, timedelta

import pytest

from bot.platforms.telegram import inbound as telegram
from bot.platforms.zalo import inbound as zalo
from domain.messages.reports import StatusShown
from domain.messages.tasks import ShareReported, TaskReported, TaskShown, WaitingShown
from storage.absences import load_absences
from storage.events import events_of_task
from storage.lead_shares import shares_of
from tests.phone_ward import PHONES, PhoneWard
from tests.world import HA, LAN, MINH, World, hanoi

DOWN_SINCE, BACK = hanoi(14, 16, 59), hanoi(15, 8)


@pytest.fixture
def ward(world: World) -> PhoneWard:
    """The program was last in contact on 14/4 at 16:59, and starts again on the 15th."""
    made = PhoneWard(world)
    world.now = DOWN_SINCE
    made.fetch()
    world.now = BACK
    return made


def test_what_was_sent_while_the_program_was_down_is_credited_on_its_own_day(ward: PhoneWard) -> None:
    sent_at = hanoi(14, 17, 10)
    [answer] = ward.hear(LAN, "xong 3 đã ban hành QĐ 12", sent_at)
    assert isinstance(answer, TaskReported)
    assert answer.is_on_time
    assert answer.counted_on == sent_at.date()
    kept = ward.task(3).occurrence
    assert (kept.reported_on, kept.reported_at) == (sent_at.date(), sent_at)

    [waiting] = ward.hear(HA, "chờ xác nhận", BACK)
    assert isinstance(waiting, WaitingShown)
    assert [item.reported_on for item in waiting.items] == [sent_at.date()]
    ward.hear(HA, "xác nhận 3", BACK)
    [shown] = ward.hear(HA, "ct 3", BACK)
    assert isinstance(shown, TaskShown)
    assert (shown.reported_on, shown.is_on_time) == (sent_at.date(), True)
    status = next(s for s in ward.hear(HA, "tình hình", BACK) if isinstance(s, StatusShown))
    assert (status.cells.done_on_time, status.cells.done_late) == (1, 0)


def test_the_history_keeps_the_instant_at_which_it_was_handled(ward: PhoneWard) -> None:
    ward.hear(LAN, "xong 3", hanoi(14, 17, 10))
    with ward.world.database.reading() as tx:
        events = [stored.event for stored in events_of_task(tx, ward.task(3).task.id, limit=5)]
    [reported] = [event for event in events if event.what == "task_reported"]
    assert reported.at == BACK


def test_a_date_before_the_last_contact_counts_from_that_contact_and_one_to_come_from_now(ward: PhoneWard) -> None:
    ward.hear(LAN, "xong 3", hanoi(10, 9))
    at = ward.task(3).occurrence.reported_at
    assert at is not None
    assert DOWN_SINCE - timedelta(minutes=5) <= at <= DOWN_SINCE
    ward.hear(LAN, "xong 5", hanoi(28, 9))
    assert ward.task(5).occurrence.reported_at == BACK


def test_a_second_batch_of_what_waited_is_still_dated_by_its_own_messages(ward: PhoneWard) -> None:
    """Of many that waited the first hundred come first: that contact says nothing of the others' age."""
    ward.fetch(ward.message(HA, hanoi(14, 17), text="việc"), is_caught_up=False)
    ward.world.now = BACK + timedelta(minutes=2)
    ward.hear(LAN, "xong 3", hanoi(14, 17, 10))
    assert ward.task(3).occurrence.reported_on == hanoi(14).date()


def test_a_message_without_a_date_or_with_nonsense_counts_when_it_is_received(ward: PhoneWard) -> None:
    odd = ward.message(LAN, BACK, text="xong 3")
    for date in (None, 0, -5, 10**30, float("inf"), "2026", True):
        odd["message"] = {**odd["message"], "date": date}
        assert telegram.sent_at(odd) is None
    ward.fetch(odd)
    ward.work(LAN)
    assert ward.task(3).occurrence.reported_at == BACK


def test_a_press_counts_when_it_is_received_though_its_message_is_older(ward: PhoneWard) -> None:
    person = {"id": PHONES[LAN]}
    holder = {"message_id": 4, "chat": {"id": PHONES[LAN], "type": "private"}, "date": int(hanoi(14, 9).timestamp())}
    raw = {"update_id": 8000, "callback_query": {"id": "1", "from": person, "message": holder, "data": "done 3"}}
    assert telegram.sent_at(raw) is None
    ward.fetch(raw)
    ward.work(LAN)
    assert ward.task(3).occurrence.reported_at == BACK


def test_zalo_dates_in_milliseconds() -> None:
    at = hanoi(14, 17, 10)
    message = {"from": {"id": "z"}, "chat": {"id": "z"}, "date": int(at.timestamp() * 1000)}
    assert zalo.sent_at({"event_name": "message.text.received", "message": message}) == at
    assert zalo.sent_at({"ok": True, "result": {"event_name": "x", "message": message}}) == at
    assert zalo.sent_at({"message": {"date": int(at.timestamp())}}) is None, "seconds are no milliseconds"


def test_a_units_share_counts_on_the_day_it_was_sent(ward: PhoneWard) -> None:
    [answer] = ward.hear(MINH, "xong 6", hanoi(14, 17, 10))
    assert isinstance(answer, ShareReported)
    with ward.world.database.reading() as tx:
        [share] = shares_of(tx, ward.task(6).occurrence.id)
    assert share.reported_on == hanoi(14).date()


def test_tomorrow_is_the_day_after_the_message_was_sent(ward: PhoneWard) -> None:
    ward.hear(LAN, "nghỉ mai", hanoi(14, 17, 10))
    with ward.world.database.reading() as tx:
        away = load_absences(tx, ward.world.organisation_id, BACK.date())
    assert [(absence.first_day, absence.last_day) for absence in away] == [(hanoi(15).date(), hanoi(15).date())]


def test_the_payload_of_an_update_is_kept_as_it_came(ward: PhoneWard) -> None:
    raw = ward.message(LAN, hanoi(14, 17, 10), text="xong 3")
    ward.fetch(raw)
    [row] = ward.world.office.inbox.waiting(BACK)
    assert json.loads(row.payload) == raw
    assert row.said_at == hanoi(14, 17, 10).astimezone(UTC)
