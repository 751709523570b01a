"""The history in words: who may read it, page by page, and that every decision in it says who, when and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.history import EventKind
from domain.messages.accounts import OnlyForRole
from domain.messages.history import HistoryShown
from domain.messages.tasks import NoSuchTask, NotYourTask
from services.commands.show_history import PAGE
from tests.world import HA, HUNG, LAN, World, hanoi
from wording.languages import CATALOGUES

ROOT = Path(__file__).parents[3]
WRITERS = {"record", "write_change", "Event", "note"}


def history(ward: World, chat: str, text: str) -> HistoryShown:
    [shown] = ward.ask(chat, text)
    assert isinstance(shown, HistoryShown)
    return shown


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, with those who tell this story."""
    world.link(LAN, HA, HUNG)
    world.now = hanoi(10, 9)
    return world


@pytest.fixture
def told(ward: World) -> World:
    """One task: asked, refused, done, returned, done, confirmed."""
    for chat, text in (
        (LAN, "giahan 3 24/4 chờ số liệu"),
        (HA, "từ chối 3 đã đủ số liệu"),
        (HUNG, "từ chối 3 phải xong trước hội nghị"),
        (LAN, "xong 3 đã gửi"),
        (HA, "trả lại 3 thiếu phụ lục"),
        (LAN, "xong 3 đã bổ sung"),
        (HA, "xác nhận 3"),
        (LAN, "nhận 7"),
    ):
        ward.ask(chat, text)
    return ward


def test_the_history_of_a_task_is_told_newest_first_with_who_and_why(told: World) -> None:
    shown = history(told, HUNG, "nhật ký 3")
    assert [(line.who, line.what, line.detail) for line in shown.lines] == [
        (HA, "task_confirmed", ""),
        (LAN, "task_reported", "đã bổ sung"),
        (HA, "task_returned", "thiếu phụ lục"),
        (LAN, "task_reported", "đã gửi"),
        (HUNG, "extension_refused", "phải xong trước hội nghị"),
        (HA, "extension_not_recommended", "đã đủ số liệu"),
        (LAN, "extension_asked", "24/4: chờ số liệu"),
    ]
    assert {line.at for line in shown.lines} == {told.now}
    assert (shown.number, shown.page, shown.pages) == (3, 1, 1)


def test_all_that_happened_is_told_with_the_numbers_of_the_tasks(told: World) -> None:
    shown = history(told, HA, "nhật ký")
    assert [(line.number, line.what) for line in shown.lines[:2]] == [(7, "task_acknowledged"), (3, "task_confirmed")]
    assert shown.number is None
    pages = [history(told, HA, f"nhật ký trang {page}") for page in range(1, shown.pages + 1)]
    whats = [line.what for page in pages for line in page.lines]
    assert {"plan_imported", "role_granted"} <= set(whats)
    assert "roster_loaded" in whats[-1:]
    assert {line.number for line in pages[-1].lines} >= {None}


def test_pages_together_tell_everything_once_and_a_page_too_far_is_the_last(told: World) -> None:
    first = history(told, HA, "audit")
    pages = [history(told, HA, f"audit page:{page}") for page in range(1, first.pages + 1)]
    assert sum(len(page.lines) for page in pages) == first.total > PAGE
    assert history(told, HA, "nhật ký trang 999") == pages[-1]


def test_people_of_a_unit_read_that_of_their_own_tasks_only(told: World) -> None:
    assert history(told, LAN, "nhật ký 3").lines == history(told, HUNG, "nhật ký 3").lines
    [refused] = told.ask(LAN, "nhật ký")
    assert isinstance(refused, OnlyForRole)
    assert refused.roles == ("administrator", "coordinator", "inspector", "leader")
    [others] = told.ask(LAN, "nhật ký 16")
    assert isinstance(others, NotYourTask)


def test_no_task_has_a_number_too_high(told: World) -> None:
    for who in (LAN, HA):
        [missing] = told.ask(who, "nhật ký 99999")
        assert isinstance(missing, NoSuchTask)


def test_more_time_that_was_granted_says_until_when(ward: World) -> None:
    ward.ask(LAN, "giahan 3 24/4 chờ số liệu")
    ward.ask(HUNG, "duyệt 3 20/4 không lùi nữa")
    newest = history(ward, HA, "nhật ký 3").lines[0]
    assert (newest.who, newest.what, newest.detail) == (HUNG, "extension_granted", "20/4/2026: không lùi nữa")


def kinds_written() -> set[EventKind]:
    """Every kind of event that the code names to write it."""
    return {
        EventKind[node.attr]
        for path in (*ROOT.glob("services/**/*.py"), *ROOT.glob("dondoc/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "EventKind"
    }


def literals_written() -> Iterator[str]:
    """Every event name that the code would write as a literal: none, the kinds are an enumeration."""
    for path in (*ROOT.glob("services/**/*.py"), *ROOT.glob("dondoc/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in WRITERS:
                yield from _literals(node.args)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "what":
                yield from _literals([node.value])


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for part in [node, *((node.body, node.orelse) if isinstance(node, ast.IfExp) else ())]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and "_" in part.value:
                yield part.value


def test_every_event_is_written_by_its_kind() -> None:
    assert list(literals_written()) == []


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_event_that_is_written_has_words(language: str) -> None:
    written = kinds_written()
    assert {EventKind.EXTENSION_REFUSED, EventKind.TASK_RETURNED, EventKind.ACCOUNT_BLOCKED} <= written
    assert written - set(CATALOGUES[language].events) == set()
