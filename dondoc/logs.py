"""Logs: one JSON line an event with its `action`; secrets are taken out before anything is written."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

_EXTRA = ("action", "inbox_id", "outbox_id", "tick", "trouble", "failures", "epoch")
REPEAT_SECONDS = 60.0
# Loops that try again at once or each second; `record_failed` and `update_failed` speak of one message each and stay.
REPEATING = frozenset({"dispatch_failed", "lease_failed", "tick_failed", "audit_failed"})
# A Bot API token wherever it may turn up, known to us or not.
_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")


class Redacting(logging.Formatter):
    """One JSON object a line, with every secret replaced."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _EXTRA if hasattr(record, name)},
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return self.redact(json.dumps(entry, ensure_ascii=False, default=str))

    def redact(self, text: str) -> str:
        """The text without any known secret and without anything that looks like a token."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return _TOKEN.sub("***", text)


class Calm(logging.Filter):
    """What fails again and again, each second while a database is down, is written once a minute at most."""

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line is written; one of another kind always is."""
        action = getattr(record, "action", "")
        if action not in REPEATING:
            return True
        kind = (action, str(getattr(record, "tick", "")))
        last = self._written.get(kind)
        if last is not None and 0 <= record.created - last < REPEAT_SECONDS:
            return False
        self._written[kind] = record.created
        return True


def start_logging(level: str, secrets: Iterable[str]) -> None:
    """Write to standard error; libraries that would log addresses with tokens are kept quiet as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    handler.addFilter(Calm())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
