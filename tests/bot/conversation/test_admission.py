"""What counts as a try to link, what as a question, and what nobody would answer; and how much of it is stored."""

import json

import pytest

from bot.conversation.admission import LONGEST_PAYLOAD, arrival_of, unlinked_update
from bot.messages import Attachment, Incoming, Kind
from bot.platforms.telegram.inbound import read_update
from domain.inbox import UnlinkedKind
from domain.invite_codes import CODE_ALPHABET, code_hash, spell_code

LETTERS = "K7MQ2XW9PA"
CODE = code_hash(LETTERS)


def origin(text: str = "", kind: Kind = Kind.TEXT, **fields: object) -> Incoming:
    return Incoming(kind, "1", "1", "Ai", text, **fields)  # type: ignore[arg-type]  # fields of any type by name


@pytest.mark.parametrize(
    "text",
    [
        "/start K7MQ2-XW9PA",
        "/start k7mq2xw9pa",
        "K7MQ2-XW9PA",
        "k7mq2 xw9pa",
        "mã của tôi là K7MQ2–XW9PA ạ",
        "K7MQ2 - XW9PA",
        "Kính gửi K7MQ2_XW9PA.",
        "trung k7mq2 xw9pa",
        "\uff2b\uff17MQ2-XW9PA",
        "Ma: K7MQ2\nXW9PA",
    ],
)
def test_a_word_of_a_codes_shape_is_a_try_however_it_is_typed(text: str) -> None:
    found = unlinked_update(origin(text))
    assert found.kind is UnlinkedKind.TRY
    assert CODE in found.code_hashes


def test_every_code_that_can_be_made_has_the_shape() -> None:
    for at in range(len(CODE_ALPHABET)):
        letters = (CODE_ALPHABET[at:] + CODE_ALPHABET)[:10]
        assert code_hash(letters) in unlinked_update(origin(spell_code(letters))).code_hashes


@pytest.mark.parametrize(
    "text", ["/start", "/start@dondoc_bot", "start", "bắt đầu", "/batdau", "/start x", "O0I1O-12345"]
)
def test_a_word_for_beginning_is_a_try_also_without_a_code_and_so_is_a_code_misread(text: str) -> None:
    assert unlinked_update(origin(text)).kind is UnlinkedKind.TRY


@pytest.mark.parametrize(
    "text",
    [
        "xin chào",
        "xong 3",
        "nội dung cuộc họp hôm nay",
        "K7MQ2-XW9P",
        "K7MQ2XW9PAA",
        "đề nghị đồng chí trưởng phòng",
        "5",
    ],
)
def test_other_words_are_a_question(text: str) -> None:
    found = unlinked_update(origin(text))
    assert (found.kind, found.code_hashes) == (UnlinkedKind.QUESTION, ())


def test_a_contact_is_a_try_whosever_it_is() -> None:
    for contact in (origin(kind=Kind.OTHER, is_own_contact=True), origin(kind=Kind.OTHER, content="contact")):
        assert unlinked_update(contact).kind is UnlinkedKind.TRY
    assert unlinked_update(origin(kind=Kind.OTHER)).kind is UnlinkedKind.UNANSWERED


def test_buttons_and_files_are_questions_and_what_is_never_answered_is_not_stored() -> None:
    for incoming in (origin("/done 3", Kind.PRESS), origin("", Kind.PHOTO, attachment=Attachment("x", ""))):
        assert unlinked_update(incoming).kind is UnlinkedKind.QUESTION
    for incoming in (
        origin("/start K7MQ2-XW9PA", is_private=False),
        origin(kind=Kind.OTHER, is_private=False, is_group=True, is_own_contact=True),
        origin(kind=Kind.BLOCKED),
        origin(kind=Kind.OTHER),
        origin(" \n "),
    ):
        assert unlinked_update(incoming).kind is UnlinkedKind.UNANSWERED


def test_a_code_typed_in_a_group_is_let_in_so_that_it_can_be_ended_and_other_words_are_a_question() -> None:
    found = unlinked_update(origin("/start K7MQ2-XW9PA", is_private=False, is_group=True))
    assert found.kind is UnlinkedKind.TRY
    assert CODE in found.code_hashes
    assert unlinked_update(origin("xong 3", is_private=False, is_group=True)).kind is UnlinkedKind.QUESTION


def _raw(text: str, **more: object) -> dict[str, object]:
    who = {"id": 77, "is_bot": False, "first_name": "Ai"}
    message = {"message_id": 1, "date": 1, "from": who, "chat": {"id": 77, "type": "private"}, "text": text}
    return {"update_id": 1, "message": message | more}


def test_a_long_text_of_a_stranger_is_stored_short_and_reads_the_same_at_its_beginning() -> None:
    entities = [{"type": "bold", "offset": n, "length": 1} for n in range(100)]
    long = arrival_of(read_update, _raw("ườ" * 2000, entities=entities), "1", "77")
    assert long.unlinked is not None
    assert len(long.payload) > 20_000
    assert 0 < len(long.unlinked.payload) <= 2 * LONGEST_PAYLOAD
    stored = read_update(json.loads(long.unlinked.payload))
    assert (stored.chat_id, stored.text) == ("77", "ườ" * 150)
    short = arrival_of(read_update, _raw("xin chào"), "1", "77")
    assert short.unlinked is not None
    assert short.unlinked.payload == ""


def test_what_cannot_be_read_is_a_question_and_nothing_that_is_nested_stops_it() -> None:
    nested: list[object] = []
    for _ in range(300):
        nested = [nested, "x" * 100]
    for raw in ({"update_id": 1}, _raw("xin chào", contact=nested)):
        arrival = arrival_of(read_update, raw, "1", None)
        assert arrival.unlinked is not None
        assert arrival.unlinked.kind is UnlinkedKind.QUESTION
        assert len(arrival.unlinked.payload) <= LONGEST_PAYLOAD
