"""An update is obeyed as that of a person only in this person's own private chat; on both engines."""

from collections.abc import Mapping
from typing import Any

import pytest

from storage.engine.database import Database
from tests.security.ward import CHATS, Ward

OFFICER, HEAD = CHATS["officer"], CHATS["head"]
SOMEBODY = {"id": 990_001, "is_bot": False, "first_name": "Ai đó"}


@pytest.fixture
def ward(database: Database) -> Ward:
    made = Ward(database)
    made.link_all()
    return made


def _blocked(chat: int, sender: Mapping[str, Any]) -> dict[str, Any]:
    change = {"chat": {"id": chat, "type": "private"}, "from": sender, "new_chat_member": {"status": "kicked"}}
    return {"update_id": 990_000, "my_chat_member": change}


def test_nobody_speaks_in_the_private_chat_of_somebody_else(ward: Ward) -> None:
    before = ward.traces()
    of_somebody: dict[str, Any] = {"from": SOMEBODY}
    assert ward.ask_in(OFFICER, "xong 1", **of_somebody) == []
    ward.receive(ward.text(OFFICER, "xong 1", chat={"id": OFFICER}), _blocked(HEAD, SOMEBODY))
    while ward.dispatcher.work():
        pass
    assert ward.answers_to(OFFICER) == []
    assert ward.traces() == before
    assert ward.office.commands.commands_of("telegram", str(HEAD), ward.now)[0]  # the head counts as reachable


def test_a_person_in_their_own_chat_is_obeyed(ward: Ward) -> None:
    assert ward.ask_in(OFFICER, "xong 1")
