"""`dondoc run`: the program, until it is told to stop."""

import asyncio
import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from bot.platforms.client import open_session
from bot.platforms.connector import BotAdmin, bot_of
from bot.platforms.registry import PLATFORMS
from domain.channels import platform_of, shown_channel
from dondoc.app import App, Installation, open_installation
from dondoc.bots import bot_settings
from dondoc.error_words import system_reason
from dondoc.failures import CannotDo
from dondoc.ops.backups import database_file, nightly_folder
from dondoc.ops.logs import hide_in_logs, log_organisation, log_worker, start_logging, writes_sentences
from dondoc.private_files import backup_files, tighten
from dondoc.run.database_lock import hold_database_lock
from dondoc.run.edges import Edges
from dondoc.run.open_files import allow_connections
from dondoc.run.program import Program
from dondoc.run.stop_signals import call_on_stop, leave_on_stop
from dondoc.settings import Settings, load_settings
from dondoc.stored_bots import OrganisationBots, organisations_to_serve
from storage.engine.worker_epoch import LeaseLost
from web.server import ListeningSocket, listening_socket

if TYPE_CHECKING:
    from dondoc.run.worker import Worker

log = logging.getLogger(__name__)
# Python's own figures for young objects. What has lived longer is looked through after 500 collections of those
# instead of 10: with 200 open pages that takes 50 ms, in which nobody is answered, and it came every few seconds.
COLLECTIONS = (700, 10, 500)
NAMING_SECONDS = 10
MOST_NAMED = 20  # organisations whose bots are named when the program starts
LEAST_CONNECTIONS = 64
NO_BOT = (
    "Chưa có DONDOC_TELEGRAM_TOKEN hay DONDOC_ZALO_TOKEN. Lấy mã của bot từ @BotFather (Telegram) hoặc "
    "Zalo Bot Creator (Zalo) rồi ghi vào tệp .env (hoặc giữ trong cơ sở dữ liệu: dondoc bot add), hoặc chạy thử không "
    "cần mã bằng “dondoc demo”."
)


def run() -> None:
    """Run with the settings at hand.

    Raises CannotDo when there is no token or the port is taken, AlreadyRunning when another program has the SQLite
    file. On PostgreSQL a second program waits as a standby.
    """
    settings = load_settings()
    if settings.telegram_token is None and settings.zalo_token is None and settings.secret_key is None:
        raise CannotDo(NO_BOT)  # no bot of the database can be opened either
    start_logging(settings.log_level, settings.secrets(), settings.log_format)
    with hold_database_lock(settings.database_url.get_secret_value(), is_made=True):
        _close_backups_to_others(settings)
        while not _run_once(settings):
            pass  # another program took over: wait for the next turn


def _close_backups_to_others(settings: Settings) -> None:
    file = database_file(settings)
    if file is not None:
        tighten(backup_files(nightly_folder(settings, file)))


def _run_once(settings: Settings) -> bool:
    """One turn as the one that sends; False when the turn went to another program."""
    leave_on_stop()  # also while it starts, and while it waits as a standby
    with _worker_of(settings) as worker, _opened(settings, worker) as opened:
        app, served = _with_bots(opened)
        if worker is not None:
            app.database.commit_in(epoch := worker.begin())
            log_worker(epoch)
        listening = _listen(settings)
        # What was loaded stays: looking through all of it for garbage would make somebody wait 0.1 s now and then.
        gc.freeze()
        gc.set_threshold(*COLLECTIONS)
        return asyncio.run(run_until_signal(app, served, listening, worker))


def _opened(settings: Settings, worker: "Worker | None") -> AbstractContextManager[Installation]:
    return open_installation(settings, session=worker.lease.name if worker else "dondoc")


def _with_bots(opened: Installation) -> tuple[App, list[OrganisationBots]]:
    """All organisations with their bots, and the app of the first of them.

    Raises CannotDo where there is no bot in any place, OrganisationUnclear, KeyMissing and KeyWrong.
    """
    served = organisations_to_serve(opened)
    if not served:
        raise CannotDo(NO_BOT)
    hide_in_logs(token for one in served for token in one.tokens.values())
    if len(served) > 1:
        allow_connections(_connections(served))
        log.info("%s organisations", len(served), extra={"action": "organisations_served"})
    return opened.of(served[0].organisation), served


