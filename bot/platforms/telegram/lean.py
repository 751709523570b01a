"""Imports the Telegram library without what it only tries to have: 12 MB that a bot for reminders never uses."""

import sys
from importlib import import_module

# The library decrypts Telegram Passport with the one, which it does without where it is not installed; the other is
# the command line of its HTTP client, which brings terminal colours along and is likewise left out where missing.
NEVER_USED = ("cryptography", "httpx._main")


def import_library() -> None:
    """Import `telegram` as if `NEVER_USED` were not installed; whoever needs these later can import them as ever."""
    hidden = [name for name in NEVER_USED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None: the import system's own word for it
    try:
        import_module("telegram")
    finally:
        for name in hidden:
            del sys.modules[name]


import_library()
