"""Pictures under signed links: shown until the hour they end, and every other address is answered alike."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from tests.web.test_health import health
from web.app import create_app
from web.cards import MOST_KEPT, CardLinks, CardPages, key_of
from web.health import Health
from web.server import WebServer, listening_socket

NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)
LINKS = CardLinks("https://ward.example/", key_of("7000000002:a-token"), timedelta(hours=24))


class Pages:
    """Serves cards on a socket; `drawn` are the numbers asked of the drawer, `now` can be moved."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.now = NOW

    async def draw(self, number: int) -> bytes | None:
        self.drawn.append(number)
        return None if number == 404 else f"picture {number}".encode()

    async def ask(self, *addresses: str, method: str = "GET") -> list[tuple[int, bytes, str]]:
        async def look() -> Health:
            return health()

        listening = listening_socket("127.0.0.1", 0)
        own = f"http://127.0.0.1:{listening.getsockname()[1]}"
        pages = CardPages(LINKS, self.draw, lambda: self.now)
        found = []
        async with WebServer(create_app(look, None, pages), listening), aiohttp.ClientSession() as session:
            for address in addresses:
                path = address.removeprefix("https://ward.example")
                async with session.request(method, own + path) as got:
                    found.append((got.status, await got.read(), got.headers["Content-Type"]))
        return found


async def test_the_picture_is_shown_until_its_hour_and_not_after() -> None:
    pages, link = Pages(), LINKS.link(7, NOW)
    assert await pages.ask(link) == [(200, b"picture 7", "image/png")]
    pages.now = NOW + timedelta(hours=23, minutes=59)
    assert (await pages.ask(link))[0][0] == 200
    pages.now = NOW + timedelta(hours=24)
    assert (await pages.ask(link))[0][0] == 404
    assert LINKS.read(link.rpartition("/")[2], pages.now) is None


def changed(link: str) -> list[str]:
    """Other numbers, other ends, other signatures, and no links at all."""
    root, _, name = link.rpartition("/")
    number, ends, signature = name.split(".")
    names = [
        f"8.{ends}.{signature}",
        f"{number}.{int(ends) + 1}.{signature}",
        f"{number}.{ends}.{signature[:-1]}",
        f"{number}.{ends}.{signature}x",
        f"{number}.{ends}.",
        f"{number}.{ends}",
        "..",
        "7",
        "-7.1.x",
        "٧.1.x",
        "9" * 79,
        f"{number}.{'9' * 30}.{signature}",
        "",
        f"{name}/",
        "%00",
    ]
    return [f"{root}/{name}" for name in names]


async def test_whatever_is_wrong_is_answered_as_an_address_that_does_not_exist() -> None:
    pages = Pages()
    [nowhere] = await pages.ask("/nowhere")
    wrong = await pages.ask(*changed(LINKS.link(7, NOW)), "/card", LINKS.link(404, NOW))
    assert set(wrong) == {nowhere}
    assert pages.drawn == [404], "nothing is looked up for a link that was not made here"


async def test_a_picture_is_drawn_once_and_only_the_last_few_are_kept() -> None:
    pages = Pages()
    links = [LINKS.link(number, NOW) for number in range(1, MOST_KEPT + 2)]
    await pages.ask(links[0], links[0], *links[1:], links[0])
    assert pages.drawn == [*range(1, MOST_KEPT + 2), 1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_it_can_only_be_read(method: str) -> None:
    assert [status for status, *_ in await Pages().ask(LINKS.link(7, NOW), method=method)] == [405]


def test_the_key_is_in_no_repr_and_another_bots_link_is_none_of_ours() -> None:
    assert "key" not in repr(LINKS)
    other = CardLinks(LINKS.base, key_of("7000000003:another"), LINKS.valid_for)
    assert LINKS.read(other.link(7, NOW).rpartition("/")[2], NOW) is None
