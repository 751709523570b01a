"""From an empty folder to forty linked people and their first morning: real commands, a real sandbox, a PDF reader.

An office has a list in .xlsx as offices keep them, and a plan in .docx; the coordinator types at most eight commands.
A month later the list has changed.
"""

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import openpyxl
import pypdf

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from tests.cli.conftest import COMMAND, DOCX
from tests.domain.builders import HANOI

TOKEN, ZALO_TOKEN = "7000000001:of-the-setup-story", "7000000002:of-the-setup-story"
ZALO_LINK = "https://zalo.me/s/botcreator/phuong"
AFTERNOON, MORNING = "2026-04-09T15:00:00+07:00", "2026-04-10T07:31:00+07:00"
PATIENCE = 180.0  # seconds, on a machine that is busy with other tests
MOST_COMMANDS = 8

_UNITS = {
    "Thường trực Đảng ủy": ("Bí thư Đảng ủy", "Phó Bí thư Thường trực Đảng ủy"),
    "Văn phòng Đảng ủy": ("Chánh Văn phòng", "Chuyên viên, theo dõi, đôn đốc thực hiện kế hoạch", "Văn thư"),
    "Ban Xây dựng Đảng": ("Trưởng ban", "Phó Trưởng ban", "Chuyên viên", "Chuyên viên"),
    "Ủy ban Kiểm tra Đảng ủy": ("Chủ nhiệm", "Chuyên viên"),
    "UBND phường": ("Chủ tịch UBND phường", "Phó Chủ tịch UBND phường", "Chuyên viên"),
    "Phòng Văn hóa - Xã hội": ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Chuyên viên", "Chuyên viên"),
    "Phòng Kinh tế, Hạ tầng và Đô thị": ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Chuyên viên"),
    "Văn phòng HĐND và UBND": ("Chánh Văn phòng", "Chuyên viên", "Chuyên viên", "Kế toán"),
    "Ủy ban MTTQ Việt Nam phường": ("Chủ tịch", "Phó Chủ tịch", "Chuyên viên"),
    "Công an phường": ("Trưởng Công an", "Phó Trưởng Công an"),
    "Trạm Y tế": ("Trưởng trạm", "Y sĩ"),
    "Trung tâm Phục vụ hành chính công": ("Giám đốc", "Chuyên viên", "Chuyên viên"),
    "Đoàn Thanh niên": ("Bí thư", "Phó Bí thư", "Ủy viên"),
}
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_MIDDLES = ("Văn", "Thị", "Đức", "Thu")
_GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Minh")


@dataclass(frozen=True)
class Member:
    """One line of the list."""

    name: str
    title: str
    unit: str
    phone: str


def _people() -> list[Member]:
    places = [(title, unit) for unit, titles in _UNITS.items() for title in titles]
    return [
        Member(f"{_FAMILIES[n % 10]} {_MIDDLES[n // 10]} {_GIVEN[(n * 7 + n // 10) % 10]}", *place, f"09120000{n:02d}")
        for n, place in enumerate(places)
    ]


PEOPLE = _people()
COORDINATOR = next(person for person in PEOPLE if "đôn đốc" in person.title)
LEADER = PEOPLE[0]
BY_LINK, BY_CODE, BY_PHONE, ON_ZALO = PEOPLE[:20], PEOPLE[20:30], PEOPLE[30:35], PEOPLE[35:]
WAYS = ("{code}", "Mã của tôi là {code} ạ", "start {spaced}", "“{code}”.", "Dạ em gửi mã: {lower}. Em cảm ơn!")


