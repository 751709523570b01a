"""The largest numbers that the edges let through can be kept by both engines."""

import json
import math
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.messages import DeliveryFailed
from bot.platforms.telegram.inbound import MAX_UPDATE_ID, chat_of, read_update, update_key
from bot.platforms.telegram.polling import Cursor
from bot.platforms.zalo import inbound as zalo
from domain.bounds import LARGEST_ID, LONGEST_CHAT_WAIT, read_json
from domain.deliveries import Outcome, Result
from domain.inbox import Arrival, CursorNow
from storage.engine.database import Database
from storage.tables import inbox, outbox, receipt
from tests.bot.absurd import LONG
from tests.security.ward import CHATS, Ward
from tests.world import BOT, CHANNEL


@pytest.fixture
def ward(database: Database) -> Ward:
    return Ward(database)


def test_the_largest_update_number_is_kept_and_gone_on_from(ward: Ward) -> None:
    person = {"id": -LARGEST_ID, "is_bot": False, "first_name": "Ai"}
    message = {
        "message_id": LARGEST_ID,
        "date": 1,
        "from": person,
        "chat": person | {"type": "private"},
        "text": "việc",
    }
    raw = {"update_id": MAX_UPDATE_ID, "message": message}
    cursor = Cursor().after([MAX_UPDATE_ID])
    now = CursorNow(cursor.epoch, cursor.next_offset, ward.now)
    arrival = Arrival(update_key(raw), chat_of(raw), json.dumps(raw))
    assert ward.office.inbox.receive(CHANNEL, BOT, now, [arrival], timedelta(0)) == 1
    assert ward.office.inbox.cursor(CHANNEL, BOT) == now
    ward.dispatcher.work()
    ward.deliver()
    with ward.database.reading() as tx:
        assert tx.execute(select(inbox.c.state)).scalars().all() == ["handled"]
        assert tx.execute(select(receipt.c.chat_id)).scalars().all() == [read_update(raw).chat_id]


def test_an_event_of_a_thousand_digits_is_kept_and_handled(ward: Ward) -> None:
    sender = '{"id":"u1","display_name":"Ai"}'
    chat = '{"id":"c1","chat_type":"PRIVATE"}'
    message = f'{{"from":{sender},"chat":{chat},"text":"xong 3","message_id":{LONG},"date":-{LONG}}}'
    raw = read_json(f'{{"event_name":"message.text.received","message":{message}}}')
    arrival = Arrival(zalo.update_key(raw), zalo.chat_of(raw), json.dumps(raw))
    for new in (1, 0):
        assert ward.office.inbox.receive("zalo", "b", CursorNow(0, 0, ward.now), [arrival], timedelta(0)) == new
    [row] = ward.office.inbox.waiting(ward.now)
    assert zalo.read_update(json.loads(row.payload)).text == "xong 3"


@pytest.mark.parametrize("seconds", [math.inf, math.nan])
def test_a_wait_of_any_length_is_kept_and_ends_within_the_hour(ward: Ward, seconds: float) -> None:
    ward.receive(ward.text(CHATS["officer"], "task 1"))
    ward.dispatcher.work()
    [leased] = ward.office.delivery.lease(ward.now, 8)
    refused = DeliveryFailed("429", retry_after=seconds)
    ward.office.delivery.record(
        [Outcome(leased.outbox_id, Result.REFUSED, reason="429", retry_after=refused.retry_after)], ward.now
    )
    with ward.database.reading() as tx:
        assert tx.execute(select(outbox.c.state, outbox.c.unknowns)).one() == ("waiting", 0)
    ward.now += timedelta(seconds=LONGEST_CHAT_WAIT)
    assert len(ward.deliver()) == 1
