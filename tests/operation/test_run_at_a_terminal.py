"""`dondoc run` as somebody watches it: a real pseudo-terminal, the real program, the sandbox for Telegram."""

import asyncio
import os
import pty
import re
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.operation.running import PATIENCE, ROOT, TOKEN, sandbox, settings_of

LINE = re.compile(r"\d\d:\d\d:\d\d  [⚠❗ ]*(?P<said>\S.*)")


async def watched(environ: Mapping[str, str], folder: Path, *until: str) -> tuple[list[str], int]:
    """Run until each of these was written, then end; the lines of the terminal and the exit code."""
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "dondoc", "run", cwd=folder, env=environment, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen, shown = asyncio.Event(), bytearray()

    def read() -> None:
        with suppress(OSError):  # the other end closes when the program ends
            shown.extend(os.read(ours, 65536))
        if all(part in shown.decode(errors="ignore") for part in until):
            seen.set()

    asyncio.get_running_loop().add_reader(ours, read)
    try:
        async with asyncio.timeout(PATIENCE):
            await seen.wait()
            process.send_signal(signal.SIGINT)
            code = await process.wait()
        await asyncio.sleep(0.2)
    finally:
        asyncio.get_running_loop().remove_reader(ours)
        if process.returncode is None:
            process.kill()
        os.close(ours)
    return shown.decode().splitlines(), code


async def test_each_event_is_one_vietnamese_sentence(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        lines, code = await watched(environ, tmp_path, "Chương trình đang chạy", "Đã kết nối Telegram")
    said = [match["said"] for line in lines if (match := LINE.fullmatch(line))]
    assert code == 0
    assert len(said) == len(lines), lines
    assert said[0].startswith("Trang theo dõi của chương trình: http://127.0.0.1:")
    assert "Bắt đầu lập lời nhắc, cứ 1 giây kiểm tra một lần." in said
    assert "Chương trình đang chạy. Dừng: bấm Ctrl+C." in said
    assert any(re.fullmatch(r"Đã kết nối Telegram: bot @\w+\.", one) for one in said), said
    assert said[-1].startswith("Chương trình đã dừng")
    assert TOKEN.partition(":")[2] not in "".join(lines)


async def test_a_wrong_token_is_a_sentence_with_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    wrong = "7000000002:WRONG-token-of-the-tests-000000000000"
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url, DONDOC_TELEGRAM_TOKEN=wrong)
        lines, _ = await watched(environ, tmp_path, "mã bot không được chấp nhận")
    shown = "\n".join(lines)
    assert (
        "Telegram: chưa nhận được tin vì mã bot không được chấp nhận (lấy mã mới, ghi vào .env rồi chạy lại)" in shown
    )
    assert wrong.partition(":")[2] not in shown
    assert "{" not in shown


@pytest.mark.parametrize(("chosen", "is_json"), [("json", True), ("text", False)])
async def test_the_setting_wins_over_the_terminal(chosen: str, is_json: bool, sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url, DONDOC_LOG_FORMAT=chosen)
        awaited = '"action": "started"' if is_json else "Chương trình đang chạy"
        lines, code = await watched(environ, tmp_path, awaited)
    assert code == 0
    assert all(line.startswith("{") is is_json for line in lines), lines
