"""Updates as Telegram sends them, and what they mean; whatever else arrives is unreadable, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Attachment, Incoming, Kind
from bot.platforms.errors import Unreadable
from bot.platforms.telegram.inbound import chat_of, read_update, update_id, update_key

LAN = {"id": 77, "is_bot": False, "first_name": "Lan", "last_name": "Nguyễn Thị", "language_code": "vi"}
BOT = {"id": 1, "is_bot": True, "first_name": "dondoc", "username": "dondoc_bot"}
PRIVATE = {"id": 77, "first_name": "Lan", "type": "private"}
GROUP = {"id": -1005, "title": "Phường", "type": "supergroup"}
REMINDER = {"message_id": 40, "from": BOT, "chat": PRIVATE, "date": 1, "text": "Việc 3 còn 1 ngày"}


def message(**fields):
    return {"update_id": 900, "message": {"message_id": 41, "from": LAN, "chat": PRIVATE, "date": 2, **fields}}


def origin(kind, text="", **fields):
    return Incoming(kind, "77", "77", "Lan Nguyễn Thị", text, **fields)


READINGS = {
    "a text": (message(text="xong 3"), origin(Kind.TEXT, "xong 3")),
    "a reply to our reminder": (
        message(text="xong", reply_to_message=REMINDER),
        origin(Kind.TEXT, "xong", reply_to="40"),
    ),
    "a reply to their own message": (
        message(text="xong", reply_to_message=REMINDER | {"from": LAN}),
        origin(Kind.TEXT, "xong"),
    ),
    "a photo with a caption": (
        message(photo=[{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}], caption="xong 3"),
        origin(Kind.PHOTO, "xong 3", attachment=Attachment("x", "")),
    ),
    "a photo in several sizes": (
        message(photo=[{"file_id": "small", "width": 90, "height": 60}, {"file_id": "large", "width": 900}]),
        origin(Kind.PHOTO, attachment=Attachment("large", "")),
    ),
    "a photo without a name": (message(photo=[{"file_id": 7}]), origin(Kind.OTHER)),
    "a document": (
        message(document={"file_id": "x", "file_name": "bc.docx"}),
        origin(Kind.FILE, attachment=Attachment("x", "bc.docx")),
    ),
    "a document of no name": (
        message(document={"file_id": "x", "file_size": 8}, caption="kế hoạch"),
        origin(Kind.FILE, "kế hoạch", attachment=Attachment("x", "", 8)),
    ),
    "a document without an id": (message(document={"file_name": "bc.docx"}), origin(Kind.OTHER)),
    "a sticker": (message(sticker={"file_id": "x"}), origin(Kind.OTHER, content="sticker")),
    "a message in a group": (
        message(text="xong 3", chat=GROUP),
        Incoming(Kind.TEXT, "-1005", "77", "Lan Nguyễn Thị", "xong 3", is_private=False, is_group=True),
    ),
    "a message edited later": (
        {"update_id": 901, "edited_message": message(text="xong 5")["message"]},
        origin(Kind.TEXT, "xong 5", is_edit=True),
    ),
    "a button pressed": (
        {
            "update_id": 902,
            "callback_query": {"id": "4242", "from": LAN, "message": REMINDER, "chat_instance": "1", "data": "/done 3"},
        },
        origin(Kind.PRESS, "/done 3", pressed_on="40", callback_id="4242"),
    ),
    "a button of a message too old to be given": (
        {"update_id": 903, "callback_query": {"id": "4242", "from": LAN, "data": "/done 3"}},
        origin(Kind.PRESS, "/done 3", callback_id="4242"),
    ),
    "the bot is blocked": (
        {"update_id": 904, "my_chat_member": {"chat": PRIVATE, "from": LAN, "date": 1,
         "old_chat_member": {"status": "member", "user": BOT}, "new_chat_member": {"status": "kicked", "user": BOT}}},
        origin(Kind.BLOCKED),
    ),
    "the bot is unblocked": (
        {"update_id": 905, "my_chat_member": {"chat": PRIVATE, "from": LAN, "date": 1,
         "old_chat_member": {"status": "kicked", "user": BOT}, "new_chat_member": {"status": "member", "user": BOT}}},
        origin(Kind.UNBLOCKED),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READINGS)
def test_each_kind_of_update_is_understood(name):
    raw, expected = READINGS[name]
    assert read_update(raw) == expected


@pytest.mark.parametrize("name", READINGS)
def test_each_update_names_its_chat_and_its_key(name):
    raw, expected = READINGS[name]
    assert chat_of(raw) == expected.chat_id
    assert update_key(raw) == str(raw["update_id"])


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": 1},
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {"message_id": 1, "chat": PRIVATE, "text": "x"}},
        {"update_id": 1, "message": {"message_id": 1, "from": {"id": "77"}, "chat": PRIVATE, "text": "x"}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "from": LAN}},
        [],
        None,
        "text",
    ],
)
def test_a_shape_that_is_not_known_is_unreadable(raw):
    with pytest.raises(Unreadable):
        read_update(raw)


@pytest.mark.parametrize("raw", [{}, {"update_id": "9"}, {"update_id": None}, {"update_id": True}, [], None])
def test_an_update_without_a_number_has_no_key(raw):
    with pytest.raises(Unreadable):
        update_key(raw)


NO_TYPE = {"id": 77, "first_name": "Lan"}
OTHER = {"id": 78, "is_bot": False, "first_name": "Khác"}


@pytest.mark.parametrize(
    "raw",
    [
        message(text="xong 3", chat=NO_TYPE),
        message(text="xong 3", chat=PRIVATE | {"type": "of.tomorrow"}),
        message(text="xong 3", **{"from": OTHER}),
        {"update_id": 1, "callback_query": {"id": "1", "from": OTHER, "message": REMINDER, "data": "/done 3"}},
        {"update_id": 1, "callback_query": {"id": "1", "from": LAN, "message": {"chat": NO_TYPE}, "data": "x"}},
        {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "from": OTHER, "new_chat_member": {"status": "kicked"}}},
    ],
)
def test_a_chat_without_a_type_or_of_somebody_else_is_no_private_chat_of_the_sender(raw):
    assert not read_update(raw).is_private


def test_the_senders_own_contact_is_told_from_that_of_somebody_else():
    for user_id, is_own in ((77, True), (78, False), (None, False), ("77", False), (True, False)):
        contact = {"phone_number": "+84900000000", "first_name": "Lan", "user_id": user_id}
        assert read_update(message(contact=contact)).is_own_contact is is_own
    assert not read_update(message(contact="77")).is_own_contact


def test_what_cannot_be_stored_is_taken_out_of_texts_and_names():
    raw = message(text="xong\x00 3\ud800")
    raw["message"]["from"] = LAN | {"first_name": "La\x00n\ud83d", "last_name": "x" * 500}
    incoming = read_update(raw)
    assert incoming.text == "xong 3"
    assert incoming.sender_name.startswith("Lan xxx")
    assert len(incoming.sender_name) <= 120


LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.floats(allow_nan=False))
KEYS = st.sampled_from(
    ["update_id", "message", "callback_query", "my_chat_member", "edited_message", "from", "chat", "id", "text",
     "reply_to_message", "message_id", "data", "new_chat_member", "status", "type", "first_name"]
)  # fmt: skip
ANYTHING = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=20)


@given(ANYTHING)
def test_nothing_at_all_makes_reading_crash(raw):
    for read in (read_update, update_key, update_id):
        try:
            read(raw)
        except Unreadable:
            continue
    assert chat_of(raw) is None or isinstance(chat_of(raw), str)
