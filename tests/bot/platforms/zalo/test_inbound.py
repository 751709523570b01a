"""Recorded events in, what was heard out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Attachment, Incoming, Kind
from bot.platforms.errors import Unreadable
from bot.platforms.zalo.inbound import chat_of, events_in, is_check, read_update, update_key

WHO = {"from": {"id": "lan", "display_name": "Lan", "is_bot": False}, "chat": {"id": "c1", "chat_type": "PRIVATE"}}
PRIVATE = {"chat_id": "c1", "account_id": "lan", "sender_name": "Lan"}


def test_a_text_is_read(event):
    assert read_update(event(text="xong 3\u200b")) == Incoming(
        Kind.TEXT, "chat-lan", "lan", "Nguyễn Thị Lan", "xong 3", is_private=True
    )


def test_an_event_may_come_wrapped(event):
    wrapped = {"ok": True, "result": event()}
    assert read_update(wrapped) == read_update(event())
    assert update_key(wrapped) == update_key(event()) == "m:m1"
    assert chat_of(wrapped) == "chat-lan"


@pytest.mark.parametrize(
    ("raw", "is_one"),
    [
        ({}, True),
        ({"ok": True}, True),
        ({"ok": True, "result": {}}, True),
        ({"event_name": "webhook.test"}, True),
        ({"ok": True, "result": {"event_name": "webhook.test", "message": None}}, True),
        ({"event_name": "message.text.received", "message": {}}, False),
        ({"ok": True, "result": {"event_name": "of.tomorrow", "message": "text"}}, False),
    ],
)
def test_an_event_without_a_message_is_a_check_of_the_platform(raw, is_one):
    assert is_check(raw) is is_one


@pytest.mark.parametrize("key", ["photo", "photo_url"])
def test_a_picture_is_told_by_its_address_and_its_caption(key):
    message = WHO | {key: "https://example.org/a.jpg", "caption": "xong 3", "message_id": "m2"}
    raw = {"event_name": "message.image.received", "message": message}
    picture = Attachment("https://example.org/a.jpg", "")
    assert read_update(raw) == Incoming(Kind.PHOTO, text="xong 3", attachment=picture, **PRIVATE)


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://a b", "https://" + "a" * 2000, 7, None])
def test_what_is_no_address_of_a_picture_is_other(address):
    raw = {"event_name": "message.image.received", "message": WHO | {"photo": address, "message_id": "m2"}}
    assert read_update(raw) == Incoming(Kind.OTHER, **PRIVATE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("message.sticker.received", "sticker"),
        ("message.voice.received", "voice"),
        ("message.unsupported.received", "unsupported"),
        ("of.tomorrow", ""),
        (None, ""),
    ],
)
def test_what_is_no_text_or_not_known_is_other(name, content):
    assert read_update({"event_name": name, "message": WHO}) == Incoming(Kind.OTHER, content=content, **PRIVATE)


def test_a_group_is_not_private():
    raw = {"event_name": "message.text.received", "message": WHO | {"text": "xong 3"}}
    for chat_type, is_private in (("GROUP", False), ("private", True), ("CHANNEL", False)):
        raw["message"]["chat"] = {"id": "c1", "chat_type": chat_type}
        assert read_update(raw).is_private is is_private


def test_a_chat_without_a_type_is_not_private():
    raw = {"event_name": "message.text.received", "message": WHO | {"text": "xong 3", "chat": {"id": "c1"}}}
    assert not read_update(raw).is_private


def test_another_bot_is_nobody_to_talk_to(event):
    raw = event()
    raw["message"]["from"]["is_bot"] = True
    assert not read_update(raw).is_private


def test_without_a_number_the_whole_event_is_the_key():
    first = {"event_name": "message.unsupported.received", "message": WHO | {"date": 1}}
    second = {"event_name": "message.unsupported.received", "message": WHO | {"date": 2}}
    assert update_key(first) == update_key(dict(reversed(first.items())))
    assert update_key(first) == update_key({"ok": True, "result": first})
    assert update_key(first) != update_key(second)
    assert len(update_key(first)) <= 80


def test_a_number_too_long_to_keep_is_kept_as_a_hash(event):
    assert len(update_key(event(number="x" * 300))) <= 80
    assert update_key(event(number="x" * 79)) != update_key(event(number="x" * 78))


@pytest.mark.parametrize(
    ("result", "count"), [(None, 0), ({}, 0), ([], 0), ("x", 0), ({"a": 1}, 1), ([{"a": 1}, 2], 1)]
)
def test_a_poll_brings_one_event_or_none(result, count):
    assert len(events_in(result)) == count


@pytest.mark.parametrize(
    "raw",
    [
        {}, {"message": 3}, {"message": {}}, {"message": WHO | {"from": {}}}, {"message": WHO | {"chat": {"id": True}}},
        {"message": WHO | {"chat": {"id": "x" * 81}}}, {"message": WHO | {"chat": {"id": "a\x00b"}}}, {"result": []},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_so(raw):
    with pytest.raises(Unreadable):
        read_update(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["message", "result", "from", "chat", "id", "text", "event_name"]), inner)
    ),
    max_leaves=12,
)


@given(raw=st.dictionaries(st.sampled_from(["message", "result", "event_name", "ok"]), JSON))
def test_nothing_that_arrives_breaks_the_reading(raw):
    assert 0 < len(update_key(raw)) <= 80
    chat = chat_of(raw)
    json.dumps(raw)
    try:
        origin = read_update(raw)
    except Unreadable:
        return
    assert origin.chat_id == chat
