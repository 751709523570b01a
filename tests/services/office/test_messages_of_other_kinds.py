"""What is not plain text of its sender: forwards, quotations, edits, albums, media, groups, reactions; both engines."""

from datetime import timedelta
from typing import Any

import pytest

from domain.messages.chats import Content, CourtesyAnswered, EditTooLate, ForwardAsked, GroupCodeEnded, NotText
from domain.messages.evidence import EvidenceKept, HandedIn
from domain.messages.questions import NotUnderstood, WhichTask
from domain.messages.reports import MorningDigest
from domain.messages.tasks import TaskReported
from domain.tasks import State
from services.commands.change_people import invite_person
from storage.evidence import evidence_of
from tests.phone_ward import PHONES, PhoneWard
from tests.world import HA, LAN, MINH, World, hanoi, names_of

ORIGIN = {"type": "user", "sender_user": {"id": 77, "first_name": "Hà", "last_name": "Trần Thu"}, "date": 1_776_000_000}
QUOTE = {"text": "việc 3", "position": 0}
SECOND = timedelta(seconds=1)


@pytest.fixture
def ward(world: World) -> PhoneWard:
    made = PhoneWard(world)
    world.now = hanoi(10, 9)
    return made


def photo(name: str = "AgAC1") -> list[dict[str, Any]]:
    return [{"file_id": name, "width": 900, "height": 600}]


def files_of(ward: PhoneWard, number: int) -> list[str]:
    with ward.world.database.reading() as tx:
        kept = evidence_of(tx, ward.task(number).occurrence.id)
    return [f"{piece.kind.value} {piece.file_ref}" for piece in kept]


PASSED_ON = {
    "a forward": {"forward_origin": ORIGIN},
    "a forward of somebody hidden": {"forward_origin": {"type": "hidden_user", "sender_user_name": "Hà", "date": 1}},
    "a forward as older servers say it": {"forward_date": 1_776_000_000, "forward_from": {"id": 7, "first_name": "Hà"}},
    "a reply to another chat": {"external_reply": {"origin": ORIGIN}},
    "a quotation": {"quote": QUOTE},
}


@pytest.mark.parametrize("fields", PASSED_ON.values(), ids=PASSED_ON)
def test_what_is_forwarded_or_quoted_does_nothing_and_asks_with_the_words_that_stood_there(
    ward: PhoneWard, fields: dict[str, Any]
) -> None:
    [asked] = ward.hear(LAN, "xong 3", **fields)
    assert isinstance(asked, ForwardAsked)
    assert asked.typed == "xong 3"
    assert ward.task(3).occurrence.state is State.OPEN


def test_a_forward_names_its_author_and_offers_nothing_where_no_command_stood(ward: PhoneWard) -> None:
    assert ward.hear(LAN, "Chiều nay họp nhé", forward_origin=ORIGIN) == [ForwardAsked("Hà Trần Thu", "")]


def test_a_forwarded_picture_with_a_report_below_it_hands_nothing_in(ward: PhoneWard) -> None:
    ward.fetch(ward.message(LAN, photo=photo(), caption="xong 3", forward_origin=ORIGIN))
    assert names_of(ward.work(LAN)) == ["ForwardAsked"]
    assert files_of(ward, 3) == []


def test_a_stranger_hears_nothing_of_forwards_stickers_and_edits(ward: PhoneWard) -> None:
    for fields in ({"text": "xong 3", "forward_origin": ORIGIN}, {"sticker": {"file_id": "x"}}):
        raw = ward.message(LAN, **fields)
        raw["message"] |= {"from": {"id": 666}, "chat": {"id": 666, "type": "private"}}
        ward.fetch(raw)
    ward.work(LAN)
    assert ward.world.deliver() == []


def edited(ward: PhoneWard, first: dict[str, Any], **fields: Any) -> dict[str, Any]:
    again = ward.message(LAN, kind="edited_message", **fields)
    again["edited_message"]["message_id"] = first["message"]["message_id"]
    return again


@pytest.mark.parametrize("before", ["xogn 3", "xong 99", "xong"])
def test_an_edited_message_is_obeyed_when_nothing_came_of_it_before(ward: PhoneWard, before: str) -> None:
    first = ward.message(LAN, text=before)
    ward.fetch(first)
    ward.work(LAN)
    ward.fetch(edited(ward, first, text="xong 3"))
    assert names_of(ward.work(LAN)) == ["TaskReported"]
    assert ward.task(3).occurrence.state is State.REPORTED


