"""Opens the board, shows its pages and takes what is pressed on them; each method is one transaction.

`machine_at` is the machine's clock, on which links and sessions end; `now` the program's.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.board_sessions import (
    CODE_KEY,
    LONGEST_DEVICE,
    PAGE,
    SEEN_EVERY,
    SESSION_VALID,
    SIGNED_KEPT,
    BoardSession,
    SessionEnd,
    SignedChat,
    code_hash,
    plain_code,
    token_hash,
)
from domain.history import EventKind
from domain.inbox import Arrival, MessageContext
from domain.messages import Response
from domain.organisations import Organisation
from services.context.command_context import CommandContext, actor_behind
from services.context.record_change import record
from storage import board_sessions, inbox
from storage.engine.database import Database, Transaction
from storage.organisations import load_organisation, lock_organisation
from storage.outbox import forget_secrets, posted_for
from storage.people import load_actor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that was just opened, with the secret of its cookie, which is kept nowhere."""

    token: str
    person: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a press: `is_done` once it was handled, and what it was answered with so far."""

    is_done: bool
    responses: tuple[Response, ...]

    @property
    def is_secret(self) -> bool:
        """Whether it is not to be kept once it was shown."""
        return self.is_done and any(response.is_secret for response in self.responses)

    @property
    def is_file(self) -> bool:
        """Whether a file is to be fetched by another press."""
        return any(response.is_file for response in self.responses)


class BoardService:
    """The board of one organisation. Plain calls: run them in a thread.

    What is only shown is read on `pages` where that is given: connections of the pages' own, which cannot write.
    """

    def __init__(self, database: Database, organisation_id: int, pages: Database | None = None) -> None:
        self._database = database.of(organisation_id)
        self._pages = (pages or database).of(organisation_id)
        self._organisation_id = organisation_id

    def owner_of(self, link_token: str, machine_at: datetime) -> tuple[str, str] | None:
        """Name and language of the person whom a link is for; None for a link that opens nothing. It stays unused."""
        with self._pages.reading() as tx:
            found = board_sessions.find_link(tx, self._organisation_id, token_hash(link_token), machine_at)
            return None if found is None else (found.name, found.language)

    def enter(self, link_token: str, device: str, machine_at: datetime, now: datetime) -> Entered | None:
        """Open a session with a link, which is used up by it; None for one that opens nothing."""
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            found = board_sessions.find_link(tx, organisation.id, token_hash(link_token), machine_at)
            return self._enter(tx, organisation, found, device, machine_at, now)

    def enter_by_code(self, typed: str, device: str, machine_at: datetime, now: datetime) -> Entered | None:
        """As `enter`, with the code of a link as it was typed; a wrong one is counted."""
        code = plain_code(typed)
        if not code:
            return None
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            found = board_sessions.find_link_by_code(tx, organisation.id, code[:CODE_KEY], code_hash(code), machine_at)
            return self._enter(tx, organisation, found, device, machine_at, now)

    def _enter(
        self, tx: Transaction, organisation: Organisation, found: board_sessions.OpenLink | None, device: str,
        machine_at: datetime, now: datetime,
    ) -> Entered | None:  # fmt: skip
        if found is None or not board_sessions.use_link(tx, found.id, machine_at):
            return None
        return self._begin(tx, organisation, found.person_id, device, machine_at, now)

    def enter_from_chat(self, signed: SignedChat, device: str, machine_at: datetime, now: datetime) -> Entered | None:
        """Open a session for the person of a chat, once for what was signed; None for a chat that is nobody's."""
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            person = load_actor(tx, organisation.id, signed.channel, signed.chat_id)
            if person is None:
                return None
            key, until = token_hash(f"{signed.channel} {signed.digest}"), signed.signed_at + SIGNED_KEPT
            if not board_sessions.use_once(tx, organisation.id, person.person_id, key, machine_at, until):
                return None
            return self._begin(tx, organisation, person.person_id, device, machine_at, now)

    def enter_as(self, person_id: int, device: str, machine_at: datetime, now: datetime) -> Entered:
        """Open a session without a link: for the demonstration alone, whose people are invented."""
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            return self._begin(tx, organisation, person_id, device, machine_at, now)

    def _begin(
        self, tx: Transaction, organisation: Organisation, person_id: int, device: str, machine_at: datetime,
        now: datetime,
    ) -> Entered:  # fmt: skip
        token = secrets.token_urlsafe(32)
        ends_at = machine_at + SESSION_VALID
        session = board_sessions.add_session(
            tx, organisation.id, person_id, token_hash(token), device[:LONGEST_DEVICE], machine_at, ends_at
        )
        context = self._context(tx, organisation, session, now)
        record(context, EventKind.BOARD_ENTERED, None, {"detail": device[:LONGEST_DEVICE]})
        return Entered(token, context.person.name)

    def leave(self, session_token: str, machine_at: datetime, why: SessionEnd = SessionEnd.LOGGED_OUT) -> None:
        """End the session of a cookie; one that holds no longer is left as it is."""
        with self._database.transaction() as tx:
            session = board_sessions.find_session(tx, self._organisation_id, token_hash(session_token), machine_at)
            if session is not None:
                board_sessions.end_session(tx, session.id, machine_at, why)

    def view(
        self, session_token: str, machine_at: datetime, now: datetime, show: Callable[[CommandContext], T]
    ) -> T | None:
        """What `show` makes of the session's person, in one read-only transaction; None without a session that holds.

        Whatever `show` raises comes out as it is.
        """
        with self._pages.reading() as tx:
            context = self._session_context(tx, session_token, machine_at, now)
            return None if context is None else show(context)

    def press(
        self,
        session_token: str,
        key: str,
        text: str,
        machine_at: datetime,
        now: datetime,
        file: Mapping[str, str | int] | None = None,
    ) -> int | None:
        """Store what was pressed as an update of the channel `page`, once for each key; returns the update's id.

        `file` is what was uploaded: the "id" it is stored under, its "name" and "size". None without a session that
        holds.
        """
        with self._database.transaction() as tx:
            session = board_sessions.find_session(tx, self._organisation_id, token_hash(session_token), machine_at)
            if session is None:
                return None
            if machine_at - session.seen_at >= SEEN_EVERY:
                board_sessions.note_seen(tx, session.id, machine_at)
            pressed = {"chat_id": session.chat_id, "text": text, **({"file": file} if file else {})}
            payload = json.dumps(pressed, ensure_ascii=False)
            arrival = Arrival(_update_key(session, key), session.chat_id, payload, said_at=now)
            inbox.add_arrivals(tx, self._organisation_id, PAGE, PAGE, 0, [arrival], now)
            return inbox.find_update(tx, self._organisation_id, PAGE, PAGE, arrival.update_key)

    def answer(self, inbox_id: int) -> Answer:
        """What a press was answered with, as often as it is asked."""
        with self._pages.reading() as tx:
            is_done = not inbox.is_waiting(tx, inbox_id)
            rows = posted_for(tx, self._organisation_id, inbox_id)
        return Answer(is_done, tuple(response for row in rows for response in row.responses))

    def take_file(self, session_token: str, key: str, machine_at: datetime) -> tuple[Response, ...] | None:
        """What the press of this key and session was answered with; secrets are forgotten by it, so that a file is
        fetched once.

        None without a session that holds, for a press of another session, and for an answer without a file.
        """
        with self._database.transaction() as tx:
            lock_organisation(tx, self._organisation_id)
            session = board_sessions.find_session(tx, self._organisation_id, token_hash(session_token), machine_at)
            update_key = "" if session is None else _update_key(session, key)
            inbox_id = inbox.find_update(tx, self._organisation_id, PAGE, PAGE, update_key)
            if inbox_id is None:
                return None
            rows = posted_for(tx, self._organisation_id, inbox_id)
            responses = tuple(response for row in rows for response in row.responses)
            if not any(response.is_file for response in responses):
                return None
            if any(response.is_secret for response in responses):
                forget_secrets(tx, [row.id for row in rows])
            return responses

    def forget_secrets(self, inbox_id: int) -> None:
        """Forget an answer once it was shown: a code or a link is told once and kept nowhere."""
        with self._database.transaction() as tx:
            forget_secrets(tx, [row.id for row in posted_for(tx, self._organisation_id, inbox_id)])

    def _session_context(
        self, tx: Transaction, session_token: str, machine_at: datetime, now: datetime
    ) -> CommandContext | None:
        session = board_sessions.find_session(tx, self._organisation_id, token_hash(session_token), machine_at)
        if session is None:
            return None
        context = self._context(tx, load_organisation(tx, self._organisation_id), session, now)
        return None if context.actor is None else context

    @staticmethod
    def _context(tx: Transaction, organisation: Organisation, session: BoardSession, now: datetime) -> CommandContext:
        origin = MessageContext(PAGE, session.chat_id, shows_pictures=False)
        return CommandContext(tx, organisation, now, origin, actor_behind(tx, organisation, origin, now))


def _update_key(session: BoardSession, key: str) -> str:
    """The session is part of the key: nobody gets the answer to another one's press by its key."""
    return f"{session.id}:{key}"
