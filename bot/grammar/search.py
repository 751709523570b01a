"""Reads what follows "tìm": the words to look for, and the page."""

import re

from bot.grammar.parsed_input import ParsedInput, Reader, either_spelling, is_courtesy
from bot.grammar.words import PAGE
from domain.messages import Command
from domain.messages.search import FindTasks, TurnPage
from domain.messages.tasks import ShowTask

LONGEST = 80
_TASKS = re.compile(
    r"(?:(?:(?:các|cac|những|nhung)\s+)?(?:việc|viec|nhiệm vụ|nhiem vu|tasks?)\s+)?(?:(?:về|ve|about)\s+)?",
    re.IGNORECASE,
)
_PAGE = re.compile(rf"\s*(?:{either_spelling(PAGE)})\s*:?\s*(?P<page>\d{{1,3}})\s*$", re.IGNORECASE)
_ENDS = re.compile(r"(?:\s+(?:nhé|giúp em|giúp tôi|giúp|với|ạ))+[\s.!?]*$", re.IGNORECASE)


def _find(parsed: ParsedInput) -> Command | None:
    """ "tìm biên chế", "tìm việc biên chế trang 2"; a long text or one of several lines is a sentence."""
    rest = parsed.rest.strip()
    if len(rest) > LONGEST or "\n" in rest:
        return None if not parsed.is_slashed else FindTasks(rest[:LONGEST])
    page = 1
    if turned := _PAGE.search(rest):
        rest, page = rest[: turned.start()], int(turned["page"])
    rest = _ENDS.sub("", _TASKS.sub("", rest.strip(), count=1)).strip(" .,:;!?\"“”'")
    if rest.isdecimal() and len(rest) < 7 and int(rest):
        return ShowTask(int(rest))
    return FindTasks("" if is_courtesy(rest) else rest, page)


def _turn(parsed: ParsedInput) -> Command | None:
    """ "trang sau", "/turn 3"; "trang 3" and "trang trước" are read as questions are."""
    rest = parsed.rest.strip()
    if parsed.is_slashed and rest.isdecimal() and len(rest) < 4:
        return TurnPage(int(rest))
    return TurnPage() if parsed.is_slashed or is_courtesy(rest) else None


SEARCH_READERS: dict[str, Reader] = {FindTasks.canonical: _find, TurnPage.canonical: _turn}
