"""Fetching into the evidence folder: retried, bounded, alarmed; killed between any two steps nothing is lost."""

import asyncio
import errno
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import bot.conversation.evidence_fetcher
from bot.conversation.evidence_fetcher import EvidenceFetcher
from bot.messages import Attachment, FetchFailed
from domain.evidence import LARGEST_BYTES, MOST_FETCHES
from dondoc.databases import open_engine
from services.maintenance.store_evidence import EvidenceService
from storage.database import Database
from storage.evidence_folder import EvidenceFolder
from storage.tables import evidence_file
from tests.services.test_verification import FILE, PHOTO, hand_in
from tests.world import HA, LAN, World, hanoi

CONTENTS = {PHOTO.file_ref: b"\xff\xd8\xff the picture", FILE.file_ref: b"PK the file"}


class Dead(BaseException):
    """The process is gone: nothing that comes after this is done."""


class House:
    """The example ward with a keeper in front of a platform that gives these contents, or fails."""

    def __init__(self, database: Database, path: Path) -> None:
        self.world = World(database)
        self.world.link(LAN, HA)
        self.world.now = hanoi(10, 9)
        self.contents: dict[str, bytes] = dict(CONTENTS)
        self.troubles: list[Exception] = []
        self.fetched: list[str] = []
        self.may_fetch = True
        self.folder = EvidenceFolder(path, 3 * LARGEST_BYTES)
        self.restart()

    def restart(self) -> None:
        """The program begins; also again after it died."""
        self.service = EvidenceService(self.world.database, self.world.organisation_id, self.folder)
        self.keeper = EvidenceFetcher(
            self.service,
            self.folder,
            {"telegram": self.fetch},
            self.in_thread,
            lambda: self.world.now,
            lambda: self.may_fetch,
        )

    async def in_thread(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    async def fetch(self, attachment: Attachment) -> bytes:
        self.fetched.append(attachment.file_id)
        if self.troubles:
            raise self.troubles.pop(0)
        if attachment.file_id not in self.contents:
            raise FetchFailed("wrong file_id", trouble="not_fetched")
        return self.contents[attachment.file_id]

    def rows(self) -> list[tuple[str, str | None]]:
        with self.world.database.reading() as tx:
            query = select(evidence_file.c.state, evidence_file.c.trouble).order_by(evidence_file.c.id)
            return [(row.state, row.trouble) for row in tx.execute(query)]

    def stored(self) -> set[bytes]:
        return {self.folder.file(file.digest).read_bytes() for file in self.folder.files()}


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    database = Database(open_engine(sqlite_url))
    yield House(database, tmp_path / "evidence")
    database.close()


async def test_what_was_handed_in_is_in_the_folder_after_one_round(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    hand_in(house.world, LAN, "minh chứng 3", FILE)
    await house.keeper.work()
    assert house.stored() == set(CONTENTS.values())
    assert house.rows() == [("stored", None), ("stored", None)]
    await house.keeper.work()
    assert sorted(house.fetched) == sorted(CONTENTS)


async def test_who_is_not_the_one_that_works_fetches_nothing(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    house.may_fetch = False
    await house.keeper.work()
    assert (house.fetched, house.rows()) == ([], [("waiting", None)])


async def test_a_line_that_is_down_is_tried_again_within_the_hour(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    house.troubles = [FetchFailed("down"), TimeoutError(), OSError(errno.ECONNRESET, "reset")]
    for _ in range(60):
        await house.keeper.work()
        house.world.now += timedelta(minutes=1)
    assert house.rows() == [("stored", None)]
    assert len(house.fetched) == 4


async def test_what_turns_out_too_large_is_given_up_at_once(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    house.troubles = [FetchFailed("large", trouble="too_large")]
    await house.keeper.work()
    assert house.rows() == [("given_up", "too_large")]


async def test_what_the_platform_refuses_is_asked_for_again_for_it_may_be_unavailable_for_a_while(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    hand_in(house.world, LAN, "minh chứng 3", FILE)
    del house.contents[FILE.file_ref]
    house.troubles = [FetchFailed("wrong file_id or the file is temporarily unavailable", trouble="not_fetched")] * 2
    await house.keeper.work()
    assert house.rows() == [("waiting", "refused"), ("waiting", "refused")]
    for _ in range(MOST_FETCHES):
        house.world.now += timedelta(hours=7)
        await house.keeper.work()
    assert house.rows() == [("stored", None), ("given_up", "refused")]


async def test_a_fetch_that_hangs_ends_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs(_attachment: Attachment) -> bytes:
        await asyncio.sleep(30)
        return b""

    monkeypatch.setattr(bot.conversation.evidence_fetcher, "FETCH_TIMEOUT", 0.05)
    hand_in(house.world, LAN, "xong 3", PHOTO)
    monkeypatch.setattr(house, "fetch", hangs)
    house.restart()
    await house.keeper.work()
    assert house.rows() == [("waiting", "unreachable")]


async def test_a_channel_whose_bot_does_not_run_waits(house: House) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    house.keeper = EvidenceFetcher(
        house.service, house.folder, {}, house.in_thread, lambda: house.world.now, lambda: True
    )
    await house.keeper.work()
    assert house.rows() == [("waiting", "unreachable")]


async def test_a_full_disk_is_said_clearly_and_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    hand_in(house.world, LAN, "xong 3", PHOTO)
    with monkeypatch.context() as broken:
        broken.setattr("storage.evidence_folder._write", full)
        await house.keeper.work()
    assert house.rows() == [("waiting", "not_written")]
    assert "No space left on device" in caplog.text
    assert house.service.counts(house.world.now).not_written == 1
    house.world.now += timedelta(minutes=2)
    await house.keeper.work()
    assert house.rows() == [("stored", None)]
    assert house.service.counts(house.world.now).not_written == 0


async def test_a_full_folder_fetches_nothing_more_and_goes_on_once_there_is_room(house: House) -> None:
    house.folder.quota_bytes = len(CONTENTS[PHOTO.file_ref])
    hand_in(house.world, LAN, "xong 3", PHOTO)
    await house.keeper.work()
    hand_in(house.world, LAN, "minh chứng 3", FILE)
    for _ in range(MOST_FETCHES + 2):
        house.world.now += timedelta(hours=7)
        await house.keeper.work()
    assert house.fetched == [PHOTO.file_ref]
    assert house.rows() == [("stored", None), ("given_up", "no_room")]
    house.folder.quota_bytes = 3 * LARGEST_BYTES
    house.service.sweep(house.world.now)
    await house.keeper.work()
    assert house.rows() == [("stored", None), ("stored", None)]


STEPS = {
    "claimed": ("bot.conversation.evidence_fetcher.EvidenceFetcher._fetched", "instead"),
    "fetched": ("storage.evidence_folder.EvidenceFolder.store", "instead"),
    "written under another name": ("pathlib.Path.replace", "instead"),
    "renamed": ("storage.evidence_folder.sync", "instead"),
    "stored": ("services.maintenance.store_evidence.EvidenceService.note_stored", "instead"),
    "settled": ("services.maintenance.store_evidence.EvidenceService.note_stored", "after"),
}


@pytest.mark.parametrize("step", STEPS)
async def test_killed_after_any_step_the_next_process_ends_what_was_begun(
    house: House, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    hand_in(house.world, LAN, "xong 3", PHOTO)
    name, when = STEPS[step]
    real = EvidenceService.note_stored

    def die(*args: Any, **kwargs: Any) -> None:
        if when == "after":
            real(*args, **kwargs)
        raise Dead

    # A killed process tidies nothing up: what it would remove on its way out stays.
    with monkeypatch.context() as killed:
        killed.setattr("pathlib.Path.unlink", lambda *_args, **_kwargs: None)
        killed.setattr(name, die)
        with pytest.raises(Dead):
            await house.keeper.work()
    assert house.service.missing() == frozenset()
    house.restart()
    house.world.now += timedelta(minutes=6)
    await house.keeper.work()
    assert house.rows() == [("stored", None)]
    assert house.stored() == {CONTENTS[PHOTO.file_ref]}
    assert house.service.missing() == frozenset()
    house.world.now += timedelta(days=2)
    house.folder.remove_parts(house.world.now + timedelta(days=36500))
    assert len(list(house.folder.path.iterdir())) == 1
