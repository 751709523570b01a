"""Secrets of both platforms with canaries in them: no answer, log line, traceback, file or table ever holds one."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import MetaData, create_engine, insert, inspect, select, text
from sqlalchemy.engine import make_url

from storage.tables import event
from tests.operation.running import Running, dondoc, prepare, running, settings_of, until
from tests.security.test_canary import CASES, Answer, serving

CANARY = "CANARY0123456789abcdefghijklmnop"
SECRETS = {
    "DONDOC_TELEGRAM_TOKEN": f"7000000009:{CANARY}tg",
    "DONDOC_TELEGRAM_WEBHOOK_SECRET": f"{CANARY}wt",
    "DONDOC_ZALO_TOKEN": f"7000000008:{CANARY}za",
    "DONDOC_ZALO_WEBHOOK_SECRET": f"{CANARY}wz",
}
HEADERS = {"telegram": "X-Telegram-Bot-Api-Secret-Token", "zalo": "X-Bot-Api-Secret-Token"}


def secrets_for(*, pushed: bool) -> dict[str, str]:
    """All secrets; without those of the webhooks both platforms are asked for what came."""
    return {name: value for name, value in SECRETS.items() if pushed or "WEBHOOK" not in name}


async def talking(request: web.Request) -> web.Response:
    """Both bots hear somebody, and later one more."""
    if request.match_info["method"] != "getUpdates":
        return await CASES["quiet"](request)
    await asyncio.sleep(0.1)
    if CANARY + "za" in request.path:
        return web.json_response({"ok": True, "result": zalo_event("viec")})
    offset = int((await request.post()).get("offset", 0) or 0)  # type: ignore[arg-type]  # a field, not a file
    return web.json_response({"ok": True, "result": [telegram_update(max(offset, 1), "/status")]})


def telegram_update(number: int, said: str) -> dict[str, object]:
    who = {"id": 5, "type": "private", "is_bot": False, "first_name": "x"}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": who, "from": who, "text": said}}


def zalo_event(said: str, number: int = 1) -> dict[str, object]:
    who = {"id": "lan", "display_name": "Lan", "is_bot": False}
    place = {"id": "c1", "chat_type": "PRIVATE"}
    message = {"from": who, "chat": place, "text": said, "message_id": f"m{number}", "date": 1}
    return {"event_name": "message.text.received", "message": message}


async def asked(program: Running, number: int) -> list[str]:
    """What the running program answers to everybody: the watch, who pushes rightly, wrongly, and who looks around.

    A message that is pushed has this number: one that was pushed before is not handled again.
    """
    root = (await program.until_said("listening"))["message"].removesuffix("/health")
    seen = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        for path in ("/health", "/metrics", "/", "/webhook/zalo", "/webhook/telegram"):
            async with session.get(root + path) as answer:
                seen.append(f"{path} {answer.status} {dict(answer.headers)} {await answer.text()}")
        for name, header in HEADERS.items():
            right = SECRETS[f"DONDOC_{name.upper()}_WEBHOOK_SECRET"]
            good = telegram_update(number, "viec") if name == "telegram" else zalo_event("viec", number)
            for secret, body in (("wrong", "{}"), (right, "{"), (right, json.dumps(good)), (right, '{"a": 1}')):
                async with session.post(f"{root}/webhook/{name}", data=body, headers={header: secret}) as answer:
                    seen.append(f"{name} {answer.status} {dict(answer.headers)} {await answer.text()}")
    return seen


def kept(url: str) -> Iterator[str]:
    """Every column of every row of every table, as text."""
    engine = create_engine(make_url(url))
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                yield f"{table.name} {tuple(row)!r}"
    engine.dispose()


def wreck(url: str) -> None:
    """Take a table away, so that each handler breaks with a traceback."""
    engine = create_engine(make_url(url))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE chat_account RENAME TO chat_account_gone"))
    assert not inspect(engine).has_table("chat_account")
    engine.dispose()


def shown_in(texts: Sequence[str]) -> list[str]:
    """Where a canary is, with what stands before it."""
    return [found[max(0, found.index(CANARY) - 200) :] for found in texts if CANARY in found]


def files_with_it(folder: Path) -> list[str]:
    return [f.name for f in folder.rglob("*") if f.is_file() and CANARY.encode() in f.read_bytes()]


def environment_of(url: str, address: str, port: int, *, pushed: bool) -> dict[str, str]:
    return settings_of(
        url,
        **secrets_for(pushed=pushed),
        DONDOC_TELEGRAM_API_URL=address,
        DONDOC_ZALO_API_URL=address,
        DONDOC_HEARTBEAT_URL=f"{address}/beat/{CANARY}hb",
        DONDOC_HTTP_PORT=str(port),
        DONDOC_LOG_LEVEL="DEBUG",
    )


@pytest.mark.parametrize("pushed", [False, True], ids=["fetched", "pushed"])
async def test_no_answer_log_line_table_or_word_of_the_doctor_shows_a_secret_even_while_every_handler_crashes(
    database_url: str, tmp_path: Path, unused_tcp_port: int, *, pushed: bool
) -> None:
    runner, address = await serving(talking)
    environ = environment_of(database_url, address, unused_tcp_port, pushed=pushed)
    prepare(environ)
    async with running(environ, tmp_path) as program:
        await program.until_said("started")
        seen = await asked(program, 7)
        if pushed:
            assert {line.split()[1] for line in seen if line.startswith("zalo ")} >= {"200", "400", "403"}
        await program.until_said("update_handled")
        doctor = await asyncio.to_thread(dondoc, "doctor", environ=environ, cwd=tmp_path)
        rows = list(kept(database_url))
        await asyncio.to_thread(wreck, database_url)
        with suppress(aiohttp.ClientError):
            seen += await asked(program, 8)
        await crashed(program)
        broken = await asyncio.to_thread(dondoc, "doctor", environ=environ, cwd=tmp_path)
        await program.end()
    await runner.cleanup()
    said = [doctor.stdout, doctor.stderr, broken.stdout, broken.stderr]
    assert len(rows) > 100
    assert all(said[::2])
    assert shown_in([*seen, *said, *rows, *kept(database_url)]) == []
    assert files_with_it(tmp_path) == []


async def crashed(program: Running) -> None:
    async def with_a_trace() -> bool:
        return any("trace" in entry for entry in program.log)

    await until(with_a_trace, otherwise="no handler crashed")


@pytest.mark.parametrize("case", ["401", "no JSON", "hanging up"])
async def test_when_both_platforms_misbehave_neither_token_is_shown(
    sqlite_url: str, tmp_path: Path, unused_tcp_port: int, case: str
) -> None:
    answer: Answer = CASES[case]
    runner, address = await serving(answer)
    environ = environment_of(sqlite_url, address, unused_tcp_port, pushed=False)
    prepare(environ)
    async with running(environ, tmp_path) as program:
        await program.until_said("poll_failed")
        await asyncio.sleep(1.5)
        seen = [json.dumps((await program.health())[1])]
        doctor = await asyncio.to_thread(dondoc, "doctor", environ=environ, cwd=tmp_path)
        await program.end()
    await runner.cleanup()
    assert shown_in([*seen, doctor.stdout, doctor.stderr, *kept(sqlite_url)]) == []
    assert files_with_it(tmp_path) == []


def test_the_search_finds_a_secret_in_a_row_and_in_a_file(sqlite_url: str, tmp_path: Path) -> None:
    prepare(settings_of(sqlite_url))
    assert shown_in(list(kept(sqlite_url))) == []
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        row = dict(connection.execute(select(event).order_by(event.c.id.desc())).mappings().first() or {})
        more = {"id": row["id"] + 1, "seq": row["seq"] + 1} if "seq" in row else {"id": row["id"] + 1}
        connection.execute(insert(event).values(row | more | {"what": f"said {CANARY}"}))
    engine.dispose()
    assert shown_in(list(kept(sqlite_url)))
    assert files_with_it(tmp_path)
