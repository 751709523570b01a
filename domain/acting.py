"""What is done only when the line says all of it: what others act on at once is never taken from the talk before."""

from domain.messages import Command
from domain.messages.orders import AssignTask, CancelTask
from domain.messages.requests import AskExplanation, GrantRequest, RefuseRequest
from domain.names import fold

# Without its task such a command is answered with the complete one, to be typed or pressed.
NEVER_FROM_CONTEXT: frozenset[type[Command]] = frozenset(
    {GrantRequest, RefuseRequest, CancelTask, AssignTask, AskExplanation}
)
# Words that say nothing of why, without diacritics: "hủy việc 7 đi anh ơi", "hủy việc 7 giúp em được không".
_NO_REASON = frozenset({
    "di", "ngay", "luon", "giup", "ho", "cho", "voi", "nhe", "nha", "a", "da", "vang", "oi", "duoc", "khong", "thoi",
    "roi", "nay", "do", "vay", "xin", "nho", "de", "nghi", "anh", "chi", "em", "chau", "chu", "co", "bac", "toi",
    "minh", "dong", "sep", "ok", "please", "now", "thanks", "just",
})  # fmt: skip


def gives_reason(text: str) -> bool:
    """Whether a text says more than courtesy."""
    words = ("".join(letter if letter.isalnum() else " " for letter in text)).split()
    return any(fold(word) not in _NO_REASON for word in words)
