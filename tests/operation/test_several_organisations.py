"""One program serves several organisations: each on its own bot, and none of them stops another."""

import asyncio
import re
import unittest.mock
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from domain.inbox import CursorNow
from domain.organisations import Organisation
from dondoc.app import OrganisationUnclear, open_installation
from dondoc.ops import maintenance_loop
from dondoc.ops.platform_checks import ask_every_bot
from dondoc.run import rounds
from dondoc.settings import PREFIX, load_settings
from dondoc.stored_bots import OrganisationBots, organisations_to_serve, served_ids, with_stored_bots
from services.administration.close_organisation import close_organisation, reopen_organisation
from services.context.board_links import make_link
from storage.across_organisations import everywhere
from storage.bots import let_go, let_serve, list_bots
from storage.inbox import save_cursor
from storage.organisations import load_organisation, lock_organisation
from tests.domain.builders import HANOI
from tests.operation.several import NAMES, Several, running, several, token_of, until
from tests.people import find_by_name
from tests.world import HA, LAN, hanoi

TO_THE_MORNING = timedelta(minutes=95)
NOWHERE = "http://127.0.0.1:9"


async def test_each_is_planned_sent_and_answered_on_its_own_bot(database_url: str) -> None:
    async with several(database_url, "HB", "LC", "TN") as ward, running(ward):
        ward.clock.set(TO_THE_MORNING)
        for code in ward.codes:
            [morning] = await ward.told(code, LAN, 1)
            assert "việc" in morning.lower()
        ward.say("LC", LAN, "tình hình")
        ward.say("LC", LAN, "việc")
        ward.say("TN", LAN, "việc")
        await ward.told("LC", LAN, 3)
        await ward.told("TN", LAN, 2)
        await asyncio.sleep(1.3)
        assert [len(ward.texts(code, LAN)) for code in ward.codes] == [1, 3, 2]


async def test_a_revoked_token_and_a_broken_handler_of_one_stop_no_other(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with several(database_url, "HB", "LC", "TN") as ward, running(ward):
        assert ward.program is not None
        ward.platform.revoked.add(token_of(0))
        monkeypatch.setattr(ward.program.served(ward.ids["LC"]).dispatcher, "work", _broken)
        ward.clock.set(TO_THE_MORNING)
        await ward.told("TN", LAN, 1)
        ward.say("LC", LAN, "việc")
        ward.say("TN", LAN, "việc")
        await ward.told("TN", LAN, 2)
        await ward.told("LC", LAN, 1)  # it handles nothing, and sends all the same
        assert ward.texts("HB", LAN) == []
        monkeypatch.undo()
        await ward.told("LC", LAN, 2)
        ward.platform.revoked.clear()
        ward.clock.ahead += 61.0  # for which a bot rests after such a refusal
        await ward.told("HB", LAN, 1, within=40)


def _broken() -> int:
    raise RuntimeError("a bug")


async def test_whose_receiving_or_sending_ends_by_an_error_is_begun_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.run.program.AGAIN_SECONDS", 0.1)
    async with several(sqlite_url, "HB", "LC") as ward, running(ward):
        assert ward.program is not None
        one = ward.program.served(ward.ids["HB"])
        monkeypatch.setattr(one.sender, "_turn", _ends)
        one.wake()
        await until(one.tasks[-1].done)
        ward.say("LC", LAN, "việc")
        await ward.told("LC", LAN, 1)
        ward.say("HB", LAN, "việc")
        await ward.told("HB", LAN, 1)


async def _ends() -> None:
    raise RuntimeError("a bug")


async def test_stopped_and_started_again_each_goes_on_where_it_was(database_url: str) -> None:
    async with several(database_url, "HB", "LC", linked=(LAN, HA)) as ward:
        async with running(ward):
            ward.say("HB", LAN, "việc")
            await ward.told("HB", LAN, 1)
        ward.say("LC", HA, "việc")
        ward.clock.set(TO_THE_MORNING)
        async with running(ward):
            await ward.told("LC", HA, 2)
            for code, name in (("HB", LAN), ("HB", HA), ("LC", LAN)):
                await ward.told(code, name, 1)
            await asyncio.sleep(1.3)
        counts = {(code, name): len(ward.texts(code, name)) for code in ward.codes for name in (LAN, HA)}
        assert counts == {("HB", LAN): 2, ("HB", HA): 1, ("LC", LAN): 1, ("LC", HA): 2}


async def test_one_is_closed_and_opened_again_while_the_program_runs(database_url: str) -> None:
    async with several(database_url, "HB", "LC", at=hanoi(10, 9)) as ward, running(ward):
        await ward.told("LC", LAN, 1)  # the morning's
        _close(ward, "LC")
        _, goodbye = await ward.told("LC", LAN, 2)
        ward.say("LC", LAN, "việc")
        *_, refused = await ward.told("LC", LAN, 3)
        ward.say("HB", LAN, "việc")
        await ward.told("HB", LAN, 2)
        _reopen(ward, "LC")
        await ward.told("LC", LAN, 4)
        ward.say("LC", LAN, "việc")
        *_, answer = await ward.told("LC", LAN, 5)
        assert NAMES["LC"] in goodbye
        assert answer not in {goodbye, refused}


def _close(ward: Several, code: str) -> None:
    with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids[code]).transaction() as tx:
        organisation, now = lock_organisation(tx, ward.ids[code]), ward.clock.now()
        close_organisation(tx, organisation, now, ward.clock.machine_now(), drops_waiting=True)


