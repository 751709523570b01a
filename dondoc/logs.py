"""Logs: one JSON line an event with its `action`; secrets are taken out before anything is written."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

_EXTRA = ("action", "inbox_id", "outbox_id", "tick", "trouble", "failures", "epoch")
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


def start_logging(level: str, secrets: Iterable[str]) -> None:
    """Write to standard error; libraries that would log addresses with tokens are kept quiet as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
