"""Two organisations on one bot in the running program: one poller, one pace, one breaker; each message says whose."""

import asyncio
import json
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import select

from domain.inbox import CursorNow
from dondoc.app import open_installation
from dondoc.stored_bots import organisations_to_serve
from sandbox import people
from services.administration.keep_bots import GivenBot, add_bot, remove_bot
from storage.across_organisations import cursors_of, everywhere
from storage.inbox import load_cursor
from storage.organisations import load_organisation, save_settings
from storage.shared_chats import hand_cursor_over
from storage.tables import receipt
from tests.operation.several import NAMES, PHONES, Several, running, several, until
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
            await until(lambda: ward.texts("HB", LAN), within=40)  # one morning message of both
            await until(lambda: ward.texts("HB", HA), within=40)
            await asyncio.sleep(1.3)
            assert [len(ward.texts("HB", name)) for name in (LAN, HA)] == [1, 1]
            ward.platform.revoked.add(ward.token("HB"))
            ward.say("HB", LAN, "LC việc")
            await asyncio.sleep(0.5)
            ward.platform.revoked.clear()
            ward.clock.ahead += 61.0  # for which a bot rests after such a refusal
            await ward.told("HB", LAN, 2, within=40)
        async with running(ward):
            ward.say("HB", HA, "HB việc")
            await ward.told("HB", HA, 2)
            await asyncio.sleep(1.3)
            assert len(ward.texts("HB", LAN)) == 2


async def test_the_morning_messages_of_both_are_one_and_each_keeps_its_own_half(database_url: str) -> None:
    async with several(database_url, "HB", "LC", shared=("HB", "LC"), at=NINE) as ward, running(ward):
        [told] = await ward.told("HB", LAN, 1, within=40)
        names = [f"{code} · {NAMES[code]}" for code in ("HB", "LC")]
        assert [line for line in told.splitlines() if line in names] in (names, names[::-1])
        examples = [line for line in told.splitlines() if "ví dụ" in line]
        assert [line.startswith("Trả lời nhớ kèm mã của cơ quan, ví dụ: xong ") for line in examples] == [True]
        [sent] = [one for one in ward.bot("HB").sent.after(0) if one["method"] == "sendMessage"]
        pressed = {button["text"]: button["callback_data"] for row in keyboard(sent) for button in row}
        assert pressed == {"HB · Các việc": "HB tasks", "LC · Các việc": "LC tasks"}
        await until(lambda: len(receipts(ward)) == 2)
        for code, other in (("HB", "LC"), ("LC", "HB")):
            [(number, text)] = [(number, text) for id_, number, text in receipts(ward) if id_ == ward.ids[code]]
            assert NAMES[code] in text
            assert NAMES[other] not in text
            assert number == receipts(ward)[0][1]
        people.press(ward.bot("HB"), PHONES[LAN], int(number), "LC tasks")
        _, told = await ward.told("HB", LAN, 2)
        assert told.splitlines()[0] == names[1]
        ward.say("HB", LAN, "xong LC-1")
        *_, told = await ward.told("HB", LAN, 3)
        assert told.splitlines()[0] == names[1]


async def test_at_different_hours_each_has_its_own_message(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC", shared=("HB", "LC"), at=hanoi(10, 7, 20)) as ward:
        with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids["LC"]).transaction() as tx:
            own = load_organisation(tx, ward.ids["LC"])
            save_settings(tx, replace(own, policy=replace(own.policy, morning_at=time(8, 30))))
        async with running(ward):
            ward.clock.set(timedelta(minutes=20))
            [told] = await ward.told("HB", LAN, 1, within=40)
            await asyncio.sleep(1.3)
            assert ward.texts("HB", LAN) == [told]
            assert told.splitlines()[0] == f"HB · {NAMES['HB']}"
            ward.clock.set(timedelta(hours=1))
            _, told = await ward.told("HB", LAN, 2, within=40)
            assert told.splitlines()[0] == f"LC · {NAMES['LC']}"


def keyboard(sent: Any) -> Any:
    """The rows of buttons under a message."""
    markup = sent["reply_markup"]
    return (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]


def receipts(ward: Several) -> list[tuple[int, str, str]]:
    """Of each message that went out: whose, its number, and what is kept of it."""
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).reading() as tx:
        query = select(receipt.c.organisation_id, receipt.c.message_id, receipt.c.text).order_by(receipt.c.id)
        return [(row[0], row[1], row[2]) for row in tx.execute(query)]


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
            add_bot(tx, load_organisation(tx, ward.ids["HB"]), GivenBot(CHANNEL, number, "@bot", "sealed"), now)
            hand_cursor_over(tx, CHANNEL, number, [ward.ids["HB"]])
            assert isinstance(cursors_of(tx, [(CHANNEL, number)])[CHANNEL, number], CursorNow)


def _without(ward: Several, code: str) -> None:
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
        remove_bot(tx, load_organisation(tx, ward.ids[code]), CHANNEL, ward.clock.now())
