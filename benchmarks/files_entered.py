"""Lists the program files that one `/done 3` and one plan row enter: how much a reader must open to follow either.

    python -m benchmarks.files_entered

A file counts when a function of it is called; what runs only while modules are imported does not count.
"""

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from bot.platforms.telegram.outbound import TelegramChannel
from domain.deliveries import Outcome, Result
from domain.inbox import MessageContext
from dondoc.databases import open_engine
from services.context.command_context import CommandContext
from services.plans.hold_draft import Review
from services.plans.receive_plan import draft_of, read_document
from services.plans.write_draft import write_reviewed
from storage.engine.database import Database
from storage.migrating import migrate
from tests.phone_ward import PhoneWard
from tests.world import EXAMPLES, LAN, World, hanoi
from wording.render import render

ROOT = Path(__file__).parent.parent
LAYERS = ("dondoc", "bot", "scheduler", "web", "wording", "services", "documents", "storage", "domain")
PLAN = EXAMPLES / "ke-hoach-thuy-nguyen.docx"
MOST_FOR_DONE, MOST_FOR_PLAN = 50, 70


def files_entered(act: Callable[[], object]) -> list[str]:
    """Program files of which `act` calls a function, in order of the first call."""
    seen: dict[str, None] = {}

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            seen.setdefault(frame.f_code.co_filename)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    inside = [Path(name).relative_to(ROOT) for name in seen if Path(name).is_relative_to(ROOT)]
    return [str(path) for path in inside if path.parts[0] in LAYERS]


def of_done() -> list[str]:
    """One `/done 3`: raw Telegram update, inbox, dispatcher, answer leased, rendered and its receipt recorded."""
    with _database() as database:
        ward = PhoneWard(World(database))
        ward.world.now = hanoi(10, 10)
        ward.world.deliver()
        return files_entered(lambda: _done(ward))


def of_plan() -> list[str]:
    """One plan: read from its file, reviewed, every row written and everybody told of theirs."""
    with _database() as database:
        world = _Unplanned(database)
        return files_entered(lambda: _plan(world))


class _Unplanned(World):
    """The ward before its plan."""

    def _contents(self) -> None:
        return None

    def _load(self) -> None:
        self._load_roster()


def _done(ward: PhoneWard) -> None:
    ward.fetch(ward.message(LAN, text="/done 3"))
    ward.dispatcher.work()
    for delivery in ward.world.office.delivery.lease(ward.world.now, 8):
        text = render(delivery.responses, delivery.language, TelegramChannel.capabilities).text
        ward.world.office.delivery.record(
            [Outcome(delivery.outbox_id, Result.SENT, message_id="1", text=text)], ward.world.now
        )


def _plan(world: World) -> None:
    reading = read_document(PLAN.read_bytes(), PLAN.name)
    if reading.plan is None:
        raise ValueError(reading.trouble)
    with world.database.transaction() as tx:
        context = CommandContext(tx, world.organisation, world.now, MessageContext("", ""))
        write_reviewed(context, Review(context, draft_of(context, reading.plan, PLAN.name, reading.file_hash)))


@contextmanager
def _database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/traced.db")
        migrate(engine)
        yield Database(engine)
        engine.dispose()


def main() -> None:
    """Print both lists and their lengths."""
    for what, found, most in (("/done 3", of_done(), MOST_FOR_DONE), ("a plan", of_plan(), MOST_FOR_PLAN)):
        print(*found, f"{what}: {len(found)} files (goal: at most {most})", sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
