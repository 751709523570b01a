"""Messages that are not plain text of their sender: in groups, forwarded, edited, reactions, stickers and the like."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.grammar.reading import read_command
from bot.grammar.spelling import clean
from bot.messages import Incoming, Kind
from domain.inbox import InboxRow, MessageContext
from domain.invite_codes import code_hash, codes_in
from domain.messages import Command
from domain.messages.chats import Content, EditTooLate, ForwardAsked
from domain.messages.drafts import ImportPlan
from domain.messages.questions import Misunderstood
from domain.messages.rosters import LoadRoster
from services.commands.answer_messages import acknowledge_by_thumb, answer_in_group, answer_not_text
from services.commands.link_by_phone import answer_contact, link_by_phone
from services.context.command_context import CommandContext, Reply
from services.office.office import Office

FILES = frozenset({ImportPlan, LoadRoster})  # who may do either may send a file to be read
_log = logging.getLogger(__name__)

EDITED_WITHIN = timedelta(days=2)
MOST_EARLIER = 200  # updates of the chat searched for the message before its change
_SAID_IN_GROUPS = {Kind.TEXT, Kind.PHOTO, Kind.FILE, Kind.MEDIA}

Readers = Mapping[str, Callable[[Mapping[str, Any]], Incoming]]


class SpecialMessages:
    """Handles messages whose text alone does not say what is meant; the dispatcher handles the rest."""

    def __init__(self, office: Office, readers: Readers, now: Callable[[], datetime]) -> None:
        self._office = office
        self._readers = readers
        self._now = now

    def take(self, row: InboxRow, origin: MessageContext, incoming: Incoming) -> bool:
        """Handle the update; return False when it is an ordinary message for the dispatcher."""
        if not incoming.is_private:
            self._in_group(row, origin, incoming)
        elif (incoming.is_edit or incoming.is_forwarded) and self._is_strangers_code(origin, incoming):
            return False
        elif incoming.kind is Kind.REACTION:
            self._react(row, origin, incoming)
        elif incoming.is_edit and not self._may_obey_edit(row, origin, incoming):
            return True
        elif incoming.is_forwarded and not self._is_plan_to_read(origin, incoming):
            self._ask_about_forward(row, origin, incoming)
        elif (answer := _answer_to_content(incoming)) is not None:
            self._respond(row, origin, answer)
        else:
            return False
        return True

    def _respond(self, row: InboxRow, origin: MessageContext, use_case: Callable[[CommandContext], Reply]) -> None:
        self._office.commands.respond(row.id, origin, self._now(), use_case)

    def _in_group(self, row: InboxRow, origin: MessageContext, incoming: Incoming) -> None:
        if incoming.kind not in _SAID_IN_GROUPS or incoming.is_edit or not incoming.is_group:
            self._office.inbox.ignore(row.id, self._now(), "not_private")
            return
        hashes = [code_hash(code) for code in codes_in(incoming.text)]
        self._respond(row, origin, partial(answer_in_group, code_hashes=hashes))

    def _react(self, row: InboxRow, origin: MessageContext, incoming: Incoming) -> None:
        if incoming.text:
            self._respond(row, origin, acknowledge_by_thumb)
        else:
            self._office.inbox.ignore(row.id, self._now(), "reaction_without_meaning")

    def _is_strangers_code(self, origin: MessageContext, incoming: Incoming) -> bool:
        """Whether a stranger passes on, or mends, a message that holds a code, such as the one made for them."""
        may, _ = self._office.commands.commands_of(origin.channel, origin.chat_id, self._now())
        return not may and any(codes_in(incoming.text))

    def _may_obey_edit(self, row: InboxRow, origin: MessageContext, incoming: Incoming) -> bool:
        """Whether the edited message may be obeyed, because its first version was not; else answer the edit here."""
        before = self._before_edit(row, incoming)
        if before and _same(before[-1][1], incoming):  # a preview or a reaction was added, not a word changed
            self._office.inbox.ignore(row.id, self._now(), "edit_without_change")
            return False
        if before and not self._office.inbox.has_obeyed([earlier.id for earlier, _ in before]):
            return True
        self._respond(row, origin, lambda context: Reply([EditTooLate()] if context.actor else []))
        return False

    def _before_edit(self, row: InboxRow, incoming: Incoming) -> list[tuple[InboxRow, Incoming]]:
        """The earlier versions of the message, oldest first."""
        rows = self._office.inbox.recall(row, EDITED_WITHIN, MOST_EARLIER)
        read = [(earlier, self._read(earlier)) for earlier, _ in rows if earlier.id < row.id]
        return [(earlier, said) for earlier, said in read if said and said.message_id == incoming.message_id]

    def _read(self, row: InboxRow) -> Incoming | None:
        try:
            return self._readers[row.channel](json.loads(row.payload))
        except Exception as error:  # noqa: BLE001 - an unreadable update was parked when its turn came
            _log.debug("update %s left out: %s", row.id, type(error).__name__, extra={"action": "update_skipped"})
            return None

    def _is_plan_to_read(self, origin: MessageContext, incoming: Incoming) -> bool:
        """Whether somebody forwards a plan or list that they may import: reading it changes nothing yet."""
        if incoming.is_quote:
            return False
        command = read_command(incoming.text) if incoming.text.strip() else None
        is_text = isinstance(command, ImportPlan) and bool(command.text)
        is_file = incoming.kind is Kind.FILE and not _is_deed(command)
        may, _ = self._office.commands.commands_of(origin.channel, origin.chat_id, self._now())
        return (is_text and ImportPlan in may) or (is_file and not FILES.isdisjoint(may))

    def _ask_about_forward(self, row: InboxRow, origin: MessageContext, incoming: Incoming) -> None:
        typed = " ".join(clean(incoming.text).split())
        meant = typed if _is_deed(read_command(typed)) else ""
        asked = ForwardAsked(incoming.forwarded_from, meant, incoming.is_quote)
        self._respond(row, origin, lambda context: Reply([asked]) if context.actor else Reply([]))

    def album(self, row: InboxRow, incoming: Incoming) -> "list[tuple[InboxRow, Incoming, bool]]":
        """The other pictures of an album, oldest first, each with whether it has been handled."""
        if not incoming.album:
            return []
        rows = self._office.inbox.recall(row, EDITED_WITHIN, MOST_EARLIER)
        read = [(other, self._read(other), is_taken) for other, is_taken in rows if other.id != row.id]
        return [(r, said, t) for r, said, t in read if said and said.album == incoming.album and said.attachment]


def _answer_to_content(incoming: Incoming) -> Callable[[CommandContext], Reply] | None:
    """What answers a message without words: a contact, a sticker, a place; None for any other message."""
    if incoming.is_own_contact:
        return partial(link_by_phone, phone=incoming.phone)
    if incoming.content == Content.CONTACT:
        return answer_contact
    is_bare = bool(incoming.content) and not incoming.text.strip()
    return partial(answer_not_text, content=incoming.content) if is_bare else None


def caption_of(pieces: Sequence[Incoming]) -> str:
    """The caption of an album; any of its pictures may carry it."""
    return next((piece.text for piece in pieces if piece.text.strip()), "")


def _is_deed(command: Command | None) -> bool:
    return command is not None and not isinstance(command, Misunderstood | ImportPlan | LoadRoster)


def _same(before: Incoming, after: Incoming) -> bool:
    return (before.text, before.attachment, before.content) == (after.text, after.attachment, after.content)
