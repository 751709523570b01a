"""Zalo's messages of the month run out in the week: what is kept in reserve is for answers and what is urgent."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from bot.platforms.connector import bot_of
from dondoc.app import open_app
from storage.channel_holds_and_quotas import add_messages
from tests.simulation import zalo
from tests.simulation.clock import HANOI, ProgramClock
from tests.simulation.events import Event
from tests.simulation.evidence import is_routine, local
from tests.simulation.ward import Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence
    from tests.simulation.week import Week

LIMIT, RESERVE, THRIFTY_AT = 3000, 300, 2400
IN_FLIGHT = 16  # messages that were claimed before the last of those in front of them was counted


def _drawn(random: Random, _ward: Ward) -> list[Event]:
    used = random.choice((2350, LIMIT - RESERVE - 40, LIMIT - RESERVE - 15, LIMIT - RESERVE - 3, LIMIT - 30))
    return [Event(0, "month_quota", {"used": used})]


def _act_month_quota(week: "Week", used: int) -> None:
    """Before the program starts: count messages as sent this month."""
    if week.settings.zalo_token is None:
        return
    week.settings = week.settings.model_copy(update={"zalo_monthly_quota": LIMIT})
    at = week.ward.starts.astimezone(HANOI)
    month, bot = f"{at:%Y-%m}", bot_of(zalo.TOKEN)
    with open_app(week.settings, ProgramClock(week.clock)) as app, app.database.transaction() as tx:  # type: ignore[arg-type]
        add_messages(tx, app.organisation.id, "zalo", bot, month, LIMIT, used)
    week.zalo.month_limit, week.zalo.sent_in[at.year, at.month] = LIMIT, used
    week.used_before = used
    week.tell(f"{used} of {LIMIT} messages of the month are used")


def spared_from(week: "Week") -> datetime | None:
    """From when on routine messages on Zalo may stay away; None: all week long they must come."""
    if week.used_before is None:
        return None
    tried = sorted(one.at for one in week.lines["zalo"].tries)  # what a platform swallowed may have been counted
    left = max(THRIFTY_AT - week.used_before, 0)
    return week.ward.starts if not left else tried[left] if left < len(tried) else None


def _faults(found: "Evidence", _standing: "Standing") -> Iterator[str]:
    """Once the reserve has begun no morning message leaves on Zalo, and no answer stays away for want of room."""
    week = found.week
    if week.used_before is None:
        return
    month, used, restored = local(week.ward.starts).month, week.used_before, week.restored
    sent = sorted(shown.at for phone in (*week.phones, *week.strangers) if phone.platform == "zalo"
                  for shown in phone.shown)  # fmt: skip
    everything = [(shown.at, shown) for phone in (*week.phones, *week.strangers) if phone.platform == "zalo"
                  for shown in phone.shown if local(shown.at).month == month]  # fmt: skip
    for at, shown in sorted(everything, key=lambda one: one[0]):
        if restored is not None and restored.is_gone and restored.at <= at:
            used -= sum(restored.taken_at < one < restored.at for one in sent)  # nobody knows of these any more
            restored = None
        if is_routine(shown) and used >= LIMIT - RESERVE + IN_FLIGHT:
            yield f"message {used} of {LIMIT} at {local(at):%a %H:%M} is a morning message: {shown.text[:40]!r}"
            return
        used += 1
    for row in found.outbox:
        if row["kind"] == "answer" and row["state"] == "dropped" and "quota" in (row["error"] or ""):
            yield f"{row['key']} was dropped for want of room"


THEME = Theme("month's quota", _drawn, {"month_quota": _act_month_quota}, _faults)
