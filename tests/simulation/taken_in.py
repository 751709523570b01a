"""What people wrote: taken in once and in order, answered once, and each task stands where its words put it."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.people import Role
from tests.simulation.evidence import Evidence, instant, local
from tests.simulation.phones import Phone, Typed
from tests.simulation.ward import COORDINATOR, LEADER, Person
from tests.time.model import Paper, Row

UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})
AT_THE_END = timedelta(hours=2)  # what came so late may still be on its way
# What the data of a button says, as a typed text would.
_PRESSED = re.compile(r"^(done|ack|confirm|decide|refuse|progress|undo|return|block|extend)\b ?(\d+)?")


def faults_of_messages(found: Evidence) -> Iterator[str]:
    """Each message of a linked person stands in the inbox once, was handled in its turn, and has one answer."""
    for phone, typed in found.written():
        rows = found.rows_of[phone.platform, typed.key]
        if len(rows) > 1:
            yield f"{typed.text!r} of {phone.person} was taken in {len(rows)} times"
        if not rows and not _may_be_lost(found, phone, typed):
            yield f"{typed.text!r} of {phone.person} ({phone.platform}, {_at(typed)}) was never taken in"
        if typed.at < found.week.ends - AT_THE_END:
            yield from (
                f"{typed.text!r} of {phone.person} is {row['state']} at the end"
                for row in rows
                if row["state"] != "handled"
            )
    for phone in found.week.phones:
        yield from _out_of_order(found, phone)
    yield from _answers(found)


def _at(typed: Typed) -> str:
    return f"{local(typed.at):%a %d/%m %H:%M}"


def _may_be_lost(found: Evidence, phone: Phone, typed: Typed) -> bool:
    """By the nature of the platform: what Zalo handed out once as the line broke, or Telegram kept for a day only."""
    week = found.week
    if typed.at > week.ends - AT_THE_END:
        return True
    if phone.platform == "zalo" and not week.is_pushed:
        taken = next((at for at, key in week.zalo.handed_out if key == typed.key), None)
        return taken is not None and found.was_disturbed("zalo", taken)
    return typed.key in week.telegram.lost or typed.pressed_on is not None


def _out_of_order(found: Evidence, phone: Phone) -> Iterator[str]:
    texts = [typed for typed in phone.typed if typed.pressed_on is None]
    handled = [(rows[0]["handled_at"], typed) for typed in texts if (rows := found.rows_of[phone.platform, typed.key])]
    for (before, first), (after, second) in itertools.pairwise(handled):
        if before and after and before > after:
            yield f"{second.text!r} of {phone.person} was handled before {first.text!r}"


def _answers(found: Evidence) -> Iterator[str]:
    answers = Counter(row["key"] for row in found.outbox if row["kind"] == "answer")
    for phone, typed in found.written():
        for row in found.rows_of[phone.platform, typed.key]:
            count = answers[f"answer:{row['id']}"]
            if count > 1:
                yield f"{typed.text!r} of {phone.person} has {count} answers"
            if count == 0 and row["state"] == "handled" and typed.pressed_on is None and _wants_answer(typed):
                yield f"{typed.text!r} of {phone.person} at {_at(typed)} was never answered"


def _wants_answer(typed: Typed) -> bool:
    """Courtesy is answered once a day at most."""
    return not typed.text.startswith(("cảm ơn", "khi nào"))


@dataclass(frozen=True)
class Handled:
    """Something that was written and that the program has taken in: who, what, when, as the inbox says."""

    person: Person
    typed: Typed
    at: datetime
    meaning: Mapping[str, Any]


class Standing:
    """Where each task stands by what was written. `touched`: when that changed; `unsure`: what is not reckoned."""

    def __init__(self, found: Evidence) -> None:
        self._found = found
        self._ward = found.week.ward
        self.paper = Paper(ZoneInfo("Asia/Ho_Chi_Minh"))
        for task in self._ward.tasks:
            self.paper.rows[task.number] = Row(task.last_day, None, is_repeating=False, sharing=units(task.leads))
        self.touched: dict[int, list[datetime]] = defaultdict(list)
        self.unsure: set[int] = set()
        for one in self._in_order():
            self._apply(one)

    def faults(self) -> Iterator[str]:
        """Tasks that stand otherwise in the database."""
        for row in self._found.tasks:
            mine = self.paper.rows.get(row["number"])
            if mine is None or row["number"] in self.unsure:
                continue
            if row["state"] != mine.state:
                yield f"task {row['number']} is {row['state']}, and should be {mine.state}"
            elif row["last_day"] != str(mine.last_day):
                yield f"task {row['number']} falls due on {row['last_day']}, and should on {mine.last_day}"
            elif row["reported_at"] and mine.reported_at is not None:
                yield from self._credited(row["number"], instant(row["reported_at"]), mine.reported_at)

    def _credited(self, number: int, at: datetime, said_at: datetime) -> Iterator[str]:
        """A report counts on the day on which it was sent, however late the program could read it."""
        if local(at).date() != local(said_at).date() and not self._found.was_clock_wrong(at):
            yield f"task {number} counts as reported on {local(at):%d/%m}, and was on {local(said_at):%d/%m}"

    def _in_order(self) -> list[Handled]:
        found = []
        for phone, typed in self._found.written():
            meaning = self._found.week.meanings.get(id(typed)) or _pressed(typed)
            assert phone.person is not None
            found += [
                Handled(self._ward.named(phone.person), typed, instant(row["handled_at"]), meaning)
                for row in self._found.rows_of[phone.platform, typed.key]
                if row["handled_at"] and meaning is not None and not typed.is_passed_on
            ]
        return sorted(found, key=lambda one: one.at)

    def _apply(self, one: Handled) -> None:
        """One message does what it says, or nothing."""
        verb, number = one.meaning.get("verb"), one.meaning.get("number") or 0
        row = self.paper.rows.get(number)
        if verb == "undo":
            self._leave_open(one)
        elif row is not None and verb in _DEEDS:
            before = (row.state, row.last_day, dict(row.shares), row.wish)
            _DEEDS[verb](self, one, number, row)
            if (row.state, row.last_day, row.shares, row.wish) != before:
                self.touched[number].append(one.at)

    def _leave_open(self, one: Handled) -> None:
        """What an undo takes back is not reckoned here: the tasks of this person may stand either way."""
        mine = [task.number for task in self._ward.tasks if one.person.unit in task.leads]
        for number in mine:
            self.touched[number].append(one.at)
        self.unsure.update(mine)

    def leads(self, person: Person, number: int) -> bool:
        """Whether somebody may report a task."""
        task = next(task for task in self._ward.tasks if task.number == number)
        return person.role in UNIT_ROLES and person.unit in task.leads

    def _done(self, one: Handled, number: int, _row: Row) -> None:
        if self.leads(one.person, number):
            self.paper.report(number, units((one.person.unit or "",)), one.typed.at)

    def _confirm(self, one: Handled, number: int, row: Row) -> None:
        if one.person.name == COORDINATOR and (row.state == "reported" or (row.state == "open" and row.shares)):
            self.paper.confirm(number)

    def _return(self, one: Handled, number: int, row: Row) -> None:
        if one.person.name == COORDINATOR and row.state == "reported" and one.typed.pressed_on is None:
            self.paper.open_again(number, one.at)

    def _extend(self, one: Handled, number: int, row: Row) -> None:
        if (
            not self.leads(one.person, number)
            or row.state != "open"
            or row.wish is not None
            or "day" not in one.meaning
        ):
            return
        day, today = date.fromisoformat(one.meaning["day"]), local(one.at).date()
        if row.last_day is not None and day > max(row.last_day, today):
            row.wish = (day, today)

    def _decide(self, one: Handled, number: int, row: Row) -> None:
        if one.person.name != LEADER or row.wish is None:
            return
        if row.wish[0] >= max(local(one.at).date(), row.last_day or date.min):
            self.paper.move(number, row.wish[0], one.at)
            row.wish = None

    def _refuse(self, one: Handled, _number: int, row: Row) -> None:
        if one.person.name == LEADER and one.typed.pressed_on is None:
            row.wish = None


_DEEDS: dict[str, Callable[[Standing, Handled, int, Row], None]] = {
    "done": Standing._done,
    "confirm": Standing._confirm,
    "return": Standing._return,
    "extend": Standing._extend,
    "decide": Standing._decide,
    "refuse": Standing._refuse,
}


def units(names: tuple[str, ...]) -> frozenset[int]:
    """Units as the paper knows them: by a number of their own."""
    return frozenset(sum(map(ord, name)) for name in names)


def _pressed(typed: Typed) -> dict[str, Any] | None:
    found = _PRESSED.match(typed.text) if typed.pressed_on is not None else None
    return None if found is None else {"verb": found[1], "number": int(found[2]) if found[2] else None}
