"""What the tests of questions share: what is asked, typed a minute later, and what stands in the database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages.questions import ClarificationAsked, Clarify
from domain.tasks import State
from storage.tables import question, receipt
from storage.tasks import find_task
from tests.world import BOT, CHANNEL, World


def later(world: World, **more: float) -> None:
    world.now += timedelta(**(more or {"minutes": 1}))


def asks(world: World, who: str, text: str) -> Any:
    """The one thing said back, a minute after whatever was before."""
    later(world)
    [said] = world.ask(who, text)
    return said


def clarified(world: World, who: str, command: Clarify) -> ClarificationAsked:
    """What is said to a text that the grammar finds unclear."""
    later(world)
    [said] = obeyed(world, who, command, command.about)
    assert isinstance(said, ClarificationAsked)
    return said


def obeyed(world: World, who: str, command: Any, text: str, **origin: Any) -> list[Any]:
    key = f"by-hand-{world.now.timestamp()}"
    world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 1, world.now), [Arrival(key, who, "{}")], timedelta(0))
    [row] = world.office.inbox.waiting(world.now)
    world.office.commands.handle(row.id, MessageContext(CHANNEL, who, text=text, **origin), command, world.now)
    return [response for delivery in world.deliver() if delivery.chat_id == who for response in delivery.responses]


def state_of(world: World, number: int) -> State:
    with world.database.reading() as tx:
        found = find_task(tx, world.organisation_id, number)
    assert found is not None
    return found.occurrence.state


def open_questions(world: World) -> int:
    with world.database.reading() as tx:
        return tx.execute(select(func.count()).where(question.c.closed_at.is_(None))).scalar_one()


def press(world: World, letter: str, number: int) -> str:
    return f"choose {letter} q:ask{number}"


def newest_question(world: World) -> int:
    with world.database.reading() as tx:
        number: int = tx.execute(select(func.max(question.c.id))).scalar_one()
    return number


def newest_message(world: World) -> str:
    with world.database.reading() as tx:
        found: str = tx.execute(select(receipt.c.message_id).order_by(receipt.c.id.desc()).limit(1)).scalar_one()
    return found