def test_an_edited_message_that_was_obeyed_changes_nothing_and_is_answered(ward: PhoneWard) -> None:
    first = ward.message(LAN, text="xong 3")
    ward.fetch(first)
    ward.work(LAN)
    ward.fetch(edited(ward, first, text="xong 5"))
    assert ward.work(LAN) == [EditTooLate()]
    assert (ward.task(3).occurrence.state, ward.task(5).occurrence.state) == (State.REPORTED, State.OPEN)


def test_the_second_edit_of_a_message_is_not_obeyed_when_the_first_was(ward: PhoneWard) -> None:
    first = ward.message(LAN, text="xogn 3")
    for raw in (first, edited(ward, first, text="xong 3"), edited(ward, first, text="xong 5")):
        ward.fetch(raw)
        said = ward.work(LAN)
    assert said == [EditTooLate()]
    assert ward.task(5).occurrence.state is State.OPEN


def test_an_edit_that_changes_no_word_and_one_of_an_unknown_message_do_nothing(ward: PhoneWard) -> None:
    first = ward.message(LAN, text="xong 3")
    ward.fetch(first)
    ward.work(LAN)
    ward.fetch(edited(ward, first, text="xong 3"))
    assert ward.work(LAN) == []
    ward.fetch(ward.message(LAN, kind="edited_message", text="xong 5"))
    assert ward.work(LAN) == [EditTooLate()]
    assert ward.task(5).occurrence.state is State.OPEN


@pytest.mark.parametrize("bears_it", [0, 1, 2])
def test_an_album_is_one_hand_in_whichever_picture_bears_the_caption(ward: PhoneWard, bears_it: int) -> None:
    for n in range(3):
        caption: dict[str, Any] = {"caption": "xong 3 đã ban hành"} if n == bears_it else {}
        ward.fetch(ward.message(LAN, photo=photo(f"p{n}"), media_group_id="77", **caption), hold=3 * SECOND)
    assert ward.work(LAN) == []
    ward.world.now += 4 * SECOND
    reported, receipt = ward.work(LAN)
    assert isinstance(reported, TaskReported)
    assert receipt == HandedIn(3, "photo", waiting=3)
    assert sorted(files_of(ward, 3)) == ["photo p0", "photo p1", "photo p2"]


def test_an_album_that_waits_when_the_program_is_killed_is_one_hand_in_afterwards(ward: PhoneWard) -> None:
    for n, caption in enumerate(("", "xong 3")):
        fields: dict[str, Any] = {"caption": caption} if caption else {}
        ward.fetch(ward.message(LAN, photo=photo(f"p{n}"), media_group_id="77", **fields), hold=3 * SECOND)
    ward.restart()
    ward.world.now += 60 * SECOND
    assert names_of(ward.work(LAN)) == ["TaskReported", "HandedIn"]
    assert files_of(ward, 3) == ["photo p0", "photo p1"]


def test_a_picture_that_comes_after_its_album_was_handled_is_kept_with_it_and_not_answered(ward: PhoneWard) -> None:
    ward.fetch(ward.message(LAN, photo=photo("p0"), media_group_id="77", caption="xong 3"))
    assert names_of(ward.work(LAN)) == ["TaskReported", "HandedIn"]
    ward.fetch(ward.message(LAN, photo=photo("p1"), media_group_id="77"))
    assert ward.work(LAN) == []
    assert files_of(ward, 3) == ["photo p0", "photo p1"]


def test_the_pictures_of_two_albums_do_not_mix(ward: PhoneWard) -> None:
    for n, (album, caption) in enumerate([("a", "minh chứng 3"), ("b", "minh chứng 5"), ("a", ""), ("b", "")]):
        fields: dict[str, Any] = {"caption": caption} if caption else {}
        ward.fetch(ward.message(LAN, photo=photo(f"p{n}"), media_group_id=album, **fields), hold=SECOND)
    ward.world.now += 2 * SECOND
    said = ward.work(LAN)
    assert [(s.line.number, s.pieces) for s in said if isinstance(s, EvidenceKept)] == [(3, 2), (5, 2)]
    assert (files_of(ward, 3), files_of(ward, 5)) == (["photo p0", "photo p2"], ["photo p1", "photo p3"])


