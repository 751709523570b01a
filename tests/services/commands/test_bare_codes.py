"""A stranger who sends a code in any message is linked; wrong ones count as tries; on both engines."""

import pytest

from domain.invite_codes import CODE_TRIES, CODE_WAIT_MINUTES, spell_code
from domain.messages.accounts import AccountMoveAsked, CodeNotAccepted, Stranger, TooManyTries, Welcome
from storage.engine.database import Database
from tests.security.ward import CHATS, PEOPLE, STRANGER, Ward
from tests.world import names_of

SOMEBODY = CHATS[STRANGER]
WRONG = "A2CDE-F3HJK"


@pytest.fixture
def ward(database: Database) -> Ward:
    """The small ward, everybody linked; on both engines."""
    made = Ward(database)
    made.link_all()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "{code}",
        "Mã của tôi là {code} ạ",
        "start {spaced}",
        "/start{plain}",
        "Chào đồng chí, tôi là Nguyễn Văn A, phòng kinh tế. Mã: “{code}”. Trân trọng!",
        "xong 3 mã {lower}",
    ],
)
def test_a_stranger_is_linked_by_a_code_in_whatever_message(ward: Ward, text: str) -> None:
    code = ward.code_for(PEOPLE["officer"])
    plain = code.replace("-", "")
    said = text.format(code=code, spaced=code.replace("-", " "), plain=plain, lower=plain.lower())
    [welcome] = ward.ask_in(SOMEBODY, said)
    assert isinstance(welcome, Welcome)
    assert welcome.name == PEOPLE["officer"]


def test_the_message_that_a_coordinator_forwards_links_also_when_it_is_forwarded_to_the_bot(ward: Ward) -> None:
    code = ward.code_for(PEOPLE["officer"])
    origin = {"type": "user", "sender_user": {"id": 5, "is_bot": False, "first_name": "Hà"}, "date": 1}
    assert ward.ask_in(SOMEBODY, "xong 3", forward_origin=origin) == []
    said = ward.ask_in(SOMEBODY, f"🔑 Kính gửi đồng chí: mã mời {code}", forward_origin=origin)
    assert names_of(said) == ["Welcome"]


def test_words_with_the_letters_of_a_code_are_no_try_and_wrong_codes_are_limited(ward: Ward) -> None:
    for _ in range(CODE_TRIES + 1):
        assert ward.ask_in(SOMEBODY, "tôi là Thanh Trung") == [Stranger()]
    for _ in range(CODE_TRIES):
        assert ward.ask_in(SOMEBODY, f"mã của tôi {WRONG}") == [CodeNotAccepted()]
    assert ward.ask_in(SOMEBODY, f"mã của tôi {WRONG}") == [TooManyTries(CODE_WAIT_MINUTES)]
    good = ward.code_for(PEOPLE["officer"])
    assert ward.ask_in(SOMEBODY, good) == [TooManyTries(CODE_WAIT_MINUTES)]


def test_a_code_without_digits_made_by_an_earlier_version_is_found_as_well(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.commands.change_people.draw_code", lambda _: "THANHTRUNG")
    assert ward.code_for(PEOPLE["officer"]) == spell_code("THANHTRUNG")
    assert names_of(ward.ask_in(SOMEBODY, "mã của em là Thanh Trung")) == ["Welcome"]


def test_a_linked_person_who_sends_a_code_alone_is_asked_whether_the_account_moves(ward: Ward) -> None:
    code = ward.code_for(PEOPLE["head"])
    [asked] = ward.ask_in(CHATS["officer"], f"Mã: {code}")
    assert isinstance(asked, AccountMoveAsked)
    assert (asked.owner, asked.name) == (PEOPLE["officer"], PEOPLE["head"])
