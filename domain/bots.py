"""A bot of a platform whose token the database keeps, and the organisations that it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

LONGEST_TOKEN, LONGEST_NAME, LONGEST_LINK = 200, 100, 300


@dataclass(frozen=True, slots=True)
class Bot:
    """A stored bot, added at `added_at` (aware UTC), and the `organisations` that it serves, in order.

    `since` is when it began to serve each of them; None where it has always done so.
    `number` names it on its platform, as cursors and counts do. `sealed_token` opens with the installation's key only.
    `link` is the address at which people find it, "" where the platform says so itself or nobody has. `places`: which
    of its bots on the platform it is for each organisation, from 1.
    """

    id: int
    platform: str
    number: str
    name: str
    sealed_token: str
    added_at: datetime
    link: str = ""
    organisations: tuple[int, ...] = ()
    since: Mapping[int, datetime | None] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
