"""Which use-case answers which command."""

from collections.abc import Callable
from typing import Any

from domain import commands
from domain.authorisation import commands_for
from domain.refusals import NotUnderstood, NumberNotUnderstood, Refused
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


def _misunderstood(context: CommandContext, command: commands.Misunderstood) -> Reply:
    """Ask what was meant, with what this person may do."""
    may = commands_for(context.person)
    if command.is_courtesy:
        return answer_courtesy(context)
    meant = tuple(name for name in command.suggestions if name in may)  # what would be refused helps nobody
    raise Refused(NotUnderstood(command.text[:LONGEST_ECHO], meant))


def _bad_number(context: CommandContext, command: commands.BadNumber) -> Reply:
    _ = context.person
    raise Refused(NumberNotUnderstood(command.command, command.word[:LONGEST_ECHO]))


def _clarify(context: CommandContext, command: commands.Clarify) -> Reply:
    """Obey what is said in the name of a unit of the person's own; ask about everything else."""
    if command.said is not None and is_own_unit(context, command.by_unit):
        return HANDLERS[type(command.said)](context, command.said)
    return clarify(context, command)


def _several(context: CommandContext, command: commands.Several) -> Reply:
    return obey_several(context, command, HANDLERS)


HANDLERS: dict[type, Callable[[CommandContext, Any], Reply]] = {
    commands.Start: link_account,
    commands.ShowHelp: show_help,
    commands.ListTasks: list_tasks,
    commands.ShowTask: show_task,
    commands.Acknowledge: acknowledge_task,
    commands.MarkDone: mark_done,
    commands.ReportProgress: report_progress,
    commands.UndoLast: undo_last,
    commands.ShowStatus: show_status,
    commands.ShowReport: show_report,
    commands.ListWaiting: list_waiting,
    commands.ConfirmDone: confirm_done,
    commands.ReturnTask: return_task,
    commands.ImportPlan: receive_plan,
    commands.WriteDraft: write_draft,
    commands.DropDraft: drop_draft,
    commands.Choose: choose,
    commands.ShowRow: show_row,
    commands.EditRow: edit_row,
    commands.DropRows: drop_rows,
    commands.NameUnit: name_unit,
    commands.ChooseChannel: choose_channel,
    commands.RequestExtension: request_extension,
    commands.GrantRequest: grant_request,
    commands.RefuseRequest: refuse_request,
    commands.ListRequests: list_requests,
    commands.RaiseObstacle: mark_obstacle,
    commands.ClearObstacle: unmark_obstacle,
    commands.AskLeader: ask_leader,
    commands.AskExplanation: ask_explanation,
    commands.AnswerRequest: answer_request,
    commands.ReportShare: report_share,
    commands.ShowEvidence: show_evidence,
    commands.AnswerCheckIn: answer_for_period,
    commands.Nudge: nudge_people,
    commands.AssignTask: assign_task,
    commands.AddTask: add_task,
    commands.CancelTask: stop_task,
    commands.RestoreTask: restore_task,
    commands.ListPlans: list_plans,
    commands.WithdrawPlan: withdraw_plan,
    commands.AgreeToWithdraw: agree_to_withdraw,
    commands.KeepPlan: keep_plan,
    commands.EndPlan: end_plan,
    commands.ShowHistory: show_history,
    commands.KeepCalendar: keep_calendar,
    commands.ChangeSetting: change_setting,
    commands.ChooseHour: choose_hour,
    commands.ChooseLanguage: choose_language,
    commands.NoteAbsence: note_absence,
    commands.EndAbsence: end_absence,
    commands.ListPeople: list_people,
    commands.ListUnits: list_units,
    commands.MovePerson: change_unit,
    commands.RemovePerson: end_part,
    commands.ChangeRole: change_role,
    commands.MakeCode: make_code,
    commands.Misunderstood: _misunderstood,
    commands.BadNumber: _bad_number,
    commands.Clarify: _clarify,
    commands.AskTask: ask_task,
    commands.Several: _several,
}
