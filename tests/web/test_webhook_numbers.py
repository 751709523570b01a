"""What is pushed may hold any number: it is stored and acknowledged, or it would come again for a day."""

from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from bot.platforms.zalo.webhook import info_in
from dondoc.cli.webhook import _told
from tests.bot.absurd import DATES, NUMBERS, name
from tests.web.test_health import health
from web.app import create_app
from web.health import Health
from web.server import WebServer, listening_socket
from web.webhooks import Hook


@pytest.mark.parametrize("number", [*NUMBERS, *DATES], ids=name)
async def test_an_event_with_any_number_in_it_is_taken(number: str) -> None:
    taken: list[Mapping[str, Any]] = []

    async def take(event: Mapping[str, Any]) -> bool:
        taken.append(event)
        return True

    async def look() -> Health:
        return health()

    listening = listening_socket("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/webhook/zalo"
    app = create_app(look, {"zalo": Hook("X-Secret", "s", take)})
    body = f'{{"event_name":"message.text.received","message":{{"text":"xong 3","date":{number}}}}}'
    async with (
        WebServer(app, listening),
        aiohttp.ClientSession() as session,
        session.post(address, data=body.encode(), headers={"X-Secret": "s"}) as answer,
    ):
        assert answer.status == 200
    assert taken[0]["message"]["text"] == "xong 3"


@pytest.mark.parametrize("count", [10**1000, float("inf"), -3, True, "9" * 5000, None, [], 1e300])
def test_how_many_wait_is_told_only_when_it_is_a_number(count: Any) -> None:
    assert (
        _told(info_in({"url": "https://a.vn/webhook/zalo", "pending_update_count": count}))
        == "https://a.vn/webhook/zalo"
    )
    assert _told(info_in({"url": "https://a.vn", "pending_update_count": 3})) == "https://a.vn, đang chờ 3 tin"
