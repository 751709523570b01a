"""Tells the administrators that the program is in trouble: at most once an hour, the same trouble every six hours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from domain.deliveries import Priority
from domain.messages.reach import AdminAlert, AlertFinding
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import next_waking_time
from storage.auditing import newest_of_kind
from storage.engine.database import Transaction
from storage.outbox import OutboxRow, Post, post
from storage.people import Contact, load_contacts

ALERT = "alert"
EVERY = timedelta(hours=1)
SAME_EVERY = timedelta(hours=6)
# What is no fault of the running program but waits for a person: said again only when there is more of it.
PARKED = "parked"
WAITS_FOR_A_PERSON = frozenset({PARKED, "no_coordinator", "no_leader", "evidence_full"})


def alert_administrators(
    tx: Transaction, organisation: Organisation, findings: Sequence[AlertFinding], now: datetime
) -> int:
    """Post an alert to each administrator, where there is none to coordinators, else to leaders; returns how many.

    Out of waking hours it waits for the morning: `/health` and the heartbeat speak at night.
    """
    last = newest_of_kind(tx, organisation.id, ALERT)
    if not findings or (last is not None and not _is_worth_saying(findings, last, now)):
        return 0
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    response = AdminAlert(now, tuple(findings))
    rows = [
        Post(f"{ALERT}:{now.isoformat()}:{c.id}", ALERT, Priority.ESCALATION, [response], not_before, person_id=c.id)
        for c in _administrators(load_contacts(tx, organisation.id))
    ]
    return sum(post(tx, organisation.id, row, now) is not None for row in rows)


def _administrators(contacts: Iterable[Contact]) -> list[Contact]:
    linked = [contact for contact in contacts if contact.channels]
    by_role = ([c for c in linked if role in c.roles] for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.LEADER))
    return next((found for found in by_role if found), [])


def _is_worth_saying(findings: Sequence[AlertFinding], last: OutboxRow, now: datetime) -> bool:
    age = now - last.created_at
    if age < EVERY:
        return False
    said = [finding for response in last.responses if isinstance(response, AdminAlert) for finding in response.findings]
    known = {finding.kind: finding.count for finding in said}
    if any(_is_news(finding, known) for finding in findings):
        return True
    return age >= SAME_EVERY and any(finding.kind not in WAITS_FOR_A_PERSON for finding in findings)


def _is_news(finding: AlertFinding, known: Mapping[str, int]) -> bool:
    return finding.kind not in known or (finding.kind == PARKED and finding.count > known[PARKED])
