"""A one-time code made by chat is not kept once it has been sent."""

from sqlalchemy import select

from domain.deliveries import Outcome, Result
from domain.messages.accounts import CodeMade
from storage.tables import outbox, receipt
from tests.world import HA, LAN, World


def test_a_code_that_was_sent_is_neither_in_the_outbox_nor_in_the_receipts(world: World) -> None:
    world.link(HA, LAN)
    world.say(HA, f"/ma {LAN}")
    [to_forward] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([world.accepted(to_forward)], world.now)
    [delivery] = world.office.delivery.lease(world.now, 8)
    [made] = [response for response in delivery.responses if isinstance(response, CodeMade)]
    sent = Outcome(delivery.outbox_id, Result.SENT, message_id="77", text=f"Mã: {made.code}", is_secret=True)
    world.office.delivery.record([sent], world.now)
    with world.database.reading() as tx:
        kept = [str(value) for table in (outbox, receipt) for row in tx.execute(select(table)) for value in row]
    assert "77" in kept
    assert not [value for value in kept if made.code in value]
