"""What undo does with the deed of each command: takes it back whole, or why not. The table of docs/commands.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain import commands as c

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
    c.Acknowledge: Way(("task_acknowledged",)),
    c.MarkDone: Way(("task_reported", "share_reported")),
    c.ReportProgress: Way(("progress_set",)),
    c.AnswerCheckIn: Way(("check_in_answered",)),
    c.ReportShare: Way(("share_coordinated",)),
    c.ShowEvidence: Way(("evidence_added",)),
    c.ConfirmDone: Way(("task_confirmed",)),
    c.ReturnTask: Way(("task_returned",)),
    c.RequestExtension: Way(("extension_asked",)),
    c.AskLeader: Way(("question_asked",)),
    c.AskExplanation: Way(("explanation_asked",)),
    c.AnswerRequest: Way(("question_answered", "explanation_given"), "answered"),
    c.GrantRequest: Way(("extension_granted", "extension_recommended", "deadline_change_granted")),
    c.RefuseRequest: Way(("extension_refused", "extension_not_recommended", "deadline_change_refused")),
    c.RaiseObstacle: Way(("obstacle_raised",)),
    c.ClearObstacle: Way(("obstacle_cleared",)),
    c.Nudge: Way(("nudged",), "nudged"),
    c.AssignTask: Way(("task_assigned",)),
    c.AddTask: Way(("task_added",), "added"),
    c.CancelTask: Way(("task_cancelled",)),
    c.RestoreTask: Way(("task_restored",)),
    c.EditRow: Way(("task_changed", "deadline_moved", "deadline_change_asked")),
    c.ImportPlan: _OF_DRAFT,
    c.DropDraft: _OF_DRAFT,
    c.Choose: _OF_DRAFT,
    c.DropRows: _OF_DRAFT,
    c.NameUnit: _OF_DRAFT,
    c.WriteDraft: Way(("plan_imported", "plan_amended"), "written"),
    c.WithdrawPlan: Way(("plan_withdrawal_asked",)),
    c.AgreeToWithdraw: Way(("plan_withdrawn",), "withdrawn"),
    c.KeepPlan: Way(("plan_withdrawal_refused",)),
    c.EndPlan: Way(("plan_ended",), "ended"),
    c.NoteAbsence: Way(("absence_noted",)),
    c.EndAbsence: Way(("absence_ended",)),
    c.MovePerson: Way(("person_moved",)),
    c.RemovePerson: Way(("person_removed",), "removed"),
    c.ChangeRole: Way(("role_granted", "role_taken")),
    c.MakeCode: Way(("invite_made",), "invited"),
    c.Start: Way(("account_linked", "account_moved"), LINKED),
    c.KeepCalendar: Way(("calendar_changed",), but=(("feed_renewed", "feed"),)),
    c.ChangeSetting: Way(("setting_changed",)),
    c.ChooseHour: Way(("hour_chosen",)),
    c.ChooseLanguage: Way(("language_chosen",)),
    c.ChooseChannel: Way(("channel_chosen",)),
    c.UndoLast: Way((UNDONE,), "undone"),
}
# Every command that only shows, and what is no command.
LOOKS = frozenset({
    c.Clarify, c.AskTask, c.Several,  # of several, each is one of the others
    c.ShowHelp, c.ListTasks, c.ShowTask, c.ShowStatus, c.ShowReport, c.ListWaiting, c.ListRequests, c.ShowRow,
    c.ShowHistory, c.ListPeople, c.ListUnits, c.ListPlans, c.Misunderstood, c.BadNumber,
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
