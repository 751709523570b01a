"""Reads the list of units and people (the roster); never touches the database."""

from documents.rosters.roster_reader import read_roster
from documents.rosters.roster_rows import Roster, RosterRow, RosterUnreadable, role_called

__all__ = ["Roster", "RosterRow", "RosterUnreadable", "read_roster", "role_called"]
