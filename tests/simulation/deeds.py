"""Where each task stands by what people wrote, and what an undo takes back; kept with pencil and paper."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.people import Role
from tests.simulation.absences import Absences, Away
from tests.simulation.clock import HANOI
from tests.simulation.events import STATUS
from tests.simulation.evidence import DAY_ENDS, Evidence, instant, local
from tests.simulation.figures import Asked, figures_of
from tests.simulation.links import Links
from tests.simulation.lost import may_be_lost
from tests.simulation.phones import Phone, Typed
from tests.simulation.plans import Desk
from tests.simulation.ward import COORDINATOR, LEADER, Person, PlannedTask

UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})
WITHIN_WORKING_DAYS = 3
# What the data of a button says, as a typed text would; what only shows something does nothing.
_PRESSED = re.compile(
    r"^(done|ack|confirm|decide|refuse|progress|undo|return|block|extend|snooze|nudge)\b ?(\d+)?(?: (.+))?$"
)
_SHOWS = re.compile(r"^(task|tasks|status|waiting|help|report|requests|noop|choose no)\b")


@dataclass(frozen=True)
class Handled:
    """Something that was written and that the program has taken in: who, what, when, as the inbox says."""

    person: Person
    phone: Phone
    typed: Typed
    at: datetime
    meaning: Mapping[str, Any]

    @property
    def is_pressed(self) -> bool:
        """Whether it was a button of its own, and not one that bears the words of a message."""
        return self.typed.pressed_on is not None and _PRESSED.match(self.typed.text) is not None


@dataclass(eq=False)
class Wish:
    """Somebody asks for another last day. `version` grows with all that is said about it."""

    by: str
    day: date
    is_open: bool = True
    is_recommended: bool = False
    version: int = 1

    def settle(self, *, is_open: bool = False, is_recommended: bool | None = None) -> None:
        """Something was said about it."""
        self.is_open, self.version = is_open, self.version + 1
        if is_recommended is not None:
            self.is_recommended = is_recommended


@dataclass(frozen=True)
class Row:
    """One task. `shares`: the lead units that have reported their part, and when."""

    last_day: date
    state: str = "open"
    is_taken: bool = False
    reported_at: datetime | None = None
    shares: Mapping[str, datetime] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True)
class Deed:
    """What a message did to one task. `stands`: nobody has gone on from there; `revert`: put it back as it was.

    `stands` None: it cannot be taken back.
    """

    number: int
    at: datetime
    stands: Callable[[], bool] | None
    revert: Callable[[datetime], None] = lambda _at: None


class Standing:
    """The tasks by number. `touched`: when one changed; `unsure`: what is not reckoned."""

    def __init__(self, found: Evidence) -> None:
        self.found = found
        self.ward = found.week.ward
        self.rows: dict[int, Row] = {}
        self.tasks: dict[int, PlannedTask] = {}
        self.written_at: dict[int, datetime] = {}  # when a task got the last day that it has by the plan
        for task in self.ward.tasks:
            self.add(task, self.ward.starts)
        self.wishes: dict[int, list[Wish]] = defaultdict(list)
        self.touched: dict[int, list[datetime]] = defaultdict(list)
        self.unsure: set[int] = set()
        self.links = Links(found)
        self.absences = Absences()
        self.desk = Desk()
        self.nudged_at: dict[int, datetime] = {}
        self.obeyed: set[tuple[str, str]] = set()  # messages of which something came
        self.undone = 0
        self.asked: list[Asked] = []
        meanings = self.found.week.meanings  # buttons may bear the words of a message that asked back
        self._by_text = {typed.text: meanings[id(typed)] for _, typed in found.written() if id(typed) in meanings}
        self._last: dict[str, list[Deed] | None] = {}  # what the newest deed of a person did; None: not known
        for one in self._in_order():
            self._apply(one)
        self._touch_what_was_lost()

    def faults(self) -> Iterator[str]:
        """Tasks that stand otherwise in the database."""
        for row in self.found.tasks:
            mine = self.rows.get(row["number"])
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
        is_wrong = self.found.may_be_misdated(at) or self.found.was_clock_wrong(said_at)
        if local(at).date() != local(said_at).date() and not is_wrong:
            yield f"task {number} counts as reported on {local(at):%d/%m}, and was on {local(said_at):%d/%m}"

    def _in_order(self) -> list[Handled]:
        """All that was obeyed, in the order of the answers: the machine's clock may have gone back meanwhile."""
        answers = {row["key"]: row["id"] for row in self.found.outbox if row["kind"] == "answer"}
        found = list[tuple[str, int, Handled]]()
        for phone, typed in self.found.written():
            for row in self.found.rows_of[phone.platform, typed.key]:
                if row["handled_at"] and not typed.is_passed_on:
                    found.append((row["handled_at"], row["id"], self._handled(phone, typed, row)))
        found.sort(key=lambda one: one[:2])
        placed, place = list[tuple[int, int, Handled]](), 0
        for turn, (_, row_id, handled) in enumerate(found):
            place = answers.get(f"answer:{row_id}", place)  # what a stranger was not told twice has none of its own
            placed.append((place, turn, handled))
        return [one for _, _, one in sorted(placed, key=lambda one: one[:2])]

    def _handled(self, phone: Phone, typed: Typed, row: Mapping[str, Any]) -> Handled:
        assert phone.person is not None
        meaning = self.found.week.meanings.get(id(typed)) or self._by_text.get(typed.text) or pressed(typed)
        return Handled(self.ward.named(phone.person), phone, typed, instant(row["handled_at"]), meaning)

    def _may_change(self, one: Handled) -> bool:
        """Not once something came of an earlier version, nor where it overtook that: then the first version counts."""
        rows, platform = self.found.rows_of, one.phone.platform
        if any((platform, key) in self.obeyed for key in one.typed.changes):
            return False
        own = max((row["id"] for row in rows[platform, one.typed.key]), default=0)
        return any(row["id"] < own for key in one.typed.changes for row in rows[platform, key])

    def _touch_what_was_lost(self) -> None:
        """What was written after the backup that was put in place counted for a while, and no more."""
        for phone, typed in self.found.written():
            is_there = bool(self.found.rows_of[phone.platform, typed.key])
            if not is_there and may_be_lost(self.found.week, phone.platform, typed.key, typed.at):
                meaning = self.found.week.meanings.get(id(typed)) or pressed(typed)
                for number in [meaning["number"]] if meaning.get("number") else self.rows:
                    self.touched[number].append(typed.at)

    # ---- deeds

    def _apply(self, one: Handled) -> None:
        """One message does what it says, or nothing."""
        verb, number = one.meaning.get("verb"), one.meaning.get("number") or 0
        if one.typed.text == STATUS and one.person.name in {COORDINATOR, LEADER}:
            reports = [row.reported_at for row in self.rows.values() if row.reported_at is not None]
            is_sure = not (self.unsure or self.found.week.restored or self.desk.is_handed_in_again)
            # Of a report under a wrong clock it is not known on which side of its last day the program sees it.
            is_sure = is_sure and not any(map(self.found.was_clock_wrong, reports))
            self.asked.append(Asked(one, figures_of(self, local(one.at).date()) if is_sure else None))
        if one.typed.changes and not self._may_change(one):
            return
        if verb == "start":
            self._start(one)
        elif one.person.name in self.links.unclear:
            self._leave_open(one)
        elif self.links.is_obeyed(one.phone) and not self.desk.hear(self, one):
            others = {"invite": self._of_people, "remove": self._of_people, "leave": self._of_absence,
                      "back": self._of_absence, "undo": self._undo, "unknown": self._leave_open}  # fmt: skip
            if verb in others:
                others[verb](one)
            elif verb in DEEDS and number in self.rows:
                DEEDS[verb](self, one, number)

    def _start(self, one: Handled) -> None:
        said = one.meaning
        turn = self.links.turn(one.typed.at, one.at)
        self.links.start(one.phone, said["about"], said["code"], said["shown_at"], turn)
        if self.links.is_obeyed(one.phone):
            self.did(one, Deed(0, one.at, None))

    def _of_people(self, one: Handled) -> None:
        """The coordinator makes a code for somebody, or ends their part."""
        name = one.meaning["about"]
        if one.person.name != COORDINATOR or name in self.links.removed:
            return
        if one.meaning["verb"] == "invite":
            self.links.invited.setdefault(name, []).append(one.typed.at)
        else:
            self.links.remove(name, self.links.turn(one.typed.at, one.at))
        self.did(one, Deed(0, one.at, None))

    def _of_absence(self, one: Handled) -> None:
        """Somebody is away, or back; undo takes either back."""
        said, name = one.meaning, one.meaning["about"]
        if one.person.name not in {name, COORDINATOR} or name in self.links.removed:
            return
        if said["verb"] == "leave":
            first, last = date.fromisoformat(said["first"]), date.fromisoformat(said["last"])
            away = Away(name, said["stand_in"], first, last, one.at)
            if last < local(one.at).date() or said["stand_in"] in self.links.removed or not self.absences.note(away):
                return
            self._can_be_undone(one, away, lambda: self.absences.known.remove(away), is_ended=False)
            return
        away_ = self.absences.open_of(name, local(one.at).date())
        if away_ is None:
            return
        away_.ended_at = one.at
        self.absences.turn(away_, one.at)
        self._can_be_undone(one, away_, lambda: setattr(away_, "ended_at", None), is_ended=True)

    def _can_be_undone(self, one: Handled, away: Away, take_back: Callable[[], None], *, is_ended: bool) -> None:
        def revert(at: datetime) -> None:
            self.absences.turn(away, at)
            take_back()

        stands = lambda: away in self.absences.known and (away.ended_at is not None) == is_ended  # noqa: E731 - short
        self.did(one, Deed(0, one.at, stands, revert))

    def _leave_open(self, one: Handled) -> None:
        """What this did is not reckoned: the tasks of this person may stand either way."""
        unit = one.person.unit
        mine = [number for number, task in self.tasks.items() if unit is None or unit in task.leads]
        for number in mine:
            self.touched[number].append(one.at)
        self.unsure.update(mine)
        self._last[one.person.name] = None

    def _undo(self, one: Handled) -> None:
        """All that the person's newest message did, if all of it still stands so; else nothing, and nothing older."""
        deeds = self._last.get(one.person.name, [])
        if deeds is None:
            self._leave_open(one)
            return
        if not deeds or any(deed.stands is None or not deed.stands() or self._is_late(deed, one.at) for deed in deeds):
            return
        for deed in reversed(deeds):
            deed.revert(one.at)
            self.touched[deed.number].append(one.at)
        self.undone += 1
        self.obeyed.add((one.phone.platform, one.typed.key))
        self._last[one.person.name] = [replace(deed, at=one.at, stands=None) for deed in deeds]

    def _is_late(self, deed: Deed, at: datetime) -> bool:
        """The third working day after it has ended."""
        day, count = local(deed.at).date(), 0
        while count < WITHIN_WORKING_DAYS:
            day += timedelta(days=1)
            count += self.found.is_working_day(day)
        return local(at).date() > day

    def change(self, one: Handled, number: int, after: Row, *, wish: Wish | None = None) -> None:
        """The task stands otherwise; `wish` is what this settled, and is asked again by an undo."""
        before = self.rows[number]
        version = before.version + 1
        self.rows[number] = replace(after, version=version)
        if (before.state, before.last_day, before.shares) != (after.state, after.last_day, after.shares):
            self.touched[number].append(one.at)

        def revert(_at: datetime) -> None:
            self.rows[number] = replace(before, version=self.rows[number].version + 1)
            if wish is not None:
                wish.settle(is_open=True)

        if wish is not None:
            wish.settle()

        def stands() -> bool:
            """More time that was asked for since is in the way where it would find two requests, or closed work."""
            is_free = (wish is None and before.state == "open") or self.open_wish(number) is None
            return self.rows[number].version == version and is_free

        self.did(one, Deed(number, one.at, stands, revert))

    def add(self, task: PlannedTask, at: datetime) -> None:
        """A task is written down, or its last day is moved by the plan itself."""
        self.tasks[task.number], self.written_at[task.number] = task, at
        self.rows.setdefault(task.number, Row(task.last_day))

    def told_of(self, leads: Iterable[str], day: date) -> list[Person]:
        """Who is told of a task of these units on a day, as far as it is sure."""
        ends, found = datetime.combine(day, DAY_ENDS, HANOI), list[Person]()
        for unit in leads:
            people = self.ward.of_unit(unit)
            there = [person for person in people if not self.links.may_be_removed(person.name, ends)]
            is_changed = any(self.links.was_removed_on(person.name, day) for person in people)
            told = self.absences.told_of(there, day)
            is_sure = not is_changed or any(person.role is Role.OFFICER for person in told)
            if is_sure and not any(self.absences.was_in_question(person.name, day) for person in people):
                found += told
        return found

    def final(self, one: Handled) -> None:
        """The newest deed of this person is one that stays."""
        self.did(one, Deed(0, one.at, None))

    def did_once(self, one: Handled, stands: Callable[[], bool], revert: Callable[[datetime], None]) -> None:
        """The newest deed of this person is about no single task."""
        self.did(one, Deed(0, one.at, stands, revert))

    def did(self, one: Handled, deed: Deed) -> None:
        """The newest deed of this person."""
        self.obeyed.add((one.phone.platform, one.typed.key))
        self._last[one.person.name] = [deed]

    def open_wish(self, number: int) -> Wish | None:
        """The request that waits for a word."""
        return next((wish for wish in self.wishes[number] if wish.is_open), None)

    def leads(self, person: Person, number: int) -> bool:
        """Whether somebody may report a task."""
        return person.role in UNIT_ROLES and person.unit in self.tasks[number].leads

    def may_report(self, one: Handled, number: int) -> bool:
        """Whether it is theirs, and open."""
        return self.leads(one.person, number) and self.rows[number].state == "open"


