"""Bots that several organisations share: one connector, one pace and one circuit breaker for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import aiohttp

from bot.conversation.circuit_breaker import CircuitBreaker
from bot.conversation.joint_mornings import JointMornings
from bot.grammar.organisation_codes import read_whose
from bot.platforms.connector import PlatformConnector, ProgramContext
from bot.platforms.registry import PLATFORMS
from domain.inbox import BotContact
from dondoc.app import App
from dondoc.bots import bot_settings
from dondoc.run.pages import card_links
from dondoc.stored_bots import OrganisationBots, Sharing
from services.office.shared_office import SharedOffice
from wording.joint_mornings import one_message

SECONDS_A_MINUTE = 60
MakeContext = Callable[[SharedOffice, Callable[[], None]], ProgramContext]


@dataclass
class SharedBot:
    """One bot of several organisations, of which the first one runs it: receives, and probes a failing platform."""

    sharing: Sharing
    office: SharedOffice
    connector: PlatformConnector
    breaker: CircuitBreaker
    wakes: dict[int, Callable[[], None]] = field(default_factory=dict)  # of the senders that run
    mornings: JointMornings = field(default_factory=lambda: JointMornings(one_message))
    _is_open: bool = False

    def is_run_by(self, organisation_id: int) -> bool:
        """Whether this organisation runs it for all."""
        return organisation_id == self.sharing.first

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Open the connector for receiving and sending; a second call does nothing."""
        if not self._is_open:
            self._is_open = True
            await self.connector.open(session)

    def ended(self, organisation_id: int) -> None:
        """Note that this organisation has stopped sending. After the last one `open` opens the connector again."""
        self.wakes.pop(organisation_id, None)
        self._is_open = bool(self.wakes)

    def wake(self) -> None:
        """Messages may be sent again, those of all of them."""
        for wake in list(self.wakes.values()):
            wake()

    def new_contacts(self) -> list[tuple[int, BotContact]]:
        """When the platform last answered, where that is new, for each of the organisations."""
        contact = self.connector.new_contact()
        return [] if contact is None else [(one, contact) for one in self.sharing.since]


class SharedBots:
    """The shared bots of one program: organisations on one bot are given the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], SharedBot] = {}

    def of(
        self, app: App, bots: OrganisationBots, make_context: MakeContext, arrived: Callable[[int], None]
    ) -> Mapping[str, SharedBot]:
        """Those that an organisation has, by platform.

        `make_context` makes what a connector needs of the program; `arrived(organisation id)` is called when something
        was stored that is to be handled.
        """
        found = {}
        for name, sharing in bots.sharing.items():
            token = bots.tokens[name]
            known = self._known.get((name, token))
            if known is None or list(known.sharing.since) != list(sharing.since):
                known = self._known[name, token] = _made(app, bots, name, make_context, arrived)
            found[name] = known
        return found


def _made(
    app: App, bots: OrganisationBots, name: str, make_context: MakeContext, arrived: Callable[[int], None]
) -> SharedBot:
    token, sharing = bots.tokens[name], bots.sharing[name]
    is_counted = name == "zalo" and bool(sharing.month_quota)
    office = SharedOffice(app.database, name, sharing.since, read_whose, counted=is_counted)
    links = card_links(app, token) is not None
    settings = bot_settings(
        app.settings, name, token, links_pictures=links, webhook=sharing.place, is_shared=True,
        link=sharing.link,
    )  # fmt: skip
    connector = PLATFORMS[name].connect(make_context(office, partial(_announce, office, arrived)), settings)
    patience = SECONDS_A_MINUTE * app.settings.channel_patience
    return SharedBot(sharing, office, connector, CircuitBreaker(app.clock.monotonic, patience))


def _announce(office: SharedOffice, arrived: Callable[[int], None]) -> None:
    for organisation_id in office.inbox.take_touched():
        arrived(organisation_id)
