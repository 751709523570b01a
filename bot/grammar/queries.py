"""Reads questions in free words ("việc nào quá hạn?", "UBND phường thế nào rồi"), which change nothing."""

import re

from bot.grammar import phrases
from bot.grammar.clauses import skip_back, skip_front
from bot.grammar.phrases import folded
from bot.grammar.tokens import QUESTION, ClauseTokens, Kind, tokens_of
from domain.interpretations import ClarifyReason, about
from domain.messages import Command
from domain.messages.accounts import ShowHelp
from domain.messages.questions import Clarify
from domain.messages.reports import ShowStatus
from domain.messages.requests import ListRequests
from domain.messages.search import TurnPage
from domain.messages.tasks import ListTasks, ListWaiting, ShowTask

LONGEST = 120
_N = r"(?:viec|nhiem vu|task|muc|tt|cong viec|dau viec)(?: so)? (?P<number>\d{1,6})"
_WHEN = r"(?:hom nay|sang nay|tuan nay|thang nay|tuan sau|tuan toi|ngay mai|mai)"
_WHEN_ENGLISH = r"(?:today|tomorrow|this week|next week|this month)"
_ABOUT_DAYS = r"(?: (?:toi|em|minh|ban|ban em|don vi|co|phai|can|nhung|cac|viec|lam|gi|nao|den han|toi han|han|la))*"
_TASKS = r"(?:viec|nhiem vu)"
_WHICH = rf"(?:(?:co |nhung |cac )?{_TASKS}(?: nao| gi)? )?"
_WHICH_DAY = r"(?: ngay nao| bao gio| khi nao| hom nao| ngay may)?"
_WAITS = r"(?:co )?(?:viec nao |gi |nhung viec )?(?:dang )?"
_HOW = r"(?:cham|tre|no|chua lam|chua xong|chua bao cao|chua nhan|chua nop|tot|nhanh)"
# Each pattern for the whole of what was said, folded and without courtesy.
_PATTERNS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (TurnPage, (r"(?:xem )?(?:trang|page)(?: so)? (?P<page>\d{1,3})", r"(?:xem )?trang truoc", r"previous(?: page)?")),
    (
        ListTasks,
        (
            rf"{_WHEN}{_ABOUT_DAYS}",
            rf"(?:cac |nhung )?{_TASKS}(?: den han| toi han| can lam| phai lam)? {_WHEN}",
            rf"{_WHICH}(?:da |dang |bi )?(?:qua han|tre han|sap den han)(?: roi| chua lam| chua xong)?(?: khong)?",
            r"what'?s overdue",
            r"overdue(?: tasks)?",
            rf"(?:tasks )?(?:due )?{_WHEN_ENGLISH}(?:'?s tasks)?",
            r"upcoming(?: tasks)?",
            r"due soon",
            r"(?:co )?gi qua han(?: khong)?",
            rf"(?:danh sach )?(?:cac )?{_TASKS} (?:con lai|chua xong|chua lam|dang lam|cua em|cua toi)",
            r"(?:toi |em )?con (?:nhung )?viec (?:nao|gi)",
        ),
    ),
    (
        ShowStatus,
        (
            r"ai (?:trong \w+ |dang |con )*(?:cham|chua lam|chua xong|chua bao cao|tre|chua nhan)(?: viec| nhat)?",
            rf"(?:nhung |cac )?(?:don vi|phong|ban|co quan) nao (?:con |dang |lam )?{_HOW}(?: nhat| han| viec)?",
            r"tinh hinh (?:cham|chung the nao|chung ra sao|the nao roi|hom nay|tuan nay)",
            r"tien do (?:the nao|ra sao|chung|sao)(?: roi)?",
            r"ai (?:dang |phai )?(?:lam|phu trach) (?:viec )?(?:gi|viec gi|viec nao)",
        ),
    ),
    (
        ShowTask,
        (
            rf"(?:thoi )?(?:han|deadline)(?: cua| cuoi)? {_N}(?: la)?{_WHICH_DAY}(?: vay| the| a)*",
            rf"(?:cho )?(?:em |toi |anh |minh )?xem(?: giup em| giup| lai)? {_N}",
            rf"tinh hinh {_N}",
            rf"(?:ai|don vi nao|phong nao|ban nao) (?:dang )?(?:phu trach|chu tri|lam|duoc giao) {_N}",
            rf"{_N} (?:do )?(?:ai|don vi nao) (?:dang )?(?:phu trach|chu tri|lam|duoc giao)",
            rf"{_N} (?:the nao|sao|den dau|ra sao|lam den dau)(?: roi)?",
        ),
    ),
    (ListWaiting, (rf"{_WAITS}cho xac nhan(?: khong| the| a)*",)),
    (ListRequests, (rf"{_WAITS}cho duyet(?: khong| the| a)*",)),
    (ShowHelp, (r"giup (?:toi|em|minh)", r"help(?: me)?", r"huong dan (?:em|toi|minh)", r"(?:em|toi) can giup")),
)
_WHO_DOES_WHAT = re.compile(r"ai .*(?:lam|phu trach) (?:viec )?(?:gi|nao)|ai .*viec (?:gi|nao)")
_WHO_IS_LATE = re.compile(r"ai .*(?:cham|chua lam|chua xong|tre)(?: viec| nhat)?")
_DUES = (
    ("sap den han|upcoming|due soon", "soon"),
    ("qua han|tre han|overdue", "overdue"),
    ("hom nay|sang nay|today", "today"),
    ("ngay mai|mai|tomorrow", "tomorrow"),
    ("tuan nay|this week", "week"),
    ("tuan sau|tuan toi|next week", "next_week"),
    ("thang nay|this month", "month"),
)
_QUERIES = tuple((re.compile(pattern), kind) for kind, patterns in _PATTERNS for pattern in patterns)
_AWAY = re.compile(
    r"(?P<when>mai|ngay mai|ngay kia|tuan sau|tuan toi|hom nay|chieu nay|thu \w+(?: tuan sau| tuan toi)?)"
    r"(?: toi| em| minh)?(?: xin| se| duoc)?(?: di)? (?:nghi phep|nghi|vang|vang mat|cong tac)(?: a| phep)*"
)
_DAY = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
_AWAY_FROM = re.compile(
    rf"(?:toi |em |minh )?(?:se |xin |phai |duoc )*(?:di )?(?:cong tac|hop|hoc|tap huan|nghi phep|nghi om|nghi|om"
    rf"|vang mat|vang)(?: tu)?(?: ngay)? (?P<first>{_DAY})(?:(?: den| toi| -)?(?: het)?(?: ngay)? (?P<last>{_DAY}))?"
)
_WHEN_TYPED = {
    "mai": "mai", "ngay mai": "mai", "tuan sau": "tuần sau", "tuan toi": "tuần sau", "hom nay": "hôm nay",
}  # fmt: skip


