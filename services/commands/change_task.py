"""The coordinator corrects, adds, cancels or restores tasks by chat; each change is recorded and told once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from documents.plans.units import split_units
from domain.acting import gives_reason
from domain.authorisation import may_confirm
from domain.history import Event, EventKind
from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import ChangeNotUnderstood, EditRow
from domain.messages.orders import (
    AddTask,
    CancelTask,
    NotCancelled,
    NothingChanged,
    PartMissing,
    RestoreTask,
    TaskAdded,
    TaskChanged,
    TaskRestored,
    TaskStopped,
)
from domain.messages.plans import TasksWithdrawn
from domain.messages.questions import ReasonMissing, WhichTask
from domain.messages.tasks import TaskCancelled
from domain.names import fold, tidy
from domain.people import CONFIRMS, Role
from domain.plans import Place, TaskDraft, UnitMention
from domain.tasks import Occurrence, Part, State
from services.commands.request_extension import reopen_requests, settle_requests
from services.commands.set_deadline import deadline_typed, set_deadline
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import find_unit
from services.context.find_task import numbers_meant, short_enough, visible_task
from services.context.notify import concerned, people_in, tell
from services.context.record_change import RowsBefore, record, task_before
from services.context.situation import load_situation
from services.context.summaries import summary_of
from services.plans.amend_plan import Amending, cancel_task
from services.plans.confirm_plan import add_task_of
from services.plans.notify_plan import news_of, tell_news
from storage.events import events_of_task
from storage.lead_shares import take_back_shares
from storage.notice_codec import occurrence_from_json
from storage.plans import plan_of_orders, replace_units, rewrite_task
from storage.requests import requests_of_task
from storage.tasks import TaskNow, change_occurrence, find_task, last_number

NOBODY = frozenset({"khong", "khong co", "-", "none", "nobody"})
_PARTS = {"lead": Part.LEAD, "coordinating": Part.COORDINATING}
_MUST_HAVE = ("title", "lead", "deadline")
CANCELLED, RESTORED = EventKind.TASK_CANCELLED, EventKind.TASK_RESTORED
MOST_EVENTS = 50  # looked through for the cancellation


def change_task(context: CommandContext, change: EditRow) -> Reply:
    """One part of a task in other words; whom it concerns is told."""
    _only_coordinators(context, EditRow)
    if change.number is None or change.field is None:
        raise Refused(ChangeNotUnderstood(change.number))
    found = visible_task(context, change.number)
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(found.task.number, found.task.title))
    text = tidy(short_enough(change.value) or "")
    if change.field == "deadline":
        return set_deadline(context, found, deadline_typed(context, found.task.number, text))
    if change.field in _PARTS:
        return _other_units(context, found, change.field, text)
    return _other_words(context, found, change.field, text)


def add_task(context: CommandContext, command: AddTask) -> Reply:
    """Add a task with the next number and notify its units as for a task of a plan."""
    _only_coordinators(context, AddTask)
    parts = {part: tidy(short_enough(words) or "") for part, words in command.parts}
    for part in _MUST_HAVE:
        if not parts.get(part):
            raise Refused(PartMissing(part))
    number = last_number(context.tx, context.organisation.id) + 1
    draft = TaskDraft(
        number=number,
        code="",
        title=parts["title"],
        lead=_mentions(context, number, parts["lead"]),
        coordinating=_mentions(context, number, parts.get("coordinating", "")),
        deadline=deadline_typed(context, number, parts["deadline"]),
        place=Place(),
        product=parts.get("product") or None,
    )
    plan_id = plan_of_orders(context.tx, context.organisation.id, context.now)
    add_task_of(context.tx, context.organisation, plan_id, draft, number, context.directory, context.now)
    found = visible_task(context, number)
    record(context, EventKind.TASK_ADDED, found, {"detail": draft.title})
    situation = load_situation(context)
    told = tell_news(context, situation, "", news_of(situation, frozenset({number})), f"added:{found.task.id}")
    return Reply([TaskAdded(summary_of(context, found), found.task.coordinating_names, draft.product, told.unreached)])


def stop_task(context: CommandContext, command: CancelTask) -> Reply:
    """Cancel the task with a reason; it keeps its number, its history and everything said about it."""
    _only_coordinators(context, CancelTask)
    number = numbers_meant(context, CancelTask, () if command.number is None else (command.number,))[0]
    reason = short_enough(command.reason) or ""
    found = visible_task(context, number)
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(number, found.task.title))
    if not gives_reason(reason):
        raise Refused(ReasonMissing(number, CancelTask.canonical))
    kept = task_before(context, found.task.id)
    settled = settle_requests(context, found, requests_of_task(context.tx, found.task.id), is_cancelled=True)
    cancel_task(_amending(context, kept, settled), number, reason)
    found = visible_task(context, number)
    who, line = concerned(context, found), summary_of(context, found)
    people = who.lead | who.heads | who.coordinating
    key = f"stopped:{found.task.id}:{found.occurrence.version}"  # cancelled again after a restoration: told again
    tell(context, key, people, TaskStopped(line, reason, context.person.name, is_mine=False))
    return Reply([TaskStopped(line, reason, context.person.name, is_mine=True)])


def _only_coordinators(context: CommandContext, command: type[Command]) -> None:
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(CONFIRMS))))


def _amending(context: CommandContext, kept: RowsBefore, settled: Sequence[int] = ()) -> Amending:
    """`settled` are the requests that go with the task, and that come back with it."""

    def more() -> Mapping[str, object]:
        return {"settled": list(settled), **kept.facts()}

    return Amending(
        context.tx, context.organisation, context.now, context.person, context.directory, context.inbox_id, more
    )


def _mentions(context: CommandContext, number: int, text: str) -> tuple[UnitMention, ...]:
    """The units named, each by the name it is known by; a task given by chat is for units that exist."""
    if not text or fold(text) in NOBODY:
        return ()
    found = split_units(text, context.directory.names)
    if not found:
        raise Refused(ChangeNotUnderstood(number))
    units = dict.fromkeys(find_unit(context, mention.name).name for mention in found)
    return tuple(UnitMention(name) for name in units)


def _other_units(context: CommandContext, found: TaskNow, field: str, text: str) -> Reply:
    """Notify new units of a new task, and units that lost it of a withdrawn one."""
    task, part = found.task, _PARTS[field]
    mentions = _mentions(context, task.number, text)
    if not mentions and part is Part.LEAD:
        raise Refused(ChangeNotUnderstood(task.number))
    names = tuple(mention.name for mention in mentions)
    old = task.lead_names if part is Part.LEAD else task.coordinating_names
    if frozenset(names) == frozenset(old):
        raise Refused(NothingChanged(task.number, field))
    before = _takers(context, found, part)
    units = [unit.id for name in names if (unit := context.directory.find(name))]
    kept = task_before(context, task.id, found.occurrence.id)  # who reported meanwhile did so for the new units
    replace_units(context.tx, context.organisation.id, task.id, part, units)
    if part is Part.LEAD:  # who only coordinated so far has said nothing of the part it leads now
        take_back_shares(
            context.tx, found.occurrence.id, [u for u in units if u not in {r.unit_id for r in task.units(part)}]
        )
    after = _again(context, task.number)
    detail = f"{field}: {', '.join(old)} → {', '.join(names)}"
    record(context, EventKind.TASK_CHANGED, after, {"detail": detail, **kept.facts()})
    _tell_takers(context, after, part, before)
    return Reply([TaskChanged(summary_of(context, after), field, ", ".join(old), ", ".join(names))])


def _takers(context: CommandContext, found: TaskNow, part: Part) -> frozenset[int]:
    who = concerned(context, found)
    return who.lead if part is Part.LEAD else who.coordinating


def _tell_takers(context: CommandContext, after: TaskNow, part: Part, before: frozenset[int]) -> None:
    now, situation = _takers(context, after, part), load_situation(context)
    news = news_of(situation, frozenset({after.task.number}))
    new = {person_id: one for person_id, one in news.items() if person_id in now - before}
    key = f"changed:{after.task.id}:{context.inbox_id or context.now.isoformat()}"
    tell_news(context, situation, "", new, key)
    tell(context, f"{key}:gone", before - now, TasksWithdrawn("", (summary_of(context, after),)))


def _other_words(context: CommandContext, found: TaskNow, field: str, text: str) -> Reply:
    task = found.task
    old = task.title if field == "title" else task.product or ""
    if not text or field not in {"title", "product"}:
        raise Refused(ChangeNotUnderstood(task.number))
    if text == old:
        raise Refused(NothingChanged(task.number, field))
    kept = task_before(context, task.id)
    rewrite_task(context.tx, task.id, {field: text})
    after = _again(context, task.number)
    record(context, EventKind.TASK_CHANGED, after, {"detail": f"{field}: {old} → {text}", **kept.facts()})
    return Reply([TaskChanged(summary_of(context, after), field, old, text)])


def _again(context: CommandContext, number: int) -> TaskNow:
    found = find_task(context.tx, context.organisation.id, number)
    if found is None:
        raise LookupError(f"task {number} is gone")
    return found


def restore_task(context: CommandContext, command: RestoreTask) -> Reply:
    """Only with its number: nobody is told of a task's return by a guess.

    Raises Refused with OnlyForRole, WhichTask, NoSuchTask or NotCancelled.
    """
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(RestoreTask.canonical, tuple(sorted(CONFIRMS))))
    if command.number is None:
        raise Refused(WhichTask(RestoreTask.canonical, ()))
    found = visible_task(context, command.number)
    if found.occurrence.state is not State.CANCELLED:
        raise Refused(NotCancelled(found.task.number, found.task.title))
    kept, cancelled = task_before(context, found.task.id), _cancellation(context, found)
    found = TaskNow(
        found.task, change_occurrence(context.tx, found.occurrence, _as_before(found.occurrence, cancelled))
    )
    again = reopen_requests(context, (cancelled.facts or {}).get("settled", ()) if cancelled else ())
    record(context, RESTORED, found, {"detail": "", **kept.facts()})
    line, by = summary_of(context, found), context.person.name
    who = concerned(context, found)
    people = who.lead | who.heads | who.coordinating | people_in(context, Role.LEADER)
    key = f"restored:{found.task.id}:{found.occurrence.version}"
    tell(context, key, people, TaskRestored(line, by, is_mine=False, asked_again=again))
    return Reply([TaskRestored(line, by, is_mine=True, asked_again=again)])


def _cancellation(context: CommandContext, found: TaskNow) -> Event | None:
    events = [stored.event for stored in events_of_task(context.tx, found.task.id, MOST_EVENTS)]
    return next((event for event in events if event.what == CANCELLED), None)


def _as_before(occurrence: Occurrence, cancelled: Event | None) -> Occurrence:
    """Where it stood when it was cancelled, its deadline as it reads now; open where that is not known."""
    facts = (cancelled.facts or {}) if cancelled else {}
    if "before" not in facts:
        return replace(occurrence, state=State.OPEN, closed_at=None)
    before = occurrence_from_json(facts["before"])
    if before.id != occurrence.id:
        return replace(occurrence, state=State.OPEN, closed_at=None)
    return replace(
        before,
        version=occurrence.version,
        deadline_version=occurrence.deadline_version,
        first_day=occurrence.first_day,
        last_day=occurrence.last_day,
        at_time=occurrence.at_time,
    )
