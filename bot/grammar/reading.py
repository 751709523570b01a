"""Text -> Command: one pure, total reading, the same for every channel. What is done about it is decided elsewhere.

How a line is read
  * `/` is optional, so is `@botname`; English or Vietnamese, any case, with or without diacritics, odd spaces,
    full-width digits: "/done 3", "/Xong@dondoc_bot 3", "xong3", "Tiến độ 3 60%", "tien do 3 60".
  * Diacritics may be left out but not contradicted: "nhan" is "nhận", "nhân dịp này" is a sentence.
  * Numbers are read while words are plain whole numbers, joined by space, comma, "và"; the rest is the note, kept as
    written. A word such as "12-QĐ/ĐU" or "15/4" begins the note, and so does a further number that counts something:
    "xong 3 5 văn bản" is task 3 with the note "5 văn bản"; "xong 3 5 đã gửi" is tasks 3 and 5. Without the slash
    this holds for the first number too: "xong 5 văn bản" names no task (the answer asks which), "/done 5 văn bản" does.
  * The number may come first: "việc 3 xong rồi", "3 xong".
  * With a slash the person surely means the command and hears what is wrong with it; without, other words after a
    name that takes none make it a sentence: nothing is done and the likely commands are suggested.
"""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import islice

from bot.grammar import phrases
from bot.grammar.answers import ANSWER_READERS, is_only_courtesy, only_numbers, read_answer, read_letter
from bot.grammar.board import BOARD_READERS
from bot.grammar.clause_results import LONGEST_TEXT, typed, typed_commands
from bot.grammar.clauses import interpret, is_start, skip_back, skip_front
from bot.grammar.codes import code_typed, with_code
from bot.grammar.parsed_input import (
    PAGE_NAMED,
    ParsedInput,
    Reader,
    begins_with,
    command_name,
    is_courtesy,
    likely_names,
    parse_name,
    read_numbers,
    without_due,
)
from bot.grammar.people import PEOPLE_READERS
from bot.grammar.phrases import TASK_COMMANDS, folded
from bot.grammar.plans import PLAN_READERS, as_row_or_task, without_plan
from bot.grammar.queries import read_absence_wish, read_query, read_unit_query
from bot.grammar.reports import REPORT_READERS
from bot.grammar.row_numbers import read_with_rows, renumbered, row_numbers_named
from bot.grammar.search import SEARCH_READERS
from bot.grammar.settings import SETTING_READERS
from bot.grammar.snooze import SNOOZE_READERS
from bot.grammar.spelling import clean, key
from bot.grammar.task_numbers import numbers_anywhere
from bot.grammar.tasks import TASK_READERS
from bot.grammar.tokens import QUESTION, ClauseTokens, Kind, tokens_of
from bot.grammar.words import MORE
from domain.interpretations import ClarifyReason, about, decide
from domain.messages import Command, OneNumber, SeveralNumbers, kinds_of
from domain.messages.accounts import ShowHelp, Start
from domain.messages.draft_rows import SplitRow
from domain.messages.drafts import EditRow
from domain.messages.evidence import ShowEvidence
from domain.messages.history import UndoLast
from domain.messages.people import NoteAbsence
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood
from domain.messages.requests import AskLeader, RaiseObstacle, RequestExtension
from domain.messages.tasks import Acknowledge, ConfirmDone, MarkDone, ReportProgress, ShowTask
from domain.questions import WaitingOption
from services.context.command_context import Grammar
from wording.command_names import NAMES

