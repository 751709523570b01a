"""One-time codes under attack: guessing is slowed down, leaves little behind and tells nothing of what it missed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from domain.invite_codes import CODE_ALPHABET, CODE_LENGTH, CODE_TRIES, CODE_WAIT_MINUTES, code_hash
from storage.engine.database import Database
from storage.tables import chat_account, code_try, invite
from tests.security.ward import CHATS, PEOPLE, STRANGER, Ward
from tests.world import names_of

ATTACKER = CHATS[STRANGER]
GUESS = "/start AAAAA-AAAAA"


def kept_tries(ward: Ward) -> int:
    with ward.database.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(code_try)).scalar_one())


def linked(ward: Ward) -> int:
    with ward.database.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(chat_account)).scalar_one())


def guess(ward: Ward, chat: int, tries: int) -> list[str]:
    """Many guesses at once from one account, as fast as the program takes them."""
    ward.receive(*(ward.text(chat, GUESS) for _ in range(tries)))
    while ward.dispatcher.work():
        pass
    return names_of(ward.answers_to(chat))


@pytest.fixture
def fast_ward(sqlite_database: Database) -> Ward:
    """On one engine, for attacks of many messages: what one of them does is tried on both below."""
    made = Ward(sqlite_database)
    made.link_all()
    return made


def test_of_a_thousand_guesses_from_one_account_five_are_looked_at(fast_ward: Ward) -> None:
    told = guess(fast_ward, ATTACKER, 1000)
    assert told == ["CodeNotAccepted"] * CODE_TRIES + ["TooManyTries"] * (1000 - CODE_TRIES)
    assert kept_tries(fast_ward) == CODE_TRIES


def test_who_keeps_guessing_for_days_leaves_no_more_than_a_day_of_tries(fast_ward: Ward) -> None:
    for _ in range(30):
        fast_ward.now += timedelta(hours=2)
        guess(fast_ward, ATTACKER, CODE_TRIES + 1)
    assert kept_tries(fast_ward) <= CODE_TRIES * 13


def test_guessing_from_a_thousand_accounts_opens_nothing_and_is_forgotten_after_a_day(fast_ward: Ward) -> None:
    ward = fast_ward
    code, before = ward.code_for(PEOPLE["officer"]), linked(ward)
    chats = range(10_000, 11_000)
    ward.receive(*(ward.text(chat, GUESS) for chat in chats))
    while ward.dispatcher.work():
        pass
    assert linked(ward) == before
    assert kept_tries(ward) == 1000
    assert names_of(ward.ask_in(5, f"/start {code}")) == ["Welcome"]  # others are not kept out by the attack
    ward.now += timedelta(days=1, seconds=1)
    ward.ask_in(ATTACKER, GUESS)
    assert kept_tries(ward) == 1


def test_wrong_used_expired_and_replaced_codes_are_answered_alike(ward: Ward) -> None:
    used, old = ward.code_for(PEOPLE["officer"]), ward.code_for(PEOPLE["head"])
    ward.ask_in(600, f"/start {used}")
    ward.code_for(PEOPLE["head"])
    expired = ward.code_for(PEOPLE["leader"])
    ward.now += timedelta(days=8)
    answers = [ward.ask_in(700 + n, f"/start {code}") for n, code in enumerate((used, old, expired, "AAAAA-AAAAA"))]
    assert all(answer == answers[0] for answer in answers)
    assert names_of(answers[0]) == ["CodeNotAccepted"]


def test_a_linked_person_learns_no_more_about_a_code_than_a_stranger(ward: Ward) -> None:
    used = ward.code_for(PEOPLE["head"])
    ward.ask_in(600, f"/start {used}")
    chat = CHATS["officer"]
    assert ward.ask_in(chat, f"/start {used}") == ward.ask_in(chat, GUESS)


def test_a_right_code_typed_while_slowed_down_is_not_used_up(ward: Ward) -> None:
    code = ward.code_for(PEOPLE["officer"])
    guess(ward, ATTACKER, CODE_TRIES)
    assert names_of(ward.ask_in(ATTACKER, f"/start {code}")) == ["TooManyTries"]
    assert names_of(ward.ask_in(600, f"/start {code}")) == ["Welcome"]


def test_only_the_hash_of_a_code_is_kept_and_it_is_found_by_the_hash(ward: Ward, database: Database) -> None:
    """The database compares hashes: how long it takes says nothing about the letters of a code."""
    code = ward.code_for(PEOPLE["officer"])
    letters = code.replace("-", "")
    with database.reading() as tx:
        kept = [str(row) for row in tx.execute(select(invite)).all()]
        columns = tx.execute(text("SELECT code_hash FROM invite")).scalars().all()
    assert code_hash(letters) in columns
    assert not any(code in row or letters in row for row in kept)


def test_a_code_is_too_long_to_guess() -> None:
    """Ten thousand accounts guessing all week meet any of a hundred codes with less than one chance in 100,000."""
    guesses = 10_000 * CODE_TRIES * 7 * 24 * (60 // CODE_WAIT_MINUTES)
    assert guesses * 100 / len(CODE_ALPHABET) ** CODE_LENGTH < 1e-5
