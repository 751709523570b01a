"""Takes back messages about a deed that was undone, as long as they wait; tells which went out."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select, update

from domain.messages import Response
from storage.engine.database import Transaction
from storage.facts import sayings_from_json
from storage.outbox import OutboxState, ParkedFor
from storage.reminders import forget_planned
from storage.tables import outbox


@dataclass(frozen=True, slots=True)
class WentOut:
    """A message that its person has, may have, or is about to get."""

    person_id: int
    responses: tuple[Response, ...]


def withdraw_messages(tx: Transaction, organisation_id: int, inbox_id: int, reason: str) -> list[WentOut]:
    """Drop what waits of the news that this update gave rise to; returns those that are out, or in a sender's hands.

    What was parked because nobody could be reached is dropped as well: it must not be sent when somebody can.
    """
    is_of_deed = (outbox.c.organisation_id == organisation_id, outbox.c.inbox_id == inbox_id)
    is_unreached = and_(outbox.c.state == OutboxState.PARKED.value, outbox.c.parked_for == ParkedFor.UNREACHABLE.value)
    waits = or_(outbox.c.state == OutboxState.WAITING.value, is_unreached)
    dropped = {"state": OutboxState.DROPPED.value, "error": reason, "held_by": None, "parked_for": None}
    ids = tx.execute(update(outbox).where(*is_of_deed, waits).values(**dropped).returning(outbox.c.id)).scalars().all()
    for outbox_id in ids:
        forget_planned(tx, outbox_id)  # the news stood for reminders, which come by themselves again
    # What was tried without an answer may have arrived.
    is_out = or_(outbox.c.id.not_in(ids), outbox.c.unknowns > 0)
    columns = (outbox.c.person_id, outbox.c.sayings)
    rows = tx.execute(
        select(*columns).where(*is_of_deed, is_out, outbox.c.person_id.is_not(None)).order_by(outbox.c.id)
    )
    return [WentOut(row[0], sayings_from_json(row[1])[0]) for row in rows]