MOST_UNIT_WORDS = 7  # of a unit's name
_INSIDE_UNIT_NAMES = frozenset({"phuong", "va", "-", ",", "&"})
_DAY = re.compile(r"\d")
_CODE = re.compile(r"[\w-]{4,64}", re.ASCII)
_MENU_COMMAND = re.compile(r"/(?P<name>[a-z]+)(?:@\w+)? (?P<numbers>[1-9]\d{0,5}(?:,? [1-9]\d{0,5}){0,9})", re.ASCII)
_SHARE = re.compile(r"(?P<value>\d{1,3})\s*(?:%|phần trăm|phan tram)", re.IGNORECASE)
LONGEST_SENTENCE = 400  # characters in which a unit or a likely command is looked for
_JOINING = dict.fromkeys((0x200D, 0xFE0F, 0x20E3))  # joiners and the frame of a key: no part of any word
# Commands that clauses read, and those that are tried when no clause is a command.
_SHOWN_HERE = frozenset({"task", "tasks", "help", "status", "undo"})
_READ_HERE = frozenset({*TASK_COMMANDS, *_SHOWN_HERE})
# Commands that need nothing but numbers of tasks, by their names in the menu: "/done 3", "/xong 3".
_BY_MENU_NAME = {
    name: kind
    for kind in (MarkDone, Acknowledge, ConfirmDone)
    for name in (kind.canonical, NAMES[kind.canonical].menu_name)
}
# Words that ask or deny and, in small letters without marks, are names too.
_NAMES_TOO = frozenset({"ha", "nhi", "chu", "dau", "nao", "chang", "a", "u"})
# What a unit may say of itself.
OF_UNITS = (Acknowledge, AskLeader, MarkDone, RaiseObstacle, ReportProgress, RequestExtension, ShowEvidence)
# Deeds on tasks by number that clauses do not read. An edit ends in words of a plan, which may be any.
_BY_NUMBER = frozenset(
    kind.canonical
    for kind in set(kinds_of(Command)) - {EditRow, SplitRow}
    if issubclass(kind, OneNumber | SeveralNumbers) and kind.undo is not None and kind.canonical not in TASK_COMMANDS
)
_BESIDE = frozenset({*_BY_NUMBER, NoteAbsence.canonical, ShowTask.canonical})
_SHOWS_TASK = frozenset({"ct", "chitiet", "xemviec"})  # names that only show; "task 3 is done" begins with a noun
_PARTING = re.compile(r"[;,\n]|\.\s|\s(?:và|va|còn|con|rồi|roi|and)\s", re.IGNORECASE)
MOST_PARTS = 20  # of one message that are looked at
# Commands offered for a number only if something waits under it.
_MAY_WAIT = ("confirm", "decide", "answer", "task")
# A question about these is no command: "nghỉ 20/5 chưa?".
_NOT_WHEN_ASKED = frozenset({
    "leave", "back", "ongoing", "result", "notdone", "coordinated", "unblock", "edit", "drop", "move",
    "remove", "role", "restore", "write", "discard", "addrow", "splitrow", "joinrows",
    "restorerows", "withdraw", "agree", "keep", "endplan",
})  # fmt: skip


def read_command(text: str) -> Command:
    """Reads what a person typed, or the text of a pressed button. Never raises; the module says the rules."""
    cleaned = clean(text).translate(_JOINING).strip()
    if command := _from_menu(cleaned):
        return command
    if letter := read_letter(cleaned):
        return Choose(letter=letter)
    command = with_code(cleaned, read_with_rows(cleaned, _read_cleaned))
    return _with_names(command) if isinstance(command, Clarify) else command


def read_message(text: str) -> Command:
    """Reads as `read_command`, and marks a text that is not understood because it holds only courtesy."""
    command = read_command(text)
    if isinstance(command, Misunderstood) and is_only_courtesy(command.text):
        return replace(command, is_courtesy=True)
    if command == Acknowledge() and is_only_courtesy(clean(text)):  # "đã rõ ạ" says that it was read
        return replace(command, is_courtesy=True)
    return command


def _from_menu(text: str) -> Command | None:
    """Reads a command of the menu with numbers and nothing else: there are no words in it to interpret."""
    found = _MENU_COMMAND.fullmatch(text)
    kind = _BY_MENU_NAME.get(found["name"]) if found else None
    return kind(read_numbers(found["numbers"]).found) if found and kind else None


def _read_cleaned(cleaned: str) -> Command:
    parsed = parse_name(cleaned)
    if acts := _acts_apart(cleaned):
        return acts
    if parsed is None and (numbers := _only_numbers(cleaned)):
        return Misunderstood(cleaned, likely_names(cleaned, parsed), numbers)
    command = _read(cleaned, parsed) or _misunderstood(cleaned, parsed)
    if isinstance(command, Clarify | Misunderstood) and (of_unit := _report_of_unit(cleaned)):
        command = of_unit
    return command


def _read(text: str, parsed: ParsedInput | None) -> Command | None:
    """Reads a query, a command by its own reader, or the commands about tasks; None when the text holds none."""
    if parsed and parsed.name not in _READ_HERE and (command := _by_reader(text, parsed)):
        return command
    if query := None if parsed and parsed.is_slashed else read_query(text):
        return query
    if parsed and _only_shows(parsed) and (command := READERS[parsed.name](parsed)):
        return command
    command = decide(interpret(text))
    if parsed and parsed.name in TASK_COMMANDS and not _is_done(command):
        command = _wrong_or_bare(text, parsed, command)
    return command or _behind_courtesy(text, parsed) or _shown(text, parsed) or _typed_out(text)


