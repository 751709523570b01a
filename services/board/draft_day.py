"""What a limit is understood as while it is typed on the page of a draft. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.deadlines import Deadline
from services.board.draft import draft_named
from services.commands.edit_draft import limit_typed, remarks_about
from services.context.command_context import CommandContext


@dataclass(frozen=True, slots=True)
class LimitRead:
    """The limit, None when the words name none; `remarks` as in RowChanged."""

    deadline: Deadline | None
    remarks: tuple[str, ...] = ()


def read_day(context: CommandContext, values: Mapping[str, str]) -> LimitRead | None:
    """The limit typed as `han`, for the draft of the address; None for who may not see that."""
    draft = draft_named(context, values)
    if draft is None:
        return None
    deadline = limit_typed(draft.plan, values.get("han", ""))
    return LimitRead(deadline, remarks_about(context, draft.plan, deadline) if deadline else ())
