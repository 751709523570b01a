"""Programs on one PostgreSQL database as workers: who has no seat stands by, and who was removed sends no more."""

import asyncio
import time
import zlib

import psycopg
from sqlalchemy.engine import make_url

from dondoc.run.worker import Worker
from storage.migrating import revisions
from tests.operation.test_postgresql_trouble import ask

SEATS = (3, 5, 9)


def joined(url: str, *seats: int, bot: str = "7000000001") -> Worker:
    """A worker that has looked once, of a database with these seats."""
    worker = Worker(url, bot)
    worker._may_begin()
    assert worker._connection is not None
    if seats:
        worker.lease.know(worker._connection, seats)
        worker._may_begin()
    return worker


def look(worker: Worker) -> frozenset[int]:
    assert worker._connection is not None
    seats = worker._looked(worker._connection)
    assert seats is not None
    worker.seats = seats
    return seats.mine


def test_of_two_programs_on_one_seat_one_stands_by_whatever_bots_they_have(postgresql_url: str) -> None:
    one = joined(postgresql_url, 1)
    other, again = joined(postgresql_url, bot="7000000002"), joined(postgresql_url)
    try:
        assert [worker.seats.mine for worker in (one, other, again)] == [{1}, set(), set()]
        one.close()
        assert [look(worker) for worker in (other, again)] == [{1}, set()]
    finally:
        for worker in (one, other, again):
            worker.close()


def test_workers_share_seats_fairly_and_take_those_of_one_that_is_gone(postgresql_url: str) -> None:
    workers = [joined(postgresql_url, *SEATS)]
    try:
        assert workers[0].seats.mine == set(SEATS)
        workers += [joined(postgresql_url), joined(postgresql_url)]
        look(workers[0])
        assert workers[0].seats.surplus == 2
        first = workers[0]
        assert first._connection is not None
        first.lease.let_go(first._connection, [5, 9])
        assert [sorted(look(worker)) for worker in workers] == [[3], [5], [9]]
        workers[1]._connection.close()  # type: ignore[union-attr]  # as a kill does
        ends = time.monotonic() + 5  # the server lets go of what a session held a moment after it ended
        while look(workers[0]) | look(workers[2]) != set(SEATS):
            assert time.monotonic() < ends
            time.sleep(0.02)
        assert sorted(len(worker.seats.mine) for worker in (workers[0], workers[2])) == [1, 2]
    finally:
        for worker in workers:
            worker.close()


def test_a_seat_is_never_had_by_two_however_often_they_look(postgresql_url: str) -> None:
    workers = [joined(postgresql_url, *range(1, 41)), *(joined(postgresql_url) for _ in range(3))]
    try:
        for _ in range(4):
            for worker in workers:
                look(worker)
                if worker.seats.surplus:
                    assert worker._connection is not None
                    worker.lease.let_go(worker._connection, sorted(worker.seats.mine)[-worker.seats.surplus :])
        held = [sorted(look(worker)) for worker in workers]
        assert [len(one) for one in held] == [10, 10, 10, 10]
        assert sorted(seat for one in held for seat in one) == list(range(1, 41))
    finally:
        for worker in workers:
            worker.close()


def test_who_is_to_migrate_waits_until_all_others_have_ended(postgresql_url: str) -> None:
    one = joined(postgresql_url, 1)
    ask(postgresql_url, "UPDATE alembic_version SET version_num = '0032'")
    other = Worker(postgresql_url, "7000000001")
    try:
        assert not other._may_begin(is_first=True)
        one.close()
        assert other._may_begin()
        assert other._is_alone
        ask(postgresql_url, f"UPDATE alembic_version SET version_num = '{max(revisions())}'")  # noqa: S608 - own number
        third = Worker(postgresql_url, "7000000001")
        assert not third._may_begin(is_first=True)  # the schema is right, and still being worked on
        assert other.begin() > 1
        assert third._may_begin()
        assert third.seats.mine == {1}
        third.close()
    finally:
        one.close()
        other.close()


async def test_a_program_of_the_version_before_that_sends_for_the_same_bot_is_waited_for(postgresql_url: str) -> None:
    """It knows only the lock of its bot."""
    before = psycopg.connect(
        make_url(postgresql_url).set(drivername="postgresql").render_as_string(hide_password=False)
    )
    before.execute("SELECT pg_advisory_lock(7203115, %s)", (zlib.crc32(b"7000000001") - 2**31,))
    worker = Worker(postgresql_url, "7000000001")
    try:
        assert not worker._may_begin(is_first=True)
        before.close()
        worker.wait()
        assert worker.is_held
    finally:
        worker.close()
        before.close()


async def test_two_schemas_of_one_database_are_two_databases(postgresql_url: str) -> None:
    ask(postgresql_url, "CREATE SCHEMA other")
    one = Worker(postgresql_url, "1")
    other = Worker(str(make_url(postgresql_url).update_query_dict({"options": "-csearch_path=other"})), "2")
    try:
        assert one._may_begin(is_first=True)
        assert other._may_begin(is_first=True)
    finally:
        one.close()
        other.close()


def cut(url: str, worker: Worker) -> None:
    sessions = f"SELECT pid FROM pg_stat_activity WHERE application_name = '{worker.lease.name}'"  # noqa: S608 - own name
    ask(url, f"SELECT pg_terminate_backend(pid) FROM ({sessions}) AS sessions")  # noqa: S608 - as before


async def test_who_lost_the_connection_to_another_program_stops_sending(postgresql_url: str) -> None:
    first = joined(postgresql_url, 1)
    second = Worker(postgresql_url, "1")
    taken = asyncio.Event()
    watching = asyncio.create_task(first.watch(taken.set))
    waiting = asyncio.create_task(asyncio.to_thread(second.wait))
    try:
        await asyncio.sleep(0.5)
        assert (first.is_held, sorted(second.seats.mine)) == (True, [])
        await asyncio.to_thread(cut, postgresql_url, first)
        await asyncio.wait_for(waiting, 10)
        await asyncio.wait_for(taken.wait(), 10)
        assert (first.is_held, second.is_held, sorted(second.seats.mine)) == (False, True, [1])
    finally:
        watching.cancel()
        first.close()
        second.close()


async def test_what_one_stores_for_another_wakes_that_one_at_once(postgresql_url: str) -> None:
    one, other = joined(postgresql_url, 1), joined(postgresql_url)
    heard: list[tuple[int, float]] = []
    other.on_told = lambda organisation_id: heard.append((organisation_id, time.monotonic()))
    other.lease.rhythm = other.lease.rhythm._replace(look=5.0, renew=6.0)
    watching = asyncio.create_task(other.watch(lambda: None))
    try:
        await asyncio.sleep(0.3)
        began = time.monotonic()
        await one.tell(7)
        async with asyncio.timeout(4):
            while not heard:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        assert heard[0][0] == 7
        assert heard[0][1] - began < 2.0
    finally:
        watching.cancel()
        one.close()
        other.close()


async def test_who_is_connected_again_before_anybody_noticed_goes_on(postgresql_url: str) -> None:
    worker = joined(postgresql_url, 1)
    watching = asyncio.create_task(worker.watch(lambda: None))
    try:
        epoch, connection = worker.lease.epoch, worker._connection
        await asyncio.sleep(0.2)
        await asyncio.to_thread(cut, postgresql_url, worker)
        async with asyncio.timeout(10):
            while worker._connection is connection or not worker.is_held:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        assert worker.lease.epoch == epoch
        assert not watching.done()
    finally:
        watching.cancel()
        worker.close()
