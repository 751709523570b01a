"""The demonstration: sandbox phones, the example plan and people, a clock that starts on 10/4/2026. No token."""

import asyncio
import itertools
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp

from documents.plans.plan_reader import read_plan
from documents.rosters import read_roster
from domain.figures import is_overdue
from domain.reminders import next_sending_time
from domain.tasks import State
from dondoc.app import App, open_app
from dondoc.clock import Clock
from dondoc.failures import CannotDo
from dondoc.run.board import Demonstration as BoardDemonstration
from dondoc.run.program import Program
from dondoc.settings import PREFIX, Settings, load_settings
from sandbox.app import create_app
from sandbox.server import LOOPBACK, SandboxServer
from sandbox.settings import BoardFrame, Deed, Jump, Phone, SandboxSettings, Step, Viewer, ZaloSettings
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.context.working_calendar import load_calendar
from services.plans.confirm_plan import confirm_plan
from storage.people import load_contacts
from storage.tasks import load_tasks
from storage.units import load_directory
from web.server import ListeningSocket, listening_socket

TOKEN = "7000000001:DEMO-token-of-the-sandbox-only-0000000"  # noqa: S105 - opens nothing but the sandbox
ZALO_TOKEN = "7000000002:DEMO-token-of-the-sandbox-only-0000000"  # noqa: S105 - of the sandbox on this machine only
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
IMPORTED_AT = datetime(2026, 4, 9, 15, 0, tzinfo=ZONE)
STARTS_AT = datetime(2026, 4, 10, 7, 29, 50, tzinfo=ZONE)
PLAN = "ke-hoach-thuy-nguyen.docx"
ROSTER = "danh-sach-thuy-nguyen.csv"
PHONES = (
    Phone(11, "Nguyễn Thị Lan", "Cán bộ Ban Xây dựng Đảng"),
    Phone(12, "Trần Thu Hà", "Điều phối · Văn phòng Đảng ủy"),
    Phone(13, "Phạm Quốc Hùng", "Lãnh đạo · Thường trực Đảng ủy"),
    Phone(15, "Người lạ", "Chưa liên kết"),
)
ZALO_PHONES = (Phone(14, "Lê Văn Minh", "Cán bộ UBND phường"),)
LINKED = (*PHONES[:3], *ZALO_PHONES)
LAN, HA, HUNG, STRANGER, MINH = 11, 12, 13, 15, 14
# Officers left of the board, the office right of it; Zalo, which most officials use, is among the first three.
ORDER = (LAN, MINH, HUNG, HA, STRANGER)
VIEWERS = (HUNG, HA, LAN, MINH)  # as whom the board may be seen; first as the leader
PORTS_TRIED = 20
# What a newcomer sees in five minutes; tests/story plays it to its end on the real page.
STORY = (
    Step(
        "Tin nhắc buổi sáng",
        "07:30 mỗi ngày làm việc, mỗi đồng chí nhận một tin. Chuyển đồng hồ đến 07:30, rồi đọc tin trên máy đ/c Lan.",
        at=datetime(2026, 4, 10, 7, 30, tzinfo=ZONE),
    ),
    Step(
        "Cán bộ báo hoàn thành",
        "Trên máy đ/c Lan, gõ “xong 3”: việc 3 chờ cán bộ theo dõi xác nhận.",
        (Deed(LAN, "xong 3 đã ban hành báo cáo số 12", "xong 3"),),
    ),
    Step(
        "Zalo cũng như vậy",
        "Máy xanh của đ/c Minh dùng Zalo, không có nút: gõ “nhận 16” là đủ.",
        (Deed(MINH, "nhận 16", "nhận 16"),),
    ),
    Step(
        "Cán bộ theo dõi xác nhận",
        "Trên máy đ/c Hà, gõ “xác nhận 3”: việc 3 hoàn thành, đ/c Lan có tin ngay.",
        (Deed(HA, "xác nhận 3", "xác nhận 3"),),
    ),
    Step(
        "Xin gia hạn, lãnh đạo quyết định",
        "Đ/c Lan gõ “gia hạn 17 24/4 chờ số liệu”; đ/c Hùng gõ “duyệt 17”: hạn mới có hiệu lực.",
        (
            Deed(LAN, "gia hạn 17 24/4 chờ số liệu của các chi bộ", "gia hạn 17"),
            Deed(HA, "duyệt 17", "duyệt 17"),
            Deed(HUNG, "duyệt 17", "duyệt 17"),
        ),
    ),
    Step(
        "Lãnh đạo xem tình hình",
        "Trên máy đ/c Hùng, gõ “tình hình”; rồi bấm “Sáng làm việc kế tiếp” để xem ai được nhắc.",
        (Deed(HUNG, "tình hình", "tình hình"),),
    ),
)


