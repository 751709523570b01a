"""Vietnamese phrases about plans as a whole: the list, a withdrawal, the end."""

from wording.status_words import PlanListWords

PLAN_LIST = PlanListWords(
    heading="CÁC KẾ HOẠCH: {count}",
    one="KẾ HOẠCH",
    nothing="Chưa có kế hoạch nào. Gửi tệp kế hoạch vào đây để nhập.",
    entry="• {plan}",
    facts="{done}/{total} việc xong, quá hạn {overdue}",
    called="gõ: {status} {plan}",
    closed={"withdrawn": "đã hủy {day}", "ended": "đã kết thúc {day}"},
    asked_by="⏳ đ/c {who} đang đề nghị hủy, chờ lãnh đạo quyết định",
    how="Việc của một kế hoạch: {tasks} {plan} · báo cáo: {report} {plan}",
    asked="✅ Đã trình lãnh đạo: đề nghị hủy {plan}",
    brought="❓ Đề nghị hủy cả kế hoạch: {plan}",
    kept="↩ {plan} không bị hủy, tiếp tục thực hiện",
    who={"brought": "Người đề nghị: đ/c {who}", "kept": "Người quyết định: đ/c {who}"},
    reason="Lý do: {text}",
    would_cancel="Nếu đồng ý: {count} chưa xong được hủy, mọi người có liên quan được báo.",
    goes_up="Chưa hủy gì. Lãnh đạo đồng ý thì kế hoạch mới bị hủy. Rút lại: /{undo}",
    how_to_decide="Trả lời: {agree} {plan} · không hủy: {keep} {plan} lý do",
    agree_label="Đồng ý hủy kế hoạch",
    keep_label="Không hủy",
    end_asked={"withdrawn": "❓ Hủy cả kế hoạch: {plan}?", "ended": "❓ Kết thúc kế hoạch: {plan}?"},
    stopping="Thôi thực hiện: việc {numbers}",
    going_on="Chưa xong, vẫn theo dõi tiếp: việc {numbers}",
    end_question="Chưa ghi gì, chưa báo ai. Gõ đúng để thực hiện, không để thôi; hoặc gõ: {typed}",
    yes_label="Đúng, thực hiện",
    sure="chắc chắn",
    over={
        "withdrawn": "❌ Kế hoạch đã được hủy, không phải thực hiện nữa",
        "ended": "🏁 Kế hoạch đã kết thúc",
    },
    over_mine={
        "withdrawn": "✅ Đã hủy kế hoạch; {count} chưa xong được hủy",
        "ended": "✅ Đã kết thúc kế hoạch; {count} thôi thực hiện",
    },
    told="Đã gửi tin cho {count} người.",
    yours="Việc của đơn vị đồng chí không phải thực hiện nữa: {numbers}",
)
