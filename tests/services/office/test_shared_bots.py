"""A bot of several organisations: each update is for one, and where that is not known, the person is asked."""

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from domain.channel_holds_and_quotas import ChannelHold, HoldReason
from domain.deliveries import Outcome, Result
from domain.messages.shared_chats import WhichOrganisation
from storage.accounts import link
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.tables import receipt
from tests.people import find_by_name
from tests.services.office.shared_ward import CHATS, NAMES, SharedWard, codes_of, kinds_of
from tests.world import BOT, CHANNEL, HA, LAN, MINH

STRANGER = "Người lạ"
PHONE = "0912000077"


@pytest.fixture
def ward(database: Database) -> SharedWard:
    return SharedWard(database)


def test_who_belongs_to_one_organisation_is_answered_as_ever(ward: SharedWard) -> None:
    for name, code in ((HA, "HB"), (MINH, "LC")):
        [told] = ward.ask(name, "việc")
        assert (told.code, told.names_organisation, ward.last_way()) == (code, False, "")
    [told] = ward.ask(HA, "HB việc")
    assert told.kinds == ["NotUnderstood"]


def test_a_stranger_is_answered_once_by_the_first_and_a_code_leads_to_its_organisation(ward: SharedWard) -> None:
    [told] = ward.ask(STRANGER, "xin chào")
    assert (told.code, told.kinds) == ("HB", ["Stranger"])
    [told] = ward.ask(STRANGER, f"/start {ward.code_for('LC', 'Phạm Quốc Hùng')}")
    assert (told.code, told.kinds, told.names_organisation) == ("LC", ["Welcome"], False)
    assert codes_of(ward.ask(STRANGER, "việc")) == ["LC"]


def test_a_code_of_another_organisation_makes_a_person_belong_to_both(ward: SharedWard) -> None:
    told = ward.ask(HA, f"/start {ward.code_for('LC', 'Phạm Quốc Hùng')}")
    assert ("LC", ["Welcome"]) in [(one.code, one.kinds) for one in told]
    assert [one.kinds for one in ward.ask(HA, "xong 1")] == [["WhichOrganisation"]]


def test_a_stranger_who_shares_a_number_is_linked_by_the_organisation_that_has_it(ward: SharedWard) -> None:
    """It was looked up in the first one only, which said that nobody has it."""
    ward.list_number("LC", "Phạm Quốc Hùng", PHONE)
    told = ward.share_number(STRANGER, f"+84{PHONE[1:]}")
    assert ("LC", ["Welcome"]) in [(one.code, one.kinds) for one in told]
    assert codes_of(ward.ask(STRANGER, "việc")) == ["LC"]


def test_who_is_listed_by_two_shares_the_number_for_each(ward: SharedWard) -> None:
    for code in ("LC", "HB"):
        ward.list_number(code, "Phạm Quốc Hùng", PHONE)
    for code in ("HB", "LC"):
        assert (code, ["Welcome"]) in [(one.code, one.kinds) for one in ward.share_number(STRANGER, PHONE)]
    [told] = ward.ask(STRANGER, "xong 1")
    assert told.kinds == ["WhichOrganisation"]
    [told] = ward.share_number(STRANGER, PHONE)
    assert told.kinds == ["Welcome"], "both know the chat: nothing more to link"


@pytest.mark.parametrize(("listed", "code"), [((), "HB"), ((MINH,), "LC"), ((LAN, "Phạm Quốc Hùng"), "LC")])
def test_a_number_by_which_nobody_can_be_linked_is_refused_by_one_of_them(
    ward: SharedWard, listed: tuple[str, ...], code: str
) -> None:
    """Nobody has it: the first organisation says so; its owner is linked, or two have it: the one that has it does."""
    for name in listed:
        ward.list_number("LC", name, PHONE)
    [told] = ward.share_number(STRANGER, PHONE)
    assert (told.code, told.kinds) == (code, ["PhoneNotKnown"])


def test_a_number_shared_again_by_who_is_linked_changes_nothing(ward: SharedWard) -> None:
    """Hà belongs to HB; in LC the number is that of Minh, who is linked there."""
    ward.list_number("LC", MINH, PHONE)
    assert codes_of(ward.share_number(HA, PHONE)) == ["HB"]


def test_the_code_in_the_text_says_which_and_is_taken_out(ward: SharedWard) -> None:
    [told] = ward.ask(LAN, "LC việc")
    assert (told.code, told.kinds, told.names_organisation) == ("LC", ["TaskListShown"], True)
    [done] = ward.ask(LAN, "xong LC-3")
    assert (done.code, done.kinds) == ("LC", ["TaskReported"])
    [shown] = ward.ask(LAN, "hb-3")
    assert shown.code == "HB"
    assert "TaskReported" not in shown.kinds
    assert kinds_of(ward.ask(LAN, "HB")) == ["HelpShown"]


