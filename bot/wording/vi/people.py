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
    channel_now="Tin nhắc của đồng chí được gửi qua {channel}.",
    channel_changed="✅ Từ nay tin nhắc được gửi qua {channel}.",
    channel_others="Khi {channel} không gửi được, tin sẽ đến qua {others}. Đổi kênh: gõ {command} {first}",
    channel_only=(
        "Đồng chí mới liên kết một kênh. Muốn nhận cả trên kênh khác, đề nghị xin cán bộ theo dõi một mã mới, "
        "rồi mở bot ở đó và gõ: /start MÃ"
    ),
    quota_near=(
        "⚠️ {channel}: tháng này đã dùng {used}/{limit} tin. Từ nay tin nhắc buổi sáng chuyển sang kênh khác của người "
        "nhận nếu có; ai chỉ có {channel} thì hai ngày làm việc nhận một lần, trừ khi có việc đến hạn hoặc quá hạn."
    ),
    quota_reserved=(
        "⚠️ {channel}: tháng này đã dùng {used}/{limit} tin. Số còn lại dành cho trả lời và việc khẩn. Ai chỉ có "
        "{channel} sẽ không nhận tin nhắc buổi sáng đến hết tháng; đề nghị liên hệ trực tiếp hoặc cấp mã kênh khác."
    ),
    nobody_reached=(
        "⚠️ Chưa liên hệ được với ai của đơn vị chủ trì, trên mọi kênh. Lời nhắc về các việc này chưa tới được người "
        "nhận; đề nghị đồng chí liên hệ trực tiếp:"
    ),
    nobody_reached_units="  Chủ trì: {units}",
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
        "report": ("baocao thang", "xem báo cáo tuần, tháng, quý, năm hoặc 1/4-30/6; thêm docx, xlsx, pdf để nhận tệp"),
        "channel": ("/kenh", "xem hoặc đổi kênh nhận tin nhắc, ví dụ: kenh zalo"),
        "waiting": ("/choxacnhan", "xem việc chờ xác nhận"),
        "confirm": ("xacnhan 3", "xác nhận việc 3 đã xong"),
        "return": ("tralai 3 thiếu số liệu", "trả lại việc 3, ghi rõ lý do"),
        "extend": ("giahan 3 25/5 chờ ý kiến cấp trên", "xin gia hạn việc 3 đến ngày 25/5, ghi rõ lý do"),
        "block": ("vuongmac 3 chưa có kinh phí", "báo vướng mắc của việc 3"),
        "unblock": ("hetvuong 3", "báo việc 3 hết vướng mắc"),
        "ask": ("xinykien 3 có mời chi bộ không?", "xin ý kiến lãnh đạo về việc 3"),
        "answer": ("traloi 3 đồng ý mời", "trả lời câu hỏi hoặc giải trình về việc 3"),
        "requests": ("/choduyet", "xem các yêu cầu chờ mình xử lý"),
        "decide": ("duyet 3", "đồng ý gia hạn việc 3; ngày khác: duyet 3 30/5"),
        "refuse": ("tuchoi 3 phải xong trước Đại hội", "không gia hạn việc 3, ghi rõ lý do"),
        "explain": ("giaitrinh 3 vì sao chậm?", "yêu cầu đơn vị chủ trì giải trình việc 3"),
        "nudge": ("nhac 3 gửi trước 16h", "đôn đốc ngay đơn vị chủ trì việc 3; ngoài giờ: nhac 3 khẩn"),
        "assign": ("giao 3 Nguyễn Văn A", "giao việc 3 cho người trong đơn vị; giao lại cả đơn vị: giao 3 cả đơn vị"),
        "add": ("them viec Rà soát X; chủ trì UBND; hạn 30/6", "giao thêm một việc ngoài kế hoạch"),
        "cancel": ("huy viec 3 đã lồng ghép vào việc 5", "hủy việc 3, ghi rõ lý do"),
        "import": ("/nhapkehoach", "đưa kế hoạch vào theo dõi: gửi tệp vào đây, hoặc dán nội dung sau lệnh này"),
        "choose": ("chon 1", "chọn cách xử lý một điều còn nghi vấn của kế hoạch đang chờ"),
        "row": ("xem 4", "xem dòng 4 của kế hoạch đang chờ"),
        "edit": ("sua 4 hạn 10/7/2026", "sửa dòng 4: hạn, chủ trì, phối hợp, tên, sản phẩm"),
        "drop": ("bo 18", "bỏ dòng 18 của kế hoạch đang chờ"),
        "unit": ("don vi VHXH là Phòng Văn hóa - Xã hội", "cho biết một tên trong kế hoạch là đơn vị nào"),
        "write": ("nhap", "ghi kế hoạch đang chờ và báo cho từng người"),
        "discard": ("huy", "bỏ kế hoạch đang chờ"),
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
        "report": "Báo cáo theo kỳ, ví dụ: baocao thang docx",
        "channel": "Kênh nhận tin nhắc, ví dụ: kenh zalo",
        "waiting": "Việc chờ xác nhận",
        "confirm": "Xác nhận việc đã xong, ví dụ: xacnhan 3",
        "return": "Trả lại việc kèm lý do, ví dụ: tralai 3 thiếu số liệu",
        "extend": "Xin gia hạn, ví dụ: giahan 3 25/5 lý do",
        "block": "Báo vướng mắc, ví dụ: vuongmac 3 lý do",
        "unblock": "Báo hết vướng mắc, ví dụ: hetvuong 3",
        "ask": "Xin ý kiến lãnh đạo, ví dụ: xinykien 3 câu hỏi",
        "answer": "Trả lời, giải trình, ví dụ: traloi 3 nội dung",
        "requests": "Yêu cầu chờ đồng chí xử lý",
        "decide": "Đồng ý gia hạn, ví dụ: duyet 3",
        "refuse": "Không gia hạn, ví dụ: tuchoi 3 lý do",
        "explain": "Yêu cầu giải trình, ví dụ: giaitrinh 3 vì sao chậm",
        "nudge": "Đôn đốc ngay, ví dụ: nhac 3 gửi trước 16h",
        "assign": "Giao người làm, ví dụ: giao 3 Nguyễn Văn A",
        "add": "Giao thêm việc: tên; chủ trì …; hạn …",
        "cancel": "Hủy việc, ví dụ: huy viec 3 lý do",
        "import": "Đưa kế hoạch vào theo dõi (gửi tệp vào đây)",
        "choose": "Kế hoạch đang chờ: chọn, ví dụ: chon 1",
        "row": "Kế hoạch đang chờ: xem dòng, ví dụ: xem 4",
        "edit": "Kế hoạch đang chờ: sửa dòng, ví dụ: sua 4 hạn 10/7",
        "drop": "Kế hoạch đang chờ: bỏ dòng, ví dụ: bo 18",
        "unit": "Kế hoạch đang chờ: đơn vị A là B",
        "write": "Kế hoạch đang chờ: ghi và báo từng người",
        "discard": "Kế hoạch đang chờ: hủy",
    },
    was_down=(
        "Hệ thống bị gián đoạn từ {since} đến {until}. Tin đồng chí gửi trong thời gian đó có thể đã thất lạc. "
        "Đề nghị gõ /{list} kiểm tra và báo lại nếu thiếu."
    ),
)