def _ack(to: Standing, one: Handled, number: int) -> None:
    if to.may_report(one, number) and not to.rows[number].is_taken:
        to.change(one, number, replace(to.rows[number], is_taken=True))


def _progress(to: Standing, one: Handled, number: int) -> None:
    if to.may_report(one, number) and one.meaning.get("percent") is not None:
        to.change(one, number, replace(to.rows[number], is_taken=True))


def _block(to: Standing, one: Handled, number: int) -> None:
    if to.may_report(one, number) and not one.is_pressed:
        to.change(one, number, replace(to.rows[number], is_taken=True))


def _done(to: Standing, one: Handled, number: int) -> None:
    """Where several units lead, each says its own part; the last one reports the task."""
    row, leads, unit = to.rows[number], to.tasks[number].leads, one.person.unit or ""
    if not to.may_report(one, number):
        return
    shares = row.shares
    if len(leads) > 1:
        if unit in shares:
            return
        shares = {**shares, unit: one.typed.at}
        if set(leads) - shares.keys():
            to.change(one, number, replace(row, is_taken=True, shares=shares))
            return
    after = replace(row, state="reported", is_taken=True, reported_at=one.typed.at, shares=shares)
    to.change(one, number, after, wish=to.open_wish(number))


def _confirm(to: Standing, one: Handled, number: int) -> None:
    """Where units are missing, as of the last that reported."""
    row = to.rows[number]
    if one.person.name != COORDINATOR:
        return
    if row.state == "reported":
        to.change(one, number, replace(row, state="done"))
    elif row.state == "open" and row.shares:
        after = replace(row, state="done", reported_at=list(row.shares.values())[-1])
        to.change(one, number, after, wish=to.open_wish(number))


