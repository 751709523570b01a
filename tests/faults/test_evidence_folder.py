"""The whole way of a piece of evidence over a real socket: handed in, fetched, listed, shown, also after mishaps."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from sandbox import people
from sandbox.people import document_of
from storage.evidence import ref_hash
from storage.evidence_folder import EvidenceFolder
from storage.tables import evidence, evidence_file
from tests.faults.running import PHONES, Ward
from tests.world import HA, LAN

CONTENT = b"PK\x03\x04 a report with a red stamp"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.ops.evidence.FETCH_SECONDS", 0.2)


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence", 0)


def hand_in(ward: Ward, name: str, caption: str, content: bytes = CONTENT) -> str:
    """Somebody sends a file; gives how the platform calls it."""
    stored = ward.platform.files.add("bao-cao.docx", "application/msword", content, "documents")
    people.send_file(ward.bot, PHONES[name], {"document": document_of(stored)}, caption)
    return stored.file_id


def states(ward: Ward) -> list[str]:
    with ward.database.reading() as tx:
        return list(tx.execute(select(evidence_file.c.state)).scalars())


def digests(folder: EvidenceFolder) -> list[bytes | None]:
    return [folder.read(file.digest) for file in folder.files()]


async def test_a_file_handed_in_is_stored_shown_and_survives_the_loss_of_its_reference(
    small_ward: Ward, folder: EvidenceFolder
) -> None:
    ward = small_ward
    hand_in(ward, LAN, "xong 3")
    [answer] = await ward.told(LAN, 1)
    assert "📎 Kèm 1 tệp minh chứng (đang lưu)." in answer
    await ward.until(lambda: states(ward) == ["stored"])
    assert digests(folder) == [CONTENT]
    # Another bot token: the platform knows none of the old references.
    with ward.database.transaction() as tx:
        tx.execute(update(evidence).values(file_ref="of an earlier bot"))
        hashed = ref_hash("telegram", "of an earlier bot")
        tx.execute(update(evidence_file).values(file_ref="of an earlier bot", ref_hash=hashed))
    ward.say(HA, "minh chứng 3")
    await ward.until(lambda: any("minh chứng của việc 3" in text for text in ward.texts(HA)))

    def documents() -> list[dict[str, object]]:
        return [entry for entry in ward.bot.sent.after(0) if entry["method"] == "sendDocument"]

    await ward.until(documents)
    assert documents()[0]["chat_id"] == PHONES[HA]
    listed = next(text for text in ward.texts(HA) if "minh chứng của việc 3" in text)
    assert "đang lưu" not in listed


async def test_while_the_line_is_down_the_piece_waits_and_is_stored_afterwards(
    small_ward: Ward, folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = small_ward
    ward.mishap("getFile", "drop", times=1)
    hand_in(ward, LAN, "xong 3")
    await ward.told(LAN, 1)
    await asyncio.sleep(1)
    assert states(ward) == ["waiting"]
    ward.clock.set(timedelta(minutes=2))
    await ward.until(lambda: states(ward) == ["stored"])
    assert digests(folder) == [CONTENT]


async def test_a_file_that_the_platform_calls_too_large_stays_a_link_and_its_sender_knows_at_once(
    small_ward: Ward, folder: EvidenceFolder
) -> None:
    ward = small_ward
    large = {"document": {"file_id": "BQAD21", "file_name": "hop.mp4", "file_size": 21 * 1024 * 1024}}
    people.send_file(ward.bot, PHONES[LAN], large, "xong 3")
    [answer] = await ward.told(LAN, 1)
    assert "lớn hơn 20 MB nên chỉ giữ liên kết" in answer
    assert "đang lưu" not in answer
    ward.say(HA, "minh chứng 3")
    await ward.until(lambda: any("chỉ giữ liên kết" in text for text in ward.texts(HA)))
    assert states(ward) == ["given_up"]
    assert digests(folder) == []


async def test_a_file_larger_than_it_was_said_to_be_is_not_stored(small_ward: Ward, folder: EvidenceFolder) -> None:
    ward = small_ward
    large = b"x" * (20 * 1024 * 1024 + 1)
    stored = ward.platform.files.add("hop.mp4", "video/mp4", large, "documents")
    document = document_of(stored) | {"file_size": 1000}
    people.send_file(ward.bot, PHONES[LAN], {"document": document}, "xong 3")
    await ward.until(lambda: states(ward) == ["given_up"], within=20)
    assert digests(folder) == []
