"""Which numbers of a clause name tasks: where a task can stand, and nowhere else."""

from dataclasses import dataclass
from enum import StrEnum

from bot.grammar import vocabulary as v
from bot.grammar.parsed_input import MAX_NUMBERS, counts_something
from bot.grammar.tokens import QUESTION, Kind, Row
from bot.grammar.vocabulary import UNSURE_NUMBERS, folded

MOST_IN_RANGE = 40
LONGEST_PAPER = 5
LONGEST_SYLLABLE = 7  # letters: what is longer is no Vietnamese noun
_JOINING = frozenset(",;&+(")
_UNSURE = frozenset(folded(word) for word in UNSURE_NUMBERS)
_OTHER_WORDS = frozenset({"lam", "tu", "nam"})  # without its marks "lăm" is also "làm", "tư" also "từ"


class Follow(StrEnum):
    """What may follow a number without a task noun before it, so that it names a task."""

    STRICT = "strict"
    SURE = "sure"
    FREE = "free"
    HINDRANCE = "hindrance"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Targets:
    """The numbers read, where they end, whether any is doubtful, and whether "from … to" or a dash made them."""

    numbers: tuple[int, ...] = ()
    end: int = 0
    is_sure: bool = True
    is_range: bool = False
    has_noun: bool = False


def read_targets(row: Row, start: int, end: int, follow: Follow = Follow.STRICT, most: int = MAX_NUMBERS) -> Targets:
    """Every number from here on that names a task; none when no task can stand here."""
    found: dict[int, None] = {}
    place, is_sure, is_range, has_noun = start, True, False, False
    while len(found) <= most:
        item = _item(row, place, end, follow)
        if item is None:
            break
        found.update(dict.fromkeys(item.numbers))
        place, is_sure = item.end, is_sure and item.is_sure
        is_range, has_noun = is_range or item.is_range, has_noun or item.has_noun
        if place < end and row.words[place] == ")":
            place += 1
    return Targets(tuple(found), place, is_sure, is_range, has_noun)


def _item(row: Row, start: int, end: int, follow: Follow) -> Targets | None:
    """One number or range behind joining words and a task noun."""
    at = _skip_joiners(row, start, end)
    is_all = at > start and folded(row.words[at - 1]) == "ca" and row.kind(at) is Kind.NUMBER  # "cả 3": all three
    from_length = v.FROM.at(row.words, at, end)[1]
    at += from_length
    noun = v.NOUNS.at(row.words, at, end)[1]
    is_ordinal = noun > 0 and v.ORDINALS.at(row.words, at, end)[1] == noun
    at += noun
    if noun and at < end and row.words[at] == "(":
        at += 1
    number, length, is_sure = spoken_number(row, at, end, is_named=noun > 0, is_ordinal=is_ordinal)
    if row.kind(at) is Kind.RANGE and at < end:
        return _range(row, at, end, has_noun=noun > 0)
    if not length:
        return None
    after = at + length
    until = _until(row, after, end, is_from=from_length > 0, is_named=noun > 0, follow=follow)
    if until is not None:
        high, after_high = until
        return _span_of(number, high, after_high, is_sure=is_sure, has_noun=noun > 0)
    if from_length:
        return None
    is_plain_number = row.kind(at) is Kind.NUMBER
    if not (noun and is_plain_number) and not may_follow(row, after, end, follow):
        return None
    return Targets((number,), after, is_sure and not is_all, has_noun=noun > 0)


def _skip_joiners(row: Row, at: int, end: int) -> int:
    while at < end:
        if row.kind(at) is Kind.MARK and row.words[at] in _JOINING:
            at += 1
        elif length := v.JOINERS.at(row.words, at, end)[1]:
            at += length
        else:
            break
    return at


def spoken_number(row: Row, at: int, end: int, *, is_named: bool, is_ordinal: bool) -> tuple[int, int, bool]:
    """(number, how many tokens, whether it is surely one); words count behind a task noun only."""
    if at < end and row.kind(at) is Kind.NUMBER:
        return row.tokens[at].values[0], 1, True
    if not is_named or at >= end:
        return 0, 0, True
    value, length = _in_words(row, at, end)
    is_unsure = is_ordinal and 2 <= value <= 7  # "thứ hai" is also Monday
    is_unsure = is_unsure or (length == 1 and folded(row.words[at]) in _UNSURE)
    is_unsure = is_unsure or (length > 1 and row.words[at + length - 1].casefold() in _OTHER_WORDS)
    return value, length, not is_unsure


