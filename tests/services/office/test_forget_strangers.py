"""What strangers and groups sent is kept for days, what linked people sent for as long as is set; on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from services.maintenance.maintenance import STRANGERS_KEPT_FOR, Maintenance
from storage.engine.database import Database
from storage.tables import inbox, outbox, receipt
from tests.security.ward import CHATS, PEOPLE, Ward

OFFICER, COORDINATOR, STRANGER, GROUP = CHATS["officer"], CHATS["coordinator"], 30_000, -100_500
KEEP = timedelta(days=400)


@pytest.fixture
def ward(database: Database) -> Ward:
    made = Ward(database)
    made.link_all()
    made.receive(
        made.text(STRANGER, "xin chào"), made.text(STRANGER, "bí mật", chat={"id": GROUP, "type": "group"}),
        made.text(OFFICER, "việc"), made.text(OFFICER, ""),
    )  # fmt: skip
    while made.dispatcher.work():
        pass
    made.ask_in(OFFICER, "việc")  # the newest row of a table is never taken away
    made.deliver()
    return made


def of_chat(ward: Ward, chat: int) -> tuple[int, int, int]:
    """How many updates, messages and receipts there are of a chat."""
    with ward.database.reading() as tx:
        counts = [
            len(tx.execute(select(t.c.id).where(t.c.chat_id == str(chat))).all()) for t in (inbox, outbox, receipt)
        ]
    return counts[0], counts[1], counts[2]


def forget(ward: Ward, after: timedelta) -> None:
    Maintenance(ward.database, ward.organisation_id).forget(ward.now + after, KEEP)


def test_what_strangers_and_groups_sent_is_gone_after_days_with_the_answers(ward: Ward) -> None:
    before = of_chat(ward, OFFICER)
    forget(ward, STRANGERS_KEPT_FOR - timedelta(seconds=1))
    assert (of_chat(ward, STRANGER), of_chat(ward, GROUP)) == ((1, 1, 1), (1, 1, 1))
    forget(ward, STRANGERS_KEPT_FOR + timedelta(seconds=1))
    assert (of_chat(ward, STRANGER), of_chat(ward, GROUP)) == ((0, 0, 0), (0, 0, 0))
    assert of_chat(ward, OFFICER) == before


def test_what_somebody_sent_before_linking_stays_with_what_came_after(ward: Ward) -> None:
    ward.ask_in(STRANGER, f"/start {ward.code_for(PEOPLE['officer'])}")
    before = of_chat(ward, STRANGER)
    forget(ward, timedelta(days=30))
    assert of_chat(ward, STRANGER) == before


def test_what_a_person_sent_stays_after_they_were_removed(ward: Ward) -> None:
    ward.ask_in(COORDINATOR, "/thoi " + PEOPLE["officer"])
    forget(ward, timedelta(days=30))
    with ward.database.reading() as tx:
        kept = tx.execute(select(inbox.c.payload).where(inbox.c.chat_id == str(OFFICER))).scalars().all()
    assert any("vi\\u1ec7c" in payload for payload in kept)


def test_what_waits_or_is_put_aside_for_the_operator_stays(ward: Ward) -> None:
    with ward.database.transaction() as tx:
        tx.execute(update(inbox).where(inbox.c.chat_id == str(STRANGER)).values(state="parked"))
        tx.execute(update(inbox).where(inbox.c.chat_id == str(GROUP)).values(state="waiting"))
    forget(ward, timedelta(days=30))
    assert (of_chat(ward, STRANGER)[0], of_chat(ward, GROUP)[0]) == (1, 1)


def test_much_of_it_is_forgotten_in_portions(ward: Ward) -> None:
    row = {
        "organisation_id": ward.organisation_id, "channel": "telegram", "bot": "1", "epoch": 9, "chat_id": "x",
        "received_at": ward.now, "payload": "{}", "state": "ignored", "attempts": 0, "not_before": ward.now,
    }  # fmt: skip
    with ward.database.transaction() as tx:
        tx.execute(insert(inbox), [{**row, "update_key": str(n)} for n in range(1200)])
    counts = Maintenance(ward.database, ward.organisation_id).forget(ward.now + timedelta(days=30), KEEP)
    assert counts["strangers"] == 1199 + 2
    assert counts["inbox"] == 0
