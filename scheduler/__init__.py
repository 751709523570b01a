"""The metronome: which tick calls which service, and how often. No state of its own."""
