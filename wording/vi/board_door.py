"""Vietnamese words of the board's door."""

from wording.board_door import DoorWords

DOOR = DoorWords(
    title="Trang theo dõi nhiệm vụ",
    how="Mở bot trong Telegram hoặc Zalo, gõ “trang”: bot gửi đường dẫn và mã 8 ký tự. Nhập mã vào đây.",
    code="Mã 8 ký tự",
    enter="Vào trang",
    limits="Mã dùng một lần, trong 10 phút.",
    opening="Đang mở trang theo dõi…",
    link_of="Đường dẫn này của đ/c {name}.",
    not_you="Không phải đồng chí thì đóng trang này; đường dẫn chưa bị dùng.",
    nothing_here="Không có trang này",
    nothing_here_why="Địa chỉ không có, hoặc không thuộc phạm vi của đồng chí.",
    back="Về trang đầu",
    answer="Trả lời của hệ thống",
    done="Đã làm. Nội dung chỉ hiện một lần.",
    under_way="Đang làm. Kết quả sẽ có trong giây lát, không cần bấm lại.",
    see_answer="Xem trả lời",
    fetch="Tải tệp {name}",
    fetch_once="Tệp chỉ tải được một lần, trong 10 phút.",
    too_slow="Trang chưa đọc xong",
    too_slow_why="Đọc trang này quá 2 giây nên hệ thống đã dừng. Chờ vài giây rồi mở lại. Nếu vẫn vậy: lọc bớt theo "
    "đơn vị hoặc kế hoạch, hoặc gõ lệnh trong tin nhắn; và báo người quản trị.",
    pressed_and_too_slow="Điều đồng chí vừa bấm đã được nhận và chỉ làm một lần, nhưng máy đang bận nên chưa hiện được "
    "trả lời. Chờ vài giây rồi mở lại trang để xem kết quả; không cần bấm lại.",
    read_again="Mở lại trang",
    troubles={
        "wrong": "Mã không đúng, đã dùng hoặc đã quá 10 phút. Gõ “trang” để lấy mã mới.",
        "too_many": "Nhập sai quá nhiều lần. Thử lại sau ít phút.",
    },
)
