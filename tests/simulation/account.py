"""An account of a week kept beside the program: what each phone must have shown, and when; nothing else may be there.

It uses a calendar, the ledger of `deeds` and the evidence (phones, rows, answers of /health). Of the rules of
the program it imports none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from propcache.api import cached_property

from domain.people import Role
from tests.simulation.checkpoints import faults_of_checkpoints
from tests.simulation.clock import HANOI
from tests.simulation.deeds import Standing
from tests.simulation.due_days import stages, working_day
from tests.simulation.evidence import DAY_BEGINS, DAY_ENDS, Evidence, instant, is_routine, local, unmarked
from tests.simulation.figures import faults_of_figures
from tests.simulation.network import Fate
from tests.simulation.pair import faults_of as faults_of_pair
from tests.simulation.phones import Phone, Shown
from tests.simulation.sending import faults_of_sending
from tests.simulation.stores import SQLITE
from tests.simulation.taken_in import faults_of_messages
from tests.simulation.ward import Person
from tests.simulation.week import Week, played
from tests.simulation.worlds.month_quota import spared_from
from tests.simulation.worlds.themes import themes

NIGHT_ENDS, NIGHT_BEGINS = time(7), time(20, 0, 30)  # what left in the last second comes a little later (week 410330)
MOST_COPIES, MOST_REPEATS = 3, 2
GOOD_TIME = timedelta(hours=2)  # of quiet line and running program: enough for what waited, repeats included
LAST_HOUR = (time(15, 58), time(16, 58))
ANSWERED_WITHIN = timedelta(minutes=10)
WHILE_CALM = timedelta(hours=3)  # at night an hour and more passes between two tries of an answer (`clock`)
RED_AFTER = timedelta(minutes=6)
STRANGERS_WAIT = timedelta(minutes=9)
LONGEST_WAIT = timedelta(hours=30)  # of an answer, for a line that is out
CODE_REFUSED = "Mã mời này không dùng được"


def faults_of(week: Week) -> list[str]:
    """Everything that is not as promised, a sentence each; none when every promise held."""
    return list(Account(Evidence(week)).faults())


def judged(seed: int, engine: str = SQLITE, *, is_paired: bool = False) -> tuple[int, list[str]]:
    """A week's seed and what the account says of it."""
    with played(seed, engine=engine, is_paired=is_paired) as week:
        return seed, faults_of(week)


