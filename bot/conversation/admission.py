"""Updates on their way to the inbox: what each is when its chat is linked to nobody, for admission."""

import json
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.grammar.parsed_input import command_name
from bot.messages import Incoming, Kind
from domain.deliveries import AT_ONCE
from domain.inbox import Arrival, UnlinkedKind, UnlinkedUpdate
from domain.people import CODE_LENGTH, code_hash

_log = logging.getLogger(__name__)

LONGEST_LOOKED_AT = 300  # characters; whoever types a code types little else
LONGEST_PAYLOAD = 2000  # characters of JSON that an unlinked account may have stored
MOST_ENTRIES = 5  # of a list in it
DEEPEST = 12  # levels of it; nothing that is read lies deeper than four
MOST_CODES = 5
_SAID = {Kind.TEXT, Kind.PHOTO, Kind.FILE, Kind.MEDIA}
_GROUP = CODE_LENGTH // 2
_BETWEEN = r"[\s\-–—_.·]{0,3}"
# Any letter or figure counts, those too that no code has: who reads O for 0 must be told so. Every place is tried
# (look-ahead), because the word before a code may be of the length of its first half.
_CODE = re.compile(
    rf"(?<![^\W_])(?=(?P<first>[0-9A-Z]{{{_GROUP}}}){_BETWEEN}(?P<second>[0-9A-Z]{{{_GROUP}}})(?![^\W_]))"
)


def arrival_of(
    read: Callable[[Mapping[str, Any]], Incoming],
    raw: Mapping[str, Any],
    key: str,
    chat_id: str | None,
    not_before: datetime = AT_ONCE,
    said_at: datetime | None = None,
) -> Arrival:
    """The update as it is to be stored, with what it is if its chat is linked to nobody; `read` may raise."""
    # As plain ASCII: half a surrogate pair that somebody sent could not be stored and would come again for ever.
    payload = json.dumps(raw)
    try:
        unlinked = unlinked_update(read(raw))
    except Exception as error:  # noqa: BLE001 - whatever a reader raises: the update is stored, and parked later
        _log.debug("unreadable before admission: %s", type(error).__name__, extra={"action": "update_unreadable"})
        unlinked = UnlinkedUpdate(UnlinkedKind.QUESTION)
    if len(payload) > LONGEST_PAYLOAD:
        unlinked = replace(unlinked, payload=json.dumps(_shortened(raw)))
    return Arrival(key, chat_id, payload, not_before, unlinked, said_at)


def unlinked_update(incoming: Incoming) -> UnlinkedUpdate:
    """What was heard, if it comes from an unlinked chat."""
    text = incoming.text[:LONGEST_LOOKED_AT]
    if not incoming.is_private:
        ended = tuple(dict.fromkeys(map(code_hash, codes_in(text))))
        is_said = incoming.is_group and incoming.kind in _SAID and not incoming.is_edit
        if is_said and ended:
            return UnlinkedUpdate(UnlinkedKind.TRY, ended[:MOST_CODES])
        return UnlinkedUpdate(UnlinkedKind.QUESTION if is_said else UnlinkedKind.UNANSWERED)
    codes = tuple(dict.fromkeys(map(code_hash, codes_in(text))))[:MOST_CODES]
    if codes or incoming.is_own_contact or command_name(text) == "start":
        return UnlinkedUpdate(UnlinkedKind.TRY, codes)
    is_answered = incoming.attachment is not None or (incoming.kind in {Kind.TEXT, Kind.PRESS} and bool(text.strip()))
    return UnlinkedUpdate(UnlinkedKind.QUESTION if is_answered else UnlinkedKind.UNANSWERED)


def codes_in(text: str) -> Iterator[str]:
    """The words that may be invitation codes, without what stands between their halves."""
    text = text[:LONGEST_LOOKED_AT]
    for found in _CODE.finditer(unicodedata.normalize("NFKC", text).upper()):
        yield found["first"] + found["second"]


def _shortened(value: Any, depth: int = 0) -> Any:
    """The same update with long texts and lists cut: it reads the same, and is answered the same."""
    if isinstance(value, str):
        return value[:LONGEST_LOOKED_AT]
    if depth == DEEPEST:
        return None
    if isinstance(value, list):
        return [_shortened(entry, depth + 1) for entry in value[:MOST_ENTRIES]]
    if isinstance(value, dict):
        return {name: _shortened(entry, depth + 1) for name, entry in value.items()}
    return value
