"""An account of a week kept beside the program: what each phone must have shown, and where each task must stand.

It uses a calendar, the paper of `tests.time.model` and the evidence (phones, rows, answers of /health); of the program's
rules it imports none.
"""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.network import Fate
from tests.simulation.phones import Phone, Shown, Typed
from tests.simulation.ward import COORDINATOR, LEADER, Person
from tests.simulation.week import Week
from tests.time.model import Paper, Row

ROUTINE = re.compile(r"^.*\n(Thứ \w+|Chủ nhật), \d+/\d+/\d{4}\n")  # counts, then the day
DAY_BEGINS, DAY_ENDS = time(7, 30), time(17)
NIGHT_ENDS, NIGHT_BEGINS = time(7), time(20)
MOST_COPIES = 3
GOOD_TIME = timedelta(hours=2)  # of quiet line and running program: enough for what waited, repeats included
RED_AFTER = timedelta(minutes=6)
STRANGERS_HEAR = timedelta(minutes=9)
_UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})
# A button's data says what a typed text would.
_PRESSED = re.compile(r"^(done|ack|confirm|decide|refuse|progress|undo|nhac|return|block|extend)\b ?(\d+)?")


@dataclass(frozen=True)
class Handled:
    """Something that was written and that the program has taken in: who, what, when, as the inbox says."""

    person: Person
    typed: Typed
    handled_at: datetime
    received_at: datetime


