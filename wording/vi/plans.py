"""Vietnamese words about plans as a whole and what becomes of them."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.plans import (
    AgreeToWithdraw,
    EndPlan,
    KeepPlan,
    ListPlans,
    NoSuchPlan,
    NoWithdrawal,
    PlanOver,
    RowNotInPlan,
    WithdrawalAsked,
    WithdrawPlan,
)
from wording.plans import PlanNewsWords, PlanWords
from wording.words import CommandWords, EventWords, Words

PLANS = PlanWords(
    heading="CÁC KẾ HOẠCH: {count}",
    one="KẾ HOẠCH",
    nothing="Chưa có kế hoạch nào. Gửi tệp kế hoạch vào đây để nhập.",
    entry="• {plan}",
    facts="hoàn thành {done}/{total} việc, quá hạn {overdue}",
    called="gõ: {status} {plan}",
    closed={"withdrawn": "đã hủy {day}", "ended": "đã kết thúc {day}"},
    asked_by="⏳ đ/c {who} đang đề nghị hủy, chờ lãnh đạo quyết định",
    how="Việc của một kế hoạch: {tasks} {plan} · báo cáo: {report} {plan}",
    asked="✅ Đã trình lãnh đạo: đề nghị hủy {plan}",
    brought="❓ Đề nghị hủy cả kế hoạch: {plan}",
    kept="↩ Không hủy, tiếp tục thực hiện {plan}",
    who={"brought": "Người đề nghị: đ/c {who}", "kept": "Người quyết định: đ/c {who}"},
    reason="Lý do: {text}",
    would_cancel="Nếu đồng ý, hệ thống sẽ hủy {count} chưa hoàn thành và báo mọi người có liên quan.",
    goes_up="Kế hoạch chưa thay đổi, chỉ hủy khi lãnh đạo đồng ý. Nếu rút lại, gõ “{undo}”",
    how_to_decide="Trả lời: {agree} {plan} · không hủy: {keep} {plan} lý do",
    agree_label="Đồng ý hủy kế hoạch",
    keep_label="Không hủy",
    end_asked={"withdrawn": "❓ Hủy cả kế hoạch: {plan}?", "ended": "❓ Kết thúc kế hoạch: {plan}?"},
    stopping="Dừng thực hiện: việc {numbers}",
    going_on="Chưa hoàn thành, vẫn theo dõi tiếp: việc {numbers}",
    end_question="Kế hoạch chưa thay đổi, chưa thông báo đến ai. Gõ đúng để thực hiện, không để dừng; hoặc gõ: {typed}",
    yes_label="Đúng, thực hiện",
    sure="chắc chắn",
    over={
        "withdrawn": "❌ Kế hoạch đã hủy, dừng thực hiện",
        "ended": "🏁 Kế hoạch đã kết thúc",
    },
    over_mine={
        "withdrawn": "✅ Đã hủy kế hoạch và {count} chưa hoàn thành",
        "ended": "✅ Đã kết thúc kế hoạch; {count} dừng thực hiện",
    },
    told="Đã gửi tin cho {count} người.",
    yours="Đơn vị đồng chí không còn được giao các việc: {numbers}",
)

PLAN_NEWS = PlanNewsWords(
    amended="✅ Đã ghi bản sửa đổi (bản thứ {version}).",
    amended_parts={
        "new": "Việc mới: {numbers}",
        "changed": "Việc thay đổi: {numbers}",
        "cancelled": "Việc đã hủy: {numbers}",
        "kept": "Không còn trong bản mới nhưng vẫn theo dõi: {numbers}",
    },
    amended_nothing="Không có việc nào thay đổi.",
    moved="📅 Kế hoạch được sửa đổi: {count} thay đổi thời hạn",
    moved_one="📅 Việc {number} thay đổi thời hạn",
    moved_old="Hạn cũ: {wording}",
    moved_new="Hạn mới: {deadline}",
    withdrawn="🚫 {count} – đơn vị đồng chí không còn được giao các việc sau:",
    is_cancelled="{entry} (đã hủy)",
    is_others="{entry} (giao đơn vị khác)",
    imported="✅ Đã ghi {count}, số {first}–{last}.",
    imported_one="✅ Đã ghi 1 việc, số {first}.",
    told="Đã gửi tin cho {count} người.",
    told_nobody="Chưa có ai để báo.",
    unreached="Chưa liên kết nên chưa nhận được tin: {names}.",
    assigned_lead="📋 Kế hoạch mới: đơn vị chủ trì {count}",
    assigned_coordinating="📋 Kế hoạch mới: đơn vị phối hợp {count}",
    coordinating="Phối hợp {count}: {numbers}",
    acknowledge_all="Đã nhận cả {count}",
    without_lead="🔴 Chưa có đơn vị chủ trì: {count}",
    undated="🔴 Chưa có thời hạn: {count}",
    given_lead="📋 Đơn vị đồng chí được giao chủ trì {count}",
    given_coordinating="📋 Đơn vị đồng chí được giao phối hợp {count}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ListPlans: CommandWords(
        typed="kế hoạch",
        does="xem các kế hoạch; số liệu của một kế hoạch: tình hình kế hoạch 45",
        menu="Các kế hoạch đang theo dõi",
    ),
    WithdrawPlan: CommandWords(
        typed="hủy kế hoạch 45 đã lồng ghép",
        does="đề nghị hủy cả kế hoạch 45; lãnh đạo quyết định",
        menu="Đề nghị hủy cả kế hoạch: hủy kế hoạch 45 lý do",
    ),
    AgreeToWithdraw: CommandWords(
        typed="cho hủy kế hoạch 45",
        does="đồng ý hủy cả kế hoạch 45",
        menu="Đồng ý hủy kế hoạch: cho hủy kế hoạch 45",
    ),
    KeepPlan: CommandWords(
        typed="không hủy kế hoạch 45 vẫn cần",
        does="không hủy kế hoạch 45",
        menu="Không hủy kế hoạch: không hủy kế hoạch 45",
    ),
    EndPlan: CommandWords(
        typed="kết thúc kế hoạch 45",
        does="kết thúc kế hoạch 45 khi hết thời gian thực hiện",
        menu="Kết thúc kế hoạch: kết thúc kế hoạch 45",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.PLAN_IMPORTED: EventWords("đưa việc vào theo dõi", "ghi kế hoạch"),
    EventKind.PLAN_AMENDED: EventWords("cập nhật theo bản kế hoạch mới", "ghi bản kế hoạch mới"),
    EventKind.PLAN_WITHDRAWAL_ASKED: EventWords("đề nghị hủy kế hoạch", "đề nghị hủy kế hoạch"),
    EventKind.PLAN_WITHDRAWAL_REFUSED: EventWords("không cho hủy kế hoạch", "không cho hủy kế hoạch"),
    EventKind.PLAN_WITHDRAWN: EventWords("hủy kế hoạch", "hủy kế hoạch"),
    EventKind.PLAN_ENDED: EventWords("kết thúc kế hoạch", "kết thúc kế hoạch"),
    EventKind.DEADLINE_MOVED: EventWords("đổi thời hạn", "đổi thời hạn"),
}

_OVER = {"withdrawn": "đã hủy", "ended": "đã kết thúc"}


def _no_such_plan(refusal: NoSuchPlan, _: Words) -> str:
    first = f"Hệ thống chưa rõ “{refusal.typed}” là kế hoạch nào." if refusal.typed else "Đề nghị ghi rõ kế hoạch nào."
    if not refusal.names:
        return f"{first} Gõ “kế hoạch” để xem các kế hoạch."
    known = "\n".join(refusal.names)
    return f"{first} Các kế hoạch, gọi bằng số hoặc mấy chữ liền nhau trong tên:\n{known}"


def _row_not_in_plan(refusal: RowNotInPlan, _: Words) -> str:
    return (
        f"Trong các việc của đồng chí không có mục {refusal.row} của kế hoạch {refusal.name}. "
        f"Xem các việc: việc kế hoạch {refusal.name}"
    )


def _plan_over(refusal: PlanOver, words: Words) -> str:
    how = _OVER.get(refusal.closed_as, _OVER["ended"])
    return f"Kế hoạch {refusal.name} {how} lúc {words.days.instant(refusal.at)}. Gõ “kế hoạch” để xem các kế hoạch."


def _withdrawal_asked(refusal: WithdrawalAsked, words: Words) -> str:
    at = words.days.instant(refusal.at)
    return f"Đ/c {refusal.by} đã đề nghị hủy kế hoạch {refusal.name} lúc {at}, đang chờ lãnh đạo quyết định."


def _no_withdrawal(refusal: NoWithdrawal, _: Words) -> str:
    return f"Không có ai đề nghị hủy kế hoạch {refusal.name}. Muốn hủy thì gõ: hủy kế hoạch {refusal.name}"
