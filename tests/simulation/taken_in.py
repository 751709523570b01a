"""What people wrote: taken in once and in order, and answered once."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from tests.simulation.evidence import REPEATED_AFTER, Evidence, instant, local
from tests.simulation.links import Links
from tests.simulation.lost import may_be_lost
from tests.simulation.phones import Phone, Typed

UNTIL_TAKEN = timedelta(hours=30)  # a message that waits while its writer is removed is a stranger's
KEPT_OF_STRANGERS = timedelta(days=3)
READ_ASIDE = "nhập kế hoạch"  # a plan is read while the chat goes on
AT_THE_END = timedelta(hours=2)  # what came so late may still be on its way


def faults_of_messages(found: Evidence, links: Links) -> Iterator[str]:
    """Each message of a linked person stands in the inbox once, was handled in its turn, and has one answer."""
    for phone, typed in found.written():
        if not links.is_linked(phone, typed.at, typed.at + UNTIL_TAKEN):
            continue
        rows = found.rows_of[phone.platform, typed.key]
        if len(rows) > 1:
            yield f"{typed.text!r} of {phone.person} was taken in {len(rows)} times"
        # Of a telephone that is nobody's any more, as of all strangers, nothing is kept for longer than three days.
        is_forgotten = id(phone) in links.closed and typed.at < found.week.ends - KEPT_OF_STRANGERS
        is_reached = found.had_good_time(phone, typed.at, found.week.ends, AT_THE_END)
        if not rows and is_reached and not is_forgotten and not _may_be_lost(found, phone, typed):
            yield f"{typed.text!r} of {phone.person} ({phone.platform}, {_at(typed)}) was never taken in"
        if typed.at < found.week.ends - AT_THE_END:
            yield from (
                f"{typed.text!r} of {phone.person} is {row['state']} at the end"
                for row in rows
                if row["state"] != "handled"
            )
        yield from _taken_in_late(found, phone, typed, rows)
    for phone in found.week.phones:
        yield from _out_of_order(found, phone)
    yield from _answers(found, links)


def _taken_in_late(found: Evidence, phone: Phone, typed: Typed, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A message is taken in once program and line have been well for two hours at a stretch."""
    at = instant(rows[0]["received_at"]) if rows else typed.at
    is_clock_wrong = found.may_be_misdated(at) or found.was_clock_wrong(typed.at)
    if not rows or found.week.restored is not None or is_clock_wrong:
        return
    if found.had_good_time(phone, typed.at, at, AT_THE_END):
        yield f"{typed.text!r} of {phone.person} at {_at(typed)} was taken in at {local(at):%a %d/%m %H:%M}"


def _at(typed: Typed) -> str:
    return f"{local(typed.at):%a %d/%m %H:%M}"


def _may_be_lost(found: Evidence, phone: Phone, typed: Typed) -> bool:
    """By the nature of the platform: what Zalo handed out once as the line broke, or Telegram kept for a day only."""
    week = found.week
    if typed.at > week.ends - AT_THE_END or may_be_lost(week, phone.platform, typed.key, typed.at):
        return True
    if phone.platform == "zalo" and not week.is_pushed:
        taken = next((at for at, key in week.zalo.handed_out if key == typed.key), None)
        return taken is not None and found.was_disturbed("zalo", taken)
    return typed.key in week.telegram.lost or typed.pressed_on is not None


def _out_of_order(found: Evidence, phone: Phone) -> Iterator[str]:
    texts = [typed for typed in phone.typed if typed.pressed_on is None and not typed.text.startswith(READ_ASIDE)]
    handled = [(rows[0], typed) for typed in texts if (rows := found.rows_of[phone.platform, typed.key])]
    for (before, first), (after, second) in itertools.pairwise(handled):
        is_clock_wrong = found.was_clock_wrong(first.at) or found.was_clock_wrong(second.at)
        # Two pushes may be swapped, and Zalo gives events no number by which that could be seen.
        is_swapped = found.week.is_pushed and phone.platform == "zalo" and before["id"] > after["id"]
        both = before["handled_at"] and after["handled_at"]
        if not both or before["handled_at"] <= after["handled_at"]:
            continue
        is_misdated = any(found.may_be_misdated(instant(row["handled_at"])) for row in (before, after))
        if not (is_clock_wrong or is_misdated or is_swapped):
            yield f"{second.text!r} of {phone.person} was handled before {first.text!r}"


def _answers(found: Evidence, links: Links) -> Iterator[str]:
    answers = Counter(row["key"] for row in found.outbox if row["kind"] == "answer")
    for phone, typed in found.written():
        for row in found.rows_of[phone.platform, typed.key]:
            count = answers[f"answer:{row['id']}"]
            if count > 1:
                yield f"{typed.text!r} of {phone.person} has {count} answers"
            is_due = links.is_linked(phone, typed.at, typed.at + UNTIL_TAKEN) and _wants_answer(typed)
            if count == 0 and row["state"] == "handled" and typed.pressed_on is None and is_due:
                yield f"{typed.text!r} of {phone.person} at {_at(typed)} was never answered"
            yield from _answered_late(found, phone, typed, row)


def _answered_late(found: Evidence, phone: Phone, typed: Typed, row: Mapping[str, Any]) -> Iterator[str]:
    """An answer leaves once program and line have been well for two hours at a stretch, whatever was before.

    Well means also that no message to this phone was tried in vain: what is tried again at the pace of a night may be
    looked at after two hours only (week 411117).
    """
    sent_at = found.answered_at.get(row["id"])
    if sent_at is None or row["handled_at"] is None or phone.was_blocked or found.week.used_before is not None:
        return
    handled_at, restored = instant(row["handled_at"]), found.week.restored
    if restored is not None and handled_at < restored.at <= sent_at:
        return  # that it had gone out was noted in the database that is no more
    is_clock_wrong = found.may_be_misdated(handled_at) or found.may_be_misdated(sent_at)
    since = max([handled_at, *(at + REPEATED_AFTER for at in found.tried_in_vain(phone, handled_at, sent_at))])
    if found.had_good_time(phone, since, sent_at, AT_THE_END) and not is_clock_wrong:
        yield f"{typed.text!r} of {phone.person} at {_at(typed)} was answered at {local(sent_at):%a %d/%m %H:%M}"


def _wants_answer(typed: Typed) -> bool:
    """Courtesy is answered once a day at most; what was changed may be left as it is."""
    return not typed.changes and not typed.text.startswith(("cảm ơn", "khi nào"))
