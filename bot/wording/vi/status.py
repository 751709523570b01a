"""Vietnamese phrases for the figures, in the chat and on the card."""

from bot.wording.words import StatusWords

STATUS = StatusWords(
    heading="TÌNH HÌNH THỰC HIỆN",
    unit_heading="TÌNH HÌNH: {unit}",
    as_of="Tính đến {at}",
    sum="{total} nhiệm vụ = {on_time} xong đúng hạn + {late} xong chậm + {open} trong hạn + {overdue} quá hạn",
    waiting="; chờ xác nhận: {reported}",
    units="Theo đơn vị chủ trì (số việc xong/tổng số):",
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
    caption="Tình hình thực hiện, tính đến {at}",
    cells=("Xong đúng hạn", "Xong chậm", "Trong hạn", "Quá hạn"),
    card_organisation="{total} nhiệm vụ · cập nhật {at}",
    card_waiting="Chờ xác nhận: {reported}",
    card_units="Theo đơn vị chủ trì (xong/tổng số)",
    card_more="và {count} khác: {numbers}",
    card_more_units="và {count} đơn vị khác",
    card_nothing="Chưa có nhiệm vụ nào",
)
