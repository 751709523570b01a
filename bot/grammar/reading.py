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
from dataclasses import replace

from bot.grammar import vocabulary as v
from bot.grammar.answers import only_numbers, read_answer, read_letter
from bot.grammar.clause_results import typed, typed_each
from bot.grammar.clauses import interpret, skip_back, skip_front
from bot.grammar.parsed_input import PAGE_NAMED, Said, command_name, is_courtesy, likely_names, parse_name, read_numbers
from bot.grammar.plans import without_plan
from bot.grammar.queries import read_absence_meant, read_look, read_unit_look
from bot.grammar.readers import READERS
from bot.grammar.row_numbers import read_with_rows, renumbered, rows_named
from bot.grammar.spelling import clean, key
from bot.grammar.task_numbers import numbers_anywhere
from bot.grammar.tokens import QUESTION, Kind, Row, tokens_of
from bot.grammar.vocabulary import DEEDS, folded
from domain.interpretations import ClarifyReason, about, decide
from domain.messages import Command
from domain.messages.evidence import ShowEvidence
from domain.messages.history import UndoLast
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood
from domain.messages.requests import AskLeader, RaiseObstacle, RequestExtension
from domain.messages.tasks import Acknowledge, MarkDone, ReportProgress
from domain.questions import WaitingOption
from services.context.command_context import Grammar

LONGEST = 400  # characters of a message that is looked at
MOST_WORDS = 7  # of a unit's name
_INSIDE = frozenset({"phuong", "va", "-", ",", "&"})


def unit_that_acts(text: str) -> tuple[str, str] | None:
    """The unit that a message begins with, and what it says of itself; None when it begins otherwise."""
    if len(text) > LONGEST:
        return None
    row = Row(text, tokens_of(text), 0, len(text), len(text))
    start = next((at for at in range(skip_front(row) + 1) if _is_head(row, at)), None)
    if start is None:
        return None
    length = v.UNIT_KINDS.at(row.words, start, row.size)[1]
    at = start + length
    while at < min(row.size, start + MOST_WORDS) and _goes_on(row, at):
        at += 1
    while row.words[at - 1] in {",", "-", "&"} or folded(row.words[at - 1]) == "va":
        at -= 1
    said = row.skip(at, row.size, v.UNIT_REPORTS)
    if said >= row.size or at == start:
        return None
    return text[row.tokens[start].start : row.tokens[at - 1].end], text[row.tokens[said].start :]


def _is_head(row: Row, at: int) -> bool:
    return at < row.size and row.words[at][:1].isupper() and v.UNIT_KINDS.at(row.words, at, row.size)[1] > 0


def _goes_on(row: Row, at: int) -> bool:
    """Whether the word is of the name: a capital, or a word that stands in names."""
    if v.COMMANDS.at(row.words, at, row.size)[1] or v.UNIT_REPORTS.at(row.words, at, row.size)[1]:
        return False
    is_name = row.kind(at) is Kind.WORD and row.words[at][:1].isupper()
    return is_name or folded(row.words[at]) in _INSIDE


_SHARE = re.compile(r"(?P<value>\d{1,3})\s*(?:%|phần trăm|phan tram)", re.IGNORECASE)
LONGEST_SENTENCE = 400  # characters in which a likely command is looked for
_JOINING = dict.fromkeys((0x200D, 0xFE0F, 0x20E3))  # joiners and the frame of a key: no part of any word
# What the grammar of deeds reads, or looks at when there is no deed.
_SHOWN_HERE = frozenset({"task", "tasks", "help", "status", "undo"})
_READ_HERE = frozenset({*DEEDS, *_SHOWN_HERE})
_NAMES_TOO = frozenset({"ha", "nhi", "chu", "dau", "nao", "chang", "a", "u"})
OF_UNITS = (Acknowledge, AskLeader, MarkDone, RaiseObstacle, ReportProgress, RequestExtension, ShowEvidence)
_MAY_WAIT = ("confirm", "decide", "answer", "task")
_NOT_WHEN_ASKED = frozenset(
    {
        "leave",
        "back",
        "ongoing",
        "result",
        "notdone",
        "coordinated",
        "unblock",
        "edit",
        "drop",
        "move",
        "remove",
        "role",
        "restore",
        "write",
        "discard",
        "withdraw",
        "agree",
        "keep",
        "endplan",
    }
)


