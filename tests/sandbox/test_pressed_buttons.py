"""A pressed button that was obeyed says so in its place, over the real line; the other buttons stay as they were."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dondoc.run.program import Program
from storage.auditing import count_sent_without_receipt, outbox_queue
from storage.leases import find_sent
from storage.tables import chat_account, event, inbox, outbox
from tests.sandbox.ward_on_zalo import PATIENCE, TOKEN, Ward, ward
from tests.world import LAN, hanoi
from web.server import listening_socket

PHONE = "phones/21"
Rows = list[list[dict[str, Any]]]


class Digest:
    """The morning message on Lan's phone, and her thumb on its buttons."""

    def __init__(self, w: Ward, message: dict[str, Any]) -> None:
        self.ward, self.message_id, self.first = w, message["message_id"], rows_of(message)

    async def rows(self) -> Rows:
        """The buttons as they stand now."""
        phone = await self.ward.control("GET", PHONE)
        return rows_of(next(each for each in phone["messages"] if each["message_id"] == self.message_id))

    async def presses(self, typed: str) -> None:
        """Press the button that sends this, or pretend to."""
        answer = await self.ward.control("POST", f"{PHONE}/press", {"message_id": self.message_id, "data": typed})
        assert "callback_query_id" in answer, answer

    async def shows(self, rows: Rows) -> None:
        """Wait until the buttons are these."""
        async with asyncio.timeout(PATIENCE):
            while await self.rows() != rows:  # noqa: ASYNC110 - the condition is what the phone shows
                await asyncio.sleep(0.05)

    def with_sign(self, typed: str, label: str, rows: Rows | None = None) -> Rows:
        """The buttons with one row that is but the sign; every other as before."""
        given = self.first if rows is None else rows
        sign = [[{"text": label, "callback_data": "noop"}] if sends(row, typed) else row for row in given]
        assert sign != given, f"no button sends {typed!r}: {given}"
        return sign


def rows_of(message: dict[str, Any]) -> Rows:
    found: Rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return found


def sends(row: list[dict[str, Any]], typed: str) -> bool:
    return any(key["callback_data"] == typed for key in row)


@asynccontextmanager
async def morning(folder: Path) -> AsyncIterator[Digest]:
    """Lan has linked and has her morning message, with buttons for several tasks."""
    async with ward(folder, {LAN: 21}, {}) as w:
        await w.phone(PHONE).links(LAN)
        await w.move_to(hanoi(10, 8, 0))
        await w.phone(PHONE).next()
        phone = await w.control("GET", PHONE)
        yield Digest(w, [each for each in phone["messages"] if each["from"]["is_bot"]][-1])


def done_buttons(digest: Digest) -> list[str]:
    return [key["callback_data"] for row in digest.first for key in row if key["callback_data"].startswith("done ")]


def kept(w: Ward, column: Any, *where: Any) -> list[Any]:
    with w.app.database.reading() as tx:
        return list(tx.execute(select(column).where(*where)).scalars())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - the condition is what the database holds
            await asyncio.sleep(0.05)


