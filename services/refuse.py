"""Answers a refusal; an attempt without the right to it leaves a line in the log, never in the history."""

import logging

from domain.clarification_notices import ClarificationAsked
from domain.commands import Command
from domain.interpretations import about
from domain.refusals import NotYourTask, OnlyForRole, Refusal, Stranger
from services.desk import Desk, Reply

log = logging.getLogger(__name__)

WITHOUT_RIGHT = (NotYourTask, OnlyForRole, Stranger)


def refuse(desk: Desk, command: Command, refusal: Refusal, others: tuple[str, ...] = ()) -> Reply:
    """The refusal is the answer. What people typed is not logged: it may hold a code or a secret.

    `others` are commands of the same message that were not done either: they are offered again.
    """
    if isinstance(refusal, WITHOUT_RIGHT):
        facts = {
            "action": "refused",
            "refusal": type(refusal).__name__,
            "command": type(command).__name__,
            "person_id": desk.actor.person_id if desk.actor else None,
            "channel": desk.heard.channel,
            "inbox_id": desk.inbox_id,
        }
        log.info("%s refused: %s", facts["command"], facts["refusal"], extra=facts)
    return Reply([refusal, ClarificationAsked(about(desk.heard.text), "not_done", others)] if others else [refusal])