MEDIA = {
    "a video": ({"video": {"file_id": "v"}}, "video v"),
    "an animation, which comes as a document too": (
        {"animation": {"file_id": "a"}, "document": {"file_id": "a"}}, "animation a"),
    "an audio file": ({"audio": {"file_id": "m", "file_name": "hop.mp3"}}, "audio m"),
    "a voice": ({"voice": {"file_id": "o"}}, "voice o"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "kept"), MEDIA.values(), ids=MEDIA)
def test_the_caption_of_a_video_or_a_voice_is_read_and_what_came_with_it_is_kept(
    ward: PhoneWard, fields: dict[str, Any], kept: str
) -> None:
    ward.fetch(ward.message(LAN, caption="xong 3 đã ban hành", **fields))
    assert names_of(ward.work(LAN)) == ["TaskReported", "HandedIn"]
    assert files_of(ward, 3) == [kept]


def test_a_coordinators_video_is_no_plan(ward: PhoneWard) -> None:
    ward.fetch(ward.message(HA, video={"file_id": "v", "file_name": "ke-hoach.docx"}))
    assert names_of(ward.work(HA)) == ["WhichTask"]


def test_a_picture_that_the_words_do_not_hand_in_is_not_lost_silently(ward: PhoneWard) -> None:
    ward.fetch(ward.message(LAN, photo=photo(), caption="xong"))
    [which] = ward.work(LAN)
    assert isinstance(which, WhichTask), "the picture waits with the question"
    ward.fetch(ward.message(LAN, photo=photo(), caption="nhận 3"))
    assert names_of(ward.work(LAN)) == ["TaskAcknowledged", "HandedInVain"]


OTHERS = {
    "a voice": ({"voice": {"file_id": "x"}}, Content.VOICE),
    "a round video": ({"video_note": {"file_id": "x"}}, Content.ROUND_VIDEO),
    "a sticker": ({"sticker": {"file_id": "x"}}, Content.STICKER),
    "a place": ({"location": {"latitude": 20.9, "longitude": 106.6}}, Content.LOCATION),
    "a venue": ({"venue": {"title": "UBND"}, "location": {"latitude": 1, "longitude": 1}}, Content.LOCATION),
    "somebody else's contact": ({"contact": {"phone_number": "1", "user_id": 4}}, Content.CONTACT),
    "a poll": ({"poll": {"question": "?"}}, Content.POLL),
    "a dice": ({"dice": {"emoji": "🎲"}}, Content.STICKER),
}


@pytest.mark.parametrize(("fields", "content"), OTHERS.values(), ids=OTHERS)
def test_what_cannot_be_read_is_answered_in_one_sentence_once_a_day(
    ward: PhoneWard, fields: dict[str, Any], content: Content
) -> None:
    for _ in range(3):
        ward.fetch(ward.message(LAN, **fields))
    assert ward.work(LAN) == [NotText(content.value)]
    ward.world.now += timedelta(days=1)
    ward.fetch(ward.message(LAN, **fields))
    assert ward.work(LAN) == [NotText(content.value)]


def test_a_sticker_and_a_voice_of_one_day_are_each_answered(ward: PhoneWard) -> None:
    sent: list[dict[str, Any]] = [{"sticker": {}}, {"voice": {"file_id": "x"}}, {"sticker": {}}]
    for fields in sent:
        ward.fetch(ward.message(LAN, **fields))
    assert ward.work(LAN) == [NotText("sticker"), NotText("voice")]


def in_group(ward: PhoneWard, text: str, user: int) -> list[object]:
    raw = ward.message(LAN, text=text)
    raw["message"] |= {"from": {"id": user}, "chat": {"id": -100, "type": "group"}}
    ward.fetch(raw)
    while ward.dispatcher.work():
        pass
    return [response for d in ward.world.deliver() for response in d.responses if d.chat_id == "-100"]


def test_a_group_is_told_once_a_day_to_write_privately_and_nothing_is_done_there(ward: PhoneWard) -> None:
    assert in_group(ward, "xong 3", PHONES[LAN]) == [NotText("group")]
    assert in_group(ward, "xong 3", PHONES[LAN]) == []
    assert ward.task(3).occurrence.state is State.OPEN


def test_a_code_typed_in_a_group_ends_there_and_the_group_is_told(ward: PhoneWard) -> None:
    with ward.world.database.transaction() as tx:
        code = invite_person(tx, ward.world.organisation_id, MINH, ward.world.now).code
    assert in_group(ward, f"/start {code}", 999) == [GroupCodeEnded()]
    raw = ward.message(LAN, text=f"/start {code}")
    raw["message"] |= {"from": {"id": 998}, "chat": {"id": 998, "type": "private"}}
    ward.fetch(raw)
    while ward.dispatcher.work():
        pass
    assert [names_of(d.responses) for d in ward.world.deliver()] == [["CodeNotAccepted"]]


