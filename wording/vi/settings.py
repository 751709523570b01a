"""Vietnamese words about the calendar, settings, hour and language."""

from collections.abc import Mapping
from datetime import date

from domain.history import EventKind
from domain.messages import Command
from domain.messages.settings import (
    BreakTooLong,
    ChangeSetting,
    ChooseHour,
    ChooseLanguage,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    KeepCalendar,
    LanguageUnknown,
    SettingNotAccepted,
    SettingUnknown,
)
from domain.organisations import WEEKDAYS
from wording.settings import SettingWords
from wording.words import CommandWords, EventWords, Words

_FROM_NOW = "Áp dụng cho việc giao từ nay; việc đang theo dõi giữ nhịp nhắc cũ."

_AT_ONCE = "Áp dụng ngay."

SETTINGS = SettingWords(
    calendar_heading="📅 Lịch làm việc 6 tháng tới (ngoài thứ Bảy, Chủ nhật)",
    calendar_none="Không có ngày nghỉ hay ngày làm bù nào.",
    days_off="Nghỉ: {days}",
    days_worked="Làm bù: {days}",
    span="{first} – {last}",
    own=" (cơ quan tự đặt)",
    worked_instead="làm bù {day}",
    swapped="Hoán đổi theo thông báo của Chính phủ",
    keep_calendar=(
        "Thêm ngày nghỉ: {command} nghỉ 2/1/2026 · Ngày làm bù: {command} làm 10/1/2026 · Bỏ: {command} bỏ 2/1/2026"
    ),
    get_calendar="Lấy thời hạn các việc vào lịch điện thoại: {command} tệp",
    changed={
        "off": "✅ Đã ghi ngày nghỉ: {days}",
        "work": "✅ Đã ghi ngày làm bù: {days}",
        "back": "✅ Đã bỏ khỏi lịch riêng của cơ quan: {days}",
    },
    named=" – {name}",
    recomputed="Hệ thống đã tính lại lời nhắc theo lịch mới.",
    take_back="Nếu nhầm, gõ: {command} bỏ {day}",
    file_caption="📅 Thời hạn các việc của đ/c {name}: {count}",
    feed="Địa chỉ lịch (thêm vào ứng dụng lịch để tự cập nhật): {address}",
    feed_warning="Ai có địa chỉ này đều xem được; không gửi cho người khác. Đổi địa chỉ: {command} mới",
    feed_renewed="✅ Địa chỉ cũ hết hiệu lực từ bây giờ.",
    feed_kept="Địa chỉ lịch đã cấp trước đây vẫn dùng được. Không còn giữ thì gõ: {command} mới",
    no_file="Kênh này không gửi được tệp; đề nghị gõ lệnh này trên Telegram.",
    settings_heading="⚙️ Cài đặt của cơ quan",
    entry="{name}: {value}",
    entry_typed="  đổi: {typed}",
    keep_settings="Muốn đổi nội dung nào, gõ lại câu sau chữ “đổi” của nội dung đó và thay phần cuối.",
    names={
        "confirmation": "Xác nhận kết quả",
        "decider": "Quyết định gia hạn",
        "lead_days": "Nhắc đơn vị chủ trì",
        "coordinating_days": "Nhắc đơn vị phối hợp",
        "silence": "Báo thủ trưởng khi chưa ai nhận việc",
        "overdue": "Nhắc lại việc quá hạn",
        "overdue_day": "Ngày nhắc việc quá hạn lâu",
        "morning": "Giờ gửi tin buổi sáng",
        "quiet": "Không gửi tin nhắc từ",
        "waking": "Giờ gửi các tin khác",
        "reports": "Báo cáo định kỳ gửi lãnh đạo",
    },
    of_installation={
        "superior": "Cấp trên",
        "keep_days": "Số ngày giữ tin",
        "bot_telegram": "Bot Telegram",
        "bot_zalo": "Bot Zalo",
        "month_quota": "Số tin Zalo mỗi tháng",
    },
    typed={
        "confirmation": "cài đặt xác nhận tắt",
        "decider": "cài đặt gia hạn lãnh đạo",
        "lead_days": "cài đặt nhắc 7 3 1 0",
        "coordinating_days": "cài đặt nhắc phối hợp 3",
        "silence": "cài đặt chưa nhận 2",
        "overdue": "cài đặt quá hạn 7",
        "overdue_day": "cài đặt ngày quá hạn thứ Hai",
        "morning": "cài đặt giờ sáng 7:30",
        "quiet": "cài đặt hết giờ 17:00",
        "waking": "cài đặt báo tin 7:00-20:00",
        "reports": "cài đặt báo cáo tắt",
    },
    shown={
        "lead_days": "trước hạn {value} ngày",
        "coordinating_days": "trước hạn {value} ngày",
        "silence": "sau {value} ngày làm việc",
        "overdue": "{value} ngày một lần",
    },
    values={"on": "có", "off": "không", "coordinator": "cán bộ theo dõi", "leader": "lãnh đạo"}
    | dict(zip(WEEKDAYS, ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu"), strict=True)),
    never="không nhắc",
    setting_changed="✅ {name}: {new}",
    setting_before="Trước đây: {old}",
    setting_same="{name} hiện đang đặt là: {new}",
    meanings={
        "confirmation": (
            "Có: báo hoàn thành phải chờ xác nhận. Không: báo là được tính hoàn thành; việc đang chờ vẫn cần xác nhận."
        ),
        "decider": "Người này quyết định các đề nghị gia hạn từ nay.",
        "lead_days": _FROM_NOW,
        "coordinating_days": _FROM_NOW,
        "silence": _FROM_NOW,
        "overdue": _FROM_NOW,
        "overdue_day": "Áp dụng ngay: mọi việc quá hạn lâu được nhắc chung trong tin buổi sáng của ngày này hằng tuần.",
        "morning": "Áp dụng ngay; ai đã chọn giờ riêng thì giữ giờ của mình.",
        "quiet": _AT_ONCE,
        "waking": "Ngoài giờ này chỉ gửi trả lời và tin khẩn.",
        "reports": _AT_ONCE,
    },
    hour_own="Tin buổi sáng của đồng chí được gửi lúc {at} (giờ đồng chí chọn).",
    hour_common="Tin buổi sáng của đồng chí được gửi lúc {at} (giờ chung).",
    hour_changed="✅ Từ ngày làm việc tới, tin buổi sáng được gửi cho đồng chí lúc {at}.",
    hour_back="✅ Từ ngày làm việc tới, tin buổi sáng được gửi theo giờ chung, {at}.",
    hour_how="Đổi giờ (từ 6 giờ 30 đến 9 giờ): {command} 7:00 · Theo giờ chung: {command} chung",
    language_now="Hệ thống đang trả lời đồng chí bằng tiếng Việt.",
    language_changed="✅ Từ nay hệ thống trả lời đồng chí bằng tiếng Việt.",
    language_how="For English type: english",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    KeepCalendar: CommandWords(
        typed="lịch",
        does="xem ngày nghỉ, ngày làm bù; lấy thời hạn vào lịch điện thoại: lịch tệp",
        menu="Lịch nghỉ, lịch thời hạn, ví dụ: lịch tệp",
    ),
    ChangeSetting: CommandWords(
        typed="cài đặt",
        does="xem và đổi cài đặt của cơ quan",
        menu="Cài đặt của cơ quan",
    ),
    ChooseHour: CommandWords(
        typed="giờ 7:00",
        does="chọn giờ nhận tin buổi sáng, từ 6 giờ 30 đến 9 giờ",
        menu="Giờ nhận tin buổi sáng, ví dụ: giờ 7:00",
    ),
    ChooseLanguage: CommandWords(
        typed="tiếng Anh",
        does="đổi ngôn ngữ; trở lại: tiếng Việt",
        menu="Ngôn ngữ: tiếng Việt, tiếng Anh",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.SETTING_CHANGED: EventWords("đổi cài đặt", "đổi cài đặt"),
    EventKind.CALENDAR_CHANGED: EventWords("đổi lịch làm việc", "đổi lịch làm việc"),
    EventKind.HOUR_CHOSEN: EventWords("chọn giờ nhận tin", "chọn giờ nhận tin"),
    EventKind.LANGUAGE_CHOSEN: EventWords("chọn ngôn ngữ", "chọn ngôn ngữ"),
    EventKind.FEED_RENEWED: EventWords("đổi đường dẫn lịch cá nhân", "đổi đường dẫn lịch"),
    EventKind.ORGANISATION_NAMED: EventWords("nhận tên tổ chức"),
    EventKind.ORGANISATION_RENAMED: EventWords("đổi tên tổ chức", "đổi tên cơ quan"),
    EventKind.ORGANISATION_SET: EventWords("đổi cài đặt tại máy chủ"),
    EventKind.ORGANISATION_CLOSED: EventWords("ngừng dùng hệ thống"),
    EventKind.ORGANISATION_REOPENED: EventWords("dùng lại hệ thống"),
    EventKind.ORGANISATION_IMPORTED: EventWords("chuyển từ cơ sở dữ liệu khác sang"),
}

_SO = {
    "off": "hiện đã là ngày nghỉ",
    "work": "hiện đã là ngày làm việc",
    "back": "không có trong lịch riêng của cơ quan",
}


def _days_not_understood(refusal: DaysNotUnderstood, _: Words) -> str:
    what = f"Hệ thống chưa rõ ngày “{refusal.text}”" if refusal.text else "Chưa ghi ngày"
    return (
        f"{what}. Ghi một ngày hoặc một khoảng nhiều nhất 31 ngày, trong vòng một năm. Ví dụ: lịch nghỉ 2/1/2026 · "
        "lịch nghỉ 2/1-4/1/2026 Tết · lịch làm 10/1/2026 · lịch bỏ 2/1/2026"
    )


def _days_are_so(refusal: DaysAreSo, words: Words) -> str:
    so = _SO.get(refusal.change, _SO["off"])
    span = _span(refusal.first, refusal.last, words)
    return f"{span[:1].upper()}{span[1:]} {so}, không cần sửa. Gõ “lịch” để xem lịch."


def _break_too_long(refusal: BreakTooLong, _: Words) -> str:
    return f"Ghi như vậy thì cơ quan nghỉ liền hơn {refusal.most} ngày. Đề nghị kiểm tra lại ngày; lịch chưa thay đổi."


def _setting_unknown(refusal: SettingUnknown, _: Words) -> str:
    return f"Không có cài đặt “{refusal.text}”. Gõ “cài đặt” để xem các cài đặt và cách đổi."


def _setting_not_accepted(refusal: SettingNotAccepted, words: Words) -> str:
    name = words.settings.names.get(refusal.name, refusal.name)
    within = f"chỉ nhận từ {refusal.lowest} đến {refusal.highest}" if refusal.lowest else "chưa rõ đổi thành gì"
    example = f" Ví dụ: {words.settings.typed[refusal.name]}" if refusal.name in words.settings.typed else ""
    return f"{name}: {within}.{example}"


def _hours_collide(refusal: HoursCollide, words: Words) -> str:
    name = words.settings.names.get(refusal.name, refusal.name)
    return f"{name}: giờ bắt đầu phải trước giờ kết thúc. Gõ “cài đặt” để xem các giờ hiện nay."


def _hour_not_accepted(refusal: HourNotAccepted, _: Words) -> str:
    return f"Giờ nhận tin buổi sáng phải từ {refusal.lowest} đến {refusal.highest}. Ví dụ: giờ 7:00"


def _language_unknown(refusal: LanguageUnknown, _: Words) -> str:
    return f"Chưa có ngôn ngữ “{refusal.text}”. Gõ “tiếng Việt” hoặc “tiếng Anh”"


def _span(first: date, last: date, words: Words) -> str:
    return words.days.day(first) if first == last else f"{words.days.day(first)} – {words.days.day(last)}"