def example(name: str) -> Path:
    """The example file.

    Raises CannotDo when it is missing.
    """
    here = Path(__file__).parents[1]
    for folder in (here / "examples", here.parent / "examples"):
        if (folder / name).is_file():
            return folder / name
    raise CannotDo(f"Thiếu tệp mẫu {name}; hãy cài lại dondoc.")


@dataclass(frozen=True, slots=True)
class DemoClock:
    """The program's clock as the page moves it: only forward, and reminders are looked for at once."""

    app: App
    moved: Callable[[], Awaitable[None]]

    def now(self) -> datetime:
        """The present instant of the program."""
        return self.app.clock.now()

    def jumps(self) -> list[Jump]:
        """The next working morning, the last day of the next open task, and the morning it becomes overdue."""
        found = [Jump("Sáng làm việc kế tiếp 07:30", self._morning_after(self._today()))]
        last_day = self._next_last_day()
        if last_day is not None:
            found.append(Jump("Sáng ngày hạn kế tiếp", self._on(last_day)))
            found.append(Jump("Sáng sau hạn kế tiếp", self._morning_after(last_day)))
        return [jump for jump in found if jump.at > self.now()]

    async def move_to(self, at: datetime) -> None:
        """Move the program's clock.

        Raises ValueError for an instant in the program's past.
        """
        if at < self.now():
            raise ValueError("Đồng hồ chỉ đi tới, không quay lại được.")
        self.app.clock.move_to(at)
        await self.moved()

    def _today(self) -> date:
        return self.now().astimezone(ZONE).date()

    def _morning_after(self, day: date) -> datetime:
        midnight = datetime.combine(day + timedelta(days=1), time(0, 0), ZONE)
        return self._sending_time(midnight)

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self.app.organisation.policy.morning_at, ZONE).astimezone(UTC)

    def _sending_time(self, at: datetime) -> datetime:
        organisation = self.app.organisation
        with self.app.database.reading() as tx:
            calendar = load_calendar(tx, organisation.id, at.date(), at.date())
        return next_sending_time(at.astimezone(UTC), organisation.zone, calendar, organisation.policy)

    def _next_last_day(self) -> date | None:
        with self.app.database.reading() as tx:
            tasks = load_tasks(tx, self.app.organisation.id)
        days = [
            found.occurrence.last_day
            for found in tasks
            if found.occurrence.state is State.OPEN
            and not found.occurrence.is_check_in
            and found.occurrence.last_day is not None
            and not is_overdue(found.occurrence, self.now(), ZONE)
        ]
        return min((day for day in days if day > self._today()), default=None)


async def run_demo(port: int, announce: Callable[[str], None], folder: Path, stop: asyncio.Event) -> None:
    """Serve the page until `stop` is set; `announce` is given its address once everything answers.

    A reset on the page begins again with a new database, at the same address and without another announcement.
    """
    port = free_port(port)
    board_port = free_port(port + 1) if port else 0
    for number in itertools.count(1):
        restart = asyncio.Event()
        own = folder / str(number)
        own.mkdir()
        with ExitStack() as stack:
            clock = Clock(IMPORTED_AT)
            app = stack.enter_context(open_app(_settings(own), clock))
            codes = prepare(app)
            clock.move_to(STARTS_AT)
            board = listening_socket(LOOPBACK, board_port)
            board_port = board.getsockname()[1]
            port = await _serve(app, codes, port, board, announce if number == 1 else _silent, stop, restart)
        if not restart.is_set():
            return


def _silent(_: str) -> None:
    pass


def free_port(wanted: int) -> int:
    """Return the wanted port or the next free one; 0 stays 0, which lets the system choose.

    Raises OSError when none of the next ones is free either, or this one may not be used.
    """
    for port in range(wanted, wanted + PORTS_TRIED):
        with suppress(OSError), listening_socket(LOOPBACK, port):
            return port
    listening_socket(LOOPBACK, wanted).close()  # raises what the first one met
    return wanted


