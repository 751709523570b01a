"""The checkpoint of a month that ends within the week: made once over the right row, and read by the leader alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.evidence import instant, is_routine, local

if TYPE_CHECKING:
    from tests.simulation.evidence import Evidence
    from tests.simulation.phones import Phone

_LINE = re.compile(r"🔏 Nhật ký đến hết tháng (\d+)/(\d{4}): ([\d.]+) dòng, mã (\w{4}-\w{4})$", re.MULTILINE)
_WHOLE_MONTHS = re.compile(r"BÁO CÁO (THÁNG|QUÝ|NĂM) ")
_MARK = "🔏"
_SOON = timedelta(minutes=30)  # of a running program: ticks come every minute


def faults_of_checkpoints(found: "Evidence") -> Iterator[str]:
    """No inspector lives in these wards, so it stands in the leader's report and nowhere else."""
    rows = found.week.store.rows("SELECT * FROM checkpoint ORDER BY id")
    events = found.week.store.rows("SELECT seq, at, hash FROM event ORDER BY seq")
    for row in rows:
        yield from _row_fits(found, row, events)
    yield from _none_is_missing(found, {row["month"] for row in rows})
    codes: dict[str, set[str]] = defaultdict(set)
    for phone in found.week.phones:
        for shown in phone.shown:
            for month, year, count, code in _LINE.findall(shown.text):
                codes[f"{year}-{int(month):02d}"].add(f"{count} {code}")
        yield from _is_read(found, phone)
    if found.week.restored is None:
        counts = {row["month"]: row["count"] for row in rows}
        for month, told in codes.items():
            if len(told) != 1 or counts.get(month) != int(next(iter(told)).partition(" ")[0].replace(".", "")):
                yield f"of {month} people read {sorted(told)}, and the checkpoint counts {counts.get(month)}"


def _row_fits(found: "Evidence", row: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[str]:
    named = next((one for one in events if one["seq"] == row["seq"]), None)
    if named is None or named["hash"] != row["hash"] or row["count"] != row["seq"]:
        yield f"the checkpoint of {row['month']} names row {row['seq']} of {row['count']}, and the history has {named}"
    ends = _month_ends(row["month"])
    if _was_ahead(found, found.week.ends):
        return
    if instant(row["made_at"]) < ends:
        yield f"the checkpoint of {row['month']} was made before it ended"
    if any((one["seq"] > row["seq"]) != (instant(one["at"]) >= ends) for one in events):
        yield f"the checkpoint of {row['month']} leaves out events of it, or holds some of the next one"


def _none_is_missing(found: "Evidence", months: set[str]) -> Iterator[str]:
    """A month in which the ward was there ended, and the program ran for a while after it."""
    begins, ends = found.week.ward.starts, found.week.ends
    month = f"{begins:%Y-%m}"
    turn = _month_ends(month)
    platform = next(iter(found.week.lines))
    is_over = turn < ends and found.had_good_time(platform, turn, ends, 2 * _SOON)
    if is_over and found.week.restored is None and month not in months:
        yield f"the history has no checkpoint of {month}"


def _is_read(found: "Evidence", phone: "Phone") -> Iterator[str]:
    is_leader = found.week.ward.named(phone.person or "").role is Role.LEADER
    for shown in phone.shown:
        at, lines = local(shown.at), _LINE.findall(shown.text)
        if _MARK in shown.text and not (is_leader and is_routine(shown)):
            yield f"{phone.person} reads of the history at {at:%a %d/%m %H:%M}: {shown.text[-80:]!r}"
        if len(lines) != shown.text.count(_MARK) or len(lines) > 1:
            yield f"{phone.person} reads {lines} in {shown.text[-80:]!r}"
        if found.was_clock_wrong(shown.at) or _was_ahead(found, shown.at):
            continue
        if any(shown.at < _month_ends(f"{year}-{int(month):02d}") for month, year, _, _ in lines):
            yield f"{phone.person} reads of {lines} at {at:%a %d/%m %H:%M}"
        is_due = is_routine(shown) and _WHOLE_MONTHS.search(shown.text) is not None
        if is_due != bool(lines):
            yield f"{phone.person} reads a report at {at:%a %d/%m %H:%M} {'without' if is_due else 'with'} a checkpoint"


def _was_ahead(found: "Evidence", until: datetime) -> bool:
    """Whether the machine's clock showed the next month while this one lasted, or this one again: by a day at most."""
    turn = _month_ends(f"{found.week.ward.starts:%Y-%m}")
    return any(abs(at - turn) < timedelta(days=2) and at < until for at, _ in found.week.clock_steps)


def _month_ends(month: str) -> datetime:
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime.combine(following, time(0), HANOI)
