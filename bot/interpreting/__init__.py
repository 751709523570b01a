"""Reads a message to its last word: tokens, targets, moods, clauses; pure, total, linear in the text."""
