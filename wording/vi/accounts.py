"""Vietnamese words about welcome, help, channels and codes."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.accounts import (
    AlreadyLinked,
    ChannelNotLinked,
    ChooseChannel,
    CodeNotAccepted,
    MakeCode,
    MoveQuestionOver,
    NotOwnContact,
    OnlyForRole,
    OwnCode,
    PhoneNotKnown,
    ShowHelp,
    Start,
    Stranger,
    TooManyTries,
)
from wording.accounts import AccountWords
from wording.command_names import NAMES
from wording.parts import channel_name
from wording.words import CommandWords, EventWords, Words

ACCOUNTS = AccountWords(
    code="🔑 Kính gửi đồng chí {name}: mã mời {code}",
    code_invites="{organisation} mời đồng chí liên kết điện thoại để nhận nhắc việc và báo cáo kết quả qua tin nhắn.",
    code_telegram="• Telegram: mở {link} rồi bấm “Bắt đầu” (Start).",
    code_zalo="• Zalo: mở {link} rồi gửi mã này.",
    code_found="Đồng chí mở bot của cơ quan trên Telegram hoặc Zalo rồi gửi mã này.",
    code_until="Mã dùng một lần, trong 7 ngày (đến {until}); đề nghị không chuyển cho người khác.",
    code_forward="🔑 Đề nghị chuyển tiếp nguyên tin dưới đây cho đ/c {name}.",
    code_replaces="Khi đồng chí ấy liên kết, tài khoản cũ trên cùng nền tảng sẽ đóng.",
    move_asked="❓ Tài khoản này đang là của đ/c {owner}. Chuyển sang đ/c {name}?",
    move_means=(
        "Nếu chuyển, đ/c {owner} không còn nhận tin và báo cáo qua tài khoản này; hệ thống sẽ báo cán bộ theo dõi "
        "và quản trị."
    ),
    move_how="Trả lời trước {until}: đúng · không",
    move_press="Bấm nút hoặc trả lời trước {until}: đúng · không",
    move_label="Chuyển sang đ/c {name}",
    move_not_label="Không chuyển",
    account_kept="Tài khoản này vẫn là của đ/c {owner}. Mã của đ/c {name} chưa dùng, còn hiệu lực đến {until}.",
    account_taken={
        "owner": (
            "⚠️ Tài khoản {channel} của đồng chí vừa chuyển sang đ/c {name} bằng mã mời. Nếu không phải đồng chí "
            "đồng ý, đề nghị báo ngay quản trị hệ thống."
        ),
        "old": (
            "⚠️ Tài khoản này không còn là của đ/c {owner}: một tài khoản {channel} khác vừa liên kết thay. Nếu không "
            "phải đồng chí thực hiện, đề nghị báo ngay cán bộ theo dõi."
        ),
        "above": "⚠️ Vừa chuyển tài khoản {channel} của đ/c {owner} sang đ/c {name} bằng mã mời.",
        "same": "⚠️ Đ/c {owner} vừa liên kết tài khoản {channel} khác; tài khoản {channel} cũ đã đóng.",
    },
    bot_description=(
        "Đôn đốc – {organisation}: nhắc việc theo kế hoạch, nhận báo cáo kết quả, cho biết tình hình.\n\n"
        "Đồng chí bấm “Bắt đầu” rồi gửi mã mời đã nhận, hoặc chia sẻ số điện thoại. "
        "Không gửi tài liệu mật qua bot."
    ),
    bot_description_unnamed=(
        "Đôn đốc: nhắc việc theo kế hoạch, nhận báo cáo kết quả, cho biết tình hình.\n\n"
        "Đồng chí bấm “Bắt đầu” rồi gửi mã mời đã nhận, hoặc chia sẻ số điện thoại. "
        "Không gửi tài liệu mật qua bot."
    ),
    bot_short="Nhắc việc, nhận báo cáo theo kế hoạch – {organisation}",
    bot_short_unnamed="Nhắc việc, nhận báo cáo theo kế hoạch",
    share_label="Chia sẻ số điện thoại",
    share_how="Nếu cơ quan đã có số điện thoại của đồng chí: bấm “Chia sẻ số điện thoại” ở dưới, không cần mã mời.",
    linked_by_phone="🔗 Đ/c {name} vừa liên kết {channel} bằng số điện thoại có trong danh sách",
    welcome_new="✅ Xin chào đồng chí {name}. Tài khoản của đồng chí đã được liên kết.",
    welcome_again="Xin chào đồng chí {name}.",
    units="Đơn vị: {names}",
    roles="Vai trò: {names}",
    open_tasks="Hiện có {count} chưa hoàn thành. Gõ “{list}” để xem.",
    no_open_tasks="Hiện không có việc nào chưa hoàn thành.",
    reminders="Hệ thống nhắc việc đến hạn vào buổi sáng ngày làm việc.",
    secrecy="Không gửi tài liệu mật qua bot.",
    welcome_close="Gõ “{help}” để xem cách dùng.",
    help_heading="Việc thường làm, đồng chí gõ:",
    help_entry="{typed} – {meaning}",
    help_close="Số 3 ở đây là số của việc. Gõ có dấu hay không dấu đều được.",
    help_heading_more="Các lệnh khác:",
    help_more="Còn lệnh khác: gõ “{help} thêm”",
    help_more_label="Lệnh khác",
    channel_now="Tin nhắc của đồng chí được gửi qua {channel}.",
    channel_changed="✅ Từ nay tin nhắc được gửi qua {channel}.",
    channel_others="Khi {channel} không gửi được, tin sẽ đến qua {others}. Đổi kênh: gõ {command} {first}",
    channel_only=(
        "Đồng chí mới liên kết một kênh. Muốn nhận cả trên kênh khác, đề nghị xin cán bộ theo dõi một mã mới, "
        "rồi mở bot ở đó và gửi mã."
    ),
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Start: CommandWords(
        typed="/start",
        does="xem lời chào và vai trò của mình",
        menu="Lời chào, vai trò của đồng chí",
    ),
    ShowHelp: CommandWords(
        typed="trợ giúp",
        does="xem hướng dẫn này",
        menu="Hướng dẫn sử dụng",
    ),
    ChooseChannel: CommandWords(
        typed="kênh",
        does="xem hoặc đổi kênh nhận tin nhắc, ví dụ: kênh zalo",
        menu="Kênh nhận tin nhắc, ví dụ: kênh zalo",
    ),
    MakeCode: CommandWords(
        typed="mã Nguyễn Văn A",
        does="cấp mã mời cho một người, kể cả khi đổi điện thoại",
        menu="Cấp mã mời, ví dụ: mã Nguyễn Văn A",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.INVITE_MADE: EventWords("cấp mã mời cho", "cấp mã"),
    EventKind.ACCOUNT_LINKED: EventWords("liên kết tài khoản", "liên kết tài khoản"),
    EventKind.ACCOUNT_MOVED: EventWords("chuyển tài khoản", "chuyển tài khoản"),
    EventKind.CHANNEL_CHOSEN: EventWords("chọn kênh nhận tin", "chọn kênh nhận tin"),
}


def _stranger(_: Stranger, __: Words) -> str:
    return (
        "Tài khoản này chưa được liên kết. Đề nghị đồng chí liên hệ cán bộ theo dõi kế hoạch để nhận mã mời, "
        "rồi gửi mã đó vào đây."
    )


def _code_not_accepted(_: CodeNotAccepted, __: Words) -> str:
    return "Mã mời này không dùng được. Đề nghị đồng chí kiểm tra lại hoặc xin cán bộ theo dõi mã mới, rồi gửi vào đây."


_PHONE_NOT_KNOWN = {
    "none": "Không tìm thấy số điện thoại này trong danh sách của cơ quan.",
    "several": "Số điện thoại này đang ghi cho nhiều người trong danh sách, nên chưa liên kết được.",
    "linked": "Người có số điện thoại này đã liên kết một tài khoản khác.",
}


def _phone_not_known(refusal: PhoneNotKnown, _: Words) -> str:
    why = _PHONE_NOT_KNOWN.get(refusal.reason, _PHONE_NOT_KNOWN["none"])
    return f"{why} Đề nghị đồng chí liên hệ cán bộ theo dõi để nhận mã mời, rồi gửi mã đó vào đây."


def _not_own_contact(_: NotOwnContact, __: Words) -> str:
    return "Danh thiếp này không phải của đồng chí, nên không liên kết được. Đề nghị gửi mã mời đã nhận vào đây."


def _too_many_tries(refusal: TooManyTries, _: Words) -> str:
    return f"Đồng chí đã nhập sai mã nhiều lần. Đề nghị thử lại sau {refusal.minutes} phút."


def _already_linked(refusal: AlreadyLinked, _: Words) -> str:
    return (
        f"Mã mời này không dùng được; tài khoản này vẫn là của đ/c {refusal.name}. "
        "Nếu cần mã khác, đề nghị liên hệ cán bộ theo dõi."
    )


def _only_for_role(refusal: OnlyForRole, words: Words) -> str:
    roles = " hoặc ".join(words.people.role_names.get(role, role) for role in refusal.roles) or "vai trò khác"
    return f"Lệnh “{_name(refusal.command)}” chỉ dành cho {roles}. Gõ “trợ giúp” để xem lệnh đồng chí dùng được."


def _channel_not_linked(refusal: ChannelNotLinked, _: Words) -> str:
    linked = ", ".join(channel_name(name) for name in refusal.linked) or "chưa có kênh nào"
    return (
        f"Đồng chí chưa liên kết kênh “{refusal.name}”. Kênh đã liên kết: {linked}. Muốn thêm kênh, đề nghị xin cán bộ "
        "theo dõi một mã mới, rồi mở bot ở đó và gửi mã."
    )


def _own_code(refusal: OwnCode, _: Words) -> str:
    return (
        f"Mã mời này do đồng chí cấp cho đ/c {refusal.name}, không dùng được trên tài khoản của đồng chí. "
        f"Đề nghị gõ mã trên điện thoại của đ/c {refusal.name}."
    )


def _move_question_over(_refusal: MoveQuestionOver, _: Words) -> str:
    return "Câu hỏi về chuyển tài khoản không còn hiệu lực. Nếu vẫn cần chuyển, đề nghị gõ lại mã hoặc xin mã mới."


def _name(command: str) -> str:
    return NAMES[command].vietnamese if command in NAMES else command
