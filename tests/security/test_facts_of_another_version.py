"""Rows that another version of the program wrote: what cannot be read is put before a person and holds up nobody."""

import json
from typing import Any

import pytest
from sqlalchemy import select, update

from services.administration.examine import examine
from storage.outbox import OutboxState
from storage.tables import outbox, receipt
from tests.security.ward import CHATS, Ward
from tests.world import names_of

OFFICER = CHATS["officer"]
UNREADABLE: list[Any] = [
    [{"kind": "FireworksShown", "version": 1, "facts": {"height": 3}}],
    [{"kind": "Stranger", "version": 99, "facts": {}}],
    [{"kind": "NoSuchTask", "version": 1, "facts": {"number": "nine", "last_number": 0}}],
    [{"kind": "NoSuchTask", "version": 1}],
    [{"kind": ["Stranger"], "version": 1, "facts": {}}],
    [{}],
    [None],
    "Stranger",
    {"kind": "Stranger"},
    5,
    None,
]


def waiting_row(ward: Ward, responses: Any) -> int:
    """An answer that waits, with other facts in it than this program wrote."""
    ward.receive(ward.text(OFFICER, "task 1"))
    ward.dispatcher.work()
    with ward.database.transaction() as tx:
        [row] = tx.execute(select(outbox.c.id).where(outbox.c.state == "waiting")).scalars()
        tx.execute(update(outbox).where(outbox.c.id == row).values(sayings=responses))
    return int(row)


@pytest.mark.parametrize("responses", UNREADABLE, ids=lambda responses: json.dumps(responses)[:40])
def test_an_unreadable_row_is_parked_with_its_reason_and_the_next_goes_out(ward: Ward, responses: Any) -> None:
    row = waiting_row(ward, responses)
    ward.receive(ward.text(CHATS["head"], "task 1"), ward.text(OFFICER, "tasks"))
    ward.dispatcher.work()
    assert [type(response).__name__ for d in ward.deliver() for response in d.responses] == [
        "TaskShown",
        "TaskListShown",
    ]
    with ward.database.reading() as tx:
        state, error = tx.execute(select(outbox.c.state, outbox.c.error).where(outbox.c.id == row)).one()
        assert examine(tx, ward.organisation, ward.now).parked_outbox == 1
    assert state == OutboxState.PARKED
    assert error


def test_a_reply_to_a_message_that_cannot_be_read_any_more_only_asks_which_task(ward: Ward) -> None:
    ward.receive(ward.text(OFFICER, "task 1"))
    ward.dispatcher.work()
    [shown] = ward.deliver()
    with ward.database.transaction() as tx:
        tx.execute(update(outbox).where(outbox.c.id == shown.outbox_id).values(sayings=UNREADABLE[0]))
        message_id = tx.execute(select(receipt.c.message_id)).scalar_one()
    reply = {"message_id": int(message_id), "from": {"id": 1, "is_bot": True}}
    assert names_of(ward.ask_in(OFFICER, "xong", reply_to_message=reply)) == ["WhichTask"]
    assert names_of(ward.ask_in(OFFICER, "tasks", pressed=True, message_id=int(message_id))) == ["TaskListShown"]
