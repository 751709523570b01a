"""Facts become a message: pure and total for every notice and refusal, in every language, for every channel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from domain import message_notices as m
from domain import notices as n
from domain import order_notices as o
from domain import people_notices as e
from domain import plan_list_notices as pl
from domain import plan_notices as p
from domain import request_notices as q
from domain import setting_notices as s
from domain import verification_notices as v
from domain.folded_notices import AnswersFolded
from domain.history_notices import HistoryShown
from domain.notices import Response
from domain.question_notices import ClarificationAsked, QuestionDropped
from domain.reach_notices import NobodyReached, QuotaNear, QuotaSpent
from domain.report_notices import PeriodReportFile, PeriodReportShown
from wording.catalogues import words_for
from wording.cleaning import DEFAULT_ZONE
from wording.drafts import Draft, finish, join
from wording.layouts import (
    accounts,
    alerts,
    digests,
    folded,
    history,
    messages,
    news,
    orders,
    people,
    periodic,
    plan_list,
    plans,
    questions,
    refusals,
    reports,
    requests,
    settings,
    shared_drafts,
    staff,
    status,
    tasks,
    verification,
)
from wording.layouts.parts import RenderContext
from wording.messages import Capabilities, Message

LAYOUTS: Mapping[type, Callable[[Any, RenderContext], Draft]] = {
    n.Welcome: people.welcome,
    n.HelpShown: people.help_page,
    n.ReceivingWasDown: people.was_down,
    n.ChannelShown: people.channel,
    QuotaNear: people.quota,
    NobodyReached: people.nobody_reached,
    QuotaSpent: people.quota_spent,
    n.AdminAlert: alerts.alert,
    AnswersFolded: folded.folded,
    m.NotText: messages.not_text,
    m.CourtesyAnswered: messages.courtesy,
    m.ForwardAsked: messages.forwarded,
    m.EditTooLate: messages.edit_too_late,
    m.HandedIn: messages.handed_in,
    m.HandedInVain: messages.handed_in_vain,
    m.GroupCodeEnded: messages.group_code_ended,
    ClarificationAsked: questions.asked,
    QuestionDropped: questions.dropped,
    n.TaskListShown: tasks.task_list,
    n.TaskShown: tasks.task,
    HistoryShown: history.shown,
    n.TaskAcknowledged: reports.acknowledged,
    n.TaskReported: reports.reported,
    n.CheckInAnswered: reports.checked_in,
    n.ProgressSet: reports.progress,
    n.ProgressAsked: reports.progress_asked,
    n.ChangeUndone: reports.undone,
    n.WaitingShown: reports.waiting,
    n.TaskConfirmed: reports.confirmed,
    n.TaskReturned: reports.returned,
    n.ReportConfirmed: reports.report_confirmed,
    n.ReportReturned: reports.report_returned,
    n.StatusCard: status.card,
    n.StatusShown: status.status,
    PeriodReportShown: periodic.shown,
    PeriodReportFile: periodic.as_file,
    n.MorningDigest: digests.digest,
    n.TasksAssigned: news.assigned,
    n.DeadlineMoved: news.moved,
    n.TasksWithdrawn: news.withdrawn,
    v.ShareReported: verification.shared,
    v.EvidenceKept: verification.kept,
    v.EvidenceShown: verification.shown,
    v.EvidenceFile: verification.file,
    o.Nudged: orders.nudged,
    o.NudgeSent: orders.nudge_sent,
    o.TaskHanded: orders.handed,
    o.TaskChanged: orders.changed,
    o.TaskAdded: orders.added,
    o.TaskStopped: orders.stopped,
    o.TaskRestored: orders.restored,
    q.RequestNews: requests.news,
    q.RequestsShown: requests.shown,
    q.ObstacleNews: requests.obstacle,
    e.AbsenceNoted: staff.away,
    e.AbsenceEnded: staff.back,
    e.PeopleShown: staff.people,
    e.UnitsShown: staff.units,
    e.PersonMoved: staff.moved,
    e.PersonRemoved: staff.removed,
    e.CodeMade: staff.code,
    e.AccountMoveAsked: accounts.move_asked,
    e.AccountKept: accounts.kept,
    e.AccountTaken: accounts.taken,
    e.RolesChanged: accounts.roles_changed,
    s.CalendarShown: settings.calendar,
    s.CalendarChanged: settings.calendar_changed,
    s.CalendarFile: settings.calendar_file,
    s.SettingsShown: settings.settings,
    s.SettingChanged: settings.setting_changed,
    s.HourShown: settings.hour,
    s.LanguageShown: settings.language,
    pl.PlansShown: plan_list.shown,
    pl.WithdrawalNews: plan_list.withdrawal,
    pl.EndAsked: plan_list.end_asked,
    pl.PlanClosed: plan_list.closed,
    p.DraftShown: plans.shown,
    p.PlanUnread: plans.unread,
    p.PlanBeingRead: plans.being_read,
    p.ReadingStopped: plans.reading_stopped,
    p.DoubtAsked: plans.asked,
    p.RowShown: plans.row,
    p.RowChanged: plans.changed,
    p.DateOrderSettled: plans.date_order,
    p.RowsDropped: plans.dropped,
    p.UnitMapped: plans.mapped,
    p.DraftDropped: plans.draft_dropped,
    p.PlanImported: plans.imported,
    p.PlanAmended: plans.amended,
    p.WriteAsked: shared_drafts.write_asked,
    p.DraftChanged: shared_drafts.changed_by_others,
    p.PlanUnchanged: shared_drafts.unchanged,
}


def render(
    responses: Sequence[Response],
    language: str,
    capabilities: Capabilities,
    *,
    zone: tzinfo = DEFAULT_ZONE,
    superior: str = "",
    public_url: str = "",
) -> Message:
    """One message that says all of it, within `capabilities.max_length` UTF-16 units.

    What does not fit is left out by whole tasks, with how many and how to see them. Buttons only where the channel
    has them; without them each action stands there as a line to type. Days and hours are those of `zone`. An unknown
    language is answered in Vietnamese. A status card is drawn here (tens of milliseconds): call from a thread.
    `superior` is the body above the organisation, for the head of a document; `public_url` is where feeds are served.
    """
    words = words_for(language)
    setting = RenderContext(words, capabilities, zone, superior, public_url)
    drafts = [LAYOUTS.get(type(response), refusals.refusal)(response, setting) for response in responses]
    return finish(join(drafts), words, capabilities.max_length)
