"""What the themes of the simulated weeks found, by their cut-down lists of events; and that their accounts can tell."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.simulation.account import Account
from tests.simulation.checkpoints import faults_of_checkpoints
from tests.simulation.deeds import Standing
from tests.simulation.events import Event
from tests.simulation.evidence import Evidence, is_routine, local
from tests.simulation.ward import COORDINATOR, LEADER, Ward
from tests.simulation.week import Week, played
from tests.simulation.worlds.plan_changes import pasted

SEED = 58  # a week without days off; the unit of the first task has officers and a head
SEED_OF_A_MONTHS_END = 9  # Monday is 30/11
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
        self.happens("say", **(facts | meaning))

    def happens(self, kind: str, **facts: object) -> None:
        self.events.append(Event(FIRST_MORNING + 100 * len(self.events), kind, facts))

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


def test_with_the_person_their_code_is_gone_for_whoever_finds_it(script: Script) -> None:
    script.say(COORDINATOR, f"mã {script.officer}", "invite", about=script.officer)
    script.say(COORDINATOR, f"thôi {script.officer}", "remove", about=script.officer)
    script.happens("old_code", person=script.officer, chat=0, which=-1)
    script.say(script.officer, f"xong {script.task.number}", "done")
    faults, standing = script.faults()
    assert faults == []
    assert (list(standing.links.removed), standing.rows[script.task.number].state) == ([script.officer], "open")


def test_with_a_new_phone_the_old_one_is_nobodys(script: Script) -> None:
    platform = script.ward.named(script.officer).chats[0][0]
    script.say(COORDINATOR, f"mã {script.officer}", "invite", about=script.officer)
    script.happens("new_phone", person=script.officer, platform=platform)
    script.say(script.officer, f"xong {script.task.number}", "done")  # on the old one
    script.happens("old_code", person=script.officer, chat=0, which=-1)
    faults, standing = script.faults()
    assert faults == []
    assert (len(standing.links.opened), standing.rows[script.task.number].state) == (1, "open")


def test_what_is_left_of_the_month_is_kept_for_answers(script: Script) -> None:
    """With thirty messages left no morning message leaves on Zalo, and every question there is answered."""
    script.events.append(Event(0, "month_quota", {"used": 2970}))
    script.say(LEADER, "tình hình", "none")
    with played(SEED, script.events, days=1) as week:
        assert list(Account(Evidence(week)).faults()) == []
        shown = [shown for phone in week.phones if phone.platform == "zalo" for shown in phone.shown]
    assert shown
    assert not any(map(is_routine, shown))


@pytest.mark.parametrize("dies_at", [0, 1])
def test_the_file_of_an_older_version_is_brought_up_to_date_and_goes_on(script: Script, dies_at: int) -> None:
    script.events.append(Event(0, "old_file", {"dies_at": dies_at, "is_after": False}))
    script.say(script.officer, f"xong {script.task.number}", "done")
    faults, standing = script.faults()
    assert faults == []
    assert standing.rows[script.task.number].state == "reported"


def test_after_a_restore_at_night_nobody_is_woken_by_an_answer_of_the_day(script: Script) -> None:
    """Seed 6 of the theme: answers that waited as the backup was taken went out again at half past nine."""
    platform, _ = script.ward.named(LEADER).chats[0]
    at = FIRST_MORNING + 3600
    fault = {"fate": "502 before it arrived", "seconds": 400, "only_sends": True, "wait": 5}
    script.events.append(Event(at, "trouble", {"platform": platform, **fault}))
    asked = {"person": LEADER, "chat": 0, "passed_on": False, "text": "tình hình", "verb": None, "number": 0}
    script.events.append(Event(at + 60, "say", asked))
    script.events.append(Event(at + 200, "backup", {}))
    script.events.append(Event(FIRST_MORNING + 13 * 3600, "restore", {"which": "own", "down": 60, "is_gone": True}))
    with played(SEED, script.events, days=2) as week:
        assert list(Account(Evidence(week)).faults()) == []
        after = [shown for phone in week.phones for shown in phone.shown if shown.at > week.restored.at]
    assert sum(shown.is_marked for shown in after) == 1


def test_who_is_away_hears_nothing_in_the_morning_and_who_stands_in_hears_it(script: Script) -> None:
    first, stand_in = script.ward.starts.date() + timedelta(days=2), script.ward.of_unit(script.task.leads[0])[-1].name
    about = {"about": script.officer, "stand_in": stand_in, "first": first.isoformat(), "last": first.isoformat()}
    script.say(COORDINATOR, f"nghỉ {script.officer} {first:%d/%m/%Y} thay {stand_in}", "leave", **about)
    with played(SEED, script.events, days=3) as week:
        account = Account(Evidence(week))
        assert list(account.faults()) == []
        told = {person.name for day, person, _, _ in account.due() if day == first}
        mornings = {phone.person for phone in week.phones for one in phone.shown
                    if is_routine(one) and local(one.at).date() == first}  # fmt: skip
    assert stand_in in told
    assert script.officer not in mornings | told


PLANNED = {"PX01": "Dựng rạp", "PX02": "In giấy mời", "PX03": "Chuẩn bị nước uống"}


def plan_text(ward: Ward, *rows: tuple[str, str, date]) -> tuple[str, list[dict[str, str]]]:
    """A plan as it is pasted, and what its rows mean: (token, unit, last day) each."""
    meant = [
        {"title": f"{PLANNED[token]} {token}", "token": token, "lead": unit, "last_day": day.isoformat()}
        for token, unit, day in rows
    ]
    return pasted(ward, meant), meant


def test_a_plan_is_amended_and_each_of_its_tasks_goes_its_way(script: Script) -> None:
    """Monday it is written; on Tuesday a day is moved, a row is gone and cancelled, a row is new."""
    unit, monday = script.task.leads[0], script.ward.starts.date() + timedelta(days=1)
    rows = [("PX01", unit, monday + timedelta(days=10)), ("PX02", unit, monday + timedelta(days=9))]
    text, meant = plan_text(script.ward, *rows)
    script.say(COORDINATOR, text, "plan", rows=meant)
    script.say(COORDINATOR, "nhập", "write")
    text, meant = plan_text(script.ward, ("PX01", unit, monday + timedelta(days=2)), ("PX03", unit, rows[0][2]))
    script.say(COORDINATOR, text, "plan", rows=meant)
    for answer in ("A", "A"):
        script.say(COORDINATOR, answer, "answer")
    script.say(COORDINATOR, "nhập", "write")
    with played(SEED, script.events, days=3) as week:
        account = Account(Evidence(week))
        assert list(account.faults()) == []
        first = len(script.ward.tasks) + 1
        stand = [(account.standing.rows[first + at].state, account.standing.tasks[first + at].token) for at in range(3)]
        due = {(day, number) for day, _, number, _ in account.due()}
    assert stand == [("open", "PX01"), ("cancelled", "PX02"), ("open", "PX03")]
    assert (monday + timedelta(days=1), first) in due


def test_a_plan_that_is_withdrawn_is_followed_no_more(script: Script) -> None:
    unit, day = script.task.leads[0], script.ward.starts.date() + timedelta(days=11)
    text, meant = plan_text(script.ward, ("PX01", unit, day))
    script.say(COORDINATOR, text, "plan", rows=meant)
    script.say(COORDINATOR, "nhập", "write")
    script.say(COORDINATOR, "hủy kế hoạch 46 đã lồng ghép", "withdraw")
    script.say(COORDINATOR, "hoàn tác", "undo")
    script.say(COORDINATOR, "hủy kế hoạch 46 đã lồng ghép", "withdraw")
    script.say(LEADER, "cho hủy kế hoạch 46", "agree")
    faults, standing = script.faults()
    assert faults == []
    assert (standing.undone, standing.rows[len(script.ward.tasks) + 1].state) == (1, "cancelled")


@pytest.mark.parametrize(
    ("first", "verb", "ends"), [("sẽ xong {n} chiều nay", None, "reported"), ("nhận {n}", "ack", "open")]
)
def test_a_changed_message_is_obeyed_where_nothing_had_come_of_it(
    script: Script, first: str, verb: str | None, ends: str
) -> None:
    number = script.task.number
    script.say(script.officer, first.format(n=number), verb or "none")
    changed = {"person": script.officer, "chat": 0, "text": f"xong {number}", "verb": "done", "number": number}
    script.happens("edit", **changed)
    faults, standing = script.faults()
    assert faults == []
    assert standing.rows[number].state == ends


def test_a_morning_that_a_clock_ahead_put_off_comes_when_it_is_set_right() -> None:
    """Week 70077: a day ahead for fifty minutes of a night, and what was due that morning came a day later."""
    said = {"chat": 0, "passed_on": False}
    refused = {"platform": "zalo", "fate": "400", "seconds": 2400, "only_sends": True, "wait": 5, "chat": "zalo0005"}
    away = {"platform": "telegram", "fate": "no connection", "seconds": 3, "only_sends": False, "wait": 1}
    agreed = {**said, "person": COORDINATOR, "text": "duyệt 5", "verb": "recommend", "number": 5}
    begun = {**said, "person": "Đỗ Thị Mai", "text": "tiến độ 6 40", "verb": "progress", "percent": 40, "number": 6}
    events = [
        Event(217200.0, "trouble", refused),
        Event(219036.0, "trouble", away),
        Event(254736.0, "say", agreed),
        Event(275327.0, "say", begun),
        Event(287114.0, "clock", {"seconds": 86400}),
    ]
    with played(70077, events, days=5) as week:
        morning = week.ward.starts + timedelta(days=3, hours=12)
        [phone] = [one for one in week.phones if one.platform == "zalo" and one.chat == "zalo0005"]
        told = [local(one.at) for one in phone.shown if is_routine(one) and morning < one.at]
        assert told[0].date() == local(morning).date(), told


def test_the_morning_after_a_month_the_leader_reads_its_checkpoint() -> None:
    """The machine sleeps until the morning: the report of November left before its checkpoint was made."""
    with played(SEED_OF_A_MONTHS_END, [], days=3) as week:
        found = Evidence(week)
        assert list(faults_of_checkpoints(found)) == []
        [leader] = [phone for phone in week.phones if phone.person == LEADER]
        assert sum("🔏 Nhật ký đến hết tháng 11/2026" in shown.text for shown in leader.shown) == 1
