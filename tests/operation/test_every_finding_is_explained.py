import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.deliveries import Priority
from dondoc.app import open_app
from dondoc.ops.doctor_checks import REMEDIES
from storage.across_organisations import everywhere
from storage.organisations import add_organisation
from storage.outbox import Post, post
from tests.operation.running import dondoc, loaded, prepare, running, sandbox, settings_of
from web.server import listening_socket
from wording.languages import CATALOGUES

PAGE = Path(__file__).parents[2] / "docs" / "operation.md"
KINDS = sorted({*REMEDIES, *CATALOGUES["vi"].reach.kinds})


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_has_words_a_remedy_and_a_line_in_the_documentation(kind: str) -> None:
    assert REMEDIES[kind]
    assert f"`{kind}`" in PAGE.read_text(encoding="utf-8")
    if kind not in {"database", "no_answer"}:  # where these are found nobody can be written to
        assert all(kind in words.reach.kinds for words in CATALOGUES.values())


async def test_the_doctor_tells_of_the_running_program_its_backup_and_the_disk(sqlite_url: str, tmp_path: Path) -> None:
    free = listening_socket("127.0.0.1", 0)
    port = free.getsockname()[1]
    free.close()
    async with sandbox() as phones:
        more = {"DONDOC_TELEGRAM_API_URL": phones.url, "DONDOC_HTTP_PORT": str(port), "DONDOC_BACKUP_KEEP": "2"}
        environ = settings_of(sqlite_url, **more)
        prepare(environ)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            said = (await asyncio.to_thread(dondoc, "doctor", environ=environ, cwd=tmp_path)).stdout
            assert f"✔ Chương trình đang chạy tốt (http://127.0.0.1:{port}/health)." in said
            assert "MB trống" in said
            await program.end()
    stamp = datetime(2026, 1, 1, tzinfo=UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = tmp_path / "backups" / f"dondoc-{stamp}.db"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(b"")
    said = dondoc("doctor", environ=environ, cwd=tmp_path).stdout
    assert f"✘ Bản sao lưu gần nhất: {copy.name}" in said
    assert REMEDIES["backup_old"] in said


async def test_another_organisation_whose_messages_nobody_sends_is_named_and_health_is_red(
    database_url: str, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        own = {"DONDOC_ORGANISATION_NAME": "Đảng ủy phường Thủy Nguyên"}  # whose the bot of the settings is
        environ = settings_of(database_url, DONDOC_TELEGRAM_API_URL=phones.url, **own)
        prepare(environ)
        hour_ago = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251 - the program runs by the machine's clock
        with open_app(loaded(environ)) as app, everywhere(app.database).transaction() as tx:
            other = add_organisation(tx, "Phường Nam Triệu", "Asia/Ho_Chi_Minh", hour_ago)
            news = Post("one", "news", Priority.ESCALATION, [], hour_ago, channel="telegram", chat_id="9")
            post(tx, other, news, hour_ago)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            status, seen = await program.health()
            await program.end()
    [found] = [finding for finding in seen["findings"] if finding["kind"] == "unserved"]
    assert (status, found["count"], found["names"]) == (503, 1, ["Phường Nam Triệu (1)"])
    said = await asyncio.to_thread(dondoc, "doctor", environ=environ, cwd=tmp_path)
    assert "✘ Tổ chức “Phường Nam Triệu” trong cùng cơ sở dữ liệu: 1 tin không ai gửi." in said.stdout
    assert REMEDIES["unserved"] in said.stdout


def test_after_a_restore_the_doctor_says_what_became_of_the_messages(sqlite_url: str, tmp_path: Path) -> None:
    environ = settings_of(sqlite_url)
    prepare(environ)
    assert dondoc("backup", "copy.db", environ=environ, cwd=tmp_path).returncode == 0
    assert dondoc("restore", "copy.db", "--force", environ=environ, cwd=tmp_path).returncode == 0
    assert "Đã khôi phục bản sao lưu" in dondoc("doctor", environ=environ, cwd=tmp_path).stdout
