"""Tables ."""