def _acts_apart(text: str) -> Clarify | None:
    """ "hết vướng 3; xong 4": clauses read only their own commands, so another beside them is asked about.

    Each of the two needs a task or a day of its own: in "xong 3, đã phối hợp 3 đơn vị" the second is a note.
    """
    for found in islice(_PARTING.finditer(text), MOST_PARTS):
        pieces = text[: found.start()].strip(), text[found.end() : found.end() + LONGEST_SENTENCE].strip()
        if any(command_name(piece) in _BESIDE for piece in pieces) and all(acts := [_acts(piece) for piece in pieces]):
            return Clarify(
                about(text), ClarifyReason.SECOND_COMMAND.value, tuple(option for act in acts for option in act)
            )
    return None


def _acts(piece: str) -> tuple[str, ...]:
    """The commands about named tasks or days that a piece of a message is, as they would be typed; () when none."""
    parsed = parse_name(piece)
    if parsed and parsed.name in _BESIDE and (parsed.name != ShowTask.canonical or key(parsed.typed) in _SHOWS_TASK):
        command = _by_reader(piece, parsed)
        numbers = command.task_numbers if isinstance(command, OneNumber | SeveralNumbers) else ()
        is_dated = isinstance(command, NoteAbsence) and _DAY.search(command.text) is not None
        shown = piece if len(piece) <= LONGEST_TEXT else typed(parsed.name, numbers)
        return (shown,) if numbers or is_dated else ()
    clause = ClauseTokens(piece, tokens_of(piece), 0, len(piece), len(piece))
    if not is_start(clause, is_parted=True):
        return ()
    return tuple(option for each in interpret(piece).clauses for option in each.options[:1])


def _is_done(command: Command | None) -> bool:
    return command is not None and not isinstance(command, AskTask | Clarify)


def _only_shows(parsed: ParsedInput) -> bool:
    """Whether it only shows, however the words go on: "ct 3", "/tasks 2", "tình hình VP"; not "việc 3 xong"."""
    if parsed.name in {"help", "status"} or (parsed.is_slashed and parsed.name in {"task", "tasks"}):
        return True
    if parsed.name not in {"task", "tasks"}:
        return False
    read = read_numbers(parsed.rest, limit=1)
    named, plan = without_plan(parsed)
    named, due = without_due(named)
    if plan or due:
        return is_courtesy(named.rest) or PAGE_NAMED.match(named.rest) is not None
    is_only_shown = key(parsed.typed) in _SHOWS_TASK and bool(read.found)
    return is_only_shown or is_courtesy(read.rest) or PAGE_NAMED.match(parsed.rest) is not None


def _wrong_or_bare(text: str, parsed: ParsedInput, command: Command | None) -> Command | None:
    """Names a number that cannot be one; lets a command word alone ask for its task, unless it is a question."""
    read = READERS[parsed.name](parsed)
    is_asked = not QUESTION.isdisjoint(text)
    if isinstance(read, BadNumber) and (parsed.name == "progress" or not isinstance(command, Clarify)):
        return read
    return read if command is None and is_courtesy(parsed.rest) and not is_asked else command


def _by_reader(text: str, parsed: ParsedInput) -> Command | None:
    """Reads a command that clauses do not read; a question about it is no command."""
    command = READERS[parsed.name](parsed)
    if command is None or parsed.is_slashed or parsed.name not in _NOT_WHEN_ASKED:
        return command
    clause = ClauseTokens(text, tokens_of(text), 0, len(text), len(text))
    end = skip_back(clause)
    is_asked = clause.asks(0) or _ends_in_doubt(clause, end) or _begins_in_doubt(parsed.rest)
    return Misunderstood(text, (parsed.name,)) if is_asked else command


def _ends_in_doubt(clause: ClauseTokens, end: int) -> bool:
    """Whether the last words ask or deny: bare "ha" and "nhi" are names, and so is what has a capital."""
    length = phrases.FINAL.before(clause.words, end, 1)
    last = clause.words[end - 1] if end else ""
    return length > 0 and (length > 1 or (last.islower() and last not in _NAMES_TOO))


