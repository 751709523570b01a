"""Vietnamese, put together."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.grammar.command_names import NAMES
from bot.wording.alert_words import AlertWords
from bot.wording.folded_words import FoldedWords
from bot.wording.follow_up_words import OrderWords, RequestWords, VerificationWords
from bot.wording.message_words import MessageWords
from bot.wording.periodic_words import PeriodicWords
from bot.wording.plan_words import PlanWords
from bot.wording.question_words import QuestionWords
from bot.wording.setting_words import SettingWords
from bot.wording.staff_words import StaffWords
from bot.wording.status_words import PlanListWords, StatusWords
from bot.wording.vi.alerts import ALERTS
from bot.wording.vi.days import DAYS
from bot.wording.vi.digests import DIGEST
from bot.wording.vi.folded import FOLDED
from bot.wording.vi.hints import HINTS
from bot.wording.vi.messages import MESSAGES
from bot.wording.vi.orders import ORDERS
from bot.wording.vi.people import PEOPLE
from bot.wording.vi.periodic import PERIODIC
from bot.wording.vi.plan_list import PLAN_LIST
from bot.wording.vi.plans import PLANS
from bot.wording.vi.questions import QUESTIONS
from bot.wording.vi.refusals import REFUSALS
from bot.wording.vi.reports import REPORTS
from bot.wording.vi.requests import REQUESTS
from bot.wording.vi.settings import SETTINGS
from bot.wording.vi.staff import STAFF
from bot.wording.vi.status import STATUS
from bot.wording.vi.tasks import TASKS
from bot.wording.vi.verification import VERIFICATION
from bot.wording.words import (
    DayWords,
    DigestWords,
    HintWords,
    PeopleWords,
    ReportWords,
    TaskWords,
)


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

    def command(self, canonical: str) -> str:
        """The Vietnamese name, without diacritics, as the menu has it."""
        return NAMES[canonical].menu_name if canonical in NAMES and canonical != "start" else canonical
