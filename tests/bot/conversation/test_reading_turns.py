"""Files that are being read: stopped by their sender, one scan at a time, progress told, albums as one plan."""

import asyncio
from collections.abc import Callable, Collection
from datetime import timedelta

import pytest

from bot.conversation.uploads import UploadJob, UploadWorker
from bot.messages import Attachment
from documents.plans.formats.scans.album import photographs_in
from domain.drafts import HAS_PICTURES, PlanReading
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Response
from domain.messages.drafts import DraftShown, DropDraft, PlanBeingRead, PlanUnread, ReadingStopped, StillReading
from services.plans.receive_plan import read_document
from storage.engine.database import Database
from tests.bot.conversation.upload_setup import CHATS, PLAN, App, kinds
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World


@pytest.fixture
def app(sqlite_database: Database) -> App:
    return App(World(sqlite_database))


class Endless:
    """A reading that goes on until it is ended."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.ended: list[str] = []
        self.may_end = asyncio.Event()

    async def read(
        self, content: bytes, name: str, _on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        self.names.append(name)
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.ended.append(name)
            raise
        return read_document(content, name)


@pytest.mark.parametrize("typed", ["hủy", "/huy", "hủy ạ", "/cancel"])
async def test_cancelling_while_a_file_is_being_read_ends_the_reading_at_once(app: App, typed: str) -> None:
    reading = Endless()
    app.uploads._read = reading.read
    app.send_file(HA)
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    app.send(HA, text=typed)
    await app.work()
    assert reading.ended == ["ke-hoach.txt"]
    assert [response.file_name for response in app.origin(HA) if isinstance(response, ReadingStopped)] == [
        "ke-hoach.txt"
    ]
    app.world.now += timedelta(hours=1)
    await app.work()
    assert app.line.fetched == ["F1"]
    assert app.origin(HA) == []
    app.send(HA, text="nhập kế hoạch")
    await app.work()
    assert kinds(app.origin(HA)) == ["PlanMissing"]


async def told_that_it_is_being_read(app: App, reading: Endless) -> None:
    """The file is being read while the next message is handled; then the reading ends."""
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    assert app.origin(HA) == [StillReading()]
    reading.may_end.set()
    await app.work()


async def test_what_is_typed_while_a_file_is_being_read_is_not_taken_for_the_plan_before_it(app: App) -> None:
    """Week 410178 of the simulator typed at once what is to be typed when the plan has been read."""
    reading = Endless()
    app.send_file(HA)
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]
    app.uploads._read = reading.read
    app.send(HA, document={"file_id": "F2", "file_name": "ban-sua.txt", "file_size": 500})
    app.send(HA, text="nhập")
    await told_that_it_is_being_read(app, reading)
    app.origin(HA)
    app.send(HA, text="nhập")
    await app.work()
    assert kinds(app.origin(HA)) == ["PlanImported"]


async def test_with_no_plan_before_it_who_types_too_early_is_told_that_it_is_being_read(app: App) -> None:
    reading = Endless()
    app.uploads._read = reading.read
    app.send_file(HA)
    app.send(HA, text="nhập")
    await told_that_it_is_being_read(app, reading)
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_cancelling_ends_the_first_of_several_files_and_not_those_of_others(app: App) -> None:
    reading = Endless()
    app.uploads._read = reading.read
    app.send_file(HA)
    app.send(HA, document={"file_id": "F2", "file_name": "phu-luc.txt", "file_size": 500})
    app.send(HA, text="hủy")
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    reading.may_end.set()
    await app.work()
    assert [name for name in reading.names if name not in reading.ended] == ["phu-luc.txt"]
    assert kinds(app.origin(HA)) == ["ReadingStopped", "DraftShown"]


async def test_cancelling_that_comes_just_after_the_last_page_drops_the_draft(app: App) -> None:
    app.send_file(HA)
    [row] = app.world.office.inbox.waiting(app.world.now)
    await app.work()
    app.origin(HA)
    app.send(HA, text="hủy")
    [own] = app.world.office.inbox.waiting(app.world.now)
    command = DropDraft((row.id,), "ke-hoach.txt")
    app.world.office.commands.handle(own.id, MessageContext(CHANNEL, str(CHATS[HA])), command, app.world.now)
    assert kinds(app.origin(HA)) == ["DraftDropped"]


async def test_one_scan_is_read_at_a_time_and_other_files_meanwhile(app: App) -> None:
    reading = Endless()

    async def left_to_its_turn(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        is_scan = name.endswith(".pdf")
        return PlanReading(name, "", trouble=HAS_PICTURES) if is_scan else await app.read(content, name, on_page, ())

    app.uploads._read, app.uploads._read_pictures = left_to_its_turn, reading.read
    for name, file in ((HA, "mot.pdf"), (LAN, "hai.pdf"), (MINH, "ba.txt")):
        chat = str(CHATS.get(name, 14))
        app.world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, app.world.now), [Arrival(file, chat, "{}")])
    for row in app.world.office.inbox.waiting(app.world.now):
        file = {"12": "mot.pdf", "11": "hai.pdf"}.get(str(row.chat_id), "ba.txt")
        app.uploads.take(UploadJob(row, MessageContext(CHANNEL, str(row.chat_id)), (Attachment("F1", file),)))
    app.uploads.begin(app.in_thread, lambda: None)
    await asyncio.sleep(0.2)
    assert reading.names == ["mot.pdf"]
    assert len(app.uploads._running) == 2  # the text has been answered
    reading.may_end.set()
    await app.work()
    assert reading.names == ["mot.pdf", "hai.pdf"]


async def test_the_progress_of_a_scan_is_one_message_that_tells_of_each_page(app: App) -> None:
    app.uploads._edited = frozenset({CHANNEL})
    told: list[Response] = []
    edits: list[str | None] = []

    async def read_pages(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        on_page(0, 4)
        for page in range(1, 5):
            on_page(page, 4)
            await asyncio.sleep(0.02)
            for sent in app.world.deliver():
                told.extend(sent.responses)
                edits.append(sent.edit_message_id)
        return read_document(content, name)

    app.uploads._read = read_pages
    app.send_file(HA)
    await app.work()
    assert [response.page for response in told if isinstance(response, PlanBeingRead)] == [1, 2, 3]
    assert edits[0] is None
    assert len(set(edits[1:])) == 1
    assert edits[1] is not None
    assert kinds(app.origin(HA)) == ["DraftShown"]


class Album:
    """A machine that reads photographs; on these there is a plan, or none."""

    def __init__(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(UploadWorker, "reads_photographs", True)
        self.read: list[list[bytes]] = []
        self.is_plan = True
        app.uploads._read = app.uploads._read_pictures = self.reading

    async def reading(
        self, content: bytes, name: str, _on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        self.read.append(photographs_in(content) if name.startswith("album") else [content])
        reading = read_document(PLAN, "ke-hoach.txt")
        plan = reading.plan if self.is_plan else None
        return PlanReading(name, f"{len(self.read)}" * 64, plan, "" if self.is_plan else "Không tìm thấy nhiệm vụ nào.")


@pytest.fixture
def album(app: App, monkeypatch: pytest.MonkeyPatch) -> Album:
    return Album(app, monkeypatch)


@pytest.mark.parametrize("caption", ["", "nhập kế hoạch"])
async def test_the_pictures_of_an_album_are_one_plan_in_the_order_of_the_album(
    app: App, album: Album, caption: str
) -> None:
    app.send_album(HA, "2", "1", "3", caption=caption)
    await app.work()
    assert album.read == [[b"1", b"2", b"3"]]
    [shown] = app.origin(HA)
    assert isinstance(shown, DraftShown)
    assert (shown.file_name, shown.is_one_picture) == ("album-3-anh", False)
    app.world.now += timedelta(hours=1)
    await app.work()
    assert "waiting" not in app.states()
    assert app.origin(HA) == []


async def test_a_picture_that_comes_while_the_album_is_gathered_belongs_to_it(app: App, album: Album) -> None:
    app.send_album(HA, "1", "2")
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    app.send_album(HA, "3")
    await app.work()
    assert album.read == [[b"1", b"2", b"3"]]
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_a_picture_that_comes_after_the_album_was_read_is_not_lost_in_silence(app: App, album: Album) -> None:
    app.send_album(HA, "1", "2")
    await app.work()
    app.origin(HA)
    app.send_album(HA, "3")
    await app.work()
    [late] = app.origin(HA)
    assert isinstance(late, PlanUnread)
    assert late.trouble == "late_picture"


async def test_an_album_left_behind_by_a_program_that_died_is_one_plan_afterwards(app: App, album: Album) -> None:
    app.send_album(HA, "1", "2")
    app.dispatcher.work()
    app.open()
    app.uploads._read = album.reading
    app.world.now += timedelta(minutes=3)
    await app.work()
    assert album.read == [[b"1", b"2"]]
    assert kinds(app.origin(HA)) == ["DraftShown"]
    assert "waiting" not in app.states()


async def test_pictures_without_a_plan_are_handed_in_for_a_task(app: App, album: Album) -> None:
    album.is_plan = False
    app.send_album(HA, "1", "2")
    await app.work()
    assert kinds(app.origin(HA)) == ["WhichTask"]
    assert "waiting" not in app.states()


async def test_pictures_whose_words_ask_for_a_plan_get_the_reason_when_there_is_none(app: App, album: Album) -> None:
    album.is_plan = False
    app.send_album(HA, "1", "2", caption="nhập kế hoạch")
    await app.work()
    assert kinds(app.origin(HA)) == ["PlanUnread"]


@pytest.mark.parametrize("caption", ["minh chứng 3", "xong 3", "xong rồi ạ"])
async def test_pictures_whose_words_say_else_are_not_read(app: App, album: Album, caption: str) -> None:
    app.send_album(HA, "1", "2", caption=caption)
    await app.work()
    assert album.read == []
    assert "DraftShown" not in kinds(app.origin(HA))


async def test_pictures_of_somebody_who_may_import_no_plans_are_not_read(app: App, album: Album) -> None:
    app.send_album(LAN, "1", "2")
    await app.work()
    assert album.read == []
    assert kinds(app.origin(LAN)) == ["WhichTask"]


async def test_where_no_photographs_can_be_read_pictures_are_handed_in(
    app: App, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UploadWorker, "reads_photographs", False)
    app.send_album(HA, "1", "2")
    await app.work()
    assert album.read == []
    assert kinds(app.origin(HA)) == ["WhichTask"]


async def test_a_picture_alone_is_a_plan_of_its_own_and_says_so(app: App, album: Album) -> None:
    app.line.contents["P1"] = b"1"
    app.send(HA, photo=[{"file_id": "P1", "file_size": 1}])
    await app.work()
    [shown] = app.origin(HA)
    assert isinstance(shown, DraftShown)
    assert shown.is_one_picture


async def test_cancelling_an_album_takes_all_of_its_pictures(app: App, album: Album) -> None:
    reading = Endless()
    app.uploads._read = reading.read
    app.send_album(HA, "1", "2", "3")
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    await asyncio.sleep(0.2)
    app.send(HA, text="hủy")
    await app.work()
    assert reading.ended == ["album-3-anh"]
    assert kinds(app.origin(HA)) == ["ReadingStopped"]
    assert "waiting" not in app.states()
