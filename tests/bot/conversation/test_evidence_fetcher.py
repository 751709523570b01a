"""Fetching into the evidence folder: retried, bounded, alarmed; killed between any two steps nothing is lost."""

import asyncio
import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import bot.conversation.evidence_fetcher
from bot.conversation.evidence_fetcher import EvidenceFetcher
from bot.messages import Attachment, FetchFailed
from domain.evidence import LARGEST_BYTES, MOST_FETCHES
from services.maintenance.store_evidence import EvidenceService
from storage.engine.database import Database
from storage.evidence_folder import EvidenceFolder
from storage.tables import evidence_file
from tests.services.commands.test_verification import FILE, PHOTO, hand_in
from tests.world import HA, LAN, World, hanoi

CONTENTS = {PHOTO.file_ref: b"\xff\xd8\xff the picture", FILE.file_ref: b"PK the file"}


class Dead(BaseException):
    """The process is gone: nothing that comes after this is done."""


class App:
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
def app(sqlite_database: Database, tmp_path: Path) -> App:
    return App(sqlite_database, tmp_path / "evidence")


async def test_what_was_handed_in_is_in_the_folder_after_one_round(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    hand_in(app.world, LAN, "minh chứng 3", FILE)
    await app.keeper.work()
    assert app.stored() == set(CONTENTS.values())
    assert app.rows() == [("stored", None), ("stored", None)]
    await app.keeper.work()
    assert sorted(app.fetched) == sorted(CONTENTS)


async def test_who_is_not_the_one_that_works_fetches_nothing(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    app.may_fetch = False
    await app.keeper.work()
    assert (app.fetched, app.rows()) == ([], [("waiting", None)])


async def test_a_line_that_is_down_is_tried_again_within_the_hour(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    app.troubles = [FetchFailed("down"), TimeoutError(), OSError(errno.ECONNRESET, "reset")]
    for _ in range(60):
        await app.keeper.work()
        app.world.now += timedelta(minutes=1)
    assert app.rows() == [("stored", None)]
    assert len(app.fetched) == 4


async def test_what_turns_out_too_large_is_given_up_at_once(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    app.troubles = [FetchFailed("large", trouble="too_large")]
    await app.keeper.work()
    assert app.rows() == [("given_up", "too_large")]


async def test_what_the_platform_refuses_is_asked_for_again_for_it_may_be_unavailable_for_a_while(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    hand_in(app.world, LAN, "minh chứng 3", FILE)
    del app.contents[FILE.file_ref]
    app.troubles = [FetchFailed("wrong file_id or the file is temporarily unavailable", trouble="not_fetched")] * 2
    await app.keeper.work()
    assert app.rows() == [("waiting", "refused"), ("waiting", "refused")]
    for _ in range(MOST_FETCHES):
        app.world.now += timedelta(hours=7)
        await app.keeper.work()
    assert app.rows() == [("stored", None), ("given_up", "refused")]


async def test_a_fetch_that_hangs_ends_by_itself(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs(_attachment: Attachment) -> bytes:
        await asyncio.sleep(30)
        return b""

    monkeypatch.setattr(bot.conversation.evidence_fetcher, "FETCH_TIMEOUT", 0.05)
    hand_in(app.world, LAN, "xong 3", PHOTO)
    monkeypatch.setattr(app, "fetch", hangs)
    app.restart()
    await app.keeper.work()
    assert app.rows() == [("waiting", "unreachable")]


async def test_a_channel_whose_bot_does_not_run_waits(app: App) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
    app.keeper = EvidenceFetcher(app.service, app.folder, {}, app.in_thread, lambda: app.world.now, lambda: True)
    await app.keeper.work()
    assert app.rows() == [("waiting", "unreachable")]


async def test_a_full_disk_is_said_clearly_and_tried_again(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    hand_in(app.world, LAN, "xong 3", PHOTO)
    with monkeypatch.context() as broken:
        broken.setattr("storage.evidence_folder._write", full)
        await app.keeper.work()
    assert app.rows() == [("waiting", "not_written")]
    assert "No space left on device" in caplog.text
    assert app.service.counts(app.world.now).not_written == 1
    app.world.now += timedelta(minutes=2)
    await app.keeper.work()
    assert app.rows() == [("stored", None)]
    assert app.service.counts(app.world.now).not_written == 0


async def test_a_full_folder_fetches_nothing_more_and_goes_on_once_there_is_room(app: App) -> None:
    app.folder.quota_bytes = len(CONTENTS[PHOTO.file_ref])
    hand_in(app.world, LAN, "xong 3", PHOTO)
    await app.keeper.work()
    hand_in(app.world, LAN, "minh chứng 3", FILE)
    for _ in range(MOST_FETCHES + 2):
        app.world.now += timedelta(hours=7)
        await app.keeper.work()
    assert app.fetched == [PHOTO.file_ref]
    assert app.rows() == [("stored", None), ("given_up", "no_room")]
    app.folder.quota_bytes = 3 * LARGEST_BYTES
    app.service.sweep(app.world.now)
    await app.keeper.work()
    assert app.rows() == [("stored", None), ("stored", None)]


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
    app: App, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    hand_in(app.world, LAN, "xong 3", PHOTO)
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
            await app.keeper.work()
    assert app.service.missing() == frozenset()
    app.restart()
    app.world.now += timedelta(minutes=6)
    await app.keeper.work()
    assert app.rows() == [("stored", None)]
    assert app.stored() == {CONTENTS[PHOTO.file_ref]}
    assert app.service.missing() == frozenset()
    app.world.now += timedelta(days=2)
    app.folder.remove_parts(app.world.now + timedelta(days=36500))
    assert len(list(app.folder.path.iterdir())) == 1
