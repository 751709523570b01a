"""Finds which numbers of a clause name tasks and which count something: "xong 3", "xong 3 báo cáo"."""

from dataclasses import dataclass
from enum import StrEnum

from bot.grammar import phrases
from bot.grammar.parsed_input import MAX_NUMBERS, counts_something
from bot.grammar.phrases import UNSURE_NUMBERS, folded
from bot.grammar.tokens import QUESTION, ClauseTokens, Kind

MOST_IN_RANGE = 40
LONGEST_DOCUMENT_KIND = 5
LONGEST_SYLLABLE = 7  # letters: what is longer is no Vietnamese noun
_JOINING = frozenset(",;&+(")
_UNSURE = frozenset(folded(word) for word in UNSURE_NUMBERS)
_OTHER_WORDS = frozenset({"lam", "tu", "nam"})  # without its marks "lăm" is also "làm", "tư" also "từ"


class FollowRule(StrEnum):
    """Which words may follow a number that no task noun precedes, if the number is to name a task.

    STRICT: no noun. SURE: anything but a task noun. FREE: anything that is not counted. HINDRANCE: as STRICT, or what
    holds a task up. NAMES: as FREE, or a person's name.
    """

    STRICT = "strict"
    SURE = "sure"
    FREE = "free"
    HINDRANCE = "hindrance"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class TaskNumbers:
    """The task numbers read and the place behind them; `is_range`: "từ … đến" or a dash made them."""

    numbers: tuple[int, ...] = ()
    end: int = 0
    is_sure: bool = True
    is_range: bool = False
    has_noun: bool = False


def read_task_numbers(
    clause: ClauseTokens, start: int, end: int, follow: FollowRule = FollowRule.STRICT, most: int = MAX_NUMBERS
) -> TaskNumbers:
    """Reads every number from `start` on that names a task, until one more than `most` is found."""
    found: dict[int, None] = {}
    place, is_sure, is_range, has_noun = start, True, False, False
    while len(found) <= most:
        item = _item(clause, place, end, follow)
        if item is None:
            break
        found.update(dict.fromkeys(item.numbers))
        place, is_sure = item.end, is_sure and item.is_sure
        is_range, has_noun = is_range or item.is_range, has_noun or item.has_noun
        if place < end and clause.words[place] == ")":
            place += 1
    return TaskNumbers(tuple(found), place, is_sure, is_range, has_noun)


def _item(clause: ClauseTokens, start: int, end: int, follow: FollowRule) -> TaskNumbers | None:
    """Reads one number or range behind joining words and a task noun."""
    at = _skip_joiners(clause, start, end)
    is_all = at > start and folded(clause.words[at - 1]) == "ca" and clause.kind(at) is Kind.NUMBER  # "cả 3": all three
    from_length = phrases.FROM.at(clause.words, at, end)[1]
    at += from_length
    noun = phrases.NOUNS.at(clause.words, at, end)[1]
    is_ordinal = noun > 0 and phrases.ORDINALS.at(clause.words, at, end)[1] == noun
    at += noun
    if noun and at < end and clause.words[at] == "(":
        at += 1
    number, length, is_sure = spoken_number(clause, at, end, is_named=noun > 0, is_ordinal=is_ordinal)
    if clause.kind(at) is Kind.RANGE and at < end:
        return _range(clause, at, end, has_noun=noun > 0)
    if not length:
        return None
    after = at + length
    until = _until(clause, after, end, is_from=from_length > 0, is_named=noun > 0, follow=follow)
    if until is not None:
        high, after_high = until
        return _span_of(number, high, after_high, is_sure=is_sure, has_noun=noun > 0)
    if from_length:
        return None
    is_plain_number = clause.kind(at) is Kind.NUMBER
    if not (noun and is_plain_number) and not _may_follow(clause, after, end, follow):
        return None
    return TaskNumbers((number,), after, is_sure and not is_all, has_noun=noun > 0)


def _skip_joiners(clause: ClauseTokens, at: int, end: int) -> int:
    while at < end:
        if clause.kind(at) is Kind.MARK and clause.words[at] in _JOINING:
            at += 1
        elif length := phrases.JOINERS.at(clause.words, at, end)[1]:
            at += length
        else:
            break
    return at