def _in_words(row: Row, at: int, end: int) -> tuple[int, int]:
    if v.TENS.at(row.words, at, end)[0] == "ten":
        later, length = v.LATER_WORDS.at(row.words, at + 1, end)
        return 10 + int(later or 0), 1 + length
    digit, length = v.NUMBER_WORDS.at(row.words, at, end)
    if not length:
        return 0, 0
    if v.TENS.at(row.words, at + 1, end)[1]:
        later, more = v.LATER_WORDS.at(row.words, at + 2, end)
        return 10 * int(digit) + int(later or 0), 2 + more
    return int(digit), 1


def _range(row: Row, at: int, end: int, *, has_noun: bool) -> Targets | None:
    low, high = row.tokens[at].values
    if not may_follow(row, at + 1, end, Follow.STRICT):
        return None
    return _span_of(low, high, at + 1, is_sure=True, has_noun=has_noun)


def _span_of(low: int, high: int, end: int, *, is_sure: bool, has_noun: bool) -> Targets | None:
    if not 0 < low < high or high - low >= MOST_IN_RANGE:
        return None
    return Targets(tuple(range(low, high + 1)), end, is_sure, is_range=True, has_noun=has_noun)


def _until(row: Row, at: int, end: int, *, is_from: bool, is_named: bool, follow: Follow) -> tuple[int, int] | None:
    """The end of "từ 3 đến 5" or "việc 3 đến 5": its number and where it ends."""
    length = v.UNTIL.at(row.words, at, end)[1]
    if not length or not (is_from or (is_named and follow is Follow.STRICT)):
        return None
    at += length
    noun = v.NOUNS.at(row.words, at, end)[1]
    number, size, _ = spoken_number(row, at + noun, end, is_named=noun > 0, is_ordinal=False)
    after = at + noun + size
    return (number, after) if size and may_follow(row, after, end, Follow.STRICT) else None


def may_follow(row: Row, at: int, end: int, follow: Follow) -> bool:
    """Whether what stands here leaves the number before it a task's; a noun makes it a count."""
    if follow is Follow.NAMES and _names_somebody(row, at, end):
        return True
    if follow is not Follow.SURE and v.COUNTED_PERSONS.at(row.words, at, row.size)[1]:
        return False
    if at >= end or row.kind(at) in {Kind.NUMBER, Kind.RANGE, Kind.PERCENT, Kind.CODE}:
        return True
    if row.is_mark(at) or row.is_mark(at, QUESTION) or row.words[at] in _JOINING or row.words[at] == "/":
        return True
    return _word_may_follow(row, at, end, follow)


def _names_somebody(row: Row, at: int, end: int) -> bool:
    """A capital letter, alone or behind a title: "giao 3 Lan", "giao 3 đồng chí Lan"; "giao 3 đồng chí" counts."""
    place = at + v.COUNTED_PERSONS.at(row.words, at, end)[1] if at < end and row.words[at].islower() else at
    return place < end and row.words[place][:1].isupper() and row.kind(place) is Kind.WORD


def _word_may_follow(row: Row, at: int, end: int, follow: Follow) -> bool:
    if follow is Follow.SURE:
        return not v.NOUNS.at(row.words, at, end)[1]
    if follow in {Follow.FREE, Follow.NAMES}:
        return not _is_counted(row, at, end)
    is_long = len(row.words[at]) > LONGEST_SYLLABLE
    if follow is Follow.HINDRANCE and (is_long or v.HINDRANCES.at(row.words, at, end)[1]):
        return True
    return _is_no_noun(row, at, end)


def _is_counted(row: Row, at: int, end: int) -> bool:
    """A unit of measure, or a task noun that names no task: "3 việc", "5 triệu"."""
    noun = v.NOUNS.at(row.words, at, end)[1]
    if noun:
        return row.kind(at + noun) is not Kind.NUMBER
    if row.words[at] == "ngay" and row.has_marks:  # written "ngay", where the writer uses marks, is no "ngày"
        return False
    return counts_something(row.text[row.tokens[at].start :][:80])


