"""Vietnamese words of the screens of meeting rooms."""

from collections.abc import Mapping

from domain.history import EventKind
from wording.board_wall import WallWords
from wording.words import EventWords

BOARD_WALL = WallWords(
    title="Màn hình phòng họp",
    figures="Tình hình thực hiện nhiệm vụ",
    total="nhiệm vụ",
    undated="Chưa có thời hạn: {count} (tính trong số việc trong hạn)",
    units="Theo đơn vị chủ trì",
    share="{done}/{total} hoàn thành",
    share_overdue="quá hạn {count}",
    overdue="Quá hạn: {count}",
    due_soon="Đến hạn trong 7 ngày tới: {count}",
    page_of="{page}/{pages}",
    none_overdue="Không có việc quá hạn",
    none_soon="Không có việc đến hạn trong 7 ngày tới",
    live="trực tiếp",
    lost="mất kết nối, đang nối lại",
    ended="màn hình đã dừng",
)

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.WALL_OPENED: EventWords("mở màn hình phòng họp"),
    EventKind.WALL_ENDED: EventWords("dừng màn hình phòng họp"),
}
