"""The log as one Vietnamese sentence an event, for who watches `dondoc run` at a terminal; nothing secret is in it."""

import logging
from collections.abc import Iterable
from datetime import datetime

from domain.channels import shown_channel
from dondoc.ops.logs import Redactor
from wording.languages import words_for

# By the action of a line; {platform} is the platform, {trouble} why, {0} and {1} what the line is filled with.
SENTENCES = {
    "started": "Chương trình đang chạy. Dừng: bấm Ctrl+C.",
    "organisations_served": "Phục vụ {0} tổ chức.",
    "organisation_failed": "Việc nhận, gửi tin của một tổ chức bị lỗi; chương trình bắt đầu lại sau vài giây.",
    "few_open_files": "Máy chỉ cho mở {0} tệp, cần {1}: tăng giới hạn (ulimit -n) rồi chạy lại.",
    "stopped": "Chương trình đã dừng; tin đang gửi đã được ghi nhận.",
    "listening": "Trang theo dõi của chương trình: http://{0}:{1}/health",
    "connected": "Đã kết nối {platform}: bot {0}.",
    "planning_started": "Bắt đầu lập lời nhắc, cứ {0} giây kiểm tra một lần.",
    "alert": "Đề nghị kiểm tra hệ thống. {trouble}",
    "alert_resolved": "Đã hết sự cố. {trouble}",
    "alert_failed": "Không gửi được cảnh báo cho quản trị.",
    "poll_failed": "{platform}: chưa nhận được tin vì {trouble}; chương trình tự thử lại.",
    "poll_recovered": "{platform}: nhận tin trở lại.",
    "poll_stalled": "Nền tảng không trả lời trong {0} giây.",
    "page_too_slow": "Một trang đọc quá 2 giây nên đã dừng; người xem được mời mở lại.",
    "webhook_check_failed": "Chưa hỏi được nền tảng về webhook; chương trình tự thử lại.",
    "webhook_recovered": "Nền tảng trả lời về webhook trở lại.",
    "webhook_unauthorized": "Có yêu cầu sai chuỗi bí mật tới webhook; đã từ chối.",
    "webhook_store_failed": "Chưa ghi được tin do nền tảng đẩy tới; nền tảng sẽ đẩy lại.",
    "clock_wrong": "Đồng hồ máy chủ lệch so với giờ ghi trên tin của nền tảng.",
    "standby": "Một chương trình khác đang chạy trên cơ sở dữ liệu này; chương trình này chờ để thay thế.",
    "seats_shared": "Đã giao {0} tổ chức cho chương trình khác cùng phục vụ.",
    "seats_failed": "Chưa cập nhật được việc phân chia tổ chức giữa các chương trình; sẽ thử lại.",
    "bots_unread": "Chưa đọc lại được danh sách bot; sẽ thử lại.",
    "standby_listening": "Trong khi chờ, chương trình này trả lời tại http://{0}:{1}/health",
    "standby_unseen": "Trong khi chờ, chương trình này không có trang riêng: {0}.",
    "standby_took_over": "Chương trình kia đã dừng; chương trình này tiếp tục thay.",
    "lock_lost": "Mất kết nối giữ quyền gửi tin trên cơ sở dữ liệu; tạm dừng gửi.",
    "lock_taken": "Một chương trình khác đã tiếp quản; chương trình này bắt đầu lại.",
    "lease_expired": "Chương trình kia bị treo: {0}; chương trình này tiếp quản.",
    "lease_sessions_kept": "Không ngắt được kết nối của chương trình bị treo; mọi lệnh ghi của nó vẫn bị từ chối.",
    "shared_chats_unknown": "Chưa hỏi được ai thuộc nhiều tổ chức; mọi tin lúc này đều ghi tên tổ chức.",
    "lease_lost": "Chương trình khác đã tiếp quản; chương trình này không ghi, không gửi gì nữa.",
    "database_restored": "Cơ sở dữ liệu vừa được khôi phục từ bản sao lưu; đã đối chiếu lại các tin.",
    "audit_failed": "Không kiểm tra được cơ sở dữ liệu.",
    "audit_recovered": "Cơ sở dữ liệu trả lời trở lại.",
    "dispatch_failed": "Chưa xử lý được tin đến; chương trình tự thử lại.",
    "dispatch_recovered": "Xử lý tin đến trở lại.",
    "lease_failed": "Chưa lấy được tin để gửi; chương trình tự thử lại.",
    "lease_recovered": "Gửi tin trở lại.",
    "record_failed": "Chưa ghi được kết quả gửi tin; chương trình tự thử lại.",
    "render_failed": "Không soạn được nội dung một tin; tin được gác lại.",
    "send_failed": "Lỗi khi gửi một tin; chương trình tự thử lại.",
    "send_refused": "Nền tảng không nhận một tin; xem “dondoc doctor”.",
    "send_unconfirmed": "Chưa rõ một tin đã đến nơi hay chưa; sẽ gửi lại kèm dấu.",
    "sent": "Đã gửi tin số {outbox_id}.",
    "probe_failed": "Nền tảng chưa trả lời lần thử liên lạc.",
    "update_handled": "Đã trả lời tin số {inbox_id}.",
    "update_not_text": "Đã trả lời tin số {inbox_id} (không phải tin chữ).",
    "update_failed": "Lỗi khi xử lý tin số {inbox_id}.",
    "update_parked": "Tin số {inbox_id} được gác lại, cần người xem.",
    "update_retry": "Chưa xử lý được một tin; chương trình tự thử lại.",
    "update_skipped": "Bỏ qua một tin không đọc được.",
    "update_unreadable": "Bỏ qua một tin không có dạng đã biết.",
    "update_rejected": "Không lưu {0} tin của tài khoản chưa liên kết.",
    "update_ids_restarted": "Nền tảng đánh số tin lại từ đầu.",
    "event_ignored": "Bỏ qua một sự kiện không có tin nhắn.",
    "event_dropped": "Mất một tin khi chương trình dừng.",
    "command_refused": "Đã từ chối một yêu cầu không thuộc quyền người gõ.",
    "callback_answer_failed": "Không báo lại được cho nút vừa bấm.",
    "menu_failed": "Chưa đặt được bảng lệnh của bot.",
    "profile_failed": "Chưa đặt được lời giới thiệu, ảnh của bot; lần chạy sau sẽ đặt lại.",
    "sheet_failed": "Chưa tạo được tệp in thẻ mời.",
    "picture_omitted": "Không gửi được ảnh; đã gửi phần chữ.",
    "card_failed": "Không vẽ được ảnh tình hình; đã gửi phần chữ.",
    "chart_failed": "Không vẽ được biểu đồ của báo cáo.",
    "calendar_failed": "Không tạo được tệp lịch.",
    "report_failed": "Không tạo được tệp báo cáo.",
    "live_look_failed": "Chưa xem được có gì thay đổi cho các trang đang mở.",
    "feed_failed": "Không mở được địa chỉ lịch của một người.",
    "http_trouble": "Có yêu cầu hỏng tới trang của chương trình.",
    "plan_read": "Đã đọc xong một tệp kế hoạch.",
    "plan_reader_failed": "Không đọc được một tệp kế hoạch.",
    "upload_failed": "Không nhận được một tệp kế hoạch.",
    "upload_retry": "Chưa tải được một tệp; chương trình tự thử lại.",
    "draft_pictures_failed": "Không giữ được ảnh các dòng của bản quét.",
    "evidence_stored": "Đã lưu một minh chứng.",
    "evidence_retry": "Chưa tải được một minh chứng; chương trình tự thử lại.",
    "evidence_abandoned": "Không tải được một minh chứng; chỉ giữ liên kết.",
    "evidence_not_written": "Không ghi được vào kho minh chứng.",
    "evidence_missing": "Kho thiếu {0} tệp minh chứng đã lưu.",
    "evidence_refetched": "Tải lại {0} minh chứng.",
    "evidence_deleted": "Đã xóa {0} tệp minh chứng không còn dùng.",
    "old_rows_deleted": "Đã xóa các tin cũ quá thời gian lưu.",
    "backup_made": "Đã sao lưu: {0}.",
    "backup_failed": "Không sao lưu được.",
    "backup_damaged": "Bản sao lưu {0} bị hỏng.",
    "heartbeat_failed": "Địa chỉ theo dõi (DONDOC_HEARTBEAT_URL) không nhận.",
    "tick_failed": "Việc định kỳ “{tick}” gặp lỗi; chương trình tự thử lại.",
    "tick_recovered": "Việc định kỳ “{tick}” chạy trở lại.",
    "tick_missed": "Việc định kỳ “{tick}” bị lỡ một lần.",
    "item_failed": "Một phần việc định kỳ gặp lỗi; các phần khác vẫn chạy.",
    "batch_failed": "Một lượt việc định kỳ gặp lỗi; chương trình làm lại từng phần.",
    "bot_unnamed": "Chưa hỏi được tên của bot.",
    "deep_link_failed": "Chưa hỏi được địa chỉ t.me của bot.",
}
TICKS = {
    "housekeeping": "dọn dẹp",
    "reports": "báo cáo định kỳ",
    "unreached": "báo người chưa liên lạc được",
    "remind": "lập lời nhắc",
    "evidence": "lưu minh chứng",
    "contact": "ghi lần liên lạc",
    "menus": "đặt nút mở trang",
    "retry_times": "chỉnh giờ gửi lại",
    "watch": "tự kiểm tra",
    "maintenance": "bảo trì",
}
# Why nothing comes in, where the words of an alert are too long.
TROUBLES = {
    "network": "mất kết nối mạng",
    "token_refused": "mã bot không được chấp nhận (lấy mã mới, ghi vào .env rồi chạy lại)",
    "second_poller": "một chương trình khác đang nhận tin của bot này",
    "webhook_set": "bot đang đặt webhook (chạy: dondoc webhook delete)",
    "webhook_gone": "bot chưa đặt webhook (chạy: dondoc webhook set)",
    "webhook_elsewhere": "webhook đang trỏ tới địa chỉ khác (chạy: dondoc webhook set)",
    "too_many_requests": "nền tảng yêu cầu hỏi thưa hơn",
    "not_stored": "tin đến chưa ghi được vào cơ sở dữ liệu",
    "silent": "nền tảng không trả lời đã lâu",
}
LEVELS = {"WARNING": "⚠ ", "ERROR": "❗ ", "CRITICAL": "❗ "}
OTHER = "Sự kiện “{action}”."