def _begins_in_doubt(rest: str) -> bool:
    """Whether the words behind the command begin by asking or denying: "nghỉ chưa 20/5"."""
    words = [token.word for token in tokens_of(rest[:80])]
    mood, _ = phrases.MOODS.at(words, 0, len(words))
    return mood in {"asked", "denied"} and words[0].islower()


def _shown(text: str, parsed: ParsedInput | None) -> Command | None:
    """Reads what only shows: the list, one task, a unit's figures."""
    if parsed and parsed.name in _SHOWN_HERE and (command := _by_courtesy_or_reader(text, parsed)):
        return command
    return read_unit_query(text) or read_absence_wish(text)


def _by_courtesy_or_reader(text: str, parsed: ParsedInput) -> Command | None:
    """Reads "undo" with nothing but courtesy behind it; other commands have readers of their own."""
    if parsed.name in TASK_COMMANDS:
        return None
    if parsed.name != "undo" or parsed.is_slashed:
        return READERS[parsed.name](parsed) if parsed.name in _SHOWN_HERE else _by_reader(text, parsed)
    rest = ClauseTokens(parsed.rest, tokens_of(parsed.rest), 0, len(parsed.rest), len(parsed.rest))
    is_whole = rest.skip(0, rest.size, phrases.CLOSINGS, phrases.FAVOURS, phrases.OPENINGS) >= rest.size
    return UndoLast() if is_whole and "?" not in text else None


def _behind_courtesy(text: str, parsed: ParsedInput | None) -> Command | None:
    """ "em xin nghỉ phép 20/4": a command of another reader behind the subject."""
    is_other = parsed is not None and parsed.name != "report"  # "báo cáo anh, em xin nghỉ 20/5" begins with courtesy
    if is_other or len(text) > LONGEST_SENTENCE:
        return None
    clause = ClauseTokens(text, tokens_of(text), 0, len(text), len(text))
    start = skip_front(clause)
    if not 0 < start < clause.size:
        return None
    behind = text[clause.tokens[start].start :]
    parsed = parse_name(behind)
    return _by_courtesy_or_reader(behind, parsed) if parsed else None


def _typed_out(text: str) -> Command | None:
    """A command of another reader typed while the keyboard was off ("nghir 20/5"): asked, never done."""
    clause = ClauseTokens(text, tokens_of(text[:LONGEST_SENTENCE]), 0, len(text), len(text))
    start = skip_front(clause)
    if len(text) > LONGEST_SENTENCE or all(token.word in text for token in clause.tokens[start:]):
        return None
    meant = text[clause.tokens[start].start :] if start < clause.size else ""
    for token in reversed(clause.tokens[start:]):
        at = token.start - clause.tokens[start].start
        meant = meant[:at] + token.word + meant[at + token.end - token.start :]
    parsed = parse_name(meant)
    is_query = parsed is None or (parsed.name in _SHOWN_HERE and parsed.name != "undo")
    command = None if parsed is None or is_query else _by_courtesy_or_reader(meant, parsed)
    is_meant = command is not None and not isinstance(command, Misunderstood | BadNumber | Clarify)
    return Clarify(about(text), ClarifyReason.SPELLING.value, (meant,)) if is_meant else None


def _misunderstood(text: str, parsed: ParsedInput | None) -> Command:
    """Suggests the likely commands, with the numbers typed where there are any."""
    clause = ClauseTokens(text, tokens_of(text[:LONGEST_SENTENCE]), 0, len(text), len(text))
    start = skip_front(clause)
    suggestions = likely_names(text[clause.tokens[start].start :] if 0 < start < clause.size else text, parsed)
    numbers = numbers_anywhere(clause, 0, clause.size)[:3]
    names = [name for name in suggestions if name in TASK_COMMANDS or name == "task"] or ["task", "done"]
    if not numbers or (parsed and parsed.name not in _READ_HERE):
        return Misunderstood(text, suggestions)
    options = tuple(option for name in names for option in typed_commands(name, numbers))
    return Clarify(about(text), ClarifyReason.UNREAD_WORDS.value, options)


def _only_numbers(text: str) -> tuple[int, ...]:
    """Returns the numbers when nothing but them and courtesy was typed: "5", "3 và 5", "việc 3", "60%"."""
    share = _SHARE.fullmatch(text)
    if share:
        return (int(share["value"]),)
    return () if row_numbers_named(text) else only_numbers(text)


