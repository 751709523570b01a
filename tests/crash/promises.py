"""The promises, each a check that gives a sentence for every way in which it was broken."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.administration.look_up import look_at_status, verify_history
from storage.organisations import list_organisations
from tests.crash.evidence import Evidence, address, as_instant
from tests.crash.model import HANOI
from tests.crash.phones import FIRST_UPDATE
from tests.crash.ward import MORNINGS

_MARK = re.compile(r"\n\(#(\d+)\)$")
# What a key of the outbox begins with: every word of it that is no number.
_WORDS_OF_KEY = re.compile(r"[a-z_]+")
_TOLD = (
    "request",
    "request:up",
    "decided",
    "answered",
    "obstacle",
    "nudge",
    "assigned",
    "added",
    "stopped",
    "deadline",
    "restored",
)
_WORKING_DAYS = {morning.astimezone(HANOI).date() for morning in MORNINGS}
_STAGES = (7, 3, 1, 0)


def broken_promises(evidence: Evidence, now: datetime) -> list[str]:
    """Everything that is not as promised at `now`; empty when all is well."""
    checks: list[Callable[[Evidence], Iterator[str]]] = [
        each_update_is_handled_once, each_command_has_one_answer, the_history_is_the_models, each_person_is_told_once,
        the_chain_is_whole, every_backup_is_whole,
        nothing_is_left, what_is_recorded_as_sent_has_arrived, a_kill_doubles_one_message_at_most,
        each_double_carries_its_mark, answers_keep_their_order, every_due_reminder_was_sent,
    ]  # fmt: skip
    found = [sentence for check in checks for sentence in check(evidence)]
    return found + list(the_figures_are_the_models(evidence, now))


def each_update_is_handled_once(evidence: Evidence) -> Iterator[str]:
    """The inbox holds every update of the platform, once, in its order, handled at the first attempt."""
    rows = evidence.records.rows("SELECT update_key, state, attempts FROM inbox ORDER BY id")
    expected = [str(FIRST_UPDATE + index) for index in range(len(evidence.deeds))]
    if [row[0] for row in rows] != expected:
        missing = set(expected) - {row[0] for row in rows}
        yield f"inbox: {len(rows)} updates instead of {len(expected)}, missing {sorted(missing)[:5]}, or out of order"
    yield from (f"update {key} is {state} after {attempts} failures" for key, state, attempts in rows
                if state != "handled" or attempts)  # fmt: skip


def each_command_has_one_answer(evidence: Evidence) -> Iterator[str]:
    """One answer row for each handled update, and nothing beside it."""
    keys = Counter(row[0] for row in evidence.records.rows("SELECT key FROM outbox WHERE kind = 'answer'"))
    inbox_ids = [row[0] for row in evidence.records.rows("SELECT id FROM inbox ORDER BY id")]
    answers = Counter({f"answer:{inbox_id}": 1 for inbox_id in inbox_ids})
    yield from (f"answer row {key} is one too many" for key in sorted(keys - answers))
    yield from (f"answer row {key} is missing" for key in sorted(answers - keys))


def the_history_is_the_models(evidence: Evidence) -> Iterator[str]:
    """Each change stands in the history exactly once, in the model's order: all that came of what people wrote."""
    rows = evidence.records.rows(
        "SELECT event.what, task.number, event.who, inbox.update_key FROM event JOIN task ON task.id = event.task_id "
        "LEFT JOIN inbox ON inbox.id = event.inbox_id WHERE event.who <> '' ORDER BY event.seq"
    )
    stored = [(what, number, who, int(key or 0) - FIRST_UPDATE) for what, number, who, key in rows]
    expected = [(c.what, c.number, c.person, c.deed) for c in evidence.model.changes]
    if stored != expected:
        place = next((i for i, pair in enumerate(zip(stored, expected, strict=False)) if pair[0] != pair[1]), -1)
        if place < 0:
            place = min(len(stored), len(expected))
        parts = {event[3] for event in (*stored[place : place + 1], *expected[place : place + 1])}
        typed = [(index, evidence.deeds[index].text) for index in sorted(parts) if 0 <= index < len(evidence.deeds)]
        yield (
            f"history: {len(stored)} changes, the model has {len(expected)}; they part at {place}: "
            f"{stored[place : place + 1]} instead of {expected[place : place + 1]}; typed: {typed}"
        )


def each_person_is_told_once(evidence: Evidence) -> Iterator[str]:
    """Whoever a deed concerns is told of it once, and nobody else is."""
    rows = evidence.records.rows(
        "SELECT outbox.kind, outbox.key, person.name FROM outbox JOIN person ON person.id = outbox.person_id "
        "WHERE outbox.kind IN ('news', 'nudge', 'decision')"
    )
    stored: Counter[tuple[str, str]] = Counter()
    for kind, key, name in rows:
        what = "decision" if kind == "decision" else ":".join(_WORDS_OF_KEY.findall(key))
        stored[what, name] += 1
    expected = evidence.model.told
    for what, name in sorted(stored.keys() | expected.keys()):
        if (what in _TOLD or what == "decision") and stored[what, name] != expected[what, name]:
            yield f"{name} was told {stored[what, name]} times ({what}) instead of {expected[what, name]}"


def the_chain_is_whole(evidence: Evidence) -> Iterator[str]:
    """The hashes of the history fit."""
    with evidence.records.database.reading() as tx:
        [organisation] = list_organisations(tx)
        yield from (f"history: event {seq} {what}" for seq, what in verify_history(tx, organisation.id).faults)


