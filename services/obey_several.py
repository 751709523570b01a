"""Obeys several commands of one message: all of them, or none."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from domain.commands import Several
from domain.notices import Saying
from domain.refusals import Refusal, Refused
from services.desk import Desk, Reply

_REFUSALS = get_args(Refusal)


class SeveralRefused(Refused):
    """One of several commands was refused; `others` are the rest, as they would be typed alone."""

    def __init__(self, refusal: Refusal, others: tuple[str, ...]) -> None:
        super().__init__(refusal)
        self.others = others


def obey_several(desk: Desk, command: Several, handlers: Mapping[type, Callable[[Desk, Any], Reply]]) -> Reply:
    """One answer for all of them, in the order typed.

    Raises SeveralRefused with the first refusal: half a message done would be found out too late.
    """
    sayings: list[Saying] = []
    before: list[Saying] = []
    for at, one in enumerate(command.commands):
        others = command.typed[:at] + command.typed[at + 1 :]
        try:
            reply = handlers[type(one)](desk, one)
        except Refused as refused:
            raise SeveralRefused(refused.refusal, others) from refused
        refusal = next((saying for saying in reply.sayings if isinstance(saying, _REFUSALS)), None)
        if refusal is not None:
            raise SeveralRefused(refusal, others)
        sayings += reply.sayings
        before += reply.before
    return Reply(sayings, before)
