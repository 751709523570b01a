"""Which use-case answers which command."""

from collections.abc import Callable
from typing import Any

from domain.authorisation import commands_for
from domain.messages import Refused, command_named
from domain.messages.accounts import ChooseChannel, MakeCode, ShowHelp, Start
from domain.messages.drafts import DropDraft, DropRows, EditRow, ImportPlan, NameUnit, ShowRow, WriteDraft
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.people import ChangeRole, EndAbsence, ListPeople, ListUnits, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.messages.questions import (
    AskTask,
    BadNumber,
    Choose,
    Clarify,
    Misunderstood,
    NotUnderstood,
    NumberNotUnderstood,
    Several,
)
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
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShowTask,
)
from services.commands.answer_messages import answer_courtesy
from services.commands.ask_leader import answer_request, ask_explanation, ask_leader
from services.commands.assign_task import assign_task
from services.commands.change_people import change_role, change_unit, end_part, make_code
from services.commands.change_settings import (
    change_setting,
    choose_channel,
    choose_hour,
    choose_language,
    keep_calendar,
)
from services.commands.change_task import add_task, restore_task, stop_task
from services.commands.clarify import ask_task, clarify, obey_several
from services.commands.close_plan import agree_to_withdraw, end_plan, keep_plan, list_plans, withdraw_plan
from services.commands.confirm_done import confirm_done, list_waiting, return_task
from services.commands.decide_request import grant_request, list_requests, refuse_request
from services.commands.edit_draft import drop_draft, drop_rows, edit_row, name_unit, show_row
from services.commands.keep_evidence import show_evidence
from services.commands.link_account import choose, link_account, show_help
from services.commands.list_people import list_people, list_units
from services.commands.note_absence import end_absence, note_absence
from services.commands.nudge_people import nudge_people
from services.commands.raise_obstacle import mark_obstacle, unmark_obstacle
from services.commands.report_task import acknowledge_task, answer_for_period, mark_done, report_progress, report_share
from services.commands.request_extension import request_extension
from services.commands.show_history import show_history
from services.commands.show_status import show_report, show_status
from services.commands.show_task import list_tasks, show_task
from services.commands.undo_last import undo_last
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import is_own_unit
from services.plans.receive_plan import receive_plan
from services.plans.write_draft import write_draft

LONGEST_ECHO = 60


def _misunderstood(context: CommandContext, command: Misunderstood) -> Reply:
    """Ask what was meant, with what this person may do."""
    may = commands_for(context.person)
    if command.is_courtesy:
        return answer_courtesy(context)
    meant = tuple(
        name for name in command.suggestions if command_named(name) in may
    )  # what would be refused helps nobody
    raise Refused(NotUnderstood(command.text[:LONGEST_ECHO], meant))


def _bad_number(context: CommandContext, command: BadNumber) -> Reply:
    _ = context.person
    raise Refused(NumberNotUnderstood(command.command, command.word[:LONGEST_ECHO]))


def _clarify(context: CommandContext, command: Clarify) -> Reply:
    """Obey what is said in the name of a unit of the person's own; ask about everything else."""
    if command.said is not None and is_own_unit(context, command.by_unit):
        return HANDLERS[type(command.said)](context, command.said)
    return clarify(context, command)


def _several(context: CommandContext, command: Several) -> Reply:
    return obey_several(context, command, HANDLERS)


HANDLERS: dict[type, Callable[[CommandContext, Any], Reply]] = {
    Start: link_account,
    ShowHelp: show_help,
    ListTasks: list_tasks,
    ShowTask: show_task,
    Acknowledge: acknowledge_task,
    MarkDone: mark_done,
    ReportProgress: report_progress,
    UndoLast: undo_last,
    ShowStatus: show_status,
    ShowReport: show_report,
    ListWaiting: list_waiting,
    ConfirmDone: confirm_done,
    ReturnTask: return_task,
    ImportPlan: receive_plan,
    WriteDraft: write_draft,
    DropDraft: drop_draft,
    Choose: choose,
    ShowRow: show_row,
    EditRow: edit_row,
    DropRows: drop_rows,
    NameUnit: name_unit,
    ChooseChannel: choose_channel,
    RequestExtension: request_extension,
    GrantRequest: grant_request,
    RefuseRequest: refuse_request,
    ListRequests: list_requests,
    RaiseObstacle: mark_obstacle,
    ClearObstacle: unmark_obstacle,
    AskLeader: ask_leader,
    AskExplanation: ask_explanation,
    AnswerRequest: answer_request,
    ReportShare: report_share,
    ShowEvidence: show_evidence,
    ContinueTask: answer_for_period,
    ReportResult: answer_for_period,
    ReportNotDone: answer_for_period,
    Nudge: nudge_people,
    AssignTask: assign_task,
    AddTask: add_task,
    CancelTask: stop_task,
    RestoreTask: restore_task,
    ListPlans: list_plans,
    WithdrawPlan: withdraw_plan,
    AgreeToWithdraw: agree_to_withdraw,
    KeepPlan: keep_plan,
    EndPlan: end_plan,
    ShowHistory: show_history,
    KeepCalendar: keep_calendar,
    ChangeSetting: change_setting,
    ChooseHour: choose_hour,
    ChooseLanguage: choose_language,
    NoteAbsence: note_absence,
    EndAbsence: end_absence,
    ListPeople: list_people,
    ListUnits: list_units,
    MovePerson: change_unit,
    RemovePerson: end_part,
    ChangeRole: change_role,
    MakeCode: make_code,
    Misunderstood: _misunderstood,
    BadNumber: _bad_number,
    Clarify: _clarify,
    AskTask: ask_task,
    Several: _several,
}
