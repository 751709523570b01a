"""The organisation itself behind the name of a unit adds nothing; any other place, level or body does."""

import pytest

from domain.unit_names import own_name, place_of

PLACE = place_of("Đảng ủy phường Thủy Nguyên")


@pytest.mark.parametrize(
    ("organisation", "place"),
    [
        ("Đảng ủy phường Thủy Nguyên", "thuy nguyen"),
        ("UBND xã Hòa Bình, tỉnh Phú Thọ", "hoa binh"),
        ("Đảng uỷ đặc khu Cát Hải", "cat hai"),
        ("Tổ chức của tôi", ""),
    ],
)
def test_the_place_stands_in_the_name_of_the_organisation(organisation: str, place: str) -> None:
    assert place_of(organisation) == place


@pytest.mark.parametrize(
    ("in_plan", "in_list"),
    [
        ("Ban Xây dựng đảng Đảng ủy phường", "Ban Xây dựng Đảng"),
        ("Ban Xây dựng Đảng của Đảng uỷ phường Thuỷ Nguyên", "Ban Xây dựng Đảng"),
        ("Văn phòng Đảng ủy phường", "Văn phòng Đảng ủy"),
        ("Ủy ban Kiểm tra Đảng ủy phường Thủy Nguyên", "Ủy ban Kiểm tra"),
        ("Phòng Kinh tế thuộc UBND phường", "Phòng Kinh tế"),
        ("Công an phường Thủy Nguyên", "Công an"),
        ("Hội Phụ nữ phường", "Hội Phụ nữ"),
        ("Đảng ủy phường", "Đảng ủy"),
    ],
)
def test_a_unit_is_the_same_with_and_without_the_organisation(in_plan: str, in_list: str) -> None:
    assert own_name(in_plan, PLACE) == own_name(in_list, PLACE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công an phường Lê Lợi", "Công an phường"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Đảng ủy"),
        ("Văn phòng Đảng ủy", "Văn phòng UBND"),
        ("Đảng ủy UBND phường", "Đảng ủy phường"),
        ("Công đoàn UBND phường", "Công đoàn phường"),
        ("Thường trực Đảng ủy", "Thường trực HĐND"),
        ("phường Thủy Nguyên", ""),
    ],
)
def test_another_place_level_or_body_is_another_unit(one: str, other: str) -> None:
    assert own_name(one, PLACE) != own_name(other, PLACE)
