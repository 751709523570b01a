"""Trial messages, in Vietnamese."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.trial import TryMessages
from wording.trial import TrialWords
from wording.words import CommandWords

TRIAL = TrialWords(
    heading="🧪 TIN THỬ – {unit}, sáng {day}",
    not_sent="Chưa gửi cho ai; nội dung có thể đổi nếu từ nay đến lúc đó có báo cáo mới.",
    nothing="Sáng hôm đó không có tin nhắc nào cho đơn vị này.",
    to="✉️ Gửi {names} lúc {hour}:",
    more="Còn tin riêng của: {names}",
    silent="Không có tin: {names}",
    unreached="Chưa liên kết nên chưa nhận được tin: {names}",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    TryMessages: CommandWords(
        typed="thử tin UBND phường",
        does="xem trước tin nhắc mà đơn vị sẽ nhận sáng ngày làm việc tới; không gửi cho ai",
        menu="Xem trước tin nhắc: thử tin UBND phường",
    ),
}
