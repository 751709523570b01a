"""The page of all messages (docs/vi/tin-nhan.md), written by the real code: `python -m tests.samples.page`."""

import sys
from collections.abc import Iterator

from domain.messages import Response
from tests.samples import everything as samples
from wording.messages import Capabilities, Message
from wording.render import render

# The picture is left out: a page of text shows its caption.
WITH_BUTTONS = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)
TEXT_ONLY = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0, hears_replies=False
)

_INTRODUCTION = """# Tin nhắn của dondoc

Trang này do chương trình tự viết ra từ chính mã đang chạy (`python -m tests.samples.page`); một phép thử so sánh để
trang luôn đúng. Ví dụ lấy từ kế hoạch mẫu, sáng thứ Sáu, 10/4/2026; tên người là tên đặt ra. Trong ngoặc vuông là nút
bấm (Telegram); mỗi nút ghi kèm câu gõ tay có tác dụng như nút. Kênh không có nút (Zalo) nhận cùng nội dung, với các câu
gõ tay ở cuối tin.
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION, "## Thông báo và trả lời\n"]
    parts += [_section(response, WITH_BUTTONS) for response in samples.NOTICES]
    parts += ["## Khi chưa thực hiện được\n"]
    parts += [_section(response, WITH_BUTTONS) for response in samples.REFUSALS]
    parts += ["## Trên kênh không có nút (Zalo)\n"]
    parts += [_shown(render([response], "vi", TEXT_ONLY)) for response in _WITHOUT_BUTTONS]
    return "\n".join(parts)


_WITHOUT_BUTTONS: tuple[Response, ...] = (samples.ONE_TASK_DIGEST, samples.OFFICER_DIGEST, samples.STATUS)


def _section(response: Response, capabilities: Capabilities) -> str:
    both = [_shown(render([response], language, capabilities)) for language in ("vi", "en")]
    return f"### {type(response).__name__}\n\n" + "\n".join(both)


def _shown(message: Message) -> str:
    return "\n".join(["```text", message.text, *_buttons(message), "```\n"])


def _buttons(message: Message) -> Iterator[str]:
    if message.buttons:
        yield ""
    for row in message.buttons:
        yield "  ".join(f"[{button.label} → {button.typed}]" for button in row)


if __name__ == "__main__":
    sys.stdout.write(page())
