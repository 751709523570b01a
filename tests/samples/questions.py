"""Examples of questions that dondoc asks itself, for the page of messages and for the tests."""

from datetime import date

from domain.followed_plans import PaperRow, RowOption
from domain.messages import Response
from domain.messages.questions import ClarificationAsked, QuestionDropped, QuestionOver, WhichAnswer

_REVIEW = RowOption(3, "Rà soát, đánh giá tổng thể đội ngũ cán bộ", PaperRow("3", None, date(2026, 4, 9), "#1"))
_PUBLISH = RowOption(21, "Niêm yết công khai thủ tục hành chính", PaperRow("3", "45-KH/ĐU", date(2026, 5, 4), "45"))
_INSPECT = RowOption(22, "Kiểm tra hồ sơ lưu trữ", PaperRow("9", "45-KH/ĐU", date(2026, 5, 4), "45"))
QUESTION_NOTICES: tuple[Response, ...] = (
    ClarificationAsked("xong 3 80%", "percent", ("tiến độ 3 80", "xong 3"), 12),
    ClarificationAsked("tuần này xong 9 nhé", "ordered", ("xong 9",), 13, "xong đã gửi"),
    ClarificationAsked("rằm này xong", "day"),
    QuestionDropped("tuần này xong 9 nhé"),
    ClarificationAsked("xong mục 3", "which_row", ("xong 3", "xong 21"), 17, papers=(_REVIEW, _PUBLISH)),
    ClarificationAsked("xong 9", "which_row", ("xong 22",), 18, papers=(_INSPECT,)),
    ClarificationAsked("xong mục 3 KH 12", "row_not_there", ("xong 3", "xong 21"), 19, papers=(_REVIEW, _PUBLISH)),
    ClarificationAsked("xong mục 3 KH 99", "no_such_plan", ("xong 21",), 20, papers=(_PUBLISH,)),
)
QUESTION_REFUSALS: tuple[Response, ...] = (
    QuestionOver("xong đã gửi", "answered"),
    QuestionOver("xong đã gửi", "replaced"),
    QuestionOver("xong đã gửi", "expired"),
    QuestionOver("tuần này xong 9 nhé", "dropped"),
    QuestionOver("", "unknown"),
    WhichAnswer("xong đã gửi", ("/done 3: đã gửi", "/done 17: đã gửi"), 14),
    WhichAnswer("hủy việc 9 à", ("/cancel 9: đã lồng ghép vào việc 5",), 15),
    WhichAnswer("xong", (), 16),
)
