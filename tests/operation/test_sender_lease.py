"""The lease of the sender on PostgreSQL: who hangs is replaced, and who wakes up sends and writes nothing more."""

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
from dondoc.run.sender_lease import Rhythm
from dondoc.run.sender_lock import SenderLock
from services.office.office import Office
from storage.engine.database import Database
from storage.engine.sender_epoch import LeaseLost
from storage.organisations import add_organisation, set_name
from storage.outbox import Post, post
from storage.tables import organisation
from tests.operation.running import LAN_PHONE, Phones, Running, prepare, running, sandbox, settings_of, until
from tests.operation.test_postgresql_trouble import ask, linked

NOW = datetime(2026, 6, 10, 0, 30, tzinfo=UTC)
AFTER_A_KILL, AFTER_A_HANG = 2.0, 15.0
COMMANDS = 12


QUICK = Rhythm(renew=0.2, time_to_live=1.0, margin=0.3, patience=0.2)


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


def test_who_hangs_is_replaced_although_the_server_still_holds_its_lock(postgresql_url: str) -> None:
    hung, standby = SenderLock(postgresql_url, "1", QUICK), SenderLock(postgresql_url, "1", QUICK)
    try:
        assert hung._try()  # and never renews
        assert hung.is_held
        standby.wait()
        assert (hung.is_held, standby.is_held) == (False, True)
        assert standby.begin() > hung.begin()
    finally:
        hung.close()
        standby.close()


def test_who_renews_is_not_replaced_however_long_another_waits(postgresql_url: str) -> None:
    holder, standby = SenderLock(postgresql_url, "1", QUICK), SenderLock(postgresql_url, "1", QUICK)
    try:
        holder.wait()
        connection = standby._connect()
        ends = time.monotonic() + 3
        while time.monotonic() < ends:
            assert standby.lease.hung_holder(connection) is None
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
    try:
        yield make_url(postgresql_url).set(username="ward_standby", password="x").render_as_string(hide_password=False)
    finally:
        ask(postgresql_url, "GRANT ward_standby TO CURRENT_USER")  # or what it was granted could not be taken back
        ask(postgresql_url, "DROP OWNED BY ward_standby")
        ask(postgresql_url, "DROP ROLE ward_standby")


def test_a_role_that_may_not_end_the_sessions_of_the_hung_program_takes_another_lock(
    postgresql_url: str, other_role: str
) -> None:
    hung, standby, third = (SenderLock(url, "1", QUICK) for url in (postgresql_url, other_role, postgresql_url))
    try:
        assert hung._try()
        standby.wait()
        assert (hung.is_held, standby.is_held) == (False, True)
        assert not hung._take_back()  # it wakes up, and the lock that it had is free
        assert not third._try()
    finally:
        for lock in (hung, standby, third):
            lock.close()


@pytest.fixture
def taken_over(postgresql_url: str) -> Database:
    """The database as a program sees it that hung until another one had taken over."""
    database = Database(open_engine(postgresql_url))
    with database.transaction() as tx:
        add_organisation(tx, "Phường Thủy Nguyên", "Asia/Ho_Chi_Minh", NOW)
    hung, other = SenderLock(postgresql_url, "1"), SenderLock(postgresql_url, "1")
    assert hung._try()
    database.commit_in(hung.begin())
    with database.transaction() as tx:
        set_name(tx, 1, "Phường Nam Triệu")  # it is the sender still
    hung.close()
    assert other._try()
    other.close()
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
    """Lock, lease and queue are all of the database: two bots never share one queue, and none is left to nobody."""
    first, second = SenderLock(postgresql_url, "7000000001"), SenderLock(postgresql_url, "7000000002")
    databases = [Database(open_engine(postgresql_url)) for _ in range(2)]
    offices = [Office(database, 1, name) for database, name in zip(databases, ("first", "second"), strict=True)]
    try:
        fill_queue(databases[0], chats=3)
        assert first._try()
        assert not second._try()
        databases[0].commit_in(first.begin())
        assert len(offices[0].delivery.lease(NOW, 1)) == 1
        first.close()
        assert second._try()
        databases[1].commit_in(second.begin())
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


def test_a_takeover_waits_for_the_commit_that_has_checked_the_epoch(postgresql_url: str) -> None:
    lock, other = SenderLock(postgresql_url, "1"), SenderLock(postgresql_url, "2", QUICK)
    address = lock._address
    try:
        assert lock._try()
        epoch = lock.begin()
        with psycopg.connect(address) as committing:
            committing.execute("SELECT check_sender_epoch(%s)", (epoch,))
            lock.close()
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other._try()
        assert other._try()
        assert other.begin() == epoch + 1
    finally:
        lock.close()
        other.close()


def test_connections_notice_a_network_that_swallows_everything(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, "dondoc here")
    lock = SenderLock(postgresql_url, "1")
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            for one in (driver, lock._connect()):
                given = one.info.get_parameters()
                assert (given["keepalives_idle"], given["tcp_user_timeout"]) == ("10", "20000")
                # On a socket of the machine itself the server shows 0; it tells who set it all the same.
                told = one.execute("SELECT source FROM pg_settings WHERE name LIKE 'tcp\\_%'").fetchall()
                assert told == [("session",)] * 4
            assert driver.info.get_parameters()["application_name"] == "dondoc here"
    finally:
        engine.dispose()
        lock.close()
