"""What came without a task's number and waits for it, as one remark; the same in each language but for one word."""

from domain.messages.questions import WhichTask
from wording.text import shorten

LONGEST = 120  # characters: enough to be recognised


def kept(asked: WhichTask, note: str) -> str:
    """Shown behind the question, so that nobody types it again: " (60%, ghi chú: chờ chữ ký)."."""
    share = f"{asked.percent}%" if asked.percent is not None else ""
    words = f"{note}: {shorten(asked.words, LONGEST)}" if asked.words else ""
    remarks = ", ".join(part for part in (share, words) if part)
    return f" ({remarks})." if remarks else ""
