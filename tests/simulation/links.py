"""Whose each phone is, and since when: by the codes that were typed and the removals, in the order they were obeyed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.simulation.clock import HANOI
from tests.simulation.phones import Phone

if TYPE_CHECKING:
    from tests.simulation.evidence import Evidence

TWICE_WITHIN = timedelta(minutes=15)  # two codes for one person so soon: which of them was shown last is not reckoned


@dataclass
class Turn:
    """A phone begins or ceases to be somebody's: not before the one instant, and surely by the other."""

    earliest: datetime
    surely: datetime


@dataclass
class Links:
    """The phones of the ward and their turns; those that are in neither map were linked all the time."""

    found: "Evidence"
    opened: dict[int, Turn] = field(default_factory=dict)
    closed: dict[int, Turn] = field(default_factory=dict)
    removed: dict[str, Turn] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)  # people of whom is not reckoned which phone is theirs
    invited: dict[str, list[datetime]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def turn(self, typed_at: datetime, handled_at: datetime) -> Turn:
        """What was typed and obeyed; the machine's clock may have told the wrong time of it."""
        wrong = timedelta(hours=26) if self.found.week.clock_steps else timedelta(0)
        return Turn(typed_at, max(typed_at, handled_at) + wrong)

    def remove(self, name: str, turn: Turn) -> None:
        """Somebody's part is over."""
        if name in self.removed:
            return
        self.removed[name] = turn
        for phone in self.phones_of(name):
            self.closed.setdefault(id(phone), turn)

    def start(self, phone: Phone, name: str, code: str, shown_at: datetime, turn: Turn) -> None:
        """A code for somebody is typed on a phone: it holds once, and only while it is the newest one."""
        later = [at for at in self.invited.get(name, ()) if at > shown_at]
        near = [at for at in self.invited.get(name, ()) if shown_at - TWICE_WITHIN < at <= shown_at]
        if code in self.used or name in self.removed or later:
            return
        restored = self.found.week.restored
        if restored is not None and shown_at <= restored.at < turn.earliest:
            if not restored.is_gone and self._was_typed(code, restored.at):
                self.unclear.add(name)  # whether it had been obeyed is known to the replaced database alone
            if restored.is_gone or name in self.unclear:
                return
        if len(near) != 1 or name in self.unclear:
            self.unclear.add(name)
            return
        self.used.add(code)
        for other in self.phones_of(name):
            if other.platform == phone.platform and other is not phone:
                self.closed.setdefault(id(other), turn)
        self.opened[id(phone)] = turn

    def _was_typed(self, code: str, before: datetime) -> bool:
        return any(typed.text == code and typed.at <= before for _, typed in self.found.written())

    def phones_of(self, name: str) -> list[Phone]:
        """All that somebody ever had."""
        return [phone for phone in self.found.week.phones if phone.person == name]

    def is_obeyed(self, phone: Phone) -> bool:
        """Whether a phone is its owner's by what was obeyed until now."""
        return (id(phone) in self.opened or not phone.is_new) and id(phone) not in self.closed

    def is_linked(self, phone: Phone, since: datetime, until: datetime) -> bool:
        """Whether a phone was its owner's from one instant to another, without a doubt."""
        opened, closed = self.opened.get(id(phone)), self.closed.get(id(phone))
        if phone.is_new and opened is None:
            return False
        is_open = opened is None or opened.surely <= since
        return is_open and (closed is None or until < closed.earliest) and phone.person not in self.unclear

    def was_ever_linked(self, phone: Phone, since: datetime, until: datetime) -> bool:
        """Whether a phone may have been its owner's at any time between two instants."""
        opened, closed = self.opened.get(id(phone)), self.closed.get(id(phone))
        if phone.person in self.unclear:
            return True
        is_open = not phone.is_new if opened is None else opened.earliest <= until
        return is_open and (closed is None or since <= closed.surely)

    def may_be_removed(self, name: str, until: datetime) -> bool:
        """Whether somebody's part may be over by an instant."""
        return name in self.removed and self.removed[name].earliest <= until

    def was_removed_on(self, name: str, day: date) -> bool:
        """Whether somebody's part ended on a day, or may have been about to."""
        turn = self.removed.get(name)
        return (
            turn is not None and turn.earliest.astimezone(HANOI).date() <= day <= turn.surely.astimezone(HANOI).date()
        )
