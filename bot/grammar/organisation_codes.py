"""Reads the code of an organisation in a text: "HB việc", "HB: xong 3", "xong HB-3", "HB".

Only for a chat of several organisations on one bot. A code counts where it stands alone, at the beginning, or with a
hyphen before the first number of the text. In small letters it counts only where the text is not understood without it,
and a code that is a word of the grammar ("KH", "VIEC") only with a colon.
"""

import re
from collections.abc import Collection
from functools import cache

from bot.grammar.answers import read_answer
from bot.grammar.parsed_input import command_name
from bot.grammar.reading import read_message
from bot.grammar.spelling import clean
from domain.messages import Command
from domain.messages.accounts import ShowHelp, Start
from domain.messages.board_access import OpenBoard
from domain.messages.codes import ListUnlinked
from domain.messages.people import ListPeople, ListUnits
from domain.messages.plans import ListPlans
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood
from domain.messages.reports import ShowStatus
from domain.messages.requests import ListRequests
from domain.messages.tasks import ListTasks, ListWaiting
from domain.shared_chats import Reading, ReadText

LONGEST = 400  # characters in which a code is looked for; a longer text is a plan or a list
# They show what does not belong to one task, and change nothing: done for the wrong organisation they do no harm.
SHOWS: tuple[type[Command], ...] = (
    ListPeople, ListPlans, ListRequests, ListTasks, ListUnits, ListUnlinked, ListWaiting, OpenBoard, ShowHelp,
    ShowStatus, Start,
)  # fmt: skip
_NOT_UNDERSTOOD = (AskTask, BadNumber, Clarify, Misunderstood)
# Words that stand before the number of a plan or a row, beside those that are commands.
_WORDS = frozenset({"KH", "TT", "MUC", "VIEC", "CV", "QD", "TB", "NQ", "CT", "SO", "PLAN", "CO", "DUNG", "KHONG"})


def read_whose(text: str, codes: Collection[str]) -> ReadText:
    """The codes among these that the text names, in order, and what it does without them."""
    cleaned = clean(text).strip()
    named = _named(cleaned, codes)
    if not named and _mentioned(cleaned, codes):
        return ReadText((), Reading.DEED)  # it stands where it says nothing for sure: "việc HB"
    rest = without_code(cleaned, named[0]) if named else cleaned
    return ReadText(named, _reading(rest), is_bare=bool(named) and not rest)


def without_code(text: str, code: str) -> str:
    """The text without the code of its organisation: "xong HB-3, HB-5" -> "xong 3, 5"."""
    begun = _begins(code).sub("", text, count=1)
    return _numbered(code).sub("", begun).strip()


def _named(text: str, codes: Collection[str]) -> tuple[str, ...]:
    if len(text) > LONGEST:
        return ()
    mentioned = _mentioned(text, codes)
    if len(mentioned) > 1:
        return mentioned  # "xong HB-3, LC-5" is about two organisations
    return tuple(code for code in codes if _is_at_front(text, code) or _is_before_first_number(text, code))


def _mentioned(text: str, codes: Collection[str]) -> tuple[str, ...]:
    """Codes that stand anywhere: in capitals as they are written, or before a number."""
    head = text[:LONGEST]
    return tuple(
        code
        for code in codes
        if not _is_word(code) and (_in_capitals(code).search(head) or _numbered(code).search(head))
    )


def _is_at_front(text: str, code: str) -> bool:
    begins = _begins(code).match(text)
    if begins is None:
        return False
    if _is_word(code):
        return begins["sign"] == ":"
    return _is_meant(text, begins["code"], code)


def _is_before_first_number(text: str, code: str) -> bool:
    found = _numbered(code).search(text)
    if found is None or _is_word(code) or any(map(str.isdigit, text[: found.start()])):
        return False
    return _is_meant(text, found["code"], code)


def _is_meant(text: str, typed: str, code: str) -> bool:
    return typed == code or isinstance(read_message(text), _NOT_UNDERSTOOD)


@cache
def _is_word(code: str) -> bool:
    return code in _WORDS or command_name(code.lower()) is not None


@cache
def _begins(code: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<code>{code})(?![\w-])\s*(?P<sign>[:,.]?)\s*", re.IGNORECASE)


@cache
def _in_capitals(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){code}(?![^\W\d_])")


@cache
def _numbered(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<code>{code})-(?=\d)", re.IGNORECASE)


def _reading(text: str) -> Reading:
    if len(text) > LONGEST:
        return Reading.DEED
    command = read_message(text)
    if isinstance(command, Misunderstood) and command.is_courtesy and not command.numbers:
        return Reading.NOTHING if read_answer(text) is None else Reading.ANSWER
    if isinstance(command, Choose) or read_answer(text) is not None:
        return Reading.ANSWER
    if isinstance(command, Misunderstood):
        return Reading.ANSWER if command.numbers else Reading.NOTHING
    return Reading.SHOWS if isinstance(command, SHOWS) and not command.task_numbers else Reading.DEED
