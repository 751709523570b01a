"""`dondoc deliver` at the terminal: what was put aside is shown, sent again or dropped; nothing happens unasked."""

import sqlite3
from contextlib import closing

from tests.cli.conftest import Terminal

LAN = "Nguyễn Thị Lan"


def park(terminal: Terminal, reason: str = "400 Bad Request: message is too long") -> None:
    """A reminder of Lan's that the platform refused for good, and a phone on which she can be reached."""
    with closing(sqlite3.connect(terminal.folder / "dondoc.db")) as connection, connection:
        [[person]] = connection.execute("SELECT id FROM person WHERE name = ?", (LAN,)).fetchall()
        connection.execute(
            "INSERT INTO chat_account (organisation_id, person_id, channel, chat_id, is_alive, linked_at) "
            "VALUES (1, ?, 'telegram', '11', 1, '2026-04-09 01:00:00.000000')",
            (person,),
        )
        connection.execute(
            "INSERT INTO outbox (organisation_id, key, kind, priority, person_id, sayings, created_at, not_before, "
            "state, attempts, unknowns, parked_for, error) VALUES (1, 'news:1', 'news', 1, ?, '[]', "
            "'2026-04-09 00:30:00.000000', '2026-04-09 00:30:00.000000', 'parked', 1, 0, 'rejected', ?)",
            (person, reason),
        )


def state(terminal: Terminal) -> str:
    with closing(sqlite3.connect(terminal.folder / "dondoc.db")) as connection:
        [[found]] = connection.execute("SELECT state FROM outbox WHERE key = 'news:1'").fetchall()
        return str(found)


def test_nothing_put_aside_is_said_in_a_sentence(ward: Terminal) -> None:
    assert ward.run("deliver").out == "Không có tin nào bị gác lại.\n"


def test_without_an_option_it_is_only_shown_with_name_time_and_reason(own_ward: Terminal) -> None:
    park(own_ward)
    answer = own_ward.run("deliver")
    assert f"- {LAN}, tin lập lúc 07:30 ngày 9/4/2026: 400 Bad Request: message is too long" in answer.out
    assert "dondoc deliver --parked" in answer.out
    assert state(own_ward) == "parked"
    assert f"Chưa gửi được cho {LAN}: 400 Bad Request" in own_ward.run("doctor").out


def test_it_is_sent_again_or_dropped_when_asked_for(own_ward: Terminal) -> None:
    park(own_ward)
    assert own_ward.run("deliver", "--parked").code == 0
    assert state(own_ward) == "waiting"
    assert own_ward.run("deliver", "--parked").out.startswith("Không có tin nào bị gác lại.")


def test_it_is_dropped_for_good_when_asked_for(own_ward: Terminal) -> None:
    park(own_ward)
    assert own_ward.run("deliver", "--forget").code == 0
    assert state(own_ward) == "dropped"


def test_both_at_once_is_a_contradiction(ward: Terminal) -> None:
    answer = ward.run("deliver", "--parked", "--forget")
    assert answer.code == 1
    assert "Chọn một trong hai" in answer.out
