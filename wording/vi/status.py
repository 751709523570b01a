"""Vietnamese words about the figures."""

from wording.status import StatusWords

STATUS = StatusWords(
    heading="TÌNH HÌNH THỰC HIỆN",
    unit_heading="TÌNH HÌNH: {unit} ({at})",
    as_of="Tính đến {at}",
    sum=(
        "Tổng số {total} nhiệm vụ: hoàn thành đúng hạn {on_time}, hoàn thành chậm {late}, đang thực hiện trong hạn "
        "{open}, quá hạn {overdue}"
    ),
    waiting="; chờ xác nhận: {reported}",
    undated="Chưa có thời hạn: {count} (tính trong số việc trong hạn)",
    set_late="Hạn sửa sau khi đã quá hạn hoặc đã báo hoàn thành: {count}",
    without_lead="🔴 Chưa có đơn vị chủ trì: {count}",
    all_plans="Tất cả {count} kế hoạch",
    plan_entry="• {plan}: hoàn thành {done}/{total}",
    no_plan="Việc ngoài kế hoạch",
    more_plans="và {count} kế hoạch khác",
    units="Theo đơn vị chủ trì (số việc hoàn thành/tổng số):",
    unit_entry="{bar} {done}/{total} {unit}",
    unit_overdue=" – quá hạn {overdue}",
    counted_twice="(Việc có hai đơn vị chủ trì được tính cho cả hai.)",
    overdue="Quá hạn: {count}",
    due_soon="Đến hạn trong 7 ngày tới: {count}",
    others="Việc khác: {count}",
    coordinated="Phối hợp: {count}",
    leads_nothing="Đơn vị này không chủ trì việc nào.",
    entry="{number}. {title} – {left}",
    no_tasks="Chưa có nhiệm vụ nào được theo dõi.",
    head_overdue="{count} quá hạn",
    head_soon="{count} sắp đến hạn",
    head_done="{done}/{total} hoàn thành",
    views={
        "overdue": "quá hạn",
        "by_unit": "theo đơn vị",
        "reported": "chờ xác nhận",
        "text": "đầy đủ",
    },
    see_more="Gõ: {typed}",
    reported_list="Chờ xác nhận: {count}",
    counted_view="{label} ({count})",
    cells=("Hoàn thành đúng hạn", "Hoàn thành chậm", "Trong hạn", "Quá hạn"),
    card_organisation="{total} nhiệm vụ · cập nhật {at}",
    card_waiting="Chờ xác nhận: {reported}",
    card_without_lead="Chưa có đơn vị chủ trì: {count}",
    card_undated="Chưa có thời hạn: {count}",
    card_set_late="Hạn sửa sau: {count}",
    card_units="Theo đơn vị chủ trì (hoàn thành/tổng số)",
    card_more_units="và {count} đơn vị khác",
    card_nothing="Chưa có nhiệm vụ nào",
)
