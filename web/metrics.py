"""The health as Prometheus reads it, beside what the program has counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from web.health import Health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, float | None]


def as_metrics(health: Health, counted: Iterable[Collector] = ()) -> str:
    """One gauge for each value of the health; values that could not be read are left out, so that an alert on absence
    works. Then what is `counted`.
    """
    registry = CollectorRegistry()
    for collector in (_HealthCollector(health), *counted):
        registry.register(collector)
    return generate_latest(registry).decode()


class _HealthCollector(Collector):
    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, value in (*_states(self._health), *_queues(self._health), *_evidence(self._health)):
            if value is not None:
                yield GaugeMetricFamily(f"dondoc_{name}", _HELP[name], value)
        for name, label, values in _labelled(self._health):
            family = GaugeMetricFamily(f"dondoc_{name}", _HELP[name], labels=[label])
            for labelled, value in values.items():
                if value is not None:
                    family.add_metric([labelled], value)
            if family.samples:
                yield family


_HELP = {
    "well": "1 when nothing was found that needs mending.",
    "receiving": "1 when messages come in.",
    "planning": "1 when reminders are planned.",
    "sending": "1 when messages go out.",
    "unsent": "Reminders that should have been sent, minus those sent; must be 0.",
    "inbox_waiting": "Messages received and not yet handled.",
    "outbox_waiting": "Messages that wait to be sent, those of later days included.",
    "parked": "Messages put aside for a person to look at.",
    "oldest_waiting_seconds": "How long the oldest message has been due.",
    "organisations": "Organisations that the program serves.",
    "organisations_ill": "Organisations with something that needs mending.",
    "started_seconds": "When the program started, seconds since 1970.",
    "last_backup_seconds": "When the last backup was taken, seconds since 1970.",
    "free_bytes": "Free space on the disk of the database.",
    "evidence_waiting": "Pictures and files that wait to be fetched.",
    "evidence_stored": "Pictures and files in the evidence folder.",
    "evidence_abandoned": "Pictures and files of the last 30 days of which only the link is left.",
    "evidence_missing": "Files that should be in the evidence folder and are not.",
    "evidence_bytes": "Bytes in the evidence folder.",
    "evidence_quota_bytes": "Bytes that the evidence folder may hold.",
    "last_contact_seconds": "When the platform last answered, seconds since 1970.",
    "finding": "Things that are not as they should be, by kind.",
    "without_reminder": "Open tasks without a reminder to come, by reason.",
}


def _states(health: Health) -> Iterator[Sample]:
    yield "well", float(health.is_well)
    yield "receiving", float(health.is_receiving)
    yield "planning", float(health.is_planning)
    yield "sending", float(health.is_sending)
    yield "started_seconds", health.started_at.timestamp()
    if (seen := health.organisations) is not None:
        yield "organisations", seen.served
        yield "organisations_ill", seen.ill


def _queues(health: Health) -> Iterator[Sample]:
    yield "unsent", health.unsent
    yield "inbox_waiting", health.inbox_waiting
    yield "outbox_waiting", health.outbox_waiting
    yield "parked", health.parked
    yield "oldest_waiting_seconds", health.oldest_waiting_seconds
    yield "last_backup_seconds", _seconds(health.last_backup_at)
    yield "free_bytes", None if health.free_megabytes is None else health.free_megabytes * 1024.0 * 1024.0


def _evidence(health: Health) -> Iterator[Sample]:
    if (seen := health.evidence) is not None:
        yield "evidence_waiting", seen.waiting
        yield "evidence_stored", seen.stored
        yield "evidence_abandoned", seen.given_up
        yield "evidence_missing", seen.missing
        yield "evidence_bytes", seen.used_bytes
        yield "evidence_quota_bytes", seen.quota_bytes


def _labelled(health: Health) -> Iterator[tuple[str, str, Mapping[str, float | None]]]:
    contacts = {name: _seconds(seen.last_contact) for name, seen in health.channels.items()}
    found: Counter[str] = Counter()
    for finding in health.findings:
        found[finding.kind] += finding.count
    yield "last_contact_seconds", "platform", contacts
    yield "finding", "kind", dict(found)
    yield "without_reminder", "reason", dict(health.without_reminder)


def _seconds(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()
