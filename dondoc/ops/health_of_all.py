"""The health of a program that serves several organisations: one of them that is ill is named, and hides no other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from domain.messages.reach import AlertFinding
from dondoc.ops.health_check import MOST_NAMED, NO_DATABASE, HealthCheck
from web.health import ChannelSeen, EvidenceSeen, Health, OrganisationsSeen

# What is found about the machine or the database, and therefore told with one organisation only.
OF_MACHINE = frozenset({
    NO_DATABASE, "disk_low", "backup_failed", "backup_damaged", "no_backup", "backup_old", "unserved", "not_planning",
    "evidence_full", "evidence_not_written",
})  # fmt: skip
Named = tuple[str, HealthCheck]


class HealthOfAll:
    """`served` returns the code and the health check of each organisation, the one that tells of the machine first.

    Of one organisation its health is told as it is. Of several the database is asked about the first one only: the
    others are looked at in turn by the maintenance loop, and told as they were then.
    """

    def __init__(self, served: Callable[[], Sequence[Named]]) -> None:
        self._served = served

    async def look(self) -> Health:
        """The health of them all."""
        (code, first), *others = self._served()
        own = await first.look()
        if not others:
            return own
        known = [(name, health) for name, check in others if (health := check.known()) is not None]
        return together([(code, own), *known], 1 + len(others))


def together(seen: Sequence[tuple[str, Health]], served: int) -> Health:
    """One health for all: counts are added up, findings of one kind are one, with the codes of whom it concerns."""
    own, every = seen[0][1], [health for _, health in seen]
    ill = [code for code, health in seen if not health.is_well]
    findings = tuple(_findings(seen))
    return replace(
        own,
        findings=findings,
        is_receiving=all(health.is_receiving for health in every),
        is_planning=all(health.is_planning for health in every),
        is_sending=all(health.is_sending for health in every),
        channels=_channels(every),
        inbox_waiting=_sum(health.inbox_waiting for health in every),
        outbox_waiting=_sum(health.outbox_waiting for health in every),
        parked=_sum(health.parked for health in every),
        oldest_waiting_seconds=max((health.oldest_waiting_seconds or 0.0 for health in every), default=0.0),
        unsent=_sum(health.unsent for health in every),
        without_reminder=_added(health.without_reminder for health in every),
        evidence=_evidence(own.evidence, every),
        snoozed=sum(health.snoozed for health in every),
        snoozed_until=max((h.snoozed_until for h in every if h.snoozed_until is not None), default=None),
        organisations=OrganisationsSeen(served, len(ill), tuple(ill[:MOST_NAMED])),
    )


def _findings(seen: Sequence[tuple[str, Health]]) -> Iterable[AlertFinding]:
    """Findings about the machine as they are; of each other kind one, with the codes of the organisations."""
    by_kind: dict[str, list[tuple[str, AlertFinding]]] = {}
    for code, health in seen:
        for finding in health.findings:
            by_kind.setdefault(finding.kind, []).append((code, finding))
    for kind, found in by_kind.items():
        if kind in OF_MACHINE:
            yield found[0][1]
        else:
            codes = tuple(code for code, _ in found[:MOST_NAMED])
            yield AlertFinding(kind, sum(finding.count for _, finding in found), names=codes)


def _channels(every: Sequence[Health]) -> Mapping[str, ChannelSeen]:
    """By platform: the bot that was heard of longest ago, and the first trouble of any."""
    found: dict[str, ChannelSeen] = {}
    for health in every:
        for name, one in health.channels.items():
            known = found.get(name)
            if known is None:
                found[name] = one
            else:
                contacts = (known.last_contact, one.last_contact)
                oldest = None if None in contacts else min(at for at in contacts if at is not None)
                found[name] = ChannelSeen(oldest, known.trouble or one.trouble)
    return found


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _added(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for each in counts:
        for reason, count in each.items():
            found[reason] = found.get(reason, 0) + count
    return found


def _evidence(own: EvidenceSeen | None, every: Sequence[Health]) -> EvidenceSeen | None:
    """One folder with one quota holds the files of all."""
    if own is None:
        return None
    seen = [health.evidence for health in every if health.evidence is not None]
    return EvidenceSeen(
        waiting=sum(one.waiting for one in seen),
        stored=sum(one.stored for one in seen),
        given_up=sum(one.given_up for one in seen),
        used_bytes=sum(one.used_bytes for one in seen),
        quota_bytes=own.quota_bytes,
        missing=sum(one.missing for one in seen),
    )