def demo_folder() -> tempfile.TemporaryDirectory[str]:
    """A temporary folder for the demonstration's database, so that every demonstration starts with the example."""
    return tempfile.TemporaryDirectory(prefix="dondoc-demo-")


def prepare(app: App) -> dict[int, str]:
    """Load the example roster and plan as a coordinator would, and return each phone's one-time code."""
    with app.database.transaction() as tx:
        roster, plan = example(ROSTER), example(PLAN)
        now = app.clock.now()
        load_roster(tx, app.organisation, read_roster(roster.read_bytes(), roster.name), now)
        content, known = plan.read_bytes(), load_directory(tx, app.organisation.id).names
        confirm_plan(tx, app.organisation, read_plan(content, plan.name, known_units=known), content, plan.name, now)
        return {phone.user_id: invite_person(tx, app.organisation.id, phone.name, now).code for phone in LINKED}


async def _serve(
    app: App,
    codes: dict[int, str],
    port: int,
    board: ListeningSocket,
    announce: Callable[[str], None],
    stop: asyncio.Event,
    restart: asyncio.Event,
) -> int:
    """Serve until one of the two is set, and return the port; the program's own pages are served at `board`."""
    program: Program | None = None

    async def moved() -> None:
        if program is not None:
            await program.tick_now()

    sandbox_app = create_app(
        SandboxSettings(
            tokens=(TOKEN,),
            phones=PHONES,
            now=app.clock.now,
            clock=DemoClock(app, moved),
            bot_name="Đôn đốc",
            zalo=ZaloSettings(ZALO_TOKEN, ZALO_PHONES),
            order=ORDER,
            story=STORY,
            reset=restart.set,
            board=_framed(board),
        )
    )
    async with SandboxServer(sandbox_app, port=port) as server:
        addresses = {"telegram_api_url": server.url, "zalo_api_url": f"{server.url}/zalo"}
        settings = app.settings.model_copy(update=addresses)
        app = App(settings, app.clock, app.database, app.organisation)
        shown = BoardDemonstration(board, server.url, _people(app))
        program = Program(app, TOKEN, zalo_token=ZALO_TOKEN, demonstration=shown)
        running = asyncio.create_task(program.run())
        stopped = [asyncio.create_task(event.wait()) for event in (stop, restart)]
        await program.started.wait()
        await _link(server.url, codes)
        announce(server.url)
        await asyncio.wait({running, *stopped}, return_when=asyncio.FIRST_COMPLETED)
        program.stop()
        for waiting in stopped:
            waiting.cancel()
        await running
        return server.port


def _framed(board: ListeningSocket) -> BoardFrame:
    phones = {phone.user_id: phone for phone in LINKED}
    viewers = (phones[user_id] for user_id in VIEWERS)
    return BoardFrame(
        f"http://{LOOPBACK}:{board.getsockname()[1]}",
        tuple(Viewer(str(phone.user_id), f"{phone.name} – {phone.title.partition(' · ')[0]}") for phone in viewers),
    )


def _people(app: App) -> dict[str, int]:
    """Person ids by the phones of the page."""
    with app.database.reading() as tx:
        ids = {contact.name: contact.id for contact in load_contacts(tx, app.organisation.id)}
    return {str(phone.user_id): ids[phone.name] for phone in LINKED}


async def _link(url: str, codes: dict[int, str]) -> None:
    """Each phone types its code, as a person would."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        for user_id, code in codes.items():
            answer = await session.post(f"{url}/sandbox/phones/{user_id}/send", json={"text": f"/start {code}"})
            answer.raise_for_status()


def _settings(folder: Path) -> Settings:
    """Nothing is taken from the environment: the demonstration never touches a real bot or database."""
    values = {
        "ORGANISATION_NAME": "Đảng ủy phường Thủy Nguyên",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "TELEGRAM_TOKEN": TOKEN,
        "ZALO_TOKEN": ZALO_TOKEN,
        "TICK_SECONDS": "1",
        "POLL_SECONDS": "25",
    }
    return load_settings(folder / "no.env", {PREFIX + name: value for name, value in values.items()})
