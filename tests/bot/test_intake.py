"""Files on their way in: fetched and read beside the inbox, tried again when the line is down, answered when read."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.dispatcher import Dispatcher
from bot.intake import MOST_FETCHES, Errand, Intake
from bot.messages import Attachment, FetchFailed
from bot.telegram.inbound import read_update
from domain.arrivals import Arrival, CursorNow
from domain.commands import DropDraft
from domain.drafts import HAS_PICTURES, PlanReading
from domain.evidence_files import LARGEST_BYTES
from domain.heard import Heard
from domain.notices import Saying
from domain.plan_notices import DraftShown, PlanBeingRead, ReadingStopped
from dondoc.databases import open_engine
from services.invite_person import invite_person
from services.recall_chat import recall_chat
from services.receive_plan import read_document
from storage.database import Database
from storage.inbox import count_by_state
from tests.plans_in_chat import plan_text
from tests.world import BOT, CHANNEL, HA, LAN, MINH, World

CHATS = {HA: 12, LAN: 11}
PLAN = plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/4/2026")])


class Line:
    """A platform whose files are these; each fetch may first meet a trouble."""

    def __init__(self, content: bytes = PLAN) -> None:
        self.content = content
        self.troubles: list[FetchFailed] = []
        self.fetched: list[str] = []
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def fetch(self, attachment: Attachment) -> bytes:
        self.fetched.append(attachment.file_id)
        await self.may_go.wait()
        if self.troubles:
            raise self.troubles.pop(0)
        return self.content


class House:
    """The world with a dispatcher and an intake in front of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.line = Line()
        self.open()
        self.updates = iter(range(1000, 2000))
        for name in CHATS:
            with world.database.transaction() as tx:
                code = invite_person(tx, world.organisation_id, name, world.now).code
            self.send(name, text=f"/start {code}")
        self.dispatcher.work()
        world.deliver()

    def open(self) -> None:
        """The program begins; also again after it died."""
        world, recall = self.world, partial(recall_chat, self.world.database, self.world.organisation_id)
        self.intake = Intake(world.office, {CHANNEL: self.line.fetch}, self.read, lambda: world.now, recall)
        self.dispatcher = Dispatcher(world.office, {CHANNEL: read_update}, lambda: world.now, intake=self.intake)

    async def read(self, content: bytes, name: str, on_page: Callable[[int, int], None]) -> PlanReading:
        return read_document(content, name, on_page)

    def send(self, name: str, **message: Any) -> None:
        chat, key = CHATS[name], next(self.updates)
        sender = {"id": chat, "is_bot": False, "first_name": name}
        said = {"message_id": key, "chat": {"id": chat, "type": "private"}, "from": sender, **message}
        raw = {"update_id": key, "message": said}
        arrival = Arrival(str(key), str(chat), json.dumps(raw))
        self.world.office.receive(CHANNEL, BOT, CursorNow(0, key + 1, self.world.now), [arrival])

    def send_file(self, name: str, size: int = 500) -> None:
        self.send(name, document={"file_id": "F1", "file_name": "ke-hoach.txt", "file_size": size})

    async def work(self) -> None:
        """Handle what waits and whatever errands that brings, to their end."""
        self.dispatcher.work()
        self.intake.begin(self.in_thread, lambda: None)
        await asyncio.gather(*self.intake._running.values(), return_exceptions=True)

    async def in_thread(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    def heard(self, name: str) -> list[Saying]:
        chat = str(CHATS[name])
        return [saying for d in self.world.deliver() if d.chat_id == chat for saying in d.sayings]

    def states(self) -> dict[str, int]:
        with self.world.database.reading() as tx:
            return count_by_state(tx, self.world.organisation_id)


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    database = Database(open_engine(sqlite_url))
    yield House(World(database))
    database.close()


def kinds(sayings: list[Saying]) -> list[str]:
    return [type(saying).__name__ for saying in sayings]


async def test_a_file_is_fetched_read_and_answered(house: House) -> None:
    house.send_file(HA)
    await house.work()
    assert house.line.fetched == ["F1"]
    assert kinds(house.heard(HA)) == ["DraftShown"]
    assert "waiting" not in house.states()


async def test_nothing_is_fetched_for_who_may_not_take_a_plan_in_their_file_is_evidence(house: House) -> None:
    house.send_file(LAN)
    await house.work()
    assert house.line.fetched == []
    assert kinds(house.heard(LAN)) == ["WhichTask"]


async def test_a_slow_file_holds_up_nobody_else(house: House) -> None:
    house.line.may_go.clear()
    house.send_file(HA)
    house.send(LAN, text="/viec")
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    assert house.line.fetched == ["F1"]
    assert kinds(house.heard(LAN)) == ["TaskListShown"]
    house.line.may_go.set()
    await house.work()
    assert kinds(house.heard(HA)) == ["DraftShown"]


async def test_an_update_is_not_taken_up_twice_while_its_file_is_on_the_way(house: House) -> None:
    house.line.may_go.clear()
    house.send_file(HA)
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    house.world.now += timedelta(hours=1)
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    house.line.may_go.set()
    await house.work()
    assert house.line.fetched == ["F1"]
    assert kinds(house.heard(HA)) == ["DraftShown"]


async def test_when_the_line_is_down_the_update_waits_and_is_tried_again(house: House) -> None:
    house.line.troubles = [FetchFailed("no route"), FetchFailed("no route")]
    house.send_file(HA)
    for _ in range(3):
        await house.work()
        house.world.now += timedelta(minutes=5)
    assert house.line.fetched == ["F1", "F1", "F1"]
    assert kinds(house.heard(HA)) == ["DraftShown"]


async def test_after_an_hour_of_trying_the_sender_is_told(house: House) -> None:
    house.line.troubles = [FetchFailed("no route")] * MOST_FETCHES
    house.send_file(HA)
    for _ in range(MOST_FETCHES):
        await house.work()
        house.world.now += timedelta(minutes=6)
    assert kinds(house.heard(HA)) == ["CouldNotHandle"]
    assert house.states()["parked"] == 1


async def test_what_can_never_be_fetched_is_answered_at_once(house: House) -> None:
    house.send_file(HA, size=LARGEST_BYTES + 1)
    await house.work()
    [too_large] = house.heard(HA)
    assert (type(too_large).__name__, too_large.trouble) == ("PlanUnread", "too_large")  # type: ignore[union-attr]
    assert house.line.fetched == []
    house.line.troubles = [FetchFailed("gone", trouble="not_fetched")]
    house.send_file(HA)
    await house.work()
    assert kinds(house.heard(HA)) == ["PlanUnread"]


async def test_a_file_left_behind_by_a_program_that_died_is_taken_up_again(house: House) -> None:
    house.line.may_go.clear()
    house.send_file(HA)
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    await house.intake.close()
    house.line.may_go.set()
    house.world.now += timedelta(minutes=3)
    await house.work()
    assert kinds(house.heard(HA)) == ["DraftShown"]


async def test_a_pasted_plan_is_read_the_same_way(house: House) -> None:
    house.send(HA, text="nhập kế hoạch\n" + PLAN.decode())
    await house.work()
    assert kinds(house.heard(HA)) == ["DraftShown"]


PARTS = PLAN.decode() + "\n2\tTổ chức tập huấn kỹ năng số cho cán bộ\tVăn phòng\tUBND phường\t30/5/2026"
SECOND = "3\tBáo cáo kết quả thực hiện kế hoạch với Ban Thường vụ\tVăn phòng\tUBND phường\t30/6/2026\n"
SECOND += "4\tSơ kết, rút kinh nghiệm\tBan Xây dựng Đảng\tUBND phường\t30/7/2026"


def _rows(sayings: list[Saying]) -> list[int]:
    return [saying.rows for saying in sayings if isinstance(saying, DraftShown)]


async def test_a_plan_pasted_in_several_messages_is_one_draft(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    house.send(HA, text=SECOND)
    await house.work()
    assert _rows(house.heard(HA)) == [2, 4]


async def test_a_part_after_something_else_was_said_is_no_part(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    house.send(HA, text="nhập kế hoạch")
    house.send(HA, text=SECOND)
    await house.work()
    assert _rows(house.heard(HA))[-1] == 2


async def test_a_part_that_comes_much_later_is_no_part(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    await house.work()
    house.world.now += timedelta(minutes=6)
    house.send(HA, text=SECOND)
    await house.work()
    assert _rows(house.heard(HA)) == [2]


async def test_a_plan_pasted_before_and_after_a_restart_is_one_draft(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    await house.work()
    house.world.now += timedelta(minutes=20)  # the platform kept the second part
    house.open()
    house.send(HA, text=SECOND)
    await house.work()
    assert _rows(house.heard(HA)) == [2, 4]


async def test_a_first_part_taken_up_again_after_a_crash_does_not_take_the_place_of_the_whole(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    house.dispatcher.work()  # put aside to be read; here the program dies
    house.open()
    house.send(HA, text=SECOND)
    await house.work()
    assert _rows(house.heard(HA)) == [4]
    house.world.now += timedelta(minutes=3)
    await house.work()
    assert house.heard(HA) == []
    house.send(HA, text="nhập kế hoạch")
    await house.work()
    assert _rows(house.heard(HA)) == [4]


async def test_a_part_whose_reading_failed_is_not_joined_twice(house: House) -> None:
    house.send(HA, text=f"/nhapkehoach {PARTS}")
    house.send(HA, text=SECOND)
    house.dispatcher.work()
    house.open()
    house.world.now += timedelta(minutes=3)
    await house.work()
    assert _rows(house.heard(HA))[-1] == 4


async def test_who_waits_for_a_long_file_hears_how_far_it_is_before_the_answer_comes(house: House) -> None:
    loop = asyncio.get_running_loop()
    moved = 0.0

    async def read_slowly(content: bytes, name: str, on_page: Callable[[int, int], None]) -> PlanReading:
        nonlocal moved
        for page in range(1, 101):
            moved += 1.0
            on_page(page, 100)
        return read_document(content, name)

    house.intake._read = read_slowly
    real = loop.time
    loop.time = lambda: real() + moved  # type: ignore[method-assign]
    try:
        house.send_file(HA)
        await house.work()
    finally:
        loop.time = real  # type: ignore[method-assign]
    heard = house.heard(HA)
    assert kinds(heard) == ["PlanBeingRead", "PlanBeingRead", "DraftShown"]
    assert [(s.page, s.pages) for s in heard if isinstance(s, PlanBeingRead)] == [(15, 100), (75, 100)]


async def test_who_reads_a_short_file_hears_the_answer_only(house: House) -> None:
    async def read(content: bytes, name: str, on_page: Callable[[int, int], None]) -> PlanReading:
        on_page(1, 3)
        return read_document(content, name)

    house.intake._read = read
    house.send_file(HA)
    await house.work()
    assert kinds(house.heard(HA)) == ["DraftShown"]


class Endless:
    """A reading that goes on until it is ended."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.ended: list[str] = []
        self.may_end = asyncio.Event()

    async def read(self, content: bytes, name: str, _on_page: Callable[[int, int], None]) -> PlanReading:
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
    house.intake._read = reading.read
    house.send_file(HA)
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    house.send(HA, text=typed)
    await house.work()
    assert reading.ended == ["ke-hoach.txt"]
    assert [saying.file_name for saying in house.heard(HA) if isinstance(saying, ReadingStopped)] == ["ke-hoach.txt"]
    house.world.now += timedelta(hours=1)
    await house.work()
    assert house.line.fetched == ["F1"]
    assert house.heard(HA) == []
    house.send(HA, text="nhập kế hoạch")
    await house.work()
    assert kinds(house.heard(HA)) == ["PlanMissing"]


async def test_cancelling_ends_the_first_of_several_files_and_not_those_of_others(house: House) -> None:
    reading = Endless()
    house.intake._read = reading.read
    house.send_file(HA)
    house.send(HA, document={"file_id": "F2", "file_name": "phu-luc.txt", "file_size": 500})
    house.send(HA, text="hủy")
    house.dispatcher.work()
    house.intake.begin(house.in_thread, lambda: None)
    reading.may_end.set()
    await house.work()
    assert [name for name in reading.names if name not in reading.ended] == ["phu-luc.txt"]
    assert kinds(house.heard(HA)) == ["ReadingStopped", "DraftShown"]


async def test_cancelling_that_comes_just_after_the_last_page_drops_the_draft(house: House) -> None:
    house.send_file(HA)
    [row] = house.world.office.waiting(house.world.now)
    await house.work()
    house.heard(HA)
    house.send(HA, text="hủy")
    [own] = house.world.office.waiting(house.world.now)
    command = DropDraft((row.id,), "ke-hoach.txt")
    house.world.office.handle(own.id, Heard(CHANNEL, str(CHATS[HA])), command, house.world.now)
    assert kinds(house.heard(HA)) == ["DraftDropped"]


async def test_one_scan_is_read_at_a_time_and_other_files_meanwhile(house: House) -> None:
    reading = Endless()

    async def left_to_its_turn(content: bytes, name: str, on_page: Callable[[int, int], None]) -> PlanReading:
        is_scan = name.endswith(".pdf")
        return PlanReading(name, "", trouble=HAS_PICTURES) if is_scan else await house.read(content, name, on_page)

    house.intake._read, house.intake._read_pictures = left_to_its_turn, reading.read
    for name, file in ((HA, "mot.pdf"), (LAN, "hai.pdf"), (MINH, "ba.txt")):
        chat = str(CHATS.get(name, 14))
        house.world.office.receive(CHANNEL, BOT, CursorNow(0, 1, house.world.now), [Arrival(file, chat, "{}")])
    for row in house.world.office.waiting(house.world.now):
        file = {"12": "mot.pdf", "11": "hai.pdf"}.get(str(row.chat_id), "ba.txt")
        house.intake.take(Errand(row, Heard(CHANNEL, str(row.chat_id)), Attachment("F1", file)))
    house.intake.begin(house.in_thread, lambda: None)
    await asyncio.sleep(0.2)
    assert reading.names == ["mot.pdf"]
    assert len(house.intake._running) == 2  # the text has been answered
    reading.may_end.set()
    await house.work()
    assert reading.names == ["mot.pdf", "hai.pdf"]


async def test_the_progress_of_a_scan_is_one_message_that_tells_of_each_page(house: House) -> None:
    house.intake._edited = frozenset({CHANNEL})
    told: list[Saying] = []
    edits: list[str | None] = []

    async def read_pages(content: bytes, name: str, on_page: Callable[[int, int], None]) -> PlanReading:
        on_page(0, 4)
        for page in range(1, 5):
            on_page(page, 4)
            await asyncio.sleep(0.02)
            for sent in house.world.deliver():
                told.extend(sent.sayings)
                edits.append(sent.edit_message_id)
        return read_document(content, name)

    house.intake._read = read_pages
    house.send_file(HA)
    await house.work()
    assert [saying.page for saying in told if isinstance(saying, PlanBeingRead)] == [1, 2, 3]
    assert edits[0] is None
    assert len(set(edits[1:])) == 1
    assert edits[1] is not None
    assert kinds(house.heard(HA)) == ["DraftShown"]
