"""Reads what follows the names of commands about people, roles and absences."""

import re

from bot.grammar.parsed_input import (
    PAGE_NAMED,
    ParsedInput,
    Reader,
    begins_with,
    either_spelling,
    is_courtesy,
    read_numbers,
    shown,
)
from bot.grammar.words import ROLE_WORDS, TAKEN
from domain.messages import Command
from domain.messages.accounts import MakeCode
from domain.messages.codes import ListUnlinked, PrintCodes
from domain.messages.people import ChangeRole, EndAbsence, ListPeople, ListUnits, MovePerson, NoteAbsence, RemovePerson
from domain.messages.questions import BadNumber
from domain.messages.rosters import LoadRoster

LONGEST_NAME, LONGEST_TEXT = 100, 200
_EDGES = " \t\r\n,;:.!?()–—-"
_TITLE = re.compile(r"^(?:(?:cho|đồng chí|đ/c|dong chi|anh|chị|bà|ông|em)\s+)+", re.IGNORECASE)
# Where the days begin: a date, or words that mean one ("Mai" may be a name: only behind "ngày" or first of all).
_DAYS = re.compile(
    r"(?<!\w)(?:(?:từ|tu|đến|den|ngày|ngay|from|until|trong)\s+)*(?:"
    r"(?:hết\s+|het\s+)?(?:ngày\s+|ngay\s+)?\d|(?:hết|het)\s+(?:tuần|tuan|tháng|thang)|(?:tuần|tuan)\s+(?:này|nay|sau|tới)"
    r"|(?:hết\s+)?(?:hôm|hom)\s+nay|(?:ngày|ngay|từ|tu)\s+mai(?!\w)|today|tomorrow|this week|next week)",
    re.IGNORECASE,
)
_TOMORROW = re.compile(r"mai(?!\w)(?=\s*$|\s+(?:đến|den|thay)|\s*[-–])", re.IGNORECASE)
_KIND = re.compile(
    r"^(?:(?:phép|phep|ốm|om|việc|viec|công tác|cong tac|thai sản|thai san|bù|bu|cho|là)(?!\w)\s*)+", re.IGNORECASE
)
_STAND_IN = re.compile(
    r"(?<!\w)(?:(?:người|nguoi)\s+)?(?:làm\s+|lam\s+)?(?:thay(?:\s+(?:thế|the))?|stand[- ]?in|cover|by)(?!\w)"
    r"\s*(?:là|la|is|:)?\s*(?P<name>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(r"(?<!\w)do\s+(?P<name>.+?)\s+(?:làm\s+|lam\s+)?thay\s*$", re.IGNORECASE | re.DOTALL)
_DOES = re.compile(
    r"[,;]\s*(?P<name>[^,;]+?)\s+(?:sẽ\s+)?(?:làm|lam)\s+thay(?:\s+(?:em|tôi|toi|mình|minh))?[\s.!]*(?:ạ|nhé|nha)?[\s.!]*$",
    re.IGNORECASE,
)
_WAITING = re.compile(r"(?P<number>\d{1,9})(?: (?P<answers>[AB]{1,60}))?(?: (?P<mark>[0-9a-f]{12}))?")
_TO = re.compile(r"\s+(?:sang|về|ve|qua|tới|to)\s+", re.IGNORECASE)

_TAKEN = either_spelling(TAKEN)
_ROLE = re.compile(
    rf"^(?P<name>.*?)[\s,:;–-]*(?<!\w)(?:(?P<taken>{_TAKEN})\s+)?(?:(?:là|la|is)\s+)?"
    rf"(?P<role>{either_spelling(ROLE_WORDS)})(?!\w)[\s,:;–-]*(?:(?:của|cua|ở|tại|tai|of|in)\s+)?(?P<unit>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def _name(text: str) -> str:
    return _TITLE.sub("", text.strip(_EDGES))[:LONGEST_NAME].strip(_EDGES)


def _leave(parsed: ParsedInput) -> Command | None:
    """ "nghỉ 20/5-25/5 thay Nguyễn Văn B", "nghỉ Nguyễn Văn A hết tuần", "nghỉ mai"."""
    text = parsed.rest[: LONGEST_TEXT * 2]
    if is_courtesy(text):
        return NoteAbsence()
    instead = _BY.search(text) or _DOES.search(text) or _STAND_IN.search(text)
    stand_in = _name(instead["name"]) if instead else ""
    rest = _KIND.sub("", (text[: instead.start()] if instead else text).strip())
    days = _TOMORROW.match(rest) or _DAYS.search(rest)
    if days is None:
        return NoteAbsence(_name(rest), "", stand_in) if parsed.is_slashed else None
    return NoteAbsence(_name(rest[: days.start()]), rest[days.start() :].strip(_EDGES)[:LONGEST_TEXT], stand_in)


def _back(parsed: ParsedInput) -> Command | None:
    return EndAbsence() if is_courtesy(parsed.rest) else _of_a_name(parsed, EndAbsence(_name(parsed.rest)))


def _people(parsed: ParsedInput) -> Command | None:
    """ "người", "người trang 2", "người UBND phường" (with the slash, or of few words)."""
    if is_courtesy(parsed.rest):
        return ListPeople()
    page = PAGE_NAMED.search(parsed.rest)
    number = _number(page["page"]) if page else 1
    sought = (parsed.rest[: page.start()] if page else parsed.rest).strip(_EDGES)[:LONGEST_NAME]
    if number is None:
        return BadNumber(parsed.name, shown(page["page"] if page else ""))
    return ListPeople(sought, number) if parsed.is_slashed or len(sought.split()) <= 6 else None


def _units(parsed: ParsedInput) -> Command | None:
    page = PAGE_NAMED.match(parsed.rest)
    if page is None:
        return ListUnits() if parsed.is_slashed or is_courtesy(parsed.rest) else None
    number = _number(page["page"])
    return BadNumber(parsed.name, shown(page["page"])) if number is None else ListUnits(number)


def _number(text: str) -> int | None:
    read = read_numbers(text, limit=1)
    return read.found[0] if read.found else None


def _move(parsed: ParsedInput) -> Command | None:
    """ "chuyển Nguyễn Văn A sang UBND phường"."""
    parts = _TO.split(parsed.rest, maxsplit=1)
    if len(parts) < 2:
        return MovePerson(_name(parsed.rest)) if parsed.is_slashed or is_courtesy(parsed.rest) else None
    return MovePerson(_name(parts[0]), parts[1].strip(_EDGES)[:LONGEST_TEXT])


def _remove(parsed: ParsedInput) -> Command | None:
    return _of_a_name(parsed, RemovePerson(_name(parsed.rest)))


def _role(parsed: ParsedInput) -> Command | None:
    """ "vai trò Nguyễn Văn A thủ trưởng UBND phường", "bỏ vai trò Nguyễn Văn A điều phối"."""
    found = _ROLE.match(parsed.rest[: LONGEST_TEXT * 2])
    if found is None:
        return _of_a_name(parsed, ChangeRole(_name(parsed.rest)))
    is_taken = bool(found["taken"]) or begins_with(parsed.typed, TAKEN)
    unit = found["unit"].strip(_EDGES)[:LONGEST_TEXT]
    command = ChangeRole(_name(found["name"]), found["role"], unit, is_taken)
    return _of_a_name(ParsedInput(parsed.name, found["name"], parsed.is_slashed), command) if command.name else None


def _alone(command: Command) -> Reader:
    """A command that takes no words."""

    def read(parsed: ParsedInput) -> Command | None:
        return command if parsed.is_slashed or is_courtesy(parsed.rest) else None

    return read


def _code(parsed: ParsedInput) -> Command | None:
    return _of_a_name(parsed, MakeCode(_name(parsed.rest)))


def _of_a_name(parsed: ParsedInput, command: Command) -> Command | None:
    """Nothing asks for the name; without the slash only what can be one: two to six words with capitals."""
    words = _name(parsed.rest).split()
    may_be_name = 2 <= len(words) <= 6 and all(word.isalpha() for word in words)
    is_written_so = all(word[0].isupper() for word in words)
    return command if parsed.is_slashed or not words or (may_be_name and is_written_so) else None


def _roster(parsed: ParsedInput) -> Command | None:
    """ "nạp danh sách"; behind it what an answer to its questions says: "5 AB 0a1b2c3d4e5f"."""
    found = _WAITING.fullmatch(parsed.rest)
    if found is None:
        return LoadRoster() if is_courtesy(parsed.rest) else None
    return LoadRoster(waiting=int(found["number"]), answers=found["answers"] or "", agreed=found["mark"] or "")


PEOPLE_READERS: dict[str, Reader] = {
    "leave": _leave,
    "back": _back,
    "people": _people,
    "units": _units,
    "move": _move,
    "remove": _remove,
    "role": _role,
    "invite": _code,
    "sheet": _alone(PrintCodes()),
    "loadlist": _roster,
    "unlinked": _alone(ListUnlinked()),
}