def _leads_to_task(row: Row, at: int, end: int) -> bool:
    """A joining word or a noun before another task: "3 và 5", "3 việc 5"."""
    joined = _skip_joiners(row, at, end)
    if joined > at and joined < end and (row.kind(joined) is Kind.NUMBER or v.NOUNS.at(row.words, joined, end)[1]):
        return True
    noun = v.NOUNS.at(row.words, at, end)[1]
    return noun > 0 and at + noun < end and row.kind(at + noun) is Kind.NUMBER


def _is_no_noun(row: Row, at: int, end: int) -> bool:
    words = row.words
    if row.text[row.tokens[at].start :][:12].casefold().startswith(("phần trăm", "phan tram")) or _is_times(row, at):
        return False
    if _leads_to_task(row, at, end):
        return True
    if v.MOODS.at(words, at, end)[0] not in {"", "ordered"}:
        return True
    closed = row.skip(at, end, v.CLOSINGS, v.FAVOURS, marks=False)
    if closed > at:
        return closed >= end or row.is_mark(closed) or row.is_mark(closed, QUESTION) or _is_no_noun(row, closed, end)
    return bool(
        _is_haste(row, at, end)
        or v.NOTES.at(words, at, end)[1]
        or v.COMMANDS.at(words, at, end)[1]
        or v.NEARLY.at(words, at, end)[1]
        or _is_dated(row, at)
        or is_paper(row, at)
        or 0 < v.SUBJECTS.at(words, at, end)[1] < end - at
    )


def _is_haste(row: Row, at: int, end: int) -> bool:
    """ "16, 17 ngay hôm nay" written with marks, "duyệt 3 đi": they hurry, and count nothing."""
    is_at_once = row.words[at] == "ngay" and row.has_marks
    return is_at_once or (folded(row.words[at]) == "di" and row.skip(at + 1, end, v.CLOSINGS) >= end)


def _is_times(row: Row, at: int) -> bool:
    """ "nhắc 3 lần rồi" counts; "xong 3 lần 2" does not."""
    return row.words[at].casefold() == "lần" and row.kind(at + 1) is not Kind.NUMBER


def is_paper(row: Row, at: int) -> bool:
    """ "QĐ 12", "BC 120/BC-UBND": the kind of a paper before its number."""
    word = row.words[at]
    return word.isupper() and 1 < len(word) <= LONGEST_PAPER and row.kind(at + 1) in {Kind.NUMBER, Kind.CODE}


def _is_dated(row: Row, at: int) -> bool:
    """ "ngày 10/4" says when."""
    return folded(row.words[at]) in {"ngay", "hom"} and row.kind(at + 1) in {Kind.CODE, Kind.NUMBER}


def _is_of_document(row: Row, at: int) -> bool:
    """ "QĐ 12": the number of a paper."""
    before = row.words[at - 1] if at else ""
    is_noun = at > 0 and v.NOUNS.before(row.words, at, 0) > 0
    return before.isupper() and 1 < len(before) <= 5 and not is_noun and row.kind(at - 1) is Kind.WORD


def numbers_anywhere(row: Row, start: int, end: int) -> tuple[int, ...]:
    """Numbers that may name tasks, wherever they stand: those behind a task noun, else those that count nothing."""
    named: dict[int, None] = {}
    others: dict[int, None] = {}
    for at in range(start, end):
        noun = v.NOUNS.at(row.words, at, end)[1]
        if noun:
            value, length, _ = spoken_number(row, at + noun, end, is_named=True, is_ordinal=False)
            further = read_targets(row, at, end, Follow.FREE).numbers  # "việc 2 và 7"
            named.update(dict.fromkeys(further or (value,)) if length else {})
        elif row.kind(at) is Kind.NUMBER and not _is_of_document(row, at) and may_follow(row, at + 1, end, Follow.FREE):
            others[row.tokens[at].values[0]] = None
    return tuple(named or others)[:8]
