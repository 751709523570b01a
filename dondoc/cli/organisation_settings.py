"""Reads the values of `dondoc org set`: what an organisation has of its own is written in words and numbers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from domain.messages.settings import ChangeSetting
from domain.names import tidy
from domain.organisations import (
    LARGEST_QUOTA,
    LEAST_KEPT,
    LONGEST_SUPERIOR,
    MOST_KEPT,
    Organisation,
    OutOfBounds,
    bounds_of_setting,
    with_setting,
)
from dondoc.failures import CannotDo

AS_INSTALLED = "-"
HOURS_SET = ("morning", "quiet", "waking")
_NUMBERS = {"keep_days": ("--keep-days", LEAST_KEPT, MOST_KEPT), "month_quota": ("--zalo-quota", 1, LARGEST_QUOTA)}
_HOUR = re.compile(r"(\d{1,2})(?:[:hg](\d{2})?)?")


def with_wishes(organisation: Organisation, wishes: Mapping[str, str]) -> Organisation:
    """The organisation with each setting as it was typed. Raises CannotDo, in a sentence that names the option."""
    for name, typed in wishes.items():
        if name in HOURS_SET:
            organisation = _with_hours(organisation, name, typed)
        elif name in _NUMBERS:
            number = _number(name, typed)
            is_days = name == "keep_days"
            organisation = (
                replace(organisation, keep_days=number) if is_days else replace(organisation, month_quota=number)
            )
        else:
            organisation = replace(organisation, superior=read_superior(typed))
    return organisation


def read_superior(typed: str) -> str:
    """The name of the body above; "" for "-". Raises CannotDo for one that is too long."""
    name = tidy(typed)
    if len(name) > LONGEST_SUPERIOR:
        raise CannotDo(f"--under: tên cấp trên dài nhất {LONGEST_SUPERIOR} ký tự.")
    return "" if name == AS_INSTALLED else name


def _number(name: str, typed: str) -> int | None:
    option, least, most = _NUMBERS[name]
    if typed.strip() == AS_INSTALLED:
        return None
    if not typed.strip().isdecimal() or not least <= int(typed) <= most:
        raise CannotDo(f"{option}: ghi một số từ {least} đến {most}, hoặc “-” để dùng cài đặt chung.")
    return int(typed)


def _with_hours(organisation: Organisation, name: str, typed: str) -> Organisation:
    try:
        hours = tuple(_hour(part) for part in typed.split("-"))
        return with_setting(organisation, ChangeSetting(name, hours=hours))
    except OutOfBounds:
        example = "07:00-20:00" if name == "waking" else "07:30"
        lowest, highest = bounds_of_setting(name)
        raise CannotDo(f"--{name}: ghi giờ trong khoảng {lowest}–{highest}, ví dụ {example}.") from None
    except ValueError:
        raise CannotDo(f"--{name}: giờ bắt đầu phải trước giờ kết thúc.") from None


def _hour(typed: str) -> time:
    found = _HOUR.fullmatch(typed.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise OutOfBounds
    return time(int(found[1]), int(found[2] or 0))
