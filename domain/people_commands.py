"""What can be asked about people: absences, the list, moves, departures, codes; and the list of units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteAbsence:
    """Somebody is away: `text` names the days; no `name`: the person who asks. `stand_in` is a name, perhaps none."""

    name: str = ""
    text: str = ""
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """Back early; no `name`: the person who asks."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class ListPeople:
    """The people, perhaps only those whose name or unit contains `sought`. Pages from 1."""

    sought: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListUnits:
    """The units. Pages from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class MovePerson:
    """A person belongs to another unit from now on."""

    name: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """A person takes no part any more; the whole name is needed."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """A person gets a role, or loses it (`is_taken`); `role` is the word typed, `unit_name` "" for the organisation."""

    name: str = ""
    role: str = ""
    unit_name: str = ""
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class MakeCode:
    """A one-time code for a person to link a chat account, a first one or a new telephone."""

    name: str = ""
