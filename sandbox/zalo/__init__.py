"""A pocket Zalo beside the pocket Telegram: one event per poll, no buttons, no edits, a month's quota."""
