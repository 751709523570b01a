"""English, put together."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.wording.alert_words import AlertWords
from bot.wording.en.alerts import ALERTS
from bot.wording.en.days import DAYS
from bot.wording.en.digests import DIGEST
from bot.wording.en.folded import FOLDED
from bot.wording.en.hints import HINTS
from bot.wording.en.messages import MESSAGES
from bot.wording.en.orders import ORDERS
from bot.wording.en.people import PEOPLE
from bot.wording.en.periodic import PERIODIC
from bot.wording.en.plan_list import PLAN_LIST
from bot.wording.en.plans import PLANS
from bot.wording.en.questions import QUESTIONS
from bot.wording.en.refusals import REFUSALS
from bot.wording.en.reports import REPORTS
from bot.wording.en.requests import REQUESTS
from bot.wording.en.settings import SETTINGS
from bot.wording.en.staff import STAFF
from bot.wording.en.status import STATUS
from bot.wording.en.tasks import TASKS
from bot.wording.en.verification import VERIFICATION
from bot.wording.folded_words import FoldedWords
from bot.wording.follow_up_words import OrderWords, RequestWords, VerificationWords
from bot.wording.message_words import MessageWords
from bot.wording.periodic_words import PeriodicWords
from bot.wording.plan_words import PlanWords
from bot.wording.question_words import QuestionWords
from bot.wording.setting_words import SettingWords
from bot.wording.staff_words import StaffWords
from bot.wording.status_words import PlanListWords, StatusWords
from bot.wording.words import (
    DayWords,
    DigestWords,
    HintWords,
    PeopleWords,
    ReportWords,
    TaskWords,
)


class English:
    """The English catalogue."""

    code: str = "en"
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
        """The canonical name itself."""
        return canonical