def write_list(file: Path, people: Sequence[Member]) -> None:
    """The list as an office keeps it: title rows, an empty row, the header, and a signature below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN"])
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC"])
    sheet.append([])
    sheet.append(["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"])
    for number, person in enumerate(people, 1):
        sheet.append([number, person.name, person.title, person.unit, person.phone])
    sheet.append([])
    sheet.append(["", "", "", "", "Người lập danh sách"])
    book.save(file)


@dataclass
class Office:
    """The folder of the office and the pocket platforms; every command typed is counted."""

    folder: Path
    url: str
    http: aiohttp.ClientSession
    typed: list[str] = field(default_factory=list)

    def environment(self, clock: str) -> dict[str, str]:
        return {"PATH": os.defpath, "HOME": str(self.folder), "DONDOC_CLOCK": clock}

    async def types(self, *words: str | Path) -> str:
        """Type a command; it must succeed."""
        self.typed.append(str(words[0]))
        return await self.asks(*words)

    async def asks(self, *words: str | Path) -> str:
        """As `types`, of a command by which the test only looks."""
        done = await self.runs(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def runs(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """A command with nobody at its terminal, however it ends."""
        return await asyncio.to_thread(
            subprocess.run, [COMMAND, *words], cwd=self.folder, env=self.environment(AFTERNOON), input="c\n",
            capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip

    @asynccontextmanager
    async def running(self, clock: str) -> AsyncIterator[None]:
        """`dondoc run` until the end of the block, ended as an administrator ends it."""
        process = await asyncio.create_subprocess_exec(
            COMMAND, "run", cwd=self.folder, env=self.environment(clock),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield
            assert process.returncode is None, "the program ended by itself"
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(PATIENCE):
                await process.wait()

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        async with self.http.request(method, f"{self.url}/sandbox/{path}", json=body) as answer:
            return await answer.json()

    async def texts(self, path: str) -> list[str]:
        """Everything the bot has written on this phone."""
        phone = await self.control("GET", path)
        return [m.get("text", m.get("caption", "")) for m in phone["messages"] if m["from"]["is_bot"]]

    async def until(self, path: str, words: str, past: int = 0) -> str:
        """The first message after the first `past` ones on this phone that holds these words."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [text for text in (await self.texts(path))[past:] if words in text]
                if found:
                    return found[0]
                await asyncio.sleep(0.1)


def phone_of(person: Member) -> str:
    return f"phones/{PEOPLE.index(person) + 1}"


@asynccontextmanager
async def an_office(folder: Path) -> AsyncIterator[Office]:
    """An empty folder with the list, the plan and the settings; two bots that nobody has written to."""
    clock = {"at": datetime.fromisoformat(AFTERNOON)}
    phones = tuple(
        Phone(number, person.name, person.title, f"84{person.phone[1:]}") for number, person in enumerate(PEOPLE, 1)
    )
    zalo = ZaloSettings(
        ZALO_TOKEN, tuple(phone for phone, person in zip(phones, PEOPLE, strict=True) if person in ON_ZALO)
    )
    settings = SandboxSettings(
        tokens=(TOKEN,), phones=phones[:35], now=lambda: clock["at"].astimezone(HANOI), zalo=zalo
    )
    async with SandboxServer(create_app(settings)) as server, aiohttp.ClientSession() as http:
        write_list(folder / "danh-sach.xlsx", PEOPLE)
        (folder / "ke-hoach.docx").write_bytes(DOCX.read_bytes())
        (folder / ".env").write_text(
            "DONDOC_ORGANISATION_NAME=Đảng ủy phường Thủy Nguyên\n"
            f"DONDOC_TELEGRAM_TOKEN={TOKEN}\nDONDOC_TELEGRAM_API_URL={server.url}\n"
            f"DONDOC_ZALO_TOKEN={ZALO_TOKEN}\nDONDOC_ZALO_API_URL={server.url}/zalo\nDONDOC_ZALO_LINK={ZALO_LINK}\n"
            "DONDOC_HTTP_PORT=0\nDONDOC_POLL_SECONDS=2\nDONDOC_TICK_SECONDS=0.5\n",
            encoding="utf-8",
        )
        yield Office(folder, server.url, http)


