"""What the connector of a bot asks where several organisations share it: one inbox, whose updates are each for one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from threading import Lock

from domain.board_sessions import ChatWithBoard
from domain.inbox import KEPT_BY_PLATFORM, Admission, Arrival, CursorNow, MessageContext
from domain.messages import Command
from services.commands.change_settings import revived
from services.context.notify import tell_receiving_was_down
from services.office.admitting import Admitting, dated
from services.office.command_service import CommandService
from services.office.shared_chats import SharedChats
from services.office.whose_update import ReadWhose, Routed, WhoseUpdate
from storage import inbox
from storage.across_organisations import everywhere
from storage.engine.database import Database, Transaction
from storage.organisations import lock_organisations
from storage.shared_chats import Served, chats_of_one, known_by


class SharedInbox:
    """Receives for all organisations of a bot; each method is one transaction. Plain calls: run them in a thread."""

    def __init__(self, database: Database, served: Served, read: ReadWhose, admission: Admission) -> None:
        self._everywhere, self._served = everywhere(database), served
        self._read, self._admission = read, admission
        self._touched: set[int] = set()
        self._lock = Lock()

    def cursor(self, channel: str, bot: str) -> CursorNow | None:
        """Where receiving stands for the bot."""
        with self._everywhere.reading() as tx:
            return inbox.load_cursor(tx, channel, bot)

    def receive(
        self, channel: str, bot: str, cursor: CursorNow, arrivals: Sequence[Arrival],
        silence: timedelta | None = None, at: float = 0.0,
    ) -> int:  # fmt: skip
        """As `InboxService.receive`: each update is stored once, for one of the organisations."""
        admitting, now = Admitting(self._admission, channel, at), cursor.last_contact_at
        try:
            with self._everywhere.transaction() as tx:
                before = inbox.load_cursor(tx, channel, bot)
                whose = WhoseUpdate(tx, self._served, (channel, bot), self._read, now, arrivals)
                kept = [dated(one, before, now) for one in admitting.admitted(arrivals, whose.known, whose.codes)]
                new = 0
                for routed in _together(whose.of(one) for one in kept):
                    stored = routed.arrivals
                    new += inbox.add_arrivals(tx, routed.organisation_id, channel, bot, cursor.epoch, stored, now)
                    self._touch(routed.organisation_id)
                inbox.save_cursor(tx, min(self._served), channel, bot, cursor)
                if silence is None:
                    silence = timedelta(0) if before is None else now - before.last_contact_at
                self._tell(tx, channel, whose.unreached, silence, now)
        except BaseException:  # also a cancelled task: the platform will send these updates again
            admitting.cancel()
            raise
        admitting.report()
        return new

    def take_touched(self) -> frozenset[int]:
        """The organisations for which something was stored since this was last asked."""
        with self._lock:
            touched, self._touched = frozenset(self._touched), set()
        return touched

    def _touch(self, organisation_id: int) -> None:
        with self._lock:
            self._touched.add(organisation_id)

    def _tell(
        self, tx: Transaction, channel: str, unreached: Collection[tuple[int, str]], silence: timedelta, now: datetime
    ) -> None:
        """Who writes can be reached by all of the chat's organisations, and after a long silence all people are told.

        An organisation might not write to a chat for a long time, and never learn otherwise that it may.
        """
        is_silence = silence >= KEPT_BY_PLATFORM
        ids = set(self._served) if is_silence else {id_ for id_, _ in unreached}
        locked = lock_organisations(tx, ids) if ids else []
        for organisation in locked:
            for chat_id in sorted(chat for id_, chat in unreached if id_ == organisation.id):
                revived(tx, organisation, MessageContext(channel, chat_id), now)
            if is_silence:
                tell_receiving_was_down(tx, organisation, now - silence, now)


def _together(found: Iterable[Routed]) -> Iterable[Routed]:
    """Neighbours of one organisation in one statement, but for chats of several: the next one may depend on it."""
    kept: Routed | None = None
    for routed in found:
        if kept is not None and not (kept.organisation_id == routed.organisation_id and not routed.of_several):
            yield kept
            kept = None
        if routed.of_several:
            yield routed
        else:
            earlier = () if kept is None else kept.arrivals
            kept = Routed(routed.organisation_id, (*earlier, *routed.arrivals))
    if kept is not None:
        yield kept


class SharedCommands:
    """What a platform shows of a bot that several organisations share. Plain calls: run them in a thread."""

    def __init__(self, database: Database, served: Served) -> None:
        self._database, self._served = database, served

    def chats_with_board(self, channel: str) -> dict[str, ChatWithBoard]:
        """Each chat that is linked to a person of exactly one of them, by chat id: of several boards none is theirs."""
        with everywhere(self._database).reading() as tx:
            return chats_of_one(tx, self._served, channel)

    def organisation_name(self) -> str:
        """None of them names the bot."""
        return ""

    def menu_of(self, channel: str, chat_id: str, now: datetime) -> tuple[tuple[type[Command], ...], str]:
        """The longest of the menus that the chat's person has in one of them, and their language."""
        with everywhere(self._database).reading() as tx:
            known = known_by(tx, self._served, channel, [chat_id]).get(chat_id, [])
        services = (CommandService(self._database, one.organisation.id) for one in known)
        menus = [service.menu_of(channel, chat_id, now) for service in services]
        return max(menus, key=lambda menu: len(menu[0]), default=((), "vi"))


class SharedOffice:
    """The part of an office that the connector of a shared bot needs, and what their own offices take from it.

    `served` are the organisations, and since when the bot serves each; `read` reads a text and the codes in it.
    `counted`: the platform counts the bot's messages of a month.
    """

    def __init__(
        self, database: Database, channel: str, served: Served, read: ReadWhose, *, counted: bool = False
    ) -> None:
        self.channel = channel
        self.admission = Admission([channel] if counted else ())
        self.inbox = SharedInbox(database, served, read, self.admission)
        self.commands = SharedCommands(database, served)
        self.chats = SharedChats(database, served, channel)
