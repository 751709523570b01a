"""English, put together."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages import Command, name_of
from wording.alert_words import AlertWords
from wording.en.alerts import ALERTS
from wording.en.days import DAYS
from wording.en.digests import DIGEST
from wording.en.folded import FOLDED
from wording.en.hints import HINTS
from wording.en.messages import MESSAGES
from wording.en.orders import ORDERS
from wording.en.people import PEOPLE
from wording.en.periodic import PERIODIC
from wording.en.plan_list import PLAN_LIST
from wording.en.plans import PLANS
from wording.en.questions import QUESTIONS
from wording.en.refusals import REFUSALS
from wording.en.reports import REPORTS
from wording.en.requests import REQUESTS
from wording.en.settings import SETTINGS
from wording.en.staff import STAFF
from wording.en.status import STATUS
from wording.en.tasks import TASKS
from wording.en.verification import VERIFICATION
from wording.folded_words import FoldedWords
from wording.follow_up_words import OrderWords, RequestWords, VerificationWords
from wording.message_words import MessageWords
from wording.periodic_words import PeriodicWords
from wording.plan_words import PlanWords
from wording.question_words import QuestionWords
from wording.setting_words import SettingWords
from wording.staff_words import StaffWords
from wording.status_words import PlanListWords, StatusWords
from wording.words import DayWords, DigestWords, HintWords, PeopleWords, ReportWords, TaskWords


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

    def command(self, command: type[Command] | str) -> str:
        """The canonical name itself."""
        return name_of(command)