def _return(to: Standing, one: Handled, number: int) -> None:
    """Every unit must report again."""
    row = to.rows[number]
    if one.person.name == COORDINATOR and row.state == "reported" and not one.is_pressed:
        to.change(one, number, replace(row, state="open", reported_at=None, shares={}))


def _extend(to: Standing, one: Handled, number: int) -> None:
    if not to.may_report(one, number) or to.open_wish(number) is not None or "day" not in one.meaning:
        return
    day = date.fromisoformat(one.meaning["day"])
    if day > to.rows[number].last_day and day >= local(one.at).date():
        wish = Wish(one.person.name, day)
        to.wishes[number].append(wish)
        to.touched[number].append(one.at)  # while it waits the task is not pressed for

        def revert(_at: datetime) -> None:
            wish.settle()

        to.did(one, Deed(number, one.at, lambda: wish.is_open and not wish.is_recommended, revert))


def _of_wish(to: Standing, one: Handled, number: int, wish: Wish, was_recommended: bool) -> None:
    """What was said of a request can be unsaid until something else is."""
    version = wish.version
    to.touched[number].append(one.at)

    def revert(_at: datetime) -> None:
        wish.settle(is_open=True, is_recommended=was_recommended)

    def stands() -> bool:
        is_alone = to.open_wish(number) in {None, wish} and to.rows[number].state == "open"
        return wish.version == version and is_alone

    to.did(one, Deed(number, one.at, stands, revert))


