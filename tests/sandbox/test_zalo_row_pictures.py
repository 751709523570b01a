"""The picture of a scanned row on Zalo: by its address where the ward has one, else only the words."""

import base64
from pathlib import Path
from typing import Any

import pytest

from domain.inbox import MessageContext
from domain.plans import RowPicture
from dondoc.ops.evidence import draft_pictures
from sandbox.zalo.bots import chat_id_of
from services.context.command_context import CommandContext
from services.plans.draft_pictures import with_pictures_kept
from services.plans.hold_draft import keep
from services.plans.receive_plan import draft_of, read_document
from storage.organisations import load_organisation
from storage.people import load_actor
from tests.plans_in_chat import plan_text
from tests.sandbox.ward_on_zalo import Ward, ward
from tests.world import HA

PUBLIC = "https://ward.example"
PNG = b"\x89PNG\r\n\x1a\n of a row"
ROWS = [("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026")]


def _draft_of_scan(w: Ward) -> None:
    """Ha works at a draft whose only row has a picture."""
    own, now, chat = w.app.organisation.id, w.app.clock.now(), chat_id_of(21)
    reading = read_document(plan_text(ROWS), "ban-quet.txt")
    assert reading.plan is not None
    object.__setattr__(reading.plan, "pictures", (RowPicture(1, base64.b64encode(PNG).decode()),))
    kept = with_pictures_kept(reading, draft_pictures(w.app.settings), now)
    assert kept.plan is not None
    with w.app.database.transaction() as tx:
        actor = load_actor(tx, own, "zalo", chat)
        context = CommandContext(tx, load_organisation(tx, own), now, MessageContext("zalo", chat), actor)
        keep(context, draft_of(context, kept.plan, "ban-quet.txt", kept.file_hash))


@pytest.mark.parametrize("public", [PUBLIC, ""])
async def test_a_row_comes_with_its_picture_where_the_ward_has_an_address(tmp_path: Path, public: str) -> None:
    async with ward(tmp_path, {}, {HA: 21}, settings={"PUBLIC_URL": public} if public else {}) as w:
        ha = w.phone("phones/21")
        await ha.links(HA)
        _draft_of_scan(w)
        assert "Dòng 1: Rà soát hạ tầng số" in await ha.asks("xem 1")
        phone: Any = await w.control("GET", "phones/21")
        links = [message["photo_url"] for message in phone["messages"] if "photo_url" in message]
        assert len(links) == (1 if public else 0)
        for link in links:
            async with w.http.get(link.replace(PUBLIC, w.own_url)) as answer:
                assert (answer.status, await answer.read()) == (200, PNG)
