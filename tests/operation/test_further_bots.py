"""Further bots of one organisation on Zalo, whose free plan takes fifty people a bot."""

import asyncio
import json
import subprocess
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from dondoc.app import open_chosen, open_installation
from dondoc.sealing import seal
from dondoc.stored_bots import bots_to_serve, organisations_to_serve, with_stored_bots
from sandbox.zalo import people as zalo_people
from sandbox.zalo.bots import ZaloBot, chat_id_of
from services.administration.keep_bots import GivenBot, add_bot, remove_bot
from services.commands.change_people import invite_person
from storage.accounts import link, people_by_channel
from storage.across_organisations import everywhere
from storage.organisations import load_organisation
from storage.tables import channel_month
from tests.commands_forked import run_forked
from tests.operation.running import _environ as whole
from tests.operation.several import (
    FURTHER_PHONES,
    FURTHER_TOKEN,
    NEW_MESSAGE,
    ZALO_TOKEN,
    Several,
    running,
    several,
    until,
)
from tests.people import find_by_name
from tests.world import HA, LAN, hanoi

NINE = hanoi(10, 9)
LINK = "https://zalo.me/s/botcreator/hong-bang-2"
TELEGRAM = "7000000010:SANDBOX-token-of-several-organisations"


def add_further(ward: Several, *people: str) -> None:
    """The second Zalo bot of the first organisation, with these people on it."""
    now = ward.clock.now()
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
        own = load_organisation(tx, ward.ids["HB"])
        number = FURTHER_TOKEN.partition(":")[0]
        given = GivenBot("zalo", number, "@bot98", seal(ward.settings, FURTHER_TOKEN), LINK)
        assert add_bot(tx, own, given, now, is_further=True)
        for name in people:
            person_id = find_by_name(tx, own.id, name)
            assert person_id is not None
            link(tx, own.id, person_id, "zalo2", chat_id_of(FURTHER_PHONES[name]), now)


def further(ward: Several) -> ZaloBot:
    [bot] = ward.platform.more_zalo
    return bot


def told(ward: Several, name: str) -> list[str]:
    """What somebody was sent by the further bot."""
    sent = further(ward).sent.after(0)
    return [str(one["text"]) for one in sent if one["method"] in NEW_MESSAGE and one["chat_id"] == FURTHER_PHONES[name]]


def has_been_told(ward: Several, name: str, count: int) -> bool:
    return len(told(ward, name)) == count


def used(ward: Several) -> dict[str, int]:
    """How many messages of the month each bot has used, by channel."""
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).reading() as tx:
        rows = tx.execute(select(channel_month.c.channel, channel_month.c.used).where(channel_month.c.used > 0))
        return {str(channel): int(count) for channel, count in rows}


async def test_each_is_answered_and_reminded_by_the_bot_on_which_they_are(database_url: str) -> None:
    async with several(database_url, "HB", on_zalo=("HB",), at=NINE) as ward:
        add_further(ward, HA)
        async with running(ward):
            [morning] = await ward.told("HB", LAN, 1, within=40)
            await until(lambda: told(ward, HA), 40)
            await until(lambda: used(ward) == {"zalo": 1, "zalo2": 1})
            assert [bot.month_used for bot in ward.platform.zalo_bots()] == [1, 1]
            zalo_people.write(further(ward), FURTHER_PHONES[HA], "xong 1")
            ward.say("HB", LAN, "việc")
            await ward.told("HB", LAN, 2)
            await until(lambda: len(told(ward, HA)) == 2)
            status, health = await ward.health()
            assert (status, health["status"]) == (200, "well"), health
        assert ward.texts("HB", LAN)[0] == morning