def _with_names(command: Clarify) -> Clarify:
    """Adds the name of each option, so that only permitted ones are offered, and what may wait for the person."""
    names = tuple(command_name(option) or "" for option in command.options)
    numbers = {number for option in command.options for number in read_numbers(_rest(option)).found}
    if len(numbers) != 1:
        return replace(command, names=names)
    [number] = numbers
    waiting = [WaitingOption(name, number, typed(name, (number,))) for name in _MAY_WAIT if name not in names]
    return replace(command, names=names, if_waiting=tuple(waiting))


def _rest(option: str) -> str:
    parsed = parse_name(option)
    return parsed.rest if parsed else ""


def _report_of_unit(text: str) -> Clarify | None:
    """A report, a request or an obstacle in the name of a unit: done when it is the sender's own, else asked about."""
    found = _unit_that_acts(text)
    if found is None:
        return None
    unit, rest = found
    interpretation = interpret(rest)
    command = decide(interpretation)
    options = tuple(option for clause in interpretation.clauses for option in clause.options[:1])
    if not isinstance(command, OF_UNITS) or not options:
        return None
    return Clarify(about(text), ClarifyReason.UNREAD_WORDS.value, options, by_unit=unit, said=command)


def _unit_that_acts(text: str) -> tuple[str, str] | None:
    """Returns the unit that a message begins with and the report behind it; None when it begins otherwise.

    "Ban XDĐ báo cáo: đã hoàn thành nhiệm vụ 2", "UBND phường xin lùi việc 16".
    """
    if len(text) > LONGEST_SENTENCE:
        return None
    clause = ClauseTokens(text, tokens_of(text), 0, len(text), len(text))
    start = next((at for at in range(skip_front(clause) + 1) if _begins_unit(clause, at)), None)
    if start is None:
        return None
    length = phrases.UNIT_KINDS.at(clause.words, start, clause.size)[1]
    at = start + length
    while at < min(clause.size, start + MOST_UNIT_WORDS) and _is_of_unit(clause, at):
        at += 1
    while clause.words[at - 1] in {",", "-", "&"} or folded(clause.words[at - 1]) == "va":
        at -= 1
    report = clause.skip(at, clause.size, phrases.UNIT_REPORTS)
    if report >= clause.size or at == start:
        return None
    return text[clause.tokens[start].start : clause.tokens[at - 1].end], text[clause.tokens[report].start :]


def _begins_unit(clause: ClauseTokens, at: int) -> bool:
    return (
        at < clause.size
        and clause.words[at][:1].isupper()
        and phrases.UNIT_KINDS.at(clause.words, at, clause.size)[1] > 0
    )


def _is_of_unit(clause: ClauseTokens, at: int) -> bool:
    """Whether the word is of the name: a capital, or a word that stands in names."""
    if (
        phrases.COMMANDS.at(clause.words, at, clause.size)[1]
        or phrases.UNIT_REPORTS.at(clause.words, at, clause.size)[1]
    ):
        return False
    is_name = clause.kind(at) is Kind.WORD and clause.words[at][:1].isupper()
    return is_name or folded(clause.words[at]) in _INSIDE_UNIT_NAMES


def _start(parsed: ParsedInput) -> Command | None:
    words = parsed.rest.split()
    if parsed.is_slashed or not words:
        return Start(code_typed(parsed.rest) or None)
    return Start(words[0]) if len(words) == 1 and _CODE.fullmatch(words[0]) else None


def _help(parsed: ParsedInput) -> Command | None:
    return ShowHelp(is_more=begins_with(parsed.rest, MORE))


def _all_words(make: Callable[[str], Command]) -> Reader:
    def read(parsed: ParsedInput) -> Command | None:
        return make("" if is_courtesy(parsed.rest) else parsed.rest.strip())

    return read


READERS: dict[str, Reader] = {
    "start": _start,
    "help": _help,
    **TASK_READERS,
    **PLAN_READERS,
    **PEOPLE_READERS,
    **SETTING_READERS,
    **REPORT_READERS,
    **SEARCH_READERS,
    **SNOOZE_READERS,
    **BOARD_READERS,
    **ANSWER_READERS,
}
# A command whose only field is `text` takes all the words behind its name.
READERS |= {
    kind.canonical: _all_words(kind)
    for kind in kinds_of(Command)
    if kind.canonical not in {"", *READERS} and [field.name for field in fields(kind)] == ["text"]
}
GRAMMAR = Grammar(read_command, read_answer, renumbered, as_row_or_task)  # what the services need to understand answers
