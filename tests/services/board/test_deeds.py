"""What a page offers with a task is what the same person may type, and nothing that would be refused."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from bot.grammar.reading import read_command
from domain.board.deeds import Deed, OwnWords
from domain.inbox import MessageContext
from domain.messages import Refused
from domain.messages.history import UndoLast
from domain.messages.orders import AssignTask, CancelTask, Nudge
from domain.messages.requests import AnswerRequest, AskExplanation, GrantRequest, RefuseRequest, RequestExtension
from domain.messages.tasks import ConfirmDone, MarkDone, ReportProgress, ReportShare, ReturnTask
from services.board.task_page import read_task
from services.commands.handlers import HANDLERS
from services.context.command_context import CommandContext, actor_behind
from storage.engine.database import Database
from tests.board_scene import NHUNG, TUNG, FourthWeek
from tests.pages import reading_as
from tests.world import BINH, CHANNEL, HA, HUNG, LAN, MINH, THANH, World
from wording.board_tasks import asks, typed
from wording.languages import CATALOGUES

PEOPLE = (LAN, HA, HUNG, MINH, BINH, THANH, NHUNG, TUNG)
OWN_WORDS = {
    ReportProgress: "80 đã có dự thảo",
    RequestExtension: "25/12 chờ ý kiến cấp trên",
    AskExplanation: "vì sao chậm",
    AssignTask: "cả đơn vị",
}


@pytest.fixture
def world(database: Database) -> World:
    """The fourth week, with something of everything."""
    return FourthWeek(database)


def deeds(context: CommandContext, number: int) -> tuple[Deed, ...]:
    page = read_task(context, {"number": str(number)})
    return () if page is None else page.deeds + ((page.undo,) if page.undo else ())


def kinds(world: World, chat: str, number: int) -> set[type]:
    with reading_as(world, chat) as context:
        return {deed.kind for deed in deeds(context, number)}


def test_each_role_is_offered_its_own_deeds(world: World) -> None:
    assert {GrantRequest, RefuseRequest, Nudge} <= kinds(world, HUNG, 7)
    assert {CancelTask, AssignTask, Nudge} <= kinds(world, HA, 7)
    assert {MarkDone, ReportProgress} <= kinds(world, LAN, 7)
    assert AnswerRequest in kinds(world, HUNG, 9)
    assert AnswerRequest in kinds(world, NHUNG, 6)
    assert not {Nudge, ConfirmDone, CancelTask, GrantRequest} & kinds(world, LAN, 7)
    assert kinds(world, BINH, 7) == {ReportShare}  # who only inspects, of a unit that coordinates


def test_a_report_is_confirmed_or_returned_by_the_coordinator_only(world: World) -> None:
    world.ask(LAN, "xong 7 đã ban hành")
    assert {ConfirmDone, ReturnTask} <= kinds(world, HA, 7)
    assert not {ConfirmDone, ReturnTask} & (kinds(world, HUNG, 7) | kinds(world, LAN, 7))
    assert UndoLast in kinds(world, LAN, 7)
    assert UndoLast not in kinds(world, LAN, 2)


def test_a_task_of_others_is_no_page_at_all(world: World) -> None:
    with reading_as(world, MINH) as context:
        assert read_task(context, {"number": "17"}) is None
        assert read_task(context, {"number": "999"}) is None
        assert read_task(context, {"number": "0" * 30}) is None


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


@contextmanager
def trying_as(world: World, chat: str) -> Iterator[CommandContext]:
    """The context of a command that is obeyed and rolled back."""
    origin, organisation = MessageContext(CHANNEL, chat), world.organisation
    with suppress(_TakenBack), world.database.transaction() as tx:
        actor = actor_behind(tx, organisation, origin, world.now)
        yield CommandContext(tx, organisation, world.now, origin, actor)
        raise _TakenBack


def complete(deed: Deed) -> str:
    return "" if deed.own_words is OwnWords.NONE else OWN_WORDS.get(deed.kind, "đã có ý kiến của Thành ủy")


def offered(world: World) -> Iterator[tuple[str, Deed]]:
    for chat in PEOPLE:
        with reading_as(world, chat) as context:
            for number in range(1, 20):
                yield from ((chat, deed) for deed in deeds(context, number))


def test_every_deed_reads_back_as_its_command_in_both_languages(world: World) -> None:
    seen: set[Deed] = {deed for _, deed in offered(world)}
    for words in CATALOGUES.values():
        for deed in seen:
            command = read_command(f"{typed(deed, words)} {complete(deed)}".strip())
            assert type(command) is deed.kind, (deed, command)
            assert command.task_numbers == (() if deed.number is None else (deed.number,))
            assert bool(asks(deed, words)) or deed.own_words is OwnWords.NONE
    assert len({deed.kind for deed in seen}) >= 15


def test_nothing_is_offered_that_would_be_refused(world: World) -> None:
    found: list[tuple[str, str, object]] = []
    for chat, deed in list(offered(world)):
        text = f"{typed(deed, CATALOGUES['vi'])} {complete(deed)}".strip()
        command = read_command(text)
        try:
            with trying_as(world, chat) as context:
                HANDLERS[type(command)](context, command)
        except Refused as refused:
            found.append((chat, text, refused.refusal))
    assert found == [], "\n".join(map(str, found))
