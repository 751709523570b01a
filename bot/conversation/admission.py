"""Prepares updates for the inbox and classifies those of chats that are not linked to a person yet.

Admission (`domain.inbox`) limits what an unlinked chat may have stored; this module says what each update is.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.grammar.parsed_input import command_name
from bot.messages import Incoming, Kind
from domain.deliveries import AT_ONCE
from domain.inbox import Arrival, UnlinkedKind, UnlinkedUpdate
from domain.invite_codes import LONGEST_LOOKED_AT, code_hash, codes_in
from domain.messages.accounts import Start
from domain.messages.chats import Content
from domain.phones import normal_phone
from domain.shared_chats import Said

_log = logging.getLogger(__name__)

LONGEST_PAYLOAD = 2000  # characters of JSON that an unlinked account may have stored
MOST_ENTRIES = 5  # of a list in it
DEEPEST = 12  # levels of it; nothing that is read lies deeper than four
MOST_CODES = 5
_SAID = {Kind.TEXT, Kind.PHOTO, Kind.FILE, Kind.MEDIA}


def arrival_of(
    read: Callable[[Mapping[str, Any]], Incoming],
    raw: Mapping[str, Any],
    key: str,
    chat_id: str | None,
    not_before: datetime = AT_ONCE,
    said_at: datetime | None = None,
) -> Arrival:
    """The update as the inbox stores it, classified for the case that its chat is not linked; `read` may raise."""
    # Plain ASCII, because databases refuse half a surrogate pair and the platform would redeliver it for ever.
    payload = json.dumps(raw)
    said = None
    try:
        incoming = read(raw)
        unlinked, said = unlinked_update(incoming), said_in(incoming)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises: the update is stored, and parked later
        _log.debug("unreadable before admission: %s", type(error).__name__, extra={"action": "update_unreadable"})
        unlinked = UnlinkedUpdate(UnlinkedKind.QUESTION)
    if len(payload) > LONGEST_PAYLOAD:
        unlinked = replace(unlinked, payload=json.dumps(_shortened(raw)))
    return Arrival(key, chat_id, payload, not_before, unlinked, said_at, said)


def said_in(incoming: Incoming) -> Said:
    """What of an update tells which organisation it is for, where its bot has several."""
    is_said = incoming.is_private and incoming.kind in {*_SAID, Kind.PRESS}
    has_content = bool(incoming.text.strip()) or incoming.attachment is not None
    return Said(
        incoming.text,
        incoming.pressed_on or incoming.reply_to,
        may_be_asked=is_said and has_content and not incoming.is_own_contact,
        is_own=is_said,
        is_edit=incoming.is_edit,
        album=incoming.album or "",
        phone=normal_phone(incoming.phone) or "",
    )


def unlinked_update(incoming: Incoming) -> UnlinkedUpdate:
    """What an update from an unlinked chat is: a try at an invitation code, a question to answer, or neither."""
    text = incoming.text[:LONGEST_LOOKED_AT]
    if not incoming.is_private:
        ended = tuple(dict.fromkeys(map(code_hash, codes_in(text))))
        is_said = incoming.is_group and incoming.kind in _SAID and not incoming.is_edit
        if is_said and ended:
            return UnlinkedUpdate(UnlinkedKind.TRY, ended[:MOST_CODES])
        return UnlinkedUpdate(UnlinkedKind.QUESTION if is_said else UnlinkedKind.UNANSWERED)
    codes = tuple(dict.fromkeys(map(code_hash, codes_in(text))))[:MOST_CODES]
    is_contact = incoming.is_own_contact or incoming.content == Content.CONTACT
    if codes or is_contact or command_name(text) == Start.canonical:
        return UnlinkedUpdate(UnlinkedKind.TRY, codes)
    is_said = incoming.kind in {Kind.TEXT, Kind.PRESS} and bool(text.strip())
    is_answered = is_said or incoming.attachment is not None
    return UnlinkedUpdate(UnlinkedKind.QUESTION if is_answered else UnlinkedKind.UNANSWERED)


def _shortened(value: Any, depth: int = 0) -> Any:
    """The update with long texts and lists cut; it is read and answered in the same way."""
    if isinstance(value, str):
        return value[:LONGEST_LOOKED_AT]
    if depth == DEEPEST:
        return None
    if isinstance(value, list):
        return [_shortened(entry, depth + 1) for entry in value[:MOST_ENTRIES]]
    if isinstance(value, dict):
        return {name: _shortened(entry, depth + 1) for name, entry in value.items()}
    return value