def test_a_message_that_names_two_is_done_for_none(ward: SharedWard) -> None:
    [told] = ward.ask(LAN, "xong HB-3, LC-3")
    assert told.kinds == ["OneOrganisationAtATime"]
    assert not told.names_organisation or told.responses[0].is_of_no_organisation
    assert kinds_of(ward.ask(LAN, "xong LC-3")) == ["TaskReported"]  # it was open still


def test_a_reply_and_a_button_are_for_the_organisation_of_the_message(ward: SharedWard) -> None:
    [hb] = ward.ask(LAN, "HB việc 3")
    [lc] = ward.ask(LAN, "LC việc 3")
    [told] = ward.ask(LAN, "xong 3", reply_to=hb.message_id)
    assert (told.code, told.kinds) == ("HB", ["TaskReported"])
    told, *_ = ward.tap(LAN, lc.message_id, "done 3")
    assert (told.code, told.kinds) == ("LC", ["TaskReported"])


def test_the_text_against_the_message_replied_to_is_asked_about(ward: SharedWard) -> None:
    [hb] = ward.ask(LAN, "HB việc 3")
    assert kinds_of(ward.ask(LAN, "xong LC-3", reply_to=hb.message_id)) == ["WhichOrganisation"]


def test_what_only_shows_follows_the_organisation_that_wrote_last(ward: SharedWard) -> None:
    ward.ask(LAN, "LC việc")
    ward.later(minutes=5)
    assert codes_of(ward.ask(LAN, "tình hình")) == ["LC"]
    ward.later(minutes=5)
    ward.ask(LAN, "HB việc")
    ward.later(minutes=5)
    assert codes_of(ward.ask(LAN, "việc")) == ["HB"]
    ward.later(days=1, minutes=1)
    assert kinds_of(ward.ask(LAN, "việc")) == ["WhichOrganisation"]


def test_two_that_wrote_at_about_the_same_time_are_asked_about(ward: SharedWard) -> None:
    ward.ask(LAN, "LC việc")
    ward.later(seconds=20)
    ward.ask(LAN, "HB việc")
    ward.later(minutes=5)
    assert kinds_of(ward.ask(LAN, "việc")) == ["WhichOrganisation"]


def test_a_deed_without_a_code_is_asked_about_however_clear_the_conversation(ward: SharedWard) -> None:
    ward.ask(LAN, "HB việc 3")
    ward.later(minutes=5)
    for typed in ("xong 3", "xong", "vướng 3 thiếu người"):
        [told] = ward.ask(LAN, typed)
        assert told.kinds == ["WhichOrganisation"]
        assert [one.code for one in _asked(told.responses[0]).organisations] == ["HB", "LC"]


def _asked(response: object) -> WhichOrganisation:
    assert isinstance(response, WhichOrganisation)
    return response


@pytest.mark.parametrize("is_typed", [True, False])
def test_the_answer_repeats_what_was_asked_about_for_that_organisation(ward: SharedWard, is_typed: bool) -> None:
    [asked] = ward.ask(LAN, "xong 3")
    told = ward.ask(LAN, "lc") if is_typed else ward.tap(LAN, asked.message_id, "LC")
    assert (codes_of(told), kinds_of(told)[:1]) == (["LC"], ["TaskReported"])
    assert kinds_of(ward.ask(LAN, "HB việc 3")) == ["TaskShown"]
    [again] = ward.tap(LAN, asked.message_id, "HB")
    assert again.kinds == ["OrganisationChosenBefore"]
    assert kinds_of(ward.ask(LAN, "xong HB-3")) == ["TaskReported"]  # it was open still


def test_a_question_that_is_left_says_nothing_of_which_organisation_is_meant(ward: SharedWard) -> None:
    ward.ask(LAN, "LC việc")
    ward.later(minutes=5)
    ward.ask(LAN, "xong 3")
    ward.later(minutes=5)
    assert codes_of(ward.ask(LAN, "việc")) == ["LC"]


def test_an_answer_is_for_the_one_that_asked_last_else_it_is_asked(ward: SharedWard) -> None:
    assert kinds_of(ward.ask(LAN, "LC xong")) == ["WhichTask"]
    ward.later(minutes=2)
    [told] = ward.ask(LAN, "3")
    assert (told.code, told.kinds) == ("LC", ["TaskReported"])
    assert kinds_of(ward.ask(LAN, "LC xong")) == ["WhichTask"]
    ward.later(minutes=2)
    assert kinds_of(ward.ask(LAN, "HB xong")) == ["WhichTask"]
    ward.later(minutes=2)
    assert kinds_of(ward.ask(LAN, "3")) == ["WhichOrganisation"]


