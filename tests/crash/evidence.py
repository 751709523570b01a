"""What is known after a campaign: the deeds, what the platform accepted, the program's records read by plain SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from propcache.api import cached_property

from tests.crash.acts import ACTS
from tests.crash.model import Model
from tests.crash.people import Deed
from tests.crash.phones import FIRST_UPDATE, NEW_MESSAGE
from tests.crash.ward import PlannedTask, Records


@dataclass(frozen=True)
class Evidence:
    """What may be looked at.

    `tasks`: the plan before anybody had said anything. `lives`: how many calls the platform had accepted by the end of
    each life that was killed. `days`: each morning and the moment everything had come to rest that day.
    """

    records: Records
    tasks: Sequence[PlannedTask]
    deeds: Sequence[Deed]
    accepted: Sequence[dict[str, Any]]
    lives: Sequence[int]
    days: Sequence[tuple[datetime, datetime]]

    @cached_property
    def messages(self) -> list[dict[str, Any]]:
        """New messages on the phones, in the order they came; edits change a message and are no new one."""
        return [entry for entry in self.accepted if entry["method"] in NEW_MESSAGE]

    @cached_property
    def receipts(self) -> dict[tuple[str, str], int]:
        """(chat, message) -> outbox row. What only changed the buttons of a message is no message of its own."""
        rows = self.records.rows(
            "SELECT receipt.chat_id, receipt.message_id, receipt.outbox_id FROM receipt "
            "JOIN outbox ON outbox.id = receipt.outbox_id WHERE outbox.kind <> 'buttons' ORDER BY receipt.id DESC"
        )
        return {(chat, message): outbox_id for chat, message, outbox_id in rows}

    @cached_property
    def digests(self) -> set[int]:
        """Outbox rows that are morning messages."""
        return {row[0] for row in self.records.rows("SELECT id FROM outbox WHERE kind = 'digest'")}

    @cached_property
    def dropped_digests(self) -> set[int]:
        """Chats with a morning message that was perhaps sent, and not wanted any more when it would be sent again."""
        query = "SELECT chat_id FROM outbox WHERE kind = 'digest' AND state = 'dropped' AND unknowns > 0"
        return {int(row[0]) for row in self.records.rows(query)}

    @cached_property
    def linked(self) -> set[str]:
        """Names of the people who can be reached."""
        query = "SELECT person.name FROM person JOIN chat_account ON chat_account.person_id = person.id"
        return {row[0] for row in self.records.rows(query)}

    @cached_property
    def unrecorded(self) -> list[dict[str, Any]]:
        """Messages that arrived and have no receipt: the program died before it knew, and sent them again."""
        return [entry for entry in self.messages if address(entry) not in self.receipts]

    def doubles_per_life(self) -> list[int]:
        """How many unrecorded messages each life left behind."""
        bounds = [0, *self.lives, len(self.accepted)]
        places = {entry["number"]: index for index, entry in enumerate(self.accepted)}
        found = [places[entry["number"]] for entry in self.unrecorded]
        return [sum(low <= place < high for place in found) for low, high in pairwise(bounds)]

    @cached_property
    def handled_at(self) -> list[datetime | None]:
        """When each deed was handled; None for one that is missing or came in twice."""
        rows = self.records.rows("SELECT update_key, handled_at FROM inbox WHERE state = 'handled'")
        by_key: dict[str, list[datetime]] = {}
        for key, at in rows:
            by_key.setdefault(key, []).append(as_instant(at))
        found = [by_key.get(str(FIRST_UPDATE + index), []) for index in range(len(self.deeds))]
        return [times[0] if len(times) == 1 else None for times in found]

    @cached_property
    def model(self) -> Model:
        """The independent model after all deeds, each at the instant it was handled."""
        model = Model.of(self.tasks, self.records.town())
        pairs = zip(self.deeds, self.handled_at, strict=True)
        model.replay([(deed, at) for deed, at in pairs if at is not None], ACTS)
        return model


def address(entry: dict[str, Any]) -> tuple[str, str]:
    """Chat and message of an accepted call, as receipts name them."""
    return str(entry["chat_id"]), str(entry["message_id"])


def as_instant(value: datetime | str) -> datetime:
    """SQLite keeps instants as text in UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
