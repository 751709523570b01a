"""Rooms inside a hospital, a school or a ministry, known by the first letters of their names ("Khoa KSNK")."""

# Behind these heads letters stand for the name of a room; a letter group two rooms share is left as typed.
_ROOMS: dict[str, tuple[str, ...]] = {
    "Phòng": (
        "Kế hoạch tổng hợp", "Quản lý chất lượng", "Tài chính - Kế toán", "Tổ chức - Hành chính",
        "Hành chính - Quản trị", "Vật tư - Thiết bị y tế", "Công tác xã hội", "Công tác sinh viên",
        "Công tác chính trị", "Quản lý đào tạo", "Quản lý khoa học", "Hợp tác quốc tế", "Quản trị - Thiết bị",
        "Kế hoạch - Tài chính", "Cảnh sát giao thông", "Cảnh sát hình sự", "An ninh mạng",
    ),
    "Khoa": (
        "Hồi sức cấp cứu", "Hồi sức tích cực", "Kiểm soát nhiễm khuẩn", "Khám bệnh", "Chẩn đoán hình ảnh",
        "Gây mê hồi sức", "Y học cổ truyền", "Phục hồi chức năng", "Y tế công cộng", "Phẫu thuật - Gây mê hồi sức",
    ),
    "Vụ": (
        "Tổ chức cán bộ", "Kế hoạch - Tài chính", "Hợp tác quốc tế", "Khoa học và Công nghệ", "Pháp chế",
        "Thi đua - Khen thưởng", "Tổng hợp",
    ),
    "Tổ": ("Khoa học tự nhiên", "Khoa học xã hội", "Hành chính - Quản trị"),
}  # fmt: skip


def _letters(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word not in {"-", "và"})


def _by_letters(names: tuple[str, ...]) -> dict[str, str]:
    letters = [_letters(name) for name in names]
    return {short: name for short, name in zip(letters, names, strict=True) if letters.count(short) == 1}


_ROOMS_BY_LETTERS = {head: _by_letters(names) for head, names in _ROOMS.items()}
HEADS_OF_ROOMS = tuple(_ROOMS)


def room_by_letters(head: str, letters: str) -> str | None:
    """ "Khoa", "KSNK" -> "Kiểm soát nhiễm khuẩn"; None where the letters are unknown behind that head."""
    return _ROOMS_BY_LETTERS.get(head, {}).get(letters)
