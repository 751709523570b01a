"""Facts become a message: pure and total for every notice and refusal, in every language, for every channel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from domain.messages import Response
from domain.messages.accounts import (
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    ChannelShown,
    CodeMade,
    HelpShown,
    Welcome,
)
from domain.messages.chats import AnswersFolded, CourtesyAnswered, EditTooLate, ForwardAsked, GroupCodeEnded, NotText
from domain.messages.drafts import (
    DateOrderSettled,
    DoubtAsked,
    DraftChanged,
    DraftDropped,
    DraftShown,
    PlanAmended,
    PlanBeingRead,
    PlanImported,
    PlanUnchanged,
    PlanUnread,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    UnitMapped,
    WriteAsked,
)
from domain.messages.evidence import EvidenceFile, EvidenceKept, EvidenceShown, HandedIn, HandedInVain
from domain.messages.history import ChangeUndone, HistoryShown
from domain.messages.orders import Nudged, NudgeSent, TaskAdded, TaskChanged, TaskHanded, TaskRestored, TaskStopped
from domain.messages.people import (
    AbsenceEnded,
    AbsenceNoted,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    RolesChanged,
    UnitsShown,
)
from domain.messages.plans import (
    DeadlineMoved,
    EndAsked,
    PlanClosed,
    PlansShown,
    TasksAssigned,
    TasksWithdrawn,
    WithdrawalNews,
)
from domain.messages.questions import ClarificationAsked, QuestionDropped
from domain.messages.reach import AdminAlert, NobodyReached, QuotaNear, QuotaSpent, ReceivingWasDown
from domain.messages.reports import MorningDigest, PeriodReportFile, PeriodReportShown, StatusCard, StatusShown
from domain.messages.requests import ObstacleNews, RequestNews, RequestsShown
from domain.messages.settings import (
    CalendarChanged,
    CalendarFile,
    CalendarShown,
    HourShown,
    LanguageShown,
    SettingChanged,
    SettingsShown,
)
from domain.messages.tasks import (
    CheckInAnswered,
    ProgressAsked,
    ProgressSet,
    ReportConfirmed,
    ReportReturned,
    ShareReported,
    TaskAcknowledged,
    TaskConfirmed,
    TaskListShown,
    TaskReported,
    TaskReturned,
    TaskShown,
    WaitingShown,
)
from wording import (
    accounts,
    chats,
    digests,
    drafts,
    evidence,
    history,
    orders,
    people,
    plans,
    questions,
    reach,
    refusals,
    reports,
    requests,
    settings,
    status,
    tasks,
)
from wording.languages import words_for
from wording.layout import Layout, RenderContext, finish, join
from wording.messages import Capabilities, Message
from wording.text import DEFAULT_ZONE

LAYOUTS: Mapping[type, Callable[[Any, RenderContext], Layout]] = {
    Welcome: accounts.welcome,
    HelpShown: accounts.help_shown,
    ReceivingWasDown: reach.receiving_was_down,
    ChannelShown: accounts.channel_shown,
    QuotaNear: reach.quota_near,
    NobodyReached: reach.nobody_reached,
    QuotaSpent: reach.quota_spent,
    AdminAlert: reach.admin_alert,
    AnswersFolded: chats.answers_folded,
    NotText: chats.not_text,
    CourtesyAnswered: chats.courtesy_answered,
    ForwardAsked: chats.forward_asked,
    EditTooLate: chats.edit_too_late,
    HandedIn: evidence.handed_in,
    HandedInVain: evidence.handed_in_vain,
    GroupCodeEnded: chats.group_code_ended,
    ClarificationAsked: questions.clarification_asked,
    QuestionDropped: questions.question_dropped,
    TaskListShown: tasks.task_list_shown,
    TaskShown: tasks.task_shown,
    HistoryShown: history.history_shown,
    TaskAcknowledged: tasks.task_acknowledged,
    TaskReported: tasks.task_reported,
    CheckInAnswered: tasks.check_in_answered,
    ProgressSet: tasks.progress_set,
    ProgressAsked: tasks.progress_asked,
    ChangeUndone: history.change_undone,
    WaitingShown: tasks.waiting_shown,
    TaskConfirmed: tasks.task_confirmed,
    TaskReturned: tasks.task_returned,
    ReportConfirmed: tasks.report_confirmed,
    ReportReturned: tasks.report_returned,
    StatusCard: status.status_card,
    StatusShown: status.status_shown,
    PeriodReportShown: reports.period_report_shown,
    PeriodReportFile: reports.period_report_file,
    MorningDigest: digests.morning_digest,
    TasksAssigned: plans.tasks_assigned,
    DeadlineMoved: plans.deadline_moved,
    TasksWithdrawn: plans.tasks_withdrawn,
    ShareReported: tasks.share_reported,
    EvidenceKept: evidence.evidence_kept,
    EvidenceShown: evidence.evidence_shown,
    EvidenceFile: evidence.evidence_file,
    Nudged: orders.nudged,
    NudgeSent: orders.nudge_sent,
    TaskHanded: orders.task_handed,
    TaskChanged: orders.task_changed,
    TaskAdded: orders.task_added,
    TaskStopped: orders.task_stopped,
    TaskRestored: orders.task_restored,
    RequestNews: requests.request_news,
    RequestsShown: requests.requests_shown,
    ObstacleNews: requests.obstacle_news,
    AbsenceNoted: people.absence_noted,
    AbsenceEnded: people.absence_ended,
    PeopleShown: people.people_shown,
    UnitsShown: people.units_shown,
    PersonMoved: people.person_moved,
    PersonRemoved: people.person_removed,
    CodeMade: accounts.code_made,
    AccountMoveAsked: accounts.account_move_asked,
    AccountKept: accounts.account_kept,
    AccountTaken: accounts.account_taken,
    RolesChanged: people.roles_changed,
    CalendarShown: settings.calendar_shown,
    CalendarChanged: settings.calendar_changed,
    CalendarFile: settings.calendar_file,
    SettingsShown: settings.settings_shown,
    SettingChanged: settings.setting_changed,
    HourShown: settings.hour_shown,
    LanguageShown: settings.language_shown,
    PlansShown: plans.plans_shown,
    WithdrawalNews: plans.withdrawal_news,
    EndAsked: plans.end_asked,
    PlanClosed: plans.plan_closed,
    DraftShown: drafts.draft_shown,
    PlanUnread: drafts.plan_unread,
    PlanBeingRead: drafts.plan_being_read,
    ReadingStopped: drafts.reading_stopped,
    DoubtAsked: drafts.doubt_asked,
    RowShown: drafts.row_shown,
    RowChanged: drafts.row_changed,
    DateOrderSettled: drafts.date_order_settled,
    RowsDropped: drafts.rows_dropped,
    UnitMapped: drafts.unit_mapped,
    DraftDropped: drafts.draft_dropped,
    PlanImported: plans.plan_imported,
    PlanAmended: plans.plan_amended,
    WriteAsked: drafts.write_asked,
    DraftChanged: drafts.draft_changed,
    PlanUnchanged: drafts.plan_unchanged,
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
    context = RenderContext(words, capabilities, zone, superior, public_url)
    layouts = [LAYOUTS.get(type(response), refusals.refusal)(response, context) for response in responses]
    return finish(join(layouts), words, capabilities.max_length)