async def test_what_is_pushed_to_a_further_bot_has_an_address_of_its_own(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", on_zalo=("HB",)) as ward:
        add_further(ward)
        with open_installation(ward.settings, ward.clock) as app:
            [own] = organisations_to_serve(app)
    assert own.is_of_settings
    assert (own.place("zalo"), own.place("zalo2")) == (None, "zalo/7000000098")


async def test_a_further_bot_is_a_channel_that_people_can_name(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", on_zalo=("HB",)) as ward:
        add_further(ward, HA)
        async with running(ward):
            for count, text in enumerate(("kênh", "kênh zalo", "kênh zalo 2", "/channel zalo2"), 1):
                zalo_people.write(further(ward), FURTHER_PHONES[HA], text)
                await until(partial(has_been_told, ward, HA, count))
                assert "Zalo 2" in told(ward, HA)[-1]


async def test_a_code_on_the_newest_bot_closes_the_account_of_the_lost_telephone(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", on_zalo=("HB",), at=NINE) as ward:
        add_further(ward)
        with open_chosen(ward.settings, "HB") as app, app.database.transaction() as tx:
            code = invite_person(tx, app.organisation.id, LAN, ward.clock.now()).code
        async with running(ward):
            await ward.told("HB", LAN, 1, within=40)
            zalo_people.write(further(ward), FURTHER_PHONES[LAN], code)
            await until(lambda: told(ward, LAN))
            _, closed = await ward.told("HB", LAN, 2)
            assert "Zalo 2" in closed
            ward.say("HB", LAN, "việc")
            *_, stranger = await ward.told("HB", LAN, 3)
            assert LAN not in stranger
        with open_chosen(ward.settings, "HB") as app, app.database.reading() as tx:
            assert people_by_channel(tx, app.organisation.id) == {"zalo2": 1}


async def test_a_bot_that_moves_into_the_settings_is_run_once_and_a_new_one_has_the_highest_place(
    sqlite_url: str,
) -> None:
    async with several(sqlite_url, "HB", on_zalo=("HB",)) as ward:
        add_further(ward, LAN)
        own = add_to(ward, "7000000097", "7000000096")
        assert own == {"zalo": ZALO_TOKEN, "zalo2": FURTHER_TOKEN, "zalo3": "7000000097:x", "zalo4": "7000000096:x"}
        with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
            remove_bot(tx, load_organisation(tx, ward.ids["HB"]), "zalo", ward.clock.now(), "7000000098")
        with open_chosen(ward.settings, "HB") as app, app.database.reading() as tx:
            assert people_by_channel(tx, app.organisation.id) == {"zalo": 1}
        assert list(add_to(ward, "7000000095"))[-1] == "zalo5"
        moved = ward.settings.model_copy(update={"zalo_token": SecretStr("7000000095:x")})
        with open_installation(moved, ward.clock) as app:
            [serving] = organisations_to_serve(app)
        with open_chosen(moved, "HB") as app:
            assert bots_to_serve(app).tokens == serving.tokens
        assert dict(serving.tokens) == {"zalo": "7000000095:x", "zalo3": "7000000097:x", "zalo4": "7000000096:x"}


def add_to(ward: Several, *numbers: str) -> dict[str, str]:
    """Further bots of these numbers; the tokens of all bots by channel."""
    with open_installation(ward.settings, ward.clock) as app:
        with everywhere(app.database).transaction() as tx:
            own = load_organisation(tx, ward.ids["HB"])
            for number in numbers:
                given = GivenBot("zalo", number, "@bot", seal(ward.settings, f"{number}:x"))
                add_bot(tx, own, given, ward.clock.now(), is_further=True)
        [serving] = organisations_to_serve(app)
    return dict(serving.tokens)


async def test_what_a_chat_would_be_answered_is_explained_on_a_further_bot_too(sqlite_url: str, tmp_path: Path) -> None:
    async with several(sqlite_url, "HB", on_zalo=("HB",)) as ward:
        add_further(ward, HA)
        environ = {"DONDOC_DATABASE_URL": sqlite_url}
        words = ("explain", "chat", "--as", HA)
        explained = await asyncio.to_thread(run_forked, words, tmp_path, whole(environ), "việc\n", 90)
        assert explained.returncode == 0, explained.stderr
        assert "còn 18 việc chưa hoàn thành" in explained.stdout


async def test_a_further_bot_is_added_named_and_let_go_at_the_machine(sqlite_url: str, tmp_path: Path) -> None:
    async with several(sqlite_url, "HB", "LC", on_zalo=("HB",)) as ward:
        assert ward.settings.secret_key is not None
        environ = {
            "DONDOC_DATABASE_URL": sqlite_url, "DONDOC_ZALO_API_URL": ward.settings.zalo_api_url,
            "DONDOC_TELEGRAM_API_URL": ward.settings.telegram_api_url,
            "DONDOC_SECRET_KEY": ward.settings.secret_key.get_secret_value(),
        }  # fmt: skip

        async def typed(*words: str, token: str = "") -> subprocess.CompletedProcess[str]:
            return await asyncio.to_thread(run_forked, words, tmp_path, whole(environ), token, 90)

        add, at = ("bot", "add", "--zalo"), ("--org", "HB")
        refused = (await typed(*add, *at, token=FURTHER_TOKEN)).stderr
        assert "Dùng thêm bot này song song: dondoc bot add --zalo --another --org HB" in refused
        assert "dondoc bot remove --zalo --bot 7000000099 --org HB" in refused
        assert "địa chỉ đầy đủ" in (await typed(*add, "--another", "--link", "zalo.me/x", *at)).stderr
        added = await typed(*add, "--another", "--link", LINK, *at, token=FURTHER_TOKEN)
        assert added.stdout.startswith("Đã giữ bot Zalo"), added.stderr
        assert "Chưa ghi địa chỉ" not in added.stdout
        for words in (("--another",), ("--link", LINK)):
            assert "chỉ dùng với --zalo" in (await typed("bot", "add", "--telegram", *words, *at)).stderr
        listed = json.loads((await typed("bot", "list", "--json")).stdout)
        assert {bot["channel"]: bot["people"] for bot in listed if bot["platform"] == "zalo"} == {"zalo": 1, "zalo2": 0}
        assert "Zalo 2" in (await typed("bot", "list")).stdout
        for token, more in ((FURTHER_TOKEN, []), (ZALO_TOKEN, ["--another"])):
            shared = await typed(*add, *more, "--org", "LC", token=token)
            assert "không dùng chung" in shared.stderr, shared.stdout
        assert invited(ward) == ({"zalo", "zalo2"}, FURTHER_TOKEN, LINK)
        told_of = (await typed("doctor", *at)).stdout
        assert all(f"{channel} trả lời: bot " in told_of for channel in ("Zalo", "Zalo 2")), told_of
        assert "Điện thoại đã liên kết: Zalo 1." in told_of
        several_there = (await typed("bot", "remove", "--zalo", *at)).stderr
        assert "có 2 bot Zalo. Thêm --bot: --bot 7000000099" in several_there
        assert "tên “khác”" in (await typed("bot", "remove", "--zalo", "--bot", "khác", *at)).stderr
        assert "mã đã xóa" in (await typed("bot", "remove", "--zalo", "--bot", "7000000098", *at)).stdout
        assert invited(ward) == ({"zalo"}, ZALO_TOKEN, "")


def invited(ward: Several) -> tuple[set[str], str, str]:
    """The channels of the first organisation, and token and address of the bot to which people are invited."""
    with open_chosen(ward.settings, "HB") as app:
        settings, bots = with_stored_bots(app), bots_to_serve(app)
    assert settings.zalo_token is not None
    if "zalo2" in bots.tokens:
        assert (bots.place("zalo2"), bots.links) == ("zalo/7000000098", {"zalo2": LINK})
    return set(bots.tokens), settings.zalo_token.get_secret_value(), settings.zalo_link
