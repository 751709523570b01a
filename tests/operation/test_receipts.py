from sqlalchemy import select

from storage.tables import receipt
from tests.world import LAN, World


def test_a_receipt_keeps_the_very_instant_of_sending(world: World) -> None:
    world.link(LAN)
    with world.database.reading() as tx:
        assert tx.execute(select(receipt.c.sent_at)).scalars().all() == [world.now]
