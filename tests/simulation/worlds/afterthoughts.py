"""Somebody changes what they have written: obeyed where nothing had come of it, else what was done stays."""

from datetime import timedelta
from random import Random

from tests.simulation.clock import HANOI
from tests.simulation.events import Event
from tests.simulation.ward import Ward
from tests.simulation.worlds.themes import Theme

_NOTHING_YET = ("xong {n} chưa ạ?", "sẽ xong {n} chiều nay", "tình hình", "xongg {n} nhé")


def _drawn(random: Random, ward: Ward) -> list[Event]:
    writers = [person for person in ward.people if person.unit and person.chats[0][0] == "telegram"]
    found: list[Event] = []
    for person in random.sample(writers, min(len(writers), random.randint(2, 5))):
        own = [task.number for task in ward.tasks if person.unit in task.leads]
        day = (ward.starts + timedelta(days=random.randint(1, 5))).astimezone(HANOI)
        at = (day.replace(hour=random.randint(8, 16), minute=random.randrange(60)) - ward.starts).total_seconds()
        if not own:
            continue
        first, then = random.choice(own), random.choice(own)
        is_deed = random.random() < 0.4
        said = {"text": f"nhận {first}", "verb": "ack"} if is_deed else {"text": _nothing(random, first), "verb": None}
        about = {"person": person.name, "chat": 0}
        found.append(Event(at, "say", {**about, "passed_on": False, "number": first, **said}))
        for _ in range(random.choice((1, 1, 2))):
            at += random.choice((3, 20, 300, 4000))
            found.append(Event(at, "edit", {**about, "text": f"xong {then}", "verb": "done", "number": then}))
            then = random.choice(own)
    return found


def _nothing(random: Random, number: int) -> str:
    return random.choice(_NOTHING_YET).format(n=number)


THEME = Theme("afterthoughts", _drawn)
