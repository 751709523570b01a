"""Telegram: inbound updates, outbound messages, errors."""