def every_backup_is_whole(evidence: Evidence) -> Iterator[str]:
    """A backup that bears its name is whole, whatever the program died of while making one."""
    for file in evidence.records.backups():
        with closing(sqlite3.connect(f"file:{file}?immutable=1", uri=True)) as connection:
            [sound] = connection.execute("PRAGMA integrity_check").fetchone()
            [organisations] = connection.execute("SELECT count(*) FROM organisation").fetchone()
        if sound != "ok" or organisations != 1:
            yield f"backup {file.name}: {sound}, {organisations} organisations"


def nothing_is_left(evidence: Evidence) -> Iterator[str]:
    """Every message has been sent, or dropped with its reason."""
    rows = evidence.records.rows("SELECT key, state, error FROM outbox WHERE state <> 'sent'")
    yield from (f"message {key} is {state}: {error}" for key, state, error in rows if state != "dropped" or not error)


def what_is_recorded_as_sent_has_arrived(evidence: Evidence) -> Iterator[str]:
    """A receipt is only written for a message the platform has."""
    arrived = {address(entry) for entry in evidence.accepted if "message_id" in entry}
    yield from (f"outbox row {row} has a receipt, but no phone has the message" for where, row in
                evidence.receipts.items() if where not in arrived)  # fmt: skip
    sent = evidence.records.rows(
        "SELECT key FROM outbox WHERE state = 'sent' AND id NOT IN (SELECT outbox_id FROM receipt)"
    )
    yield from (f"message {row[0]} is sent without a receipt" for row in sent)


def a_kill_doubles_one_message_at_most(evidence: Evidence) -> Iterator[str]:
    """The queue is calm in a campaign: one message is on its way at a time."""
    per_life = evidence.doubles_per_life()
    yield from (f"life {index} left {number} messages unrecorded" for index, number in enumerate(per_life)
                if number > 1)  # fmt: skip


def each_double_carries_its_mark(evidence: Evidence) -> Iterator[str]:
    """What may arrive twice says so the second time: the next recorded message of the chat is marked with its row.

    A morning message that is no longer wanted after the kill is not sent again: then it arrived once.
    """
    for lost in evidence.unrecorded:
        later = [m for m in evidence.messages if m["chat_id"] == lost["chat_id"] and m["number"] > lost["number"]]
        again = [m for m in later if _is_again(evidence, m, lost)]
        if not again and int(lost["chat_id"]) not in evidence.dropped_digests:
            yield f"a message to {lost['chat_id']} was lost or doubled without a mark: {_bare(lost)[:80]!r}"


def _is_again(evidence: Evidence, message: dict[str, Any], lost: dict[str, Any]) -> bool:
    """The same text, marked with its row. A morning message says what is true when it is sent: its text may differ."""
    row = evidence.receipts.get(address(message))
    is_marked = _mark(message) is not None and row == _mark(message)
    return is_marked and (_bare(message) == _bare(lost) or row in evidence.digests)


def _mark(message: dict[str, Any]) -> int | None:
    found = _MARK.search(str(message.get("text") or message.get("caption") or ""))
    return int(found[1]) if found else None


def _bare(message: dict[str, Any]) -> str:
    return _MARK.sub("", str(message.get("text") or message.get("caption") or ""))


def answers_keep_their_order(evidence: Evidence) -> Iterator[str]:
    """In each chat the answers come in the order of what was asked."""
    rows = evidence.records.rows(
        "SELECT outbox.chat_id, outbox.id, receipt.message_id FROM outbox "
        "JOIN receipt ON receipt.outbox_id = outbox.id "
        "WHERE outbox.kind = 'answer' AND outbox.edit_message_id IS NULL ORDER BY outbox.id"
    )
    last: dict[str, int] = {}
    for chat, row, message_id in rows:
        if int(message_id) < last.get(chat, 0):
            yield f"chat {chat}: the answer of row {row} came before an earlier one"
        last[chat] = int(message_id)


def every_due_reminder_was_sent(evidence: Evidence) -> Iterator[str]:
    """7, 3, 1 and 0 days before the last day, those who have an open task have heard of it.

    Days on which the task changed hands, was moved, reported or returned are left out.
    """
    rows = evidence.records.rows(
        "SELECT task.number, person.name, reminder.planned_at FROM reminder "
        "JOIN occurrence ON occurrence.id = reminder.occurrence_id JOIN task ON task.id = occurrence.task_id "
        "JOIN person ON person.id = reminder.person_id JOIN outbox ON outbox.id = reminder.outbox_id "
        "WHERE outbox.state = 'sent'"
    )
    told = {(number, name, as_instant(at).astimezone(HANOI).date()) for number, name, at in rows}
    for since, until in evidence.days:
        day = since.astimezone(HANOI).date()
        for number, task in evidence.model.tasks.items():
            moment = evidence.model.steady(number, since - timedelta(seconds=1), until)
            if task.is_check_in or moment is None or not moment.is_open or moment.last_day is None:
                continue
            if day in _due_days(moment.last_day):
                people = sorted(evidence.linked & moment.people)
                yield from (f"{name} was not reminded of task {number} on {day}" for name in people
                            if (number, name, day) not in told)  # fmt: skip


def _due_days(last_day: date) -> set[date]:
    return {_working_day_until(last_day - timedelta(days=stage)) for stage in _STAGES}


def _working_day_until(day: date) -> date:
    while day not in _WORKING_DAYS and day >= min(_WORKING_DAYS):
        day -= timedelta(days=1)
    return day


def the_figures_are_the_models(evidence: Evidence, now: datetime) -> Iterator[str]:
    """The four cells as the program shows them, and as the model counts them."""
    with evidence.records.database.reading() as tx:
        [organisation] = list_organisations(tx)
        shown = asdict(look_at_status(tx, organisation, now.astimezone(UTC)).cells)
    expected = evidence.model.figures(now)
    counted = {name: shown[name] for name in expected}  # what stands beside the sum is counted elsewhere
    if counted != expected:
        yield f"figures: {counted}, the model has {expected}"
