"""Facts of the pages of people, reports, history and settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.messages.history import HistoryEntry
from domain.messages.people import PersonSummary
from domain.messages.settings import SettingSummary
from domain.reports import PeriodReport, ReportKind, ReportPeriod


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person with the platforms that are linked, and when the person was last heard from (aware)."""

    summary: PersonSummary
    channels: tuple[str, ...]
    last_heard: datetime | None


@dataclass(frozen=True, slots=True)
class PeopleUnit:
    """A unit and its people; "" as name: people of no unit."""

    name: str
    people: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What `/nguoi` shows. `may_invite`: the reader may make codes; `may_load`: take over a list."""

    units: tuple[PeopleUnit, ...]
    total: int
    unlinked: int
    away: int
    sought: str
    only: str
    may_invite: bool
    may_load: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What `/nhat-ky` shows: a page of the history by day, newest first; `number` and `title` of one task."""

    days: tuple[tuple[date, tuple[HistoryEntry, ...]], ...]
    total: int
    page: int
    pages: int
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What `/cai-dat` shows: the person's own choices, and for those who see everything the organisation's settings."""

    morning_at: time
    is_own_hour: bool
    channels: Sequence[str]
    settings: tuple[SettingSummary, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """What `/bao-cao` shows: the report of a period, and periods to choose from. `report` None: it has not begun."""

    kind: ReportKind
    first: date
    last: date
    period: ReportPeriod | None
    report: PeriodReport | None
    shortcuts: tuple[tuple[str, ReportPeriod], ...]
    plan: str
    plans: tuple[tuple[str, str], ...]
    may_propose: bool
    proposals: str | None = None
