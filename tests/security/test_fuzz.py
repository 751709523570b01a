"""Whatever a platform or a person sends: nothing crashes, nothing takes long, and who stands behind it is served."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.messages import Incoming
from bot.platforms.errors import Unreadable
from bot.platforms.telegram.inbound import chat_of, read_update, update_key
from domain.inbox import Arrival, CursorNow
from storage.engine.database import Database
from storage.tables import inbox
from tests.security.ward import CHATS, Ward
from tests.world import BOT, CHANNEL
from wording.command_names import VOCABULARY

KEYS = (
    "update_id", "message", "callback_query", "my_chat_member", "edited_message", "chat", "from", "id", "type", "text",
    "data", "caption", "reply_to_message", "message_id", "is_bot", "first_name", "new_chat_member", "status",
)  # fmt: skip
NASTY = ("\x00", "\ud800", "\udfff tail", "\u202e/done 1", "/start \x00", "xong \ud83d 1", "\u0301" * 2000, "9" * 5000)
NUMBERS = st.one_of(st.integers(-5, 5), st.sampled_from([2**31, 2**53, 2**63, -(2**63) - 1, 10**300]), st.floats())
TEXTS = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(NASTY),
    st.sampled_from([spelling for name in VOCABULARY for spelling in name.spellings]),
)
LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
NAMES = st.one_of(st.sampled_from(KEYS), st.text(st.characters(), max_size=5))
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=6)),
    max_leaves=25,
)
PERSON = st.fixed_dictionaries({"id": st.one_of(st.sampled_from(list(CHATS.values())), ANYTHING)})
MESSAGE = st.fixed_dictionaries(
    {"chat": st.one_of(PERSON, ANYTHING), "from": st.one_of(PERSON, ANYTHING)},
    optional={"text": TEXTS, "reply_to_message": ANYTHING, "message_id": ANYTHING, "caption": ANYTHING},
)
PRESS = st.fixed_dictionaries({"from": PERSON, "data": TEXTS, "message": MESSAGE})
UPDATES = st.one_of(
    ANYTHING,
    st.fixed_dictionaries({"message": MESSAGE}),
    st.fixed_dictionaries({"callback_query": PRESS}),
    st.fixed_dictionaries({"my_chat_member": st.fixed_dictionaries({"from": PERSON, "new_chat_member": ANYTHING})}),
)


def ascii_start(text: str) -> str:
    return ascii(text[:12])


@given(UPDATES)
def test_any_json_is_read_or_called_unreadable(raw: Any) -> None:
    for read in (read_update, update_key):
        try:
            assert isinstance(read(raw), Incoming | str)
        except Unreadable as unreadable:
            str(unreadable).encode()
    chat = chat_of(raw)
    assert chat is None or len(chat) <= 20


def test_any_batch_is_handled_or_put_aside_and_the_person_behind_it_is_served(ward: Ward) -> None:
    """In one world for all examples: what one of them leaves behind must not hold up the next."""
    keys = iter(range(1, 100_000))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(UPDATES, min_size=1, max_size=6))
    def served(batch: list[Any]) -> None:
        ward.answers_to(CHATS["leader"])
        arrivals = [Arrival(f"odd {next(keys)}", chat_of(raw), json.dumps(raw)) for raw in batch]
        ward.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, ward.now), arrivals)
        ward.receive(ward.text(CHATS["leader"], "task 4"))
        started = time.monotonic()
        ward.dispatcher.work()
        assert time.monotonic() - started < 5
        assert "TaskShown" in [type(response).__name__ for response in ward.answers_to(CHATS["leader"])]
        ward.now += timedelta(hours=1)
        _try_again_until_parked(ward)

    served()
    with ward.database.reading() as tx:
        assert set(tx.execute(select(inbox.c.state)).scalars()) <= {"handled", "ignored", "parked"}


def _try_again_until_parked(ward: Ward) -> None:
    for _ in range(6):
        ward.dispatcher.work()
        ward.now += timedelta(hours=1)


@pytest.mark.parametrize(
    "payload",
    ["", "null", "[]", "5", '"text"', "{", "[" * 5000, '{"a":' * 5000, "1" * 10_000, '{"message": NaN}'],
    ids=ascii_start,
)
def test_a_stored_update_that_is_not_what_it_should_be_is_parked(database: Database, payload: str) -> None:
    ward = Ward(database)
    ward.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, ward.now), [Arrival("odd", None, payload)])
    _try_again_until_parked(ward)
    with database.reading() as tx:
        state, error = tx.execute(select(inbox.c.state, inbox.c.error)).one()
    assert state == "parked"
    assert error


@pytest.mark.parametrize("key", ["\x00", "\ud800", "\u202e" * 900], ids=ascii_start)
def test_an_unknown_update_whose_name_no_database_can_store_holds_up_nobody(ward: Ward, key: str) -> None:
    ward.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, ward.now), [Arrival("odd", None, json.dumps({key: 1}))])
    assert [type(s).__name__ for s in ward.ask_in(CHATS["leader"], "task 4")] == ["TaskShown"]
    _try_again_until_parked(ward)
    with ward.database.reading() as tx:
        assert "parked" in tx.execute(select(inbox.c.state)).scalars().all()
