"""Files on their way in: fetched and read beside the inbox, tried again when the line is down, answered when read."""

import asyncio
from collections.abc import Callable, Collection
from datetime import timedelta

import pytest

from bot.conversation.uploads import MOST_FETCHES
from bot.messages import FetchFailed
from domain.drafts import PlanReading
from domain.evidence import LARGEST_BYTES
from domain.messages import Response
from domain.messages.drafts import DraftShown, PlanBeingRead, RowChanged, RowShown
from services.plans.receive_plan import read_document
from storage.accounts import set_alive
from storage.engine.database import Database
from storage.units import put_aliases, put_unit
from tests.bot.conversation.upload_setup import CHATS, PLAN, App, kinds
from tests.plans_in_chat import plan_text
from tests.world import CHANNEL, HA, LAN, World


@pytest.fixture
def app(sqlite_database: Database) -> App:
    return App(World(sqlite_database))


async def test_a_file_is_fetched_read_and_answered(app: App) -> None:
    app.send_file(HA)
    await app.work()
    assert app.line.fetched == ["F1"]
    assert kinds(app.origin(HA)) == ["DraftShown"]
    assert "waiting" not in app.states()


async def test_nothing_is_fetched_for_who_may_not_take_a_plan_in_their_file_is_evidence(app: App) -> None:
    app.send_file(LAN)
    await app.work()
    assert app.line.fetched == []
    assert kinds(app.origin(LAN)) == ["WhichTask"]


LIST = "STT;Họ và tên;Chức vụ;Đơn vị\n" + "".join(f"{n};Tô Văn {n};Chuyên viên;UBND\n" for n in ("Ba", "Tư", "Năm"))
ADMINISTRATOR = "Đặng Hữu Phước"


@pytest.mark.parametrize("who", [HA, ADMINISTRATOR])
async def test_a_list_of_people_is_taken_as_one_from_coordinators_and_administrators(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setitem(CHATS, ADMINISTRATOR, 13)
    app = App(World(sqlite_database))
    app.line.content = LIST.encode()
    app.send(who, document={"file_id": "F1", "file_name": "danh-sach.csv", "file_size": 500})
    await app.work()
    assert kinds(app.origin(who)) == ["RosterShown"]


async def test_a_list_of_an_officer_is_not_even_fetched(app: App) -> None:
    app.line.content = LIST.encode()
    app.send(LAN, document={"file_id": "F1", "file_name": "danh-sach.csv", "file_size": 500})
    await app.work()
    assert app.line.fetched == []


async def test_a_slow_file_holds_up_nobody_else(app: App) -> None:
    app.line.may_go.clear()
    app.send_file(HA)
    app.send(LAN, text="/viec")
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    await asyncio.sleep(0.05)
    assert app.line.fetched == ["F1"]
    assert kinds(app.origin(LAN)) == ["TaskListShown"]
    app.line.may_go.set()
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_an_update_is_not_taken_up_twice_while_its_file_is_on_the_way(app: App) -> None:
    app.line.may_go.clear()
    app.send_file(HA)
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    app.world.now += timedelta(hours=1)
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    app.line.may_go.set()
    await app.work()
    assert app.line.fetched == ["F1"]
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_when_the_line_is_down_the_update_waits_and_is_tried_again(app: App) -> None:
    app.line.troubles = [FetchFailed("no route"), FetchFailed("no route")]
    app.send_file(HA)
    for _ in range(3):
        await app.work()
        app.world.now += timedelta(minutes=5)
    assert app.line.fetched == ["F1", "F1", "F1"]
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_after_an_hour_of_trying_the_sender_is_told(app: App) -> None:
    app.line.troubles = [FetchFailed("no route")] * MOST_FETCHES
    app.send_file(HA)
    for _ in range(MOST_FETCHES):
        await app.work()
        app.world.now += timedelta(minutes=6)
    assert kinds(app.origin(HA)) == ["CouldNotHandle"]
    assert app.states()["parked"] == 1


async def test_what_can_never_be_fetched_is_answered_at_once(app: App) -> None:
    app.send_file(HA, size=LARGEST_BYTES + 1)
    await app.work()
    [too_large] = app.origin(HA)
    assert (type(too_large).__name__, too_large.trouble) == ("PlanUnread", "too_large")  # type: ignore[attr-defined]  # of PlanUnread alone
    assert app.line.fetched == []
    app.line.troubles = [FetchFailed("gone", trouble="not_fetched")]
    app.send_file(HA)
    await app.work()
    assert kinds(app.origin(HA)) == ["PlanUnread"]


async def test_a_file_left_behind_by_a_program_that_died_is_taken_up_again(app: App) -> None:
    app.line.may_go.clear()
    app.send_file(HA)
    app.dispatcher.work()
    app.uploads.begin(app.in_thread, lambda: None)
    await app.uploads.close()
    app.line.may_go.set()
    app.world.now += timedelta(minutes=3)
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]


async def test_a_pasted_plan_is_read_the_same_way(app: App) -> None:
    app.send(HA, text="nhập kế hoạch\n" + PLAN.decode())
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]


@pytest.mark.parametrize("is_file", [True, False])
async def test_a_plan_is_read_although_its_sender_had_blocked_the_bot_until_now(app: App, is_file: bool) -> None:
    """Seed 70204 of the simulator: it was refused as a stranger's, with a hint to send a plan."""
    with app.world.database.transaction() as tx:
        where = (app.world.organisation_id, CHANNEL, str(CHATS[HA]))
        assert set_alive(tx, *where, app.world.now, dead_reason="blocked") is not None
    if is_file:
        app.send_file(HA)
    else:
        app.send(HA, text="nhập kế hoạch\n" + PLAN.decode())
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]