def test_a_code_of_an_organisation_that_is_not_theirs_is_a_word_like_any_other(ward: SharedWard) -> None:
    for typed in ("{} việc", "xong {}-3", "{}", "{}: xong 3"):
        told = {}
        for code in ("TN", "ZZ"):
            ward.later(minutes=11)
            told[code] = ward.ask(LAN, typed.format(code))
        assert [(one.code, one.kinds) for one in told["TN"]] == [(one.code, one.kinds) for one in told["ZZ"]]
        assert "TN" not in codes_of(told["TN"])
        assert NAMES["TN"] not in str(told["TN"])
    ward.later(minutes=11)
    assert NAMES["LC"] not in str(ward.ask(HA, "LC việc"))  # of the same bot, but not hers


def test_an_album_is_asked_about_once_and_goes_whole(ward: SharedWard) -> None:
    pictures: list[dict[str, Any]] = [
        {"photo": [{"file_id": f"p{n}", "file_unique_id": f"u{n}", "width": 9, "height": 9}], "media_group_id": "7"}
        for n in range(3)
    ]
    raw = [ward.text(LAN, "", **picture) for picture in pictures]
    for each in raw:
        del each["message"]["text"]
    ward.receive(*raw[:2])
    ward.receive(raw[2])
    [asked] = ward.work()
    assert asked.kinds == ["WhichOrganisation"]
    before = len(ward.stored())
    ward.receive(ward.press(LAN, asked.message_id, "LC"))
    assert [code for code, _ in ward.stored()[before:]] == ["LC", "LC", "LC"]


