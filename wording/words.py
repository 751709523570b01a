"""The shape of a language: every phrase there must be. A language that lacks one does not pass the type check.

Templates are filled with str.format: the names in braces are the same in each language (a test compares them).
What people typed is filled in, never read as a template. The phrases of a noun have their shape beside its layouts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from domain.messages import Command
from wording.accounts import AccountWords
from wording.board import BoardWords
from wording.board_access import BoardAccessWords
from wording.board_door import DoorWords
from wording.board_lists import ListWords
from wording.board_review import ReviewWords
from wording.board_tasks import OverviewWords, TaskPageWords
from wording.board_time import TimeWords
from wording.board_wall import WallWords
from wording.chats import ChatWords, FoldedWords
from wording.codes import CodeWords
from wording.digests import DigestWords
from wording.drafts import DraftWords
from wording.evidence import EvidenceWords
from wording.history import HistoryWords
from wording.orders import OrderWords
from wording.organisation import OrganisationWords
from wording.people import PeopleWords
from wording.plans import PlanNewsWords, PlanWords
from wording.pressed import PressedWords
from wording.questions import QuestionWords
from wording.reach import ReachWords
from wording.reports import ReportWords
from wording.requests import RequestWords
from wording.rosters import RosterWords
from wording.search import SearchWords
from wording.settings import SettingWords
from wording.shared_chats import SharedChatWords
from wording.snooze import SnoozeWords
from wording.status import StatusWords
from wording.tasks import AnswerWords, TaskWords
from wording.trial import TrialWords


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWords:
    """Days, hours, periods and counts. Instants come in as local times."""

    day: Callable[[date], str]
    of_month: Callable[[date], str]
    bare_day: Callable[[date], str]
    short_day: Callable[[date], str]
    due_day: Callable[[date], str]
    due_day_of_year: Callable[[date], str]
    instant: Callable[[datetime], str]
    short_instant: Callable[[datetime], str]
    hour: Callable[[time], str]
    days_left: Callable[[int], str]
    period: Callable[[str], str]
    tasks: Callable[[int], str]
    past_hour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HintWords:
    """What to type, at the end of a message, and the labels of buttons."""

    page: str
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
    labels: Mapping[type[Command], str]
    recommend: str
    advise_against: str
    reason_here: str
    numbered: str
    back_to_list: str
    back_to_status: str
    previous: str
    next: str
    waiting_label: str
    task_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWords:
    """How a command is shown: an example to type, what that does, and its line of the menu (at most 60 characters).

    `which` asks for the task that the command is about, `needs` names what must be said in words; "" where the general
    phrase will do.
    """

    typed: str
    does: str
    menu: str
    which: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class EventWords:
    """What happened, as the history tells it; `deed` is the same in what undo says, "" for what undo never names."""

    told: str
    deed: str = ""


Phrase = Callable[[Any, "Words"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A language. `commands` are by their class, `events` by their kind, `refusals` by their class,
    and so are `notices` that need no layout of their own.

    A refusal's phrase is one sentence or two; texts of people come in cleaned, instants as local times. `command` is a
    command's name as it is shown: in full, a reader may type less.
    """

    code: str
    days: DayWords
    hints: HintWords
    tasks: TaskWords
    answers: AnswerWords
    history: HistoryWords
    evidence: EvidenceWords
    requests: RequestWords
    search: SearchWords
    snooze: SnoozeWords
    trial: TrialWords
    orders: OrderWords
    settings: SettingWords
    people: PeopleWords
    rosters: RosterWords
    accounts: AccountWords
    codes: CodeWords
    organisation: OrganisationWords
    reach: ReachWords
    pressed: PressedWords
    chats: ChatWords
    shared_chats: SharedChatWords
    folded: FoldedWords
    questions: QuestionWords
    plans: PlanWords
    plan_news: PlanNewsWords
    drafts: DraftWords
    review: ReviewWords
    status: StatusWords
    reports: ReportWords
    digest: DigestWords
    board: BoardWords
    overview: OverviewWords
    task_page: TaskPageWords
    board_time: TimeWords
    door: DoorWords
    board_access: BoardAccessWords
    board_lists: ListWords
    board_wall: WallWords
    commands: Mapping[type[Command], CommandWords]
    events: Mapping[str, EventWords]
    refusals: Mapping[type, Phrase]
    notices: Mapping[type, Phrase]
    command: Callable[[type[Command] | str], str]
