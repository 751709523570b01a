"""Praise, in English."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.praise import Praised, PraisedUnclear, PraiseReasonMissing, PraiseSent, PraiseSomebody
from wording.words import CommandWords, EventWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    PraiseSomebody: CommandWords(
        typed="praise UBND phường: task 3 done early",
        does="commend a unit or a person, and say what for",
        menu="Commend a unit or a person: praise UBND phường: reason",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {EventKind.PRAISED: EventWords("commended", "commendation")}


def _praised(notice: Praised, _: Words) -> str:
    return f"🏅 {notice.by} (leader) commends {notice.name}: {notice.reason}"


def _praise_sent(notice: PraiseSent, words: Words) -> str:
    lines = [f"✅ {notice.name} is commended: {notice.reason}"]
    if notice.names:
        when = f"The message goes out at {words.days.instant(notice.at)} to" if notice.at else "Told"
        lines.append(f"{when}: {', '.join(notice.names)}")
    if notice.unreached:
        lines.append(f"No account linked, not told: {', '.join(notice.unreached)}")
    return "\n".join([*lines, "If this was a mistake, type /undo"])


def _praised_unclear(refusal: PraisedUnclear, _: Words) -> str:
    asked = f"It is not clear which unit or person “{refusal.name}” is." if refusal.name else "Who is to be commended?"
    near = f" Perhaps: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Type the name and the reason, e.g.: praise UBND phường: task 3 done early"


def _reason_missing(refusal: PraiseReasonMissing, _: Words) -> str:
    return f"What is {refusal.name} commended for? Type the reason too, e.g.: praise {refusal.name}: done early"