def _reopen(ward: Several, code: str) -> None:
    with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids[code]).transaction() as tx:
        reopen_organisation(tx, lock_organisation(tx, ward.ids[code]), ward.clock.now())


async def test_health_names_who_is_ill_and_hides_no_other(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance_loop, "WATCH_SECONDS", 0.2)
    async with several(database_url, "HB", "LC", "TN") as ward, running(ward):
        await until(lambda: all(_known(ward)))
        ward.platform.revoked.add(token_of(1))
        await until(lambda: _receives(ward, "LC") is False)
        await asyncio.sleep(2.2)
        status, seen = await ward.health()
        [found] = [finding for finding in seen["findings"] if finding["kind"] == "token_refused"]
        assert (status, found["names"], found["count"]) == (503, ["LC"], 1)
        assert seen["organisations"]["served"] == 3
        assert "LC" in seen["organisations"]["names"]
        assert "unserved" not in {finding["kind"] for finding in seen["findings"]}


def _known(ward: Several) -> list[bool]:
    assert ward.program is not None
    return [ward.program.served(id_).health_check.known() is not None for id_ in ward.ids.values()]


def _receives(ward: Several, code: str) -> bool | None:
    assert ward.program is not None
    seen = ward.program.served(ward.ids[code]).health_check.known()
    return None if seen is None else seen.is_receiving


