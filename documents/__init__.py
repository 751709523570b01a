"""Reads plans, rosters and spreadsheets, and writes reports and calendars; never touches the database."""
