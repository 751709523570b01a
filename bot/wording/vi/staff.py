"""Vietnamese phrases about people: who is away, who is there, who moved or left."""

from bot.wording.staff_words import StaffWords

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
    standing_in_for="🗓 Đồng chí đang làm thay đ/c {names}",
)
