"""Chat platforms, the grammar of messages, and the way from inbox to outbox. Contains no SQL and no domain rules."""
