"""Mistakes in the words of a command line, told in Vietnamese first and in English behind it."""

from typing import Any

EXIT_CODE = 2  # as command lines do for wrong usage


def usage_sentence(error: Any) -> str:
    """One line on what is wrong and one on where the right way stands; "" when the help has been shown already."""
    english = error.format_message()
    if not english:
        return ""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "dondoc"
    return f"dondoc: {_vietnamese(error)} / {english}\nXem cách dùng / Help: {path} --help\n"


def _vietnamese(error: Any) -> str:
    """By the kind of mistake; the library tells the kinds apart by class only."""
    name = _name(error)
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"Thiếu {name}."
    if kind == "BadParameter":
        return f"Giá trị của {name} không hợp lệ{_expected(error)}."
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        return f"Không có tùy chọn {error.option_name}." + (f" Có phải: {', '.join(near)}?" if near else "")
    if kind == "BadOptionUsage":
        return f"Tùy chọn {error.option_name} dùng chưa đúng."
    return "Không có lệnh này." if "No such command" in error.message else "Thừa tham số hoặc viết chưa đúng lệnh."


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "tham số"
    options = [text for text in parameter.opts if text.startswith("-")]
    return f"tùy chọn {options[0]}" if options else f"tham số «{parameter.name}»"


def _expected(error: Any) -> str:
    if "YYYY-MM-DD" in str(getattr(error.param, "metavar", "")):
        return ": ngày viết dạng năm-tháng-ngày, ví dụ 2026-04-30"
    return ": phải là một số nguyên" if "valid integer" in error.message else ""
