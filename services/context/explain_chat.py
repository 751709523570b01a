"""Tells what one message of a person did, from the history written since, and what it only showed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.history import Event, EventKind
from domain.messages import Response
from domain.messages.accounts import ChannelShown, ChooseChannel, HelpShown, ShowHelp, Start, Welcome
from domain.messages.codes import ListUnlinked, UnlinkedShown
from domain.messages.drafts import DraftShown, ImportPlan, RowShown, ShowRow
from domain.messages.evidence import EvidenceShown, ShowEvidence
from domain.messages.history import HistoryShown, ShowHistory
from domain.messages.people import ListPeople, ListUnits, PeopleShown, UnitsShown
from domain.messages.plans import ListPlans, PlansShown
from domain.messages.reports import PeriodReportFile, PeriodReportShown, ShowReport, ShowStatus, StatusShown
from domain.messages.requests import ListRequests, RequestsShown
from domain.messages.rosters import LoadRoster, RosterShown
from domain.messages.settings import (
    CalendarFile,
    CalendarShown,
    ChangeSetting,
    ChooseHour,
    ChooseLanguage,
    HourShown,
    KeepCalendar,
    LanguageShown,
    SettingsShown,
)
from domain.messages.tasks import (
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportResult,
    ShowTask,
    TaskListShown,
    TaskShown,
    WaitingShown,
)
from domain.requests import Request
from domain.tasks import CheckIn, Occurrence
from domain.undoing import COMMAND_OF
from storage.absences import load_absences
from storage.drafts import drafts_as_kept
from storage.engine.database import Transaction
from storage.events import events_since, last_seq
from storage.people import name_of
from storage.requests import find_request
from storage.tasks import find_occurrence, find_task_by_id, load_assignments

# Which command did what the history tells.
DEED_OF: Mapping[str, str] = {
    **{event: kind.canonical for event, kind in COMMAND_OF.items()},
    EventKind.EXTENSION_RECOMMENDED: "recommend",  # the coordinator's word is not the leader's decision
}
CHECK_INS = {kind.outcome: kind.canonical for kind in (ContinueTask, ReportResult, ReportNotDone)}
OF_WHOLE_PLAN = frozenset({EventKind.PLAN_AMENDED, EventKind.PLAN_WITHDRAWN, EventKind.PLAN_ENDED})
# What the program writes by itself, or as a part of the deed that follows it.
NO_DEED = frozenset({
    EventKind.SHARE_OVERRULED, EventKind.DRAFT_CHANGED, EventKind.ACCOUNT_BLOCKED, EventKind.ACCOUNT_REACHABLE,
    EventKind.ROSTER_LOADED, EventKind.DATABASE_RESTORED, EventKind.LOOKS_MENDED, EventKind.PERSON_RETURNED,
    EventKind.PARKED_SENT_AGAIN, EventKind.PARKED_FORGOTTEN, EventKind.ORGANISATION_NAMED,
    EventKind.ORGANISATION_RENAMED, EventKind.ORGANISATION_SET,
    EventKind.ORGANISATION_CLOSED, EventKind.ORGANISATION_REOPENED,
    EventKind.ORGANISATION_IMPORTED, EventKind.BOARD_LINK_MADE, EventKind.BOARD_ENTERED,
    EventKind.WALL_OPENED, EventKind.WALL_ENDED,
})  # fmt: skip
# What may be told without anything being written, and which command tells it.
SHOWN_BY: Mapping[str, str] = {
    notice.__name__: kind.canonical
    for notice, kind in (
        (Welcome, Start),
        (HelpShown, ShowHelp),
        (TaskListShown, ListTasks),
        (TaskShown, ShowTask),
        (StatusShown, ShowStatus),
        (PeriodReportShown, ShowReport),
        (PeriodReportFile, ShowReport),
        (HistoryShown, ShowHistory),
        (ChannelShown, ChooseChannel),
        (WaitingShown, ListWaiting),
        (RequestsShown, ListRequests),
        (EvidenceShown, ShowEvidence),
        (PeopleShown, ListPeople),
        (UnitsShown, ListUnits),
        (UnlinkedShown, ListUnlinked),
        (CalendarShown, KeepCalendar),
        (CalendarFile, KeepCalendar),
        (SettingsShown, ChangeSetting),
        (HourShown, ChooseHour),
        (LanguageShown, ChooseLanguage),
        (PlansShown, ListPlans),
        (DraftShown, ImportPlan),
        (RosterShown, LoadRoster),
        (RowShown, ShowRow),
    )
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was written: the command's canonical English name and the facts that apply to it."""

    command: str
    numbers: tuple[int, ...] = ()
    person: str | None = None
    unit: str | None = None
    day: date | None = None
    percent: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """Where the history and the drafts of plans stood before the message."""

    seq: int
    drafts: tuple[tuple[int, int, str], ...]


def mark_before(tx: Transaction, organisation_id: int) -> Before:
    """Where things stand now."""
    return Before(last_seq(tx, organisation_id), drafts_as_kept(tx, organisation_id))


