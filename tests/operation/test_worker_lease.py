"""The lease of a worker on PostgreSQL: who hangs is replaced, and who wakes up sends and writes nothing more."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from domain.deliveries import Priority
from domain.messages.accounts import Stranger
from dondoc.databases import open_engine
from dondoc.run.worker import Worker
from dondoc.run.worker_lease import Other, Rhythm
from services.office.office import Office
from storage.engine.database import Database
from storage.engine.worker_epoch import LeaseLost
from storage.organisations import add_organisation, set_name
from storage.outbox import Post, post
from storage.tables import organisation
from tests.operation.running import LAN_PHONE, Phones, Running, prepare, running, sandbox, settings_of, until
from tests.operation.test_postgresql_trouble import ask, linked

NOW = datetime(2026, 6, 10, 0, 30, tzinfo=UTC)
AFTER_A_KILL, AFTER_A_HANG = 2.0, 15.0
COMMANDS = 12


QUICK = Rhythm(look=0.1, renew=0.2, time_to_live=1.0, margin=0.3, patience=0.2)


@pytest.mark.alone
async def test_a_killed_program_is_replaced_within_two_seconds_and_a_hung_one_within_fifteen(
    postgresql_url: str, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = settings_of(postgresql_url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path, "first") as first, running(environ, tmp_path, "second") as second:
            hung, other = await holder_and_standby(first, second)
            await linked(phones, codes)
            for number in range(COMMANDS):
                await phones.say(LAN_PHONE, f"/progress 3 {number}")
            hung.process.send_signal(signal.SIGSTOP)
            assert await replaced_by(other) < AFTER_A_HANG
            await all_answered(phones)
            events, told = written(postgresql_url), await phones.shown(LAN_PHONE)

            hung.process.send_signal(signal.SIGCONT)
            await until_standby_again(hung)
            await asyncio.sleep(3)
            assert (written(postgresql_url), await phones.shown(LAN_PHONE)) == (events, told)
            assert [text for text, count in Counter(told).items() if count > 1] == []
            assert events == [(COMMANDS,)]

            await other.end(signal.SIGKILL)
            assert await replaced_by(hung, starts=2) < AFTER_A_KILL
            await phones.say(LAN_PHONE, "/done 3")
            await phones.until_shown(LAN_PHONE, "Đã ghi nhận: việc 3")
            assert await hung.end() == 0


async def holder_and_standby(first: Running, second: Running) -> tuple[Running, Running]:
    async def one_started() -> bool:
        return sum(bool(program.said("started")) for program in (first, second)) == 1

    await until(one_started)
    holder, standby = (first, second) if first.said("started") else (second, first)
    await standby.until_said("standby")
    return holder, standby


async def replaced_by(standby: Running, starts: int = 1) -> float:
    """Seconds until it runs as the sender."""
    began = time.monotonic()

    async def runs() -> bool:
        return len(standby.said("started")) == starts

    await until(runs, 60, "nobody took over")
    return time.monotonic() - began


async def all_answered(phones: Phones) -> None:
    async def answered() -> bool:
        texts = await phones.shown(LAN_PHONE)
        return all(any(f"{number}%" in text for text in texts) for number in range(1, COMMANDS))

    await until(answered, 60, "not every command was answered")


async def until_standby_again(program: Running) -> None:
    async def waits() -> bool:
        return len(program.said("standby")) == 1 and bool(program.said("lock_taken"))

    await until(waits, 30, "the woken program does not stand by")


def written(url: str) -> list[tuple[object, ...]]:
    return ask(url, "SELECT count(*) FROM event WHERE what = 'progress_set'")


def joined(url: str, *seats: int, rhythm: Rhythm = Rhythm()) -> Worker:  # noqa: B008 - it cannot be changed
    """A worker that has looked once, of a database with these seats."""
    worker = Worker(url, "1", rhythm)
    worker._may_begin()
    if seats:
        worker.lease.know(connected(worker), seats)
        worker._may_begin()
    return worker


def stand_by(worker: Worker) -> None:
    """As `Worker.wait`, for fifteen seconds at most."""
    ends = time.monotonic() + AFTER_A_HANG
    while not worker._is_there_work():
        assert time.monotonic() < ends, "nobody was replaced"


def connected(worker: Worker) -> psycopg.Connection:
    assert worker._connection is not None
    return worker._connection


def test_who_hangs_is_replaced_although_the_server_still_holds_its_lock(postgresql_url: str) -> None:
    hung, standby = joined(postgresql_url, 1, rhythm=QUICK), Worker(postgresql_url, "1", QUICK)
    try:
        assert hung.is_held  # and never renews
        stand_by(standby)
        assert (hung.is_held, standby.is_held) == (False, True)
        assert standby.begin() > hung.begin()
        assert standby.seats.mine == {1}
    finally:
        hung.close()
        standby.close()


def test_who_renews_is_not_replaced_however_long_another_waits(postgresql_url: str) -> None:
    holder, standby = joined(postgresql_url, 1, rhythm=QUICK), joined(postgresql_url, rhythm=QUICK)
    try:
        holder._thread.submit(holder._keep_until_watched)
        ends = time.monotonic() + 3
        while time.monotonic() < ends:
            assert standby.lease.dead(connected(standby)) == []
            time.sleep(0.1)
        assert holder.is_held
    finally:
        holder.close()
        standby.close()


@pytest.fixture
def other_role(postgresql_url: str) -> Iterator[str]:
    """The same database under a role that may not end the sessions of the first."""
    ask(postgresql_url, "CREATE ROLE ward_standby LOGIN PASSWORD 'x'")
    ask(postgresql_url, "GRANT ALL ON ALL TABLES IN SCHEMA public TO ward_standby")
    ask(postgresql_url, "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ward_standby")
    try:
        yield make_url(postgresql_url).set(username="ward_standby", password="x").render_as_string(hide_password=False)
    finally:
        ask(postgresql_url, "GRANT ward_standby TO CURRENT_USER")  # or what it was granted could not be taken back
        ask(postgresql_url, "DROP OWNED BY ward_standby")
        ask(postgresql_url, "DROP ROLE ward_standby")


def test_a_role_that_may_not_end_the_sessions_of_the_hung_program_removes_it_all_the_same(
    postgresql_url: str, other_role: str
) -> None:
    hung, standby = joined(postgresql_url, 1, rhythm=QUICK), Worker(other_role, "1", QUICK)
    try:
        stand_by(standby)
        assert (hung.is_held, standby.is_held, sorted(standby.seats.mine)) == (False, True, [1])
        assert not hung.lease.renew(connected(hung))  # it wakes up on the connection that it had
    finally:
        for worker in (hung, standby):
            worker.close()


@pytest.fixture
def taken_over(postgresql_url: str) -> Database:
    """The database as a program sees it that hung until another one had taken over."""
    database = Database(open_engine(postgresql_url))
    with database.transaction() as tx:
        add_organisation(tx, "Phường Thủy Nguyên", "Asia/Ho_Chi_Minh", NOW)
    hung = joined(postgresql_url, 1)
    database.commit_in(hung.begin())
    with database.transaction() as tx:
        set_name(tx, 1, "Phường Nam Triệu")  # it is a worker still
    hung.close()
    return database


def test_a_program_that_was_replaced_commits_nothing_more(taken_over: Database) -> None:
    with pytest.raises(LeaseLost), taken_over.transaction() as tx:
        set_name(tx, 1, "Phường Bạch Đằng")
    with taken_over.reading() as tx:
        assert tx.execute(select(organisation.c.name)).scalars().all() == ["Phường Nam Triệu"]
    taken_over.close()


def test_a_program_that_was_replaced_claims_no_message(taken_over: Database) -> None:
    with pytest.raises(LeaseLost):
        Office(taken_over, 1, "woken").delivery.lease(NOW, 8)
    taken_over.close()


def test_the_queue_is_emptied_by_who_has_the_lease_whatever_bots_the_programs_have(postgresql_url: str) -> None:
    """Seats and queues are both of organisations: two bots never share one queue, and none is left to nobody."""
    databases = [Database(open_engine(postgresql_url)) for _ in range(2)]
    offices = [Office(database, 1, name) for database, name in zip(databases, ("first", "second"), strict=True)]
    fill_queue(databases[0], chats=3)
    first, second = joined(postgresql_url, 1), joined(postgresql_url)
    try:
        assert (sorted(first.seats.mine), sorted(second.seats.mine)) == ([1], [])
        databases[0].commit_in(first.begin())
        databases[1].commit_in(second.begin())
        assert len(offices[0].delivery.lease(NOW, 1)) == 1
        first.close()
        assert second._may_begin()
        with pytest.raises(LeaseLost):
            offices[0].delivery.lease(NOW, 8)
        assert offices[1].delivery.release_abandoned(NOW) == 1
        assert len(offices[1].delivery.lease(NOW, 8)) == 3
    finally:
        first.close()
        second.close()
        for database in databases:
            database.close()


def fill_queue(database: Database, chats: int) -> None:
    with database.transaction() as tx:
        add_organisation(tx, "Phường Thủy Nguyên", "Asia/Ho_Chi_Minh", NOW)
        for chat in range(chats):
            answer = Post(
                f"answer:{chat}", "answer", Priority.ANSWER, [Stranger()], NOW, channel="telegram", chat_id=str(chat)
            )
            post(tx, 1, answer, NOW)


def test_a_removal_waits_for_the_commit_that_has_checked_the_epoch(postgresql_url: str) -> None:
    gone, other = joined(postgresql_url, 1), joined(postgresql_url, rhythm=QUICK)
    try:
        epoch, address = gone.begin(), gone._address
        with psycopg.connect(address) as committing:
            committing.execute("SELECT check_worker(%s)", (epoch,))
            gone._drop()  # as a kill does
            seen = until_dead(other)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.lease.remove(connected(other), seen)
            assert not other._may_begin()
        assert other._may_begin()
        assert other.seats.mine == {1}
    finally:
        gone.close()
        other.close()


def test_who_has_renewed_since_it_was_seen_is_not_removed(postgresql_url: str) -> None:
    living, other = joined(postgresql_url, 1), joined(postgresql_url)
    try:
        row = connected(other).execute("SELECT id, name, renewed_at FROM worker ORDER BY id").fetchone()
        assert row is not None
        seen = Other(row[0], row[1], row[2], is_gone=False)
        assert living.lease.renew(connected(living))
        assert not other.lease.remove(connected(other), seen)
        assert living.lease.renew(connected(living))
    finally:
        living.close()
        other.close()


def test_who_waits_to_remove_others_keeps_its_own_lease(postgresql_url: str) -> None:
    """Commits of three dead workers hang on: each wait for them is shorter than what is left of the lease."""
    rhythm = Rhythm(renew=0.1, time_to_live=1.4, margin=0.1, patience=0.5)
    gone = [joined(postgresql_url, 1), joined(postgresql_url), joined(postgresql_url)]
    living = joined(postgresql_url, rhythm=rhythm)
    committing = [psycopg.connect(worker._address) for worker in gone]
    try:
        for session, worker in zip(committing, gone, strict=True):
            session.execute("SELECT check_worker(%s)", (worker.begin(),))
            worker._drop()
        until_dead(living)
        for _ in range(3):
            assert living._looked(connected(living)) is not None
            assert living.is_held
    finally:
        for one in committing:
            one.close()
        living.close()


def until_dead(worker: Worker) -> Other:
    """The server lets go of what a session held a moment after it ended."""
    ends = time.monotonic() + 5
    while not (found := worker.lease.dead(connected(worker))) and time.monotonic() < ends:
        time.sleep(0.02)
    return found[0]


def test_connections_notice_a_network_that_swallows_everything(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, "dondoc here")
    worker = Worker(postgresql_url, "1")
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            for one in (driver, worker._connect()):
                given = one.info.get_parameters()
                assert (given["keepalives_idle"], given["tcp_user_timeout"]) == ("10", "20000")
                # On a socket of the machine itself the server shows 0; it tells who set it all the same.
                told = one.execute("SELECT source FROM pg_settings WHERE name LIKE 'tcp\\_%'").fetchall()
                assert told == [("session",)] * 4
            assert driver.info.get_parameters()["application_name"] == "dondoc here"
    finally:
        engine.dispose()
        worker.close()
