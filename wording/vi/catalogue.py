"""Vietnamese, put together."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages import Command, name_of
from domain.messages.accounts import Start
from wording.alert_words import AlertWords
from wording.command_names import NAMES
from wording.folded_words import FoldedWords
from wording.follow_up_words import OrderWords, RequestWords, VerificationWords
from wording.message_words import MessageWords
from wording.periodic_words import PeriodicWords
from wording.plan_words import PlanWords
from wording.question_words import QuestionWords
from wording.setting_words import SettingWords
from wording.staff_words import StaffWords
from wording.status_words import PlanListWords, StatusWords
from wording.vi.alerts import ALERTS
from wording.vi.days import DAYS
from wording.vi.digests import DIGEST
from wording.vi.folded import FOLDED
from wording.vi.hints import HINTS
from wording.vi.messages import MESSAGES
from wording.vi.orders import ORDERS
from wording.vi.people import PEOPLE
from wording.vi.periodic import PERIODIC
from wording.vi.plan_list import PLAN_LIST
from wording.vi.plans import PLANS
from wording.vi.questions import QUESTIONS
from wording.vi.refusals import REFUSALS
from wording.vi.reports import REPORTS
from wording.vi.requests import REQUESTS
from wording.vi.settings import SETTINGS
from wording.vi.staff import STAFF
from wording.vi.status import STATUS
from wording.vi.tasks import TASKS
from wording.vi.verification import VERIFICATION
from wording.words import DayWords, DigestWords, HintWords, PeopleWords, ReportWords, TaskWords


class Vietnamese:
    """The Vietnamese catalogue."""

    code: str = "vi"
    days: DayWords = DAYS
    tasks: TaskWords = TASKS
    reports: ReportWords = REPORTS
    requests: RequestWords = REQUESTS
    verification: VerificationWords = VERIFICATION
    orders: OrderWords = ORDERS
    settings: SettingWords = SETTINGS
    staff: StaffWords = STAFF
    status: StatusWords = STATUS
    periodic: PeriodicWords = PERIODIC
    digest: DigestWords = DIGEST
    hints: HintWords = HINTS
    people: PeopleWords = PEOPLE
    plans: PlanWords = PLANS
    plan_list: PlanListWords = PLAN_LIST
    alerts: AlertWords = ALERTS
    folded: FoldedWords = FOLDED
    messages: MessageWords = MESSAGES
    questions: QuestionWords = QUESTIONS
    refusals: Mapping[type, Callable[[Any, DayWords], str]] = REFUSALS

    def command(self, command: type[Command] | str) -> str:
        """The Vietnamese name, without diacritics, as in the menu; Telegram itself sends `/start` in any language."""
        canonical = name_of(command)
        return NAMES[canonical].menu_name if canonical in NAMES and canonical != Start.canonical else canonical
