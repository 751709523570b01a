"""The pages of all messages, written by the real code: `python -m tests.samples.page` writes docs/vi/tin-nhan.md and
docs/en/messages.md. An old habit, the output sent to the first of them, still ends with both as they are to be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.messages import Response
from domain.messages.pressed import INERT
from tests.samples import everything as samples
from wording.buttons import shown_option
from wording.languages import CATALOGUES
from wording.messages import Capabilities, Message
from wording.render import render

DOCS = Path(__file__).parents[2] / "docs"
# The picture is left out: a page of text shows its caption.
WITH_BUTTONS = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
TEXT_ONLY = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0, hears_replies=False
)


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """One language of the messages: where its page lies and what stands between the messages."""

    language: str
    path: Path
    introduction: str
    told: str
    refused: str
    without_buttons: str


VIETNAMESE = MessagesPage(
    "vi",
    DOCS / "vi" / "tin-nhan.md",
    """# Tin nhắn của dondoc

Trang này do chương trình tự viết ra; một phép thử so sánh để trang luôn đúng với tin nhắn thật. Ví dụ lấy từ kế hoạch
mẫu, sáng thứ Sáu, 10/4/2026; tên người là tên đặt ra. Trong ngoặc vuông là nút bấm (Telegram), sau mũi tên là câu gõ
tay có tác dụng như nút. Kênh không có nút (Zalo) nhận cùng nội dung, với các câu gõ tay ở cuối tin.
""",
    "Thông báo và trả lời",
    "Khi chưa thực hiện được",
    "Trên kênh không có nút (Zalo)",
)
ENGLISH = MessagesPage(
    "en",
    DOCS / "en" / "messages.md",
    """# The messages of dondoc

The program writes this page itself; a test compares it, so it is always what is really sent. The examples are of the
sample plan, on the morning of Fri 10 Apr 2026; the people are invented. A button (Telegram) stands in square brackets,
behind the arrow what can be typed instead. A channel without buttons (Zalo) gets the same text, and what to type at its
end. In Vietnamese: [tin-nhan.md](../vi/tin-nhan.md).
""",
    "Notices and answers",
    "What could not be done",
    "On a channel without buttons (Zalo)",
)
_WITHOUT_BUTTONS: tuple[Response, ...] = (samples.ONE_TASK_DIGEST, samples.OFFICER_DIGEST, samples.STATUS)


def page(of: MessagesPage = VIETNAMESE) -> str:
    """The whole page as Markdown; each message stands under its first words, its class in a comment."""
    parts = [of.introduction, f"## {of.told}\n"]
    parts += [_section(response, of, WITH_BUTTONS) for response in samples.NOTICES]
    parts += [f"## {of.refused}\n"]
    parts += [_section(response, of, WITH_BUTTONS) for response in samples.REFUSALS]
    parts += [f"## {of.without_buttons}\n"]
    parts += [_section(response, of, TEXT_ONLY) for response in _WITHOUT_BUTTONS]
    return "\n".join(parts)


def _section(response: Response, of: MessagesPage, capabilities: Capabilities) -> str:
    message = render([response], of.language, capabilities)
    first = message.text.splitlines()[0] if message.text else "…"
    shown = "\n".join(["```text", message.text, *_buttons(message, of.language), "```\n"])
    return f"### {first} <!-- {type(response).__name__} -->\n\n{shown}"


def _buttons(message: Message, language: str) -> Iterator[str]:
    if message.buttons:
        yield ""
    for row in message.buttons:
        yield "  ".join(_button(button.label, button.typed, language) for button in row)


def _button(label: str, typed: str, language: str) -> str:
    """A button beside what may be typed instead; what only a button says ("page:2", "overdue") is left out."""
    if typed == INERT or not re.fullmatch(r"[a-z]+(?: [\d %]+)?", typed):
        return f"[{label}]"
    shown = shown_option(f"/{typed}", CATALOGUES[language].command)
    return f"[{label} → {shown}]"


def write() -> None:
    """Write the pages of both languages."""
    for each in (VIETNAMESE, ENGLISH):
        each.path.parent.mkdir(exist_ok=True)
        each.path.write_text(page(each), encoding="utf-8")


if __name__ == "__main__":
    write()