def spoken_number(
    clause: ClauseTokens, at: int, end: int, *, is_named: bool, is_ordinal: bool
) -> tuple[int, int, bool]:
    """Returns (number, its tokens, whether it is surely one). Numbers in words need a task noun before them."""
    if at < end and clause.kind(at) is Kind.NUMBER:
        return clause.tokens[at].values[0], 1, True
    if not is_named or at >= end:
        return 0, 0, True
    value, length = _in_words(clause, at, end)
    is_unsure = is_ordinal and 2 <= value <= 7  # "thứ hai" is also Monday
    is_unsure = is_unsure or (length == 1 and folded(clause.words[at]) in _UNSURE)
    is_unsure = is_unsure or (length > 1 and clause.words[at + length - 1].casefold() in _OTHER_WORDS)
    return value, length, not is_unsure


def _in_words(clause: ClauseTokens, at: int, end: int) -> tuple[int, int]:
    if phrases.TENS.at(clause.words, at, end)[0] == "ten":
        later, length = phrases.LATER_WORDS.at(clause.words, at + 1, end)
        return 10 + int(later or 0), 1 + length
    digit, length = phrases.NUMBER_WORDS.at(clause.words, at, end)
    if not length:
        return 0, 0
    if phrases.TENS.at(clause.words, at + 1, end)[1]:
        later, more = phrases.LATER_WORDS.at(clause.words, at + 2, end)
        return 10 * int(digit) + int(later or 0), 2 + more
    return int(digit), 1


def _range(clause: ClauseTokens, at: int, end: int, *, has_noun: bool) -> TaskNumbers | None:
    low, high = clause.tokens[at].values
    if not _may_follow(clause, at + 1, end, FollowRule.STRICT):
        return None
    return _span_of(low, high, at + 1, is_sure=True, has_noun=has_noun)


def _span_of(low: int, high: int, end: int, *, is_sure: bool, has_noun: bool) -> TaskNumbers | None:
    if not 0 < low < high or high - low >= MOST_IN_RANGE:
        return None
    return TaskNumbers(tuple(range(low, high + 1)), end, is_sure, is_range=True, has_noun=has_noun)


def _until(
    clause: ClauseTokens, at: int, end: int, *, is_from: bool, is_named: bool, follow: FollowRule
) -> tuple[int, int] | None:
    """The end of "từ 3 đến 5" or "việc 3 đến 5": its number and where it ends."""
    length = phrases.UNTIL.at(clause.words, at, end)[1]
    if not length or not (is_from or (is_named and follow is FollowRule.STRICT)):
        return None
    at += length
    noun = phrases.NOUNS.at(clause.words, at, end)[1]
    number, size, _ = spoken_number(clause, at + noun, end, is_named=noun > 0, is_ordinal=False)
    after = at + noun + size
    return (number, after) if size and _may_follow(clause, after, end, FollowRule.STRICT) else None


# What is counted ("xong 3 báo cáo") is an open class: no list of nouns would ever be complete (docs/adr/0012).
def _may_follow(clause: ClauseTokens, at: int, end: int, follow: FollowRule) -> bool:
    """Whether the number before `at` can name a task; a noun behind it makes it a count."""
    if follow is FollowRule.NAMES and _names_somebody(clause, at, end):
        return True
    if follow is not FollowRule.SURE and phrases.COUNTED_PERSONS.at(clause.words, at, clause.size)[1]:
        return False
    if at >= end or clause.kind(at) in {Kind.NUMBER, Kind.RANGE, Kind.PERCENT, Kind.CODE}:
        return True
    if clause.is_mark(at) or clause.is_mark(at, QUESTION) or clause.words[at] in _JOINING or clause.words[at] == "/":
        return True
    return _word_may_follow(clause, at, end, follow)


def _names_somebody(clause: ClauseTokens, at: int, end: int) -> bool:
    """A capital letter, alone or behind a title: "giao 3 Lan", "giao 3 đồng chí Lan"; "giao 3 đồng chí" counts."""
    place = at + phrases.COUNTED_PERSONS.at(clause.words, at, end)[1] if at < end and clause.words[at].islower() else at
    return place < end and clause.words[place][:1].isupper() and clause.kind(place) is Kind.WORD


def _word_may_follow(clause: ClauseTokens, at: int, end: int, follow: FollowRule) -> bool:
    if follow is FollowRule.SURE:
        return not phrases.NOUNS.at(clause.words, at, end)[1]
    if follow in {FollowRule.FREE, FollowRule.NAMES}:
        return not _is_counted(clause, at, end)
    is_long = len(clause.words[at]) > LONGEST_SYLLABLE
    if follow is FollowRule.HINDRANCE and (is_long or phrases.HINDRANCES.at(clause.words, at, end)[1]):
        return True
    return _is_no_noun(clause, at, end)


