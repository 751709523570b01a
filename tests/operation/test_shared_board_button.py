"""The button of the board on a bot that several organisations share: it opens the board of the person's own."""

import json
from urllib.parse import urlencode

import aiohttp

from bot.platforms.telegram.mini_app import signature
from dondoc.app import open_installation
from storage.accounts import link
from tests.operation.several import NAMES, PHONES, Several, running, several, until
from tests.people import find_by_name
from tests.world import CHANNEL, HA, LAN

PUBLIC = "https://many.example"
HOST = {"Host": "many.example", "Origin": PUBLIC}
BOTH = ("HB", "LC")


def link_to_one(ward: Several, code: str, name: str) -> None:
    with open_installation(ward.settings, ward.clock) as app, app.database.of(ward.ids[code]).transaction() as tx:
        person_id = find_by_name(tx, ward.ids[code], name)
        assert person_id is not None
        link(tx, ward.ids[code], person_id, CHANNEL, str(PHONES[name]), ward.clock.now())


def button_of(ward: Several, name: str) -> str:
    """The address that the button beside the text field opens; "" for Telegram's own button."""
    shown = ward.bot("HB").menu_buttons.get(PHONES[name], {})
    return str(shown["web_app"]["url"]) if "web_app" in shown else ""


def signed(ward: Several, name: str) -> str:
    """What Telegram hands to the page that somebody opened."""
    user = json.dumps({"id": PHONES[name], "first_name": name})
    fields = {"user": user, "auth_date": str(int(ward.clock.machine_now().timestamp()) - 2)}
    return urlencode({**fields, "hash": signature(fields, ward.token("HB"))})


async def test_it_opens_the_board_of_the_only_organisation_and_of_several_none(sqlite_url: str) -> None:
    async with several(sqlite_url, "TN", *BOTH, shared=BOTH, PUBLIC_URL=PUBLIC) as ward:
        link_to_one(ward, "LC", HA)
        async with running(ward), aiohttp.ClientSession() as http:
            await until(lambda: button_of(ward, HA))
            address = button_of(ward, HA)
            assert address.startswith(f"{PUBLIC}/mini?bot=")
            assert address.endswith(f"&of={ward.ids['LC']}")
            assert button_of(ward, LAN) == "", "two boards are theirs"
            base = f"http://127.0.0.1:{ward.port}"
            own = base + address.removeprefix(PUBLIC)
            async with http.post(
                own, data={"signed": signed(ward, HA)}, headers=HOST, allow_redirects=False
            ) as entered:
                assert entered.status == 303
                cookie = entered.cookies["__Host-dondoc"].value
            async with http.get(base, headers={**HOST, "Cookie": f"__Host-dondoc={cookie}"}) as board:
                text = await board.text()
            assert [code for code in ward.codes if NAMES[code] in text] == ["LC"]
            for other in (ward.ids["HB"], ward.ids["TN"], 999_999):
                elsewhere = own.rpartition("=")[0] + f"={other}"
                ward.clock.ahead += 1.0  # what was signed opens one session
                async with http.post(elsewhere, data={"signed": signed(ward, HA)}, headers=HOST) as refused:
                    assert refused.status == 404
                    assert "__Host-dondoc" not in refused.cookies