class Account:
    """The promises, each a check that gives a sentence for every way in which it was broken."""

    def __init__(self, found: Evidence) -> None:
        self.found = found
        self.week = found.week
        self.standing = Standing(found)

    def faults(self) -> Iterator[str]:
        """All of them."""
        yield from self._lives()
        yield from faults_of_messages(self.found, self.standing.links)
        yield from self.standing.faults()
        for theme in themes().values():
            yield from theme.faults(self.found, self.standing)
        if self.week.pair is not None:
            yield from faults_of_pair(self.week.pair)
        yield from self._nothing_waits()
        for phone in self.week.phones:
            yield from self._copies_are_marked(phone)
            yield from self._nothing_at_night(phone)
        yield from self._nothing_to_strangers()
        yield from self._reminders_come()
        yield from self._rejected_comes_again()
        yield from faults_of_sending(self.found, self.standing)
        yield from faults_of_figures(self.found, self.standing)
        yield from faults_of_checkpoints(self.found)
        yield from self._health_is_honest()

    def _lives(self) -> Iterator[str]:
        """Nothing ends the program but a kill, a stop, or a disk that was full when it started."""
        for begun, ended, how in self.week.lives:
            if how not in {"killed", "stopped", "hung", "taken"} and not self.found.is_disk_full(begun, ended):
                yield f"the program ended at {local(ended):%a %H:%M}: {how}"

    def _nothing_waits(self) -> Iterator[str]:
        """At the end nothing due is left, unless nobody could send it; no hold is without an end."""
        since, ends = self.week.ends - 3 * GOOD_TIME, self.week.ends
        if not all(self.found.had_good_time(name, since, ends, 2 * GOOD_TIME) for name in self.week.lines):
            return
        # The longest hold of a spent month is six hours of the loop, which at the pace of a weekend are days (310149).
        month, zalo = local(ends), self.week.zalo
        months = {(at.year, at.month) for at in (month, month - timedelta(days=4))}
        is_spent = zalo.month_limit is not None and any(zalo.sent_in.get(at, 0) >= zalo.month_limit for at in months)
        for row in self.found.outbox:
            due = instant(row["not_before"])
            if is_spent and row["channel"] != "telegram":
                continue  # until the next month
            if row["state"] in {"waiting", "leased"} and due < ends - GOOD_TIME:
                yield f"{row['kind']} {row['key']} still {row['state']}, due {local(due):%a %H:%M} ({row['error']})"
        of_next_month = (month.replace(day=1, hour=0, minute=0) + timedelta(days=32)).replace(day=1)
        for hold in self.found.holds:
            latest = of_next_month if is_spent and hold["channel"] != "telegram" else ends
            if instant(hold["until"]) > latest + GOOD_TIME:
                yield f"{hold['channel']} is held back until {hold['until']}"

    # ---- what the phones show

    def _copies_are_marked(self, phone: Phone) -> Iterator[str]:
        """What is one row of the outbox stands unmarked once on a phone at most, and three times in all at most.

        A kill may add one: what was in flight comes again at once (week 220119 on PostgreSQL).
        """
        here = (phone.platform, phone.chat)
        rows = Counter(unmarked(row["text"]) for row in self.found.receipts if (row["channel"], row["chat_id"]) == here)
        # What may have arrived and was given up has no receipt to tell what it said.
        unconfirmed = sum(
            (row["channel"], row["chat_id"]) == here and row["unknowns"] > 0 and row["id"] not in self.found.sent
            for row in self.found.outbox
        )
        if self.week.restored is not None:
            unconfirmed += self.week.restored.unconfirmed.count(here)
        theirs = [one for one in phone.shown if self.standing.links.is_linked(phone, one.at, one.at)]
        shown = Counter(message.unmarked for message in theirs if not message.is_marked and not message.edits)
        for text, count in shown.items():
            if count > max(rows[text] + unconfirmed, 1):
                yield f"{phone.person} reads {count} times, of {rows[text]} rows: {text[:60]!r}"
        copies = Counter((local(message.at).date(), message.unmarked) for message in phone.shown if is_routine(message))
        for (day, text), count in copies.items():
            if count > MOST_COPIES + self._kills(day) + self._forgotten(day):
                yield f"{phone.person} has {count} copies on {day}: {text[:40]!r}"
        # The mark names its row, so that the same text twice is the same message twice.
        marked = Counter((local(message.at).date(), message.came_as) for message in phone.shown if message.is_marked)
        for (day, text), count in marked.items():
            if count > MOST_REPEATS + self._kills(day) + self._forgotten(day):
                yield f"{phone.person} has {count} marked copies on {day}: {text[-60:]!r}"

    def _kills(self, day: date) -> int:
        """How often the program was killed on a day: each time the one message in flight may come again."""
        return sum(local(ended).date() == day and how != "stopped" for _, ended, how in self.week.lives)

    def _forgotten(self, day: date) -> int:
        """How many repeats of a day a backup that took the place of the database that day may not know of."""
        restored = self.week.restored
        return MOST_REPEATS if restored is not None and local(restored.at).date() == day else 0

    def _nothing_at_night(self, phone: Phone) -> Iterator[str]:
        """At night a phone shows only what its owner has just asked for; routine comes on working days, in time."""
        if self.week.ward.named(phone.person or "").role is Role.ADMINISTRATOR:
            return
        for message in phone.shown:
            at = local(message.at)
            if self.found.was_clock_wrong(message.at) or self._was_asked_for(phone, message):
                continue
            is_in_time = self.found.is_working_day(at.date()) and DAY_BEGINS <= at.time() < time(17, 1)
            if is_routine(message) and not is_in_time:
                yield f"{phone.person} is reminded at {at:%a %d/%m %H:%M}: {message.text[:50]!r}"
            elif not NIGHT_ENDS <= at.time() < NIGHT_BEGINS:
                yield f"{phone.person} hears at {at:%a %d/%m %H:%M}: {message.text[:60]!r}"

    def _was_asked_for(self, phone: Phone, message: Shown) -> bool:
        """Whether its owner wrote something on any phone that may be answered so late."""
        own = [other for other in self.week.phones if other.person == phone.person]
        asked = [typed.at for other in own for typed in other.typed] + [at for other in own for at in other.edited]
        since = max((at for at in asked if at <= message.at), default=None)
        if since is None:
            return False
        restored = self.week.restored
        if restored is not None and message.is_marked and since < restored.at <= message.at:
            since = restored.at  # the backup knew it as unanswered
        if self._is_answer(phone, message) and self.week.used_before is not None:
            return True  # where messages are counted, what is left may have to wait for the next day
        within = WHILE_CALM if self._is_answer(phone, message) else ANSWERED_WITHIN
        late = message.at - since > within
        return not late or not self.found.had_good_time(phone, since, message.at, within)

    def _is_answer(self, phone: Phone, message: Shown) -> bool:
        """Whether it answers something: news that comes at night does not."""
        return (phone.platform, phone.chat, message.unmarked) in self._answers

    @cached_property
    def _answers(self) -> frozenset[tuple[str, str, str]]:
        ids = {row["id"] for row in self.found.outbox if row["kind"] == "answer"}
        told = [row for row in self.found.receipts if row["outbox_id"] in ids]
        return frozenset((row["channel"], row["chat_id"], unmarked(row["text"])) for row in told)

    def _nothing_to_strangers(self) -> Iterator[str]:
        """Strangers read a sentence once at most in ten minutes of a life, with no name and no task in it (ADR 10)."""
        secrets = [task.token for task in self.week.ward.tasks] + [person.name for person in self.week.ward.people]
        for phone in self.week.strangers:
            for message in phone.shown:
                if said := [secret for secret in secrets if secret in message.text]:
                    yield f"a stranger reads {said}: {message.text[:60]!r}"
            yield from self._told_too_often(phone)

    def _told_too_often(self, phone: Phone) -> Iterator[str]:
        """Each sentence answers what was asked within ten minutes, once; an answer may have waited for the line."""
        asked: list[datetime] = []
        for typed in phone.typed:
            if not asked or typed.at - asked[-1] >= STRANGERS_WAIT:
                asked.append(typed.at)
        # What the life before had admitted may be answered beside what this one admits.
        excused = {message.text: list(asked) for message in phone.shown}
        lives = {message.text: [began for began, _, _ in self.week.lives] for message in phone.shown}
        for message in phone.shown:
            is_try = message.text.startswith(CODE_REFUSED)  # each of five codes is answered
            if message.is_marked or is_try or self.found.was_clock_wrong(message.at):
                continue
            left, begun = excused[message.text], lives[message.text]
            answered = next((at for at in left if timedelta(0) <= message.at - at < LONGEST_WAIT), None)
            began = next((at for at in begun if timedelta(0) <= message.at - at < STRANGERS_WAIT), None)
            if answered is not None:
                left.remove(answered)
            elif began is not None:
                begun.remove(began)
            else:
                yield f"a stranger is answered again at {local(message.at):%a %H:%M:%S} for what was asked before"

    # ---- reminders

    def due(self) -> Iterator[tuple[date, Person, int, str]]:
        """(day, person, task, stage) of what must be said; of tasks that were touched by then nothing is reckoned."""
        first = self.week.ward.starts.date()
        days = [first + timedelta(days=offset) for offset in range(1, self.week.days)]
        for day in days:
            if not self.found.is_working_day(day) or self.found.was_lived_before(day):
                continue
            ends = datetime.combine(day, DAY_ENDS, HANOI)
            for task in self.standing.tasks.values():
                stage, since = stages(task.last_day).get(day), self.standing.written_at[task.number]
                if local(since).date() >= day:
                    continue
                is_touched = any(since <= at < ends for at in self.standing.touched[task.number])
                if stage is not None and not is_touched and task.number not in self.standing.unsure:
                    yield from ((day, person, task.number, stage) for person in self.standing.told_of(task.leads, day))

    def _reminders_come(self) -> Iterator[str]:
        """What was due came the same working day, if there was time enough in which it could."""
        for day, person, number, stage in self.due():
            until = datetime.combine(day, time(17, 1), HANOI)
            if self._could_hear(person, day) and not self._heard(person, number, day, until):
                yield f"{person.name} was not told of task {number} on {day:%a %d/%m} ({stage})"

    def _rejected_comes_again(self) -> Iterator[str]:
        """What a platform would never take counts as not said: it comes the next working day."""
        for day, person, number, stage in self.due():
            if not any(self._was_rejected(phone, day) for phone in self.found.phones_of(person)):
                continue
            following = working_day(day + timedelta(days=1), 1)
            until, told = datetime.combine(following, time(17, 1), HANOI), datetime.combine(day, DAY_ENDS, HANOI)
            is_touched = any(at < until for at in self.standing.touched[number])
            is_over = until > self.week.ends or self._heard(person, number, day, told) or is_touched
            is_told = person in self.standing.told_of(self.standing.tasks[number].leads, following)
            could_hear = not is_over and is_told and self._could_hear(person, following)
            if could_hear and not self._heard(person, number, following, until):
                yield f"{person.name} hears nothing of task {number} after it was rejected on {day:%a %d/%m} ({stage})"

    def _was_rejected(self, phone: Phone, day: date) -> bool:
        met = self.week.lines[phone.platform].tries
        return any(one.fate is Fate.REJECTED and one.chat == phone.chat and local(one.at).date() == day for one in met)

    def _heard(self, person: Person, number: int, day: date, until: datetime) -> bool:
        """By its title, or by its number behind the last title for which there was room."""
        token, by_number = self.standing.tasks[number].token, re.compile(rf"việc khác: .*\b{number}\b")
        shown = [message for phone in self.found.phones_of(person) for message in phone.shown]
        return any(
            local(message.at).date() == day
            and message.at <= until
            and is_routine(message)
            and (token in message.text or by_number.search(message.text))
            for message in shown
        )

    def _could_hear(self, person: Person, day: date) -> bool:
        """Whether each phone of theirs could be reached for long enough on this day, and stayed theirs."""
        begins, ends = datetime.combine(day, DAY_BEGINS, HANOI), datetime.combine(day, time(16, 50), HANOI)
        links = self.standing.links
        theirs = [phone for phone in self.found.phones_of(person) if links.was_ever_linked(phone, begins, ends)]
        spared = spared_from(self.week)
        if spared is not None and spared < ends and any(phone.platform == "zalo" for phone in theirs):
            return False
        if any(self._was_rejected(phone, day) for phone in theirs):
            return False
        return all(links.is_linked(phone, begins, ends) for phone in theirs) and all(
            self.found.had_good_time(phone, begins, ends, GOOD_TIME)
            and not self.found.was_blocked(phone, day)
            and (not self.found.met_doubt(phone, begins, ends) or self._had_last_hour(phone, day))
            for phone in theirs
        )

    def _had_last_hour(self, phone: Phone, day: date) -> bool:
        """Whether the last copy of the day, which is kept for its last hour while a line fails, could come."""
        begins, ends = (datetime.combine(day, at, HANOI) for at in LAST_HOUR)
        return self.found.had_good_time(phone, begins, ends, timedelta(minutes=45))

    # ---- /health

    def _health_is_honest(self) -> Iterator[str]:
        """While something due has waited for five minutes, whoever asks gets a 503."""
        due: dict[date, list[tuple[Person, int]]] = defaultdict(list)
        for day, person, number, _ in self.due():
            phones, links = self.found.phones_of(person), self.standing.links
            spared = spared_from(self.week)
            if spared is not None and spared.date() <= day:
                continue
            is_moving = any(phone.is_new or id(phone) in links.closed for phone in phones)
            if not is_moving and not any(self.found.was_blocked(phone, day) for phone in phones):
                due[day].append((person, number))
        for seen in self.week.health:
            at = local(seen.at)
            begun = max((begun for begun, _, _ in self.week.lives if begun <= seen.at), default=seen.at)
            is_time = time(7, 40) <= at.time() < time(16, 55) and not self.found.was_clock_wrong(seen.at)
            if seen.status != 200 or not is_time or seen.at - begun < RED_AFTER:
                continue
            waiting = [one for one in due[at.date()] if not self._heard(*one, at.date(), seen.at)]
            for person, number in waiting[:1]:
                yield f"/health is well at {at:%a %d/%m %H:%M} while {person.name} has not heard of task {number}"