def test_an_update_that_comes_again_is_stored_once_in_one_organisation(ward: SharedWard) -> None:
    raw = [
        ward.text(LAN, "xong 3"), ward.text(LAN, "HB việc"), ward.text(HA, "việc"), ward.text(MINH, "việc"),
        ward.text(STRANGER, "xin chào"), ward.text(LAN, "LC"),
    ]  # fmt: skip
    assert ward.receive(*raw) == len(raw)
    ward.work()
    ward.later(minutes=2)
    ward.ask(LAN, "LC việc")
    before = ward.stored()
    assert ward.receive(*raw) == 0
    assert ward.stored() == before
    assert len({key for _, key in before}) == len(before)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_in_whatever_batches_is_stored_once_for_one_organisation(ward: SharedWard, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - guards no secret
    texts = ("xong 3", "HB việc", "LC-3", "hb", "LC", "3", "đúng", "xong HB-3, LC-3", "cảm ơn", "TN việc", "xong")
    raw = [ward.text(chance.choice((LAN, HA, MINH)), chance.choice(texts)) for _ in range(30)]
    came, at = 0, 0
    while at < len(raw):
        batch = raw[max(at - chance.randrange(4), 0) : at + chance.randrange(1, 6)]  # some of it again
        came += ward.receive(*batch)
        at = raw.index(batch[-1]) + 1
        ward.later(seconds=chance.randrange(90))
        ward.work()
    stored = ward.stored()
    assert came == len(stored) == len(raw)
    assert sorted(int(key) for _, key in stored) == [update["update_id"] for update in raw]
    of_one = {str(update["update_id"]): str(update["message"]["chat"]["id"]) for update in raw}
    assert {code for code, key in stored if of_one[key] == CHATS[HA]} <= {"HB"}
    assert {code for code, key in stored if of_one[key] == CHATS[MINH]} <= {"LC"}


def test_after_a_silence_of_a_day_the_people_of_all_are_told(ward: SharedWard) -> None:
    ward.receive(silence=timedelta(hours=25))
    told = ward.deliver()
    assert sorted((one.code, one.kinds[0]) for one in told) == [
        ("HB", "ReceivingWasDown"), ("HB", "ReceivingWasDown"), ("LC", "ReceivingWasDown"), ("LC", "ReceivingWasDown"),
    ]  # fmt: skip


def test_who_writes_can_be_reached_by_all_of_them_again(ward: SharedWard) -> None:
    for code in ("HB", "LC"):
        ward.lose(code, LAN)
    ward.ask(LAN, "LC việc")
    assert all(ward.is_alive(code, LAN) for code in ("HB", "LC"))


def test_messages_of_another_bot_do_not_say_which_organisation_is_meant(ward: SharedWard) -> None:
    [lc] = ward.ask(LAN, "LC việc 3")
    ward.later(minutes=1)
    ward.bot = ward.shared({"LC": ward.now})
    sent_by(ward, None)
    assert kinds_of(ward.ask(LAN, "xong 3", reply_to=lc.message_id)) == ["WhichOrganisation"]


def test_an_edit_that_does_not_say_which_is_not_obeyed(ward: SharedWard) -> None:
    raw = ward.text(LAN, "xong 3")
    raw["edited_message"] = {**raw.pop("message"), "edit_date": 1_775_786_500}
    ward.receive(raw)
    assert kinds_of(ward.work()) == ["EditTooLate"]


def test_the_morning_message_of_one_chat_can_be_leased_at_once(ward: SharedWard) -> None:
    lease = {code: office.delivery.lease_morning for code, office in ward.offices.items()}
    assert lease["HB"](ward.now, CHANNEL, CHATS[LAN]) is None, "something is due to be planned"
    for code, office in ward.offices.items():
        office.planning.plan(ward.now, [ward.ids[code]])
    assert lease["HB"](ward.now, CHANNEL, CHATS[MINH]) == [], "a chat that HB does not know"
    assert lease["HB"](ward.now, "zalo", CHATS[LAN]) == [], "another platform"
    [one] = lease["HB"](ward.now, CHANNEL, CHATS[LAN]) or []
    assert (one.chat_id, one.names_organisation, one.may_join) == (CHATS[LAN], True, (ward.ids["LC"],))
    assert lease["HB"](ward.now, CHANNEL, CHATS[LAN]) == [], "it is leased"
    [other] = [each for each in ward.offices["LC"].delivery.lease(ward.now, 8) if each.chat_id == CHATS[LAN]]
    assert other.may_join == (ward.ids["HB"],)
    assert {each.may_join for each in ward.offices["HB"].delivery.lease(ward.now, 8)} == {()}, "Hà belongs to one"


def test_whoever_is_reached_elsewhere_first_is_not_written_to_here(ward: SharedWard) -> None:
    with everywhere(ward.database).transaction() as tx:
        person_id = find_by_name(tx, ward.ids["HB"], LAN)
        assert person_id is not None
        link(tx, ward.ids["HB"], person_id, "zalo", "z11", ward.now)
    ward.offices["HB"].planning.plan(ward.now, [ward.ids["HB"]])
    assert ward.offices["HB"].delivery.lease_morning(ward.now, "zalo", "z11") == []
    [one] = ward.offices["HB"].delivery.lease_morning(ward.now, CHANNEL, CHATS[LAN]) or []
    assert (one.channel, one.chat_id) == (CHANNEL, CHATS[LAN])


def test_what_may_have_arrived_and_what_is_held_joins_nothing(ward: SharedWard) -> None:
    office = ward.offices["HB"].delivery
    ward.offices["HB"].planning.plan(ward.now, [ward.ids["HB"]])
    [one] = office.lease_morning(ward.now, CHANNEL, CHATS[LAN]) or []
    held = ChannelHold(CHANNEL, HoldReason.LINE, ward.now, ward.now + timedelta(minutes=5))
    office.record([Outcome(one.outbox_id, Result.HELD)], ward.now, [held])
    assert office.lease_morning(ward.now, CHANNEL, CHATS[LAN]) == [], "its channel is held back"
    office.record([], ward.now, [])
    [one] = office.lease_morning(ward.now, CHANNEL, CHATS[LAN]) or []
    office.record([Outcome(one.outbox_id, Result.UNKNOWN, reason="no answer")], ward.now)
    ward.later(minutes=40)
    assert office.lease_morning(ward.now, CHANNEL, CHATS[LAN]) == []
    [again] = [each for each in office.lease(ward.now, 8) if each.chat_id == CHATS[LAN]]
    assert again.reference
    assert again.may_join == ()


def sent_by(ward: SharedWard, bot: str | None) -> None:
    """All that was sent so far went by this bot; None: before that was kept."""
    with everywhere(ward.database).transaction() as tx:
        tx.execute(update(receipt).values(bot=bot))


@pytest.mark.parametrize(("bot", "way"), [(BOT, "message"), (None, "message"), ("7999", "asked")])
def test_a_reply_is_for_the_organisation_whose_message_this_bot_sent(
    ward: SharedWard, bot: str | None, way: str
) -> None:
    told = ward.ask(LAN, "LC việc")[-1]
    sent_by(ward, bot)
    ward.later(hours=1)
    ward.ask(LAN, "xong 3", reply_to=told.message_id)
    assert ward.last_way() == way


@pytest.mark.parametrize(("bot", "kind"), [(BOT, "NotYourTask"), (None, "NotYourTask"), ("7999", "WhichTask")])
def test_a_number_that_another_bot_gave_is_no_message_of_this_one(ward: SharedWard, bot: str | None, kind: str) -> None:
    [told] = ward.ask(HA, "chi tiết 3")
    sent_by(ward, bot)
    ward.later(days=2)
    assert kinds_of(ward.ask(HA, "xong", reply_to=told.message_id))[:1] == [kind]
