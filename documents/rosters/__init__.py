"""The list of units and people: `read_roster` gives it or says in one sentence what is wrong. No database here."""

from documents.rosters.lines import role_called
from documents.rosters.reading import read_roster
from documents.rosters.rows import Roster, RosterRow, RosterUnreadable

__all__ = ["Roster", "RosterRow", "RosterUnreadable", "read_roster", "role_called"]