def _decide(to: Standing, one: Handled, number: int) -> None:
    """A leader's word moves the last day, a coordinator's goes up with the request."""
    wish, row = to.open_wish(number), to.rows[number]
    if wish is None or one.person.name not in {LEADER, COORDINATOR}:
        return
    was_recommended = wish.is_recommended
    if one.person.name == COORDINATOR:
        wish.settle(is_open=True, is_recommended=True)
        _of_wish(to, one, number, wish, was_recommended)
    elif wish.day >= max(local(one.at).date(), row.last_day):
        to.change(one, number, replace(row, last_day=wish.day), wish=wish)


def _refuse(to: Standing, one: Handled, number: int) -> None:
    wish = to.open_wish(number)
    if wish is None or one.person.name not in {LEADER, COORDINATOR} or one.is_pressed:
        return
    was_recommended = wish.is_recommended
    if one.person.name == COORDINATOR:
        wish.settle(is_open=True, is_recommended=True)
    else:
        wish.settle()
    _of_wish(to, one, number, wish, was_recommended)


def _nudge(to: Standing, one: Handled, number: int) -> None:
    """Not twice within the hour; sent is sent."""
    before = to.nudged_at.get(number)
    is_again = before is not None and one.at - before < timedelta(hours=1)
    if one.person.name in {COORDINATOR, LEADER} and to.rows[number].state == "open" and not is_again:
        to.nudged_at[number] = one.at
        to.did(one, Deed(number, one.at, None))


def _snooze(to: Standing, one: Handled, number: int) -> None:
    """It changes no task. Whether it is taken back or not: nothing older is."""
    if to.leads(one.person, number) and to.rows[number].state == "open":
        to.did(one, Deed(number, one.at, None))


DEEDS: dict[str, Callable[[Standing, Handled, int], None]] = {
    "ack": _ack, "progress": _progress, "block": _block, "done": _done, "confirm": _confirm, "return": _return,
    "extend": _extend, "decide": _decide, "recommend": _decide, "refuse": _refuse, "nudge": _nudge, "snooze": _snooze,
}  # fmt: skip


def pressed(typed: Typed) -> dict[str, Any]:
    """What a button means; what is not known may be anything."""
    if typed.pressed_on is None or _SHOWS.match(typed.text):
        return {"verb": None}
    if typed.text == "write":
        return {"verb": "write"}
    found = _PRESSED.match(typed.text)
    if found is None:
        return {"verb": "unknown"}
    verb, number, more = found[1], int(found[2] or 0), found[3] or ""
    if more and verb not in {"progress", "snooze"}:
        return {"verb": "unknown"}
    return {"verb": verb, "number": number, "percent": int(more) if more.isdigit() else None}
