"""`dondoc status`: the same figures as in chat."""

from collections.abc import Iterable
from typing import Any

from domain.messages.reports import StatusShown
from domain.messages.summaries import FourCells, PlanFigures, TaskSummary
from dondoc.app import open_chosen
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.settings import load_settings
from services.administration.look_up import look_at_status

HEADERS = (
    "Kế hoạch, đơn vị chủ trì",
    "Tổng",
    "Hoàn thành đúng hạn",
    "Hoàn thành chậm",
    "Trong hạn",
    "Quá hạn",
    "Chờ xác nhận",
)
LONGEST_TITLE = 40
BESIDE = {
    "without_lead": "Chưa có đơn vị chủ trì",
    "undated": "Chưa có thời hạn (tính trong số trong hạn)",
    "deadline_set_late": "Hạn sửa sau khi đã quá hạn hoặc đã báo hoàn thành",
}


def run(*, as_json: bool, org: str | None = None) -> None:
    """Print the figures as of now, of the organisation of this code."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        status = look_at_status(tx, app.organisation, app.clock.now())
    if as_json:
        print_json(status_as_json(status))
        return
    several = status.plans if len(status.plans) > 1 else ()
    rows = [
        ("Tất cả", *_figures(status.cells)),
        *((_named(plan), *_figures(plan.cells)) for plan in several),
        *((u.name, *_figures(u.cells)) for u in status.units),
    ]
    plans = sum(bool(plan.name) for plan in several)
    print_table(HEADERS, rows, title=f"Tất cả {plans} kế hoạch" if several else status.title)
    for name, label in BESIDE.items():
        if count := getattr(status.cells, name):
            print_line(f"{label}: {count}")
    print_line(f"Quá hạn: {_numbers(status.overdue)}")
    print_line(f"Đến hạn trong 7 ngày: {_numbers(status.due_soon)}")


def status_as_json(status: StatusShown) -> dict[str, Any]:
    """The shape of `status --json`; the four cells add up to `total`."""
    return {
        "as_of": status.as_of,
        **_cells(status.cells),
        "plans": [
            {"number": plan.number or None, "title": plan.title or None, **_cells(plan.cells)} for plan in status.plans
        ],
        "units": [{"name": unit.name, **_cells(unit.cells)} for unit in status.units],
        "overdue": [line.number for line in status.overdue],
        "due_soon": [line.number for line in status.due_soon],
    }


def _cells(cells: FourCells) -> dict[str, int]:
    return {
        "total": cells.total, "done_on_time": cells.done_on_time, "done_late": cells.done_late,
        "open_in_time": cells.open_in_time, "open_overdue": cells.open_overdue, "reported": cells.reported,
        "undated": cells.undated, "without_lead": cells.without_lead, "deadline_set_late": cells.deadline_set_late,
    }  # fmt: skip


def _figures(cells: FourCells) -> tuple[str, ...]:
    return tuple(str(number) for name, number in _cells(cells).items() if name not in BESIDE)


def _named(plan: PlanFigures) -> str:
    title = plan.title if len(plan.title) <= LONGEST_TITLE else plan.title[:LONGEST_TITLE].rstrip() + "…"
    return plan.number or title or "Việc ngoài kế hoạch"


def _numbers(lines: Iterable[TaskSummary]) -> str:
    return ", ".join(str(line.number) for line in lines) or "không có"
