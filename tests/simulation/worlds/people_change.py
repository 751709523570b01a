"""A new phone by a code, codes that hold no longer, and people who are removed and go on writing."""

import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.events import Event
from tests.simulation.evidence import is_routine, local
from tests.simulation.ward import COORDINATOR, Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence
    from tests.simulation.week import Week

_CODE = re.compile(r"Kính gửi đồng chí (?P<name>[^:]+): mã mời (?P<code>\S+)")
IN_FLIGHT = timedelta(minutes=3)


def _drawn(random: Random, ward: Ward) -> list[Event]:
    found: list[Event] = []
    people = [person for person in ward.people if person.role in {Role.OFFICER, Role.HEAD}]
    for person in random.sample(people, random.randint(1, 3)):
        story = random.choice((_new_phone, _new_phone, _removed))
        found += story(random, ward, person.name, _morning(random, ward))
    return found


def _morning(random: Random, ward: Ward) -> float:
    local_ = (ward.starts + timedelta(days=random.randint(1, 4))).astimezone(HANOI)
    return (local_.replace(hour=random.randint(8, 14), minute=20) - ward.starts).total_seconds()


def _new_phone(random: Random, ward: Ward, name: str, at: float) -> list[Event]:
    """A code, a new phone with it; perhaps another code first, which ends the one before; old codes tried by others."""
    found = [_typed(at, COORDINATOR, f"mã {name}", "invite", name)]
    if random.random() < 0.3:
        at += 1800
        found.append(_typed(at, COORDINATOR, f"mã {name}", "invite", name))
        found.append(Event(at + 600, "old_code", {"person": name, "chat": random.randrange(3), "which": 0}))
    at += random.choice((300, 1500, 40_000))
    platform = random.choice(sorted({platform for person in ward.people for platform, _ in person.chats}))
    found.append(Event(at, "new_phone", {"person": name, "platform": platform}))
    for _ in range(random.randint(1, 4)):
        at += random.choice((200, 4000, 90_000))
        number = random.choice(ward.tasks).number
        done = random.random() < 0.5
        said = {"text": f"xong {number}" if done else "việc", "verb": "done" if done else None, "number": number}
        found.append(Event(at, "say", {"person": name, "chat": -1, "passed_on": False, **said}))
    if random.random() < 0.6:
        found.append(Event(at + 500, "old_code", {"person": name, "chat": random.randrange(3), "which": -1}))
    return found


def _removed(random: Random, ward: Ward, name: str, at: float) -> list[Event]:
    """Perhaps with a code in somebody's hand, which is worth nothing afterwards."""
    found = []
    if random.random() < 0.7:
        found.append(_typed(at, COORDINATOR, f"mã {name}", "invite", name))
        at += random.choice((400, 7200))
    found.append(_typed(at, COORDINATOR, f"thôi {name}", "remove", name))
    for _ in range(random.randint(2, 5)):
        at += random.choice((1, 60, 700, 30_000))
        number = random.choice(ward.tasks).number
        said = {"text": f"xong {number}", "verb": "done", "number": number}
        found.append(Event(at, "say", {"person": name, "chat": 0, "passed_on": False, **said}))
    found.append(Event(at + 30, "old_code", {"person": name, "chat": random.randrange(3), "which": -1}))
    return found


def _typed(at: float, who: str, text: str, verb: str, about: str) -> Event:
    facts = {"person": who, "chat": 0, "passed_on": False, "text": text, "verb": verb, "about": about}
    return Event(at, "say", facts)


# ---- acts


def _codes(week: "Week", person: str) -> list[tuple[Any, str]]:
    """The codes for somebody that the coordinator's phones show, in their order, each once."""
    found: dict[str, Any] = {}
    for phone in week.phones:
        if phone.person == COORDINATOR:
            for shown in phone.shown:
                said = _CODE.search(shown.text)
                if said is not None and said["name"] == person:
                    found.setdefault(said["code"], shown.at)
    return sorted((at, code) for code, at in found.items())


def _act_new_phone(week: "Week", person: str, platform: str) -> None:
    """Somebody has another phone and types the newest code on it."""
    codes = _codes(week, person)
    if not codes or platform not in {phone.platform for phone in week.phones}:
        return
    shown_at, code = codes[-1]
    place = len(week.phones)
    phone = week.platforms[platform].add(str(700_001 + place) if platform == "telegram" else f"new{place:04d}", person)
    phone.is_new = True
    week.phones.append(phone)
    week.tell(f"{person} types {code} on a new phone ({platform})")
    week.platforms[platform].write(phone, f"/start {code}")
    meaning = {"verb": "start", "about": person, "code": code, "shown_at": shown_at}
    week.meanings[id(phone.typed[-1])] = meaning


_WELCOME = "✅ Xin chào"


def _act_old_code(week: "Week", person: str, chat: int, which: int) -> None:
    """A stranger has found a code and types it: it must be one that holds no longer, else it would be a theft."""
    codes, stranger = _codes(week, person), week.strangers[chat]
    is_spent = len(codes) > 1 and which == 0
    used = {
        week.meanings[id(typed)]["code"]
        for phone in week.phones
        for typed in phone.typed
        # What Zalo handed out as the line broke is lost, and the code in it still holds (week 310306).
        if _is_start(week, typed) and any(one.at >= typed.at and one.text.startswith(_WELCOME) for one in phone.shown)
    }
    if not codes or not (is_spent or codes[which][1] in used or week.is_removed(person)):
        return
    week.tell(f"a stranger types an old code of {person}")
    week.telegram.write(stranger, f"/start {codes[which][1]}")


def _is_start(week: "Week", typed: Any) -> bool:
    return bool(week.meanings.get(id(typed), {}).get("verb") == "start")


# ---- account


def _faults(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """A phone that is nobody's any more shows nothing of the ward; strangers are linked to nobody."""
    links, week = standing.links, found.week
    secrets = [task.token for task in week.ward.tasks]
    for phone in week.phones:
        closed = links.closed.get(id(phone))
        for shown in phone.shown if closed is not None else ():
            is_late = closed is not None and shown.at > closed.surely + IN_FLIGHT
            if is_late and (is_routine(shown) or any(secret in shown.text for secret in secrets)):
                yield f"an old phone of {phone.person} reads at {local(shown.at):%a %H:%M}: {shown.text[:60]!r}"
    for name, turn in links.removed.items():
        alive = [row for row in found.accounts if row["name"] == name and row["is_alive"]]
        if alive and turn.surely < week.ends - timedelta(hours=1):
            yield f"{name} was removed and has an account: {alive}"
    strangers = {(phone.platform, phone.chat) for phone in week.strangers}
    for row in found.accounts:
        if (row["channel"], row["chat_id"]) in strangers:
            yield f"a stranger is linked as {row['name']}"
    yield from _new_phones(found, standing)


def _new_phones(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """By a code that holds the new phone is the person's, and no other of the same platform is."""
    alive = {(row["channel"], row["chat_id"]): row["name"] for row in found.accounts if row["is_alive"]}
    for phone in found.week.phones:
        if phone.person in standing.links.unclear or phone.was_blocked:
            continue
        is_mine = alive.get((phone.platform, phone.chat)) == phone.person
        if standing.links.is_linked(phone, found.week.ends, found.week.ends) != is_mine:
            which = "new" if phone.is_new else "first"
            yield f"the {which} phone of {phone.person} ({phone.platform}) is {'' if is_mine else 'not '}linked"


THEME = Theme("people change", _drawn, {"new_phone": _act_new_phone, "old_code": _act_old_code}, _faults)
