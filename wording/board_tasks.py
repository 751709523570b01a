"""The overview, the list of tasks and the page of one task: lines that chats have no layout for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from domain.board.deeds import Deed
from domain.board.tasks import TaskRow, WaitingEntry
from domain.messages import Command
from domain.messages.summaries import EventSummary, EvidenceSummary, FourCells, RequestSummary, TaskSummary
from wording import history, parts
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words

LONG_TEXT = 600
EVIDENCE_NAME = 120


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A deed on a page: its button, and what the field before it asks for ("" where there is no field)."""

    label: str
    asks: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewWords:
    """The overview and the list of tasks."""

    total: str
    soon: str
    undated: str
    undated_note: str
    beside_reported: str
    beside_set_late: str
    beside_without_lead: str
    overdue: str
    overdue_longest: str
    nothing_overdue: str
    this_week: str
    next_days: str
    span: str
    nothing_due: str
    more: str
    waiting: str
    waiting_count: str
    nothing_waiting: str
    waits_since_today: str
    waits_days: str
    report_waits: str
    units: str
    units_note: str
    unit_done: str
    unit_overdue: str
    unit_on_time: str
    no_units: str
    weeks: str
    weeks_note: str
    week_column: str
    still_overdue: str
    as_table: str
    filters: str
    plan: str
    all_plans: str
    orders: str
    unit: str
    all_units: str
    no_lead: str
    person: str
    all_people: str
    text: str
    state: str
    apply: str
    clear: str
    states: Mapping[str, str]
    set_late: str
    extended: str
    held_up: str
    found: str
    nothing_found: str
    page: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPageWords:
    """The page of one task. `deeds` by their command; `requests` by kind, `outcomes` by state of the request."""

    heading: str
    back: str
    deadline: str
    in_plan: str
    standing: str
    leads: str
    coordinating: str
    people: str
    whole_unit: str
    product: str
    place: str
    note: str
    reported: str
    obstacle: str
    deeds_heading: str
    no_deeds: str
    deeds_hint: str
    deeds: Mapping[type[Command], DeedWords]
    grant_until: str
    undo: str
    shares: str
    share_open: str
    requests: str
    request_kinds: Mapping[str, str]
    outcomes: Mapping[str, str]
    asked: str
    answer: str
    advice_yes: str
    advice_no: str
    evidence: str
    no_evidence: str
    extensions: str
    history: str
    newer: str
    older: str
    progress: str


def typed(deed: Deed, words: "Words") -> str:
    """What would be typed in a chat: "xong 3"."""
    name = words.command(deed.kind)
    return name if deed.number is None else f"{name} {deed.number}"


def label(deed: Deed, words: "Words") -> str:
    """The button of a deed."""
    named = words.task_page.deeds[deed.kind]
    if deed.until is not None and not deed.is_advice:
        return words.task_page.grant_until.format(day=words.days.of_month(deed.until))
    return named.advice if deed.is_advice and named.advice else named.label


def asks(deed: Deed, words: "Words") -> str:
    """What the field of a deed asks for."""
    return words.task_page.deeds[deed.kind].asks


def left(line: TaskSummary, words: "Words") -> str:
    """How the task stands by its deadline: "quá hạn 4 ngày", "còn 3 ngày", else its state."""
    return parts.days_left(line, words, is_overdue=(line.days_left or 0) < 0) or parts.standing(line, words)


def tone(line: TaskSummary) -> str:
    """The class that colours a task: "late", "soon", "well" or ""; words beside it say the same."""
    if line.state == "done":
        return "well"
    if line.state != "open" or line.days_left is None or line.period:
        return ""
    return "late" if line.days_left < 0 else "soon" if line.days_left <= 7 else ""


def deadline_words(line: TaskSummary, words: "Words") -> str:
    """The last day and, in the plan's own words, why: "hạn thứ Sáu 8/5; kế hoạch: “chậm nhất 08/5/2026”"."""
    day = parts.due_day(line, words, is_short=True)
    first = words.tasks.due.format(day=day) if day else words.tasks.undated
    return f"{parts.capitalised(first)} · {parts.planned(line.wording, words)}"


