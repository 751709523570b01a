"""A plan is handed in within the week, amended (a day moved, a row more, a row less), and perhaps withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from tests.simulation.clock import HANOI
from tests.simulation.due_days import is_working_day
from tests.simulation.events import Event
from tests.simulation.evidence import local
from tests.simulation.ward import COORDINATOR, LEADER, Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence

NUMBER = 46
TOLD_WITHIN = timedelta(hours=3)
_HEADER = """nhập kế hoạch
ĐẢNG ỦY PHƯỜNG THỬ
Số {number}-KH/ĐU
Thử, ngày {day} tháng {month} năm {year}

KẾ HOẠCH
Tổ chức ngày hội

TT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn
"""
_TITLES = ("Dựng rạp", "Mời khách", "In giấy mời", "Thuê loa", "Bố trí bãi xe", "Chuẩn bị nước uống")


def _drawn(random: Random, ward: Ward) -> list[Event]:
    monday = ward.starts.astimezone(HANOI).date() + timedelta(days=1)
    units = sorted({person.unit for person in ward.people if person.unit})
    rows = [_row(random, place, units, monday) for place in range(random.randint(2, 4))]
    day = monday + timedelta(days=random.randint(0, 2))
    at = (datetime.combine(day, time(random.randint(8, 14), 10), HANOI) - ward.starts).total_seconds()
    found = [_typed(at, COORDINATOR, pasted(ward, rows), {"verb": "plan", "rows": rows})]
    found.append(_typed(at + 60, COORDINATOR, "nhập", {"verb": "write"}))
    first = len(ward.tasks) + 1
    pauses = [random.choice((500, 20_000, 90_000)) for _ in range(random.randint(0, 3))]
    found += [_deed(random, ward, at + pause, first + random.randrange(len(rows))) for pause in pauses]
    if random.random() < 0.7:
        at += random.choice((4000, 90_000))
        found += _amended(random, ward, at, rows, units, monday)
    if random.random() < 0.4:
        at += random.choice((7000, 100_000))
        words = {"verb": "withdraw"}
        found.append(_typed(at, COORDINATOR, f"hủy kế hoạch {NUMBER} đã lồng ghép", words))
        if random.random() < 0.3:
            found.append(_typed(at + 60, COORDINATOR, "hoàn tác", {"verb": "undo"}))
        found.append(_typed(at + 900, LEADER, f"cho hủy kế hoạch {NUMBER}", {"verb": "agree"}))
    return found


def _amended(
    random: Random, ward: Ward, at: float, rows: list[dict[str, Any]], units: list[str], monday: date
) -> list[Event]:
    """One day is moved, the last row is gone, another is new; with the doubts answered, or written all the same."""
    later = _working(date.fromisoformat(rows[0]["last_day"]) + timedelta(days=random.randint(1, 9)))
    version = [{**rows[0], "last_day": later.isoformat()}, *rows[1:-1], _row(random, 5, units, monday)]
    found = [_typed(at, COORDINATOR, pasted(ward, version), {"verb": "plan", "rows": version})]
    if random.random() < 0.5:
        found += [_typed(at + 60 * step, COORDINATOR, "A", {"verb": "answer"}) for step in (1, 2)]
        found.append(_typed(at + 180, COORDINATOR, "nhập", {"verb": "write"}))
    else:
        found.append(_typed(at + 60, COORDINATOR, "vẫn ghi", {"verb": "write anyway"}))
    return found


def _row(random: Random, place: int, units: list[str], monday: date) -> dict[str, Any]:
    token, day = f"PX{place:02d}", _working(monday + timedelta(days=random.randint(3, 12)))
    title = f"{_TITLES[place]} {token}"
    return {"title": title, "token": token, "lead": random.choice(units), "last_day": day.isoformat()}


def _working(day: date) -> date:
    """The day itself or the next working day: a last day on a day off is asked about."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def pasted(ward: Ward, rows: Sequence[Mapping[str, Any]]) -> str:
    """The plan as the coordinator pastes it."""
    day = ward.starts.astimezone(HANOI).date() - timedelta(days=2)
    lines = [
        f"{place}\t{row['title']}\t{row['lead']}\t{date.fromisoformat(row['last_day']):%d/%m/%Y}"
        for place, row in enumerate(rows, 1)
    ]
    head = _HEADER.format(number=NUMBER, day=day.day, month=day.month, year=day.year)
    return head + "\n".join(lines) + "\n\nNơi nhận:\n- Các chi bộ."


def _deed(random: Random, ward: Ward, at: float, number: int) -> Event:
    person = random.choice([one for one in ward.people if one.unit])
    return _typed(at, person.name, f"xong {number}", {"verb": "done", "number": number})


def _typed(at: float, who: str, text: str, meaning: Mapping[str, Any]) -> Event:
    return Event(at, "say", {"person": who, "chat": 0, "passed_on": False, "text": text, **meaning})


def _faults(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """Whoever leads a new task is told of it soon; every task of the plan stands in the database."""
    numbers = {row["number"] for row in found.tasks}
    for number, at in standing.desk.announced:
        if number not in numbers:
            yield f"task {number} of the plan is not there"
        is_day = time(7, 30) <= local(at).time() < time(16) and not found.may_be_misdated(at)
        task = standing.tasks[number]
        for person in standing.told_of(task.leads, local(at).date()) if is_day else ():
            phones, until = found.phones_of(person), at + TOLD_WITHIN
            could_be = until < found.week.ends and all(
                found.had_good_time(phone.platform, at, until, timedelta(hours=2))
                and standing.links.is_linked(phone, at, until)
                and not found.was_blocked(phone, local(at).date())
                for phone in phones
            )
            shown = [one for phone in phones for one in phone.shown if at - TOLD_WITHIN < one.at <= until]
            if could_be and not any(task.token in one.text for one in shown):
                yield f"{person.name} was not told of the new task {number}"


THEME = Theme("plan changes", _drawn, {}, _faults)
