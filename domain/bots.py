"""A bot of a platform whose token the database keeps, and the organisations that it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

LONGEST_TOKEN, LONGEST_NAME = 200, 100


@dataclass(frozen=True, slots=True)
class Bot:
    """A stored bot, added at `added_at` (aware UTC), and the `organisations` that it serves, in order.

    `since` is when it began to serve each of them; None where it has always done so.
    `number` names it on its platform, as cursors and counts do. `sealed_token` opens with the installation's key only.
    """

    id: int
    platform: str
    number: str
    name: str
    sealed_token: str
    added_at: datetime
    organisations: tuple[int, ...] = ()
    since: Mapping[int, datetime | None] = field(default_factory=dict)
