"""Logs: one JSON line an event with its `action`; secrets are taken out before anything is written."""

import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from dondoc.ops.counted_actions import COUNTED

_EXTRA = (
    "action", "inbox_id", "outbox_id", "person_id", "tick", "trouble", "failures", "epoch", "tasks", "round", "of",
    "attempt", "platform", "seconds", "organisation", "worker",
)  # fmt: skip
FIRST_DISTANCE, LONGEST_DISTANCE = 60.0, 3600.0  # seconds between two lines of one trouble; doubles each time
QUIET_SECONDS = 600.0  # a trouble absent for this long counts as new
# Loops that try again at once, each second or each minute, and the line that says that one works again.
# `record_failed` and `update_failed` speak of one message each and are always written.
REPEATING = {
    "dispatch_failed": "dispatch_recovered",
    "lease_failed": "lease_recovered",
    "tick_failed": "tick_recovered",
    "audit_failed": "audit_recovered",
    "poll_failed": "poll_recovered",
    "alert": "alert_resolved",
    "webhook_check_failed": "webhook_recovered",
    "heartbeat_failed": "",
    "item_failed": "",
    # What anybody who reaches the port can bring about as often as he likes.
    "webhook_unauthorized": "",
    "webhook_store_failed": "",
    "event_ignored": "",
    "card_failed": "",
    "feed_failed": "",
    "live_look_failed": "",
    "http_trouble": "",
}
_WEB_SERVER = "uvicorn"  # names no action; its words are few and fixed ("Invalid HTTP request received.")
_OVER = {again: failed for failed, again in REPEATING.items() if again}
_APART = ("organisation", "tick", "trouble", "round", "of")  # what makes two lines of one action speak of two troubles
# A Bot API token wherever it may turn up, known to us or not.
_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")


_organisation: ContextVar[str] = ContextVar("organisation", default="")
COUNTED_LEVEL = logging.INFO  # what is counted does not depend on what is written


@contextmanager
def log_organisation(code: str) -> Iterator[None]:
    """Lines written meanwhile, and by tasks and threads begun meanwhile, are marked as of the organisation of a code.

    Without a code, in a database with one organisation, they look as ever.
    """
    before = _organisation.set(code)
    try:
        yield
    finally:
        _organisation.reset(before)


def log_worker(epoch: int | None) -> None:
    """Mark all lines of this process from now on as of the worker of this epoch."""
    OrganisationFilter.worker = epoch


class OrganisationFilter(logging.Filter):
    """Marks each line with the organisation that it is about and the worker it comes from, where those are known."""

    worker: int | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: every line passes."""
        if code := _organisation.get():
            record.organisation = code
        if self.worker is not None:
            record.worker = self.worker
        return True


class Redactor:
    """Takes secrets out of a line."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def hide(self, secrets: Iterable[str]) -> None:
        """Take these out, too, from now on."""
        self._secrets += [secret for secret in secrets if secret]

    def redact(self, text: str) -> str:
        """The text without any known secret and without anything that looks like a token."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return _TOKEN.sub("***", text)


class RedactingFormatter(Redactor, logging.Formatter):
    """One JSON object a line, with every secret replaced."""

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


@dataclass(slots=True)
class _Repeated:
    """A repeated line: when it was last written and last met, and the seconds until it is written again."""

    written_at: float
    met_at: float
    distance: float = FIRST_DISTANCE


class RepeatFilter(logging.Filter):
    """Lets a repeated line through at once, then after one minute, two, four …, at most once an hour.

    The line that reports recovery resets the distance.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, ...], _Repeated] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is written; actions that do not repeat always are."""
        if record.name.partition(".")[0] == _WEB_SERVER:
            record.action, record.trouble = "http_trouble", " ".join(str(record.msg).split())[:80]
        action = getattr(record, "action", "")
        if action in _OVER:
            self._forget(record, _OVER[action])
        return action not in REPEATING or self._is_time(_key(record, action), record.created)

    def _is_time(self, key: tuple[str, ...], at: float) -> bool:
        known = self._known.get(key)
        if known is None or not 0 <= at - known.met_at < QUIET_SECONDS:
            self._known[key] = _Repeated(at, at)
            return True
        known.met_at = at
        if at - known.written_at < known.distance:
            return False
        known.written_at, known.distance = at, min(2 * known.distance, LONGEST_DISTANCE)
        return True

    def _forget(self, record: logging.LogRecord, failed: str) -> None:
        """A poller that receives again has left every trouble behind; a tick or an alert that is over, that one."""
        over = _key(record, failed)
        for key in [k for k in self._known if all(mine in ("", its) for mine, its in zip(over, k, strict=True))]:
            del self._known[key]


def _key(record: logging.LogRecord, action: str) -> tuple[str, ...]:
    return (record.name, action, *(str(getattr(record, name, "")) for name in _APART))


def writes_sentences(log_format: str) -> bool:
    """Whether the log is sentences ("text", or "auto" at a terminal) and not JSON."""
    return log_format == "text" or (log_format == "auto" and sys.stderr.isatty())


def start_logging(level: str, secrets: Iterable[str], log_format: str = "json") -> None:
    """Write to standard error; libraries that would log addresses with tokens are kept quiet as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(level, secrets, log_format))
    handler.addFilter(OrganisationFilter())  # before the other, which tells lines of two organisations apart
    handler.addFilter(RepeatFilter())
    handler.setLevel(level)
    COUNTED.setLevel(COUNTED_LEVEL)
    lowest = min(COUNTED_LEVEL, logging.getLevelNamesMapping()[level])
    logging.basicConfig(level=lowest, handlers=[handler, COUNTED], force=True)
    # httpx logs each address at INFO, and the token of a bot is a part of the address.
    for noisy in ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


def hide_in_logs(secrets: Iterable[str]) -> None:
    """Take secrets that were learnt after `start_logging` out of every line from now on."""
    known = list(secrets)
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, Redactor):
            handler.formatter.hide(known)


def _formatter(level: str, secrets: Iterable[str], log_format: str) -> logging.Formatter:
    if not writes_sentences(log_format):
        return RedactingFormatter(secrets)
    from dondoc.ops.log_sentences import SentenceFormatter  # noqa: PLC0415 - built on this module

    return SentenceFormatter(secrets, with_traces=level == "DEBUG")
