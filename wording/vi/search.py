"""Search, in Vietnamese."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.search import FindTasks, NoListShown, SearchWordsMissing, TurnPage
from wording.search import SearchWords
from wording.words import CommandWords, Words

SEARCH = SearchWords(
    found="🔎 {count} có nội dung “{sought}”",
    nothing="🔎 Không có việc nào có nội dung “{sought}”. Đề nghị tìm bằng ít từ hơn, hoặc gõ “việc” để xem các việc.",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    TurnPage: CommandWords(
        typed="trang sau",
        does="xem trang sau của danh sách vừa xem; trang khác: trang 3, trang trước",
        menu="Trang sau của danh sách",
    ),
    FindTasks: CommandWords(
        typed="tìm biên chế",
        does="tìm việc theo từ trong nội dung, cả việc đã hoàn thành",
        menu="Tìm việc theo nội dung, ví dụ: tìm biên chế",
    ),
}


def _words_missing(_refusal: SearchWordsMissing, _: Words) -> str:
    return "Đồng chí muốn tìm nội dung gì? Ví dụ: tìm biên chế"


def _no_list_shown(_refusal: NoListShown, _: Words) -> str:
    return "Chưa có danh sách nào vừa xem. Gõ “việc” để xem các việc, hoặc “tìm” và nội dung cần tìm."
