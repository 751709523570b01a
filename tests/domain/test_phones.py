"""Every way an office writes a telephone number is one number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phones import LONGEST_PHONES, normal_phone, phones_in

MOBILES = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
LANDLINES = st.from_regex(r"02[0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("912000001", ["0912000001"]),
        ("912000001.0", ["0912000001"]),
        ("+84 912 000 001", ["0912000001"]),
        ("(+84)912.000.001", ["0912000001"]),
        ("84912000001", ["0912000001"]),
        ("+84 0912 000 001", ["0912000001"]),
        ("0912.000.001 - 0912000002", ["0912000001", "0912000002"]),
        ("0912 000 001 0912 000 002", ["0912000001", "0912000002"]),
        ("0912000001 (Zalo), 0912000003", ["0912000001", "0912000003"]),
        ("0225.3123.456 máy lẻ 12", ["02253123456"]),
        ("024 3825 1234", ["02438251234"]),
        ("2253123456", ["02253123456"]),
        ("0912,000,001", ["0912000001"]),
        ("0123 456 7890", ["0834567890"]),
        ("0912000001; 0912 000 001", ["0912000001"]),
        ("031085001234", []),
        ("12/4/1985", []),
        ("không có", []),
        ("", []),
    ],
)
def test_what_a_cell_holds(cell: str, numbers: list[str]) -> None:
    assert phones_in(cell) == tuple(numbers)


@given(MOBILES, st.sampled_from(["{0}", "{1}", "+84{1}", "84 {1}", "0084{1}", "{2}", "{3}", "+84 {4}", "{1}.0"]))
def test_a_mobile_number_is_the_same_in_every_form(number: str, form: str) -> None:
    bare = number[1:]
    grouped = f"{number[:4]}.{number[4:7]}.{number[7:]}", f"{number[:4]} {number[4:7]} {number[7:]}"
    cell = form.format(number, bare, *grouped, f"{bare[:3]} {bare[3:6]} {bare[6:]}")
    assert normal_phone(cell) == number


@given(st.lists(MOBILES | LANDLINES, min_size=1, max_size=LONGEST_PHONES, unique=True), st.sampled_from(";/,\n"))
def test_several_in_a_cell_are_each_found_and_found_again(numbers: list[str], between: str) -> None:
    cell = f"{between} ".join(numbers)
    assert phones_in(cell) == tuple(numbers)
    assert phones_in(" ".join(phones_in(cell))) == tuple(numbers)


@given(st.text(max_size=60))
def test_any_text_holds_only_numbers_that_can_be_dialled(cell: str) -> None:
    assert all(found.isascii() and found.isdigit() and 10 <= len(found) <= 11 for found in phones_in(cell))


def test_a_cell_of_several_numbers_is_not_one_number() -> None:
    assert normal_phone("0912000001 0912000002") is None
