"""Getting into the board, in Vietnamese."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.board_access import (
    BoardLeft,
    BoardLinkPrinted,
    LeaveBoard,
    OnlyInChat,
    OpenBoard,
    SessionOver,
)
from wording.board_access import BoardAccessWords
from wording.words import CommandWords, EventWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    OpenBoard: CommandWords(
        typed="trang",
        does="mở trang theo dõi: đường dẫn dùng một lần, mã cho máy tính",
        menu="Mở trang theo dõi trên điện thoại, máy tính",
    ),
    LeaveBoard: CommandWords(
        typed="đăng xuất",
        does="đăng xuất khỏi trang theo dõi trên mọi thiết bị",
        menu="Đăng xuất khỏi trang theo dõi",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.BOARD_LINK_MADE: EventWords("cấp đường dẫn vào trang tại máy chủ"),
    EventKind.BOARD_ENTERED: EventWords("vào trang theo dõi"),
}
BOARD_ACCESS = BoardAccessWords(
    open_label="Mở trang theo dõi",
    menu_button="Trang",
    link="Đường dẫn vào trang theo dõi, dùng một lần, trong {minutes} phút:",
    desk="Trên máy tính: mở {address} rồi nhập mã {code}",
    warning="Không chuyển cho người khác: ai mở đường dẫn là vào với tên đồng chí. Ra khỏi trang: đăng xuất",
    only_here="Trang theo dõi chỉ mở được tại máy chủ, vì chưa có địa chỉ công khai. Đề nghị quản trị gõ tại máy: "
    "dondoc page “{name}”",
)


def _link_printed(_: BoardLinkPrinted, __: Words) -> str:
    return (
        "Vừa có đường dẫn vào trang theo dõi với tên đồng chí được cấp tại máy chủ. "
        "Nếu đồng chí không yêu cầu: gõ “đăng xuất” và báo quản trị"
    )


def _left(notice: BoardLeft, _: Words) -> str:
    if not notice.sessions:
        return "Đồng chí không có phiên nào đang mở trên trang theo dõi; đường dẫn đã cấp cũng hết hiệu lực"
    return f"✅ Đã đăng xuất khỏi trang theo dõi: {notice.sessions} phiên. Vào lại: trang"


def _session_over(_: SessionOver, __: Words) -> str:
    return "Phiên làm việc trên trang đã kết thúc, nên hệ thống chưa làm gì. Gõ “trang” trong tin nhắn để vào lại."


def _only_in_chat(_: OnlyInChat, __: Words) -> str:
    return "Việc này chỉ làm được trong tin nhắn Telegram hoặc Zalo. Đề nghị đồng chí gõ trong tin nhắn cho bot."
