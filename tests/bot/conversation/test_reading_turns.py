"""Files that are being read: stopped by their sender, one scan at a time, progress told, albums as one plan."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta

import pytest

from bot.conversation.uploads import UploadJob, UploadWorker
from bot.messages import Attachment
from documents.plans.formats.scans.album import photographs_in
from domain.commands import DropDraft
from domain.drafts import HAS_PICTURES, PlanReading
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.notices import Response
from domain.plan_notices import DraftShown, PlanBeingRead, PlanUnread, ReadingStopped
from dondoc.databases import open_engine
from services.plans.receive_plan import read_document
from storage.database import Database
from tests.bot.conversation.upload_setup import CHATS, PLAN, House, kinds
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    database = Database(open_engine(sqlite_url))
    yield House(World(database))
    database.close()


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
async def test_cancelling_while_a_file_is_being_read_ends_the_reading_at_once(house: House, typed: str) -> None:
    reading = Endless()
    house.uploads._read = reading.read
    house.send_file(HA)
    house.dispatcher.work()
    house.uploads.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    house.send(HA, text=typed)
    await house.work()
    assert reading.ended == ["ke-hoach.txt"]
    assert [response.file_name for response in house.origin(HA) if isinstance(response, ReadingStopped)] == [
        "ke-hoach.txt"
    ]
    house.world.now += timedelta(hours=1)
    await house.work()
    assert house.line.fetched == ["F1"]
    assert house.origin(HA) == []
    house.send(HA, text="nhập kế hoạch")
    await house.work()
    assert kinds(house.origin(HA)) == ["PlanMissing"]


async def test_cancelling_ends_the_first_of_several_files_and_not_those_of_others(house: House) -> None:
    reading = Endless()
    house.uploads._read = reading.read
    house.send_file(HA)
    house.send(HA, document={"file_id": "F2", "file_name": "phu-luc.txt", "file_size": 500})
    house.send(HA, text="hủy")
    house.dispatcher.work()
    house.uploads.begin(house.in_thread, lambda: None)
    reading.may_end.set()
    await house.work()
    assert [name for name in reading.names if name not in reading.ended] == ["phu-luc.txt"]
    assert kinds(house.origin(HA)) == ["ReadingStopped", "DraftShown"]


async def test_cancelling_that_comes_just_after_the_last_page_drops_the_draft(house: House) -> None:
    house.send_file(HA)
    [row] = house.world.office.waiting(house.world.now)
    await house.work()
    house.origin(HA)
    house.send(HA, text="hủy")
    [own] = house.world.office.waiting(house.world.now)
    command = DropDraft((row.id,), "ke-hoach.txt")
    house.world.office.handle(own.id, MessageContext(CHANNEL, str(CHATS[HA])), command, house.world.now)
    assert kinds(house.origin(HA)) == ["DraftDropped"]


async def test_one_scan_is_read_at_a_time_and_other_files_meanwhile(house: House) -> None:
    reading = Endless()

    async def left_to_its_turn(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        is_scan = name.endswith(".pdf")
        return PlanReading(name, "", trouble=HAS_PICTURES) if is_scan else await house.read(content, name, on_page, ())

    house.uploads._read, house.uploads._read_pictures = left_to_its_turn, reading.read
    for name, file in ((HA, "mot.pdf"), (LAN, "hai.pdf"), (MINH, "ba.txt")):
        chat = str(CHATS.get(name, 14))
        house.world.office.receive(CHANNEL, BOT, CursorNow(0, 1, house.world.now), [Arrival(file, chat, "{}")])
    for row in house.world.office.waiting(house.world.now):
        file = {"12": "mot.pdf", "11": "hai.pdf"}.get(str(row.chat_id), "ba.txt")
        house.uploads.take(UploadJob(row, MessageContext(CHANNEL, str(row.chat_id)), (Attachment("F1", file),)))
    house.uploads.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.2)
    assert reading.names == ["mot.pdf"]
    assert len(house.uploads._running) == 2  # the text has been answered
    reading.may_end.set()
    await house.work()
    assert reading.names == ["mot.pdf", "hai.pdf"]


async def test_the_progress_of_a_scan_is_one_message_that_tells_of_each_page(house: House) -> None:
    house.uploads._edited = frozenset({CHANNEL})
    told: list[Response] = []
    edits: list[str | None] = []

    async def read_pages(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        on_page(0, 4)
        for page in range(1, 5):
            on_page(page, 4)
            await asyncio.sleep(0.02)
            for sent in house.world.deliver():
                told.extend(sent.responses)
                edits.append(sent.edit_message_id)
        return read_document(content, name)

    house.uploads._read = read_pages
    house.send_file(HA)
    await house.work()
    assert [response.page for response in told if isinstance(response, PlanBeingRead)] == [1, 2, 3]
    assert edits[0] is None
    assert len(set(edits[1:])) == 1
    assert edits[1] is not None
    assert kinds(house.origin(HA)) == ["DraftShown"]


class Album:
    """A machine that reads photographs; on these there is a plan, or none."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(UploadWorker, "reads_photographs", True)
        self.read: list[list[bytes]] = []
        self.is_plan = True
        house.uploads._read = house.uploads._read_pictures = self.reading

    async def reading(
        self, content: bytes, name: str, _on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        self.read.append(photographs_in(content) if name.startswith("album") else [content])
        reading = read_document(PLAN, "ke-hoach.txt")
        plan = reading.plan if self.is_plan else None
        return PlanReading(name, f"{len(self.read)}" * 64, plan, "" if self.is_plan else "Không tìm thấy nhiệm vụ nào.")


@pytest.fixture
def album(house: House, monkeypatch: pytest.MonkeyPatch) -> Album:
    return Album(house, monkeypatch)


@pytest.mark.parametrize("caption", ["", "nhập kế hoạch"])
async def test_the_pictures_of_an_album_are_one_plan_in_the_order_of_the_album(
    house: House, album: Album, caption: str
) -> None:
    house.send_album(HA, "2", "1", "3", caption=caption)
    await house.work()
    assert album.read == [[b"1", b"2", b"3"]]
    [shown] = house.origin(HA)
    assert isinstance(shown, DraftShown)
    assert (shown.file_name, shown.is_one_picture) == ("album-3-anh", False)
    house.world.now += timedelta(hours=1)
    await house.work()
    assert "waiting" not in house.states()
    assert house.origin(HA) == []


async def test_a_picture_that_comes_while_the_album_is_gathered_belongs_to_it(house: House, album: Album) -> None:
    house.send_album(HA, "1", "2")
    house.dispatcher.work()
    house.uploads.begin(house.in_thread, lambda: None)
    house.send_album(HA, "3")
    await house.work()
    assert album.read == [[b"1", b"2", b"3"]]
    assert kinds(house.origin(HA)) == ["DraftShown"]


async def test_a_picture_that_comes_after_the_album_was_read_is_not_lost_in_silence(house: House, album: Album) -> None:
    house.send_album(HA, "1", "2")
    await house.work()
    house.origin(HA)
    house.send_album(HA, "3")
    await house.work()
    [late] = house.origin(HA)
    assert isinstance(late, PlanUnread)
    assert late.trouble == "late_picture"


async def test_an_album_left_behind_by_a_program_that_died_is_one_plan_afterwards(house: House, album: Album) -> None:
    house.send_album(HA, "1", "2")
    house.dispatcher.work()
    house.open()
    house.uploads._read = album.reading
    house.world.now += timedelta(minutes=3)
    await house.work()
    assert album.read == [[b"1", b"2"]]
    assert kinds(house.origin(HA)) == ["DraftShown"]
    assert "waiting" not in house.states()


async def test_pictures_without_a_plan_are_handed_in_for_a_task(house: House, album: Album) -> None:
    album.is_plan = False
    house.send_album(HA, "1", "2")
    await house.work()
    assert kinds(house.origin(HA)) == ["WhichTask"]
    assert "waiting" not in house.states()


async def test_pictures_whose_words_ask_for_a_plan_get_the_reason_when_there_is_none(
    house: House, album: Album
) -> None:
    album.is_plan = False
    house.send_album(HA, "1", "2", caption="nhập kế hoạch")
    await house.work()
    assert kinds(house.origin(HA)) == ["PlanUnread"]


@pytest.mark.parametrize("caption", ["minh chứng 3", "xong 3", "xong rồi ạ"])
async def test_pictures_whose_words_say_else_are_not_read(house: House, album: Album, caption: str) -> None:
    house.send_album(HA, "1", "2", caption=caption)
    await house.work()
    assert album.read == []
    assert "DraftShown" not in kinds(house.origin(HA))


async def test_pictures_of_somebody_who_may_import_no_plans_are_not_read(house: House, album: Album) -> None:
    house.send_album(LAN, "1", "2")
    await house.work()
    assert album.read == []
    assert kinds(house.origin(LAN)) == ["WhichTask"]


async def test_where_no_photographs_can_be_read_pictures_are_handed_in(
    house: House, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UploadWorker, "reads_photographs", False)
    house.send_album(HA, "1", "2")
    await house.work()
    assert album.read == []
    assert kinds(house.origin(HA)) == ["WhichTask"]


async def test_a_picture_alone_is_a_plan_of_its_own_and_says_so(house: House, album: Album) -> None:
    house.line.contents["P1"] = b"1"
    house.send(HA, photo=[{"file_id": "P1", "file_size": 1}])
    await house.work()
    [shown] = house.origin(HA)
    assert isinstance(shown, DraftShown)
    assert shown.is_one_picture


async def test_cancelling_an_album_takes_all_of_its_pictures(house: House, album: Album) -> None:
    reading = Endless()
    house.uploads._read = reading.read
    house.send_album(HA, "1", "2", "3")
    house.dispatcher.work()
    house.uploads.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.2)
    house.send(HA, text="hủy")
    await house.work()
    assert reading.ended == ["album-3-anh"]
    assert kinds(house.origin(HA)) == ["ReadingStopped"]
    assert "waiting" not in house.states()
