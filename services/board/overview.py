"""The overview: the figures of /status with what stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.reports import StatusShown
from services.commands.show_status import status_shown, tasks_of_scope
from services.context.command_context import CommandContext


@dataclass(frozen=True, slots=True)
class Overview:
    """What `/` shows. `status` is what the chat is answered with at the same instant."""

    status: StatusShown


def read_overview(context: CommandContext, _values: Mapping[str, str]) -> Overview:
    """The overview of everything the person may see."""
    return Overview(status_shown(context, tasks_of_scope(context)))