def _connections(served: Sequence[OrganisationBots]) -> int:
    """Each bot keeps one open to wait for messages, and may send on another."""
    return LEAST_CONNECTIONS + 2 * sum(len(one.tokens) for one in served)


@contextmanager
def _worker_of(settings: Settings) -> Iterator["Worker | None"]:
    url = settings.database_url.get_secret_value()
    if not url.startswith("postgresql"):
        yield None
        return
    from dondoc.run.worker import Worker  # noqa: PLC0415 - brings the PostgreSQL driver, which SQLite does not need

    token = settings.telegram_token or settings.zalo_token
    worker = Worker(url, bot_of(token.get_secret_value() if token else ""))
    try:
        worker.wait(partial(_standing_by, settings))
        yield worker
    finally:
        worker.close()


def _standing_by(settings: Settings) -> AbstractContextManager[None]:
    from dondoc.run.standby import answering_as_standby  # noqa: PLC0415 - a server beside that of the program, seldom needed

    return answering_as_standby(settings.http_host, settings.http_port)


def _listen(settings: Settings) -> ListeningSocket:
    host, port = settings.http_host, settings.http_port
    try:
        listening = listening_socket(host, port)
    except OSError as error:
        raise CannotDo(
            f"Không mở được cổng {port} trên {host} ({system_reason(error)}): chương trình khác đang dùng, "
            "hoặc địa chỉ sai. Đặt DONDOC_HTTP_PORT thành cổng khác (0: tự chọn) hoặc sửa DONDOC_HTTP_HOST."
        ) from error
    log.info("http://%s:%s/health", host, listening.getsockname()[1], extra={"action": "listening"})
    return listening


def _is_watched(settings: Settings) -> bool:
    return writes_sentences(settings.log_format)


async def _name_bots(settings: Settings, served: Sequence[OrganisationBots]) -> None:
    """Write which bot each platform knows, for who watches; one that does not answer is told by the poller."""
    async with open_session() as session:
        for one in served[:MOST_NAMED]:
            with log_organisation(one.organisation.code or ""):
                for name, token in one.tokens.items():
                    admin = PLATFORMS[platform_of(name)].admin
                    await _name_bot(name, admin(session, bot_settings(settings, name, token)))


async def _name_bot(name: str, admin: BotAdmin) -> None:
    try:
        async with asyncio.timeout(NAMING_SECONDS):
            who = await admin.identify()
    except Exception as error:  # noqa: BLE001 - whatever it is, receiving meets it as well
        log.debug("no name of the bot: %s", type(error).__name__, extra={"action": "bot_unnamed"})
    else:
        log.info("%s", who, extra={"action": "connected", "platform": shown_channel(name)})


async def run_until_signal(
    app: App,
    served: Sequence[OrganisationBots],
    listening: ListeningSocket | None = None,
    worker: "Worker | None" = None,
) -> bool:
    """Run until SIGTERM or SIGINT, then end cleanly; False when it ended because another program took over."""
    may_send = (lambda: True) if worker is None else (lambda: worker.is_held)
    edges = Edges(session=partial(open_session, connections=_connections(served)))
    own, *others = served
    program = Program(
        app, bots=own, others=others, listening=listening, may_send=may_send, holder=worker,
        read_bots=partial(organisations_to_serve, app), edges=edges,
    )  # fmt: skip
    call_on_stop(program.stop)
    naming = asyncio.create_task(_name_bots(app.settings, served), name="bots") if _is_watched(app.settings) else None
    try:
        return await run_as_worker(program, worker)
    finally:
        if naming is not None:
            naming.cancel()


async def run_as_worker(program: Program, worker: "Worker | None") -> bool:
    """Run until stopped; False when it ended because another program took over."""
    taken = asyncio.Event()

    def stop_for_another() -> None:
        taken.set()
        program.stop()

    watching = None if worker is None else asyncio.create_task(worker.watch(stop_for_another), name="lease")
    try:
        await program.run()
    except LeaseLost:
        taken.set()  # it hung while it started, and another program is the sender by now
    finally:
        if watching is not None:
            watching.cancel()
    return not taken.is_set()
