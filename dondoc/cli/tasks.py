"""`dondoc tasks`: the tasks, all or of one unit, all or those that one figure of `dondoc status` counts."""

from typing import Any

from domain.figures import Cell
from domain.messages import Refused
from domain.messages.people import NoSuchUnit
from domain.tasks import State
from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.look_up import TaskListed, look_at_tasks

# What `--state` takes, by the names of the figures in `status --json`, and the words for it.
STATES = {
    Cell.DONE_ON_TIME.value: "hoàn thành đúng hạn",
    Cell.DONE_LATE.value: "hoàn thành chậm",
    Cell.OPEN_IN_TIME.value: "trong hạn",
    Cell.OPEN_OVERDUE.value: "quá hạn",
    State.REPORTED.value: "chờ xác nhận",
    State.CANCELLED.value: "đã hủy",
}


def run(unit: str | None, state: str | None, *, as_json: bool, org: str | None = None) -> None:
    """List the tasks by number, those of a unit it leads; without a state all that are not cancelled.

    Raises CannotDo when no one unit is called so, or no state.
    """
    if state is not None and state not in STATES:
        raise CannotDo(f"Không có trạng thái “{state[:40]}”. Dùng một trong: {', '.join(STATES)}.")
    with open_chosen(load_settings(), org) as app:
        try:
            with app.database.reading() as tx:
                found = look_at_tasks(tx, app.organisation, unit, app.clock.now())
        except Refused as refused:
            raise CannotDo(_no_unit(refused, unit or "")) from None
    listed = [each for each in found if _is_meant(each, state)]
    if as_json:
        print_json([_as_json(each) for each in listed])
        return
    for each in listed:
        print_line(_line(each))
    print_line(f"{len(listed)} việc.")


def _is_meant(listed: TaskListed, state: str | None) -> bool:
    if state is None:
        return listed.cell is not None
    return state in {listed.line.state, listed.cell}


def _line(listed: TaskListed) -> str:
    line = listed.line
    states = [STATES[listed.cell or line.state]]
    if listed.cell == Cell.OPEN_OVERDUE and line.days_left is not None and line.state == State.OPEN:
        states = [f"{states[0]} {max(0, -line.days_left)} ngày"]
    if line.state == State.REPORTED:
        states.append(STATES[line.state])
    elif line.progress and line.state == State.OPEN:
        states.append(f"đạt {line.progress}%")
    day = line.wording if line.last_day is None else f"{line.last_day.day}/{line.last_day.month}/{line.last_day.year}"
    leads = "; ".join(line.lead_names) or "chưa có đơn vị chủ trì"
    return f"{line.number}. {line.title} – {leads} – hạn: {day or 'chưa có'} – {', '.join(states)}"


def _as_json(listed: TaskListed) -> dict[str, Any]:
    line = listed.line
    return {
        "number": line.number,
        "title": line.title,
        "state": line.state,
        "figure": listed.cell,
        "progress": line.progress,
        "deadline": {"wording": line.wording, "last_day": line.last_day, "at_time": line.at_time},
        "days_left": line.days_left,
        "lead": line.lead_names,
    }


def _no_unit(refused: Refused, typed: str) -> str:
    near = refused.refusal.suggestions if isinstance(refused.refusal, NoSuchUnit) else ()
    behind = f" Có phải: {'; '.join(near)}?" if near else " Xem các đơn vị bằng: dondoc units"
    return f"Không có đơn vị “{typed[:60]}”.{behind}"
