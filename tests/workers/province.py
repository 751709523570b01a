"""Some organisations with a bot of the sandbox each, the phones of their people, and the programs that serve them."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from dondoc.app import open_app
from dondoc.clock import Clock
from dondoc.sealing import new_key, seal
from dondoc.settings import Settings, load_settings
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings
from sandbox.world import World as Platform
from services.administration.add_organisation import add_another_organisation
from services.administration.keep_bots import GivenBot, add_bot
from services.administration.load_roster import load_roster
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link
from storage.across_organisations import everywhere
from storage.organisations import load_organisation, set_code, set_name
from tests.operation.running import Running, running, where_it_is_noon
from tests.people import find_by_name
from tests.world import BINH, CHANNEL, HA, HUNG, LAN, MINH, PLAN, THANH, example_plan, example_roster

PEOPLE = (LAN, HA, HUNG, MINH, BINH, THANH)  # LAN reports on task 3; the others only ask
PHONES = {name: 11 + place for place, name in enumerate(PEOPLE)}
NEW_MESSAGE = {"sendMessage", "sendPhoto", "sendDocument"}


@dataclass
class Province:
    """The organisations by the tokens of their bots, and the platform on which those bots are."""

    url: str
    settings: Settings
    environ: Mapping[str, str]
    platform: Platform
    ids: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def asking(self) -> Iterator[psycopg.Connection[Any]]:
        """A session of the one who looks on, for any organisation."""
        address = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True, options="-c dondoc.organisation=all") as connection:
            yield connection

    def shown(self, token: str, name: str) -> list[tuple[str, datetime]]:
        """What the bot with this token has sent to somebody, in order, and when."""
        sent = self.platform.bots[token].sent.after(0)
        return [
            (str(entry.get("text") or entry.get("caption") or ""), datetime.fromisoformat(entry["at"]))
            for entry in sent
            if entry["method"] in NEW_MESSAGE and entry["chat_id"] == PHONES[name]
        ]


def token_of(place: int) -> str:
    """The token of an organisation's bot."""
    return f"71{place:08d}:SANDBOX-token-of-a-whole-province-000"


@asynccontextmanager
async def founded(url: str, organisations: int) -> AsyncIterator[Province]:
    """So many organisations, each with the example's people and plan; nothing runs yet."""
    tokens = tuple(token_of(place) for place in range(organisations))
    phones = tuple(Phone(number, name, "") for name, number in PHONES.items())
    sandbox = create_app(SandboxSettings(tokens=tokens, phones=phones, now=lambda: datetime.now(UTC)))  # noqa: TID251 - the sandbox runs by the machine's clock
    async with SandboxServer(sandbox) as server:
        environ = {
            "DONDOC_DATABASE_URL": url, "DONDOC_TELEGRAM_API_URL": server.url, "DONDOC_HTTP_PORT": "0",
            "DONDOC_POLL_SECONDS": "2", "DONDOC_TICK_SECONDS": "2", "DONDOC_BACKUP_KEEP": "0",
            "DONDOC_SECRET_KEY": new_key(), "DONDOC_TIMEZONE": where_it_is_noon(Clock().now()),
        }  # fmt: skip
        settings = load_settings(Path("no.env"), environ)
        province = Province(url, settings, environ, sandbox.state.world)
        _found(province, tokens)
        yield province


def _found(province: Province, tokens: Sequence[str]) -> None:
    with open_app(province.settings) as app, everywhere(app.database).transaction() as tx:
        now = app.clock.now()
        set_name(tx, app.organisation.id, "Phường số 1")
        set_code(tx, app.organisation.id, "P1")
        for place, token in enumerate(tokens):
            id_, name, code = app.organisation.id, f"Phường số {place + 1}", f"P{place + 1}"
            if place:
                id_ = add_another_organisation(tx, name, code, app.settings.timezone, now).id
            own = load_organisation(tx, id_)
            load_roster(tx, own, example_roster(), now)
            confirm_plan(tx, own, example_plan(), PLAN.read_bytes(), PLAN.name, now)
            number = token.partition(":")[0]
            add_bot(tx, own, GivenBot(CHANNEL, number, f"@bot{place}", seal(province.settings, token)), now)
            for person, chat in PHONES.items():
                person_id = find_by_name(tx, own.id, person)
                assert person_id is not None, person
                link(tx, own.id, person_id, CHANNEL, str(chat), now)
            province.ids[token] = own.id


@asynccontextmanager
async def program(province: Province, folder: Path, name: str, **more: str) -> AsyncIterator[Running]:
    """One of the equal programs; killed at the end if it still lives."""
    async with running({**province.environ, **more}, folder, name) as started:
        yield started


def session_name(running_: Running) -> str:
    """What the names of all its sessions on the server contain."""
    return f" {running_.process.pid} "


def holder_of(connection: psycopg.Connection[Any], running_: Running) -> int | None:
    """Its epoch among the workers; None while it is none of them."""
    pattern = f"dondoc %{session_name(running_)}%"
    row = connection.execute("SELECT max(id) FROM worker WHERE name LIKE %s", (pattern,)).fetchone()
    return None if row is None else row[0]


def cut_connections(connection: psycopg.Connection[Any], running_: Running) -> None:
    """End all its sessions at once, as a restart of the network does."""
    pattern = f"dondoc %{session_name(running_)}%"
    sessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE %s"
    connection.execute(sessions, (pattern,))