def read_command(text: str) -> Command:
    """Read what a person typed (or the text of a pressed button). Never raises; see the module for the rules."""
    cleaned = clean(text).translate(_JOINING).strip()
    if letter := read_letter(cleaned):
        return Choose(letter=letter)
    command = read_with_rows(cleaned, _read_cleaned)
    return _with_names(command) if isinstance(command, Clarify) else command


def _read_cleaned(cleaned: str) -> Command:
    said = parse_name(cleaned)
    if said is None and (numbers := _only_numbers(cleaned)):
        return Misunderstood(cleaned, likely_names(cleaned, said), numbers)
    command = _read(cleaned, said) or _misunderstood(cleaned, said)
    if isinstance(command, Clarify | Misunderstood) and (of_unit := _said_by_unit(cleaned)):
        command = of_unit
    return command


def _said_by_unit(text: str) -> Clarify | None:
    """A report, a request or an obstacle in the name of a unit: done when it is the sender's own, else asked about."""
    found = unit_that_acts(text)
    if found is None:
        return None
    unit, rest = found
    interpretation = interpret(rest)
    command = decide(interpretation)
    options = tuple(option for clause in interpretation.clauses for option in clause.options[:1])
    if not isinstance(command, OF_UNITS) or not options:
        return None
    return Clarify(about(text), ClarifyReason.UNREAD_WORDS.value, options, by_unit=unit, said=command)


def _with_names(command: Clarify) -> Clarify:
    """What each option is called, so that only what this person may do is offered; and what may wait for them."""
    names = tuple(command_name(option) or "" for option in command.options)
    numbers = {number for option in command.options for number in read_numbers(_rest(option)).found}
    if len(numbers) != 1:
        return replace(command, names=names)
    [number] = numbers
    waiting = [WaitingOption(name, number, typed(name, (number,))) for name in _MAY_WAIT if name not in names]
    return replace(command, names=names, if_waiting=tuple(waiting))


def _rest(option: str) -> str:
    said = parse_name(option)
    return said.rest if said else ""


def _read(text: str, said: Said | None) -> Command | None:
    """What is to be seen, what its own reader reads, or the deeds of the text; None when it names none."""
    if said and said.name not in _READ_HERE and (command := _by_reader(text, said)):
        return command
    if look := None if said and said.is_slashed else read_look(text):
        return look
    if said and _is_plain_look(said) and (command := READERS[said.name](said)):
        return command
    command = decide(interpret(text))
    if said and said.name in DEEDS and not _is_deed(command):
        command = _wrong_or_bare(text, said, command)
    return command or _behind_courtesy(text, said) or _shown(text, said) or _typed_out(text)


def _is_deed(command: Command | None) -> bool:
    return command is not None and not isinstance(command, AskTask | Clarify)


def _is_plain_look(said: Said) -> bool:
    """Whether it only shows, however the words go on: "ct 3", "/tasks 2", "tình hình VP"; not "việc 3 xong"."""
    if said.name in {"help", "status"} or (said.is_slashed and said.name in {"task", "tasks"}):
        return True
    if said.name not in {"task", "tasks"}:
        return False
    read = read_numbers(said.rest, limit=1)
    named, plan = without_plan(said)
    if plan:
        return is_courtesy(named.rest) or PAGE_NAMED.match(named.rest) is not None
    is_only_shown = key(said.typed) in {"ct", "chitiet", "xemviec"} and bool(read.found)
    return is_only_shown or is_courtesy(read.rest) or PAGE_NAMED.match(said.rest) is not None


def _wrong_or_bare(text: str, said: Said, command: Command | None) -> Command | None:
    """A number that cannot be one is named; a bare command word asks for its task, but for a question."""
    read = READERS[said.name](said)
    is_asked = not QUESTION.isdisjoint(text)
    if isinstance(read, BadNumber) and (said.name == "progress" or not isinstance(command, Clarify)):
        return read
    return read if command is None and is_courtesy(said.rest) and not is_asked else command


def _by_reader(text: str, said: Said) -> Command | None:
    """A command that the deeds' grammar does not read; a question about it is none."""
    command = READERS[said.name](said)
    if command is None or said.is_slashed or said.name not in _NOT_WHEN_ASKED:
        return command
    row = Row(text, tokens_of(text), 0, len(text), len(text))
    end = skip_back(row)
    is_asked = row.asks(0) or _ends_in_doubt(row, end) or _begins_in_doubt(said.rest)
    return Misunderstood(text, (said.name,)) if is_asked else command