def people_of(row: TaskRow, words: "Words") -> str:
    """The people who have the task: "đ/c Nguyễn Thị Lan, đ/c Trần Thu Hà"."""
    return ", ".join(words.board.comrade.format(name=clean(name, parts.NAME)) for name in row.people)


def last_word(event: EventSummary, zone: tzinfo, words: "Words") -> str:
    """The last word about a task: "5/4 09:12 Nguyễn Thị Lan: báo tiến độ: 60%"."""
    told = history.happened(event.what, event.detail, words, parts.NOTE)
    at = words.days.short_instant(event.at.astimezone(zone))
    return words.history.recent_entry.format(at=at, who=clean(event.who, parts.NAME), what=told).replace(" :", ":")


def request_heading(request: RequestSummary, zone: tzinfo, words: "Words") -> str:
    """What was asked for, by whom and when: "Xin gia hạn đến thứ Ba, 12/5/2026 – đ/c Lan, 2/5 08:00"."""
    wanted = request.granted_day or request.wanted_day
    kinds = words.task_page.request_kinds
    what = kinds.get(request.kind, kinds["other"]).format(day=words.days.day(wanted) if wanted else "…")
    at = words.days.short_instant(request.asked_at.astimezone(zone))
    return words.task_page.asked.format(what=what, who=clean(request.asked_by, parts.NAME), at=at)


def request_outcome(request: RequestSummary, zone: tzinfo, words: "Words") -> str:
    """What became of a request, and when; of an open one what the coordinator thinks of it."""
    page = words.task_page
    if request.state == "open":
        if request.is_recommended is None:
            return page.outcomes["open"]
        advice = page.advice_yes if request.is_recommended else page.advice_no
        said = advice.format(who=clean(request.recommended_by, parts.NAME))
        return ": ".join(filter(None, (said, clean(request.recommendation, parts.NOTE))))
    day = words.days.day(request.granted_day) if request.granted_day else "…"
    outcome = page.outcomes.get(request.state, request.state).format(day=day, who=clean(request.decided_by, parts.NAME))
    at = words.days.short_instant(request.decided_at.astimezone(zone)) if request.decided_at else ""
    return " · ".join(filter(None, (outcome.strip(" –"), at)))


def waiting_words(entry: WaitingEntry, zone: tzinfo, words: "Words") -> str:
    """What waits: the request, or the report that is to be confirmed."""
    if entry.request is not None:
        return request_heading(entry.request, zone, words)
    report = entry.report
    if report is None:
        return ""
    timing = parts.timing(words, is_on_time=report.is_on_time)
    who = clean(report.reported_by, parts.NAME) or "…"
    return words.overview.report_waits.format(who=who, day=words.days.short_day(report.reported_on), timing=timing)


def since(day: date, today: date, words: "Words") -> str:
    """How long something has waited."""
    days = (today - day).days
    return words.overview.waits_days.format(count=days) if days > 0 else words.overview.waits_since_today


def evidence_line(item: EvidenceSummary, zone: tzinfo, words: "Words") -> str:
    """One piece of evidence: what it is, who handed it in and when."""
    kinds = words.evidence.kinds
    template = kinds.get(item.kind, kinds["text"])
    what = template.format(text=clean(item.text, LONG_TEXT), name=clean(item.name, EVIDENCE_NAME)).strip()
    at = words.days.short_instant(item.at.astimezone(zone))
    line = words.evidence.entry.format(at=at, by=clean(item.by, parts.NAME), what=what)
    content = words.evidence.contents.get(item.content, "")
    return words.evidence.with_content.format(what=line, content=content) if content else line


def on_time_percent(cells: FourCells) -> int | None:
    """The share done in time of what could be judged, as reports rank units by; None while nothing could."""
    judged = cells.done_on_time + cells.done_late + cells.open_overdue
    return round(100 * cells.done_on_time / judged) if judged else None


def event_line(at: datetime, who: str, what: str, detail: str, zone: tzinfo, words: "Words") -> tuple[str, str, str]:
    """One line of history as (when, who, what)."""
    told = history.happened(what, detail, words, LONG_TEXT)
    return (
        words.days.instant(at.astimezone(zone)),
        clean(who, parts.NAME) or words.history.program,
        parts.capitalised(told),
    )
