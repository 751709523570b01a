"""Lists whole plans and ends them: withdrawn on the leader's word, or closed by the coordinator when over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from domain.authorisation import may_act_on_requests, may_confirm, may_decide, may_see_all
from domain.figures import cell_of, count_cells
from domain.followed_plans import FollowedPlan, PlanEnd
from domain.history import EventKind
from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.plans import (
    AgreeToWithdraw,
    EndAsked,
    EndPlan,
    KeepPlan,
    ListPlans,
    NoWithdrawal,
    PlanClosed,
    PlanOver,
    PlansShown,
    PlanSummary,
    WithdrawalAsked,
    WithdrawalNews,
    WithdrawPlan,
)
from domain.messages.requests import NobodyToAsk
from domain.messages.summaries import FourCells, PlanFigures
from domain.people import CONFIRMS, DECIDES, Role
from domain.reminders import Audience
from domain.tasks import State
from services.commands.request_extension import settle_requests
from services.context.command_context import CommandContext, Reply
from services.context.find_plan import figures_of, plan_meant
from services.context.find_task import short_enough
from services.context.notify import people_in, tell
from services.context.questions import ask_question
from services.context.recipients import people_of
from services.context.record_change import plan_before, record
from services.context.situation import load_situation
from services.context.summaries import summary_of
from services.plans.amend_plan import Amending, cancel_task
from storage.people import name_of
from storage.plans import ask_withdrawal, close_plan, drop_withdrawal, load_followed_plans
from storage.requests import requests_of_task
from storage.task_statistics import TaskSnapshot, load_task_snapshots
from storage.tasks import TaskNow, load_tasks

_NOT_DONE = frozenset({State.OPEN, State.REPORTED})
_AUDIENCES = (Audience.LEAD, Audience.HEAD, Audience.COORDINATING)


def withdraw_plan(context: CommandContext, command: WithdrawPlan) -> Reply:
    """A coordinator's word goes to the leaders, who are told what it would do; a leader is asked for a clear yes.

    Raises Refused with OnlyForRole, NoSuchPlan, PlanOver, WithdrawalAsked or NobodyToAsk.
    """
    if not may_act_on_requests(context.person):
        raise Refused(OnlyForRole(WithdrawPlan.canonical, tuple(sorted(CONFIRMS | DECIDES))))
    plan, figures = _running(context, command.plan)
    if may_decide(context.person):
        return _asked(context, PlanEnd.WITHDRAWN, plan, figures, _yes(figures))
    return _brought(context, plan, figures, short_enough(command.reason) or "")


def _brought(context: CommandContext, plan: FollowedPlan, figures: PlanFigures, reason: str) -> Reply:
    leaders = people_in(context, Role.LEADER)
    if not leaders:
        raise Refused(NobodyToAsk(Role.LEADER.value))
    kept = plan_before(context, plan.id)
    if not ask_withdrawal(context.tx, plan.id, context.person.person_id, reason, context.now):
        by = "" if plan.withdrawal_asked_by is None else name_of(context.tx, plan.withdrawal_asked_by)
        raise Refused(WithdrawalAsked(figures.name, by, plan.withdrawal_asked_at or context.now))
    record(context, EventKind.PLAN_WITHDRAWAL_ASKED, None, {"detail": _detail(figures, reason), **kept.facts()})
    count = len(_not_done(context, plan))
    news = WithdrawalNews("brought", figures, context.person.name, reason, count)
    tell(context, f"withdrawal:{plan.id}:{context.inbox_id or context.now.isoformat()}", leaders, news)
    return Reply([replace(news, what="asked")])


def agree_to_withdraw(context: CommandContext, command: AgreeToWithdraw) -> Reply:
    """Cancel what is not done, and tell everybody concerned once.

    Where nobody asks for it, or who asked has taken that back meanwhile, the leader is asked first. Raises Refused with
    OnlyForRole, NoSuchPlan or PlanOver.
    """
    _only_leaders(context, AgreeToWithdraw)
    plan, figures = _running(context, command.plan)
    if plan.withdrawal_asked_at is None and not command.is_sure:
        return _asked(context, PlanEnd.WITHDRAWN, plan, figures, _yes(figures))
    return _close(context, PlanEnd.WITHDRAWN, plan, figures, _not_done(context, plan), plan.withdrawal_reason)


def _yes(figures: PlanFigures) -> str:
    return f"/{AgreeToWithdraw.canonical} {figures.name} sure"


def keep_plan(context: CommandContext, command: KeepPlan) -> Reply:
    """The plan goes on; the person who asked and the coordinators are told.

    Raises Refused with OnlyForRole, NoSuchPlan, PlanOver or NoWithdrawal.
    """
    _only_leaders(context, KeepPlan)
    plan, figures = _running(context, command.plan)
    reason, kept = short_enough(command.reason) or "", plan_before(context, plan.id)
    if not drop_withdrawal(context.tx, plan.id):
        raise Refused(NoWithdrawal(figures.name))
    record(context, EventKind.PLAN_WITHDRAWAL_REFUSED, None, {"detail": _detail(figures, reason), **kept.facts()})
    news = WithdrawalNews("kept", figures, context.person.name, reason, len(_not_done(context, plan)))
    people = people_in(context, Role.COORDINATOR, Role.LEADER) | {plan.withdrawal_asked_by or 0}
    tell(context, f"plan-kept:{plan.id}:{context.inbox_id or context.now.isoformat()}", people, news)
    return Reply([news])


def end_plan(context: CommandContext, command: EndPlan) -> Reply:
    """Close a plan whose time is over: its repeating tasks stop, what else is not done is followed on.

    Where anything is open that is named and asked about first. Raises Refused with OnlyForRole, NoSuchPlan or PlanOver.
    """
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(EndPlan.canonical, tuple(sorted(CONFIRMS))))
    plan, figures = _running(context, command.plan)
    if _not_done(context, plan) and not command.is_sure:
        return _asked(context, PlanEnd.ENDED, plan, figures, f"/endplan {figures.name} sure")
    return _close(context, PlanEnd.ENDED, plan, figures, _stopping(context, PlanEnd.ENDED, plan), "")


def _only_leaders(context: CommandContext, command: type[Command]) -> None:
    if not may_decide(context.person):
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(DECIDES))))


def _running(context: CommandContext, typed: str) -> tuple[FollowedPlan, PlanFigures]:
    """The plan that is named, with its figures, while it runs."""
    plan = plan_meant(context, typed)
    tasks = [task for task in load_task_snapshots(context.tx, context.organisation.id) if task.plan_id == plan.id]
    zone = context.organisation.zone
    cells = count_cells((task, cell_of(task, context.now, zone), bool(task.leads)) for task in tasks)
    figures = figures_of(plan, load_followed_plans(context.tx, context.organisation.id), cells)
    if plan.closed_as is not None:
        raise Refused(PlanOver(figures.name, plan.closed_as.value, plan.closed_at or context.now))
    return plan, figures


def _not_done(context: CommandContext, plan: FollowedPlan) -> list[TaskNow]:
    """The tasks that are not closed; a repeating one goes on whether this period is answered or not."""
    return [
        found
        for found in load_tasks(context.tx, context.organisation.id, plan_id=plan.id)
        if found.occurrence.state in _NOT_DONE
        or (found.occurrence.is_check_in and found.occurrence.state is State.DONE)
    ]


def _stopping(context: CommandContext, how: PlanEnd, plan: FollowedPlan) -> list[TaskNow]:
    """At its end only the rhythm of a plan stops; withdrawn, all of it does."""
    found = _not_done(context, plan)
    return found if how is PlanEnd.WITHDRAWN else [task for task in found if task.occurrence.is_check_in]


def _asked(context: CommandContext, how: PlanEnd, plan: FollowedPlan, figures: PlanFigures, option: str) -> Reply:
    question = ask_question(context, context.origin.text or option, [option])
    stopping = _numbers(_stopping(context, how, plan))
    going_on = tuple(number for number in _numbers(_not_done(context, plan)) if number not in stopping)
    return Reply([EndAsked(how.value, figures, stopping, going_on, question.options, question.id)])


def _close(
    context: CommandContext,
    how: PlanEnd,
    plan: FollowedPlan,
    figures: PlanFigures,
    stopping: Sequence[TaskNow],
    reason: str,
) -> Reply:
    audience = _people_of(context, stopping)
    going_on = _numbers(found for found in _not_done(context, plan) if found not in stopping)
    if not close_plan(context.tx, plan.id, how, context.now):
        raise Refused(PlanOver(figures.name, how.value, context.now))
    for found in stopping:
        _stop(context, found, _detail(figures, reason))
    record(context, EventKind(f"plan_{how.value}"), None, {"detail": _detail(figures, reason), "plan_id": plan.id})
    told = PlanClosed(how.value, figures, context.person.name, reason, going_on=going_on, stopped=len(stopping))
    offices = dict.fromkeys(people_in(context, Role.COORDINATOR, Role.LEADER), ())
    count = 0
    for person_id, tasks in {**offices, **audience}.items():
        mine = replace(told, lines=tuple(summary_of(context, found) for found in tasks))
        count += tell(context, f"plan-closed:{plan.id}", {person_id}, mine)
    return Reply([replace(told, is_mine=True, told=count)])


def _people_of(context: CommandContext, tasks: Iterable[TaskNow]) -> Mapping[int, Sequence[TaskNow]]:
    """For each person concerned the tasks that are theirs, so that one message tells all of them."""
    situation = load_situation(context, only_open=True, with_planned=False)
    theirs: dict[int, list[TaskNow]] = {}
    for found in tasks:
        ids = dict.fromkeys(c.id for audience in _AUDIENCES for c in people_of(situation, found, audience))
        for person_id in ids:
            theirs.setdefault(person_id, []).append(found)
    return theirs


def _stop(context: CommandContext, found: TaskNow, detail: str) -> None:
    """As a single task is cancelled: what was asked about it is settled, and it can be restored by its number."""
    settled = settle_requests(context, found, requests_of_task(context.tx, found.task.id), is_cancelled=True)
    facts: Callable[[], Mapping[str, object]] = lambda: {"settled": settled}  # noqa: E731 -- named for its type
    step = Amending(
        context.tx, context.organisation, context.now, context.person, context.directory, context.inbox_id, facts
    )
    cancel_task(step, found.task.number, detail)


def _numbers(tasks: Iterable[TaskNow]) -> tuple[int, ...]:
    return tuple(found.task.number for found in tasks)


def _detail(figures: PlanFigures, reason: str) -> str:
    """The plan by its own number, or its title, and why."""
    name = figures.number or figures.title[:80]
    return f"{name}: {reason}" if reason else name


def list_plans(context: CommandContext, command: ListPlans) -> Reply:
    """All plans, the latest first, or the one named; people of a unit see those that their units lead tasks of.

    Raises Refused(NoSuchPlan).
    """
    sees_all, mine = may_see_all(context.person), context.my_units
    tasks = [
        one
        for one in load_task_snapshots(context.tx, context.organisation.id)
        if sees_all or mine & {id_ for id_, _ in one.leads}
    ]
    if command.plan:
        return Reply(
            [PlansShown((plan_line(context, plan_meant(context, command.plan), tasks),), context.now, is_one=True)]
        )
    plans = load_followed_plans(context.tx, context.organisation.id)
    lines = [plan_line(context, plan, tasks) for plan in reversed(plans)]
    shown = tuple(line for line in lines if line.figures.cells.total or (sees_all and line.figures.name))
    return Reply([PlansShown(shown, context.now)], may_replace=True)


def plan_line(context: CommandContext, plan: FollowedPlan, tasks: list[TaskSnapshot]) -> PlanSummary:
    """One plan of the list; its figures are those of these tasks."""
    plans = load_followed_plans(context.tx, context.organisation.id)
    return PlanSummary(
        figures_of(plan, plans, _count(context, [task for task in tasks if task.plan_id == plan.id])),
        closed_as=plan.closed_as.value if plan.closed_as else "",
        closed_at=plan.closed_at,
        asked_by="" if plan.withdrawal_asked_by is None else name_of(context.tx, plan.withdrawal_asked_by),
    )


def _count(context: CommandContext, tasks: list[TaskSnapshot]) -> FourCells:
    zone = context.organisation.zone
    return count_cells((task, cell_of(task, context.now, zone), bool(task.leads)) for task in tasks)
