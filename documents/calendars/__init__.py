"""Writes calendars for the phone; never touches the database."""
