"""What each role types most days: the first page of its help and the top of its menu. Who may do what is elsewhere."""

from collections.abc import Collection, Iterable, Mapping

from domain.messages import Command
from domain.messages.accounts import ShowHelp
from domain.messages.codes import ListUnlinked
from domain.messages.drafts import EditRow, ImportPlan
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, Nudge
from domain.messages.people import ListPeople
from domain.messages.plans import ListPlans
from domain.messages.reports import ShowReport, ShowStatus
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    GrantRequest,
    ListRequests,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.settings import ChangeSetting
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReturnTask,
    ShowTask,
)
from domain.people import UNIT_ROLES, Role

MOST = 12  # lines of help that fit one phone screen

DAILY: Mapping[Role, tuple[type[Command], ...]] = {
    Role.LEADER: (
        ShowStatus, ShowReport, ListRequests, GrantRequest, RefuseRequest, AnswerRequest, Nudge, AskExplanation,
        ListTasks, ShowTask,
    ),
    Role.COORDINATOR: (
        ShowStatus, ListWaiting, ConfirmDone, ReturnTask, ListRequests, Nudge, ListTasks, ShowTask, ShowReport,
        ImportPlan, EditRow, AddTask,
    ),
    Role.INSPECTOR: (
        ShowStatus, ShowReport, ShowHistory, ListRequests, ListTasks, ShowTask, ShowEvidence,
    ),
    Role.HEAD: (
        ListTasks, ShowTask, Acknowledge, MarkDone, ReportProgress, AssignTask, RequestExtension, RaiseObstacle,
        AskLeader, ShowEvidence, ShowStatus, UndoLast,
    ),
    Role.OFFICER: (
        ListTasks, ShowTask, Acknowledge, MarkDone, ReportProgress, RequestExtension, RaiseObstacle, AskLeader,
        ShowEvidence, ShowStatus, UndoLast,
    ),
    Role.ADMINISTRATOR: (
        ShowStatus, ListTasks, ShowTask, ShowReport, ShowHistory, ChangeSetting,
    ),
}  # fmt: skip


# Each of these does something when it is only tapped: it shows, or asks which task.
MENU: Mapping[Role, tuple[type[Command], ...]] = {
    Role.LEADER: (ShowStatus, ListRequests, ShowReport, ListTasks, ListPlans, ShowHistory),
    Role.COORDINATOR: (ShowStatus, ListWaiting, ListRequests, ListTasks, ShowReport, ListPlans, ListUnlinked),
    Role.INSPECTOR: (ShowStatus, ShowReport, ShowHistory, ListTasks, ListPlans, ListRequests),
    Role.HEAD: (ListTasks, Acknowledge, MarkDone, ReportProgress, RequestExtension, RaiseObstacle, ShowStatus),
    Role.OFFICER: (ListTasks, Acknowledge, MarkDone, ReportProgress, RequestExtension, RaiseObstacle, UndoLast),
    Role.ADMINISTRATOR: (ShowStatus, ListTasks, ListPeople, ListUnlinked, ChangeSetting, ShowHistory),
}
MOST_IN_MENU = 8  # with the help at its end


def menu_of(roles: Collection[Role]) -> tuple[type[Command], ...]:
    """The short menu of a chat: of several roles each gives its first commands in turn; the help shows the others."""
    lists = [kinds for role, kinds in MENU.items() if role in roles]
    in_turn = [kinds[at] for at in range(MOST_IN_MENU) for kinds in lists if at < len(kinds)]
    chosen = list(dict.fromkeys(in_turn))[: MOST_IN_MENU - 1]
    return (*chosen, ShowHelp) if chosen else ()


def daily_first(
    roles: Collection[Role], commands: Iterable[type[Command]]
) -> tuple[tuple[type[Command], ...], tuple[type[Command], ...]]:
    """The commands parted into the dozen this person needs most days, most needed first, and all the others.

    Of somebody with several roles each role gives its first commands in turn; they are shown role by role, an office
    before a unit.
    """
    allowed = tuple(commands)
    lists = [kinds for role, kinds in DAILY.items() if role in roles]
    in_turn = [kinds[at] for at in range(MOST) for kinds in lists if at < len(kinds)]
    chosen = [kind for kind in dict.fromkeys(in_turn) if kind in allowed][:MOST]
    of_office_first = sorted(DAILY, key=lambda role: role in UNIT_ROLES)
    by_role = dict.fromkeys(kind for role in of_office_first if role in roles for kind in DAILY[role])
    first = [kind for kind in by_role if kind in chosen]
    return tuple(first), tuple(kind for kind in allowed if kind not in first)
