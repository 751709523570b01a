"""What is told of people: who is away and who stands in, who is there, who moved or left; and the units."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AbsenceNoted:
    """Somebody is away from `first_day` to `last_day`; `gaps` are units in which nobody can be reached meanwhile.

    `to` is what the reader is: "author" (who noted it), "absent", "stand_in", "above" (head or coordinator).
    """

    person: str
    first_day: date
    last_day: date
    stand_in: str | None
    by: str
    to: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsenceEnded:
    """An absence ended early, or will not be; `to` as in AbsenceNoted."""

    person: str
    stand_in: str | None
    by: str
    to: str


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list: units, role names, whether a chat account is linked, and until when they are away."""

    name: str
    unit_names: tuple[str, ...]
    roles: tuple[str, ...]
    is_linked: bool
    away_until: date | None = None
    stand_in: str | None = None


@dataclass(frozen=True, slots=True)
class PeopleShown:
    """The people of the organisation, or those whose name or unit fits `sought`."""

    lines: tuple[PersonSummary, ...]
    total: int
    unlinked: int
    page: int
    pages: int
    sought: str = ""


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit in a list: how many people it has, and how many of them can be reached."""

    name: str
    people: int
    linked: int
    is_group: bool


@dataclass(frozen=True, slots=True)
class UnitsShown:
    """The units of the organisation."""

    lines: tuple[UnitSummary, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonMoved:
    """A person belongs to another unit now; `gaps` as in AbsenceNoted. `to`: "author", "person" or "above".

    `by` is "" when it was done at the machine.
    """

    name: str
    unit_name: str
    by: str
    to: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRemoved:
    """A person takes no part any more; `gaps` as in AbsenceNoted. `to`: "author" or "above"; `by` as in PersonMoved."""

    name: str
    by: str
    to: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeMade:
    """A one-time code for a person, shown once; `has_account`: it will replace the account of the same channel."""

    name: str
    code: str
    expires_at: datetime
    has_account: bool


@dataclass(frozen=True, slots=True)
class AccountMoveAsked:
    """A code of `name` was typed on the account of `owner`: move it? `mark` names the question, open until then."""

    owner: str
    name: str
    mark: str
    until: datetime


@dataclass(frozen=True, slots=True)
class AccountKept:
    """The account stays with `owner`; the code of `name` is not used up and holds until `expires_at`."""

    owner: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AccountTaken:
    """An account of `owner` on a channel is that of `name` now; both the same: a newer account took its place.

    `to`: "owner" (who lost it, where else they are reached), "old" (the chat that was closed) or "above".
    """

    channel: str
    owner: str
    name: str
    to: str


@dataclass(frozen=True, slots=True)
class RoleChangeSummary:
    """One right that changes hands: `what` is "granted", "taken" or "back" (who was removed takes part again).

    `unit_name` is "" for a role of the whole organisation, `role` is "" for "back".
    """

    person: str
    role: str
    unit_name: str
    what: str


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """Roles were granted, taken away or brought back. `to`: "author", "person" (all lines are theirs) or "above".

    `by` is "" when it was done at the machine; `left_without` are roles that nobody who can be reached has any more.
    """

    lines: tuple[RoleChangeSummary, ...]
    by: str
    to: str
    left_without: tuple[str, ...] = ()
