"""Zalo: inbound events, outbound messages, errors."""