class SentenceFormatter(Redactor, logging.Formatter):
    """One line an event: the hour of this machine and the sentence; a traceback only at DEBUG."""

    def __init__(self, secrets: Iterable[str], *, with_traces: bool = False) -> None:
        super().__init__(secrets)
        self._with_traces = with_traces

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created).astimezone()
        whose = getattr(record, "organisation", "")
        whose = f"[{whose}] " if whose else ""
        line = f"{at:%H:%M:%S}  {LEVELS.get(record.levelname, '')}{whose}{sentence_of(record)}"
        if record.exc_info and self._with_traces:
            line += f"\n{self.formatException(record.exc_info)}"
        return self.redact(line)


def sentence_of(record: logging.LogRecord) -> str:
    """What happened, as a sentence."""
    action = str(getattr(record, "action", ""))
    template = SENTENCES.get(action)
    if template is None:
        return OTHER.format(action=action or record.name)
    given = record.args if isinstance(record.args, tuple) else ()
    tick = str(getattr(record, "tick", ""))
    return template.format(
        *given,
        *[""] * 3,
        platform=shown_channel(str(getattr(record, "platform", "") or "Nền tảng")),
        trouble=_trouble(record, is_alert=action.startswith("alert")),
        tick=TICKS.get(tick, tick),
        inbox_id=getattr(record, "inbox_id", ""),
        outbox_id=getattr(record, "outbox_id", ""),
    ).rstrip()


def _trouble(record: logging.LogRecord, *, is_alert: bool) -> str:
    code = str(getattr(record, "trouble", ""))
    reach = words_for("vi").reach
    if not is_alert:
        return TROUBLES.get(code, "có trục trặc")
    if code not in reach.kinds:
        return f"Loại: {code or 'chưa rõ'}."
    names = ", ".join(getattr(record, "names", ())) or reach.unnamed_platform.capitalize()
    numbers = ", ".join(map(str, getattr(record, "tasks", ())))
    return reach.kinds[code].format(kind=code, count=getattr(record, "count", "một số"), names=names, numbers=numbers)
