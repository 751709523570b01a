"""Hostile text in every field that people or documents fill: taken or refused in a sentence, always shown safely."""

import csv
import io
import unicodedata
from collections.abc import Iterable

import pytest

from bot.platforms.telegram.outbound import MAX_TEXT, TelegramChannel, keyboard
from documents.plans.plan_reader import PlanUnreadable, read_plan
from documents.rosters import RosterUnreadable, read_roster
from domain.messages import Response
from domain.messages.reports import StatusCard
from services.administration.load_roster import load_roster
from services.administration.look_up import look_at_task
from services.plans.confirm_plan import confirm_plan
from storage.engine.database import Database
from tests.security.poisons import BIDI, CONTROLS, HIDDEN, POISONS
from tests.security.ward import CHATS, OURS, Ward
from tests.world import hanoi, names_of
from wording.layout import utf16_length
from wording.messages import Message
from wording.render import render

# Every poison on one engine; on the other those that it treats in its own way: it refuses NUL and counts characters.
OTHERWISE = ("one long word", "endless number", "swelling", "controls", "half surrogates", "emoji")
CASES = [("sqlite", poison) for poison in POISONS if poison != "very long"]
CASES += [("postgresql", poison) for poison in OTHERWISE]
ON_BOTH = pytest.mark.parametrize(("database_url", "poison"), CASES, indirect=["database_url"])
OFFICER, COORDINATOR = CHATS["officer"], CHATS["coordinator"]
PLAN = """Số {number}-KH/ĐU

Thủy Nguyên, ngày 09 tháng 4 năm 2026

KẾ HOẠCH
{title}

TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn
{code}\t{task}\t{lead}\t{partner}\t{deadline}
2\tViệc thường\tBan Cam\tBan Lam\ttrước ngày 15/4/2026
"""


def unsafe(text: str) -> set[str]:
    """Characters that reorder, hide or steer what stands beside them."""
    return {ascii(c) for c in text if c != "\n" and (c in BIDI + HIDDEN + CONTROLS or unicodedata.category(c) == "Cs")}


def faults_of(message: Message) -> list[str]:
    """What of a message could harm its reader or be refused by the platform."""
    labels = [button.label for row in message.buttons for button in row]
    faults = [f"unsafe {found}" for text in (message.text, *labels) if (found := unsafe(text))]
    if not 0 < utf16_length(message.text) <= MAX_TEXT:
        faults.append(f"{utf16_length(message.text)} long")
    if message.text.count("\n") > 120:
        faults.append("endless lines")
    keyboard(message.buttons)
    return faults


def shown(told: Iterable[Response]) -> list[Message]:
    """The messages as Telegram would get them, in both languages."""
    channel = TelegramChannel.capabilities
    return [render([s], language, channel) for s in told for language in ("vi", "en")]


def assert_safe(told: list[Response]) -> None:
    assert told
    assert [faults_of(message) for message in shown(told) if faults_of(message)] == []


@ON_BOTH
def test_what_a_person_types_is_answered_and_what_is_kept_is_shown_safely(ward: Ward, poison: str) -> None:
    text = POISONS[poison]
    typed = (
        text,
        f"/{text}",
        f"/start {text}",
        f"task {text}",
        f"status {text}",
        f"progress 1 60 {text}",
        f"done 1 {text}",
    )
    for each in typed:
        assert_safe(ward.ask_in(OFFICER, each))
    assert_safe(ward.ask_in(COORDINATOR, "waiting"))
    assert_safe(ward.ask_in(COORDINATOR, f"return 1 {text}"))
    for chat in (OFFICER, COORDINATOR):
        assert_safe([*ward.answers_to(chat), *ward.ask_in(chat, "task 1"), *ward.ask_in(chat, "tasks")])
    with ward.database.reading() as tx:
        kept = look_at_task(tx, ward.organisation, 1, ward.now)
    assert kept is not None
    assert not any(unsafe(event.detail) for event in kept.events)


