"""Strangers are stored as far as admission allows and linked people always, in one transaction; on both engines."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import event, func, select, text

from bot.conversation.admission import arrival_of
from bot.conversation.dispatcher import Dispatcher
from bot.platforms.telegram.inbound import chat_of, read_update, update_key
from domain.inbox import QUESTIONS_A_MINUTE, Arrival, CursorNow
from dondoc.databases import open_engine
from services.office.office import Office
from storage.accounts import set_alive
from storage.engine.database import Database
from storage.tables import cursor, inbox
from tests.security.ward import CHATS, PEOPLE, Ward
from tests.world import BOT, CHANNEL, names_of

OFFICER, HEAD = CHATS["officer"], CHATS["head"]
STRANGERS = range(20_000, 22_000)
GROUP = {"id": -100_500, "type": "supergroup", "title": "Nhóm"}


class Door:
    """The ward behind the way in as the program has it."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.at = 0.0
        self._offsets = count(1)
        with ward.database.reading() as tx:
            self._newest = tx.execute(select(func.max(inbox.c.id))).scalar() or 0

    def knock(self, *said: tuple[int, str], more: Sequence[dict[str, object]] = ()) -> int:
        """Texts of chats, and raw updates, in one batch; how many were stored."""
        raws = [*(self.ward.text(chat, words) for chat, words in said), *more]
        arrivals = [arrival_of(read_update, raw, update_key(raw), chat_of(raw)) for raw in raws]
        return self.receive(arrivals)

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        at = CursorNow(0, next(self._offsets), self.ward.now)
        return self.ward.office.inbox.receive(CHANNEL, BOT, at, arrivals, timedelta(0), self.at)

    def stored(self) -> list[str | None]:
        with self.ward.database.reading() as tx:
            new = select(inbox.c.chat_id).where(inbox.c.id > self._newest)
            return list(tx.execute(new.order_by(inbox.c.id)).scalars())

    def next_offset(self) -> int:
        with self.ward.database.reading() as tx:
            return int(tx.execute(select(cursor.c.next_offset)).scalar_one())

    def answers(self, chat: int) -> list[str]:
        while self.ward.dispatcher.work():
            pass
        return names_of(self.ward.answers_to(chat))


@pytest.fixture
def door(database: Database) -> Door:
    ward = Ward(database)
    ward.link_all()
    return Door(ward)


def test_of_a_strangers_many_texts_one_is_stored_and_answered_and_the_cursor_moves_on(door: Door) -> None:
    for _ in range(5):
        door.knock(*((STRANGERS[0], "xin chào") for _ in range(100)))
    assert door.stored() == [str(STRANGERS[0])]
    assert door.next_offset() == 5
    assert door.answers(STRANGERS[0]) == ["Stranger"]
    door.at += 600
    door.knock((STRANGERS[0], "xin chào"))
    assert door.answers(STRANGERS[0]) == ["Stranger"]


def test_of_many_strangers_as_many_are_stored_a_minute_as_are_allowed(door: Door) -> None:
    for first in range(0, 2000, 100):
        door.knock(*((chat, "xin chào") for chat in STRANGERS[first : first + 100]))
    assert len(door.stored()) == QUESTIONS_A_MINUTE


def test_everything_of_linked_people_is_stored_whatever_strangers_send(door: Door) -> None:
    with door.ward.database.transaction() as tx:
        set_alive(tx, door.ward.organisation_id, CHANNEL, str(HEAD), door.ward.now, dead_reason="gone")
    said = [pair for n in range(100) for pair in ((STRANGERS[n], "/start x"), (OFFICER, "việc"), (HEAD, "việc"))]
    door.knock(*said)
    kept = door.stored()
    assert (kept.count(str(OFFICER)), kept.count(str(HEAD))) == (100, 100)


def test_one_message_of_a_group_is_stored_and_no_sticker_of_a_stranger(door: Door) -> None:
    sticker = {"sticker": {"file_id": "x"}}
    more = [door.ward.text(STRANGERS[1], "xong 3", chat=GROUP), door.ward.text(OFFICER, "xong 3", chat=GROUP)]
    more.append({"update_id": 1, "message": {**door.ward.text(STRANGERS[1], "")["message"], **sticker, "text": None}})
    assert door.knock(more=more) == 1  # it is told, as a stranger is, where to write