def read_query(text: str) -> Command | None:
    """Returns the command that shows what the text asks to see; None when it asks for nothing known."""
    if len(text) > LONGEST or "\n" in text:
        return None
    clause, start, end = _core(text)
    if start >= end:
        return None
    for first in dict.fromkeys((0, start)):  # "đơn vị nào chậm nhất" begins like a subject
        said = " ".join(folded(word) for word in clause.words[first:end] if word not in QUESTION)
        for pattern, kind in _QUERIES:
            if found := pattern.fullmatch(said):
                if kind is ListTasks:
                    return ListTasks(due=_due_in(said))
                if kind is TurnPage:
                    return _turned(found.groupdict().get("page"))
                return ShowTask(int(found["number"])) if kind is ShowTask else _shown(kind, said)
    return None


def _due_in(said: str) -> str:
    """The days that a question about tasks is about: "hom nay co viec gi" -> "today"; "" for all open tasks."""
    return next((due for words, due in _DUES if re.search(rf"\b(?:{words})\b", said)), "")


def _turned(page: str | None) -> Command:
    return TurnPage(step=-1) if page is None else TurnPage(int(page))


def _shown(kind: type, said: str) -> Command:
    makes: dict[type, Command] = {
        ShowStatus: ShowStatus(view=_view(said)),
        ListWaiting: ListWaiting(), ListRequests: ListRequests(), ShowHelp: ShowHelp(),
    }  # fmt: skip
    return makes[kind]


def _view(said: str) -> str:
    if _WHO_DOES_WHAT.match(said):
        return "by_unit"
    return "overdue" if _WHO_IS_LATE.fullmatch(said) else ""


def read_unit_query(text: str) -> Command | None:
    """ "UBND phường thế nào rồi", "bên Ban Xây dựng Đảng sao rồi", "việc UBND phường": the figures of that unit."""
    if len(text) > LONGEST or "\n" in text:
        return None
    clause, start, end = _core(text)
    length = phrases.BEHIND_UNITS.before(clause.words, end, start)
    leader = phrases.BEFORE_UNITS.at(clause.words, start, end)[1]
    first, last = start + leader, end - length
    if not (length or leader) or last - first < 1 or last - first > 7:
        return None
    names = clause.words[first:last]
    is_unit = names[0][:1].isupper() or _is_kind_of_unit(clause, first, last)
    is_name = is_unit and all(clause.kind(at) is Kind.WORD for at in range(first, last))
    if not is_name or phrases.COMMANDS.at(clause.words, first, last)[1]:
        return None
    return ShowStatus(unit_name=text[clause.tokens[first].start : clause.tokens[last - 1].end])


def _is_kind_of_unit(clause: ClauseTokens, first: int, last: int) -> bool:
    """A kind of unit and its name in small letters: "công an phường"; the kind alone may be anybody's."""
    return 0 < phrases.UNIT_KINDS.at(clause.words, first, last)[1] < last - first


def read_absence_wish(text: str) -> Command | None:
    """ "tuần sau em nghỉ phép": asked, with the line to type."""
    if len(text) > LONGEST:
        return None
    clause, start, end = _core(text)
    said = " ".join(folded(word) for word in clause.words[start:end])
    found = _AWAY.fullmatch(said)
    when = _WHEN_TYPED.get(found["when"]) if found else None
    if days := _AWAY_FROM.fullmatch(said):
        when = "-".join(filter(None, (days["first"], days["last"])))
    return Clarify(about(text), ClarifyReason.UNREAD_WORDS.value, (f"nghỉ {when}",)) if when else None


def _core(text: str) -> tuple[ClauseTokens, int, int]:
    """Returns the tokens, and where they begin and end without courtesy."""
    clause = ClauseTokens(text, tokens_of(text), 0, len(text), len(text))
    start, end = skip_front(clause), skip_back(clause)
    while end > start and clause.is_mark(end - 1, QUESTION):
        end -= 1
    length = phrases.FAVOURS.before(clause.words, end, start + 1)
    said = folded(clause.words[start]) if start < clause.size else ""
    return clause, start, end if said in {"giup", "help"} else end - length
