"""What undo does with the deed of each command: takes it back whole, or why not. The table of docs/commands.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.accounts import ChooseChannel, MakeCode, ShowHelp, Start
from domain.messages.drafts import DropDraft, DropRows, EditRow, ImportPlan, NameUnit, ShowRow, WriteDraft
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.people import ChangeRole, EndAbsence, ListPeople, ListUnits, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood, Several
from domain.messages.reports import ShowReport, ShowStatus
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    ListRequests,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar
from domain.messages.tasks import (
    Acknowledge,
    AnswerCheckIn,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReportShare,
    ReturnTask,
    ShowTask,
)

UNDO_WORKING_DAYS = 3
UNDONE = "change_undone"


@dataclass(frozen=True, slots=True)
class Way:
    """The events that a command's deed writes; `cannot` is the code of why it cannot be taken back ("": it can).

    `but`: another deed of the same command, which cannot: its event and the code.
    """

    events: tuple[str, ...]
    cannot: str = ""
    but: tuple[tuple[str, str], ...] = ()


DRAFT, LINKED = "draft", "linked"
_OF_DRAFT = Way(("draft_changed",), DRAFT)
# Every command that writes.
WAYS: Mapping[type, Way] = {
    Acknowledge: Way(("task_acknowledged",)),
    MarkDone: Way(("task_reported", "share_reported")),
    ReportProgress: Way(("progress_set",)),
    AnswerCheckIn: Way(("check_in_answered",)),
    ReportShare: Way(("share_coordinated",)),
    ShowEvidence: Way(("evidence_added",)),
    ConfirmDone: Way(("task_confirmed",)),
    ReturnTask: Way(("task_returned",)),
    RequestExtension: Way(("extension_asked",)),
    AskLeader: Way(("question_asked",)),
    AskExplanation: Way(("explanation_asked",)),
    AnswerRequest: Way(("question_answered", "explanation_given"), "answered"),
    GrantRequest: Way(("extension_granted", "extension_recommended", "deadline_change_granted")),
    RefuseRequest: Way(("extension_refused", "extension_not_recommended", "deadline_change_refused")),
    RaiseObstacle: Way(("obstacle_raised",)),
    ClearObstacle: Way(("obstacle_cleared",)),
    Nudge: Way(("nudged",), "nudged"),
    AssignTask: Way(("task_assigned",)),
    AddTask: Way(("task_added",), "added"),
    CancelTask: Way(("task_cancelled",)),
    RestoreTask: Way(("task_restored",)),
    EditRow: Way(("task_changed", "deadline_moved", "deadline_change_asked")),
    ImportPlan: _OF_DRAFT,
    DropDraft: _OF_DRAFT,
    Choose: _OF_DRAFT,
    DropRows: _OF_DRAFT,
    NameUnit: _OF_DRAFT,
    WriteDraft: Way(("plan_imported", "plan_amended"), "written"),
    WithdrawPlan: Way(("plan_withdrawal_asked",)),
    AgreeToWithdraw: Way(("plan_withdrawn",), "withdrawn"),
    KeepPlan: Way(("plan_withdrawal_refused",)),
    EndPlan: Way(("plan_ended",), "ended"),
    NoteAbsence: Way(("absence_noted",)),
    EndAbsence: Way(("absence_ended",)),
    MovePerson: Way(("person_moved",)),
    RemovePerson: Way(("person_removed",), "removed"),
    ChangeRole: Way(("role_granted", "role_taken")),
    MakeCode: Way(("invite_made",), "invited"),
    Start: Way(("account_linked", "account_moved"), LINKED),
    KeepCalendar: Way(("calendar_changed",), but=(("feed_renewed", "feed"),)),
    ChangeSetting: Way(("setting_changed",)),
    ChooseHour: Way(("hour_chosen",)),
    ChooseLanguage: Way(("language_chosen",)),
    ChooseChannel: Way(("channel_chosen",)),
    UndoLast: Way((UNDONE,), "undone"),
}
# Every command that only shows, and what is no command.
LOOKS = frozenset({
    Clarify, AskTask, Several,  # of several, each is one of the others
    ShowHelp, ListTasks, ShowTask, ShowStatus, ShowReport, ListWaiting, ListRequests, ShowRow,
    ShowHistory, ListPeople, ListUnits, ListPlans, Misunderstood, BadNumber,
})  # fmt: skip
# Events that are part of a deed told by another one, or that no deed of the person wrote.
NO_DEEDS = frozenset({"share_overruled", "account_blocked", "account_reachable"})
CANNOT: Mapping[str, str] = {
    **{event: way.cannot for way in WAYS.values() for event in way.events if way.cannot},
    **dict(other for way in WAYS.values() for other in way.but),
}
CAN = frozenset(event for way in WAYS.values() for event in way.events if not way.cannot)
# Why a deed that otherwise can be taken back is not: too late, changed since, or kept without what is needed.
LATE, MOVED, NOT_KEPT = "late", "moved", "not_kept"
REASONS = (*sorted(set(CANNOT.values())), LATE, MOVED, NOT_KEPT)