def test_who_types_a_code_is_linked_in_the_midst_of_a_flood_of_tries_and_heard_at_once(door: Door) -> None:
    code = door.ward.code_for(PEOPLE["officer"])
    for first in range(0, 2000, 100):
        door.knock(*((chat, "/start AAAAA-AAAAA") for chat in STRANGERS[first : first + 100]))
    newcomer = 30_000
    door.knock(
        (newcomer, "xin chào"), (newcomer, f"/start {code}"), (newcomer, "việc"), (newcomer, "việc " + "1" * 3000)
    )
    assert door.stored()[-3:] == [str(newcomer)] * 3
    with door.ward.database.reading() as tx:
        assert max(map(len, tx.execute(select(inbox.c.payload)).scalars())) > 3000  # what comes after is stored whole
    assert door.answers(newcomer)[0] == "Welcome"


def test_who_has_a_code_is_handled_with_linked_people_before_the_strangers_who_came_first(door: Door) -> None:
    code = door.ward.code_for(PEOPLE["officer"])
    door.knock(*((chat, "xin chào") for chat in STRANGERS[:20]), (30_000, f"/start {code}"))
    assert door.ward.office.inbox.waiting(door.ward.now, 5)[0].chat_id == "30000"


def test_a_right_code_after_five_wrong_ones_is_answered_but_not_looked_at(door: Door) -> None:
    code = door.ward.code_for(PEOPLE["officer"])
    for _ in range(5):
        door.knock((STRANGERS[0], "/start AAAAA-AAAAA"))
    door.knock((STRANGERS[0], f"/start {code}"))
    door.knock((STRANGERS[0], f"/start {code}"))
    assert door.answers(STRANGERS[0]) == ["CodeNotAccepted"] * 5 + ["TooManyTries"]


@pytest.fixture
def failing(door: Door) -> Door:
    """A database that cannot keep anything until the trigger is gone."""
    is_sqlite = door.ward.database._engine.dialect.name == "sqlite"
    body = "BEGIN SELECT RAISE(ABORT, 'full'); END" if is_sqlite else "EXECUTE FUNCTION full_disk()"
    with door.ward.database.transaction() as tx:
        if not is_sqlite:
            raising = "BEGIN RAISE EXCEPTION 'full'; END"
            tx.execute(
                text(
                    f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS '{raising}'".replace(
                        "'full'", "''full''"
                    )
                )
            )
        tx.execute(text(f"CREATE TRIGGER full_disk BEFORE UPDATE ON cursor FOR EACH ROW {body}"))
    return door


def test_what_could_not_be_stored_does_not_count_and_is_not_acknowledged(failing: Door) -> None:
    raw = failing.ward.text(STRANGERS[0], "/start AAAAA-AAAAA")
    arrival = arrival_of(read_update, raw, update_key(raw), chat_of(raw))
    for _ in range(20):
        with pytest.raises(Exception, match="full"):
            failing.receive([arrival])
    assert failing.stored() == []
    with failing.ward.database.transaction() as tx:
        is_sqlite = tx.dialect.name == "sqlite"
        tx.execute(text("DROP TRIGGER full_disk" if is_sqlite else "DROP TRIGGER full_disk ON cursor"))
    assert failing.receive([arrival]) == 1


def test_a_batch_asks_who_is_linked_once_however_many_chats_are_in_it(door: Door, database_url: str) -> None:
    engine, asked = open_engine(database_url), []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    database = Database(engine)
    door.ward.office = Office(database, door.ward.organisation_id, "counting")
    door.knock(*((chat, "/start AAAAA-AAAAA") for chat in STRANGERS[:50]), (OFFICER, "việc"))
    assert sum("chat_account" in statement for statement in asked) == 1
    assert sum("FROM invite" in statement for statement in asked) == 1
    database.close()


def test_a_dispatcher_without_admission_hears_everybody(door: Door) -> None:
    """A channel that says nothing of who is unlinked (a toy of a test) has everything stored."""
    door.receive([Arrival(str(n), "x", "{}") for n in range(900, 910)])
    assert len(door.stored()) == 10
    assert isinstance(door.ward.dispatcher, Dispatcher)
