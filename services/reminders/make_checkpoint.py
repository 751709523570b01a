"""Makes the checkpoint of a month that has ended, and posts its code for those who get no report of that month.

Leaders read it as a line of the report in their morning message; inspectors, and leaders of an organisation that tells
no reports, get a short message by day. Made once: a month has one, and a clock that is set back makes none for a month
of which a later checkpoint covers everything.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.checkpoints import Checkpoint, month_called, month_ended, signed
from domain.inbox import MessageContext
from domain.messages.history import CheckpointMade
from domain.organisations import Organisation
from domain.people import Role
from domain.reports import end_of, start_of
from services.context.command_context import CommandContext
from services.context.notify import people_in, tell
from services.context.working_calendar import load_calendar
from services.reminders.checkpoint_told import summary_of_checkpoint
from services.reminders.schedule_reminders import sending_time_for
from services.reminders.schedule_reports import is_worth_telling
from storage.checkpoints import add_checkpoint, count_until, load_checkpoints, newest_before
from storage.engine.database import Transaction
from storage.reports import first_task_day

CHECKPOINT = "checkpoint"


def make_checkpoint(tx: Transaction, organisation: Organisation, now: datetime, keys: Sequence[bytes]) -> int:
    """Make what is due and post what is told of it, all in this transaction; returns how many messages.

    The caller holds `lock_organisation`, so that of two programs one finds what the other has made.
    """
    month = month_ended(now, organisation.zone)
    known = load_checkpoints(tx, organisation.id)
    newest = newest_before(tx, organisation.id, end_of(month, organisation.zone))
    if newest is None or not _is_new(month.code, newest[0], known):
        return 0
    seq, hashed, at = newest
    count, is_told = count_until(tx, organisation.id, seq), at >= start_of(month, organisation.zone)
    new = signed(Checkpoint(organisation.id, month.code, seq, hashed, count, is_told, now), keys)
    add_checkpoint(tx, new)
    return _tell(tx, organisation, new, now) if is_told else 0


def _is_new(month: str, seq: int, known: Iterable[Checkpoint]) -> bool:
    return all(one.month != month and (one.month < month or one.seq < seq) for one in known)


def _tell(tx: Transaction, organisation: Organisation, made: Checkpoint, now: datetime) -> int:
    """One message to each, on the first working day from now on, in sending time.

    The key holds the code: what is told again after a restore, because the history is another one, is told.
    """
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    leaders, inspectors = people_in(context, Role.LEADER), people_in(context, Role.INSPECTOR)
    told = inspectors - leaders if _is_reported(context, made) else inspectors | leaders
    calendar = load_calendar(tx, organisation.id, context.today, context.today)
    at = sending_time_for(None, now, organisation, calendar)
    notice = CheckpointMade(summary_of_checkpoint(made))
    return tell(context, f"{CHECKPOINT}:{made.month}:{made.code}", told, notice, not_before=at)


def _is_reported(context: CommandContext, made: Checkpoint) -> bool:
    """Whether leaders are told a report of this month, which carries the line."""
    first_task = first_task_day(context.tx, context.organisation.id)
    return context.organisation.policy.tells_reports and is_worth_telling(month_called(made.month), first_task)
