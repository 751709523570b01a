"""Two organisations on one Zalo bot in the running program: no buttons, no replies, a month that is counted."""

import asyncio

from sqlalchemy import select

from dondoc.app import open_installation
from storage.across_organisations import everywhere
from storage.tables import channel_month, occurrence, task
from tests.operation.several import NAMES, Several, running, several, until
from tests.world import HA, LAN, hanoi

NINE = hanoi(10, 9)
BOTH = ("HB", "LC")


async def test_one_poller_receives_for_both_and_a_deed_without_a_code_is_asked_about(database_url: str) -> None:
    async with several(database_url, "TN", "HB", "LC", on_zalo=BOTH) as ward, running(ward):
        assert ward.program is not None
        hb, lc = (ward.program.served(ward.ids[code]) for code in BOTH)
        assert hb.connectors["zalo"] is lc.connectors["zalo"]
        assert not [task for task in lc.tasks if task.get_name().startswith(("receive", "probe"))]
        ward.say("HB", LAN, "LC việc")
        [told] = await ward.told("HB", LAN, 1)
        assert told.splitlines()[0] == f"LC · {NAMES['LC']}"
        ward.say("HB", LAN, "xong 3")
        _, asked = await ward.told("HB", LAN, 2)
        assert all(f"{code} · {NAMES[code]}" in asked for code in BOTH)
        assert finished(ward) == []
        ward.say("HB", LAN, "LC")
        *_, told = await ward.told("HB", LAN, 3)
        assert told.splitlines()[0] == f"LC · {NAMES['LC']}"
        assert finished(ward) == [ward.ids["LC"]]


async def test_the_morning_messages_are_one_and_count_once_in_the_month(sqlite_url: str) -> None:
    async with several(sqlite_url, *BOTH, on_zalo=BOTH, at=NINE, ZALO_MONTHLY_QUOTA="40") as ward, running(ward):
        [told] = await ward.told("HB", LAN, 1, within=40)
        names = [f"{code} · {NAMES[code]}" for code in BOTH]
        assert [line for line in told.splitlines() if line in names] in (names, names[::-1])
        await asyncio.sleep(1.3)
        assert ward.texts("HB", LAN) == [told]
        assert ward.platform.zalo is not None
        assert ward.platform.zalo.month_used == 1
        took_along = next(code for code in BOTH if names[0 if code == "HB" else 1] == told.splitlines()[0])
        await until(lambda: used(ward) == {ward.ids[took_along]: 1})


async def test_what_one_has_spent_of_the_month_holds_back_the_other_nowhere(sqlite_url: str) -> None:
    """The month has six messages, three for each; the platform would let more pass."""
    async with (
        several(sqlite_url, *BOTH, on_zalo=BOTH, linked=(LAN, HA), ZALO_MONTHLY_QUOTA="6") as ward,
        running(ward),
    ):
        for count in range(1, 4):
            ward.say("HB", LAN, "LC việc")
            await ward.told("HB", LAN, count)
        await until(lambda: used(ward) == {ward.ids["LC"]: 3})
        ward.say("HB", HA, "HB việc")
        [told] = await ward.told("HB", HA, 1)
        assert told.splitlines()[0] == f"HB · {NAMES['HB']}"


def finished(ward: Several) -> list[int]:
    """Whose task 3 is no longer open."""
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).reading() as tx:
        query = select(task.c.organisation_id).join(occurrence, occurrence.c.task_id == task.c.id)
        return list(tx.execute(query.where(task.c.number == 3, occurrence.c.state != "open")).scalars())


def used(ward: Several) -> dict[int, int]:
    """How many messages of the month each has used."""
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).reading() as tx:
        query = select(channel_month.c.organisation_id, channel_month.c.used).where(channel_month.c.used > 0)
        return {int(one): int(count) for one, count in tx.execute(query)}
