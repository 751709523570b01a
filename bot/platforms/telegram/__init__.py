"""Telegram: inbound updates, outbound messages, errors."""

from bot.platforms.telegram import lean as lean  # before anything here imports the library
