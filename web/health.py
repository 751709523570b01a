"""The health of the running program as data, for `/health` and `/metrics`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from domain.messages.reach import AlertFinding

# Findings that wait for a person's hand and say nothing against the running program.
NO_ALARM = frozenset({"parked", "evidence_full"})


@dataclass(frozen=True, slots=True)
class ChannelSeen:
    """One platform: when it last answered, and what is wrong now (None: nothing)."""

    last_contact: datetime | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """The evidence folder: contents by state, bytes used and allowed, files that rows name and the folder has not."""

    waiting: int
    stored: int
    given_up: int
    used_bytes: int
    quota_bytes: int
    missing: int


@dataclass(frozen=True, slots=True)
class OrganisationsSeen:
    """How many organisations the program serves, how many of them are ill, and the codes of the first of these."""

    served: int
    ill: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The program at `at` (aware UTC). `unsent` is "should have been sent, minus sent" and must be 0.

    `findings` is everything that is not as it should be; numbers that could not be read are None.
    """

    at: datetime
    started_at: datetime
    version: str
    findings: tuple[AlertFinding, ...]
    is_receiving: bool
    is_planning: bool
    is_sending: bool
    channels: Mapping[str, ChannelSeen] = field(default_factory=dict)
    inbox_waiting: int | None = None
    outbox_waiting: int | None = None
    parked: int | None = None
    oldest_waiting_seconds: float | None = None
    unsent: int | None = None
    without_reminder: Mapping[str, int] = field(default_factory=dict)
    last_backup_at: datetime | None = None
    free_megabytes: int | None = None
    evidence: EvidenceSeen | None = None
    snoozed: int = 0
    snoozed_until: datetime | None = None
    organisations: OrganisationsSeen | None = None  # None while the program serves one

    @property
    def is_well(self) -> bool:
        """Whether all findings are of the kinds that only wait for a person (`NO_ALARM`)."""
        return all(finding.kind in NO_ALARM for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The document of `/health`; field names are stable."""
        several = {} if self.organisations is None else {"organisations": _organisations(self.organisations)}
        return {
            **several,
            "status": "well" if self.is_well else "ill",
            "findings": [_finding(found) for found in self.findings],
            "receiving": self.is_receiving,
            "planning": self.is_planning,
            "sending": self.is_sending,
            "channels": {name: _channel(seen) for name, seen in self.channels.items()},
            "backlog": {"inbox": self.inbox_waiting, "outbox": self.outbox_waiting},
            "oldest_waiting_seconds": self.oldest_waiting_seconds,
            "parked": self.parked,
            "should_have_been_sent_minus_sent": self.unsent,
            "without_reminder": dict(self.without_reminder),
            "last_backup_at": _instant(self.last_backup_at),
            "free_megabytes": self.free_megabytes,
            "evidence": None if self.evidence is None else asdict(self.evidence),
            "snoozed": {"count": self.snoozed, "until": _instant(self.snoozed_until)},
            "at": _instant(self.at),
            "started_at": _instant(self.started_at),
            "version": self.version,
        }


def _finding(found: AlertFinding) -> dict[str, Any]:
    about = {"tasks": list(found.numbers), "names": list(found.names)}
    return {"kind": found.kind, "count": found.count, **{name: value for name, value in about.items() if value}}


def _organisations(seen: OrganisationsSeen) -> dict[str, Any]:
    return {"served": seen.served, "ill": seen.ill, "names": list(seen.names)}


def _channel(seen: ChannelSeen) -> dict[str, Any]:
    return {"last_contact": _instant(seen.last_contact), "trouble": seen.trouble}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
