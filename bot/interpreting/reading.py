"""From a text to its interpretation: the text in clauses, each read to its last word."""

import re
from dataclasses import dataclass

from bot.interpreting import vocabulary as v
from bot.interpreting.clauses import is_start, read_clause
from bot.interpreting.phrases import folded
from bot.interpreting.row import QUOTES, Row
from bot.interpreting.tokens import Kind, Token, tokens_of
from domain.interpretations import Interpretation, Mood

LOOK_AHEAD = 40  # tokens that decide whether a clause begins
_BOT = re.compile(r"@\w+")
_JOINING = frozenset({"va", "con", "roi", "thi", "and", "xong roi", "dong thoi", "ngoai ra"})
_PARTING = frozenset(",;.")


def interpret(text: str) -> Interpretation:
    """What the text means; its spans partition it. Total, and linear in the text."""
    tokens = tokens_of(_masked(text))
    starts = _starts(text, tokens)
    clauses = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        row = _row(text, tokens, first, last)
        clauses.append(read_clause(row))
    return Interpretation(text, tuple(clauses))


def _masked(text: str) -> str:
    """Without the name of a bot and quotes around all of it; of the same length."""
    masked = _BOT.sub(lambda match: " " * len(match.group()), text)
    stripped = masked.strip()
    if len(stripped) > 1 and stripped[0] in QUOTES and stripped[-1] in QUOTES:
        at = masked.index(stripped)
        masked = masked[:at] + " " + stripped[1:-1] + " " + masked[at + len(stripped) :]
    return masked


@dataclass(slots=True)
class _Cutter:
    """Finds where clauses begin."""

    text: str
    tokens: list[Token]
    has_command: bool = False
    has_number: bool = False

    def starts(self) -> list[int]:
        found, at = [0], 0
        while at < len(self.tokens):
            begin = self._after(at)
            if begin and begin < len(self.tokens) and self._begins(at, begin):
                found.append(begin)
                self.has_command = self.has_number = False
                at = begin
                continue
            self.has_command = self.has_command or self._is_command(at)
            self.has_number = self.has_number or bool(self.tokens[at].values)
            at += 1
        return found

    def _after(self, at: int) -> int:
        """Where a clause might begin when one ends with this token; 0 when none ends here."""
        token = self.tokens[at]
        if token.kind is Kind.LINE or token.word in _PARTING or folded(token.word) in _JOINING:
            begin = at + 1
            while begin < len(self.tokens) and folded(self.tokens[begin].word) in _JOINING:
                begin += 1
            return begin
        return at + 1 if self.has_command else 0

    def _begins(self, at: int, begin: int) -> bool:
        token, first = self.tokens[at], self.tokens[begin]
        if token.kind is Kind.LINE:
            return self._line_begins(begin)
        if first.kind is Kind.MARK and first.word in _PARTING:
            return False
        is_task_of_it = folded(token.word) == "roi" and not self.has_number  # "xong rồi việc 3"
        if not self.has_command or is_task_of_it:
            return False
        row = self._ahead(begin)
        if token.word in _PARTING or folded(token.word) in _JOINING:
            is_parted = any(folded(each.word) == "con" for each in self.tokens[at:begin])
            may_go_on = first.kind is Kind.NUMBER and token.word not in ";." and not is_parted and self._goes_on(at)
            return not may_go_on and is_start(row, is_parted=is_parted)
        if token.kind not in {Kind.NUMBER, Kind.PERCENT} or not v.COMMANDS.at(row.words, 0, row.size)[1]:
            return False
        return is_start(row)

    def _goes_on(self, at: int) -> bool:
        """ "nhận 5 và 7 xong": whose task 7 is cannot be told, so that nothing is cut and the clause is asked about."""
        first = max(0, at - LOOK_AHEAD)
        words = [token.word for token in self.tokens[first:at]]
        end, is_number = len(words), False
        while end > 0:
            token = self.tokens[first + end - 1]
            is_target = token.kind in {Kind.NUMBER, Kind.MARK}
            length = 1 if is_target else max(v.NOUNS.before(words, end, 0), v.JOINERS.before(words, end, 0))
            if not length:
                break
            is_number = is_number or token.kind is Kind.NUMBER
            end -= length
        return is_number and v.COMMANDS.before(words, end, 0) > 0

    def _line_begins(self, begin: int) -> bool:
        row = self._ahead(begin)
        if is_start(row, is_parted=True) or (row.is_slashed and v.COMMANDS.at(row.words, 0, row.size)[1]):
            return True
        clause = read_clause(self._ahead(begin))
        return clause.command is not None or (clause.mood is Mood.DENIED and clause.reason is not None)

    def _ahead(self, begin: int) -> Row:
        end = min(begin + LOOK_AHEAD, len(self.tokens))
        stop = next((n for n in range(begin, end) if self.tokens[n].kind is Kind.LINE), end)
        return _row(self.text, self.tokens, begin, stop)

    def _is_command(self, at: int) -> bool:
        words = [token.word for token in self.tokens[at : at + 5]]
        return v.COMMANDS.at(words, 0, len(words))[1] > 0 or self.tokens[at].kind is Kind.PERCENT


def _starts(text: str, tokens: list[Token]) -> list[int]:
    return _Cutter(text, tokens).starts()


def _row(text: str, tokens: list[Token], first: int, last: int) -> Row:
    """The clause from token `first` up to `last`: without the number of a list, the slash, joining words at its end."""
    span_start = tokens[first].start if first and first < len(tokens) else 0
    span_end = tokens[last].start if last < len(tokens) else len(text)
    begin, end = first, last
    if _is_list_number(tokens, begin, last):
        begin += 2
    is_slashed = begin < last and tokens[begin].word in "/／" and tokens[begin].kind is Kind.MARK
    begin += is_slashed
    while last < len(tokens) and end > begin and _is_joint(tokens[end - 1]):
        end -= 1
    text_end = tokens[end - 1].end if end > begin and last < len(tokens) else span_end
    return Row(text, tokens[begin:end], span_start, text_end, span_end, is_slashed=is_slashed)


def _is_joint(token: Token) -> bool:
    return token.kind is Kind.LINE or token.word in _PARTING or folded(token.word) in {"va", "con", "and", "thi"}


def _is_list_number(tokens: list[Token], at: int, last: int) -> bool:
    """ "1. xong 3": the number of a point, behind which another number stands."""
    if at + 2 >= last or tokens[at].kind is not Kind.NUMBER or tokens[at + 1].word not in {".", ")"}:
        return False
    is_at_line = at == 0 or tokens[at - 1].kind is Kind.LINE
    has_number = any(token.kind is Kind.NUMBER for token in tokens[at + 2 : min(last, at + 12)])
    return is_at_line and has_number
