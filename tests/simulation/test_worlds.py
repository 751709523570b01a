"""What the themes of the simulated weeks found, by their cut-down lists of events; and that their accounts can tell."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.simulation.account import Account
from tests.simulation.deeds import Standing
from tests.simulation.events import Event
from tests.simulation.evidence import Evidence
from tests.simulation.ward import COORDINATOR, LEADER
from tests.simulation.week import Week, played

SEED = 1
FIRST_MORNING = 13 * 3600.0  # eight o'clock on Monday


class Script:
    """What is typed about the first task of a ward, a hundred seconds apart."""

    def __init__(self, folder: Path) -> None:
        self.ward = Week(SEED, folder, []).ward
        self.task = self.ward.tasks[0]
        self.officer = self.ward.of_unit(self.task.leads[0])[0].name
        self.events: list[Event] = []

    def say(self, who: str, text: str, verb: str, **meaning: object) -> None:
        facts = {"person": who, "chat": 0, "passed_on": False, "text": text, "verb": verb, "number": self.task.number}
        self.events.append(Event(FIRST_MORNING + 100 * len(self.events), "say", facts | meaning))

    def ask_for(self, days: int) -> None:
        day = self.ward.starts.date() + timedelta(days=days)
        words = f"gia hạn {self.task.number} {day:%d/%m/%Y} chờ số liệu của cấp trên"
        self.say(self.officer, words, "extend", day=day.isoformat())

    def faults(self) -> tuple[list[str], Standing]:
        with played(SEED, self.events, days=1) as week:
            account = Account(Evidence(week))
            return list(account.faults()), account.standing


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(tmp_path)


def test_a_refusal_is_not_taken_back_once_time_was_asked_for_again(script: Script) -> None:
    number = script.task.number
    script.ask_for(25)
    script.say(LEADER, f"từ chối {number} phải đúng hạn", "refuse")
    script.ask_for(27)
    script.say(LEADER, "hoàn tác", "undo")
    script.say(LEADER, f"duyệt {number}", "decide")
    faults, standing = script.faults()
    assert faults == []
    assert standing.rows[number].last_day == script.ward.starts.date() + timedelta(days=27)


def test_a_refusal_is_not_taken_back_once_the_work_is_reported(script: Script) -> None:
    number = script.task.number
    script.ask_for(25)
    script.say(LEADER, f"từ chối {number} phải đúng hạn", "refuse")
    script.say(script.officer, f"xong {number}", "done")
    script.say(LEADER, "hoàn tác", "undo")
    script.say(LEADER, f"duyệt {number}", "decide")
    faults, standing = script.faults()
    assert faults == []
    assert standing.rows[number].last_day == script.task.last_day


def test_the_account_knows_what_an_undo_takes_back_and_what_it_must_leave(script: Script) -> None:
    number = script.task.number
    script.say(script.officer, f"xong {number}", "done")
    script.say(COORDINATOR, f"xác nhận {number}", "confirm")
    script.say(script.officer, "hoàn tác", "undo")  # somebody has gone on from there
    script.say(COORDINATOR, "hoàn tác", "undo")
    script.say(COORDINATOR, "hoàn tác", "undo")  # nothing older
    faults, standing = script.faults()
    assert faults == []
    assert (standing.undone, standing.rows[number].state) == (1, "reported")
