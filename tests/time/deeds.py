"""What the people of a simulated ward say in a year: reports, requests, orders, and what the account makes of them."""

from datetime import date, timedelta
from random import Random

from domain.people import Role
from tests.time.life import Life
from tests.time.model import Row

_OFTEN = ("nhan {}", "tiendo {} 40", "xong {}", "xong {} đã gửi báo cáo", "ct {}")
_OBSTACLES = ("vuongmac {} chưa có kinh phí", "hetvuong {}")
_SNOOZES = ("nhắc lại {} ngày mai", "nhắc lại {} thứ sáu", "nhắc lại {} sau 2 giờ")
_CHECK_INS = ("vantrienkhai {}", "coketqua {} đã họp rà soát", "chualamduoc {} chờ hướng dẫn", "xong {}")


def people_act(life: Life, random: Random) -> None:
    """A few of the units answer, the coordinator and the leaders decide about some of what came."""
    for _ in range(random.randint(0, 3)):
        number = random.choice(tuple(life.tasks))
        leads = [c.id for c in life.lead_contacts(number) if c.id in life.reachable()]
        if leads:
            _of_unit(life, random, random.choice(leads), number)
    for role, act in ((Role.COORDINATOR, _coordinator), (Role.LEADER, _leader)):
        for person in life.in_role(role):
            if person in life.reachable() and random.random() < 0.15:
                act(life, random, person)


def _of_unit(life: Life, random: Random, person: int, number: int) -> None:
    row, chance = life.paper.rows[number], random.random()
    if row.is_repeating:
        life.say(person, random.choice(_CHECK_INS).format(number))
    elif chance < 0.65:
        _report(life, random, person, number)
    elif chance < 0.8:
        _ask_for_time(life, random, person, number)
    elif chance < 0.85:
        life.say(person, f"xinykien {number} có mời các chi bộ không")
        row.has_question = row.has_question or row.state == "open"
    elif chance < 0.93:
        life.say(person, random.choice(_OBSTACLES).format(number))
    elif chance < 0.96:
        life.say(person, f"daphoihop {random.choice(tuple(life.tasks))}")
    elif chance < 0.98:
        life.say(person, random.choice(_SNOOZES).format(number))
    else:
        _hand_over(life, random, person, number)


def _report(life: Life, random: Random, person: int, number: int) -> None:
    deed = random.choice(_OFTEN).format(number)
    life.say(person, deed)
    if not deed.startswith("xong"):
        return
    shares = life.paper.report(number, life.people_on(life.today)[person].unit_ids, life.now)
    if shares is not None and random.random() < 0.15:
        life.say(person, "hoantac")
        life.paper.undo_report(number, shares, life.now)


def _ask_for_time(life: Life, random: Random, person: int, number: int) -> None:
    """A day that is later than the one that stands."""
    row = life.paper.rows[number]
    day = max(row.last_day or life.today, life.today) + timedelta(days=random.randint(1, 25))
    life.say(person, f"giahan {number} {day:%d/%m/%Y} chờ số liệu của cấp trên")
    if row.state == "open" and row.last_day is not None and row.wish is None and row.correction is None:
        row.wish, row.is_recommended = (day, life.today), False


def _hand_over(life: Life, random: Random, person: int, number: int) -> None:
    """A head hands the task to somebody of the unit, or gives it back to all."""
    there = life.people_on(life.today)
    row, contact = life.paper.rows[number], there[person]
    heading = {unit for unit, role in contact.memberships if role is Role.HEAD} & life.lead_units(number)
    if row.state != "open" or len(heading) != 1:
        return
    [unit] = heading
    of_unit = [c for c in there.values() if {(unit, Role.HEAD), (unit, Role.OFFICER)} & c.memberships]
    if random.random() < 0.3:
        life.say(person, f"giao {number} cả đơn vị")
        row.handed.pop(unit, None)
    else:
        chosen = random.choice(of_unit)
        life.say(person, f"giao {number} {chosen.name}")
        row.handed[unit] = frozenset({chosen.id})
    row.changed_at = life.now


def _coordinator(life: Life, random: Random, person: int) -> None:
    for number, row in list(life.paper.rows.items()):
        if row.state == "reported" and random.random() < 0.6:
            _verify(life, random, person, number)
        elif row.state == "open" and row.shares and random.random() < 0.05:
            life.say(person, f"xacnhan {number}")
            life.paper.confirm(number)
        elif row.wish is not None and not row.is_recommended and random.random() < 0.5:
            _recommend(life, random, person, number)
    _order(life, random, person, random.choice(tuple(life.tasks)))


