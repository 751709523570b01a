"""Closes an organisation: nobody is reminded any more and nothing opens it, its data stays; and opens it again."""

from dataclasses import dataclass
from datetime import datetime

from domain.board_sessions import SessionEnd
from domain.history import Event, EventKind
from domain.inbox import MessageContext
from domain.messages.organisation import OrganisationClosed, OrganisationReopened
from domain.organisations import Organisation
from services.context.command_context import CommandContext
from services.context.notify import tell
from storage.board_sessions import end_all_sessions
from storage.due_checks import check_at_once, check_never
from storage.engine.database import Transaction
from storage.events import append_event, last_seq
from storage.invites import end_all_invites
from storage.organisations import set_closed
from storage.outbox import count_waiting, drop_all_waiting
from storage.people import forget_feed_keys, load_contacts
from storage.walls import end_all_walls

REASON = "organisation_closed"


class MessagesWait(Exception):
    """Messages of the organisation have not been sent yet."""

    def __init__(self, count: int) -> None:
        """`count` messages."""
        super().__init__(str(count))
        self.count = count


class NothingToDo(Exception):
    """The organisation is closed, or open, already."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What was ended: codes, sessions of the board, screens, messages that waited; and how many people are told."""

    codes: int
    sessions: int
    walls: int
    dropped: int
    told: int


def close_organisation(
    tx: Transaction, organisation: Organisation, now: datetime, machine_at: datetime, *, drops_waiting: bool
) -> Closed:
    """Close an organisation whose row is locked; its people who can be reached get one message.

    `machine_at` is the machine's clock, by which sessions end. Raises NothingToDo, and MessagesWait unless
    `drops_waiting`.
    """
    if organisation.closed_at is not None:
        raise NothingToDo
    waiting = count_waiting(tx, organisation.id)
    if waiting and not drops_waiting:
        raise MessagesWait(waiting)
    dropped = drop_all_waiting(tx, organisation.id, REASON)
    codes = end_all_invites(tx, organisation.id, now)
    sessions = end_all_sessions(tx, organisation.id, machine_at, SessionEnd.ORGANISATION_CLOSED)
    walls = end_all_walls(tx, organisation.id, now)
    forget_feed_keys(tx, organisation.id)
    set_closed(tx, organisation.id, now)
    check_never(tx, organisation.id)
    append_event(tx, organisation.id, Event(now, "", EventKind.ORGANISATION_CLOSED))
    told = _tell_all(tx, organisation, OrganisationClosed(organisation.name), now)
    return Closed(codes, sessions, walls, dropped, told)


def reopen_organisation(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Open an organisation again, whose row is locked: reminders go on with the next tick. Returns how many are told.

    Codes, sessions and screens that ended stay ended. Raises NothingToDo.
    """
    if organisation.closed_at is None:
        raise NothingToDo
    set_closed(tx, organisation.id, None)
    check_at_once(tx, organisation.id)
    append_event(tx, organisation.id, Event(now, "", EventKind.ORGANISATION_REOPENED))
    return _tell_all(tx, organisation, OrganisationReopened(organisation.name), now)


def _tell_all(
    tx: Transaction, organisation: Organisation, notice: OrganisationClosed | OrganisationReopened, now: datetime
) -> int:
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    key = f"{type(notice).__name__}:{last_seq(tx, organisation.id)}"
    return tell(context, key, {contact.id for contact in load_contacts(tx, organisation.id)}, notice)