def _is_counted(clause: ClauseTokens, at: int, end: int) -> bool:
    """A unit of measure, or a task noun that names no task: "3 việc", "5 triệu"."""
    noun = phrases.NOUNS.at(clause.words, at, end)[1]
    if noun:
        return clause.kind(at + noun) is not Kind.NUMBER
    if clause.words[at] == "ngay" and clause.has_marks:  # written "ngay", where the writer uses marks, is no "ngày"
        return False
    return counts_something(clause.text[clause.tokens[at].start :][:80])


def _leads_to_task(clause: ClauseTokens, at: int, end: int) -> bool:
    """A joining word or a noun before another task: "3 và 5", "3 việc 5"."""
    joined = _skip_joiners(clause, at, end)
    if (
        joined > at
        and joined < end
        and (clause.kind(joined) is Kind.NUMBER or phrases.NOUNS.at(clause.words, joined, end)[1])
    ):
        return True
    noun = phrases.NOUNS.at(clause.words, at, end)[1]
    return noun > 0 and at + noun < end and clause.kind(at + noun) is Kind.NUMBER


def _is_no_noun(clause: ClauseTokens, at: int, end: int) -> bool:
    words = clause.words
    if clause.text[clause.tokens[at].start :][:12].casefold().startswith(("phần trăm", "phan tram")) or _is_times(
        clause, at
    ):
        return False
    if _leads_to_task(clause, at, end):
        return True
    if phrases.MOODS.at(words, at, end)[0] not in {"", "ordered"}:
        return True
    closed = clause.skip(at, end, phrases.CLOSINGS, phrases.FAVOURS, marks=False)
    if closed > at:
        return (
            closed >= end
            or clause.is_mark(closed)
            or clause.is_mark(closed, QUESTION)
            or _is_no_noun(clause, closed, end)
        )
    return bool(
        _is_haste(clause, at, end)
        or phrases.NOTES.at(words, at, end)[1]
        or phrases.COMMANDS.at(words, at, end)[1]
        or phrases.NEARLY.at(words, at, end)[1]
        or _is_dated(clause, at)
        or is_document_number(clause, at)
        or 0 < phrases.SUBJECTS.at(words, at, end)[1] < end - at
    )


def _is_haste(clause: ClauseTokens, at: int, end: int) -> bool:
    """ "16, 17 ngay hôm nay" written with marks, "duyệt 3 đi": they hurry, and count nothing."""
    is_at_once = clause.words[at] == "ngay" and clause.has_marks
    return is_at_once or (folded(clause.words[at]) == "di" and clause.skip(at + 1, end, phrases.CLOSINGS) >= end)


def _is_times(clause: ClauseTokens, at: int) -> bool:
    """ "nhắc 3 lần rồi" counts; "xong 3 lần 2" does not."""
    return clause.words[at].casefold() == "lần" and clause.kind(at + 1) is not Kind.NUMBER


def is_document_number(clause: ClauseTokens, at: int) -> bool:
    """ "QĐ 12", "BC 120/BC-UBND": the kind of a document before its number."""
    word = clause.words[at]
    return word.isupper() and 1 < len(word) <= LONGEST_DOCUMENT_KIND and clause.kind(at + 1) in {Kind.NUMBER, Kind.CODE}


def _is_dated(clause: ClauseTokens, at: int) -> bool:
    """ "ngày 10/4" says when."""
    return folded(clause.words[at]) in {"ngay", "hom"} and clause.kind(at + 1) in {Kind.CODE, Kind.NUMBER}


def _is_of_document(clause: ClauseTokens, at: int) -> bool:
    """ "QĐ 12": the number of a document."""
    before = clause.words[at - 1] if at else ""
    is_noun = at > 0 and phrases.NOUNS.before(clause.words, at, 0) > 0
    return before.isupper() and 1 < len(before) <= 5 and not is_noun and clause.kind(at - 1) is Kind.WORD


def numbers_anywhere(clause: ClauseTokens, start: int, end: int) -> tuple[int, ...]:
    """Returns numbers that may name tasks: those behind a task noun, else those that count nothing."""
    named: dict[int, None] = {}
    others: dict[int, None] = {}
    for at in range(start, end):
        noun = phrases.NOUNS.at(clause.words, at, end)[1]
        if noun:
            value, length, _ = spoken_number(clause, at + noun, end, is_named=True, is_ordinal=False)
            further = read_task_numbers(clause, at, end, FollowRule.FREE).numbers  # "việc 2 và 7"
            named.update(dict.fromkeys(further or (value,)) if length else {})
        elif (
            clause.kind(at) is Kind.NUMBER
            and not _is_of_document(clause, at)
            and _may_follow(clause, at + 1, end, FollowRule.FREE)
        ):
            others[clause.tokens[at].values[0]] = None
    return tuple(named or others)[:8]