def codes_on(file: Path) -> dict[str, str]:
    """The code of each person, as they stand on the printed cards."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    found: dict[str, str] = {}
    at = 0
    for code in re.finditer(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", text):
        [name] = [person.name for person in PEOPLE if person.name in text[at : code.start()].replace("\n", " ")]
        found[name], at = code[0], code.end()
    return found


async def set_up(office: Office) -> dict[str, str]:
    """What the coordinator types; the codes on the cards."""
    await office.types("load", "danh-sach.xlsx", "--yes")
    known = {each["name"]: set(each["roles"]) for each in json.loads(await office.asks("people", "--json"))}
    assert known[COORDINATOR.name] >= {"coordinator"}
    assert known[LEADER.name] >= {"leader"}
    assert sum("head" in roles for roles in known.values()) == len(_UNITS)
    await office.types("import", "ke-hoach.docx", "--yes")
    printed = await office.types("invite", "--all", "--out", "moi.pdf")
    assert "40 thẻ" in printed
    assert "chưa liên lạc" not in printed.casefold()
    return codes_on(office.folder / "moi.pdf")


async def link_everybody(office: Office, codes: dict[str, str]) -> None:
    """Twenty by the link behind the QR code, ten by the bare code, five by their number, five on Zalo."""
    for person in BY_LINK:
        await office.control(
            "POST", f"{phone_of(person)}/send", {"text": f"/start {codes[person.name].replace('-', '')}"}
        )
    for place, person in enumerate(BY_CODE):
        code = codes[person.name]
        said = WAYS[place % len(WAYS)].format(code=code, spaced=code.replace("-", " "), lower=code.lower())
        await office.control("POST", f"{phone_of(person)}/send", {"text": said})
    for person in BY_PHONE:
        await office.control("POST", f"{phone_of(person)}/contact", {})
    for person in ON_ZALO:
        await office.control("POST", f"{phone_of(person)}/send", {"text": f"Mã của tôi là {codes[person.name]}"})
    for person in PEOPLE:
        assert person.name in await office.until(phone_of(person), f"Xin chào đồng chí {person.name}")


async def test_forty_people_are_in_by_at_most_eight_commands_and_hear_of_what_is_due_in_the_morning(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path) as office:
        codes = await set_up(office)
        assert set(codes) == {person.name for person in PEOPLE}
        assert len(PEOPLE) == len(set(codes.values())) == 40
        async with office.running(AFTERNOON):
            office.typed.append("run")
            await link_everybody(office, codes)
        assert len(office.typed) <= MOST_COMMANDS, office.typed
        assert "40/40 người đã liên kết" in await office.asks("invite", "--missing")
        read = {person.name: len(await office.texts(phone_of(person))) for person in PEOPLE}
        async with office.running(MORNING):
            for person in concerned():
                digest = await office.until(phone_of(person), "10/4/2026", past=read[person.name])
                assert "Rà soát, đánh giá tổng thể" in digest, (person, digest)
            assert "quá hạn" in await office.until(phone_of(COORDINATOR), "10/4/2026", past=read[COORDINATOR.name])
        await load_the_list_of_next_month(office)


async def load_the_list_of_next_month(office: Office) -> None:
    """One left, one moved, one came: the difference is shown, nothing is done before the yes, and then just that."""
    left, moved = (next(p for p in PEOPLE if p.title == title) for title in ("Y sĩ", "Văn thư"))
    new = Member("Trịnh Quốc Toàn", "Y sĩ", "Trạm Y tế", "0912000099")
    stay = [replace(p, unit="UBND phường") if p is moved else p for p in PEOPLE if p is not left]
    write_list(office.folder / "danh-sach-thang-5.xlsx", [*stay, new])
    before = json.loads(await office.asks("people", "--json"))
    asked = await office.runs("load", "danh-sach-thang-5.xlsx")
    assert asked.returncode != 0
    assert f"− {left.name}" in asked.stdout
    assert f"→ {moved.name}: {moved.unit} → UBND phường" in asked.stdout
    assert new.name in asked.stdout
    assert not [p.name for p in stay if p is not moved and p.unit != "UBND phường" and p.name in asked.stdout]
    assert json.loads(await office.asks("people", "--json")) == before
    await office.asks("load", "danh-sach-thang-5.xlsx", "--yes")
    after = {each["name"]: each for each in json.loads(await office.asks("people", "--json"))}
    assert set(after) == {person.name for person in [*stay, new]}
    untouched = [each for each in before if each["name"] not in {left.name, moved.name}]
    assert [after[each["name"]] for each in untouched] == untouched
    assert "Chưa liên kết: 1/40 người.\n- Trạm Y tế: Trịnh Quốc Toàn" in await office.asks("invite", "--missing")


def concerned() -> list[Member]:
    """The officers of the unit that leads what is due in four days; its head hears of it when it is urgent."""
    return [person for person in PEOPLE if person.unit == "Ban Xây dựng Đảng" and person.title != "Trưởng ban"]
