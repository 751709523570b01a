"""Vietnamese welcome, help and menu."""

from bot.wording.words import PeopleWords

PEOPLE = PeopleWords(
    welcome_new="✅ Xin chào đồng chí {name}. Tài khoản của đồng chí đã được liên kết.",
    welcome_again="Xin chào đồng chí {name}.",
    units="Đơn vị: {names}",
    roles="Vai trò: {names}",
    role_names={
        "officer": "đầu mối của đơn vị",
        "head": "thủ trưởng đơn vị",
        "coordinator": "cán bộ theo dõi, đôn đốc",
        "leader": "lãnh đạo",
        "inspector": "cán bộ kiểm tra",
        "administrator": "quản trị hệ thống",
    },
    open_tasks="Hiện có {count} chưa xong. Gõ /{list} để xem.",
    no_open_tasks="Hiện không có việc nào chưa xong.",
    reminders="Việc đến hạn sẽ được nhắc vào buổi sáng ngày làm việc.",
    welcome_close="Gõ /{help} để xem cách dùng.",
    help_heading="Đồng chí có thể gõ:",
    help_entry="{typed} – {meaning}",
    help_close="Số 3 ở đây là số của việc. Gõ có dấu hay không dấu đều được.",
    commands={
        "start": ("/start", "xem lời chào và vai trò của mình"),
        "help": ("/trogiup", "xem hướng dẫn này"),
        "tasks": ("/viec", "xem các việc chưa xong"),
        "task": ("ct 3", "xem chi tiết việc 3"),
        "ack": ("nhan 3", "báo đã nhận việc 3"),
        "done": ("xong 3", "báo việc 3 đã xong; có thể ghi thêm kết quả: xong 3 đã ban hành văn bản"),
        "progress": ("tiendo 3 60", "báo việc 3 làm được 60%"),
        "undo": ("/hoantac", "rút lại điều vừa báo"),
        "status": ("/tinhhinh", "xem tình hình thực hiện"),
        "waiting": ("/choxacnhan", "xem việc chờ xác nhận"),
        "confirm": ("xacnhan 3", "xác nhận việc 3 đã xong"),
        "return": ("tralai 3 thiếu số liệu", "trả lại việc 3, ghi rõ lý do"),
    },
    menu={
        "start": "Lời chào, vai trò của đồng chí",
        "help": "Hướng dẫn sử dụng",
        "tasks": "Các việc chưa xong",
        "task": "Chi tiết một việc, ví dụ: ct 3",
        "ack": "Báo đã nhận việc, ví dụ: nhan 3",
        "done": "Báo việc đã xong, ví dụ: xong 3",
        "progress": "Báo tiến độ, ví dụ: tiendo 3 60",
        "undo": "Rút lại điều vừa báo",
        "status": "Tình hình thực hiện",
        "waiting": "Việc chờ xác nhận",
        "confirm": "Xác nhận việc đã xong, ví dụ: xacnhan 3",
        "return": "Trả lại việc kèm lý do, ví dụ: tralai 3 thiếu số liệu",
    },
    was_down=(
        "Hệ thống bị gián đoạn từ {since} đến {until}. Tin đồng chí gửi trong thời gian đó có thể đã thất lạc. "
        "Đề nghị gõ /{list} kiểm tra và báo lại nếu thiếu."
    ),
)
