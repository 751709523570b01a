"""Composes one person's morning message from what is true when it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from domain.due_checks import WAITING
from domain.figures import is_overdue, urgency
from domain.messages.reports import DigestItem, MorningDigest
from domain.messages.requests import AnswerRequest, GrantRequest
from domain.messages.summaries import RequestItem
from domain.people import Role
from domain.reminders import UNDATED, Audience
from domain.reports import PeriodReport
from domain.requests import PRESSING, Request, RequestKind, is_about_request, request_of
from domain.snoozes import is_snooze
from domain.tasks import Part, State
from services.context.command_context import CommandContext
from services.context.find_request import leader_decides
from services.context.situation import Situation
from services.context.summaries import request_summary, summary_of
from storage.people import Contact
from storage.tasks import TaskNow

_AWAITS = {
    (RequestKind.EXTENSION, Audience.COORDINATOR): "recommend",
    (RequestKind.EXTENSION, Audience.LEADER): GrantRequest.canonical,
    (RequestKind.DEADLINE, Audience.LEADER): GrantRequest.canonical,
}
_OFFICES = {Audience.COORDINATOR: Role.COORDINATOR, Audience.LEADER: Role.LEADER}
_WHOLE = frozenset({Role.COORDINATOR, Role.LEADER})  # they answer for what is overdue in every unit
# Of a report; all of it can be asked for.
_LEFT_OUT: Any = dict.fromkeys(("units", "overdue", "finished", "due_next", "obstacles", "causes", "extensions"), ())
# When a task concerns somebody in several ways it is shown once, in the first of these.
_FIRST = (Audience.LEAD, Audience.HEAD, Audience.COORDINATOR, Audience.LEADER, Audience.COORDINATING)


def build_digest(
    context: CommandContext,
    situation: Situation,
    contact: Contact,
    reasons: Iterable[tuple[TaskNow, str, Audience]],
    unreachable: tuple[str, ...] = (),
    report: PeriodReport | None = None,
) -> MorningDigest:
    """The message for these (task, stage code, audience) reasons; tasks that are settled have been left out before.

    Of a `report` it carries the figures of the whole only; units, tasks and what was told can be asked for.
    """
    reasons = list(reasons)
    items = _items(context, reasons)
    shown = {item.line.number for item in items}
    is_coordinator = Role.COORDINATOR in contact.roles
    return MorningDigest(
        day=context.today,
        name=contact.name,
        items=tuple(items),
        also_overdue=tuple(n for n in _overdue_numbers(context, situation, contact) if n not in shown),
        waiting=_waiting_numbers(situation.tasks) if is_coordinator else (),
        unreachable=unreachable if is_coordinator else (),
        requests=_requests(context, situation, reasons),
        undated=_undated(reasons),
        report=None if report is None else replace(report, **_LEFT_OUT),
        standing_in_for=tuple(name for _, name in contact.stands_in_for),
        all_overdue=len(_all_overdue(context, situation)) if contact.roles & _WHOLE else 0,
    )


def is_still_wanted(found: TaskNow, stage: str, deadline_version: int, requests: Iterable[Request] = ()) -> bool:
    """Whether the stage still applies: not when the task is finished, cancelled, moved or answered by now.

    `requests` are the open ones about this occurrence.
    """
    if is_about_request(stage):
        return any(request.id == request_of(stage) for request in requests)
    if is_snooze(stage):  # the person's own wish: another deadline does not end it
        return found.occurrence.state is State.OPEN
    if stage.startswith(WAITING):
        return found.occurrence.state is State.REPORTED
    return found.occurrence.state is State.OPEN and found.occurrence.deadline_version == deadline_version


def still_concerns(situation: Situation, contact: Contact, found: TaskNow, audience: Audience) -> bool:
    """Whether the task still concerns the recipient, who may have moved or no longer stand in."""
    if audience in _OFFICES:
        return _OFFICES[audience] in contact.roles
    part = Part.COORDINATING if audience is Audience.COORDINATING else Part.LEAD
    mine = situation.directory.with_groups(contact.unit_ids)
    return any(r.unit_id in mine for r in found.task.units(part))


def _items(context: CommandContext, reasons: Sequence[tuple[TaskNow, str, Audience]]) -> list[DigestItem]:
    chosen: dict[int, tuple[TaskNow, str, Audience]] = {}
    for reason in sorted(reasons, key=lambda r: _FIRST.index(r[2])):
        if not reason[1].startswith((WAITING, UNDATED)) and not is_about_request(reason[1]):
            chosen.setdefault(reason[0].task.id, reason)
    zone = context.organisation.zone
    ordered = sorted(chosen.values(), key=lambda r: urgency(r[0].occurrence, r[0].task.number, context.now, zone))
    return [DigestItem(summary_of(context, found), stage, audience.value) for found, stage, audience in ordered]


def _undated(reasons: Iterable[tuple[TaskNow, str, Audience]]) -> tuple[int, ...]:
    """Numbers of the tasks without a last day that are asked after this month: one line, however many they are."""
    return tuple(sorted({found.task.number for found, code, _ in reasons if code.startswith(UNDATED)}))


def _requests(
    context: CommandContext, situation: Situation, reasons: Sequence[tuple[TaskNow, str, Audience]]
) -> tuple[RequestItem, ...]:
    """The requests on which this person must act: those that press first, then by age."""
    found: dict[int, tuple[bool, RequestItem]] = {}
    for task, code, audience in reasons:
        if not is_about_request(code):
            continue
        request = next(r for r in situation.requests.get(task.occurrence.id, ()) if r.id == request_of(code))
        awaits = _AWAITS.get((request.kind, audience), AnswerRequest.canonical)
        if request.kind is RequestKind.EXTENSION and not leader_decides(context):
            awaits = GrantRequest.canonical
        is_pressing = code.startswith(PRESSING)
        item = RequestItem(summary_of(context, task), request_summary(context, task, request, awaits), is_pressing)
        found[request.id] = (not is_pressing, item)
    return tuple(item for _, item in sorted(found.values(), key=lambda pair: (pair[0], pair[1].request.asked_at)))


def _overdue_numbers(context: CommandContext, situation: Situation, contact: Contact) -> list[int]:
    mine = situation.directory.with_groups(contact.unit_ids)
    return [
        found.task.number
        for found in _all_overdue(context, situation)
        if any(r.unit_id in mine for r in found.task.units(Part.LEAD))
    ]


def _all_overdue(context: CommandContext, situation: Situation) -> list[TaskNow]:
    zone = context.organisation.zone
    return [
        found
        for found in situation.tasks
        if found.occurrence.state is State.OPEN and is_overdue(found.occurrence, context.now, zone)
    ]


def _waiting_numbers(tasks: Iterable[TaskNow]) -> tuple[int, ...]:
    return tuple(found.task.number for found in tasks if found.occurrence.state is State.REPORTED)