class Account:
    """Looks at a week that was played. `faults` are sentences; none when every promise held."""

    def __init__(self, week: Week) -> None:
        self.week = week
        file = week.folder / "dondoc.db"
        with closing(sqlite3.connect(file)) as rows:
            rows.row_factory = sqlite3.Row
            self._inbox = [dict(row) for row in rows.execute("SELECT * FROM inbox ORDER BY id")]
            self._outbox = [dict(row) for row in rows.execute("SELECT * FROM outbox ORDER BY id")]
            self._receipts = [dict(row) for row in rows.execute("SELECT * FROM receipt ORDER BY id")]
            self._holds = [dict(row) for row in rows.execute("SELECT * FROM channel_hold")]
            self._tasks = [
                dict(row)
                for row in rows.execute(
                    "SELECT task.number, occurrence.state, occurrence.last_day, occurrence.reported_at FROM task "
                    "JOIN occurrence ON occurrence.task_id = task.id ORDER BY task.number"
                )
            ]
        self._days_off = holidays.country_holidays("VN", years=[2025, 2026, 2027])
        self.paper = Paper(ZoneInfo("Asia/Ho_Chi_Minh"))
        for task in week.ward.tasks:
            self.paper.rows[task.number] = Row(task.last_day, None, is_repeating=False, sharing=_units(task.leads))
        self.touched: dict[int, list[datetime]] = defaultdict(list)  # when each task stood otherwise
        self.unsure: set[int] = set()
        self.states: dict[int, list[tuple[datetime, str]]] = defaultdict(list)

    def faults(self) -> Iterator[str]:
        """Everything that is not as promised, a sentence each."""
        yield from self._lives()
        yield from self._everything_is_taken_in_once()
        yield from self._everything_is_answered()
        handled = self._in_order()
        for one in handled:
            self._apply(one)
        yield from self._tasks_stand()
        yield from self._nothing_waits()
        yield from self._no_copy_without_mark()
        yield from self._nothing_at_night()
        yield from self._nothing_to_strangers()
        yield from self._reminders_come()
        yield from self._health_is_honest()

    # ---- the process

    def _lives(self) -> Iterator[str]:
        for begun, ended, how in self.week.lives:
            if how not in {"killed", "stopped"} and not self._is_disk_full(begun, ended):
                yield f"the program ended at {_local(ended)}: {how}"

    def _is_disk_full(self, since: datetime, until: datetime) -> bool:
        return any(begins < until and since < ends for begins, ends in self.week.disk_full)

    # ---- what people wrote

    def _written(self) -> Iterator[tuple[Phone, Typed]]:
        for phone in self.week.phones:
            for typed in phone.typed:
                yield phone, typed

    def _everything_is_taken_in_once(self) -> Iterator[str]:
        """Each message of a linked person stands in the inbox once and was handled; each chat's in its order."""
        rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in self._inbox:
            rows[row["channel"], row["update_key"]].append(row)
        for phone, typed in self._written():
            found = rows[phone.platform, typed.key]
            if len(found) > 1:
                yield f"{typed.text!r} of {phone.person} was taken in {len(found)} times"
            if not found and not self._may_be_lost(phone, typed):
                yield f"{typed.text!r} of {phone.person} ({phone.platform}, {_local(typed.at)}) was never taken in"
            for row in found:
                if row["state"] != "handled" and typed.at < self.week.ends - timedelta(hours=2):
                    yield f"{typed.text!r} of {phone.person} is {row['state']} at the end"
        yield from self._order(rows)

    def _order(self, rows: Mapping[tuple[str, str], list[dict[str, Any]]]) -> Iterator[str]:
        for phone in self.week.phones:
            texts = [typed for typed in phone.typed if typed.pressed_on is None]
            ids = [(found[0]["handled_at"], typed) for typed in texts if (found := rows[phone.platform, typed.key])]
            for (before, first), (after, second) in zip(ids, ids[1:], strict=False):
                if before and after and before > after:
                    yield f"{second.text!r} of {phone.person} was handled before {first.text!r}"

    def _may_be_lost(self, phone: Phone, typed: Typed) -> bool:
        """By the nature of the platform: what Zalo handed out once as the line broke, or Telegram kept for a day only."""
        if typed.at > self.week.ends - timedelta(hours=2):
            return True
        if phone.platform == "zalo" and not self.week.is_pushed:
            taken = next((at for at, key in self.week.zalo.handed_out if key == typed.key), None)
            return taken is not None and self._was_disturbed("zalo", taken)
        return typed.key in self.week.telegram.lost or typed.pressed_on is not None

    def _was_disturbed(self, platform: str, at: datetime) -> bool:
        """Whether a kill, an answer lost on its way or a full disk met the hand of the platform at an instant."""
        near = timedelta(seconds=90)
        line = self.week.lines[platform]
        is_killed = any(abs(ended - at) < near for _, ended, how in self.week.lives if how != "stopped")
        is_lost = any(abs(when - at) < near for when in line.doubtful)
        return is_killed or is_lost or self._is_disk_full(at - near, at + near)

    def _everything_is_answered(self) -> Iterator[str]:
        """One answer a message, and it was sent, unless its owner blocked the bot."""
        answers = Counter(row["key"] for row in self._outbox if row["kind"] == "answer")
        for row in self._inbox:
            count = answers[f"answer:{row['id']}"]
            if count > 1:
                yield f"update {row['update_key']} has {count} answers"
        written = {(phone.platform, typed.key): (phone, typed) for phone, typed in self._written()}
        for row in self._inbox:
            found = written.get((row["channel"], row["update_key"]))
            if found is None or row["state"] != "handled" or found[1].pressed_on is not None:
                continue
            if answers[f"answer:{row['id']}"] == 0 and _wants_answer(found[1]):
                yield f"{found[1].text!r} of {found[0].person} at {_local(found[1].at)} was never answered"

    def _in_order(self) -> list[Handled]:
        written = {(phone.platform, typed.key): (phone, typed) for phone, typed in self._written()}
        found = []
        for row in self._inbox:
            match = written.get((row["channel"], row["update_key"]))
            if match is not None and row["state"] == "handled" and row["handled_at"]:
                phone, typed = match
                assert phone.person is not None
                person = self.week.ward.named(phone.person)
                found.append(Handled(person, typed, _instant(row["handled_at"]), _instant(row["received_at"])))
        return sorted(found, key=lambda one: one.handled_at)

    # ---- what it means

    def _apply(self, one: Handled) -> None:
        """One message does what it says, or nothing."""
        meaning = self.week.meanings.get(id(one.typed)) or _pressed(one.typed)
        if meaning is None or one.typed.is_passed_on:
            return
        verb, number = meaning.get("verb"), meaning.get("number")
        row = self.paper.rows.get(number or 0)
        if verb == "undo":
            self.unsure |= self._recent_of(one)
            return
        if row is None or verb is None:
            return
        before = (row.state, row.last_day, dict(row.shares))
        self._deed(one, verb, number or 0, row, meaning)
        if (row.state, row.last_day, row.shares) != before or row.wish:
            self.touched[number or 0].append(one.handled_at)
            self.states[number or 0].append((one.handled_at, row.state))
            self._by[one.person.name] = (one.handled_at, number or 0)

    @property
    def _by(self) -> dict[str, tuple[datetime, int]]:
        if not hasattr(self, "_last_deeds"):
            self._last_deeds: dict[str, tuple[datetime, int]] = {}
        return self._last_deeds

    def _recent_of(self, one: Handled) -> set[int]:
        """The tasks that an undo of this person may have changed: what it takes back is not reckoned here."""
        mine = [task.number for task in self.week.ward.tasks if one.person.unit in task.leads]
        for number in mine:
            self.touched[number].append(one.handled_at)
        return set(mine)

    def _deed(self, one: Handled, verb: str, number: int, row: Row, meaning: Mapping[str, Any]) -> None:
        person, paper = one.person, self.paper
        leads = self._leads(person, number)
        if verb == "done" and leads:
            paper.report(number, _units((person.unit or "",)), one.typed.at)
        elif verb == "confirm" and person.name == COORDINATOR and (row.state == "reported" or (row.state == "open" and row.shares)):
            paper.confirm(number)
        elif verb == "return" and person.name == COORDINATOR and row.state == "reported":
            paper.open_again(number, one.handled_at)
        elif verb == "extend" and leads and row.state == "open" and row.wish is None:
            day = date.fromisoformat(meaning["day"]) if "day" in meaning else None
            assert row.last_day is not None
            if day is None:
                self.unsure.add(number)
            elif day > max(row.last_day, _local(one.handled_at).date()):
                row.wish = (day, _local(one.handled_at).date())
        elif verb == "decide" and person.name == LEADER and row.wish is not None:
            if row.wish[0] >= max(_local(one.handled_at).date(), row.last_day or date.min):
                paper.move(number, row.wish[0], one.handled_at)
                row.wish = None
        elif verb == "refuse" and person.name == LEADER and row.wish is not None:
            row.wish = None

    def _leads(self, person: Person, number: int) -> bool:
        task = next((task for task in self.week.ward.tasks if task.number == number), None)
        return task is not None and person.role in _UNIT_ROLES and person.unit in task.leads

    def _tasks_stand(self) -> Iterator[str]:
        """Each task stands as the paper says."""
        for row in self._tasks:
            number, mine = row["number"], self.paper.rows.get(row["number"])
            if mine is None or number in self.unsure:
                continue
            if row["state"] != mine.state:
                yield f"task {number} is {row['state']}, and should be {mine.state}"
            elif row["last_day"] != str(mine.last_day):
                yield f"task {number} falls due on {row['last_day']}, and should on {mine.last_day}"

    # ---- what the phones show

    def _nothing_waits(self) -> Iterator[str]:
        """At the end nothing due is left, unless nobody could send it; no hold is without an end."""
        begun, ended, how = self.week.lives[-1]
        if how != "stopped" or ended - begun < GOOD_TIME or self._disturbed_at_the_end():
            return
        for row in self._outbox:
            due = _instant(row["not_before"])
            if row["state"] in {"waiting", "leased"} and due < self.week.ends - GOOD_TIME and row["priority"] < 50:
                yield f"{row['kind']} {row['key']} still {row['state']}, due {_local(due):%a %H:%M} ({row['error']})"
        for hold in self._holds:
            if _instant(hold["until"]) > self.week.ends + timedelta(hours=2):
                yield f"{hold['channel']} is held back until {hold['until']}"

    def _disturbed_at_the_end(self) -> bool:
        since = self.week.ends - 3 * GOOD_TIME
        return self._is_disk_full(since, self.week.ends) or any(
            line.was_in_trouble(since, self.week.ends) for line in self.week.lines.values()
        )

    def _no_copy_without_mark(self) -> Iterator[str]:
        """What is one row of the outbox stands unmarked once on a phone at most, and at most three times in all."""
        texts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in self._receipts:
            texts[row["channel"], row["chat_id"]][_unmarked(row["text"])] += 1
        for phone in self.week.phones:
            rows = texts[phone.platform, phone.chat]
            shown = Counter(message.unmarked for message in phone.shown if not message.is_marked and not message.edits)
            for text, count in shown.items():
                if count > max(rows[text], 1):
                    yield f"{phone.person} reads {count} times, of {rows[text]} rows: {text[:60]!r}"
            for (day, text), copies in self._routine_by_day(phone).items():
                if len(copies) > MOST_COPIES:
                    yield f"{phone.person} has {len(copies)} copies on {day}: {text[:40]!r}"

    def _routine_by_day(self, phone: Phone) -> dict[tuple[date, str], list[Shown]]:
        found: dict[tuple[date, str], list[Shown]] = defaultdict(list)
        for message in phone.shown:
            if ROUTINE.match(message.unmarked):
                found[_local(message.at).date(), message.unmarked].append(message)
        return found

    def _nothing_at_night(self) -> Iterator[str]:
        """At night a phone shows only what its owner has just asked for; routine comes on working days, in time."""
        for phone in self.week.phones:
            if phone.person and self.week.ward.named(phone.person).role is Role.ADMINISTRATOR:
                continue
            for message in phone.shown:
                local = _local(message.at)
                if ROUTINE.match(message.unmarked):
                    yield from self._routine_in_time(phone, message, local)
                elif not NIGHT_ENDS <= local.time() < NIGHT_BEGINS and not self._was_asked_for(phone, message):
                    yield f"{phone.person} hears at {local:%a %H:%M}: {message.text[:60]!r}"

    def _routine_in_time(self, phone: Phone, message: Shown, local: datetime) -> Iterator[str]:
        if self._was_clock_wrong(message.at):
            return
        if not self.is_working_day(local.date()) or not DAY_BEGINS <= local.time() < time(17, 1):
            if not self._was_asked_for(phone, message):
                yield f"{phone.person} is reminded at {local:%a %d/%m %H:%M}: {message.text[:50]!r}"

    def _was_asked_for(self, phone: Phone, message: Shown) -> bool:
        """Whether the owner wrote something to this bot before that may be answered so late."""
        of_person = [one for other in self.week.phones if other.person == phone.person for one in other.typed]
        before = [typed for typed in of_person if typed.at <= message.at]
        if not before:
            return False
        since = max(typed.at for typed in before)
        return message.at - since < timedelta(minutes=10) or not self._had_good_time(phone.platform, since, message.at, timedelta(minutes=10))

    def _nothing_to_strangers(self) -> Iterator[str]:
        tokens = [task.token for task in self.week.ward.tasks] + [person.name for person in self.week.ward.people]
        for phone in self.week.strangers:
            for message in phone.shown:
                if said := [token for token in tokens if token in message.text]:
                    yield f"a stranger reads {said}: {message.text[:60]!r}"
            times = [message.at for message in phone.shown if not message.is_marked]
            for before, after in zip(times, times[1:], strict=False):
                if after - before < STRANGERS_HEAR and not self._was_clock_wrong(after):
                    yield f"a stranger is answered twice within {after - before}"

    # ---- reminders

    def is_working_day(self, day: date) -> bool:
        """By a calendar of Vietnam, with the make-up days that the authorities declared."""
        if day in {date(2026, 1, 10), date(2026, 8, 22)}:
            return True
        return day.weekday() < 5 and day not in self._days_off and day not in {date(2026, 1, 2)}

    def _working_day(self, day: date, step: int) -> date:
        while not self.is_working_day(day):
            day += timedelta(days=step)
        return day

    def stages(self, last_day: date) -> dict[date, str]:
        """The days on which an open task must be named to its lead units."""
        found = {self._working_day(last_day - timedelta(days=days), -1): f"{days} before" for days in (7, 3, 1, 0)}
        found |= {self._working_day(last_day + timedelta(days=days), 1): f"{days} late" for days in (1, 3)}
        return found

    def due(self) -> Iterator[tuple[date, Person, int, str]]:
        """(day, person, task, stage): what must be said to somebody, of tasks that nobody touched before that day's end."""
        first = self.week.ward.starts.date()
        for offset in range(1, 8):
            day = first + timedelta(days=offset)
            if not self.is_working_day(day):
                continue
            for task in self.week.ward.tasks:
                ends = datetime.combine(day, time(17), HANOI)
                if task.number in self.unsure or any(at < ends for at in self.touched[task.number]):
                    continue
                stage = self.stages(task.last_day).get(day)
                if stage is not None:
                    yield from ((day, person, task.number, stage) for person in self._told_of(task.leads))

    def _told_of(self, leads: tuple[str, ...]) -> list[Person]:
        """The officers of each lead unit, or its heads where it has no officer."""
        found = []
        for unit in leads:
            people = self.week.ward.of_unit(unit)
            officers = [person for person in people if person.role is Role.OFFICER]
            found += officers or [person for person in people if person.role is Role.HEAD]
        return found

    def _reminders_come(self) -> Iterator[str]:
        """What was due came the same working day, if there was time enough in which it could."""
        for day, person, number, stage in self.due():
            if not self._could_hear(person, day):
                continue
            if not self._heard(person, number, day):
                yield f"{person.name} was not told of task {number} on {day:%a %d/%m} ({stage})"

    def _heard(self, person: Person, number: int, day: date, until: datetime | None = None) -> bool:
        token = next(task.token for task in self.week.ward.tasks if task.number == number)
        until = until or datetime.combine(day, time(17, 1), HANOI)
        return any(
            _local(message.at).date() == day and message.at <= until and token in message.text and ROUTINE.match(message.unmarked)
            for phone in self._phones_of(person)
            for message in phone.shown
        )

    def _phones_of(self, person: Person) -> list[Phone]:
        return [phone for phone in self.week.phones if phone.person == person.name]

    def _could_hear(self, person: Person, day: date) -> bool:
        """Whether a phone of theirs could be reached for long enough on this day."""
        begins, ends = datetime.combine(day, DAY_BEGINS, HANOI), datetime.combine(day, time(16, 50), HANOI)
        return all(
            self._had_good_time(phone.platform, begins, ends, GOOD_TIME) and not self._was_blocked(phone, day)
            for phone in self._phones_of(person)
        )

    def _was_blocked(self, phone: Phone, day: date) -> bool:
        """Whether its owner had blocked the bot at any time before the end of this day."""
        return any(_local(at).date() <= day for at, _ in phone.was_blocked)

    def _had_good_time(self, platform: str, since: datetime, until: datetime, wanted: timedelta) -> bool:
        """Whether between two instants the program ran, with a good line, clock and disk, for so long at a stretch."""
        troubles = sorted(self._bad_times(platform))
        at = since
        for begins, ends in troubles:
            if min(begins, until) - at >= wanted:
                return True
            at = max(at, ends)
        return until - at >= wanted

    def _bad_times(self, platform: str) -> Iterator[tuple[datetime, datetime]]:
        after = timedelta(minutes=2)
        ended = self.week.ward.starts
        for begun, end, _ in self.week.lives:
            yield ended, begun + after
            ended = end
        for trouble in self.week.lines[platform].troubles:
            wait = timedelta(seconds=min(trouble.wait, 3600)) if trouble.fate is Fate.THROTTLED else timedelta(0)
            yield trouble.begins, trouble.ends + wait + timedelta(minutes=15)
        yield from ((begins, ends + timedelta(minutes=10)) for begins, ends in self.week.disk_full)
        yield from ((at - after, at + timedelta(minutes=65)) for at, _ in self.week.clock_steps)
        for event in self.week.events or ():
            if event.kind == "second_poller":
                at = self.week.ward.starts + timedelta(seconds=event.at)
                yield at, at + timedelta(seconds=event.facts["seconds"], minutes=40)

    def _was_clock_wrong(self, at: datetime) -> bool:
        return any(step - timedelta(minutes=1) <= at <= step + timedelta(minutes=70) for step, _ in self.week.clock_steps)

    # ---- /health

    def _health_is_honest(self) -> Iterator[str]:
        """While something due has waited for five minutes, whoever asks gets a 503."""
        due: dict[date, list[tuple[Person, int]]] = defaultdict(list)
        for day, person, number, _ in self.due():
            due[day].append((person, number))
        for seen in self.week.health:
            local = _local(seen.at)
            if seen.status != 200 or not time(7, 40) <= local.time() < time(16, 55) or self._was_clock_wrong(seen.at):
                continue
            begun = max((begun for begun, _, _ in self.week.lives if begun <= seen.at), default=seen.at)
            if seen.at - begun < RED_AFTER:
                continue
            for person, number in due[local.date()]:
                if not self._heard(person, number, local.date(), seen.at) and not any(
                    self._was_blocked(phone, local.date()) for phone in self._phones_of(person)
                ):
                    yield f"/health is well at {local:%a %d/%m %H:%M} while {person.name} has not heard of task {number}"
                    return


def _units(names: tuple[str, ...]) -> frozenset[int]:
    """Units as the paper knows them: by a number of their own."""
    return frozenset(sum(map(ord, name)) for name in names)


def _pressed(typed: Typed) -> dict[str, Any] | None:
    if typed.pressed_on is None:
        return None
    found = _PRESSED.match(typed.text)
    return None if found is None else {"verb": found[1], "number": int(found[2]) if found[2] else None}


def _wants_answer(typed: Typed) -> bool:
    """Courtesy is answered once a day at most."""
    return not typed.text.startswith(("cảm ơn", "khi nào"))


def _unmarked(text: str) -> str:
    head, _, last = text.rpartition("\n")
    return head if last.startswith("(#") and last.endswith(")") else text


def _instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _local(at: datetime) -> datetime:
    return at.astimezone(HANOI)