def _recommend(life: Life, random: Random, person: int, number: int) -> None:
    """The coordinator's word goes up to the leaders; while none of them is there, or in place of one, it decides."""
    row, leaders = life.paper.rows[number], life.in_role(Role.LEADER)
    word = random.choice(("duyet", "tuchoi"))
    life.say(person, f"{word} {number} cần thống nhất với cấp trên")
    if leaders and person not in leaders:
        row.is_recommended = True
        return
    assert row.wish is not None, f"nobody asks for more time for task {number}"
    wanted = row.wish[0]
    if word == "tuchoi":
        row.wish, row.changed_at = None, life.now
    elif wanted >= _earliest(life, row):
        life.paper.move(number, wanted, life.now)
        row.wish = None


def _verify(life: Life, random: Random, person: int, number: int) -> None:
    if random.random() < 0.8:
        life.say(person, f"xacnhan {number}")
        life.paper.confirm(number)
    else:
        life.say(person, f"tralai {number} còn thiếu số liệu")
        life.paper.open_again(number, life.now)


def _order(life: Life, random: Random, person: int, number: int) -> None:
    row, chance = life.paper.rows[number], random.random()
    if chance < 0.3:
        life.say(person, f"nhac {number} gửi báo cáo sớm")
    elif chance < 0.4 and row.state == "open":
        life.say(person, f"giaitrinh {number} vì sao chậm")
    elif chance < 0.6 and row.state in {"open", "reported"} and not row.is_repeating:
        _move(life, random, person, number, row)
    elif chance < 0.7 and row.state != "cancelled":
        life.say(person, f"huyviec {number} đã lồng ghép vào việc khác")
        life.paper.cancel(number)
    elif chance < 0.85:
        _add(life, random, person)


def _move(life: Life, random: Random, person: int, number: int, row: Row) -> None:
    """At once while the work is open and in time; else it is put before the leaders, unless more time is asked for."""
    day, leaders = _later(life, random), life.in_role(Role.LEADER)
    if day == row.last_day:
        return
    life.say(person, f"sua {number} hạn {day:%d/%m/%Y}")
    if not life.paper.is_judged(row, life.now) or not leaders or person in leaders:
        life.paper.move(number, day, life.now)
    elif row.wish is None and row.correction is None:
        row.correction = day


def _add(life: Life, random: Random, person: int) -> None:
    day, unit = _later(life, random), random.choice(life.plain_units())
    life.say(person, f"themviec Rà soát hồ sơ {len(life.tasks)}; chủ trì {unit}; hạn {day:%d/%m/%Y}")
    life.take_in_new()


def _earliest(life: Life, row: Row) -> date:
    """More time is never less: not before the day that stands, nor in the past."""
    return max(filter(None, (life.today, row.last_day)))


def _later(life: Life, random: Random) -> date:
    return life.today + timedelta(days=random.randint(1, 60))


def _leader(life: Life, random: Random, person: int) -> None:
    if random.random() < 0.2:
        life.say(person, f"biểu dương {random.choice(life.plain_units())}: hoàn thành tốt việc được giao")
    for number, row in list(life.paper.rows.items()):
        if row.wish is not None and random.random() < 0.5:
            _decide(life, random, person, number, row.wish[0])
        elif row.has_question and random.random() < 0.5:
            life.say(person, f"traloi {number} mời cả các chi bộ")
            row.has_question = False
        elif row.correction is not None and random.random() < 0.5:
            _decide_correction(life, random, person, number, row.correction)


def _decide_correction(life: Life, random: Random, person: int, number: int, day: date) -> None:
    """Any day will do, also one in the past: it is the leader's to say."""
    if random.random() < 0.7:
        life.say(person, f"duyet {number}")
        life.paper.move(number, day, life.now)
    else:
        life.say(person, f"tuchoi {number} phải giải trình")
    life.paper.rows[number].correction = None


def _decide(life: Life, random: Random, person: int, number: int, day: date) -> None:
    """As asked, until another day, or not."""
    row, chance = life.paper.rows[number], random.random()
    if chance < 0.3:
        life.say(person, f"tuchoi {number} phải hoàn thành trước Đại hội")
        row.wish, row.changed_at = None, life.now
        return
    another = _later(life, random) if chance > 0.8 else None
    life.say(person, f"duyet {number} {another:%d/%m/%Y}" if another else f"duyet {number}")
    if (another or day) >= _earliest(life, row):
        life.paper.move(number, another or day, life.now)
        row.wish = None