def _ends_in_doubt(row: Row, end: int) -> bool:
    """Whether the last words ask or deny: bare "ha" and "nhi" are names, and so is what has a capital."""
    length = v.FINAL.before(row.words, end, 1)
    last = row.words[end - 1] if end else ""
    return length > 0 and (length > 1 or (last.islower() and last not in _NAMES_TOO))


def _begins_in_doubt(rest: str) -> bool:
    """Whether the words behind the command begin by asking or denying: "nghỉ chưa 20/5"."""
    words = [token.word for token in tokens_of(rest[:80])]
    mood, _ = v.MOODS.at(words, 0, len(words))
    return mood in {"asked", "denied"} and words[0].islower()


def _shown(text: str, said: Said | None) -> Command | None:
    """What only shows: the list, one task, a unit's figures."""
    if said and said.name in _SHOWN_HERE and (command := _by_courtesy_or_reader(text, said)):
        return command
    return read_unit_look(text) or read_absence_meant(text)


def _by_courtesy_or_reader(text: str, said: Said) -> Command | None:
    """Undo takes courtesy behind it and no question; other commands have readers of their own."""
    if said.name in DEEDS:
        return None
    if said.name != "undo" or said.is_slashed:
        return READERS[said.name](said) if said.name in _SHOWN_HERE else _by_reader(text, said)
    rest = Row(said.rest, tokens_of(said.rest), 0, len(said.rest), len(said.rest))
    is_whole = rest.skip(0, rest.size, v.CLOSINGS, v.FAVOURS, v.OPENINGS) >= rest.size
    return UndoLast() if is_whole and "?" not in text else None


def _behind_courtesy(text: str, said: Said | None) -> Command | None:
    """ "em xin nghỉ phép 20/4": a command of another reader behind the subject."""
    if (said is not None and said.name != "report") or len(text) > LONGEST_SENTENCE:  # "báo cáo anh, em xin nghỉ 20/5"
        return None
    row = Row(text, tokens_of(text), 0, len(text), len(text))
    start = skip_front(row)
    if not 0 < start < row.size:
        return None
    behind = text[row.tokens[start].start :]
    said = parse_name(behind)
    return _by_courtesy_or_reader(behind, said) if said else None


def _typed_out(text: str) -> Command | None:
    """A command of another reader typed while the keyboard was off ("nghir 20/5"): asked, never done."""
    row = Row(text, tokens_of(text[:LONGEST_SENTENCE]), 0, len(text), len(text))
    start = skip_front(row)
    if len(text) > LONGEST_SENTENCE or all(token.word in text for token in row.tokens[start:]):
        return None
    meant = text[row.tokens[start].start :] if start < row.size else ""
    for token in reversed(row.tokens[start:]):
        at = token.start - row.tokens[start].start
        meant = meant[:at] + token.word + meant[at + token.end - token.start :]
    said = parse_name(meant)
    is_look = said is None or (said.name in _SHOWN_HERE and said.name != "undo")
    command = None if said is None or is_look else _by_courtesy_or_reader(meant, said)
    is_meant = command is not None and not isinstance(command, Misunderstood | BadNumber | Clarify)
    return Clarify(about(text), ClarifyReason.SPELLING.value, (meant,)) if is_meant else None


def _misunderstood(text: str, said: Said | None) -> Command:
    """No deed: the likely commands, with the numbers typed where there are any."""
    row = Row(text, tokens_of(text[:LONGEST_SENTENCE]), 0, len(text), len(text))
    start = skip_front(row)
    suggestions = likely_names(text[row.tokens[start].start :] if 0 < start < row.size else text, said)
    numbers = numbers_anywhere(row, 0, row.size)[:3]
    names = [name for name in suggestions if name in DEEDS or name == "task"] or ["task", "done"]
    if not numbers or (said and said.name not in _READ_HERE):
        return Misunderstood(text, suggestions)
    options = tuple(option for name in names for option in typed_each(name, numbers))
    return Clarify(about(text), ClarifyReason.UNREAD_WORDS.value, options)


GRAMMAR = Grammar(read_command, read_answer, renumbered)  # what the office needs to understand answers


def _only_numbers(text: str) -> tuple[int, ...]:
    """The numbers when nothing else was typed: "5", "3 và 5", "việc 3", "60%"; a word of courtesy is nothing else."""
    share = _SHARE.fullmatch(text)
    if share:
        return (int(share["value"]),)
    return () if rows_named(text) else only_numbers(text)
