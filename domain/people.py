"""Units, people and their roles."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

# Between these hours (both included) a person may choose when the morning message comes.
EARLIEST_HOUR, LATEST_HOUR = time(6, 30), time(9, 0)
LANGUAGES = ("vi", "en")


class Role(StrEnum):
    """What a person is to the plan. Officer and head belong to a unit; the others hold for the whole organisation."""

    OFFICER = "officer"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})
EVERYBODY = frozenset(Role)
SEES_ALL = frozenset({Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR})
CONFIRMS = frozenset({Role.COORDINATOR})
DECIDES = frozenset({Role.LEADER})
ACTS_ON_REQUESTS = CONFIRMS | DECIDES
MANAGES_PEOPLE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
GIVES_OFFICES = frozenset({Role.ADMINISTRATOR})  # coordinator, leader, inspector, administrator: not by themselves
HANDS_OVER = frozenset({Role.HEAD, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the organisation. A group ("các chi bộ, đảng bộ") stands for its members."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    parent_id: int | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A linked person at the moment of acting: who, in which language, with which units and roles."""

    person_id: int
    name: str
    language: str = "vi"
    unit_ids: frozenset[int] = frozenset()
    unit_names: tuple[str, ...] = ()
    roles: frozenset[Role] = field(default_factory=frozenset)
