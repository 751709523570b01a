"""A leader praises a unit or a person: those praised and the head of the unit are told, and the history keeps it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.words import word_lists
from domain.authorisation import may_decide
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.praise import Praised, PraisedUnclear, PraiseReasonMissing, PraiseSent, PraiseSomebody
from domain.names import tidy
from domain.people import DECIDES
from domain.reminders import next_sending_time
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import accept_name, called, close_names, units_called
from services.context.find_task import short_enough
from services.context.notify import NEWS, tell
from services.context.record_change import ROWS, record
from services.context.stand_in import contacts_today
from services.context.vacancies import heads_of
from services.delivery.praise_in_morning import AFTER_MORNING, PRAISE
from services.reminders.schedule_reminders import sending_time_for
from storage.people import Contact

# Between whom and why: "UBND phường vì hoàn thành sớm", "Nguyễn Thị Lan: hồ sơ tốt".
_BEFORE, _LEFT_OUT = ("|".join(word_lists("reasons").words(name)) for name in ("before", "left_out"))
_JOINT = re.compile(rf"\s*[:;,]\s+|\s+[-–]\s+|\s+(?=(?:{_BEFORE})\s)", re.IGNORECASE)
_WHY = re.compile(rf"(?:{_LEFT_OUT})\s+", re.IGNORECASE)
MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class _Meant:
    """Who is praised: a unit or a person, and the contacts to be told."""

    name: str
    is_person: bool
    told: frozenset[int]


def praise_somebody(context: CommandContext, command: PraiseSomebody) -> Reply:
    """Tell those praised and the head of the unit: at once in working hours, else in their next morning message.

    Who has no such message that morning is told by itself, a little later.

    Raises Refused with OnlyForRole, PraisedUnclear, PraiseReasonMissing, StrangeName or TextTooLong.
    """
    if not may_decide(context.person):
        raise Refused(OnlyForRole(PraiseSomebody.canonical, tuple(sorted(DECIDES))))
    contacts = contacts_today(context)
    meant, reason = _parted(context, contacts, tidy(short_enough(command.text) or ""))
    if not reason:
        raise Refused(PraiseReasonMissing(meant.name))
    # No row changes with it: undo withdraws what waits and tells the others.
    record(context, EventKind.PRAISED, None, {"detail": f"{meant.name}: {reason}", ROWS: []})
    others = [each for each in contacts if each.id in meant.told and each.id != context.person.person_id]
    praised = Praised(meant.name, reason, context.person.name, meant.is_person)
    morning = next_sending_time(context.now, context.organisation.zone, context.calendar, context.organisation.policy)
    for each in others:
        hour = sending_time_for(each.morning_at, context.now, context.organisation, context.calendar)
        is_now = hour <= context.now
        not_before, kind = (hour, NEWS) if is_now else (hour + AFTER_MORNING, PRAISE)
        tell(context, f"praise:{context.inbox_id}", [each.id], praised, not_before=not_before, kind=kind)
    names = tuple(each.name for each in others if each.channels)
    at = morning if names and morning > context.now else None
    unreached = tuple(each.name for each in others if not each.channels)
    return Reply([PraiseSent(meant.name, reason, meant.is_person, names, unreached, at)])


def _parted(context: CommandContext, contacts: tuple[Contact, ...], text: str) -> tuple[_Meant, str]:
    """Who and why: the first way of parting the words whose beginning names one unit or one person."""
    for name, reason in _ways(accept_name(text)):
        if meant := _meant(context, contacts, name, is_whole=not reason):
            return meant, _WHY.sub("", reason, count=1) if _WHY.match(reason) else reason
    name = _JOINT.split(text, maxsplit=1)[0] if text else ""
    known = [*(unit.name for unit in context.directory.units.values()), *(each.name for each in contacts)]
    raise Refused(PraisedUnclear(name, close_names(name, known)[:MOST_SUGGESTIONS] if name else ()))


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """At a joint, then before each word, the longest name first; last the whole text as a name."""
    for joint in _JOINT.finditer(text):
        yield text[: joint.start()].strip(), text[joint.end() :].strip()
    words = text.split()
    for end in range(len(words) - 1, 0, -1):
        yield " ".join(words[:end]), " ".join(words[end:])
    if words:
        yield text, ""


def _meant(context: CommandContext, contacts: tuple[Contact, ...], name: str, *, is_whole: bool) -> _Meant | None:
    """The one unit or person of this name. Only a name said alone may be a part of one: else the rest is the reason."""
    units = units_called(context, name) if is_whole else [unit] if (unit := context.directory.find(name)) else []
    if len(units) == 1:
        told = frozenset(each.id for each in contacts if units[0].id in each.unit_ids)
        return _Meant(units[0].name, is_person=False, told=told)
    exact, ending, _ = called(contacts, name)
    found = exact or (ending if is_whole or len(name.split()) > 1 else [])
    if len(found) != 1:
        return None
    return _Meant(found[0].name, is_person=True, told=heads_of(contacts, found[0]) | {found[0].id})
