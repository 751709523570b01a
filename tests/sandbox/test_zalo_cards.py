"""The status card on Zalo: a picture by its address where the ward has one, text only where it has none."""

from pathlib import Path
from typing import Any

from tests.sandbox.ward_on_zalo import Ward, ward
from tests.world import HUNG

PUBLIC = "https://ward.example"


async def photos(w: Ward) -> list[str]:
    phone: Any = await w.control("GET", "phones/21")
    return [message["photo_url"] for message in phone["messages"] if "photo_url" in message]


async def test_a_leader_on_zalo_gets_the_card_as_a_picture(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {HUNG: 21}, settings={"PUBLIC_URL": PUBLIC}) as w:
        hung = w.phone("phones/21")
        await hung.links(HUNG)
        said = await hung.asks("tình hình")
        assert said.startswith("🔴 ")
        assert "tình hình quá hạn" in said.splitlines()[-1], "what a button does elsewhere is typed here"
        [link] = await photos(w)
        assert link.startswith(f"{PUBLIC}/card/")
        async with w.http.get(link.replace(PUBLIC, w.own_url)) as answer:
            assert answer.status == 200
            assert (await answer.read()).startswith(b"\x89PNG")
        async with w.http.get(link.replace(PUBLIC, w.own_url)[:-1] + "!") as answer:
            assert answer.status == 404


async def test_without_a_public_address_the_figures_come_as_text_only(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {HUNG: 21}) as w:
        hung = w.phone("phones/21")
        await hung.links(HUNG)
        said = await hung.asks("tình hình")
        assert "18 nhiệm vụ" in said
        assert len(said.splitlines()) <= 12
        assert await photos(w) == []
        async with w.http.get(f"{w.own_url}/card/1.1.x") as answer:
            assert answer.status == 404
