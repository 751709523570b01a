"""The services of one organisation, opened together: what the edges of the program call. Only they commit."""

from collections.abc import Mapping, Sequence

from domain.channel_holds_and_quotas import MonthQuota
from services.context.command_context import NOTHING_READ, Grammar
from services.office.board_service import BoardService
from services.office.command_service import CommandService
from services.office.delivery_service import DeliveryService
from services.office.inbox_service import InboxService
from services.office.planning_service import PlanningService
from services.office.shared_office import SharedOffice
from storage.engine.database import Database


class Office:
    """The five services that the edges share: receive, handle, plan, deliver, and the board.

    `owner` names this process in leases of the outbox. `quotas` are channels with a quota of messages a month.
    `grammar` reads the answers to questions that were asked; a process that handles no messages needs none. `bots` says
    by which bot each channel is sent on.
    """

    def __init__(
        self,
        database: Database,
        organisation_id: int,
        owner: str,
        quotas: Sequence[MonthQuota] = (),
        grammar: Grammar = NOTHING_READ,
        bots: Mapping[str, str] | None = None,
    ) -> None:
        self.inbox = InboxService(database, organisation_id, [quota.channel for quota in quotas])
        self.commands = CommandService(database, organisation_id, grammar)
        self.planning = PlanningService(database, organisation_id, quotas)
        self.board = BoardService(database, organisation_id)
        self.delivery = DeliveryService(database, organisation_id, owner, quotas, bots or {})

    def share(self, bot: SharedOffice) -> None:
        """From now on this organisation's bot is one that other organisations use, too."""
        self.inbox.share(bot.admission)
        self.delivery.share(bot.channel, bot.chats)
