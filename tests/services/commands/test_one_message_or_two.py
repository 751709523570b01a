"""Two commands in one message or in two have the same effect, to the last row and to the figures of `status --json`."""

from typing import Any

import pytest

from storage.engine.database import Database
from tests.services.commands.test_undo import tried_one_by_one
from tests.services.deeds import EVERYBODY, everything
from tests.world import HA, HUNG, LAN, THANH, World, hanoi

BEFORE = ((LAN, "xong 3 đã gửi"), (LAN, "gia hạn 5 8/5/2026 chờ hướng dẫn"), (LAN, "xin ý kiến 7 mời ai?"))
PAIRS = (
    (LAN, (), "xong 3 đã gửi", "nhận 5"),
    (LAN, (), "nhận 3 và 5", "việc 7 đã xong"),
    (LAN, (), "tiến độ 3 60%", "gia hạn 5 đến 8/5/2026 chờ số liệu"),
    (LAN, (), "vướng mắc 3: chưa có kinh phí", "nhận 5"),
    (LAN, (), "xin ý kiến 3: mời ai?", "minh chứng 5: QĐ 12"),
    (HA, BEFORE, "xác nhận 3", "duyệt 5"),
    (HA, BEFORE, "trả lại 3: thiếu số liệu", "duyệt 5"),
    (HA, BEFORE, "hủy việc 8 đã lồng ghép", "xác nhận 3"),
    (HUNG, BEFORE, "duyệt 5", "trả lời 7: mời cả"),
    (HUNG, BEFORE, "từ chối 5 phải xong", "giải trình 17 vì sao chậm?"),
    (THANH, (), "giao 3 cho Nguyễn Thị Lan", "nhận 10"),
)


@pytest.fixture
def ward(sqlite_database: Database) -> World:
    """On one engine: what a message means is settled before the database."""
    world = World(sqlite_database)
    world.link(*EVERYBODY)
    world.now = hanoi(10, 9)
    return world


def effect(ward: World) -> dict[str, Any]:
    """Everything but which message brought it."""
    found = everything(ward)
    kept = [[pair for pair in row if pair[0] != "inbox_id"] for row in found["evidence"]]
    return {**found, "evidence": kept}


def test_two_commands_have_the_same_effect_in_one_message_and_in_two(ward: World, sqlite_url: str) -> None:
    with tried_one_by_one(ward, sqlite_url) as apart:
        for who, before, one, other in PAIRS:
            found = []
            for messages in ([one, other], [f"{one}\n{other}"], [f"{one}; {other}"]):
                with apart():
                    for typist, text in before:
                        ward.ask(typist, text)
                    untouched = everything(ward)
                    for text in messages:
                        ward.ask(who, text)
                    found.append(effect(ward))
                    assert everything(ward) != untouched, messages
            assert found[1] == found[0], (one, other, "on two lines")
            assert found[2] == found[0], (one, other, "parted by ;")
