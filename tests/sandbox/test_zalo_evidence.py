"""A picture handed in on Zalo is fetched by its address, stored, and shown to the coordinator on Telegram."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.control import PICTURE
from storage.evidence_folder import EvidenceFolder
from storage.tables import evidence_file
from tests.sandbox.ward_on_zalo import Ward, ward
from tests.world import HA, LAN

LAN_ON_ZALO = "phones/21"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.ops.evidence.FETCH_SECONDS", 0.2)


def states(w: Ward) -> list[str]:
    with w.app.database.reading() as tx:
        return list(tx.execute(select(evidence_file.c.state)).scalars())


async def test_a_picture_from_zalo_is_stored_and_seen_on_telegram(tmp_path: Path) -> None:
    async with ward(tmp_path, {HA: 12}, {LAN: 21}) as w:
        lan, ha = w.phone(LAN_ON_ZALO), w.phone("phones/12")
        await lan.links(LAN)
        await ha.links(HA)
        await w.control("POST", f"{LAN_ON_ZALO}/send", {"kind": "image", "caption": "xong 3"})
        assert "Kèm 1 ảnh minh chứng (đang lưu)." in await lan.next()
        async with asyncio.timeout(15):
            while states(w) != ["stored"]:  # noqa: ASYNC110 - what is waited for stands in a database
                await asyncio.sleep(0.1)
        [stored] = EvidenceFolder(tmp_path / "evidence", 0).files()
        assert (tmp_path / "evidence" / stored.digest).read_bytes() == PICTURE
        await ha.types("minh chứng 3")
        told = [await ha.next(), await ha.next()]
        assert any("1 minh chứng của việc 3" in text for text in told)
        sent = (await w.control("GET", "sent"))["sent"]
        assert [entry["chat_id"] for entry in sent if entry["method"] == "sendPhoto"] == [12]
        assert "Kênh này không nhận được ảnh, tệp" in await lan.asks("minh chứng 3")
