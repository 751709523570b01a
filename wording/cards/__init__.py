"""The status card: the figures of the chat message as one picture for a phone."""
