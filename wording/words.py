"""The shape of a language: every phrase there must be. A language that lacks one does not pass the type check.

Templates are filled with str.format: the names in braces are the same in each language (a test compares them).
What people typed is filled in, never read as a template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from domain.messages import Command
from wording.alert_words import AlertWords
from wording.folded_words import FoldedWords
from wording.follow_up_words import OrderWords, RequestWords, VerificationWords
from wording.message_words import MessageWords
from wording.periodic_words import PeriodicWords
from wording.plan_words import PlanWords
from wording.question_words import QuestionWords
from wording.setting_words import SettingWords
from wording.staff_words import StaffWords
from wording.status_words import PlanListWords, StatusWords


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWords:
    """Days, hours, periods and counts. Instants come in as local times."""

    day: Callable[[date], str]
    of_month: Callable[[date], str]
    bare_day: Callable[[date], str]
    short_day: Callable[[date], str]
    instant: Callable[[datetime], str]
    short_instant: Callable[[datetime], str]
    hour: Callable[[time], str]
    days_left: Callable[[int], str]
    period: Callable[[str], str]
    tasks: Callable[[int], str]
    past_hour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    """One task and lists of tasks."""

    deadline: str
    short_deadline: str
    at_latest: str
    at_latest_hour: str
    no_wording: str
    extended: str
    set_late: str
    report_period: str
    states: Mapping[str, str]
    period_answered: str
    under_way: str
    acknowledged: str
    untouched: str
    held_up: str
    heading: str
    entry: str
    standing: str
    leads: str
    coordinating: str
    product: str
    place: str
    place_in: str
    in_plan: str
    note: str
    reported: str
    history: str
    event: str
    events: Mapping[str, str]
    undone_event: str
    program: str
    all_history: str
    task_history: str
    history_entry: str
    about_task: str
    no_history: str
    list_heading: str
    list_heading_all: str
    of_plans: str
    page: str
    list_empty: str
    more: str
    cut: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Answers to what people report, confirm and return."""

    acknowledged: str
    done: str
    done_final: str
    on_time: str
    late: str
    awaits: str
    counted_on: str
    checked_in: str
    checked_in_next: str
    progress: str
    progress_complete: str
    progress_asked: str
    progress_now: str
    undone: str
    undone_names: Mapping[str, str]
    undone_other: str
    undone_apart: str
    undone_by: str
    undone_by_apart: str
    undone_before: str
    asked_again: Mapping[str, str]
    confirmed: str
    returned: str
    returned_told: str
    reason: str
    reported_by: str
    your_report_confirmed: str
    your_report_returned: str
    confirmed_by: str
    returned_by: str
    report_again: str
    waiting_heading: str
    waiting_empty: str
    waiting_entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWords:
    """The morning message. Groups are named by their key; counts by the same key."""

    first_line: str
    nothing: str
    groups: Mapping[str, str]
    counts: Mapping[str, str]
    lead: str
    why: Mapping[str, str]
    asked: str
    pressing: str
    also_overdue: str
    undated: str
    more: str
    waiting: str
    unreachable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HintWords:
    """What to type, at the end of a message, and the labels of buttons."""

    reply: str
    reply_example: str
    press_or: str
    kind: Mapping[str, str]
    undo: str
    list: str
    see_waiting: str
    see_task: str
    see_unit: str
    next_page: str
    how_to_return: str
    labels: Mapping[str, str]
    numbered: str
    back_to_list: str
    back_to_status: str
    previous: str
    next: str
    waiting_label: str
    task_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Welcome, help and the menu. `commands` gives an example to type and what it does; `menu` the menu's lines."""

    welcome_new: str
    welcome_again: str
    units: str
    roles: str
    role_names: Mapping[str, str]
    open_tasks: str
    no_open_tasks: str
    reminders: str
    welcome_close: str
    help_heading: str
    help_entry: str
    help_close: str
    help_heading_more: str
    help_more: str
    help_more_label: str
    channel_now: str
    channel_changed: str
    channel_others: str
    channel_only: str
    quota_near: str
    quota_reserved: str
    quota_spent: str
    nobody_reached: str
    nobody_reached_units: str
    commands: Mapping[str, tuple[str, str]]
    menu: Mapping[str, str]
    was_down: str


class Words(Protocol):
    """A language."""

    @property
    def code(self) -> str:
        """The language code, as people have it in their account."""
        ...

    @property
    def days(self) -> DayWords:
        """Days, hours, periods and counts."""
        ...

    @property
    def tasks(self) -> TaskWords:
        """Tasks and lists of them."""
        ...

    @property
    def reports(self) -> ReportWords:
        """Answers to reports."""
        ...

    @property
    def requests(self) -> RequestWords:
        """Requests and obstacles."""
        ...

    @property
    def orders(self) -> OrderWords:
        """Nudges, hand-overs, corrections."""
        ...

    @property
    def verification(self) -> VerificationWords:
        """Shares, evidence, answers for a period."""
        ...

    @property
    def staff(self) -> StaffWords:
        """Who is away, who is there, who moved or left."""
        ...

    @property
    def settings(self) -> SettingWords:
        """The calendar, settings, hour and language."""
        ...

    @property
    def status(self) -> StatusWords:
        """The figures."""
        ...

    @property
    def periodic(self) -> PeriodicWords:
        """A period's report."""
        ...

    @property
    def digest(self) -> DigestWords:
        """The morning message."""
        ...

    @property
    def hints(self) -> HintWords:
        """What to type and what buttons are called."""
        ...

    @property
    def people(self) -> PeopleWords:
        """Welcome, help and the menu."""
        ...

    @property
    def alerts(self) -> AlertWords:
        """Troubles of the program itself."""
        ...

    @property
    def folded(self) -> FoldedWords:
        """Many answers in one message."""
        ...

    @property
    def questions(self) -> QuestionWords:
        """What dondoc asks itself."""
        ...

    @property
    def messages(self) -> MessageWords:
        """Messages that are not plain text of their sender."""
        ...

    @property
    def plans(self) -> PlanWords:
        """Plans that wait, and tasks just assigned."""
        ...

    @property
    def plan_list(self) -> PlanListWords:
        """Plans as a whole."""
        ...

    @property
    def refusals(self) -> Mapping[type, Callable[[Any, DayWords], str]]:
        """One sentence or two for each refusal; texts of people come in cleaned, instants as local times."""
        ...

    def command(self, command: type[Command] | str) -> str:
        """The command's name in this language as it is typed, without diacritics; stored rows have the name."""
        ...
