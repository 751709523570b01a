"""Reads the list of units and people (the roster); never touches the database."""

from documents.rosters.roster_reader import list_in, list_sent_as_plan, read_roster
from documents.rosters.roster_rows import RosterUnreadable, role_called
from domain.rosters import Roster, RosterRow

__all__ = ["Roster", "RosterRow", "RosterUnreadable", "list_in", "list_sent_as_plan", "read_roster", "role_called"]
