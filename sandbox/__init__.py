"""A pocket Telegram for demonstration and tests: a local Bot API server and a page of phones. Speaks HTTP only."""
