"""The guards that everything leans on, each met head on: all or nothing, once only, guarded, append-only."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.platforms.client import HttpClient, open_session
from bot.platforms.telegram.client import OFFICIAL_API
from domain.deliveries import AT_ONCE, Priority
from domain.inbox import MessageContext
from domain.messages.accounts import Stranger
from domain.messages.tasks import MarkDone
from dondoc.databases import open_engine
from dondoc.ops.logs import RedactingFormatter
from services.office import post_answer
from storage.outbox import Post, post
from storage.tables import event, inbox, outbox
from storage.tasks import ChangedMeanwhile, change_occurrence, find_task
from tests.security.ward import CHATS, Ward
from tests.world import CHANNEL, names_of

OFFICER, COORDINATOR = CHATS["officer"], CHATS["coordinator"]


def test_sqlite_waits_for_the_disk_at_every_commit(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("synchronous", "journal_mode")
        }
    engine.dispose()
    assert settings == {"synchronous": 2, "journal_mode": "wal"}  # 2 is FULL


def test_when_the_answer_cannot_be_posted_nothing_of_the_command_stays(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ward.traces()
    ward.receive(ward.text(OFFICER, "done 1"))
    [row] = ward.office.inbox.waiting(ward.now)

    def full_disk(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(post_answer, "post_late", full_disk)
    ward.dispatcher.work()
    monkeypatch.undo()
    assert ward.traces() == before
    with ward.database.reading() as tx:
        assert tx.execute(select(inbox.c.state).where(inbox.c.id == row.id)).scalar_one() == "waiting"


@pytest.mark.parametrize("confirmed", [1, 2])
def test_an_undo_that_is_refused_halfway_leaves_nothing_undone(ward: Ward, confirmed: int) -> None:
    """Whichever of the two is put back first, by one of them the other one has been put back already."""
    assert names_of(ward.ask_in(OFFICER, "done 1 2")) == ["TaskReported", "TaskReported"]
    ward.ask_in(COORDINATOR, f"confirm {confirmed}")
    before = ward.traces()
    assert names_of(ward.ask_in(OFFICER, "undo")) == ["ChangedSince"]
    assert ward.traces() == before


def test_of_two_who_change_the_same_thing_the_second_is_told(ward: Ward) -> None:
    with ward.database.transaction() as tx:
        found = find_task(tx, ward.organisation_id, 1)
        assert found is not None
        change_occurrence(tx, found.occurrence, found.occurrence)
        with pytest.raises(ChangedMeanwhile):
            change_occurrence(tx, found.occurrence, found.occurrence)


def test_what_is_posted_twice_under_one_key_waits_once(ward: Ward) -> None:
    new = Post("the same", "news", Priority.ANSWER, [Stranger()], AT_ONCE, channel=CHANNEL, chat_id="5")
    with ward.database.transaction() as tx:
        assert post(tx, ward.organisation_id, new, ward.now) is not None
        assert post(tx, ward.organisation_id, new, ward.now) is None
        assert len(tx.execute(select(outbox.c.id).where(outbox.c.key == "the same")).all()) == 1


@pytest.mark.parametrize("change", [update(event).values(who="ai khác"), delete(event)], ids=["changed", "removed"])
def test_the_database_refuses_to_change_history(ward: Ward, change: object) -> None:
    with pytest.raises(DBAPIError, match="append-only"), ward.database.transaction() as tx:
        tx.execute(change)  # type: ignore[call-overload]  # an UPDATE or a DELETE


async def test_an_error_of_the_line_never_quotes_the_token() -> None:
    token = "123456:CANARY-0123456789-abcdefghij"
    async with open_session() as session:
        error = HttpClient(session, token, OFFICIAL_API)._broken(OSError(f"cannot reach /bot{token}/getMe"))
    assert "CANARY" not in str(error)


def test_a_log_line_quotes_neither_a_known_secret_nor_anything_that_looks_like_a_token() -> None:
    redacting = RedactingFormatter(["known-secret"])
    assert redacting.redact('{"message": "known-secret and 1234567:abcdefghijklmnopqrstuvwxyz"}').count("***") == 2


def test_an_update_handled_before_is_not_handled_again(ward: Ward) -> None:
    ward.receive(ward.text(OFFICER, "ack 1"))
    [row] = ward.office.inbox.waiting(ward.now)
    ward.dispatcher.work()
    before = ward.traces()
    assert not ward.office.commands.handle(row.id, MessageContext(CHANNEL, str(OFFICER)), MarkDone((1,)), ward.now)
    assert ward.traces() == before