async def test_whose_messages_cannot_go_are_woken_in_turn(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MOST_IN_VAIN", 1)
    async with several(sqlite_url, "HB", "LC", "TN") as ward, running(ward):
        ward.platform.revoked |= {token_of(0), token_of(1)}
        ward.clock.set(TO_THE_MORNING)
        await ward.told("TN", LAN, 1)
        ward.platform.revoked.clear()
        ward.clock.ahead += 61.0  # for which a bot rests after such a refusal
        await ward.told("HB", LAN, 1, within=40)
        await ward.told("LC", LAN, 1, within=40)


async def test_whose_the_bots_of_the_settings_are_is_never_guessed(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC") as ward:
        mine = "42:token-of-the-settings-0000000000000000"
        with pytest.raises(OrganisationUnclear, match="DONDOC_ORGANISATION_NAME"):
            _served(ward, mine)
        assert _served(ward, mine, name=NAMES["LC"]) == [("LC", True), ("HB", False)]
        with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
            save_cursor(tx, ward.ids["LC"], "telegram", "42", CursorNow(0, 1, ward.clock.now()))
        assert _served(ward, mine) == [("LC", True), ("HB", False)]
        with pytest.raises(OrganisationUnclear):
            _served(ward, mine, name=NAMES["HB"])  # it was the bot of another one


async def test_the_bot_of_another_organisation_is_in_no_invitation(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC") as ward:
        given = {"telegram_token": SecretStr("42:token-of-the-settings-00"), "organisation_name": NAMES["HB"]}
        with (
            open_installation(ward.settings.model_copy(update=given), ward.clock) as app,
            everywhere(app.database).reading() as tx,
        ):
            used = [
                with_stored_bots(app.of(load_organisation(tx, ward.ids[code]))).telegram_token for code in ward.codes
            ]
        assert [token and token.get_secret_value() for token in used] == ["42:token-of-the-settings-00", token_of(1)]


def _served(ward: Several, token: str, name: str = "") -> list[tuple[str | None, bool]]:
    given = {"telegram_token": SecretStr(token), "organisation_name": name or ward.settings.organisation_name}
    settings = ward.settings.model_copy(update=given)
    with open_installation(settings, ward.clock) as app:
        found = organisations_to_serve(app)
        assert served_ids(app) == {one.organisation.id for one in found}
        return [(one.organisation.code, one.is_of_settings) for one in found]


async def test_a_bot_of_two_organisations_serves_both(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC") as ward:
        with open_installation(ward.settings, ward.clock) as app:
            with everywhere(app.database).transaction() as tx:
                first, second = list_bots(tx)
                let_go(tx, second.id, ward.ids["LC"])
                let_serve(tx, first.id, ward.ids["LC"])
            assert [one.organisation.code for one in organisations_to_serve(app)] == ["HB", "LC"]
            assert served_ids(app) == set(ward.ids.values())


async def test_links_of_each_lead_to_its_own_pages(sqlite_url: str) -> None:
    public = "https://many.example"
    host = {"Host": "many.example", "Origin": public}
    async with (
        several(sqlite_url, "HB", "LC", PUBLIC_URL=public) as ward, running(ward), aiohttp.ClientSession() as http
    ):  # fmt: skip
        base, cookies = f"http://127.0.0.1:{ward.port}", {}
        for code in ward.codes:
            secret, typed = _links(ward, code)
            status, text = await _page(http, f"{base}/vao/{secret}", host)
            assert (status, LAN in text) == (200, True)
            door, form = ("/vao/" + secret, {}) if code == "HB" else ("/vao", {"code": typed})
            async with http.post(base + door, data=form, headers=host, allow_redirects=False) as entered:
                assert entered.status == 303
                cookies[code] = entered.cookies["__Host-dondoc"].value
        for code, cookie in cookies.items():
            _, text = await _page(http, base, {**host, "Cookie": f"__Host-dondoc={cookie}"})
            assert [one for one in ward.codes if NAMES[one] in text] == [code]
        for code in ward.codes:
            ward.say(code, LAN, "lịch mới")
            *_, told = await ward.told(code, LAN, 1)
            assert await _page(http, base + _path_in(told), host) == (200, unittest.mock.ANY)
        assert (await _page(http, base + "/calendar/999999-" + "x" * 43 + ".ics", host))[0] == 404


async def _page(http: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> tuple[int, str]:
    """Status and text; a page that takes longer than two seconds on a busy machine is asked for again."""
    for _ in range(10):
        async with http.get(url, headers=headers) as got:
            if got.status != 503:
                return got.status, await got.text()
    raise AssertionError("too slow")


def _links(ward: Several, code: str) -> tuple[str, str]:
    with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids[code]).transaction() as tx:
        person_id = find_by_name(tx, ward.ids[code], LAN)
        assert person_id is not None
        made = make_link(tx, ward.ids[code], person_id, ward.clock.machine_now())
        return made.token, made.code


def _path_in(text: str) -> str:
    found = re.search(r"https://many\.example(/calendar/\S+\.ics)", text)
    assert found is not None, text
    return found[1]


async def test_the_doctor_of_several_asks_every_bot_once_and_names_whose_is_ill(sqlite_url: str) -> None:
    async with several(sqlite_url, "HB", "LC", "TN", shared=("HB", "LC")) as ward:

        def asked() -> list[tuple[bool, str, str]]:
            with open_installation(ward.settings, ward.clock) as opened:
                return list(ask_every_bot(ward.settings, organisations_to_serve(opened)))

        assert await asyncio.to_thread(asked) == [(True, "2 bot, 0 cần xử lý.", "")]
        ward.platform.revoked.add(ward.token("HB"))
        found = await asyncio.to_thread(asked)
        assert found[0] == (False, "2 bot, 1 cần xử lý.", "")
        assert [seen.partition(": ")[0] for _, seen, _ in found[1:]] == ["HB, LC"]
        assert found[1][2]


def test_the_doctor_says_when_parts_of_a_month_are_more_than_the_month(sqlite_url: str) -> None:
    settings = load_settings(Path("no.env"), {f"{PREFIX}DATABASE_URL": sqlite_url, f"{PREFIX}ZALO_API_URL": NOWHERE})

    def found(*parts: int | None) -> list[str]:
        served = [
            OrganisationBots(Organisation(n, f"Phường {n}", HANOI, code=f"P{n}", month_quota=part), {"zalo": "z:1"})
            for n, part in enumerate(parts, 1)
        ]
        return [seen for _, seen, _ in ask_every_bot(settings, served) if "cộng lại" in seen]

    assert settings.zalo_monthly_quota == 3000
    assert found(2000, 1001) == ["P1, P2: các phần tin Zalo cộng lại 3001, nhiều hơn 3000 tin của tháng."]
    assert found(2000, 1000, None) == []
    assert found(4000) == [], "a bot of its own"
