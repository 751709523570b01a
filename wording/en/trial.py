"""Trial messages, in English."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.trial import TryMessages
from wording.trial import TrialWords
from wording.words import CommandWords

TRIAL = TrialWords(
    heading="🧪 TRIAL – {unit}, morning of {day}",
    not_sent="Sent to nobody; what is reported until then may change it.",
    nothing="There is no reminder for this unit on that morning.",
    to="✉️ To {names} at {hour}:",
    more="Messages of their own: {names}",
    silent="No message: {names}",
    unreached="Not linked, so not told: {names}",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    TryMessages: CommandWords(
        typed="trial UBND phường",
        does="read what a unit will be told on the next working morning; nobody is told",
        menu="Read reminders ahead: trial UBND phường",
    ),
}
