"""The list of units and people: `read_roster` gives it or says in one sentence what is wrong. No database here."""

from documents.rosters.roster_reader import read_roster
from documents.rosters.roster_rows import Roster, RosterRow, RosterUnreadable, role_called

__all__ = ["Roster", "RosterRow", "RosterUnreadable", "read_roster", "role_called"]
