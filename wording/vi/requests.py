"""Vietnamese words about more time, questions, explanations and obstacles."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    ListRequests,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from wording.requests import RequestWords
from wording.words import CommandWords, EventWords, Words

REQUESTS = RequestWords(
    first={
        "extension asked": "✅ Đồng chí xin gia hạn việc {number} đến {day}: đã ghi nhận",
        "extension brought": "⏳ Đ/c {who} xin gia hạn việc {number} đến {day}",
        "extension recommended": "✅ Đề nghị {yes}gia hạn việc {number} đến {day}: đã chuyển lãnh đạo",
        "extension granted": "✅ Việc {number} được gia hạn đến {day}",
        "extension refused": "❌ Không gia hạn việc {number}, giữ hạn {day}",
        "deadline asked": (
            "✅ Đã trình lãnh đạo: sửa hạn việc {number} thành {day} (hạn đã qua hoặc đã báo hoàn thành)"
        ),
        "deadline brought": (
            "❓ Đ/c {who} đề nghị sửa hạn việc {number} thành {day} (hạn đã qua hoặc đã báo hoàn thành)"
        ),
        "deadline granted": "📅 Việc {number} được sửa hạn thành {day} (hạn sửa sau)",
        "deadline refused": "❌ Không sửa hạn việc {number}, giữ hạn {day}",
        "question asked": "✅ Đã chuyển lãnh đạo câu hỏi về việc {number}",
        "question brought": "❓ Xin ý kiến về việc {number} – đ/c {who}",
        "question answered": "💬 Ý kiến về việc {number} – đ/c {by}",
        "question answered mine": "✅ Ý kiến về việc {number} đã gửi",
        "explanation answered mine": "✅ Đã gửi giải trình việc {number}",
        "explanation asked": "✅ Đã yêu cầu giải trình việc {number}, chậm nhất {day}",
        "explanation brought": "❗ Yêu cầu giải trình việc {number}, chậm nhất {day} – đ/c {who}",
        "explanation answered": "💬 Đ/c {by} giải trình việc {number}",
        "other": "Yêu cầu về việc {number}",
    },
    not_="không ",
    text={
        "extension": "Lý do: {text}",
        "question": "Câu hỏi: {text}",
        "explanation": "Nội dung: {text}",
        "deadline": "Hạn đề nghị: {text}",
        "other": "{text}",
    },
    asked_text="Lý do xin gia hạn: {text}",
    answer={
        "question": "Ý kiến: {text}",
        "explanation": "Giải trình: {text}",
        "other": "{text}",
    },
    deadline_now="Hạn hiện nay: {day}",
    old_deadline="Hạn cũ: {day}",
    extension="Xin gia hạn lần thứ {count}",
    recommended="Đ/c {who} đồng ý, trình lãnh đạo",
    not_recommended="Đ/c {who} không đồng ý",
    recommendation="{first}: {text}",
    decided_by="Người quyết định: đ/c {who}",
    note="Ý kiến của người quyết định: {text}",
    note_mine="Ý kiến của đồng chí: {text}",
    goes_up={
        "extension": "Đề nghị đã được chuyển; khi có kết quả, hệ thống sẽ báo đồng chí. Nếu nhầm, gõ “{undo}”",
        "question": "Khi có ý kiến, hệ thống sẽ báo đồng chí ngay. Nếu nhầm, gõ “{undo}”",
        "explanation": "Khi đơn vị trả lời, hệ thống sẽ báo đồng chí ngay. Nếu nhầm, gõ “{undo}”",
        "deadline": "Thời hạn chưa thay đổi, chờ lãnh đạo quyết định. Nếu nhầm, gõ “{undo}”",
        "other": "Gõ “{undo}” để rút lại",
    },
    how={
        "recommend": (
            "Đồng chí cho ý kiến: đồng ý trình lãnh đạo – “{decide} {number}”; không đồng ý – “{refuse} {number} lý do”"
        ),
        GrantRequest.canonical: (
            "Trả lời: {decide} {number} · ngày khác: {decide} {number} 30/5 · {refuse} {number} lý do"
        ),
        AnswerRequest.canonical: "Trả lời ngay tin này, hoặc gõ: {answer} {number} nội dung",
        "answer typed": "Trả lời, bắt đầu bằng: {answer} {number}",
    },
    heading="{count} yêu cầu chờ đồng chí xử lý",
    heading_open="{count} yêu cầu đang chờ xử lý",
    heading_left="📌 {count} yêu cầu của đ/c {person} (đã kết thúc việc tham gia) nay do đồng chí phụ trách:",
    nothing="Không có yêu cầu nào chờ đồng chí xử lý.",
    nothing_open="Không có yêu cầu nào đang chờ xử lý.",
    entry={
        "extension": "Xin gia hạn đến {day} – đ/c {who}, {asked}",
        "question": "Xin ý kiến – đ/c {who}, {asked}",
        "explanation": "Yêu cầu giải trình trước hết {day} – đ/c {who}, {asked}",
        "deadline": "Đề nghị sửa hạn thành {day} (hạn sửa sau) – đ/c {who}, {asked}",
        "other": "Đ/c {who}, {asked}",
    },
    open_line={
        "extension": "⏳ Đang xin gia hạn đến {day} (đ/c {who}): {text}",
        "question": "❓ Đang xin ý kiến (đ/c {who}): {text}",
        "explanation": "❗ Đang chờ giải trình, chậm nhất {day} (đ/c {who}): {text}",
        "deadline": "⏳ Đang đề nghị sửa hạn thành {day} (đ/c {who}): {text}",
        "other": "Đang chờ (đ/c {who}): {text}",
    },
    granted_line="Đã gia hạn từ {old} đến {day}: {text}",
    corrected_line="Hạn sửa sau, từ {old} thành {day}: {text}",
    obstacle="⚠️ Vướng mắc: {text}",
    obstacle_was="Vướng mắc trước đây: {text}",
    held_up="⚠️ Việc {number} đang vướng mắc",
    held_up_mine="✅ Đã ghi nhận vướng mắc của việc {number}; đã báo thủ trưởng đơn vị và cán bộ theo dõi",
    cleared="✅ Việc {number} đã hết vướng mắc",
    cleared_mine="✅ Đã ghi nhận: việc {number} hết vướng mắc",
    who="Người báo: đ/c {who}",
    days_more="+{count} ngày",
    end_of_month="Cuối tháng",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    RequestExtension: CommandWords(
        typed="gia hạn 3 25/5 chờ ý kiến cấp trên",
        does="xin gia hạn việc 3 đến ngày 25/5, ghi rõ lý do",
        menu="Xin gia hạn, ví dụ: gia hạn 3 25/5 lý do",
        which="xin gia hạn việc nào",
        needs="ngày và lý do",
    ),
    RaiseObstacle: CommandWords(
        typed="vướng mắc 3 chưa có kinh phí",
        does="báo vướng mắc của việc 3",
        menu="Báo vướng mắc, ví dụ: vướng mắc 3 lý do",
        which="báo vướng mắc của việc nào",
        needs="vướng mắc gì",
    ),
    ClearObstacle: CommandWords(
        typed="hết vướng 3",
        does="báo việc 3 hết vướng mắc",
        menu="Báo hết vướng mắc, ví dụ: hết vướng 3",
        which="báo hết vướng mắc của việc nào",
    ),
    AskLeader: CommandWords(
        typed="xin ý kiến 3 có mời chi bộ không?",
        does="xin ý kiến lãnh đạo về việc 3",
        menu="Xin ý kiến lãnh đạo, ví dụ: xin ý kiến 3 câu hỏi",
        which="xin ý kiến về việc nào",
        needs="câu hỏi",
    ),
    AnswerRequest: CommandWords(
        typed="trả lời 3 đồng ý mời",
        does="trả lời câu hỏi hoặc giải trình về việc 3",
        menu="Trả lời, giải trình, ví dụ: trả lời 3 nội dung",
        which="trả lời về việc nào",
        needs="nội dung trả lời",
    ),
    ListRequests: CommandWords(
        typed="chờ duyệt",
        does="xem các yêu cầu chờ mình xử lý",
        menu="Yêu cầu chờ đồng chí xử lý",
    ),
    GrantRequest: CommandWords(
        typed="duyệt 3",
        does="đồng ý gia hạn việc 3; ngày khác: duyệt 3 30/5",
        menu="Đồng ý gia hạn, ví dụ: duyệt 3",
        which="duyệt gia hạn việc nào",
    ),
    RefuseRequest: CommandWords(
        typed="từ chối 3 phải hoàn thành trước Đại hội",
        does="không gia hạn việc 3, ghi rõ lý do",
        menu="Không gia hạn, ví dụ: từ chối 3 lý do",
        which="không gia hạn việc nào",
    ),
    AskExplanation: CommandWords(
        typed="giải trình 3 vì sao chậm?",
        does="yêu cầu đơn vị chủ trì giải trình việc 3",
        menu="Yêu cầu giải trình, ví dụ: giải trình 3 vì sao chậm",
        which="yêu cầu giải trình việc nào",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.EXTENSION_ASKED: EventWords("xin gia hạn", "xin gia hạn"),
    EventKind.EXTENSION_RECOMMENDED: EventWords("đồng ý, trình lãnh đạo gia hạn", "đồng ý gia hạn"),
    EventKind.EXTENSION_NOT_RECOMMENDED: EventWords("không đồng ý gia hạn", "không đồng ý gia hạn"),
    EventKind.EXTENSION_GRANTED: EventWords("cho gia hạn", "cho gia hạn"),
    EventKind.EXTENSION_REFUSED: EventWords("không cho gia hạn", "không cho gia hạn"),
    EventKind.DEADLINE_CHANGE_ASKED: EventWords("đề nghị sửa hạn (sau khi đã qua hạn)", "đề nghị sửa hạn"),
    EventKind.DEADLINE_CHANGE_GRANTED: EventWords("cho sửa hạn (hạn sửa sau)", "cho sửa hạn"),
    EventKind.DEADLINE_CHANGE_REFUSED: EventWords("không cho sửa hạn", "không cho sửa hạn"),
    EventKind.QUESTION_ASKED: EventWords("xin ý kiến", "xin ý kiến"),
    EventKind.QUESTION_ANSWERED: EventWords("cho ý kiến", "cho ý kiến"),
    EventKind.EXPLANATION_ASKED: EventWords("yêu cầu giải trình", "yêu cầu giải trình"),
    EventKind.EXPLANATION_GIVEN: EventWords("giải trình", "giải trình"),
    EventKind.OBSTACLE_RAISED: EventWords("báo vướng mắc", "báo vướng mắc"),
    EventKind.OBSTACLE_CLEARED: EventWords("hết vướng mắc", "báo hết vướng mắc"),
}

_ASKED = {
    "deadline": "được đề nghị sửa hạn",
    "extension": "xin gia hạn",
    "question": "xin ý kiến",
    "explanation": "được yêu cầu giải trình",
}

_SETTLED = {
    "granted": "đã được duyệt",
    "refused": "đã có ý kiến không đồng ý",
    "answered": "đã được trả lời",
    "withdrawn": "đã được rút lại",
}

_REQUESTS = {
    "deadline": "Đề nghị sửa hạn",
    "extension": "Yêu cầu gia hạn",
    "question": "Câu hỏi",
    "explanation": "Yêu cầu giải trình",
}


def _no_day_named(refusal: NoDayNamed, _: Words) -> str:
    asked = (
        f"Hệ thống chưa rõ xin gia hạn đến ngày nào (“{refusal.text}”)."
        if refusal.text
        else "Chưa ghi ngày xin gia hạn."
    )
    return f"{asked} Gõ ngày rồi lý do, ví dụ: gia hạn {refusal.number} 25/5 chờ ý kiến cấp trên"


def _not_later(refusal: NotLater, words: Words) -> str:
    now = f" Hạn hiện nay: {words.days.day(refusal.last_day)}." if refusal.last_day else ""
    return (
        f"Ngày {words.days.day(refusal.day)} không dùng được làm hạn mới của việc {refusal.number}: phải sau hôm nay, "
        f"sau hạn hiện nay và trong vòng 2 năm.{now}"
    )


def _no_deadline_to_move(refusal: NoDeadlineToMove, _: Words) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) không có một ngày hạn cố định nên không có gì để gia hạn. "
        f"Nếu vướng mắc, gõ: vướng mắc {refusal.number} lý do"
    )


def _already_asked(refusal: AlreadyAsked, words: Words) -> str:
    return (
        f"Việc {refusal.number} đã {_ASKED.get(refusal.kind, 'có yêu cầu')} (đ/c {refusal.by}, "
        f"{words.days.instant(refusal.at)}) và đang chờ trả lời. Gõ ct {refusal.number} để xem."
    )


def _already_settled(refusal: AlreadySettled, words: Words) -> str:
    what = _REQUESTS.get(refusal.kind, "Yêu cầu")
    by = f"đ/c {refusal.by}, " if refusal.by else ""
    return (
        f"{what} của việc {refusal.number} {_SETTLED.get(refusal.state, 'đã xong')} "
        f"({by}{words.days.instant(refusal.at)}). "
        f"Gõ ct {refusal.number} để xem."
    )


def _nothing_requested(refusal: NothingRequested, _: Words) -> str:
    what = "yêu cầu gia hạn" if refusal.kind == "extension" else "câu hỏi hay yêu cầu giải trình"
    return f"Việc {refusal.number} không có {what} nào đang chờ. Gõ ct {refusal.number} để xem."


def _no_obstacle(refusal: NoObstacle, _: Words) -> str:
    return f"Việc {refusal.number} ({refusal.title}) không có vướng mắc nào đang ghi nhận."


def _nobody_to_ask(_: NobodyToAsk, __: Words) -> str:
    return "Chưa có lãnh đạo nào trong danh sách để xin ý kiến. Đề nghị liên hệ cán bộ theo dõi."
