"""Two organisations on one bot in the running program: one poller, one pace, one breaker; each message says whose."""

import asyncio

from domain.inbox import CursorNow
from dondoc.app import open_installation
from dondoc.stored_bots import organisations_to_serve
from services.administration.keep_bots import add_bot, remove_bot
from storage.across_organisations import cursors_of, everywhere
from storage.inbox import load_cursor
from storage.organisations import load_organisation
from storage.shared_chats import hand_cursor_over
from tests.operation.several import NAMES, Several, running, several, until
from tests.world import CHANNEL, HA, LAN, hanoi

NINE = hanoi(10, 9)


async def test_one_poller_receives_for_both_and_each_message_says_whose_it_is(database_url: str) -> None:
    async with several(database_url, "HB", "TN", "LC", shared=("HB", "LC")) as ward, running(ward):
        assert ward.program is not None
        hb, lc, tn = (ward.program.served(ward.ids[code]) for code in ("HB", "LC", "TN"))
        assert hb.connectors["telegram"] is lc.connectors["telegram"]
        assert tn.connectors["telegram"] is not hb.connectors["telegram"]
        assert len([task for task in lc.tasks if task.get_name().startswith(("receive", "probe"))]) == 0
        ward.say("HB", LAN, "LC tình hình")
        [told] = await ward.told("HB", LAN, 1)
        assert told.splitlines()[0] == f"LC · {NAMES['LC']}"
        ward.say("HB", LAN, "HB việc")
        _, told = await ward.told("HB", LAN, 2)
        assert told.splitlines()[0] == f"HB · {NAMES['HB']}"
        ward.say("TN", LAN, "việc")
        [told] = await ward.told("TN", LAN, 1)
        assert not told.startswith("TN · ")
        contacts = {id_ for id_, _ in [*hb.new_contacts(), *lc.new_contacts()]}
        assert contacts <= {ward.ids["HB"], ward.ids["LC"]}


async def test_a_line_that_is_down_holds_both_and_both_go_on(database_url: str) -> None:
    async with several(database_url, "HB", "LC", linked=(LAN, HA), shared=("HB", "LC"), at=NINE) as ward:
        async with running(ward):
            await until(lambda: len(ward.texts("HB", LAN)) >= 2, within=40)  # a morning message of each
            await until(lambda: len(ward.texts("HB", HA)) >= 2, within=40)
            await asyncio.sleep(1.3)
            assert [len(ward.texts("HB", name)) for name in (LAN, HA)] == [2, 2]
            assert {text.splitlines()[0] for text in ward.texts("HB", LAN)} == {
                f"HB · {NAMES['HB']}", f"LC · {NAMES['LC']}",
            }  # fmt: skip
            ward.platform.revoked.add(ward.token("HB"))
            ward.say("HB", LAN, "LC việc")
            await asyncio.sleep(0.5)
            ward.platform.revoked.clear()
            ward.clock.ahead += 61.0  # for which a bot rests after such a refusal
            await ward.told("HB", LAN, 3, within=40)
        async with running(ward):
            ward.say("HB", HA, "HB việc")
            await ward.told("HB", HA, 3)
            await asyncio.sleep(1.3)
            assert len(ward.texts("HB", LAN)) == 3


async def test_a_bot_that_comes_to_be_shared_is_another_one_to_who_had_it_alone(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC", shared=("HB", "LC")) as ward:
        with open_installation(ward.settings, ward.clock) as app:
            hb, lc = organisations_to_serve(app)
            _without(ward, "LC")
            [alone] = organisations_to_serve(app)
        assert alone.tokens == hb.tokens == lc.tokens
        assert hb.has_same_bots(hb)
        assert not alone.has_same_bots(hb)
        assert alone.sharing == {}
        assert list(hb.sharing["telegram"].since) == [ward.ids["HB"], ward.ids["LC"]]


async def test_the_place_in_the_queue_goes_with_the_bot(database_url: str) -> None:
    async with several(database_url, "HB", "LC", shared=("HB", "LC")) as ward:
        number, now = ward.token("HB").partition(":")[0], ward.clock.now()
        async with running(ward):
            ward.say("HB", LAN, "LC việc")
            await ward.told("HB", LAN, 1)
        _without(ward, "HB")
        with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids["LC"]).reading() as tx:
            assert load_cursor(tx, CHANNEL, number) is not None
        async with running(ward):
            ward.say("HB", LAN, "việc")
            _, told = await ward.told("HB", LAN, 2)
            assert not told.startswith("LC · ")
        with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
            add_bot(tx, load_organisation(tx, ward.ids["HB"]), CHANNEL, number, "@bot", "sealed", now)
            hand_cursor_over(tx, CHANNEL, number, [ward.ids["HB"]])
            assert isinstance(cursors_of(tx, [(CHANNEL, number)])[CHANNEL, number], CursorNow)


def _without(ward: Several, code: str) -> None:
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
        remove_bot(tx, load_organisation(tx, ward.ids[code]), CHANNEL, ward.clock.now())
