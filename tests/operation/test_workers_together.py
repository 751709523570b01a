"""Two programs on one PostgreSQL database serve three organisations between them, as bots and programs come and go."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import aiohttp
from sqlalchemy import select

from dondoc.app import open_installation
from dondoc.cli.run import run_as_worker
from dondoc.run.edges import Edges
from dondoc.run.program import Program
from dondoc.run.worker import Worker
from dondoc.sealing import seal
from dondoc.stored_bots import organisations_to_serve
from services.administration.keep_bots import GivenBot, add_bot, remove_bot
from storage.across_organisations import everywhere
from storage.organisations import load_organisation
from storage.tables import inbox
from tests.operation.several import NAMES, Several, several, token_of, until
from tests.world import CHANNEL, LAN
from web.server import listening_socket


class Working:
    """One of the programs."""

    def __init__(self, worker: Worker, program: Program, port: int) -> None:
        self.worker, self.program, self.port = worker, program, port

    @property
    def served(self) -> set[int]:
        return set(self.program._served)

    async def get(self, path: str) -> int:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}{path}") as got:
            return got.status


@asynccontextmanager
async def working(ward: Several) -> AsyncIterator[Working]:
    """As `dondoc run` does it, in this process."""
    worker = Worker(ward.settings.database_url.get_secret_value(), "")
    await asyncio.to_thread(worker._may_begin)
    with open_installation(ward.settings, ward.clock, session=worker.lease.name) as app:
        app.database.commit_in(worker.begin())
        own, *others = organisations_to_serve(app)
        listening = listening_socket("127.0.0.1", 0)
        program = Program(
            app.of(own.organisation), bots=own, others=others, listening=listening, may_send=lambda: worker.is_held,
            holder=worker, read_bots=partial(organisations_to_serve, app), edges=Edges(rhythm=0.05),
        )  # fmt: skip
        task = asyncio.create_task(run_as_worker(program, worker))
        await asyncio.wait({task, asyncio.create_task(program.started.wait())}, return_when="FIRST_COMPLETED")
        try:
            yield Working(worker, program, listening.getsockname()[1])
            assert not task.done(), "the program has ended by itself"
        finally:
            program.stop()
            await task
            worker.close()


async def test_a_second_program_gets_its_share_and_the_first_has_all_again_when_it_ends(postgresql_url: str) -> None:
    async with several(postgresql_url, "HB", "LC", "TN") as ward, working(ward) as one:
        everybody = set(ward.ids.values())
        assert one.served == everybody
        async with working(ward) as other:
            await until(lambda: one.served | other.served == everybody and len(one.served) == 2)
            assert len(other.served) == 1
            for code in ward.codes:
                ward.say(code, LAN, "việc")
            for code in ward.codes:
                [answer] = await ward.told(code, LAN, 1)
                assert "chưa hoàn thành" in answer
            assert [await other.get(path) for path in ("/live", "/ready", "/health")] == [200, 200, 200]
        await until(lambda: one.served == everybody)
        for code in ward.codes:
            ward.say(code, LAN, "việc")
            assert len(await ward.told(code, LAN, 2)) == 2


async def test_a_program_without_a_seat_is_well_and_not_ready(postgresql_url: str) -> None:
    async with several(postgresql_url, "HB") as ward, working(ward) as one, working(ward) as other:
        assert (one.served, other.served) == (set(ward.ids.values()), set())
        assert [await other.get(path) for path in ("/live", "/ready", "/health", "/metrics")] == [200, 503, 200, 200]


async def test_a_bot_that_is_added_or_removed_while_the_program_runs_is_noticed(postgresql_url: str) -> None:
    async with several(postgresql_url, "HB", "LC") as ward:
        lc, token = ward.ids["LC"], token_of(1)
        number = token.partition(":")[0]
        with open_installation(ward.settings, ward.clock) as app:
            with everywhere(app.database).transaction() as tx:
                remove_bot(tx, load_organisation(tx, lc), CHANNEL, ward.clock.now())
            async with working(ward) as one:
                assert one.served == {ward.ids["HB"]}
                with everywhere(app.database).transaction() as tx:
                    own = load_organisation(tx, lc)
                    add_bot(tx, own, GivenBot(CHANNEL, number, "@bot1", seal(ward.settings, token)), ward.clock.now())
                await until(lambda: lc in one.served)
                ward.say("LC", LAN, "việc")
                assert len(await ward.told("LC", LAN, 1)) == 1
                with everywhere(app.database).transaction() as tx:
                    remove_bot(tx, load_organisation(tx, lc), CHANNEL, ward.clock.now())
                await until(lambda: lc not in one.served)


async def test_what_is_pushed_to_any_program_is_handled_by_the_one_that_has_the_seat(postgresql_url: str) -> None:
    secret = "a-secret-of-the-webhook"
    async with (
        several(postgresql_url, "HB", "LC", TELEGRAM_WEBHOOK_SECRET=secret, PUBLIC_URL="https://board.example") as ward,
        working(ward) as one,
        working(ward) as other,
    ):
        await until(lambda: (len(one.served), len(other.served)) == (1, 1))
        [id_] = one.served
        place = [*ward.ids.values()].index(id_)
        update = {
            "update_id": 900, "message": {
                "message_id": 5, "date": int(ward.clock.now().timestamp()), "text": "việc",
                "chat": {"id": 11, "type": "private"}, "from": {"id": 11, "is_bot": False, "first_name": "Lan"},
            },
        }  # fmt: skip
        url = f"http://127.0.0.1:{other.port}/webhook/telegram/{token_of(place).partition(':')[0]}"
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with aiohttp.ClientSession() as session:
            async with session.post(
                url, json=update, headers={**headers, "X-Telegram-Bot-Api-Secret-Token": "x"}
            ) as no:
                assert no.status == 403
            async with session.post(url, json=update, headers=headers) as got:
                assert got.status == 200
        with open_installation(ward.settings, ward.clock) as app:

            def handled() -> bool:
                with app.database.of(id_).reading() as tx:
                    return tx.execute(select(inbox.c.state)).scalars().all() == ["handled"]

            await until(handled)
        await until(lambda: len(ward.texts(ward.codes[place], LAN)) == 1)


async def test_organisations_of_one_bot_stay_together_whoever_serves_them(postgresql_url: str) -> None:
    async with several(postgresql_url, "HB", "LC", "TN", shared=("HB", "LC")) as ward, working(ward) as one:
        pair, alone = {ward.ids["HB"], ward.ids["LC"]}, {ward.ids["TN"]}
        async with working(ward) as other:
            await until(lambda: sorted((len(one.served), len(other.served))) == [1, 2])
            assert sorted([one.served, other.served], key=len) == [alone, pair]
            for code in ("HB", "LC"):
                ward.say("HB", LAN, f"{code} việc")
            told = await ward.told("HB", LAN, 2)
            assert sorted(text.splitlines()[0] for text in told) == [f"{code} · {NAMES[code]}" for code in ("HB", "LC")]
        await until(lambda: one.served == pair | alone)
        ward.say("HB", LAN, "LC việc")
        *_, told_last = await ward.told("HB", LAN, 3)
        assert told_last.splitlines()[0] == f"LC · {NAMES['LC']}"
        await asyncio.sleep(1.3)
        assert len(ward.texts("HB", LAN)) == 3


async def test_a_bot_that_comes_to_be_shared_while_programs_run_has_one_poller_for_both(postgresql_url: str) -> None:
    """And is that of one organisation alone again when the other one leaves it."""
    async with several(postgresql_url, "HB", "LC") as ward, working(ward) as one, working(ward) as other:
        await until(lambda: (len(one.served), len(other.served)) == (1, 1))
        lc, token = ward.ids["LC"], ward.token("HB")
        with open_installation(ward.settings, ward.clock) as app:
            with everywhere(app.database).transaction() as tx:
                own = load_organisation(tx, lc)
                remove_bot(tx, own, CHANNEL, ward.clock.now())
                number = token.partition(":")[0]
                add_bot(tx, own, GivenBot(CHANNEL, number, "@bot0", seal(ward.settings, token)), ward.clock.now())
            await until(lambda: sorted((len(one.served), len(other.served))) == [0, 2], within=30)
            [both] = [each for each in (one, other) if each.served]
            pair = [both.program.served(id_) for id_ in ward.ids.values()]
            await until(lambda: len({id(each.connectors[CHANNEL]) for each in pair}) == 1)
            ward.say("HB", LAN, "LC việc")
            [told] = await ward.told("HB", LAN, 1)
            assert told.splitlines()[0] == f"LC · {NAMES['LC']}"
            ward.say("HB", LAN, "xong 3")
            _, asked = await ward.told("HB", LAN, 2)
            assert all(NAMES[code] in asked for code in ward.codes)
            with everywhere(app.database).transaction() as tx:
                remove_bot(tx, load_organisation(tx, lc), CHANNEL, ward.clock.now())
            await until(lambda: one.served | other.served == {ward.ids["HB"]}, within=30)
            ward.say("HB", LAN, "việc")
            *_, told = await ward.told("HB", LAN, 3)
            assert not told.startswith("HB · ")
