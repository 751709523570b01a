"""The Telegram channel: what comes in, what goes out, and how it fails. No other package knows the platform."""

from bot.telegram import lean as lean  # before anything here imports the library
