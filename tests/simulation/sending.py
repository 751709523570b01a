"""How messages left: in which order, how often they were tried, and what became of those that were given up."""

import itertools
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from datetime import date, timedelta

from tests.simulation.deeds import Standing
from tests.simulation.due_days import stages, working_day
from tests.simulation.evidence import Evidence, is_routine, local
from tests.simulation.links import Links
from tests.simulation.network import Fate, Try
from tests.simulation.phones import Phone

# Of a line that fails, in seconds of the loop. Where nobody tried for a minute eight may follow each other once more.
MOST_SPENT, WITHIN = 48, 300.0
MOST_TRIES = 3  # of what may have arrived
_IN_FLIGHT = timedelta(seconds=150)


def faults_of_sending(found: Evidence, standing: Standing) -> Iterator[str]:
    """Each check in turn."""
    yield from _overtaken(found)
    yield from _spent(found)
    yield from _given_up(found, standing.links)
    for phone in found.week.phones:
        yield from _two_mornings(found, phone)
        yield from _told_again(found, standing, phone)


def _overtaken(found: Evidence) -> Iterator[str]:
    """Nobody reads news before the answer that was posted to them earlier, unless that may have arrived already."""
    if found.week.restored is not None:
        return
    sent = found.sent
    theirs = defaultdict(list)
    for row in found.outbox:
        if row["person_id"] is not None and row["id"] in sent:
            theirs[row["person_id"], row["channel"], row["chat_id"]].append(row)
    for rows in theirs.values():
        answers = [row for row in rows if row["kind"] == "answer" and not row["unknowns"]]
        for answer, news in itertools.product(answers, rows):
            is_later = answer["id"] < news["id"] and news["kind"] not in {"answer", "buttons"}
            left, answered = sent[news["id"]], sent[answer["id"]]
            if is_later and left < answered and not (found.may_be_misdated(left) or found.may_be_misdated(answered)):
                yield f"{news['kind']} {news['key']} left before {answer['key']}, which was posted first"


def _spent(found: Evidence) -> Iterator[str]:
    """While nothing gets through messages are not all tried, but a few, and more and more seldom."""
    begun = [begun for begun, _, _ in found.week.lives]
    for name, line in found.week.lines.items():
        failed = deque[Try](maxlen=MOST_SPENT)
        for tried in line.tries:
            is_new_life = bool(failed) and any(failed[-1].at < start <= tried.at for start in begun)
            if tried.is_well or is_new_life:
                failed.clear()
            if tried.is_well:
                continue
            if len(failed) == MOST_SPENT and tried.seconds - failed[0].seconds < WITHIN:
                yield f"{MOST_SPENT} messages are spent on {name} by {local(tried.at):%a %H:%M}, and none got through"
                return
            failed.append(tried)


def _given_up(found: Evidence, links: Links) -> Iterator[str]:
    """An answer is put aside after three tries at least, or because its chat takes nothing."""
    for row in found.outbox:
        if row["kind"] != "answer" or row["state"] != "parked" or found.week.restored is not None:
            continue
        phone = next(
            (one for one in found.week.phones if (one.platform, one.chat) == (row["channel"], row["chat_id"])), None
        )
        if phone is None or phone.was_blocked or id(phone) in links.closed:
            continue
        tries = [one for one in found.week.lines[phone.platform].tries if one.chat == phone.chat]
        failed = sum(not one.is_well for one in tries)
        if failed < MOST_TRIES and all(one.fate is not Fate.REJECTED for one in tries):
            yield f"{row['key']} to {phone.person} is put aside after {failed} tries: {row['error']}"


def _two_mornings(found: Evidence, phone: Phone) -> Iterator[str]:
    """One morning message a day without a mark."""
    if found.week.restored is not None:
        return
    mornings = [one for one in phone.shown if is_routine(one) and not one.is_marked and not one.edits]
    for day, count in Counter(local(one.at).date() for one in mornings).items():
        if count > 1 and not found.was_lived_before(day) and not _is_clock_wrong(found, day):
            yield f"{phone.person} has {count} morning messages on {day:%a %d/%m}"


def _is_clock_wrong(found: Evidence, day: date) -> bool:
    return any(abs(local(at).date() - day) <= timedelta(days=1) for at, _ in found.week.clock_steps)


def _told_again(found: Evidence, standing: Standing, phone: Phone) -> Iterator[str]:
    """What was said in one morning is not said the next, unless the calendar or somebody gives a reason."""
    if found.week.clock_steps or found.week.restored is not None:
        return
    mornings = {local(one.at).date(): one for one in phone.shown if is_routine(one) and not one.is_marked}
    leads = [task for task in standing.tasks.values() if found.week.ward.named(phone.person or "").unit in task.leads]
    snoozed = {one["number"] for one in found.week.meanings.values() if one.get("verb") == "snooze"}
    pressed = " ".join(typed.text for _, typed in found.written() if typed.pressed_on is not None)
    if "snooze" in pressed:
        return
    for day, morning in mornings.items():
        before = mornings.get(working_day(day - timedelta(days=1), -1))
        for task in leads if before is not None else ():
            is_quiet = day <= task.last_day and day not in stages(task.last_day) and task.number not in snoozed
            is_touched = any(at < morning.at + _IN_FLIGHT for at in standing.touched[task.number])
            both = before is not None and task.token in morning.text and task.token in before.text
            # Somebody at the head of a unit is told when nobody has taken a task on, whatever its day.
            is_pressed_for = re.search(rf"{task.token}\n🔔", morning.text + "\n" + (before.text if before else ""))
            if is_quiet and both and not is_touched and not is_pressed_for and task.number not in standing.unsure:
                yield f"{phone.person} is told of task {task.number} again on {day:%a %d/%m} without a reason"