def reaction(ward: PhoneWard, name: str, message_id: str, emoji: str = "👍", before: str = "") -> dict[str, Any]:
    raw = ward.message(name, kind="message_reaction")
    change = raw["message_reaction"]
    change |= {"user": change.pop("from"), "message_id": int(message_id)}
    change |= {"new_reaction": [{"type": "emoji", "emoji": emoji}]}
    change["old_reaction"] = [{"type": "emoji", "emoji": before}] if before else []
    return raw


def the_reminder(ward: PhoneWard, name: str) -> str:
    """The platform's number of the morning message, which `World.accepted` counts up."""
    ward.world.now = hanoi(10, 7, 30)
    ward.world.office.planning.plan(ward.world.now)
    while leased := ward.world.office.delivery.lease(ward.world.now, 8):
        outcomes = [ward.world.accepted(delivery) for delivery in leased]
        ward.world.office.delivery.record(outcomes, ward.world.now)
        for delivery, outcome in zip(leased, outcomes, strict=True):
            if delivery.chat_id == str(PHONES[name]) and isinstance(delivery.responses[0], MorningDigest):
                return str(outcome.message_id)
    raise AssertionError("no reminder")


def test_a_thumb_up_on_a_reminder_takes_its_tasks_on(ward: PhoneWard) -> None:
    number = the_reminder(ward, LAN)
    ward.fetch(reaction(ward, LAN, number))
    assert set(names_of(ward.work(LAN))) == {"TaskAcknowledged"}
    assert ward.task(3).occurrence.acknowledged_at is not None
    assert ward.task(3).occurrence.state is State.OPEN


@pytest.mark.parametrize("emoji", ["😀", "👎", "❤"])
def test_any_other_reaction_does_nothing(ward: PhoneWard, emoji: str) -> None:
    ward.fetch(reaction(ward, LAN, the_reminder(ward, LAN), emoji))
    assert ward.work(LAN) == []
    assert ward.task(3).occurrence.acknowledged_at is None


def test_a_thumb_of_somebody_who_may_not_take_the_task_on_does_nothing(ward: PhoneWard) -> None:
    number = the_reminder(ward, LAN)
    for name, message_id in ((MINH, number), (LAN, "424242")):
        ward.fetch(reaction(ward, name, message_id))
        assert ward.work(name) == []
    assert ward.task(3).occurrence.acknowledged_at is None


@pytest.mark.parametrize(
    "text",
    [
        "cảm ơn", "Cảm ơn đồng chí ạ!", "vâng", "dạ", "Dạ vâng ạ", "👍", "🙏🙏", "cam on em", "ok anh", "xin chào",
        "Chào em", "chào buổi sáng ạ", "hello", "rõ", "dạ rõ", "đã rõ ạ", "tôi đã rõ", "xin chao", "da ro",
    ],
)  # fmt: skip
def test_courtesy_gets_courtesy_once_a_day_and_is_never_misunderstood(ward: PhoneWard, text: str) -> None:
    assert ward.hear(LAN, text) == [CourtesyAnswered()]
    assert ward.hear(LAN, text) == []


@pytest.mark.parametrize(
    "text", ["vâng 3", "cảm ơn?", "cảm ơn, mai họp", "hôm nay trời đẹp", "...", "có", "đã", "123", "€€"]
)
def test_what_says_more_than_courtesy_is_asked_about(ward: PhoneWard, text: str) -> None:
    assert CourtesyAnswered() not in ward.hear(LAN, text)


def test_that_it_was_read_is_meant_of_tasks_only_in_reply_to_the_reminder(ward: PhoneWard) -> None:
    number = the_reminder(ward, LAN)
    assert ward.hear(LAN, "đã rõ ạ") == [CourtesyAnswered()]
    assert ward.task(3).occurrence.acknowledged_at is None
    replied = {"message_id": int(number), "from": {"is_bot": True}}
    assert isinstance(ward.hear(LAN, "đã rõ ạ", reply_to_message=replied)[0], WhichTask), "it tells of several"


def test_words_that_are_no_courtesy_are_still_not_understood(ward: PhoneWard) -> None:
    [asked] = ward.hear(LAN, "hôm nay trời đẹp")
    assert isinstance(asked, NotUnderstood)
