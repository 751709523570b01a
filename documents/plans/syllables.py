"""Syllables that make up a third of any official text, by their letters: nearly always written with these marks."""

from domain.names import fold

# The common one and the others that are written with the same letters.
_COMMON = """
bao bào báo bão bảo bò bỏ bố bổ bộ bờ các cao cáo cạo cấp cập cặp cho chỗ chớ chờ chợ chú chủ chứ chữ chúc chục
chức có cô cơ cố cổ cỗ cờ cỡ công cống cổng cộng cua của cửa dàn dân dần dẫn đan đàn đạn dáng dạng đang đáng
đăng đảng đằng dễ đê đẻ đế đề để đen đèn đến đền dinh đinh đình đỉnh định dọn dồn đón đôn đơn đồn dòng đóng đông
đồng động dung dùng dụng dừng dựng đúng đứng đừng dược đuốc được giam giám giảm hiến hiền hiển hiện hoạch hoàn
hoán hoãn hoạn họp hộp hợp hương hướng hưởng kẻ kế kề kể kệ không khống khổng kiếm kiểm kiệm lý lỳ mốt một nam
năm nấm nắm nay này nảy ngay ngày nghi nghĩ nghỉ nghị nhân nhãn nhạn nhẫn nhận nhiễm nhiệm nhung nhưng những
phát phạt phật phó phố phổ phở phôi phối phổi phương phường phượng quan quán quân quản quần quận quyết sát sắt
sơ số sổ sở sợ tác tạc tai tài tái tại tải tê tế tệ thanh thành thánh theo thôi thổi thời thúc thức thực tinh
tình tính tĩnh tỉnh tịnh to tô tố tổ tờ tra trà trả tri trì trí trị triển trinh trình trong trọng trồng uy uỷ úy
ủy và vá vé vẻ vẽ về vệ vi vì ví vị việc vôi với vũ vụ xây xảy
"""


def _by_letters() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable in _COMMON.split():
        found.setdefault(fold(syllable), set()).add(syllable)
    return {letters: frozenset(syllables) for letters, syllables in found.items()}


COMMON_BY_LETTERS = _by_letters()
