"""The plan that a coordinator hands in within the week, and what each of the messages about it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulation.evidence import instant, local
from tests.simulation.ward import COORDINATOR, LEADER, PlannedTask

if TYPE_CHECKING:
    from tests.simulation.deeds import Handled, Standing

DOUBTS_OF_A_VERSION = 2  # whether it is another version, and what becomes of the row that is gone
LASTS = timedelta(days=7)
_IS_READ = "Hệ thống đang đọc tệp"


@dataclass
class Desk:
    """`waiting`: the rows handed in, until they are written. `numbers`: the task of each row, by its words."""

    waiting: list[Mapping[str, Any]] | None = None
    answers: int = 0
    is_disturbed: bool = False  # something else was written between: what an "A" answers is not reckoned
    numbers: dict[str, int] = field(default_factory=dict)
    is_withdrawn: bool = False
    is_handed_in_again: bool = False  # after it was withdrawn: those are new tasks, which are not reckoned
    asked_to_withdraw: bool = False
    written_at: dict[int, datetime] = field(default_factory=dict)
    announced: list[tuple[int, datetime]] = field(default_factory=list)

    def hear(self, to: "Standing", one: "Handled") -> bool:
        """What a message about the plan does; False when it is none."""
        verb = one.meaning.get("verb")
        acts = {"plan": self._hand_in, "answer": self._answer, "write": self._write, "write anyway": self._write,
                "withdraw": self._withdraw, "agree": self._agree}  # fmt: skip
        if verb not in acts:
            self.is_disturbed = self.is_disturbed or one.person.name == COORDINATOR
            return False
        acts[verb](to, one)
        return True

    def _hand_in(self, to: "Standing", one: "Handled") -> None:
        self.is_handed_in_again = self.is_handed_in_again or self.is_withdrawn
        if one.person.name == COORDINATOR and not self.is_withdrawn:
            self.waiting, self.answers, self.is_disturbed = list(one.meaning["rows"]), 0, False
            to.final(one)

    def _answer(self, to: "Standing", one: "Handled") -> None:
        if self.waiting is not None and self.numbers:
            self.answers += 1
            to.final(one)

    def _write(self, to: "Standing", one: "Handled") -> None:
        is_version = bool(self.numbers)
        is_open = is_version and self.answers < DOUBTS_OF_A_VERSION and one.meaning["verb"] == "write"
        if self.waiting is None or one.person.name != COORDINATOR or is_open or self._is_too_early(to, one):
            return
        if is_version and self.is_disturbed and self.answers:
            to.unsure.update(self.numbers.values())
        rows, self.waiting = self.waiting, None
        gone = set(self.numbers) - {row["title"] for row in rows}
        for row in rows:
            self._follow(to, one, row)
        if self.answers >= DOUBTS_OF_A_VERSION:
            for title in sorted(gone):
                self._cancel(to, one, self.numbers[title])
        to.final(one)

    def _is_too_early(self, to: "Standing", one: "Handled") -> bool:
        """Whether it was refused because a file that was handed in before it had not been read through by then."""
        found = to.found
        rows = found.rows_of[one.phone.platform, one.typed.key]
        if not any(_IS_READ in found.answer_to.get(f"answer:{row['id']}", "") for row in rows):
            return False
        handed_in = [
            row
            for phone, typed in found.written()
            if phone.person == COORDINATOR and typed.at < one.typed.at
            if found.week.meanings.get(id(typed), {}).get("verb") == "plan"
            for row in found.rows_of[phone.platform, typed.key]
        ]
        return any(row["handled_at"] is None or instant(row["handled_at"]) > one.at for row in handed_in)

    def _follow(self, to: "Standing", one: "Handled", row: Mapping[str, Any]) -> None:
        """A new row is a new task; of one that is known the last day follows, while it is open and in time."""
        title, day, leads = row["title"], date.fromisoformat(row["last_day"]), (row["lead"],)
        number = self.numbers.get(title)
        if number is None:
            number = self.numbers[title] = max(to.rows) + 1
            to.add(PlannedTask(number, row["token"], leads, day), one.at)
            self.announced.append((number, one.at))
        elif to.rows[number].last_day != day:
            if (
                to.rows[number].state != "open"
                or to.open_wish(number)
                or to.rows[number].last_day < local(one.at).date()
            ):
                to.unsure.add(number)
            to.rows[number] = replace(to.rows[number], last_day=day, version=to.rows[number].version + 1)
            to.add(replace(to.tasks[number], last_day=day), one.at)

    def _cancel(self, to: "Standing", one: "Handled", number: int) -> None:
        row = to.rows[number]
        if row.state == "reported":
            to.unsure.add(number)
        wish = to.open_wish(number)
        if wish is not None:
            wish.settle()
        if row.state != "done":
            to.rows[number] = replace(row, state="cancelled", version=row.version + 1)
        to.touched[number].append(one.at)

    def _withdraw(self, to: "Standing", one: "Handled") -> None:
        if one.person.name != COORDINATOR or not self.numbers or self.is_withdrawn or self.asked_to_withdraw:
            return
        self.asked_to_withdraw = True

        def revert(_at: datetime) -> None:
            self.asked_to_withdraw = False

        to.did_once(one, lambda: self.asked_to_withdraw and not self.is_withdrawn, revert)

    def _agree(self, to: "Standing", one: "Handled") -> None:
        """What is not done is cancelled, where that is asked for; else the leader is asked first."""
        if one.person.name != LEADER or not self.numbers or self.is_withdrawn or not self.asked_to_withdraw:
            return
        self.is_withdrawn, self.asked_to_withdraw = True, False
        for number in self.numbers.values():
            if to.rows[number].state in {"open", "reported"}:
                wish = to.open_wish(number)
                if wish is not None:
                    wish.settle()
                row = to.rows[number]
                to.rows[number] = replace(row, state="cancelled", version=row.version + 1)
            to.touched[number].append(one.at)
        to.final(one)