PARTS = PLAN.decode() + "\n2\tTổ chức tập huấn kỹ năng số cho cán bộ\tVăn phòng\tUBND phường\t30/5/2026"
SECOND = "3\tBáo cáo kết quả thực hiện kế hoạch với Ban Thường vụ\tVăn phòng\tUBND phường\t30/6/2026\n"
SECOND += "4\tSơ kết, rút kinh nghiệm\tBan Xây dựng Đảng\tUBND phường\t30/7/2026"


def _rows(responses: list[Response]) -> list[int]:
    return [response.rows for response in responses if isinstance(response, DraftShown)]


async def test_a_plan_pasted_in_several_messages_is_one_draft(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    app.send(HA, text=SECOND)
    await app.work()
    assert _rows(app.origin(HA)) == [2, 4]


async def test_a_part_after_something_else_was_said_is_no_part(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    app.send(HA, text="nhập kế hoạch")
    app.send(HA, text=SECOND)
    await app.work()
    assert _rows(app.origin(HA))[-1] == 2


async def test_a_part_that_comes_much_later_is_no_part(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    await app.work()
    app.world.now += timedelta(minutes=6)
    app.send(HA, text=SECOND)
    await app.work()
    assert _rows(app.origin(HA)) == [2]


async def test_a_plan_pasted_before_and_after_a_restart_is_one_draft(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    await app.work()
    app.world.now += timedelta(minutes=20)  # the platform kept the second part
    app.open()
    app.send(HA, text=SECOND)
    await app.work()
    assert _rows(app.origin(HA)) == [2, 4]


async def test_a_first_part_taken_up_again_after_a_crash_does_not_take_the_place_of_the_whole(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    app.dispatcher.work()  # put aside to be read; here the program dies
    app.open()
    app.send(HA, text=SECOND)
    await app.work()
    assert _rows(app.origin(HA)) == [4]
    app.world.now += timedelta(minutes=3)
    await app.work()
    assert app.origin(HA) == []
    app.send(HA, text="nhập kế hoạch")
    await app.work()
    assert _rows(app.origin(HA)) == [4]


async def test_a_part_whose_reading_failed_is_not_joined_twice(app: App) -> None:
    app.send(HA, text=f"/nhapkehoach {PARTS}")
    app.send(HA, text=SECOND)
    app.dispatcher.work()
    app.open()
    app.world.now += timedelta(minutes=3)
    await app.work()
    assert _rows(app.origin(HA))[-1] == 4


async def test_who_waits_for_a_long_file_hears_how_far_it_is_before_the_answer_comes(app: App) -> None:
    loop = asyncio.get_running_loop()
    moved = 0.0

    async def read_slowly(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        nonlocal moved
        for page in range(1, 101):
            moved += 1.0
            on_page(page, 100)
        return read_document(content, name)

    app.uploads._read = read_slowly
    real = loop.time
    loop.time = lambda: real() + moved  # type: ignore[method-assign]  # the loop's clock, moved on by hand
    try:
        app.send_file(HA)
        await app.work()
    finally:
        loop.time = real  # type: ignore[method-assign]  # the loop's clock, moved on by hand
    origin = app.origin(HA)
    assert kinds(origin) == ["PlanBeingRead", "PlanBeingRead", "DraftShown"]
    assert [(s.page, s.pages) for s in origin if isinstance(s, PlanBeingRead)] == [(15, 100), (75, 100)]


async def test_who_reads_a_short_file_hears_the_answer_only(app: App) -> None:
    async def read(
        content: bytes, name: str, on_page: Callable[[int, int], None], _known: Collection[str]
    ) -> PlanReading:
        on_page(1, 3)
        return read_document(content, name)

    app.uploads._read = read
    app.send_file(HA)
    await app.work()
    assert kinds(app.origin(HA)) == ["DraftShown"]


NAMES = ("Ban Quản lý chợ và Dịch vụ Đông A", "Tổ Thu gom, Vận chuyển và Xử lý rác", "Hợp tác xã Hoa, Cây cảnh Đông A")


async def test_units_of_the_roster_with_unusual_names_come_out_whole(app: App) -> None:
    market, waste, flowers = NAMES
    with app.world.database.transaction() as tx:
        for name in (market, waste):
            put_unit(tx, app.world.organisation_id, name, is_group=False)
        garden = put_unit(tx, app.world.organisation_id, "HTX Đông A", is_group=False)
        put_aliases(tx, app.world.organisation_id, garden, [flowers])
    app.line.content = plan_text([("Dọn chợ", market, f"{waste}, {flowers}", "30/6/2026")])
    app.send_file(HA)
    await app.work()
    [shown] = app.origin(HA)
    assert isinstance(shown, DraftShown)
    assert shown.unknown == ()
    app.send(HA, text="xem 1")
    app.dispatcher.work()
    [row] = app.origin(HA)
    assert isinstance(row, RowShown)
    assert (row.row.lead_names, row.row.coordinating_names) == ((market,), (waste, "HTX Đông A"))


async def test_a_pasted_plan_and_a_typed_correction_know_the_units_too(app: App) -> None:
    market, waste, flowers = NAMES
    with app.world.database.transaction() as tx:
        for name in NAMES:
            put_unit(tx, app.world.organisation_id, name, is_group=False)
    text = plan_text([("Dọn chợ", market, f"Công an phường và {waste}", "30/6/2026")]).decode()
    app.send(HA, text=f"nhập kế hoạch\n{text}")
    await app.work()
    assert [one.unknown for one in app.origin(HA) if isinstance(one, DraftShown)] == [()]
    app.send(HA, text=f"sửa 1 chủ trì {flowers}, {market}")
    app.dispatcher.work()
    changed = app.origin(HA)[0]
    assert isinstance(changed, RowChanged)
    assert changed.row.lead_names == (flowers, market)
