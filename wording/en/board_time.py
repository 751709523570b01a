"""English words of the timeline and the month."""

from domain.figures import Cell
from wording.board_time import TimeWords

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip

BOARD_TIME = TimeWords(
    month=lambda day: _MONTHS[day.month - 1],
    month_of_year=lambda day: f"{_MONTHS[day.month - 1]} {day.year}",
    between="From {first} to {last}",
    task="Task",
    task_head="Tasks by lead unit",
    all_plans="All plans",
    all_units="All units",
    no_unit="No lead unit yet",
    plan="Plan",
    unit="Lead unit",
    shown_months="Months",
    months="{count} months",
    whole_plan="The whole plan",
    show="Show",
    earlier="Earlier",
    later="Later",
    today="Today",
    outside="Tasks outside these months: {count}.",
    nothing="No task in these months.",
    bar="{first} to {last}",
    bar_undated="From {first}, no deadline yet",
    moved_from=" (the plan says {day})",
    periods="{answered} of {begun} periods answered",
    cells={
        Cell.DONE_ON_TIME: "done in time",
        Cell.DONE_LATE: "done late",
        Cell.OPEN_IN_TIME: "in time",
        Cell.OPEN_OVERDUE: "overdue",
    },
    legend_today="today",
    legend_last_day="last day in time",
    legend_moved="deadline of the plan, moved since",
    legend_period="period of a repeating duty: answered, not answered, not over",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    this_month="This month",
    off="day off",
    make_up="make-up day",
    off_named="day off: {name}",
    make_up_named="make-up day: {name}",
    away="away: {names}",
    due_count="Due this month: {count}",
    no_due="Nothing falls due this month.",
    calendar_of="Calendar of {month}",
)
