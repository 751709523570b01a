"""Vietnamese phrases about people: who is away, who is there, who moved or left."""

from wording.staff_words import StaffWords

STAFF = StaffWords(
    away={
        "author": "✅ Đã ghi: đ/c {person} nghỉ {days}",
        "absent": "🗓 Đ/c {by} đã ghi: đồng chí nghỉ {days}",
        "stand_in": "🗓 Đồng chí làm thay đ/c {person} {days}",
        "above": "🗓 Đ/c {person} nghỉ {days}",
    },
    one_day="ngày {first}",
    days="từ {first} đến hết {last}",
    stand_in="Người làm thay: đ/c {name}; trong thời gian đó tin nhắc gửi cho người làm thay.",
    no_stand_in="Chưa có người làm thay; trong thời gian đó không gửi tin nhắc.",
    stand_in_may="Trong thời gian đó đồng chí nhận tin nhắc và báo cáo các việc thay đ/c {person}.",
    gaps="⚠️ Không còn ai nhận được tin ở: {names}. Đề nghị cử người làm thay hoặc liên hệ trực tiếp.",
    noted_by="Người ghi: đ/c {by}",
    end_early="Đi làm lại sớm, gõ: {back}",
    back={
        "author": "✅ Đã ghi: đ/c {person} đi làm lại; từ nay tin nhắc gửi cho đ/c {person}",
        "absent": "✅ Đ/c {by} đã ghi: đồng chí đi làm lại; từ nay tin nhắc gửi cho đồng chí",
        "stand_in": "🗓 Đ/c {person} đã đi làm lại; đồng chí thôi làm thay",
        "above": "🗓 Đ/c {person} đã đi làm lại",
    },
    people_heading="Danh sách: {count} người, {unlinked} chưa liên kết",
    people_sought="Tìm “{sought}”: {count} người, {unlinked} chưa liên kết",
    nobody="Chưa có ai trong danh sách.",
    nobody_found="Không tìm thấy ai theo “{sought}”. Gõ /{people} để xem tất cả.",
    person="• {name} – {roles}",
    unlinked="chưa liên kết",
    away_until="nghỉ đến hết {day}",
    away_stand_in="đ/c {name} làm thay",
    no_role="chưa có vai trò",
    units_heading="Danh sách: {count} đơn vị",
    unit="• {name}: {people} người, {linked} đã liên kết",
    group="• {name} (nhóm): {people} đơn vị",
    by_person="Đ/c {name}",
    by_machine="Người quản trị",
    moved={
        "author": "✅ Đã chuyển đ/c {name} sang {unit}; đồng chí ấy được báo",
        "person": "📌 {by} đã chuyển đồng chí sang {unit}. Gõ /{tasks} để xem việc của đơn vị.",
        "above": "📌 {by} đã chuyển đ/c {name} sang {unit}",
    },
    removed={
        "author": "✅ Đ/c {name} đã thôi tham gia: tài khoản đã đóng, không còn nhận tin; nhật ký vẫn giữ",
        "above": "📌 {by} đã cho đ/c {name} thôi tham gia",
    },
    code="🔑 Mã liên kết của đ/c {name}: {code}",
    code_how="Chuyển mã cho đ/c {name}; đồng chí ấy mở bot và gõ: /start {code}",
    code_until="Dùng một lần, đến {until}.",
    code_replaces="Khi liên kết xong, tài khoản cũ trên cùng kênh sẽ bị đóng.",
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
            "⚠️ Tài khoản {channel} của đồng chí vừa chuyển sang đ/c {name} bằng mã liên kết. Nếu không phải đồng chí "
            "đồng ý, đề nghị báo ngay quản trị hệ thống."
        ),
        "old": (
            "⚠️ Tài khoản này không còn là của đ/c {owner}: một tài khoản {channel} khác vừa liên kết thay. Nếu không "
            "phải đồng chí thực hiện, đề nghị báo ngay cán bộ theo dõi."
        ),
        "above": "⚠️ Tài khoản {channel} của đ/c {owner} vừa chuyển sang đ/c {name} bằng mã liên kết.",
        "same": "⚠️ Đ/c {owner} vừa liên kết tài khoản {channel} khác; tài khoản {channel} cũ đã đóng.",
    },
    roles_changed={
        "author": "✅ Đã ghi vai trò:",
        "person": "📌 {by} đã thay đổi vai trò của đồng chí:",
        "above": "📌 {by} đã thay đổi vai trò:",
    },
    role_signs={"granted": "+", "taken": "−", "back": "↩"},
    role_of="{role}, {unit}",
    role_back="tham gia trở lại",
    roles_more="… và {count} thay đổi khác",
    left_without={
        "coordinator": "⚠️ Không còn cán bộ theo dõi nào nhận được tin.",
        "leader": "⚠️ Không còn lãnh đạo nào nhận được tin.",
    },
    standing_in_for="🗓 Đồng chí đang làm thay đ/c {names}",
)
