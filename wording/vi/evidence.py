"""Vietnamese words about what is handed in with a task."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.evidence import NoEvidence, ShowEvidence
from wording.evidence import EvidenceWords
from wording.words import CommandWords, EventWords, Words

EVIDENCE = EvidenceWords(
    handed_in="📎 Kèm {count} {thing} minh chứng{state}.",
    being_stored=" (đang lưu)",
    handed_in_vain="⚠️ Chưa lưu {thing} gửi kèm. Muốn nộp làm minh chứng, gửi lại kèm chú thích: {evidence} và số việc.",
    things={
        "photo": "ảnh",
        "file": "tệp",
        "video": "video",
        "animation": "video",
        "audio": "tệp âm thanh",
        "voice": "tin thoại",
        "text": "nội dung",
    },
    kept={
        "text": "✅ Đã lưu minh chứng của việc {number}",
        "photo": "✅ Đã nhận ảnh minh chứng của việc {number}",
        "file": "✅ Đã nhận tệp minh chứng của việc {number}",
        "video": "✅ Đã nhận video minh chứng của việc {number}",
        "animation": "✅ Đã nhận video minh chứng của việc {number}",
        "audio": "✅ Đã nhận tệp âm thanh minh chứng của việc {number}",
        "voice": "✅ Đã nhận tin thoại minh chứng của việc {number}",
    },
    kept_several="✅ Đã nhận {count} ảnh, tệp minh chứng của việc {number}",
    kept_count="Việc này có {count} minh chứng. Xem: {evidence} {number}",
    heading="{count} minh chứng của việc {number}",
    entry="{at} đ/c {by} – {what}",
    kinds={
        "text": "{text}",
        "photo": "ảnh {text}",
        "file": "tệp {name} {text}",
        "video": "video {text}",
        "animation": "video {text}",
        "audio": "tệp âm thanh {name} {text}",
        "voice": "tin thoại {text}",
    },
    list_hint="📎 {count} minh chứng, xem: {evidence} {number}",
    caption="📎 Việc {number}: {what} (đ/c {by}, {at})",
    no_files_here="Kênh này không nhận được ảnh, tệp từ hệ thống: đề nghị xem trên Telegram hoặc hỏi cán bộ theo dõi.",
    contents={
        "waiting": "đang lưu",
        "too_large": "lớn hơn 20 MB, chỉ giữ liên kết",
        "refused": "chỉ giữ liên kết: nền tảng không cho tải về nữa",
        "unreachable": "chỉ giữ liên kết: không tải về được",
        "interrupted": "chỉ giữ liên kết: không tải về được",
        "no_room": "chỉ giữ liên kết: kho minh chứng đã đầy",
        "not_written": "chỉ giữ liên kết: không ghi được vào đĩa",
    },
    with_content="{what} ({content})",
    too_large="⚠️ Tệp lớn hơn 20 MB nên chỉ giữ liên kết trên kênh đã gửi; đề nghị gửi thêm bản nhỏ hơn 20 MB.",
    file_name="minh-chung-viec-{number}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ShowEvidence: CommandWords(
        typed="minh chứng 3 QĐ 12-QĐ/ĐU",
        does="gửi minh chứng của việc 3 (chữ, ảnh, tệp); xem: minh chứng 3",
        menu="Gửi hoặc xem minh chứng, ví dụ: minh chứng 3",
        which="gửi minh chứng của việc nào",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.EVIDENCE_ADDED: EventWords("gửi minh chứng", "gửi minh chứng"),
}


def _no_evidence(refusal: NoEvidence, _: Words) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) chưa có minh chứng. Gửi ảnh hoặc tệp kèm chú thích: "
        f"minh chứng {refusal.number}"
    )
