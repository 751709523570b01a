"""Calendars for the phone: facts in, an .ics file out. Never touches the database."""