def deeds_since(
    tx: Transaction, organisation_id: int, before: Before, obeyed: str, numbers: tuple[int, ...] = ()
) -> list[Deed]:
    """What was written since; a deed on several tasks is one deed.

    `obeyed` is the command that the text was read as, with its `numbers`: it names what the history does not tell
    apart, a correction of a draft (which is in no history) and a report that answers for a period.
    """
    events = [stored.event for stored in events_since(tx, organisation_id, before.seq)]
    if any(event.what in OF_WHOLE_PLAN for event in events):  # what became of each task is part of it
        events = [event for event in events if event.what in OF_WHOLE_PLAN]
    told = [
        _deed(_Told(tx, organisation_id, event, dict(event.facts or {})), obeyed)
        for event in events
        if event.what not in NO_DEED
    ]
    if not told and drafts_as_kept(tx, organisation_id) != before.drafts:
        return [Deed(obeyed, numbers)]
    return _together(told)


def shown_by(responses: Iterable[Response]) -> str | None:
    """The command whose answer this is; None for an answer that shows nothing, such as a refusal."""
    names = (SHOWN_BY.get(type(response).__name__) for response in responses)
    return next((name for name in names if name is not None), None)


def _together(deeds: Iterable[Deed]) -> list[Deed]:
    found: dict[Deed, tuple[int, ...]] = {}
    for deed in deeds:
        key = replace(deed, numbers=())
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *deed.numbers)))
    return [replace(deed, numbers=numbers) for deed, numbers in found.items()]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with its facts, and where to look up what it points to."""

    tx: Transaction
    organisation_id: int
    event: Event
    facts: Mapping[str, Any]

    @property
    def detail(self) -> str:
        return str(self.facts.get("detail") or "")

    def occurrence(self) -> Occurrence:
        if self.event.occurrence_id is None:
            raise LookupError(f"{self.event.what} names no occurrence")
        return find_occurrence(self.tx, self.event.occurrence_id)

    def request(self) -> Request:
        found = find_request(self.tx, int(self.facts["request"]))
        if found is None:
            raise LookupError(f"request {self.facts['request']} is gone")
        return found


def _deed(told: _Told, obeyed: str) -> Deed:
    task_id = told.event.task_id
    numbers = () if task_id is None else (find_task_by_id(told.tx, task_id).number,)
    deed = Deed(_name(told, obeyed), numbers, note=told.detail or None)
    more = _MORE.get(told.event.what)
    return deed if more is None else replace(deed, **more(told))


def _name(told: _Told, obeyed: str) -> str:
    if told.event.what != EventKind.CHECK_IN_ANSWERED:
        return DEED_OF[told.event.what]
    return (
        obeyed
        if obeyed == MarkDone.canonical
        else CHECK_INS[CheckIn(told.facts.get("outcome", CheckIn.UNDER_WAY.value))]
    )


def _progress(told: _Told) -> dict[str, Any]:
    percent = told.occurrence().progress
    return {"percent": percent, "note": told.detail.removeprefix(f"{percent} %").strip() or None}


def _asked(told: _Told) -> dict[str, Any]:
    request = told.request()
    return {"day": request.wanted_day, "note": request.text or None}


def _granted(told: _Told) -> dict[str, Any]:
    request = told.request()
    return {"day": request.granted_day, "note": request.answer or None}


def _assigned(told: _Told) -> dict[str, Any]:
    handed = load_assignments(told.tx, told.organisation_id)
    people = {person for (task_id, _), those in handed.items() if task_id == told.event.task_id for person in those}
    names = ", ".join(name_of(told.tx, person) for person in sorted(people))
    return {"person": names, "note": None} if names else {"unit": told.detail, "note": None}


def _away(told: _Told) -> dict[str, Any]:
    newest = max(load_absences(told.tx, told.organisation_id, date.min), key=lambda absence: absence.id)
    return {"person": name_of(told.tx, newest.person_id), "day": newest.first_day}


def _moved(told: _Told) -> dict[str, Any]:
    return {"day": told.occurrence().last_day}


def _undone(_: _Told) -> dict[str, Any]:
    return {"note": None}  # the history names what was undone in its own words


def _person(told: _Told) -> dict[str, Any]:
    name, _, rest = told.detail.partition(": ")
    return {"person": name, "note": rest or None}


def _setting(told: _Told) -> dict[str, Any]:
    return {"note": f"{told.detail}: {told.facts['new']}"}


_MORE: Mapping[str, Callable[[_Told], dict[str, Any]]] = {
    EventKind.PROGRESS_SET: _progress,
    EventKind.EXTENSION_ASKED: _asked,
    EventKind.QUESTION_ASKED: _asked,
    EventKind.EXPLANATION_ASKED: _asked,
    EventKind.EXTENSION_GRANTED: _granted,
    EventKind.DEADLINE_CHANGE_ASKED: _asked,
    EventKind.DEADLINE_CHANGE_GRANTED: _granted,
    EventKind.TASK_ASSIGNED: _assigned,
    EventKind.ABSENCE_NOTED: _away,
    EventKind.ABSENCE_ENDED: _person,
    EventKind.DEADLINE_MOVED: _moved,
    EventKind.TASK_ADDED: _moved,
    EventKind.CHANGE_UNDONE: _undone,
    EventKind.PERSON_MOVED: _person,
    EventKind.PERSON_REMOVED: _person,
    EventKind.INVITE_MADE: _person,
    EventKind.SETTING_CHANGED: _setting,
}
