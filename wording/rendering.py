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
    Welcome: people.welcome,
    HelpShown: people.help_page,
    ReceivingWasDown: people.was_down,
    ChannelShown: people.channel,
    QuotaNear: people.quota,
    NobodyReached: people.nobody_reached,
    QuotaSpent: people.quota_spent,
    AdminAlert: alerts.alert,
    AnswersFolded: folded.folded,
    NotText: messages.not_text,
    CourtesyAnswered: messages.courtesy,
    ForwardAsked: messages.forwarded,
    EditTooLate: messages.edit_too_late,
    HandedIn: messages.handed_in,
    HandedInVain: messages.handed_in_vain,
    GroupCodeEnded: messages.group_code_ended,
    ClarificationAsked: questions.asked,
    QuestionDropped: questions.dropped,
    TaskListShown: tasks.task_list,
    TaskShown: tasks.task,
    HistoryShown: history.shown,
    TaskAcknowledged: reports.acknowledged,
    TaskReported: reports.reported,
    CheckInAnswered: reports.checked_in,
    ProgressSet: reports.progress,
    ProgressAsked: reports.progress_asked,
    ChangeUndone: reports.undone,
    WaitingShown: reports.waiting,
    TaskConfirmed: reports.confirmed,
    TaskReturned: reports.returned,
    ReportConfirmed: reports.report_confirmed,
    ReportReturned: reports.report_returned,
    StatusCard: status.card,
    StatusShown: status.status,
    PeriodReportShown: periodic.shown,
    PeriodReportFile: periodic.as_file,
    MorningDigest: digests.digest,
    TasksAssigned: news.assigned,
    DeadlineMoved: news.moved,
    TasksWithdrawn: news.withdrawn,
    ShareReported: verification.shared,
    EvidenceKept: verification.kept,
    EvidenceShown: verification.shown,
    EvidenceFile: verification.file,
    Nudged: orders.nudged,
    NudgeSent: orders.nudge_sent,
    TaskHanded: orders.handed,
    TaskChanged: orders.changed,
    TaskAdded: orders.added,
    TaskStopped: orders.stopped,
    TaskRestored: orders.restored,
    RequestNews: requests.news,
    RequestsShown: requests.shown,
    ObstacleNews: requests.obstacle,
    AbsenceNoted: staff.away,
    AbsenceEnded: staff.back,
    PeopleShown: staff.people,
    UnitsShown: staff.units,
    PersonMoved: staff.moved,
    PersonRemoved: staff.removed,
    CodeMade: staff.code,
    AccountMoveAsked: accounts.move_asked,
    AccountKept: accounts.kept,
    AccountTaken: accounts.taken,
    RolesChanged: accounts.roles_changed,
    CalendarShown: settings.calendar,
    CalendarChanged: settings.calendar_changed,
    CalendarFile: settings.calendar_file,
    SettingsShown: settings.settings,
    SettingChanged: settings.setting_changed,
    HourShown: settings.hour,
    LanguageShown: settings.language,
    PlansShown: plan_list.shown,
    WithdrawalNews: plan_list.withdrawal,
    EndAsked: plan_list.end_asked,
    PlanClosed: plan_list.closed,
    DraftShown: plans.shown,
    PlanUnread: plans.unread,
    PlanBeingRead: plans.being_read,
    ReadingStopped: plans.reading_stopped,
    DoubtAsked: plans.asked,
    RowShown: plans.row,
    RowChanged: plans.changed,
    DateOrderSettled: plans.date_order,
    RowsDropped: plans.dropped,
    UnitMapped: plans.mapped,
    DraftDropped: plans.draft_dropped,
    PlanImported: plans.imported,
    PlanAmended: plans.amended,
    WriteAsked: shared_drafts.write_asked,
    DraftChanged: shared_drafts.changed_by_others,
    PlanUnchanged: shared_drafts.unchanged,
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
