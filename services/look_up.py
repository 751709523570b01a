"""What the command line shows: the figures and one task. It only looks; who is at the machine may see all."""

from datetime import datetime

from domain.authorisation import SEES_ALL
from domain.heard import Heard
from domain.history_notices import HistoryShown
from domain.notices import StatusShown, TaskShown
from domain.organisations import Organisation
from domain.people import Actor
from domain.report_facts import PeriodReport
from domain.reports import ReportPeriod
from services.build_report import build_report
from services.desk import Desk
from services.show_history import history_shown
from services.show_status import status_shown
from services.show_task import shown_task
from storage.engine.database import Transaction
from storage.standings import load_standings
from storage.tasks import find_task

OPERATOR = Actor(0, "", roles=SEES_ALL)


def look_at_status(tx: Transaction, organisation: Organisation, now: datetime) -> StatusShown:
    """The figures of everything."""
    desk = Desk(tx, organisation, now, Heard("", ""), OPERATOR)
    return status_shown(desk, load_standings(tx, organisation.id))


def look_at_report(tx: Transaction, organisation: Organisation, period: ReportPeriod, now: datetime) -> PeriodReport:
    """The report of a period that has begun."""
    return build_report(Desk(tx, organisation, now, Heard("", ""), OPERATOR), period)


def look_at_task(tx: Transaction, organisation: Organisation, number: int, now: datetime) -> TaskShown | None:
    """One task with its history; None when no task has the number."""
    found = find_task(tx, organisation.id, number)
    desk = Desk(tx, organisation, now, Heard("", ""), OPERATOR)
    return None if found is None else shown_task(desk, found, LONG_HISTORY)


def look_at_history(
    tx: Transaction, organisation: Organisation, number: int | None, page: int, now: datetime
) -> HistoryShown | None:
    """A long page of the history of one task or of everything, newest first; None when no task has the number."""
    found = None if number is None else find_task(tx, organisation.id, number)
    if number is not None and found is None:
        return None
    return history_shown(Desk(tx, organisation, now, Heard("", ""), OPERATOR), found, page, LONG_PAGE)


LONG_HISTORY = 200
LONG_PAGE = 50
