"""The program as the administrator starts it: what it serves, what it refuses."""

import re
from pathlib import Path

import aiohttp

from tests.operation.running import LAN_PHONE, dondoc, prepare, running, sandbox, settings_of
from web.server import listening_socket


async def test_a_running_program_answers_that_it_is_well_and_takes_commands(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path, is_new_start=True) as program:
            await phones.say(LAN_PHONE, f"/start {codes[LAN_PHONE.user_id]}")
            await phones.until_shown(LAN_PHONE, LAN_PHONE.name)
            status, seen = await program.health()
            assert (status, seen["status"]) == (200, "well"), seen
            assert [seen["receiving"], seen["planning"], seen["sending"]] == [True, True, True]
            assert seen["should_have_been_sent_minus_sent"] == 0
            assert seen["channels"]["telegram"]["last_contact"] is not None
            assert await program.end() == 0


async def test_a_port_that_is_taken_is_one_sentence_that_says_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    taken = listening_socket("127.0.0.1", 0)
    try:
        port = str(taken.getsockname()[1])
        done = dondoc("run", environ=settings_of(sqlite_url, DONDOC_HTTP_PORT=port), cwd=tmp_path)
    finally:
        taken.close()
    assert done.returncode == 1
    assert re.search(rf"^dondoc: .*{port}.*DONDOC_HTTP_PORT", done.stderr, re.MULTILINE)
    assert "Traceback" not in done.stderr


async def test_the_token_is_in_no_answer_and_no_line_of_the_log(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url, DONDOC_LOG_LEVEL="DEBUG")
        async with running(environ, tmp_path) as program:
            url = (await program.until_said("listening"))["message"]
            async with aiohttp.ClientSession() as session:
                for path in ("health", "metrics"):
                    async with session.get(url.replace("health", path)) as got:
                        assert environ["DONDOC_TELEGRAM_TOKEN"] not in await got.text()
            await program.end()
            assert environ["DONDOC_TELEGRAM_TOKEN"].partition(":")[2] not in program.log_file.read_text("utf-8")