async def test_the_row_says_that_it_was_reported_and_the_others_stay(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        lan, typed = digest.ward.phone(PHONE), done_buttons(digest)[0]
        number = typed.split()[1]
        assert len(digest.first) > 1
        await digest.presses(typed)
        assert f"việc {number} đã hoàn thành" in await lan.next()
        await digest.shows(digest.with_sign(typed, f"✅ {number} đã báo"))

        # The sign is no button, and the old button, pressed on a phone that still shows it, changes nothing more.
        events = len(kept(digest.ward, event.c.seq))
        await digest.presses("noop")
        await digest.presses(typed)
        await lan.next()
        await until(lambda: not kept(digest.ward, inbox.c.id, inbox.c.state == "waiting"))
        assert len(kept(digest.ward, event.c.seq)) == events
        assert len(kept(digest.ward, outbox.c.id, outbox.c.kind == "buttons")) == 1
        assert await digest.rows() == digest.with_sign(typed, f"✅ {number} đã báo")

        with digest.ward.app.database.reading() as tx:
            own = digest.ward.app.organisation.id
            shown = find_sent(tx, own, ("telegram", "21"), str(digest.message_id))
            assert shown is not None
            assert shown.kind == "digest", "a reply to the message still finds what it said"
            assert count_sent_without_receipt(tx, own) == 0


async def test_two_pressed_at_once_both_bear_the_sign(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        # The second press still shows the buttons of before: the first change has not gone out.
        await digest.ward.control("POST", "faults", {"method": "editMessageReplyMarkup", "action": "500", "times": 1})
        first, second = done_buttons(digest)[:2]
        await digest.presses(first)
        await digest.presses(second)
        once = digest.with_sign(first, f"✅ {first.split()[1]} đã báo")
        await digest.shows(digest.with_sign(second, f"✅ {second.split()[1]} đã báo", once))


async def test_what_was_only_taken_on_can_still_be_reported(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        [acknowledge, *_] = [
            key["callback_data"] for row in digest.first for key in row if "ack" in key["callback_data"]
        ]
        await digest.presses(acknowledge)
        async with asyncio.timeout(PATIENCE):
            while await digest.rows() == digest.first:  # noqa: ASYNC110 - the condition is what the phone shows
                await asyncio.sleep(0.05)
        changed = await digest.rows()
        left = [key for row in digest.first for key in row if key["callback_data"] != acknowledge]
        assert [key for row in changed for key in row if key["callback_data"] != "noop"] == left
        [sign] = [key["text"] for row in changed for key in row if key["callback_data"] == "noop"]
        assert sign.startswith("✅ ")
        assert sign.endswith("đã nhận")


async def test_a_refused_command_leaves_the_row(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        await digest.presses("done 6")  # a task of other units: the button is forged
        assert "6" in await digest.ward.phone(PHONE).next()
        await digest.presses(f"task {done_buttons(digest)[0].split()[1]}")  # only shows
        await digest.ward.phone(PHONE).next()
        assert kept(digest.ward, outbox.c.id, outbox.c.kind == "buttons") == []
        assert await digest.rows() == digest.first


async def test_a_restart_neither_loses_nor_doubles_the_sign(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        w, typed = digest.ward, done_buttons(digest)[0]
        await w.control("POST", "faults", {"method": "editMessageReplyMarkup", "action": "500", "times": None})
        await digest.presses(typed)
        await w.phone(PHONE).next()
        await until(lambda: bool(kept(w, outbox.c.id, outbox.c.kind == "buttons", outbox.c.attempts > 0)))
        with w.app.database.reading() as tx:
            queue = outbox_queue(tx, w.app.organisation.id, w.app.clock.now())
        others = kept(w, outbox.c.id, outbox.c.state.in_(("waiting", "leased")), outbox.c.kind != "buttons")
        assert (queue.waiting, queue.unconfirmed) == (len(others), 0), "nobody waits for it: no alarm counts it"
        w.program.stop()
        await asyncio.sleep(0.5)
        assert await digest.rows() == digest.first

        await w.control("DELETE", "faults")
        texts = await w.phone(PHONE).texts()
        again = Program(w.app, TOKEN, zalo_token=None, listening=listening_socket("127.0.0.1", 0))
        running = asyncio.create_task(again.run())
        try:
            w.app.clock.move_to(hanoi(10, 8, 10))
            await digest.shows(digest.with_sign(typed, f"✅ {typed.split()[1]} đã báo"))
            assert await w.phone(PHONE).texts() == texts
            await until(lambda: kept(w, outbox.c.state, outbox.c.kind == "buttons") == ["sent"])
        finally:
            again.stop()
            await running


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("400", "Bad Request: message can't be edited"),
        ("400", "Bad Request: message is not modified"),
        ("400", "Bad Request: BUTTON_DATA_INVALID"),
        ("403", "Forbidden: bot was blocked by the user"),
    ],
)
async def test_a_refusal_of_the_platform_ends_it_quietly(tmp_path: Path, action: str, says: str) -> None:
    async with morning(tmp_path) as digest:
        w, typed = digest.ward, done_buttons(digest)[0]
        fault = {"method": "editMessageReplyMarkup", "action": action, "description": says, "times": None}
        await w.control("POST", "faults", fault)
        await digest.presses(typed)
        await w.phone(PHONE).next()
        await until(lambda: kept(w, outbox.c.state, outbox.c.kind == "buttons")[0] in {"sent", "dropped"})
        assert kept(w, outbox.c.id, outbox.c.state == "parked") == []
        assert kept(w, chat_account.c.is_alive) == [True], "the person is reached as before"
        await digest.shows(digest.first)
        assert "đã báo" not in str(await digest.rows())


async def test_a_platform_that_keeps_failing_is_not_asked_for_ever(tmp_path: Path) -> None:
    async with morning(tmp_path) as digest:
        w = digest.ward
        fault = {"method": "editMessageReplyMarkup", "action": "500", "times": None}
        await w.control("POST", "faults", fault)
        await digest.presses(done_buttons(digest)[0])
        await w.phone(PHONE).next()
        for minute in range(1, 60):
            if kept(w, outbox.c.state, outbox.c.kind == "buttons") == ["dropped"]:
                break
            w.app.clock.move_to(hanoi(10, 9, minute))
            await asyncio.sleep(0.4)
        assert kept(w, outbox.c.state, outbox.c.kind == "buttons") == ["dropped"]
        assert kept(w, outbox.c.attempts, outbox.c.kind == "buttons") == [5]