@pytest.mark.parametrize("poison", ["very long", "one long word"])
def test_a_note_too_long_is_refused_in_a_sentence_and_changes_nothing(ward: Ward, poison: str) -> None:
    before = ward.traces()
    for chat, command in ((OFFICER, "done 1:"), (OFFICER, "progress 1 50:"), (COORDINATOR, "return 1:")):
        assert names_of(ward.ask_in(chat, f"{command} {POISONS[poison]}")) == ["TextTooLong"]
    assert ward.traces() == before


@pytest.mark.parametrize("poison", ["one long word", "right to left", "html"])
def test_a_display_name_changes_nothing_and_is_never_repeated(ward: Ward, poison: str) -> None:
    sender = {"id": OFFICER, "is_bot": False, "first_name": POISONS[poison], "last_name": POISONS[poison]}
    update = ward.text(OFFICER, "help")
    update["message"]["from"] = sender
    ward.receive(update)
    ward.dispatcher.work()
    told = ward.answers_to(OFFICER)
    assert names_of(told) == ["HelpShown"]
    assert POISONS[poison][:20] not in "".join(message.text for message in shown(told))


@ON_BOTH
def test_names_of_a_roster_are_refused_in_a_sentence_or_shown_safely(database: Database, poison: str) -> None:
    ward = Ward(database)
    for header in ("unit", "aliases", "parent", "person", "role", "group", "language"):
        try:
            roster = read_roster(_roster(header, POISONS[poison]), "danh sách.csv")
        except RosterUnreadable as error:
            assert_sentence(str(error))
            continue
        with database.transaction() as tx:
            load_roster(tx, ward.organisation, roster, ward.now)
        person = next(row.person for row in roster.rows if row.person)
        assert_safe(ward.ask_in(OFFICER, f"/start {ward.code_for(person)}"))
    for text in ("tasks", "status", "task 1", "done 1"):
        assert_safe([s for s in ward.ask_in(OFFICER, text) if not isinstance(s, StatusCard)])


def _roster(poisoned: str, text: str) -> bytes:
    row = {
        "unit": OURS,
        "aliases": "",
        "parent": "",
        "person": "Người Mới",
        "role": "officer",
        "group": "",
        "language": "",
    }
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row))
    writer.writeheader()
    writer.writerow(row | {poisoned: text})
    return written.getvalue().encode("utf-8", "replace")


def assert_sentence(text: str) -> None:
    """One line for a person: not endless, nothing in it that steers a terminal or turns the text round."""
    assert 0 < len(text) <= 600
    assert "\n" not in text
    assert not unsafe(text)


@ON_BOTH
def test_cells_of_a_plan_are_refused_in_a_sentence_or_shown_safely(database: Database, poison: str) -> None:
    usual = {"number": "12", "title": "về việc thường", "code": "1", "task": "Việc một", "lead": OURS,
             "partner": "Ban Lam", "deadline": "trước ngày 20/4/2026"}  # fmt: skip
    ward = Ward(database)
    ward.link_all()
    for field in usual:
        content = PLAN.format(**usual | {field: POISONS[poison]}).encode("utf-8", "replace")
        try:
            draft = read_plan(content, "kế hoạch.txt")
        except PlanUnreadable as error:
            assert_sentence(str(error))
            continue
        with database.transaction() as tx:
            confirm_plan(tx, ward.organisation, draft, content, f"kế hoạch {poison}.txt"[:200], ward.now)
        for warning in draft.warnings:
            assert not unsafe(warning.message), field
    for chat in (OFFICER, COORDINATOR):
        for text in ("tasks", "tasks page:2", "status", "task 9"):
            assert_safe([s for s in ward.ask_in(chat, text) if not isinstance(s, StatusCard)])
    ward.now = hanoi(20, 7, 30)
    if ward.office.planning.plan(ward.now):
        assert_safe([response for delivery in ward.deliver() for response in delivery.responses])
