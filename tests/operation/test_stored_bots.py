"""A bot whose token the database keeps, sealed: added at the machine, used by `dondoc run`, shown nowhere."""

import asyncio
import json
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from dondoc.sealing import KeyMissing, KeyWrong, new_key, seal, unseal
from tests.commands_forked import run_forked
from tests.operation.running import LAN_PHONE, TOKEN, loaded, prepare, running, sandbox, settings_of
from tests.operation.running import _environ as whole


def without_bot(url: str, **more: str) -> dict[str, str]:
    environ = settings_of(url, DONDOC_SECRET_KEY=new_key(), **more)
    del environ["DONDOC_TELEGRAM_TOKEN"]
    return environ


def typed(*words: str, environ: Mapping[str, str], cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return run_forked(words, cwd, whole(environ), text, 90)


async def beside(
    *words: str, environ: Mapping[str, str], cwd: Path, text: str = ""
) -> subprocess.CompletedProcess[str]:
    """As `typed`, while the sandbox answers."""
    return await asyncio.to_thread(typed, *words, environ=environ, cwd=cwd, text=text)


def put(url: str, number: str, sealed: str) -> None:
    """A bot that serves the first organisation."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        keep = "INSERT INTO bot (platform, number, name, sealed_token, added_at) VALUES (?, ?, ?, ?, ?)"
        row = database.execute(keep, ("telegram", number, "@bot", sealed, "2026-04-09 01:00:00"))
        database.execute("INSERT INTO served (organisation_id, bot_id) VALUES (1, ?)", (row.lastrowid,))


def kept(url: str) -> bytes:
    return Path(url.removeprefix("sqlite:///")).read_bytes()


async def test_a_bot_of_the_database_is_run_and_its_token_is_seen_nowhere(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = without_bot(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url, DONDOC_LOG_LEVEL="DEBUG")
        codes = prepare(environ)
        added = await beside("bot", "add", "--telegram", environ=environ, cwd=tmp_path, text=f"{TOKEN}\n")
        assert added.stdout.startswith("Đã giữ bot Telegram @"), added.stderr
        again = await beside("bot", "add", "--telegram", environ=environ, cwd=tmp_path, text=f"{TOKEN}\n")
        assert again.stdout.startswith("Đã thay mã của bot Telegram @")
        async with running(environ, tmp_path) as program:
            await phones.say(LAN_PHONE, f"/start {codes[LAN_PHONE.user_id]}")
            await phones.until_shown(LAN_PHONE, LAN_PHONE.name)
            await program.end()
            said = program.log_file.read_text("utf-8")
        looks = (("bot", "list"), ("bot", "list", "--json"), ("doctor",), ("audit", "show", "--json"))
        shown = [(await beside(*words, environ=environ, cwd=tmp_path)).stdout for words in looks]
    secret = TOKEN.partition(":")[2]
    assert [secret in text for text in (said, added.stdout, *shown)] == [False] * 6
    assert secret.encode() not in kept(sqlite_url)
    assert "Telegram trả lời: bot @" in shown[2]
    assert "bot_telegram: - → 7000000001" in shown[3]


def test_without_any_bot_or_with_a_lost_key_run_says_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    environ = without_bot(sqlite_url)
    prepare(environ)
    assert "dondoc bot add" in typed("run", environ=environ, cwd=tmp_path).stderr
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        values = ("telegram", "7000000001", "@bot", seal(loaded(environ), TOKEN), "2026-04-09 01:00:00")
        database.execute(
            "INSERT INTO bot (platform, number, name, sealed_token, added_at) VALUES (?, ?, ?, ?, ?)", values
        )
        database.execute("INSERT INTO served (organisation_id, bot_id) VALUES (1, 1)")
    lost = typed("run", environ={**environ, "DONDOC_SECRET_KEY": new_key()}, cwd=tmp_path)
    assert (lost.returncode, "Thêm lại khóa cũ" in lost.stderr) == (1, True)
    del environ["DONDOC_SECRET_KEY"]
    environ["DONDOC_ZALO_TOKEN"] = "1:zalo"
    assert "Chưa có DONDOC_SECRET_KEY" in typed("run", environ=environ, cwd=tmp_path).stderr


async def test_an_organisation_has_one_bot_a_platform_until_it_lets_it_go(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = without_bot(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        prepare(environ)
        put(sqlite_url, "7000000002", seal(loaded(environ), TOKEN))
        add = ("bot", "add", "--telegram")
        refused = await beside(*add, environ=environ, cwd=tmp_path, text=TOKEN)
        assert refused.returncode == 1
        assert "Thôi dùng bot đó trước: dondoc bot remove --telegram" in refused.stderr
        gone = await beside("bot", "remove", "--telegram", environ=environ, cwd=tmp_path)
        assert "mã đã xóa khỏi cơ sở dữ liệu" in gone.stdout
        assert (await beside(*add, environ=environ, cwd=tmp_path, text=TOKEN)).returncode == 0
        assert "không có bot Zalo" in (await beside("bot", "remove", "--zalo", environ=environ, cwd=tmp_path)).stderr


async def test_a_bot_that_serves_another_organisation_is_shared_and_let_go_alone(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = without_bot(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        prepare(environ)
        await beside("bot", "add", "--telegram", environ=environ, cwd=tmp_path, text=TOKEN)
        await beside("org", "rename", "Đảng ủy phường Hồng Bàng", environ=environ, cwd=tmp_path)
        await beside("org", "add", "Đảng ủy phường Lê Chân", "--code", "LC", environ=environ, cwd=tmp_path)
        more = ("--telegram", "--org", "LC")
        added = await beside("bot", "add", *more, environ=environ, cwd=tmp_path, text=TOKEN)
        assert "Bot này dùng chung với: " in added.stdout, added.stderr
        [bot] = json.loads((await beside("bot", "list", "--json", environ=environ, cwd=tmp_path)).stdout)
        assert (len(bot["organisations"]), bot["organisations"][1]) == (2, "LC")
        gone = await beside("bot", "remove", *more, environ=environ, cwd=tmp_path)
        assert "bot còn phục vụ tổ chức khác" in gone.stdout


def test_a_token_that_is_none_and_a_platform_out_of_reach_are_told(sqlite_url: str, tmp_path: Path) -> None:
    environ = without_bot(sqlite_url, DONDOC_TELEGRAM_API_URL="http://127.0.0.1:9")
    prepare(environ)
    said = {
        text: typed("bot", "add", "--telegram", environ=environ, cwd=tmp_path, text=text).stderr
        for text in ("", "a b", TOKEN)
    }
    assert "Đưa vào từ stdin" in said[""]
    assert "Đưa vào từ stdin" in said["a b"]
    assert "Không hỏi được Telegram bot này là ai" in said[TOKEN]
    assert "Chọn một" in typed("bot", "add", environ=environ, cwd=tmp_path).stderr
    assert typed("bot", "list", environ=environ, cwd=tmp_path).stdout.startswith("Cơ sở dữ liệu chưa giữ bot nào")


def test_a_key_is_changed_by_sealing_anew_under_the_first(sqlite_url: str) -> None:
    old, new = new_key(), new_key()

    def settings(*keys: str) -> dict[str, str]:
        return settings_of(sqlite_url, **({"DONDOC_SECRET_KEY": ",".join(keys)} if keys else {}))

    sealed = seal(loaded(settings(old)), TOKEN)
    assert unseal(loaded(settings(new, old)), sealed) == TOKEN
    with pytest.raises(KeyWrong):
        unseal(loaded(settings(new)), sealed)
    with pytest.raises(KeyMissing):
        unseal(loaded(settings()), sealed)
    again = seal(loaded(settings(new, old)), unseal(loaded(settings(new, old)), sealed))
    assert unseal(loaded(settings(new)), again) == TOKEN


def test_all_tokens_are_sealed_anew_or_none(sqlite_url: str, tmp_path: Path) -> None:
    environ = without_bot(sqlite_url)
    prepare(environ)
    old = environ["DONDOC_SECRET_KEY"]
    for number, key in (("1", old), ("2", new_key())):
        put(sqlite_url, number, seal(loaded({**environ, "DONDOC_SECRET_KEY": key}), TOKEN))
    before = tokens(sqlite_url)
    changed = {**environ, "DONDOC_SECRET_KEY": f"{new_key()}, {old}"}
    assert "Thêm lại khóa cũ" in typed("bot", "reseal", environ=changed, cwd=tmp_path).stderr
    assert tokens(sqlite_url) == before
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("DELETE FROM served WHERE bot_id = 2")
        database.execute("DELETE FROM bot WHERE id = 2")
    assert "1 bot bằng khóa đầu tiên" in typed("bot", "reseal", environ=changed, cwd=tmp_path).stdout
    newest = {**environ, "DONDOC_SECRET_KEY": changed["DONDOC_SECRET_KEY"].partition(",")[0]}
    assert unseal(loaded(newest), tokens(sqlite_url)[0]) == TOKEN


def tokens(url: str) -> list[str]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        return [row[0] for row in database.execute("SELECT sealed_token FROM bot ORDER BY id")]
