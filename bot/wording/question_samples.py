"""Examples of questions that dondoc asks itself, for the page of messages and for the tests."""

from domain import question_refusals as q
from domain.notices import Saying
from domain.question_notices import ClarificationAsked, QuestionDropped

QUESTION_NOTICES: tuple[Saying, ...] = (
    ClarificationAsked("xong 3 80%", "percent", ("tiendo 3 80%", "xong 3"), 12),
    ClarificationAsked("tuần này xong 9 nhé", "ordered", ("xong 9",), 13, "xong đã gửi"),
    ClarificationAsked("rằm này xong", "day"),
    QuestionDropped("tuần này xong 9 nhé"),
)
QUESTION_REFUSALS: tuple[Saying, ...] = (
    q.QuestionOver("xong đã gửi", "answered"),
    q.QuestionOver("xong đã gửi", "replaced"),
    q.QuestionOver("xong đã gửi", "expired"),
    q.QuestionOver("tuần này xong 9 nhé", "dropped"),
    q.QuestionOver("", "unknown"),
    q.WhichAnswer("xong đã gửi", ("/done 3: đã gửi", "/done 17: đã gửi"), 14),
    q.WhichAnswer("hủy việc 9 à", ("/cancel 9: đã lồng ghép vào việc 5",), 15),
    q.WhichAnswer("xong", (), 16),
)
