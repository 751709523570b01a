"""What is left of a week: the rows of the database, and the times in which the program could work."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.simulation.clock import HANOI
from tests.simulation.due_days import is_working_day
from tests.simulation.lost import all_receipts
from tests.simulation.network import DOUBTFUL, Fate
from tests.simulation.phones import Phone, Shown, Typed
from tests.simulation.ward import Person
from tests.simulation.week import Week

ROUTINE = re.compile(r"^.*\n(Thứ \w+|Chủ nhật), \d+/\d+/\d{4}\n")  # the counts, then the day
DAY_BEGINS, DAY_ENDS = time(7, 30), time(17)
# What the program cannot know to have arrived it repeats half an hour later; all else it tries again soon.
SOON_AFTER, REPEATED_AFTER = timedelta(minutes=15), timedelta(minutes=35)
_MAYBE = frozenset({Fate.BAD_GATEWAY, Fate.RESET_BEFORE, Fate.SILENCE_BEFORE, *DOUBTFUL})
_TASKS = (
    "SELECT task.number, occurrence.state, occurrence.last_day, occurrence.reported_at FROM task "
    "JOIN occurrence ON occurrence.task_id = task.id ORDER BY task.number"
)
_ACCOUNTS = (
    "SELECT person.name, chat_account.channel, chat_account.chat_id, chat_account.is_alive FROM chat_account "
    "JOIN person ON person.id = chat_account.person_id ORDER BY chat_account.id"
)


class Evidence:
    """A week that was played, its rows, and by whom each message was written."""

    def __init__(self, week: Week) -> None:
        self.week = week
        rows = week.store.rows
        self.inbox = rows("SELECT * FROM inbox ORDER BY id")
        self.outbox = rows("SELECT * FROM outbox ORDER BY id")
        kept = rows("SELECT * FROM receipt ORDER BY id")
        self.receipts = all_receipts(week, kept)
        self.holds = rows("SELECT * FROM channel_hold")
        self.tasks = rows(_TASKS)
        self.accounts = rows(_ACCOUNTS)
        # Behind the restored backup numbers were given again: there the receipts of now count.
        newest = week.restored.outbox if week.restored is not None else 0
        before = [row for row in self.receipts if row["outbox_id"] <= newest]
        self.sent = sent = {row["outbox_id"]: instant(row["sent_at"]) for row in [*before, *kept]}
        self.answered_at = {  # by the inbox row that is answered
            int(row["key"].partition(":")[2]): sent[row["id"]]
            for row in self.outbox
            if row["kind"] == "answer" and row["id"] in sent and row["key"].partition(":")[2].isdigit()
        }
        said = {row["outbox_id"]: row["text"] for row in self.receipts}
        self.answer_to = {row["key"]: said.get(row["id"], "") for row in self.outbox if row["kind"] == "answer"}
        self.rows_of: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in self.inbox:
            self.rows_of[row["channel"], row["update_key"]].append(row)

    def written(self) -> Iterator[tuple[Phone, Typed]]:
        """Everything that people of the ward wrote or pressed."""
        for phone in self.week.phones:
            for typed in phone.typed:
                yield phone, typed

    def phones_of(self, person: Person) -> list[Phone]:
        """The phones of somebody."""
        return [phone for phone in self.week.phones if phone.person == person.name]

    # ---- calendar

    def is_working_day(self, day: date) -> bool:
        """By a calendar of Vietnam, with the make-up days that the authorities declared."""
        return is_working_day(day)

    # ---- times in which something could happen

    def had_good_time(self, phone: Phone | str, since: datetime, until: datetime, wanted: timedelta) -> bool:
        """Whether between two instants the program ran, with a good line, clock and disk, for so long at a stretch.

        The line of a platform, or of one phone: what only other chats meet does not count then.
        """
        at = since
        platform, chat = (phone, None) if isinstance(phone, str) else (phone.platform, phone.chat)
        for begins, ends in sorted(self._bad_times(platform, chat)):
            if min(begins, until) - at >= wanted:
                return True
            at = max(at, ends)
        return until - at >= wanted

    def _bad_times(self, platform: str, chat: str | None) -> Iterator[tuple[datetime, datetime]]:
        moment, week = timedelta(minutes=2), self.week
        ended = week.ward.starts
        for begun, end, _ in week.lives:
            yield ended, begun + moment
            ended = end
        for trouble in week.lines[platform].troubles:
            if chat is not None and trouble.chat not in {None, chat}:
                continue
            wait = timedelta(seconds=min(trouble.wait, 3600)) if trouble.fate is Fate.THROTTLED else timedelta(0)
            yield trouble.begins, trouble.ends + wait + (REPEATED_AFTER if trouble.fate in _MAYBE else SOON_AFTER)
        yield from ((begins, ends + timedelta(minutes=10)) for begins, ends in week.disk_full)
        yield from ((at - moment, at + timedelta(minutes=65)) for at, _ in week.clock_steps)
        yield from ((begins, ends + timedelta(minutes=40)) for begins, ends in week.second_pollers)

    def met_doubt(self, phone: Phone, since: datetime, until: datetime) -> bool:
        """Whether a message to this phone was refused for good, or may have arrived, between two instants.

        What may have arrived twice, a kill counting as such, is not sent a third time.
        """
        fates = _MAYBE | {Fate.REJECTED}
        met = self.week.lines[phone.platform].tries
        return any(one.chat == phone.chat and one.fate in fates and since <= one.at <= until for one in met)

    def tried_in_vain(self, phone: Phone, since: datetime, until: datetime) -> list[datetime]:
        """When messages to this phone met a fault of the line between two instants."""
        met = self.week.lines[phone.platform].tries
        return [one.at for one in met if one.chat == phone.chat and not one.is_well and since <= one.at <= until]

    def is_disk_full(self, since: datetime, until: datetime) -> bool:
        """Whether the disk was full at any time between."""
        return any(begins < until and since < ends for begins, ends in self.week.disk_full)

    def was_clock_wrong(self, at: datetime) -> bool:
        """Whether at this instant of the world the machine's clock was wrong, or had just been set."""
        return _is_shortly_after(at, [step for step, _ in self.week.clock_steps])

    def may_be_misdated(self, written: datetime) -> bool:
        """Whether an instant that the machine wrote down may be one of a wrong clock."""
        shown = [step + timedelta(seconds=off) for step, off in self.week.clock_steps]
        return self.was_clock_wrong(written) or _is_shortly_after(written, shown)

    def was_lived_before(self, day: date) -> bool:
        """Whether the machine's clock, set wrong, showed this day on another one: what was due on it was said then."""
        return any(
            local(at + timedelta(seconds=seconds)).date() == day != local(at).date()
            for at, seconds in self.week.clock_steps
        )

    def was_disturbed(self, platform: str, at: datetime) -> bool:
        """Whether a kill, an answer lost on its way or a full disk met the hand of the platform at an instant."""
        near = timedelta(seconds=90)
        is_killed = any(abs(ended - at) < near for _, ended, how in self.week.lives if how != "stopped")
        is_lost = any(abs(when - at) < near for when in self.week.lines[platform].doubtful)
        return is_killed or is_lost or self.is_disk_full(at - near, at + near)

    def was_blocked(self, phone: Phone, day: date) -> bool:
        """Whether its owner had blocked the bot at any time before the end of this day."""
        return any(local(at).date() <= day for at, _ in phone.was_blocked)


def _is_shortly_after(at: datetime, begun: Iterable[datetime]) -> bool:
    before, after = timedelta(minutes=1), timedelta(minutes=70)
    return any(one - before <= at <= one + after for one in begun)


def is_routine(message: Shown) -> bool:
    """Whether it is a morning message."""
    return ROUTINE.match(message.unmarked) is not None


def unmarked(text: str) -> str:
    """The text without the mark of a possible repeat."""
    head, _, last = text.rpartition("\n")
    return head if last.startswith("(#") and last.endswith(")") else text


def instant(stored: str) -> datetime:
    """An instant as SQLite keeps it."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def local(at: datetime) -> datetime:
    """By the clock on the wall."""
    return at.astimezone(HANOI)
