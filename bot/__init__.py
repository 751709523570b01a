"""Conversation: hears and speaks. No SQL and no rules live here."""
